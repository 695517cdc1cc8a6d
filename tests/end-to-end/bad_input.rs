//! What a person reads who made a mistake, in the words of our theme. What programs and robots send is in the function's
//! own tests.

use scraper::{Html, Selector};
use tests::{Served, TestSite, fitting_search, with};

fn texts(page: &str, wanted: &str) -> Vec<String> {
    let selector = Selector::parse(wanted).expect("a selector");
    let words = |element: scraper::ElementRef| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    Html::parse_document(page).select(&selector).map(words).collect()
}

/// A site that lets one address send as much as it likes.
fn patient_site() -> TestSite {
    TestSite::small().edit(
        "site.toml",
        "requests_per_minute = 60\nburst = 30",
        "requests_per_minute = 9000\nburst = 900",
    )
}

#[test]
fn every_mistake_is_told_in_a_sentence_that_helps() {
    let huge = "9".repeat(40);
    let essay = "e".repeat(3_001);
    let table = [
        ("organisation.name", "", "Name of your organisation: Please fill this in."),
        ("organisation.name", "A\nB", "Name of your organisation: Please write this on one line."),
        (
            "organisation.name",
            "A\u{7}",
            "Name of your organisation: This contains an invisible character; please type it again.",
        ),
        (
            "organisation.name",
            "A\u{202e}B",
            "Name of your organisation: This contains a hidden character that changes the direction of the text; please type it again.",
        ),
        (
            "organisation.name",
            "\u{fffd}cole",
            "Name of your organisation: A character was lost here (\u{fffd}); please type it again.",
        ),
        (
            "contact.email",
            "anna@school",
            "E-mail address: “anna@school” is not an e-mail address; it should look like name@organisation.eu.",
        ),
        (
            "activity",
            "job-shadwing",
            "What kind of exchange: “job-shadwing” is not one of the choices; did you mean “job-shadowing”?",
        ),
        ("activity", "clowning", "What kind of exchange: “clowning” is not one of the choices; please choose again."),
        (
            "goal",
            "Dual training",
            "What you want to learn: This has 13 characters; please say a little more, at least 20.",
        ),
        (
            "goal",
            &essay,
            "What you want to learn: This has 3001 characters; at most 3000 are allowed. Nothing was cut off.",
        ),
        ("offer", "quai", "Offer you are asking about: There is no open offer “quai”; did you mean “quay”?"),
        (
            "offer",
            "lighthouse",
            "Offer you are asking about: There is no open offer “lighthouse”; please choose another or none.",
        ),
        (
            "period.from",
            "2020-01-01",
            "When you could go – From: 1 January 2020 is in the past; please choose a later date.",
        ),
        (
            "period.from",
            "31 June",
            "When you could go – From: “31 June” is not a date; please write the year, the month and the day, such as 2027-03-18.",
        ),
        (
            "period.until",
            "2099-02-01",
            "When you could go – Until: The end date must be after the start date: 1 February 2099 is before 1 March 2099.",
        ),
        ("days", "three", "Days of the visit: “three” is not a whole number; please use digits only."),
        ("days", "100", "Days of the visit: The visit takes 100 days, but the dates leave 61."),
        ("participants", "0", "How many people will travel? This must be between 1 and 500; it is 0."),
        (
            "participants",
            &huge,
            "How many people will travel? This must be between 1 and 500; it is 9999999999999999999999999999999999999999.",
        ),
        (
            "fewer_opportunities",
            "5",
            "Of these, people with fewer opportunities: 5 is more than the 4 people who will travel.",
        ),
        ("consent", "", "Consent: Without your consent we cannot store anything."),
        ("gaol", "A goal", "This form has no field “gaol”; please leave it out."),
        ("themse", "crafts", "This form has no field “themse”; did you mean “themes”?"),
        ("language", "xx", "“xx” is not one of the choices; please choose again."),
    ];
    let site = patient_site();
    let served = site.serve();
    for (name, value, sentence) in table {
        let answer = served.post_form("/api/requests", &with(fitting_search(), name, value));
        assert_eq!(answer.status, 422, "{name}={value}");
        assert!(
            texts(&answer.body, "[data-problem-list] li").iter().any(|line| line == sentence),
            "{name}={value:.50}: {:?}",
            texts(&answer.body, "[data-problem-list] li")
        );
        assert_eq!(texts(&answer.body, "title")[0].split(':').next(), Some("Problem"), "{name}");
    }
    let mut twice = fitting_search();
    twice.push(("days".to_owned(), "5".to_owned()));
    let answer = served.post_form("/api/requests", &twice);
    let told = texts(&answer.body, "[data-problem-list] li");
    assert_eq!(told, ["Days of the visit: This arrived 2 times; please fill it in once."]);
    for form in ["find-a-host", "offer-to-host", "join"] {
        let fields = with(with(fitting_search(), "form", form), "contact.email", "jörg@example.org");
        let told = texts(&served.post_form("/api/requests", &fields).body, "[data-problem-list] li");
        let expected = "E-mail address: Many mail servers can’t deliver to “jörg@example.org”, because of the letters before the @.";
        assert!(told.iter().any(|line| line.starts_with(expected)), "{form}: {told:?}");
    }
    assert!(served.desk().references().is_empty());
}

fn notices(served: &Served, path: &str) -> Vec<String> {
    texts(&served.open(path).body, "[data-outcome]:not([hidden]) .notice-title")
}

#[test]
fn who_opens_an_address_of_forms_is_shown_the_way_to_them() {
    let site = patient_site();
    let served = site.serve();
    assert_eq!(notices(&served, "/api/requests"), ["There is no page here"]);
    assert_eq!(notices(&served, "/api/request"), ["Page not found"]);
    let answer = served.post_form("/api/requests", &[("language".to_owned(), "en".to_owned())]);
    assert_eq!(texts(&answer.body, "[data-outcome]:not([hidden]) .notice-title"), ["Which form is this?"]);
    assert!(answer.body.contains("href=\"/en/find-a-host/\""), "{}", answer.body);
}

#[test]
fn the_field_for_robots_is_hidden_from_people_in_every_form_even_without_a_style_sheet() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    for form in ["find-a-host", "offer-to-host", "join"] {
        let page = Html::parse_document(&site.read(&format!("public/en/{form}/index.html")));
        let trap = Selector::parse("[hidden] > input[name=subject_line_two]").expect("a selector");
        let field = page.select(&trap).next().unwrap_or_else(|| panic!("{form} has no such field"));
        assert_eq!((field.attr("tabindex"), field.attr("autocomplete")), (Some("-1"), Some("off")), "{form}");
        assert_eq!(field.attr("type").unwrap_or("text"), "text", "{form}: robots leave other hidden fields alone");
    }
}
