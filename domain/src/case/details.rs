//! What a step says beside its name.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::dates::Period;
use crate::text::{LanguageTag, LocalizedText, Slug};
use crate::vocabulary::{Activity, Code, Country};

/// Whom a host's answers come from. It is personal data, so its `Debug` shows nothing, and it stays in the store.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostContact {
    pub organisation: String,
    pub name: String,
    pub email: String,
    pub language: LanguageTag,
}

impl fmt::Debug for HostContact {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("HostContact(not shown)")
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduction {
    pub offer: Slug,
    /// Whom the host's side of the message went to.
    pub host: HostContact,
    /// Whether both sides had said that they want to be introduced. Earlier releases did not ask.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub agreed: bool,
    /// Who confirmed that the host receives minors, where the offer does not say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minors: Option<String>,
    /// The offer's title as it was then, so that the request is found by its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<LocalizedText>,
}

impl Introduction {
    /// An introduction by an offer of which no more is known.
    pub fn new(offer: Slug, host: HostContact) -> Self {
        Self { offer, host, agreed: true, minors: None, title: None }
    }
}

/// Both sides agreed on a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    pub period: Option<Period>,
}

/// A visit that took place, in the numbers that monitoring counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub period: Period,
    /// The form of mobility it was in the end.
    pub activity: Code<Activity>,
    pub host_country: Code<Country>,
    pub staff: u32,
    pub learners: u32,
    /// Of both, people with fewer opportunities.
    pub fewer_opportunities: u32,
}

/// Why a request can't be met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The kind of reason: it can be counted.
    pub reason: Reason,
    /// More about it, as the sender was told.
    pub explanation: Option<String>,
}

coded! {
    "kebab-case",
    /// The kinds of reasons to decline a request.
    pub enum Reason {
        NoHost,
        /// It is not what the network is for.
        OutOfScope,
        /// It was asked before.
        Duplicate,
        /// What was asked for did not come.
        NoAnswer,
        /// The sender no longer wishes it.
        Withdrawn,
        Other,
    }
}

coded! {
    "kebab-case",
    /// Why a request that had gone further is looked at again.
    pub enum Cause {
        HostDeclined,
        HostSilent,
        GroupDeclined,
        Other,
    }
}

coded! {
    "kebab-case",
    /// One of the two sides of an exchange.
    pub enum Side {
        Group,
        Host,
    }
}
