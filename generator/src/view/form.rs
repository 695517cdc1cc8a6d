//! The choices of a form, and the sentences that the function may need to fill into it.

use std::collections::BTreeMap;

use domain::messages::{MessageError, Messages};
use domain::parts::Level;
use domain::request::Form;
use domain::terms::{
    Activity, Audience, Barrier, Country, Family, Language, OrganisationKind, Sector, SupportMeasure, Theme,
};
use fluent_bundle::FluentValue;
use serde::Serialize;

use super::{Label, Lens};

/// A form's choices.
#[derive(Debug, Clone, Serialize)]
pub struct FormView<'s> {
    pub name: &'static str,
    pub honeypot: &'static str,
    pub organisation_kinds: Vec<Label<'s>>,
    pub countries: Vec<Label<'s>>,
    pub activities: Vec<Choices<'s>>,
    pub audiences: Vec<Label<'s>>,
    pub sectors: Vec<Choices<'s>>,
    pub themes: Vec<Label<'s>>,
    pub languages: Vec<Label<'s>>,
    pub levels: Vec<Label<'s>>,
    pub measures: Vec<Label<'s>>,
    pub barriers: Vec<Label<'s>>,
}

/// Choices under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct Choices<'s> {
    pub code: &'s str,
    /// For a broad sector; activities are headed by the message of their family.
    pub label: Option<&'s str>,
    /// Whether the heading can be chosen too.
    pub selectable: bool,
    pub choices: Vec<Label<'s>>,
}

/// What the function reads from the form's page: its words in the page's language.
#[derive(Debug, Clone, Serialize)]
pub struct FormMessages {
    pub problems: BTreeMap<String, String>,
    pub labels: BTreeMap<String, String>,
}

impl<'s> Lens<'s> {
    /// The choices of a form.
    pub fn form(&self, form: Form) -> FormView<'s> {
        let mut countries = self.choices::<Country>(|_| true);
        countries.sort_by(|a, b| a.label.cmp(b.label));
        FormView {
            name: form.name(),
            honeypot: Form::HONEYPOT,
            organisation_kinds: self.choices::<OrganisationKind>(|kind| kind.short),
            countries,
            activities: Family::ALL
                .iter()
                .map(|(code, family)| Choices {
                    code,
                    label: None,
                    selectable: false,
                    choices: self.choices::<Activity>(|activity| activity.family == *family),
                })
                .collect(),
            audiences: self.choices::<Audience>(|_| true),
            sectors: self
                .choices::<Sector>(|sector| sector.code.len() == 2)
                .into_iter()
                .map(|broad| Choices {
                    choices: self.choices::<Sector>(|sector| {
                        // The inter-disciplinary fields (0x8) help statisticians, not people who look for a host.
                        sector.code.len() == 3 && sector.broad() == broad.code && !sector.code.ends_with('8')
                    }),
                    code: broad.code,
                    label: Some(broad.label),
                    selectable: true,
                })
                .collect(),
            themes: self.choices::<Theme>(|_| true),
            languages: self.choices::<Language>(|_| true),
            levels: Level::ALL
                .iter()
                .map(|(word, _)| Label { code: word, label: word, address: None, family: None })
                .collect(),
            measures: self.choices::<SupportMeasure>(|_| true),
            barriers: self.choices::<Barrier>(|_| true),
        }
    }
}

