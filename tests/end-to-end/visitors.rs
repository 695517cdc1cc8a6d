//! What visitors read on our site: complete, true, said once, and in plain English.

use std::collections::BTreeSet;
use std::fs;

use scraper::{ElementRef, Html, Selector};
use tests::{TestSite, repository};
use walkdir::WalkDir;

fn ours() -> TestSite {
    let site = TestSite::ours();
    let built = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    site
}

fn page(site: &TestSite, address: &str) -> Html {
    Html::parse_document(&site.read(&format!("public/en/{address}index.html")))
}

fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn words(element: &ElementRef) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// The main part of a page, as one line of words.
fn main_text(page: &Html) -> String {
    words(all(page, "main").first().expect("a main part"))
}

#[test]
fn the_menu_leads_to_both_forms_that_the_button_does_not_open() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    for address in ["", "offers/quay/", "offer-to-host/", "join/"] {
        let page = page(&site, address);
        let links: BTreeSet<&str> = all(&page, "header nav a").iter().filter_map(|link| link.attr("href")).collect();
        assert!(links.contains("/en/offer-to-host/") && links.contains("/en/join/"), "{address}: {links:?}");
        let current = all(&page, "header nav a[aria-current=page]");
        let here: Vec<_> = current.iter().filter_map(|link| link.attr("href")).collect();
        assert_eq!(here.contains(&format!("/en/{address}").as_str()), matches!(address, "offer-to-host/" | "join/"));
    }
}

#[test]
fn the_search_page_says_what_needs_a_script() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    let search = page(&site, "search/");
    let (with, without) = (all(&search, ".lede .scripted"), all(&search, ".lede noscript"));
    assert_eq!(words(&with[0]), "Search offers and stories, or browse them by country, sector, theme and more.");
    assert!(words(&without[0]).contains("To search by words or combine filters, please switch on JavaScript"));
}

#[test]
fn the_privacy_notice_says_when_erasing_waits_for_a_person() {
    let notice = fs::read_to_string(repository().join("content/pages/privacy.md")).expect("the notice");
    let notice = notice.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "this erasure stops if something looks wrong",
        "an unusual share of all requests would be erased at once",
        "until a person at the secretariat has looked and decided",
        "erasure goes on after seven days",
    ] {
        assert!(notice.contains(said), "{said}");
    }
}

/// What the network's leaflet says, and the words of ours that say it.
const STORY: [&str; 18] = [
    "has made a name for itself as a leader in vocational education and dual training",
    "filled in the form of the matchmaking tool",
    "EARLALL's secretariat put it in touch with Catalonia's regional ministry of education and vocational training",
    "In February 2025 the group spent three days in Barcelona, with institutions and businesses that lead the way",
    "leave ready for work and know which careers are open to them",
    "whose work with schools serves as a model for STEM education: learners get real experience on the way from school to a job",
    "specialises in dual training for mobility and transport",
    "matches what students learn to what the industry needs",
    "how important international mobility has become, for students as for teachers",
    "lets students and educators see new things and widen their professional networks",
    "look at their own practice again and improve it",
    "understand vocational education in Belgium, and how it is built up",
    "work together in future that would help learners as well as teachers",
    "the general and the intensive one, and how both give a strong grounding at the workplace",
    "how the progress of students is followed digitally",
    "Clear examples of schools and businesses that work together",
    "it set off reflection and new ideas, opened promising ways to work together, made networks stronger and encouraged further partnerships",
    "showed how much schools and businesses achieve together; it strengthened the commitment to hybrid learning and opened the door to further partnerships",
];

const PARTNERSHIP: [&str; 22] = [
    "one of the flagship initiatives of the European Education Area, run by the European Commission",
    "different organisations that together help people of working age in a region to learn new skills or improve those they have",
    "EARLALL is a member of the Pact for Skills. On 17 September 2024 it launched this partnership",
    "as part of its Working Group on Mobility",
    "Europe on the Move",
    "in vocational education and training, in apprenticeships, in adult education and in informal learning, and more of those with fewer opportunities",
    "A culture of lifelong learning",
    "Close cooperation between regional and local authorities",
    "especially for apprentices",
    "Monitoring and evaluation.",
    "New members.",
    "20 % of learners in vocational training on a mobility: the partnership’s pledge By 2030",
    "20 % of all mobilities for people with fewer opportunities: the partnership’s pledge",
    "Share inspiration and good practice",
    "Define “fewer opportunities” The partners agree who is meant, and how best to involve these people",
    "follow which opportunities there are, and which mobilities are under way",
    "a growing network of people and institutions committed to learning mobility",
    "Match high-quality exchanges, student mobility, and job shadowing for staff of regional and local authorities",
    "Hold them once or regularly, to prepare joint mobility projects",
    "Each meeting should present good practice and leave time for networking",
    "make its network better known, and to continue its work for lifelong learning mobility of high quality",
    "your logo is shown among the supporters and in official communication about the partnership",
];

