//! What the data of one page are written from.

use domain::text::LocalizedText;
use domain::text::messages::Messages;
use domain::vocabulary::{Code, Term};

use crate::view::LocalizedSite;

/// Content is published under this licence.
pub const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// Writes the data of one page.
pub struct Writer<'a> {
    pub localized: &'a LocalizedSite<'a>,
    pub messages: &'a Messages,
    /// The page's full address.
    pub address: String,
}

impl Writer<'_> {
    pub fn words(&self, text: &LocalizedText) -> String {
        self.localized.text(text).text.to_owned()
    }

    pub fn labels<T: Term>(&self, codes: &[Code<T>]) -> Vec<String> {
        codes.iter().map(|code| self.localized.label(code).label.to_owned()).collect()
    }
}
