//! What institutions send by the three forms: a wish for a host, an offer to host, or to join the partnership.
//!
//! Field names are pointers (`period.from`, `languages[0].code`), the same in a form, in JSON and in problems.

mod form;
mod membership;
mod proposal;
mod search;

use std::collections::BTreeSet;
use std::fmt;

use email_address::EmailAddress;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use form::{FieldsError, Form, node_from_pairs};
pub use membership::Membership;
pub use proposal::Proposal;
pub use search::Search;

use crate::problem::Fault;
use crate::reading::{Fields, Limit};
use crate::terms::{Country, OrganisationKind};
use crate::text::{LanguageTag, Slug};
use crate::vocabulary::Code;

/// What a request is judged against, beside the vocabulary.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// Today, where the secretariat is.
    pub today: Date,
    /// Offers that can be asked for.
    pub open_offers: &'a BTreeSet<Slug>,
}

/// A request, checked: everything that is stored of what somebody sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The language of the form, and so of our answer.
    pub language: LanguageTag,
    /// Who asks.
    pub organisation: Organisation,
    /// The person to answer to.
    pub contact: Contact,
    /// What is asked.
    pub wish: Wish,
}

/// What is asked: one variant a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum Wish {
    /// Find a host.
    FindAHost(Search),
    /// Offer to host.
    OfferToHost(Proposal),
    /// Join the partnership.
    Join(Membership),
}

impl Wish {
    /// The form it came by.
    pub fn form(&self) -> Form {
        match self {
            Wish::FindAHost(_) => Form::FindAHost,
            Wish::OfferToHost(_) => Form::OfferToHost,
            Wish::Join(_) => Form::Join,
        }
    }
}

/// The organisation that asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// What kind of organisation.
    pub kind: Code<OrganisationKind>,
    /// Its country.
    pub country: Code<Country>,
    /// Its town.
    pub place: String,
}

/// The person to answer to. Its `Debug` shows nothing, so that no log can.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// The person's name.
    pub name: String,
    /// The person's role in the organisation.
    pub role: Option<String>,
    /// Where the answer goes.
    pub email: String,
}

impl fmt::Debug for Contact {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("Contact(not shown)")
    }
}

/// What gives a robot away. None of it is part of the request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traces {
    /// Something was typed into the field that people don't see.
    pub honeypot_filled: bool,
    /// Milliseconds from the page's loading to its sending, where the browser runs script.
    pub elapsed: Option<i64>,
}

impl Request {
    /// Reads a request from a form's fields or a JSON body, together with the traces of its sender.
    pub fn read(fields: &mut Fields, form: Form, circumstances: Circumstances) -> Option<(Self, Traces)> {
        fields.optional_text("form", Limit::LINE);
        let language = read_language(fields);
        let organisation = fields.group("organisation", Organisation::read);
        let contact = fields.group("contact", Contact::read);
        let wish = match form {
            Form::FindAHost => Search::read(fields, circumstances).map(Wish::FindAHost),
            Form::OfferToHost => Proposal::read(fields, circumstances).map(Wish::OfferToHost),
            Form::Join => Membership::read(fields).map(Wish::Join),
        };
        if !fields.flag("consent") {
            fields.note("consent", Fault::Consent);
        }
        let traces = Traces {
            honeypot_filled: fields.has(Form::HONEYPOT) && fields.optional_text(Form::HONEYPOT, Limit::PAGE).is_some(),
            elapsed: fields.optional_integer("elapsed", 0..=i64::MAX),
        };
        // Asked for even when empty, so that it is not reported as unknown.
        fields.optional_text(Form::HONEYPOT, Limit::PAGE);
        let request = Self { language: language?, organisation: organisation?, contact: contact?, wish: wish? };
        Some((request, traces))
    }
}

fn read_language(fields: &mut Fields) -> Option<LanguageTag> {
    let written = fields.text("language", Limit::LINE)?;
    let language =
        LanguageTag::parse(&written).filter(|tag| fields.vocabulary().languages.find(tag.as_str()).is_some());
    if language.is_none() {
        fields.note("language", Fault::Language { value: written });
    }
    language
}

impl Organisation {
    fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.text("name", Limit::LINE);
        let kind = fields.code("kind");
        let country = fields.code("country");
        let place = fields.text("place", Limit::LINE);
        Some(Self { name: name?, kind: kind?, country: country?, place: place? })
    }
}

impl Contact {
    fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.text("name", Limit::LINE);
        let role = fields.optional_text("role", Limit::LINE);
        let email = fields.text("email", Limit { min: 1, max: 400 }).and_then(|written| {
            if is_reachable(&written) {
                Some(written)
            } else {
                fields.note("email", Fault::EmailAddress { value: written });
                None
            }
        });
        Some(Self { name: name?, role, email: email? })
    }
}

/// Whether public mail can reach an address. The crate accepts everything RFC 5321 allows; we ask for a domain with
/// a dot, not an address literal, and at most 254 characters (RFC 3696, erratum 1690).
fn is_reachable(address: &str) -> bool {
    let Ok(parsed) = address.parse::<EmailAddress>() else { return false };
    let domain = parsed.domain();
    address.len() <= 254
        && !address.contains(['\n', '\r'])
        && domain.contains('.')
        && !domain.starts_with('[')
        && domain.rsplit('.').next().is_some_and(|top| top.len() >= 2 && !top.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{Contact, is_reachable};

    #[test]
    fn an_address_must_be_one_that_public_mail_reaches() {
        for good in ["anna@example.org", "a.b+c@sub.example.eu", "ärger@example.at"] {
            assert!(is_reachable(good), "{good}");
        }
        let long = format!("{}@example.org", "a".repeat(250));
        for bad in ["anna", "anna@", "anna@ok", "anna@[127.0.0.1]", "anna@127.0.0.1", "a b@example.org", long.as_str()]
        {
            assert!(!is_reachable(bad), "{bad}");
        }
    }

    #[test]
    fn a_contact_never_shows_itself_in_a_log() {
        let contact = Contact { name: "Marked Name".into(), role: None, email: "marked@example.org".into() };
        assert!(!format!("{contact:?}").to_lowercase().contains("marked"));
    }
}
