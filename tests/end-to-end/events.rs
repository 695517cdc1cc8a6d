//! Events: on the page, and in a calendar.

use scraper::{Html, Selector};
use tests::TestSite;

const MEETING: &str = "\
title: Working group in Trento
summary: Two days on mobility of apprentices.
kind: working-group
starts: 2027-03-18
ends: 2027-03-19
place: Trento
region: ITH2
description: From nine to five.
registration: https://example.org/register
";

fn texts(page: &str, selector: &str) -> Vec<String> {
    let wanted = Selector::parse(selector).expect("a selector");
    let words =
        |element: scraper::ElementRef| element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    Html::parse_document(page).select(&wanted).map(words).collect()
}

/// The lines of a calendar, long ones joined again (RFC 5545, 3.1).
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn an_event_is_whole_days_the_last_one_included_in_every_calendar() {
    let site = TestSite::small()
        .with("content/events/trento.yaml", MEETING)
        .with("content/events/webinar.yaml", &MEETING.replace("ends: 2027-03-19\n", "demo: true\n"));
    let built = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(built.status, 0, "{}", built.stderr);

    let one = lines(&site.read("public/events/trento.ics"));
    for line in [
        "DTSTART;VALUE=DATE:20270318",
        "DTEND;VALUE=DATE:20270320",
        "STATUS:CONFIRMED",
        "UID:trento@matchmaking.example.org",
        "URL:https://matchmaking.example.org/en/events/trento/",
    ] {
        assert!(one.iter().any(|known| known == line), "{line}: {one:?}");
    }
    assert_eq!(one.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
    // A day has no hour, and so no time zone that could move it.
    assert!(!one.iter().any(|line| line.contains("TZID")), "{one:?}");

    let all = lines(&site.read("public/events.ics"));
    assert!(one.iter().all(|line| all.contains(line)), "{all:?}");
    assert_eq!(all.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 2);
    let webinar = lines(&site.read("public/events/webinar.ics"));
    assert!(webinar.contains(&"DTEND;VALUE=DATE:20270319".to_owned()), "{webinar:?}");
    assert!(webinar.contains(&"STATUS:TENTATIVE".to_owned()), "a demonstration will not take place: {webinar:?}");
}

#[test]
fn an_event_tells_place_days_and_registration_and_once_over_only_that_it_was() {
    let site = TestSite::small().with("content/events/trento.yaml", MEETING);
    site.run(&["build", "--today", "2026-11-23"]);
    let page = site.read("public/en/events/trento/index.html");
    assert_eq!(
        texts(&page, ".facts dd"),
        [
            "18–19 March 2027 2 days. The times are in the text below.",
            "Trento Autonomous Province of Trento, Italy",
            "Register"
        ]
    );
    assert!(page.contains("href=\"/events/trento.ics\""), "{page}");
    let list = site.read("public/en/events/index.html");
    assert_eq!(texts(&list, ".event-add"), ["Register Add to your calendar : Working group in Trento"]);

    site.run(&["build", "--today", "2027-03-19"]);
    assert!(site.read("public/en/events/trento/index.html").contains("example.org/register"), "the last day counts");
    site.run(&["build", "--today", "2027-03-20"]);
    let page = site.read("public/en/events/trento/index.html");
    assert!(page.contains("This event is over.") && !page.contains("example.org/register"), "{page}");
    let list = site.read("public/en/events/index.html");
    assert_eq!((texts(&list, ".event--past h3").len(), texts(&list, ".event-add").len()), (1, 0));
}

#[test]
fn promoters_stand_by_country_and_the_partnership_counts_what_there_is() {
    let site = TestSite::ours();
    let first = site.read("content/promoters/nicholas-waller.yaml");
    let second =
        first.replace("Nicholas Waller", "Second Example").replace("SE232", "ES51").replace("Borås", "Barcelona");
    site.write("content/promoters/second-example.yaml", &second);
    site.run(&["build", "--today", "2026-11-23"]);
    let page = site.read("public/en/promoters/index.html");
    assert_eq!(texts(&page, "section[id^=country-] > h2"), ["Spain", "Sweden"]);
    assert_eq!(texts(&page, ".index--jump a"), ["Spain 1 promoter", "Sweden 1 promoter"]);
    assert!(texts(&page, ".head-note").contains(&"2 promoters in 2 countries".to_owned()), "{page}");

    let partnership = site.read("public/en/partnership/index.html");
    let states = texts(&partnership, ".plan-state");
    assert_eq!(states.len(), 6);
    assert_eq!(states[3], "Here today: 2 promoters. Promoters");
    let standings = texts(&partnership, ".standing");
    assert!(standings[0].starts_with("20 % of learners in vocational training"), "{standings:?}");
    assert!(standings.iter().all(|standing| standing.ends_with("No figure has been reported yet")), "{standings:?}");
}
