//! What was done to a submission.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::case::{Status, Step};

/// One line of a submission's timeline: who did what, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who, as they named themselves; nobody for what the tool did by itself.
    pub by: Option<String>,
    /// What.
    pub deed: Deed,
}

/// What was done to a submission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "kebab-case")]
pub enum Deed {
    /// It came in.
    Received,
    /// A step changed its status.
    StatusChanged {
        /// From.
        from: Status,
        /// To.
        to: Status,
        /// By which step; a store of a release that knew of none has none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<Step>,
    },
    /// A step left its status as it was.
    Worked {
        /// Which.
        step: Step,
    },
    /// Somebody wrote something down.
    Noted {
        /// What.
        note: String,
    },
}

impl Deed {
    /// The step that was taken, where one is known.
    pub fn step(&self) -> Option<&Step> {
        match self {
            Deed::StatusChanged { step, .. } => step.as_ref(),
            Deed::Worked { step } => Some(step),
            Deed::Received | Deed::Noted { .. } => None,
        }
    }
}
