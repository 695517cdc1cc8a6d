//! Days that make no sense on the day of the build: what a file reports as past has not taken place yet.

use domain::content::case_study::{CaseStudy, Words};
use domain::validate::{ErrorKind, Pointer, Problem};
use jiff::civil::Date;

use content::model::site::Site;

/// Days by which a story may be announced ahead.
const DAYS_OF_A_YEAR: i64 = 366;
/// Days after which an offer that nobody has confirmed is worth a question.
const STALE_AFTER_DAYS: i64 = 540;

/// Notes the days of stories, partners, events and offers that can't be meant, offers that nobody confirmed for long, and what
/// waits for its day.
pub(super) fn check<'s>(site: &'s Site, values: &mut Vec<(&'s str, Problem)>) {
    let (today, scheduled) = (site.today, &site.scheduled);
    for story in site.case_studies.iter().chain(&scheduled.case_studies) {
        let found = of_story(&story.entry.value, today);
        values.extend(found.into_iter().map(|problem| (story.entry.path.as_str(), problem)));
    }
    let key = |key: &str| Pointer::root().key(key);
    let mut report = |path: &'s str, pointer: Pointer, kind: ErrorKind| values.push((path, Problem { pointer, kind }));
    for partner in &site.partners {
        let since = partner.value.since;
        if let Some(kind) = since.and_then(|since| not_yet(since, today, "only partners are named here")) {
            report(&partner.path, key("since"), kind);
        }
    }
    for event in &site.events {
        if let Some(revised) = event.entry.value.revised.filter(|revised| *revised > today) {
            report(&event.entry.path, key("revised"), ErrorKind::NotYet { value: revised.to_string() });
        }
    }
    for offer in site.offers.iter().chain(&scheduled.offers) {
        let confirmed = offer.value.confirmed;
        if confirmed > today {
            report(&offer.path, key("confirmed"), ErrorKind::NotYet { value: confirmed.to_string() });
        }
        for (place, window) in offer.value.windows.iter().enumerate() {
            if window.from > offer.value.valid_until {
                let kind = ErrorKind::WindowAfterEnd { end: offer.value.valid_until.to_string() };
                report(&offer.path, key("windows").index(place).key("from"), kind);
            }
        }
    }
    for offer in site.open_offers() {
        let days = i64::from((today - offer.value.confirmed).get_days());
        if days > STALE_AFTER_DAYS {
            report(&offer.path, key("confirmed"), ErrorKind::Stale { days });
        }
    }
    let offers = scheduled.offers.iter().map(|offer| (&offer.path, offer.value.published));
    let stories = scheduled.case_studies.iter().map(|story| (&story.entry.path, story.entry.value.published));
    for (path, day) in offers.chain(stories) {
        report(path, key("published"), ErrorKind::Scheduled { value: day.to_string() });
    }
}

fn of_story(story: &CaseStudy, today: Date) -> Vec<Problem> {
    let root = Pointer::root();
    let mut found = Vec::new();
    if i64::from((story.published - today).get_days()) > DAYS_OF_A_YEAR {
        let kind = ErrorKind::FarAhead { value: story.published.to_string() };
        found.push(Problem { pointer: root.key("published"), kind });
    }
    let exchange = not_yet(story.dates.start(), today, "a story tells of an exchange that took place");
    found.extend(exchange.map(|kind| Problem { pointer: root.key("dates"), kind }));
    for (place, voice) in story.voices.iter().enumerate() {
        let consent = match &voice.words {
            Words::Quote { consent, .. } => Some(*consent),
            Words::Reported { consent, .. } => *consent,
        };
        let late = |consent: Date| {
            let (value, other) = (consent.to_string(), story.published.to_string());
            (consent > story.published).then_some(ErrorKind::DateOrder {
                value,
                earlier: false,
                other,
                key: "published",
            })
        };
        let kind = consent.and_then(|consent| {
            not_yet(consent, today, "words are printed once the person agreed").or_else(|| late(consent))
        });
        let pointer = root.key("voices").index(place).key("consent");
        found.extend(kind.map(|kind| Problem { pointer, kind }));
    }
    found
}

fn not_yet(day: Date, today: Date, what: &'static str) -> Option<ErrorKind> {
    (day > today).then(|| ErrorKind::StillToCome { value: day.to_string(), what })
}
