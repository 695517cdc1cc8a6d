//! What is known of a request's handling: the sum of its timeline.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::{Action, Agreement, CaseEvent, Cause, Introduction, Refusal, Status, TimelineEntry, Visit};
use crate::request::{Request, Wish};
use crate::text::Slug;

/// What is known of a request's handling. It can be made again from the timeline at any time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseState {
    pub assignee: Option<String>,
    /// When its status last changed; never, where it stands as it came in.
    pub since: Option<Timestamp>,
    /// When somebody first did something about it: took a step of whatever kind but a note.
    pub first_step: Option<Timestamp>,
    /// When the first host was named, whatever became of it.
    pub matched: Option<Timestamp>,
    /// The offer about which both sides were asked last, while nobody is introduced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Slug>,
    /// The host that it is introduced to now, or with whom the visit was.
    pub introduced: Option<Introduced>,
    /// The hosts that it was introduced to before, the oldest first, and what became of each. A record of a release that
    /// knew of none has none; its timeline has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
    pub agreement: Option<Agreement>,
    pub visit: Option<Visit>,
    /// The offer that it became in the catalogue.
    pub offer: Option<Slug>,
    pub refusal: Option<Refusal>,
    /// When somebody was last reminded, or spoken to about the days, since the status changed.
    pub reminded: Option<Timestamp>,
}

/// An introduction, and what came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduced {
    /// To whom, by which offer.
    #[serde(flatten)]
    pub introduction: Introduction,
    pub at: Timestamp,
    /// When the host answered, if it did. An agreement or a visit is an answer too.
    pub answered: Option<Timestamp>,
}

/// An introduction that led to no visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    #[serde(flatten)]
    pub introduced: Introduced,
    pub ended: Timestamp,
    pub cause: Cause,
    /// More about it, as somebody wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

impl CaseState {
    /// What is known after a whole timeline.
    pub fn of(timeline: &[TimelineEntry]) -> Self {
        timeline.iter().fold(Self::default(), Self::after)
    }

    /// The last day of the visit, as far as one is known: of the one that took place, of the one agreed on, else of the
    /// period that was asked for.
    pub fn visit_end(&self, request: &Request) -> Option<Date> {
        let agreed = || self.agreement.as_ref().and_then(|agreement| agreement.period);
        let asked = || match &request.wish {
            Wish::FindAHost(search) => Some(search.period),
            Wish::OfferToHost(_) | Wish::Join(_) => None,
        };
        let period = self.visit.as_ref().map(|visit| visit.period).or_else(agreed).or_else(asked);
        period.map(|period| period.until)
    }

    /// When the introduction of a moment ended without a visit. Of the last one of a request that is not waited for any more,
    /// that is when its status changed.
    pub fn introduction_ended(&self, at: Timestamp) -> Option<Timestamp> {
        let earlier = self.earlier.iter().find(|earlier| earlier.introduced.at == at).map(|earlier| earlier.ended);
        earlier.or_else(|| self.introduced.as_ref().filter(|introduced| introduced.at == at).and(self.since))
    }

