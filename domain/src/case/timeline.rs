//! What was done to a submission.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::case::{Action, Status};

/// One line of a submission's timeline: who did what, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    pub at: Timestamp,
    /// Who, as they named themselves; nobody for what the tool did by itself.
    pub by: Option<String>,
    #[serde(rename = "deed")]
    pub event: CaseEvent,
}

/// What was done to a submission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "kebab-case")]
pub enum CaseEvent {
    Received,
    StatusChanged {
        from: Status,
        to: Status,
        /// By which step; a store of a release that knew of none has none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<Action>,
    },
    /// A step left its status as it was.
    Worked {
        step: Action,
    },
    Noted {
        note: String,
    },
}

impl CaseEvent {
    /// The step that was taken, where one is known.
    pub fn step(&self) -> Option<&Action> {
        match self {
            CaseEvent::StatusChanged { step, .. } => step.as_ref(),
            CaseEvent::Worked { step } => Some(step),
            CaseEvent::Received | CaseEvent::Noted { .. } => None,
        }
    }
}
