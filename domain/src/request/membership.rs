//! "Join": an organisation that wants to support the partnership.

use serde::{Deserialize, Serialize};

use crate::content::common::read_web_address;
use crate::validate::{Limit, ObjectReader};

/// A wish to join the partnership, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    pub website: Option<String>,
    /// Why it wants to join, and what it would bring.
    pub motivation: String,
    /// Whether its name and logo may be shown among the supporters.
    pub show_as_supporter: bool,
}

impl Membership {
    pub(super) fn read(fields: &mut ObjectReader) -> Option<Self> {
        let website = read_web_address(fields, "website");
        let motivation = fields.text("motivation", Limit { min: 20, max: 3_000 });
        let show_as_supporter = fields.flag("show_as_supporter");
        complete! { Self: website, motivation, show_as_supporter }
    }
}
