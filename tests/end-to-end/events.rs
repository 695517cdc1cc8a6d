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
        // Nobody said when it was revised: a year before it begins is about when it was announced.
        "DTSTAMP:20260318T000000Z",
        "UID:trento@matchmaking.example.org",
        "URL:https://matchmaking.example.org/en/events/trento/",
    ] {
        assert!(one.iter().any(|known| known == line), "{line}: {one:?}");
    }
    assert_eq!(one.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
    // A day has no hour, and so no time zone that could move it.
    assert!(!one.iter().any(|line| line.contains("TZID")), "{one:?}");

    let first = site.read("public/events/trento.ics");
    assert_eq!(site.run(&["build", "--today", "2026-12-24"]).status, 0);
    assert_eq!(site.read("public/events/trento.ics"), first, "another day makes no other file");

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

#[test]
fn hours_that_can_not_be_are_told_with_their_line_and_a_remedy() {
    let with = |lines: &str| {
        let event = format!("{}{lines}", MEETING.replace("ends: 2027-03-19\n", ""));
        let run = TestSite::small().with("content/events/trento.yaml", &event).run(&["check", "--today", "2026-11-23"]);
        assert_eq!(run.status, 1, "{}", run.stderr);
        run.stderr
    };
    let time = |from: &str, until: &str, zone: &str| {
        with(&format!("time:\n  from: \"{from}\"\n  until: \"{until}\"\n  zone: {zone}\n"))
    };
    for (told, wanted) in [
        (time("9.30", "16:00", "Europe/Rome"), "10:9: error: time.from: \"9.30\" is not a time of day"),
        (time("9.30", "16:00", "Europe/Rome"), "such as 09:30"),
        (time("16:00", "09:30", "Europe/Rome"), "11:10: error: time.until: 09:30 does not come after 16:00"),
        (time("16:00", "16:00", "Europe/Rome"), "the day on which the event ends under `ends`"),
        (
            time("09:30", "16:00", "Europe/Rom"),
            "12:9: error: time.zone: \"Europe/Rom\" is not a time zone; did you mean \"Europe/Rome\"?",
        ),
        (time("09:30", "16:00", "CET"), "such as Europe/Brussels"),
        (with("time:\n  from: \"09:30\"\n  until: \"16:00\"\n"), "time: `zone` is missing"),
        (
            with("state: canceled\n"),
            "9:8: error: state: \"canceled\" is not one of the choices; did you mean \"cancelled\"?",
        ),
        (
            with("previously: 2027-03-18\n"),
            "9:13: error: previously: 2027-03-18 is the day on which the event starts now",
        ),
        (with("revised: 2026-11-24\n"), "9:10: error: revised: 2026-11-24 is in the future"),
    ] {
        assert!(told.contains(wanted), "{wanted:?} in:\n{told}");
    }
}

#[test]
fn an_hour_that_clocks_pass_over_is_no_hour_and_one_shown_twice_is_the_first() {
    let on = |day: &str, from: &str, zone: &str| {
        let event = MEETING.replace("starts: 2027-03-18\nends: 2027-03-19\n", &format!("starts: {day}\n"));
        let event = format!("{event}time: {{from: \"{from}\", until: \"06:00\", zone: {zone}}}\n");
        let site = TestSite::small().with("content/events/trento.yaml", &event);
        let built = site.run(&["build", "--today", "2026-11-23"]);
        (site, built)
    };
    // On the last Sunday of March, clocks go from 02:00 to 03:00 in Rome, and from 01:00 to 02:00 in Lisbon.
    let (_, built) = on("2027-03-28", "02:30", "Europe/Rome");
    assert_eq!(built.status, 1);
    let told = "there is no 02:30 on 2027-03-28: the clocks go forward then";
    assert!(built.stderr.contains(told) && built.stderr.contains("write 03:30"), "{}", built.stderr);
    let (site, built) = on("2027-03-28", "02:30", "Europe/Lisbon");
    assert_eq!(built.status, 0, "{}", built.stderr);
    assert!(lines(&site.read("public/events/trento.ics")).contains(&"DTSTART:20270328T013000Z".to_owned()));
    // On the last Sunday of October, clocks in Rome show this hour twice.
    let (site, built) = on("2027-10-31", "02:30", "Europe/Rome");
    assert_eq!(built.status, 0, "{}", built.stderr);
    assert!(lines(&site.read("public/events/trento.ics")).contains(&"DTSTART:20271031T003000Z".to_owned()));
}

#[test]
fn an_event_of_several_days_begins_on_the_first_and_ends_on_the_last() {
    let event = format!("{MEETING}time: {{from: \"14:00\", until: \"12:30\", zone: Europe/Rome}}\n");
    let site = TestSite::small().with("content/events/trento.yaml", &event);
    let built = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let calendar = lines(&site.read("public/events/trento.ics"));
    for line in ["DTSTART:20270318T130000Z", "DTEND:20270319T113000Z"] {
        assert!(calendar.iter().any(|known| known == line), "{line}: {calendar:?}");
    }
    let facts = texts(&site.read("public/en/events/trento/index.html"), ".facts dd");
    assert_eq!(facts[0], "18–19 March 2027 , 14:00 on the first day to 12:30 on the last Rome time. 2 days");
}
