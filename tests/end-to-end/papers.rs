//! Out of the desk: what it writes passes the check, and is on the site after the next build.

use std::time::{Duration, Instant};

use tests::{Served, TestSite};

/// A form that proposes to host, with everything in it that files could be broken with.
pub fn proposal() -> Vec<(String, String)> {
    [
        ("form", "offer-to-host"),
        ("language", "en"),
        ("organisation.name", "Example School: \"Lace & Co\""),
        ("organisation.kind", "EPLUS-EDU-VOC-SEC"),
        ("organisation.country", "BE"),
        ("organisation.place", "Ghent"),
        ("contact.name", "Contact Person"),
        ("contact.email", "marked@example.org"),
        ("title", "Lace: # from bobbin to business"),
        ("summary", "- A craft\nthat pays its way: {see}"),
        ("activities", "job-shadowing"),
        ("audiences", "teachers"),
        ("sectors", "021"),
        ("programme", "The workshop: <b>how</b> lace is made"),
        ("learning", "* What it costs\n* Whom it feeds"),
        ("languages[0].code", "en"),
        ("languages[0].level", "B2"),
        ("group.min", "1"),
        ("group.max", "4"),
        ("duration.min", "2"),
        ("duration.max", "5"),
        ("windows[0].from", "2099-03-01"),
        ("windows[0].until", "2099-05-31"),
        ("costs", "Nothing"),
        ("consent", "on"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

fn sent(served: &Served, form: &[(String, String)]) -> String {
    let answer = served.post_form("/api/requests", form);
    let location = answer.location.unwrap_or_else(|| panic!("{}", answer.body));
    location.rsplit('/').next().expect("a reference").to_owned()
}

#[test]
fn an_accepted_proposal_is_an_offer_on_the_site() {
    let site = TestSite::small();
    let served = site.serve();
    let reference = sent(&served, &proposal());
    let desk = served.desk();
    let version = desk.version(&reference);
    let fields = [
        ("version", version.as_str()),
        ("by", "Secretary"),
        ("slug", "lace-week"),
        ("region", "BE23"),
        ("valid_until", "2099-05-31"),
        ("stops[0].name", "The workshop"),
        ("stops[0].kind", "company"),
        ("stops[0].see", "<b>how</b> lace is made"),
        ("do", "write"),
    ];
    let written = desk.send(&reference, "offer", &fields);
    assert_eq!(written.status, 200, "{}", written.body);
    assert!(written.body.contains("content/offers/lace-week.yaml is written"), "{}", written.body);
    assert!(written.body.contains("The check found no problems"), "{}", written.body);
    assert_eq!(desk.status(&reference), "Accepted");

    let checked = site.run(&["check"]);
    assert_eq!((checked.status, checked.stderr.as_str()), (0, ""));
    let text = site.read("content/offers/lace-week.yaml");
    assert!(!text.contains("marked@example.org") && !text.contains("Contact Person"), "{text}");
    let page = until(&served, "/en/offers/lace-week/");
    assert!(page.contains("Lace: # from bobbin to business") && page.contains("Whom it feeds"), "{page}");
    assert!(page.contains("&lt;b&gt;how&lt;/b&gt; lace is made"), "{page}");

    // The same again is nothing new; another text under the name is refused.
    assert_eq!(desk.send(&reference, "offer", &fields).status, 200);
    site.write("content/offers/lace-week.yaml", "# somebody's own\n");
    assert_eq!(desk.send(&reference, "offer", &fields).status, 409);
    assert_eq!(site.read("content/offers/lace-week.yaml"), "# somebody's own\n");
}

/// The page once the server has built it.
fn until(served: &Served, path: &str) -> String {
    let begun = Instant::now();
    loop {
        let answer = served.get(path);
        if answer.status == 200 {
            return answer.body;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{path} never came");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_draft_holds_nothing_up_and_is_published_once_it_is_written() {
    let site = TestSite::small();
    assert_eq!(site.run(&["new", "case-study", "lace-in-ghent"]).status, 0);
    let draft = site.run(&["check"]);
    assert_eq!(draft.status, 0, "{}", draft.stderr);
    let path = "content/case-studies/lace-in-ghent.md";
    for told in
        [":3:1: warning: a draft: it is not published yet;", "`title` is missing", "this part is still to be written"]
    {
        assert!(draft.stderr.contains(told), "{told} in {}", draft.stderr);
    }
    assert!(draft.stderr.lines().filter(|line| line.starts_with(path)).count() > 10, "{}", draft.stderr);
    assert!(!draft.stderr.contains("error:"), "{}", draft.stderr);
    assert_eq!(site.run(&["build"]).status, 0);
    assert!(!site.path("public/en/case-studies/lace-in-ghent/index.html").exists());

    // Taken out too early, the line was a shield.
    let skeleton = site.read(path);
    let bare: String =
        skeleton.lines().filter(|line| !line.starts_with("draft:")).map(|line| format!("{line}\n")).collect();
    site.write(path, &bare);
    let checked = site.run(&["check"]);
    assert_eq!(checked.status, 1);
    assert!(checked.stderr.contains("error: this part is still to be written"), "{}", checked.stderr);

    let fixture = site.read("content/case-studies/dual-system.md").replacen("title: ", "title: Lace, and ", 1);
    site.write(path, &fixture.replacen("---\n", "---\ndraft: true\n", 1));
    let checked = site.run(&["check"]);
    assert_eq!(checked.status, 0);
    assert!(checked.stderr.contains("and nothing is left to write"), "{}", checked.stderr);
    site.write(path, &fixture);
    assert_eq!(site.run(&["check"]).stderr, "");
    assert_eq!(site.run(&["build"]).status, 0);
    assert!(site.path("public/en/case-studies/lace-in-ghent/index.html").exists());
}
