//! The fields of forms and the problems that a request can have in them.

use domain::request::Form;
use domain::text::messages::{MessageError, Messages};
use fluent_bundle::FluentValue;

/// Returns the fields whose problems a form may show.
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
    if form == Form::FindAHost {
        names.push("share_support_note");
    }
    names.push("consent");
    names
}

/// Returns the message key of a field's label: `languages[0].code` has `field-languages-code`.
pub fn label_key(name: &str) -> String {
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    format!("field-{}", words.join("-"))
}

/// A problem that a request can have.
pub struct RequestFault {
    /// Its code; with `-suggested` where a correction is known.
    pub code: &'static str,
    /// The names of its values.
    pub values: &'static [&'static str],
    /// The value that selects the plural form.
    pub counted: Option<&'static str>,
}

const fn fault(code: &'static str, values: &'static [&'static str]) -> RequestFault {
    RequestFault { code, values, counted: None }
}

const fn counting(code: &'static str, counted: &'static str, values: &'static [&'static str]) -> RequestFault {
    RequestFault { code, values, counted: Some(counted) }
}

/// The problems that a request can have.
pub const REQUEST_FAULTS: &[RequestFault] = &[
    fault("missing", &[]),
    fault("empty", &[]),
    counting("too-long", "length", &["max", "length"]),
    counting("too-short", "length", &["min", "length"]),
    counting("too-many", "count", &["max", "count"]),
    counting("given-twice", "count", &["count"]),
    fault("wrong-type", &[]),
    fault("unknown-key", &["value"]),
    fault("unknown-key-suggested", &["value", "suggestion"]),
    fault("control-character", &[]),
    fault("text-direction", &[]),
    fault("lost-character", &[]),
    fault("line-break", &[]),
    fault("unknown-code", &["value"]),
    fault("unknown-code-suggested", &["value", "suggestion"]),
    fault("repeated", &["value"]),
    fault("date", &["value"]),
    fault("number", &["value"]),
    fault("out-of-range", &["value", "min", "max"]),
    fault("reversed", &["first", "last"]),
    fault("reversed-number", &["first", "last"]),
    fault("past", &["value"]),
    fault("date-out-of-sense", &["value"]),
    fault("web-address", &["value"]),
    fault("address-with-user", &[]),
    fault("email-address", &["value"]),
    fault("email-local-part", &["value"]),
    fault("flag", &["value"]),
    fault("language", &["value"]),
    fault("activity-bound", &["value", "bound"]),
    counting("window-too-short", "needed", &["days", "needed"]),
    counting("part-exceeds-whole", "whole", &["part", "whole"]),
    fault("unknown-reference", &["value"]),
    fault("unknown-reference-suggested", &["value", "suggestion"]),
    fault("consent", &[]),
    fault("other", &[]),
];

/// Returns the message of a problem, with `{name}` where its values go.
pub fn problem_message(messages: &Messages, code: &str, values: &[&str]) -> Result<String, MessageError> {
    let values = values.iter().map(|name| (*name, FluentValue::from(format!("{{{name}}}"))));
    messages.format(&format!("problem-{code}"), values)
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