/// The fields whose problems a form may show. A name's message key is `field-` with the
/// name's words, without the numbers of lists.
pub fn field_names(form: Form) -> Vec<&'static str> {
    let mut names = vec!["organisation.name", "organisation.kind", "organisation.country", "organisation.place"];
    names.extend(["contact.name", "contact.role", "contact.email"]);
    names.extend(match form {
        Form::FindAHost => [
            "offer",
            "activity",
            "audiences",
            "sectors",
            "themes",
            "goal",
            "countries",
            "own_country_welcome",
            "period.from",
            "period.until",
            "days",
            "participants",
            "fewer_opportunities",
            "minors",
        ]
        .as_slice(),
        Form::OfferToHost => &[
            "website",
            "title",
            "summary",
            "activities",
            "audiences",
            "sectors",
            "themes",
            "programme",
            "learning",
            "group.min",
            "group.max",
            "duration.min",
            "duration.max",
            "windows[0].from",
            "windows[0].until",
            "windows[1].from",
            "windows[1].until",
            "windows[2].from",
            "windows[2].until",
            "costs",
            "by_rail",
            "minors",
            "safeguarding",
            "reciprocity",
        ],
        Form::Join => &["website", "motivation", "show_as_supporter"],
    });
    if form != Form::Join {
        names.extend(["languages[0].code", "languages[0].level", "languages[1].code", "languages[1].level"]);
        names.extend(["languages[2].code", "languages[2].level"]);
        names.extend(["support.measures", "support.barriers", "support.note"]);
    }
    names.push("consent");
    names
}

/// The message key of a field's label: `languages[0].code` has `field-languages-code`.
pub fn label_key(name: &str) -> String {
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    format!("field-{}", words.join("-"))
}

/// The faults that a request can have, with the names of their values. What ends in `-suggested` is said where it is
/// known what was probably meant.
pub const REQUEST_FAULTS: &[(&str, &[&str])] = &[
    ("missing", &[]),
    ("empty", &[]),
    ("too-long", &["max", "length"]),
    ("too-short", &["min", "length"]),
    ("too-many", &["max", "count"]),
    ("given-twice", &["count"]),
    ("wrong-type", &[]),
    ("unknown-key", &["value"]),
    ("unknown-key-suggested", &["value", "suggestion"]),
    ("control-character", &[]),
    ("text-direction", &[]),
    ("lost-character", &[]),
    ("line-break", &[]),
    ("unknown-code", &["value"]),
    ("unknown-code-suggested", &["value", "suggestion"]),
    ("repeated", &["value"]),
    ("date", &["value"]),
    ("number", &["value"]),
    ("out-of-range", &["value", "min", "max"]),
    ("reversed", &["first", "last"]),
    ("past", &["value"]),
    ("web-address", &["value"]),
    ("address-with-user", &[]),
    ("email-address", &["value"]),
    ("email-local-part", &["value"]),
    ("flag", &["value"]),
    ("language", &["value"]),
    ("activity-bound", &["value", "bound"]),
    ("window-too-short", &["days", "needed"]),
    ("part-exceeds-whole", &["part", "whole"]),
    ("unknown-reference", &["value"]),
    ("unknown-reference-suggested", &["value", "suggestion"]),
    ("consent", &[]),
    ("other", &[]),
];

/// The message of a fault, with `{name}` where its values go.
///
/// # Errors
/// If the theme has no message for it.
pub fn problem_message(messages: &Messages, code: &str, values: &[&str]) -> Result<String, MessageError> {
    let values = values.iter().map(|name| (*name, FluentValue::from(format!("{{{name}}}"))));
    messages.format(&format!("problem-{code}"), values)
}

impl FormMessages {
    /// The messages of a form in the language of `messages`. Values stand as `{name}`, for the function to fill in.
    ///
    /// # Errors
    /// If the theme has no message for one of them.
    pub fn new(form: Form, messages: &Messages) -> Result<Self, MessageError> {
        let mut problems = BTreeMap::new();
        for (code, values) in REQUEST_FAULTS {
            problems.insert((*code).to_owned(), problem_message(messages, code, values)?);
        }
        let mut labels = BTreeMap::new();
        for name in field_names(form) {
            labels.insert(name.to_owned(), messages.text(&label_key(name))?);
        }
        Ok(Self { problems, labels })
    }
}

#[cfg(test)]
mod tests {
    use super::label_key;

    #[test]
    fn a_fields_label_is_found_by_its_words() {
        assert_eq!(label_key("languages[0].code"), "field-languages-code");
        assert_eq!(label_key("own_country_welcome"), "field-own-country-welcome");
    }
}
