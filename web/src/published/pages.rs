//! The pages that become answers to visitors, as the generator wrote them.

use std::path::Path;

use domain::request::Form;

use super::error::PublishedError;

/// The pages of one language.
pub struct Pages {
    forms: [String; Form::ALL.len()],
    /// The page that thanks for a request.
    pub thank_you: String,
    /// The page for what could not even be read.
    pub not_accepted: String,
}

impl Pages {
    pub(super) fn read(folder: &Path) -> Result<Self, PublishedError> {
        let read = |name: &str| {
            let path = folder.join(name).join("index.html");
            std::fs::read_to_string(&path).map_err(|source| PublishedError::Unreadable { path, source })
        };
        let [find_a_host, offer_to_host, join] = Form::ALL.map(Form::code);
        Ok(Self {
            forms: [read(find_a_host)?, read(offer_to_host)?, read(join)?],
            thank_you: read("thank-you")?,
            not_accepted: read("not-accepted")?,
        })
    }

    /// The page of a form as the generator wrote it.
    pub fn form(&self, form: Form) -> &str {
        &self.forms[form as usize]
    }
}
