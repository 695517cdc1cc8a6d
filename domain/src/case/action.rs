//! The steps there are, and which may follow which.

use serde::{Deserialize, Serialize};

use crate::case::{Agreement, Cause, Deed, Handling, HostContact, Introduction, Refusal, Side, Status, Visit};
use crate::dates::Period;
use crate::request::Form;
use crate::text::Slug;

/// A step that somebody takes with a request, and all there is to say about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Step {
    /// Somebody looks for a partner, or at the offer.
    StartReview,
    /// Something was asked of the sender.
    AskForInformation {
        /// What.
        question: Option<String>,
    },
    /// Both sides are asked whether they want to be introduced; neither is told who the other is.
    AskBoth {
        /// The offer by which the host would receive.
        offer: Slug,
        /// To whom the host's side of the question goes. It is kept with the introduction alone.
        #[serde(skip)]
        host: Option<HostContact>,
    },
    /// Both sides are put in touch.
    Introduce(Introduction),
    /// The host has answered the introduction.
    RecordAnswer,
    /// Both sides agreed on a visit.
    Agree(Agreement),
    /// The visit took place.
    Complete(Visit),
    /// A host's offer is taken up, or a member.
    Accept {
        /// The offer's slug in the catalogue, once it has one.
        offer: Option<Slug>,
    },
    /// It can't be met.
    Decline(Refusal),
    /// Another host is looked for.
    Return {
        /// Why.
        cause: Cause,
        /// More about it: what the host or the group said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        explanation: Option<String>,
    },
    /// The days of an agreed visit become known, or change.
    Reschedule {
        /// When it takes place now; nothing while that is open again.
        period: Option<Period>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// What was recorded of a visit was wrong.
    Correct {
        /// What is right.
        visit: Visit,
        /// What was wrong.
        reason: String,
    },
    /// A final step is undone.
    Reopen {
        /// Why.
        reason: String,
    },
    /// It is a robot's.
    MarkAsSpam,
    /// It is a person's.
    ClearOfSpam,
    /// Somebody takes it on; nobody: it is free again.
    Assign {
        /// Who, as they name themselves.
        to: Option<String>,
    },
    /// Somebody was reminded.
    Remind {
        /// Who.
        side: Side,
    },
    /// Something is written down.
    Note {
        /// What.
        note: String,
    },
}

/// A step without what there is to say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepKind {
    /// [`Step::StartReview`].
    StartReview,
    /// [`Step::AskForInformation`].
    AskForInformation,
    /// [`Step::AskBoth`].
    AskBoth,
    /// [`Step::Introduce`].
    Introduce,
    /// [`Step::RecordAnswer`].
    RecordAnswer,
    /// [`Step::Agree`].
    Agree,
    /// [`Step::Complete`].
    Complete,
    /// [`Step::Accept`].
    Accept,
    /// [`Step::Decline`].
    Decline,
    /// [`Step::Return`].
    Return,
    /// [`Step::Reschedule`].
    Reschedule,
    /// [`Step::Correct`].
    Correct,
    /// [`Step::Reopen`].
    Reopen,
    /// [`Step::MarkAsSpam`].
    MarkAsSpam,
    /// [`Step::ClearOfSpam`].
    ClearOfSpam,
    /// [`Step::Assign`].
    Assign,
    /// [`Step::Remind`].
    Remind,
    /// [`Step::Note`].
    Note,
}

/// A step that can't be taken where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} can't follow {}", .step.code(), .from.code())]
pub struct NotNow {
    /// Where it stands.
    pub from: Status,
    /// The step.
    pub step: StepKind,
}

impl StepKind {
    /// All steps, in the order in which they are usually taken.
    pub const ALL: [StepKind; 18] = [
        StepKind::ClearOfSpam,
        StepKind::StartReview,
        StepKind::AskForInformation,
        StepKind::AskBoth,
        StepKind::Introduce,
        StepKind::RecordAnswer,
        StepKind::Agree,
        StepKind::Reschedule,
        StepKind::Complete,
        StepKind::Accept,
        StepKind::Correct,
        StepKind::Reopen,
        StepKind::Return,
        StepKind::Decline,
        StepKind::MarkAsSpam,
        StepKind::Remind,
        StepKind::Assign,
        StepKind::Note,
    ];

