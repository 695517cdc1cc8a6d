//! What became of earlier introductions: who was asked of late, and who answers.

use std::collections::HashMap;

use domain::handling::{Answers, Reminders};
use domain::matching::history::History;
use domain::submission::Reference;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::clock::day_of;
use crate::store::Introduced;

/// How far back introductions are looked at: a host that was asked for the last time before that has waited as long as one
/// that never was.
const DAYS: i64 = 540;

/// From when on.
pub(super) fn since(now: Timestamp) -> Timestamp {
    now.saturating_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(Timestamp::MIN)
}

/// Earlier introductions, by offer.
#[derive(Default)]
pub(super) struct Past {
    pub(super) history: History,
    answers: HashMap<String, Answers>,
}

impl Past {
    /// What all introductions but those of one request tell.
    pub(super) fn new(
        introductions: &[Introduced],
        own: &Reference,
        reminders: &Reminders,
        now: Timestamp,
        today: Date,
    ) -> Self {
        let mut past = Self::default();
        for one in introductions.iter().filter(|one| one.reference != *own) {
            past.history.note(one.offer.as_str(), day_of(one.at), today);
            let answers = past.answers.entry(one.offer.to_string()).or_default();
            answers.note(one.at, one.answered, one.open, reminders, now);
        }
        past
    }

    /// How the host of an offer answered.
    pub(super) fn answers(&self, offer: &str) -> Answers {
        self.answers.get(offer).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use domain::handling::Reminders;
    use domain::submission::Reference;
    use domain::text::Slug;
    use jiff::civil::date;

    use super::{Introduced, Past};

    #[test]
    fn a_request_does_not_count_against_the_host_it_was_introduced_to() {
        let reference = |text| Reference::parse(text).expect("a reference");
        let (own, other) = (reference("MM-0000-0000-0001"), reference("MM-0000-0000-0002"));
        let introduced = |reference: &Reference| Introduced {
            reference: reference.clone(),
            offer: Slug::parse("boat-yard").expect("a slug"),
            at: "2026-11-01T08:00:00Z".parse().expect("a moment"),
            answered: None,
            open: true,
        };
        let now = "2026-11-23T08:00:00Z".parse().expect("a moment");
        let introductions = [introduced(&own), introduced(&other)];
        let past = Past::new(&introductions, &own, &Reminders::default(), now, date(2026, 11, 23));
        assert_eq!(past.history.of("boat-yard").map(|asked| asked.times), Some(1));
        assert_eq!((past.answers("boat-yard").asked, past.answers("boat-yard").silent), (1, 1));
        assert_eq!(past.answers("other").asked, 0);
    }
}