#[test]
fn the_story_and_the_partnership_say_all_that_the_leaflet_says() {
    let site = ours();
    let story = main_text(&page(&site, "case-studies/innovation-in-vet-and-the-dual-system/")).replace('’', "'");
    for fact in STORY {
        assert!(story.contains(fact), "the story lacks: {fact}");
    }
    let partnership = page(&site, "partnership/");
    let text = main_text(&partnership);
    for fact in PARTNERSHIP {
        assert!(text.contains(fact), "the partnership's page lacks: {fact}");
    }
    assert!(text.contains("Give your support!") && text.contains("communication@earlall.eu"));

    // Each pledge and target once, and nothing that speaks against it.
    assert_eq!(text.matches("20 %").count(), 3, "two pledges, and one of the Council's targets");
    assert_eq!(text.matches("12 %").count(), 1);
    assert_eq!(all(&partnership, ".standing").len(), 4);
    assert!(!text.contains("No date is set") && !text.contains("nobody has reported"));
    let titles: Vec<String> = all(&partnership, "main h2").iter().map(words).collect();
    assert_eq!(titles.iter().collect::<BTreeSet<_>>().len(), titles.len(), "{titles:?}");
    // The list of contents has every section with an anchor.
    let listed: Vec<&str> = all(&partnership, ".toc-list a").iter().filter_map(|link| link.attr("href")).collect();
    let anchors = all(&partnership, "main h2[id]:not(.toc-title), main section.band[id]");
    let anchors: Vec<String> = anchors.iter().filter_map(|part| Some(format!("#{}", part.attr("id")?))).collect();
    assert_eq!(listed, anchors);
}

#[test]
fn numbers_of_demonstrations_are_marked_where_they_stand_and_stories_come_first() {
    let site = ours();
    let home = site.read("public/en/index.html");
    let place = |text: &str| home.find(text).unwrap_or_else(|| panic!("{text} is on the first page"));
    assert!(place("Exchanges that took place") < place("class=\"demo-mark\""), "what took place comes first");
    for (address, figures) in [("", 3), ("monitoring/", 4)] {
        let page = page(&site, address);
        let counted = all(&page, ".figures div");
        let marked = |figure: &&ElementRef| words(figure).contains("Demonstrations");
        let unmarked: Vec<String> = counted.iter().filter(|figure| !marked(figure)).map(words).collect();
        assert_eq!(counted.len() - unmarked.len(), figures, "{address}: {unmarked:?}");
        assert!(unmarked.iter().all(|figure| figure.contains("exchange stor")), "{address}: {unmarked:?}");
    }
    let partnership = main_text(&page(&site, "partnership/"));
    for (counted, _) in partnership.match_indices(" open offers") {
        let sentence = &partnership[counted..];
        let end = sentence.find("Here today").unwrap_or(sentence.len());
        assert!(sentence[..end].contains("All of these offers are demonstrations."), "{sentence}");
    }
    assert!(!partnership.contains("Latest figure"), "invented figures are no achievement");
    for address in ["offers/", "map/", "fewer-opportunities/"] {
        assert!(!all(&page(&site, address), ".demo-mark").is_empty(), "{address}");
    }
}

/// Wordings that readers of English do not expect, in any case of their letters.
const UNUSUAL: [&str; 25] = [
    "exchanges told",
    "certain offer",
    "one thing less",
    "nothing here has",
    "on which terms",
    "what one sees",
    "who would come",
    "visit in turn",
    "not received.",
    "turn them round",
    "look at these points",
    "nothing at this address",
    "with a deed",
    "at every build of this site",
    "is seen there",
    "whom to write to",
    "gives back",
    "persons",
    "keeps every rule",
    "as it stands",
    "still holds",
    "nobody is waited for",
    "somebody was faster",
    "anew",
    "the way abroad",
];

/// The visible texts of a page: what is shown, and what is read out or shown on hovering.
fn visible(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let mut texts = Vec::new();
    for element in all(&page, "body *, title") {
        if matches!(element.value().name(), "script" | "style") {
            continue;
        }
        let own: String = element.children().filter_map(|child| Some(child.value().as_text()?.to_string())).collect();
        texts.push(own);
        let attributes = ["title", "alt", "aria-label", "placeholder"];
        texts.extend(attributes.iter().filter_map(|name| element.attr(name)).map(str::to_owned));
    }
    texts
}

/// A message without the names of its values.
fn without_placeholders(message: &str) -> String {
    let mut parts = message.split('{');
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once('}').map_or("", |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" ")
}

#[test]
fn no_page_of_the_site_or_the_desk_has_an_unusual_wording() {
    let mut found = Vec::new();
    let mut look = |place: &str, text: &str| {
        let lower = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let is_exact = matches!(lower.as_str(), "to come" | "offers to host");
        for wording in UNUSUAL.iter().filter(|wording| lower.contains(**wording)) {
            found.push(format!("{place}: {wording}: {lower}"));
        }
        if is_exact {
            found.push(format!("{place}: {lower}"));
        }
    };
    let site = ours();
    let built = WalkDir::new(site.path("public")).into_iter().map(|entry| entry.expect("an entry"));
    let mut pages = 0;
    for entry in built.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html")) {
        pages += 1;
        for text in visible(&fs::read_to_string(entry.path()).expect("a page")) {
            look(&entry.path().display().to_string(), &text);
        }
    }
    assert!(pages > 300);
    // The desk's words, and those of the site that only some answers show: a message a line.
    let desk = WalkDir::new(repository().join("desk/i18n/en")).into_iter();
    let letters = WalkDir::new(repository().join("desk/letters/en")).into_iter();
    let site_words = WalkDir::new(repository().join("themes/default/i18n/en.ftl")).into_iter();
    for entry in desk.chain(letters).chain(site_words).map(|entry| entry.expect("an entry")) {
        if !entry.file_type().is_file() {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a text");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let shown = line.split_once(" = ").map_or(line, |(_, shown)| shown);
            look(&entry.path().display().to_string(), &without_placeholders(shown));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