    /// The stable name: the one a stored [`Step`] begins with.
    pub fn code(self) -> &'static str {
        match self {
            StepKind::StartReview => "start-review",
            StepKind::AskForInformation => "ask-for-information",
            StepKind::AskBoth => "ask-both",
            StepKind::Introduce => "introduce",
            StepKind::RecordAnswer => "record-answer",
            StepKind::Agree => "agree",
            StepKind::Complete => "complete",
            StepKind::Accept => "accept",
            StepKind::Decline => "decline",
            StepKind::Return => "return",
            StepKind::Reschedule => "reschedule",
            StepKind::Correct => "correct",
            StepKind::Reopen => "reopen",
            StepKind::MarkAsSpam => "mark-as-spam",
            StepKind::ClearOfSpam => "clear-of-spam",
            StepKind::Assign => "assign",
            StepKind::Remind => "remind",
            StepKind::Note => "note",
        }
    }

    /// The step of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The status that this step leads to, for a request of a form that has a status; `None` if it can't be taken there.
    pub fn leads_to(self, from: Status, form: Form) -> Option<Status> {
        use Status::{
            Accepted, Agreed, Completed, Declined, InReview, Introduced, New, Spam, SuspectedSpam,
            WaitingForInformation as Waiting,
        };
        let seeks = form == Form::FindAHost;
        match (self, from) {
            (StepKind::StartReview, New | Waiting) => Some(InReview),
            (StepKind::AskForInformation, New | InReview) => Some(Waiting),
            (StepKind::AskBoth, New | InReview | Waiting) if seeks => Some(Waiting),
            (StepKind::Introduce, New | InReview | Waiting) if seeks => Some(Introduced),
            (StepKind::RecordAnswer, Introduced) if seeks => Some(Introduced),
            (StepKind::Agree, Introduced) if seeks => Some(Agreed),
            (StepKind::Complete, Introduced | Agreed) if seeks => Some(Completed),
            (StepKind::Accept, New | InReview | Waiting | Accepted) if !seeks => Some(Accepted),
            (StepKind::Return, Introduced | Agreed) => Some(InReview),
            (StepKind::Reschedule, Agreed) => Some(Agreed),
            (StepKind::Correct, Completed) => Some(Completed),
            (StepKind::Reopen, Completed) => Some(Agreed),
            (StepKind::Reopen, Declined | Accepted) => Some(InReview),
            (StepKind::Reopen, Spam) => Some(New),
            (StepKind::Decline, New | InReview | Waiting | Introduced | Agreed | Accepted) => Some(Declined),
            (StepKind::MarkAsSpam, New | InReview | SuspectedSpam) => Some(Spam),
            (StepKind::ClearOfSpam, SuspectedSpam) => Some(New),
            (StepKind::Remind, Waiting | Introduced | Agreed) => Some(from),
            (StepKind::Assign, open) if open.is_open() => Some(from),
            (StepKind::Note, _) => Some(from),
            _ => None,
        }
    }

    /// The steps that can be taken with a request that stands somewhere, in their usual order.
    pub fn possible(form: Form, from: Status, handling: &Handling) -> Vec<Self> {
        let fits = |kind: &Self| kind.leads_to(from, form).is_some() && !kind.was_taken(handling);
        Self::ALL.into_iter().filter(fits).collect()
    }

    /// Whether there is nothing left to take: a host answers an introduction once.
    fn was_taken(self, handling: &Handling) -> bool {
        let answered = handling.introduced.as_ref().is_some_and(|introduced| introduced.answered.is_some());
        self == StepKind::RecordAnswer && answered
    }
}

