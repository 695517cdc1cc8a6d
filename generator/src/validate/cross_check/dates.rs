//! Days that make no sense on the day of the build: what a file tells of the past has not taken place yet.

use domain::content::case_study::{CaseStudy, Words};
use domain::validate::{ErrorKind, Pointer, Problem};
use jiff::civil::Date;

use content::model::site::Site;

/// Days by which a story may be announced ahead.
const DAYS_OF_A_YEAR: i64 = 366;

/// Notes the days of stories, partners, events and offers that can't be meant.
pub(super) fn check<'s>(site: &'s Site, values: &mut Vec<(&'s str, Problem)>) {
    for story in site.case_studies.iter().chain(&site.scheduled.case_studies) {
        let found = of_story(&story.entry.value, site.today);
        values.extend(found.into_iter().map(|problem| (story.entry.path.as_str(), problem)));
    }
    for partner in &site.partners {
        let joined = partner.value.since.and_then(|since| not_yet(since, site.today, "only partners are named here"));
        values.extend(
            joined.map(|kind| (partner.path.as_str(), Problem { pointer: Pointer::root().key("since"), kind })),
        );
    }
    for event in &site.events {
        if let Some(revised) = event.entry.value.revised.filter(|revised| *revised > site.today) {
            let kind = ErrorKind::NotYet { value: revised.to_string() };
            values.push((event.entry.path.as_str(), Problem { pointer: Pointer::root().key("revised"), kind }));
        }
    }
    for offer in site.offers.iter().chain(&site.scheduled.offers) {
        for (place, window) in offer.value.windows.iter().enumerate() {
            if window.from > offer.value.valid_until {
                let pointer = Pointer::root().key("windows").index(place).key("from");
                let kind = ErrorKind::WindowAfterEnd { end: offer.value.valid_until.to_string() };
                values.push((&offer.path, Problem { pointer, kind }));
            }
        }
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
