//! The actions on a case, and which status each leads to.

use serde::{Deserialize, Serialize};

use crate::case::{Agreement, Cause, HostContact, Introduction, Refusal, Side, Status, Visit};
use crate::dates::Period;
use crate::request::Form;
use crate::text::Slug;

/// A step that somebody takes with a request, and all there is to say about it; in the order in which they are usually taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "step", rename_all = "kebab-case")]
#[strum_discriminants(
    name(ActionKind),
    doc = "An action without its details.",
    derive(PartialOrd, Ord, Hash, strum::EnumCount, strum::EnumString, strum::IntoStaticStr, strum::VariantArray),
    strum(serialize_all = "kebab-case"),
    allow(missing_docs)
)]
pub enum Action {
    ClearOfSpam,
    /// Somebody looks for a partner, or at the offer.
    StartReview,
    AskForInformation {
        question: Option<String>,
    },
    /// Both sides are asked whether they want to be introduced; neither is told who the other is.
    AskBoth {
        offer: Slug,
        /// To whom the host's side of the question goes. It is kept with the introduction alone.
        #[serde(skip)]
        host: Option<HostContact>,
    },
    Introduce(Introduction),
    RecordAnswer,
    /// Both sides agreed on a visit.
    Agree(Agreement),
    /// The days of an agreed visit become known, or change.
    Reschedule {
        /// When it takes place now; nothing while that is open again.
        period: Option<Period>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Complete(Visit),
    Accept {
        /// The offer's slug in the catalogue, once it has one.
        offer: Option<Slug>,
    },
    /// What was recorded of a visit was wrong.
    Correct {
        visit: Visit,
        reason: String,
    },
    Reopen {
        reason: String,
    },
    Return {
        cause: Cause,
        /// More about it: what the host or the group said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        explanation: Option<String>,
    },
    Decline(Refusal),
    MarkAsSpam,
    Remind {
        side: Side,
    },
    /// Somebody takes it on; nobody: it is free again.
    Assign {
        to: Option<String>,
    },
    Note {
        note: String,
    },
}

codes!(ActionKind);

/// A step that can't be taken where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} can't follow {}", .step.code(), .from.code())]
pub struct ActionNotAllowed {
    pub from: Status,
    pub step: ActionKind,
}

impl ActionKind {
    /// The status that this step leads to, for a request of a form that has a status; `None` if it can't be taken there.
    pub fn leads_to(self, from: Status, form: Form) -> Option<Status> {
        use Status::{
            Accepted, Agreed, Completed, Declined, InReview, Introduced, New, Spam, SuspectedSpam,
            WaitingForInformation as Waiting,
        };
        let seeks = form == Form::FindAHost;
        match (self, from) {
            (ActionKind::StartReview, New | Waiting) => Some(InReview),
            (ActionKind::AskForInformation, New | InReview) => Some(Waiting),
            (ActionKind::AskBoth, New | InReview | Waiting) if seeks => Some(Waiting),
            (ActionKind::Introduce, New | InReview | Waiting) if seeks => Some(Introduced),
            (ActionKind::RecordAnswer, Introduced) if seeks => Some(Introduced),
            (ActionKind::Agree, Introduced) if seeks => Some(Agreed),
            (ActionKind::Complete, Introduced | Agreed) if seeks => Some(Completed),
            (ActionKind::Accept, New | InReview | Waiting | Accepted) if !seeks => Some(Accepted),
            (ActionKind::Return, Introduced | Agreed) => Some(InReview),
            (ActionKind::Reschedule, Agreed) => Some(Agreed),
            (ActionKind::Correct, Completed) => Some(Completed),
            (ActionKind::Reopen, Completed) => Some(Agreed),
            (ActionKind::Reopen, Declined | Accepted) => Some(InReview),
            (ActionKind::Reopen, Spam) => Some(New),
            (ActionKind::Decline, New | InReview | Waiting | Introduced | Agreed | Accepted) => Some(Declined),
            (ActionKind::MarkAsSpam, New | InReview | SuspectedSpam) => Some(Spam),
            (ActionKind::ClearOfSpam, SuspectedSpam) => Some(New),
            (ActionKind::Remind, Waiting | Introduced | Agreed) => Some(from),
            (ActionKind::Assign, open) if open.is_open() => Some(from),
            (ActionKind::Note, _) => Some(from),
            _ => None,
        }
    }
}

impl Action {
    pub fn kind(&self) -> ActionKind {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Action, ActionKind, ActionNotAllowed};
    use crate::case::{CaseEvent, CaseState, Status};
    use crate::request::Form;

    #[test]
    fn a_step_is_taken_only_where_it_can_be() {
        let taken = Action::StartReview.take(Form::FindAHost, Status::New, &CaseState::default());
        let event =
            CaseEvent::StatusChanged { from: Status::New, to: Status::InReview, step: Some(Action::StartReview) };
        assert_eq!(taken, Ok((Status::InReview, event)));
        let refused = Action::StartReview.take(Form::FindAHost, Status::Completed, &CaseState::default());
        assert_eq!(refused, Err(ActionNotAllowed { from: Status::Completed, step: ActionKind::StartReview }));
    }

    #[test]
    fn every_status_is_reached_and_every_one_leads_on() {
        for form in Form::ALL {
            let mut reached = BTreeSet::from([Status::New, Status::SuspectedSpam]);
            loop {
                let before = reached.len();
                let next: Vec<Status> = reached
                    .iter()
                    .flat_map(|from| ActionKind::ALL.into_iter().filter_map(move |kind| kind.leads_to(*from, form)))
                    .collect();
                reached.extend(next);
                if reached.len() == before {
                    break;
                }
            }
            let own: &[Status] = match form {
                Form::FindAHost => &[Status::Accepted],
                _ => &[Status::Introduced, Status::Agreed, Status::Completed],
            };
            assert_eq!(reached.len(), Status::ALL.len() - own.len(), "{form:?}: {reached:?}");
            for status in reached {
                let leaves = |kind: ActionKind| kind.leads_to(status, form).is_some_and(|to| to != status);
                assert!(ActionKind::ALL.into_iter().any(leaves), "{form:?}, {status:?}: no step can be undone");
            }
        }
    }

    #[test]
    fn a_kind_has_the_name_that_its_step_is_stored_under() {
        for (step, kind) in [
            (Action::StartReview, ActionKind::StartReview),
            (Action::AskForInformation { question: None }, ActionKind::AskForInformation),
            (Action::ClearOfSpam, ActionKind::ClearOfSpam),
            (Action::Assign { to: None }, ActionKind::Assign),
            (Action::Reschedule { period: None, reason: None }, ActionKind::Reschedule),
            (Action::Reopen { reason: "recorded too early".into() }, ActionKind::Reopen),
        ] {
            let stored = serde_json::to_value(&step).expect("a step is stored");
            assert_eq!((stored["step"].as_str(), step.kind()), (Some(kind.code()), kind));
        }
        for kind in ActionKind::ALL {
            assert_eq!(ActionKind::from_code(kind.code()), Some(kind));
        }
    }
}