    /// What is known after one more entry.
    #[must_use]
    pub fn after(mut self, entry: &TimelineEntry) -> Self {
        let at = entry.at;
        // When the status that a final step led to began: a request that is reopened had ended then.
        let before = self.since.unwrap_or(at);
        if let CaseEvent::StatusChanged { .. } = entry.event {
            self.since = Some(at);
            self.reminded = None;
        }
        if matches!(entry.event, CaseEvent::StatusChanged { .. } | CaseEvent::Worked { .. }) {
            self.first_step.get_or_insert(at);
        }
        match entry.event.step() {
            Some(Action::AskBoth { offer, .. }) => {
                self.asked = Some(offer.clone());
                // Whoever asks once more waits once more.
                self.reminded = Some(at);
            }
            Some(Action::Introduce(introduction)) => {
                self.asked = None;
                self.matched.get_or_insert(at);
                // Only two copies of a timeline that were joined have a second one before the first has ended.
                if self.introduced.is_some() {
                    self.end_introduction(at, Cause::Other, None);
                }
                self.introduced = Some(Introduced { introduction: introduction.clone(), at, answered: None });
            }
            Some(Action::RecordAnswer) => self.note_answer(at),
            Some(Action::Agree(agreement)) => {
                self.note_answer(at);
                self.agreement = Some(agreement.clone());
            }
            Some(Action::Complete(visit)) => {
                self.note_answer(at);
                self.visit = Some(visit.clone());
            }
            Some(Action::Accept { offer }) => self.offer = offer.clone().or(self.offer),
            Some(Action::Decline(refusal)) => self.refusal = Some(refusal.clone()),
            Some(Action::Reschedule { period, .. }) => {
                self.agreement = Some(Agreement { period: *period });
                // Whoever changes the days has just heard from both sides.
                self.reminded = Some(at);
            }
            Some(Action::Correct { visit, .. }) => self.visit = Some(visit.clone()),
            Some(Action::Return { cause, explanation }) => self.end_introduction(at, *cause, explanation.clone()),
            Some(Action::Reopen { .. }) => match entry.event {
                CaseEvent::StatusChanged { from: Status::Completed, .. } => self.visit = None,
                CaseEvent::StatusChanged { from: Status::Declined, .. } => {
                    let explanation = self.refusal.take().and_then(|refusal| refusal.explanation);
                    self.end_introduction(before, Cause::Other, explanation);
                }
                _ => {}
            },
            Some(Action::Assign { to }) => self.assignee = to.clone(),
            Some(Action::Remind { .. }) => self.reminded = Some(at),
            Some(
                Action::StartReview
                | Action::AskForInformation { .. }
                | Action::MarkAsSpam
                | Action::ClearOfSpam
                | Action::Note { .. },
            )
            | None => {}
        }
        self
    }

    /// The request is without a host again.
    fn end_introduction(&mut self, ended: Timestamp, cause: Cause, explanation: Option<String>) {
        (self.agreement, self.refusal) = (None, None);
        if let Some(mut introduced) = self.introduced.take() {
            // To decline is to answer.
            if cause == Cause::HostDeclined {
                introduced.answered.get_or_insert(ended);
            }
            self.earlier.push(Earlier { introduced, ended, cause, explanation });
        }
    }

    fn note_answer(&mut self, at: Timestamp) {
        if let Some(introduced) = &mut self.introduced {
            introduced.answered.get_or_insert(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::CaseState;
    use crate::case::{Action, Agreement, Cause, HostContact, Introduction, Side, Status, TimelineEntry};
    use crate::request::Form;
    use crate::text::{LanguageTag, Slug};

    fn introduce() -> Action {
        Action::Introduce(Introduction {
            agreed: true,
            minors: None,
            title: None,
            offer: Slug::parse("boat-yard").expect("a slug"),
            host: HostContact {
                organisation: "Invented Boat Yard".into(),
                name: "Invented Person".into(),
                email: "yard@example.org".into(),
                language: LanguageTag::english(),
            },
        })
    }

    #[test]
    fn a_timeline_tells_who_was_asked_and_what_came_back() {
        let at = |second| Timestamp::from_second(second).expect("a moment");
        let (mut status, mut handling) = (Status::New, CaseState::default());
        let mut timeline = Vec::new();
        for (second, step) in [
            (10, Action::Assign { to: Some("Marta".into()) }),
            (20, introduce()),
            (30, Action::Remind { side: Side::Host }),
            (40, Action::Return { cause: Cause::HostSilent, explanation: None }),
            (50, introduce()),
            (60, Action::Agree(Agreement { period: None })),
        ] {
            let (to, event) = step.take(Form::FindAHost, status, &handling).expect("a step that can be taken");
            let entry = TimelineEntry { at: at(second), by: Some("Marta".into()), event };
            (status, handling) = (to, handling.after(&entry));
            timeline.push(entry);
        }
        assert_eq!(handling, CaseState::of(&timeline));
        assert_eq!((status, handling.assignee.as_deref()), (Status::Agreed, Some("Marta")));
        assert_eq!((handling.first_step, handling.matched, handling.reminded), (Some(at(10)), Some(at(20)), None));
        let introduced = handling.introduced.expect("an introduction");
        assert_eq!((introduced.at, introduced.answered), (at(50), Some(at(60))));
        let earlier: Vec<_> = handling.earlier.iter().map(|one| (one.introduced.at, one.ended, one.cause)).collect();
        assert_eq!(earlier, [(at(20), at(40), Cause::HostSilent)]);
        let stored = serde_json::to_string(&timeline).expect("a timeline is stored");
        assert_eq!(serde_json::from_str::<Vec<TimelineEntry>>(&stored).expect("a timeline is read"), timeline);
    }
}
