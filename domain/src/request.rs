//! What institutions send by the three forms: a wish for a host, an offer to host, or to join the partnership.
//!
//! Field names are pointers (`period.from`, `languages[0].code`), the same in a form, in JSON and in problems.

mod context;
mod describe;
pub mod fit;
mod form;
mod mail;
mod membership;
mod proposal;
mod search;
mod suspicion;
mod traces;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use context::ReadContext;
pub use form::{FieldsError, Form, node_from_pairs};
pub use mail::{ascii_address, read_optional_reachable, read_reachable};
pub use membership::Membership;
pub use proposal::Proposal;
pub use search::Search;
pub use suspicion::Suspicion;
pub use traces::{Elapsed, Traces};

use crate::text::{LanguageTag, LocalizedText};
use crate::validate::{ErrorKind, Limit, ObjectReader};
use crate::vocabulary::{Code, Country, Language, OrganisationKind};

/// A request, checked: everything that is stored of what somebody sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The language of the form, and so of our answer.
    pub language: LanguageTag,
    pub organisation: Organisation,
    pub contact: Contact,
    pub wish: Wish,
}

/// What is asked: one variant a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum Wish {
    FindAHost(Search),
    OfferToHost(Proposal),
    Join(Membership),
}

impl Wish {
    pub fn form(&self) -> Form {
        match self {
            Wish::FindAHost(_) => Form::FindAHost,
            Wish::OfferToHost(_) => Form::OfferToHost,
            Wish::Join(_) => Form::Join,
        }
    }
}

/// The texts of a request that its sender wrote freely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<'a> {
    pub organisation: &'a str,
    /// The other texts of one line: names, a place, a title.
    pub names: Vec<&'a str>,
    pub prose: Vec<&'a str>,
}

impl Request {
    /// All that its sender wrote and did not choose.
    pub fn written(&self) -> Written<'_> {
        let Contact { name, role, .. } = &self.contact;
        let mut names = vec![name.as_str(), self.organisation.place.as_str()];
        names.extend(role.as_deref());
        let mut prose = Vec::new();
        let support = match &self.wish {
            Wish::FindAHost(search) => {
                prose.push(search.goal.as_str());
                Some(&search.support)
            }
            Wish::OfferToHost(proposal) => {
                let Proposal { title, summary, programme, learning, costs, safeguarding, support, .. } = proposal;
                names.push(title);
                prose.extend([summary, programme, learning, costs].map(String::as_str));
                prose.extend(safeguarding.as_deref());
                Some(support)
            }
            Wish::Join(membership) => {
                prose.push(&membership.motivation);
                None
            }
        };
        let notes = support.and_then(|support| support.note.as_ref());
        prose.extend(notes.into_iter().flat_map(LocalizedText::iter).map(|(_, text)| text));
        Written { organisation: &self.organisation.name, names, prose }
    }
}

/// The organisation that asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    pub name: String,
    pub kind: Code<OrganisationKind>,
    pub country: Code<Country>,
    pub place: String,
}

/// The person to answer to. Its `Debug` shows nothing, so that no log can.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    pub role: Option<String>,
    pub email: String,
}

impl fmt::Debug for Contact {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("Contact(not shown)")
    }
}

impl Request {
    /// Reads a request from a form's fields or a JSON body, together with the traces of its sender.
    pub fn read(fields: &mut ObjectReader, form: Form, circumstances: ReadContext) -> Option<(Self, Traces)> {
        fields.choice("form", &[(form.code(), form)]);
        let language = fields.code::<Language>("language").and_then(|code| LanguageTag::parse(code.as_str()));
        let organisation = fields.group("organisation", Organisation::read);
        let contact = fields.group("contact", Contact::read);
        let wish = match form {
            Form::FindAHost => Search::read(fields, circumstances).map(Wish::FindAHost),
            Form::OfferToHost => Proposal::read(fields, circumstances).map(Wish::OfferToHost),
            Form::Join => Membership::read(fields).map(Wish::Join),
        };
        if !fields.flag("consent") {
            fields.note("consent", ErrorKind::Consent);
        }
        let traces = Traces::read(fields);
        let request = Self { language: language?, organisation: organisation?, contact: contact?, wish: wish? };
        Some((request, traces))
    }
}

impl Organisation {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let name = fields.text("name", Limit::LINE);
        let kind = fields.code("kind");
        let country = fields.code("country");
        let place = fields.text("place", Limit::LINE);
        complete! { Self: name, kind, country, place }
    }
}

impl Contact {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let name = fields.text("name", Limit::LINE);
        let role = fields.optional_text("role", Limit::LINE);
        let email = read_reachable(fields, "email");
        complete! { Self: name, role, email }
    }
}

#[cfg(test)]
mod tests {
    use super::Contact;

    #[test]
    fn a_contact_never_shows_itself_in_a_log() {
        let contact = Contact { name: "Marked Name".into(), role: None, email: "marked@example.org".into() };
        assert!(!format!("{contact:?}").to_lowercase().contains("marked"));
    }
}
