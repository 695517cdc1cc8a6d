//! What became of earlier introductions: who was asked of late, and who answers.

use std::collections::BTreeMap;

use domain::case::{Reference, Reminders, Responses};
use domain::matching::history::History;
use domain::text::Slug;
use jiff::{SignedDuration, Timestamp};

use store::IntroductionOutcome;
use web::clock::day_of;

/// How far back introductions are looked at, in days: a host that was asked for the last time before that has waited as long as one
/// that never was.
const DAYS: i64 = 540;

/// From when on introductions are looked at.
pub(crate) fn since(now: Timestamp) -> Timestamp {
    now.saturating_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(Timestamp::MIN)
}

/// Earlier introductions, by offer.
pub(super) struct Past {
    pub(super) history: History,
    responses: BTreeMap<Slug, Responses>,
}

impl Past {
    /// What all introductions but those of one request tell.
    pub(super) fn new(
        introductions: &[IntroductionOutcome],
        own: &Reference,
        reminders: &Reminders,
        now: Timestamp,
    ) -> Self {
        let others = || introductions.iter().filter(|one| one.reference != *own);
        let mut history = History::default();
        for one in others() {
            history.note(one.offer.as_str(), day_of(one.at), day_of(now));
        }
        Self { history, responses: IntroductionOutcome::responses(others(), reminders, now) }
    }

    /// How the host of an offer answered, if it was asked.
    pub(super) fn responses(&self, offer: &str) -> Option<Responses> {
        self.responses.get(&Slug::parse(offer)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use domain::case::{Reference, Reminders};
    use domain::text::Slug;

    use super::{IntroductionOutcome, Past};

    #[test]
    fn a_request_does_not_count_against_the_host_it_was_introduced_to() {
        let reference = |text| Reference::parse(text).expect("a reference");
        let (own, other) = (reference("MM-0000-0000-0001"), reference("MM-0000-0000-0002"));
        let introduced = |reference: &Reference| IntroductionOutcome {
            reference: reference.clone(),
            offer: Slug::parse("boat-yard").expect("a slug"),
            at: "2026-11-01T08:00:00Z".parse().expect("a moment"),
            answered: None,
            open: true,
            closed: None,
        };
        let now = "2026-11-23T08:00:00Z".parse().expect("a moment");
        let introductions = [introduced(&own), introduced(&other)];
        let past = Past::new(&introductions, &own, &Reminders::default(), now);
        assert_eq!(past.history.of("boat-yard").map(|asked| asked.times), Some(1));
        let responses = past.responses("boat-yard").expect("it was asked");
        assert_eq!((responses.asked, responses.missed), (1, 1));
        assert_eq!(past.responses("other"), None);
    }
}