impl Step {
    /// Which step it is.
    pub fn kind(&self) -> StepKind {
        match self {
            Step::StartReview => StepKind::StartReview,
            Step::AskForInformation { .. } => StepKind::AskForInformation,
            Step::AskBoth { .. } => StepKind::AskBoth,
            Step::Introduce(_) => StepKind::Introduce,
            Step::RecordAnswer => StepKind::RecordAnswer,
            Step::Agree(_) => StepKind::Agree,
            Step::Complete(_) => StepKind::Complete,
            Step::Accept { .. } => StepKind::Accept,
            Step::Decline(_) => StepKind::Decline,
            Step::Return { .. } => StepKind::Return,
            Step::Reschedule { .. } => StepKind::Reschedule,
            Step::Correct { .. } => StepKind::Correct,
            Step::Reopen { .. } => StepKind::Reopen,
            Step::MarkAsSpam => StepKind::MarkAsSpam,
            Step::ClearOfSpam => StepKind::ClearOfSpam,
            Step::Assign { .. } => StepKind::Assign,
            Step::Remind { .. } => StepKind::Remind,
            Step::Note { .. } => StepKind::Note,
        }
    }

    /// Whether a step that can be taken says anything that is not known yet: corrected to what is recorded already, nothing is corrected.
    pub fn changes(&self, from: Status, handling: &Handling) -> bool {
        match self {
            Step::Correct { visit, .. } => handling.visit.as_ref() != Some(visit),
            Step::Reschedule { period, .. } => {
                handling.agreement.as_ref().and_then(|agreement| agreement.period) != *period
            }
            Step::Assign { to } => handling.assignee != *to,
            Step::Accept { offer } => {
                from != Status::Accepted || offer.as_ref().is_some_and(|offer| handling.offer.as_ref() != Some(offer))
            }
            _ => true,
        }
    }

    /// Takes the step: the status after it, and what the timeline keeps of it.
    ///
    /// # Errors
    /// If it can't be taken where the request stands.
    pub fn take(self, form: Form, from: Status, handling: &Handling) -> Result<(Status, Deed), NotNow> {
        let kind = self.kind();
        let to = kind.leads_to(from, form).filter(|_| !kind.was_taken(handling)).ok_or(NotNow { from, step: kind })?;
        let deed = match self {
            Step::Note { note } => Deed::Noted { note },
            step if to == from => Deed::Worked { step },
            step => Deed::StatusChanged { from, to, step: Some(step) },
        };
        Ok((to, deed))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{NotNow, Step, StepKind};
    use crate::case::{Deed, Handling, Status};
    use crate::request::Form;

    #[test]
    fn a_step_is_taken_only_where_it_can_be() {
        let taken = Step::StartReview.take(Form::FindAHost, Status::New, &Handling::default());
        let deed = Deed::StatusChanged { from: Status::New, to: Status::InReview, step: Some(Step::StartReview) };
        assert_eq!(taken, Ok((Status::InReview, deed)));
        let refused = Step::StartReview.take(Form::FindAHost, Status::Completed, &Handling::default());
        assert_eq!(refused, Err(NotNow { from: Status::Completed, step: StepKind::StartReview }));
    }

    #[test]
    fn every_status_is_reached_and_every_one_leads_on() {
        for form in Form::ALL {
            let mut reached = BTreeSet::from([Status::New, Status::SuspectedSpam]);
            loop {
                let before = reached.len();
                let next: Vec<Status> = reached
                    .iter()
                    .flat_map(|from| StepKind::ALL.into_iter().filter_map(move |kind| kind.leads_to(*from, form)))
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
                let leaves = |kind: StepKind| kind.leads_to(status, form).is_some_and(|to| to != status);
                assert!(StepKind::ALL.into_iter().any(leaves), "{form:?}, {status:?}: no step can be undone");
            }
        }
    }

    #[test]
    fn a_kind_has_the_name_that_its_step_is_stored_under() {
        for (step, kind) in [
            (Step::StartReview, StepKind::StartReview),
            (Step::AskForInformation { question: None }, StepKind::AskForInformation),
            (Step::ClearOfSpam, StepKind::ClearOfSpam),
            (Step::Assign { to: None }, StepKind::Assign),
            (Step::Reschedule { period: None, reason: None }, StepKind::Reschedule),
            (Step::Reopen { reason: "recorded too early".into() }, StepKind::Reopen),
        ] {
            let stored = serde_json::to_value(&step).expect("a step is stored");
            assert_eq!((stored["step"].as_str(), step.kind()), (Some(kind.code()), kind));
        }
        for kind in StepKind::ALL {
            assert_eq!(StepKind::from_code(kind.code()), Some(kind));
        }
    }
}
