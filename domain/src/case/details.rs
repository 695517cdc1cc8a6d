//! What a step says beside its name.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::dates::Period;
use crate::text::{LanguageTag, LocalizedText, Slug};
use crate::vocabulary::{Activity, Code, Country};

/// Whom a host's answers come from. It is personal data, so its `Debug` shows nothing, and it stays in the store.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostContact {
    /// The host's name.
    pub organisation: String,
    /// The person's name.
    pub name: String,
    /// Where a message goes.
    pub email: String,
    /// The language to write in.
    pub language: LanguageTag,
}

impl fmt::Debug for HostContact {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("HostContact(not shown)")
    }
}

/// Both sides are put in touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduction {
    /// The offer by which the host receives.
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
    /// When it takes place, where known already.
    pub period: Option<Period>,
}

/// A visit that took place, in the numbers that monitoring counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// When it took place.
    pub period: Period,
    /// The form of mobility it was in the end.
    pub activity: Code<Activity>,
    /// The host's country.
    pub host_country: Code<Country>,
    /// Staff who took part.
    pub staff: u32,
    /// Learners who took part.
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

/// The kinds of reasons to decline a request.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Reason {
    /// No host suits.
    NoHost,
    /// It is not what the network is for.
    OutOfScope,
    /// It was asked before.
    Duplicate,
    /// What was asked for did not come.
    NoAnswer,
    /// The sender no longer wishes it.
    Withdrawn,
    /// Something else.
    Other,
}

/// Why a request that had gone further is looked at again.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Cause {
    /// The host said no.
    HostDeclined,
    /// The host never answered.
    HostSilent,
    /// The group wants another host.
    GroupDeclined,
    /// Something else.
    Other,
}

/// One of the two sides of an exchange.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Side {
    /// Who asked.
    Group,
    /// Who receives.
    Host,
}

coded!(Reason);
coded!(Cause);
coded!(Side);
