//! The words of a form's problems in its reader's language, as the generator wrote them into the form's page.
//!
//! In: the JSON document of the page's element `#messages`. Out: a sentence for a fault, a label for a field.

use std::collections::BTreeMap;

use domain::problem::Fault;
use serde::Deserialize;

/// Messages and labels in one language.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Wording {
    #[serde(default)]
    problems: BTreeMap<String, String>,
    #[serde(default)]
    labels: BTreeMap<String, String>,
}

impl Wording {
    /// The code of the message for faults that have none of their own.
    const OTHER: &'static str = "other";

    /// What to say of a fault: its message (the one that names what was probably meant, where that is known), else
    /// the one for others, else the editors' English.
    pub fn message(&self, fault: &Fault) -> String {
        let suggested = fault.suggestion().and_then(|_| self.problems.get(&format!("{}-suggested", fault.code())));
        let pattern = suggested.or_else(|| self.problems.get(fault.code())).or_else(|| self.problems.get(Self::OTHER));
        pattern.map_or_else(|| fault.to_string(), |pattern| with_values(pattern, &fault.arguments()))
    }

    /// What a field is called on its page.
    pub fn label(&self, field: &str) -> Option<&str> {
        self.labels.get(field).map(String::as_str)
    }
}

/// Puts values for `{name}`. In one pass, so that braces in a value stay what they are.
fn with_values(pattern: &str, values: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let known = after.split_once('}').and_then(|(name, behind)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (value, behind))
        });
        match known {
            Some((value, behind)) => {
                text.push_str(value);
                rest = behind;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use domain::problem::Fault;

    use super::Wording;

    fn wording(json: &str) -> Wording {
        serde_json::from_str(json).expect("a wording")
    }

    #[test]
    fn a_message_gets_the_values_of_its_fault() {
        let wording =
            wording(r#"{"problems": {"too-long": "At most {max}, not {length}.", "date": "{value} {max}?"}}"#);
        assert_eq!(wording.message(&Fault::TooLong { max: 300, length: 312 }), "At most 300, not 312.");
        let sly = Fault::Date { value: "{value}{max}".into() };
        assert_eq!(wording.message(&sly), "{value}{max} {max}?");
    }

    #[test]
    fn what_was_probably_meant_is_named() {
        let wording = wording(
            r#"{"problems": {"unknown-key": "No {value}.", "unknown-key-suggested": "No {value}; {suggestion}?"}}"#,
        );
        let fault =
            |suggestion: Option<&str>| Fault::UnknownKey { key: "gaol".into(), suggestion: suggestion.map(Into::into) };
        assert_eq!(wording.message(&fault(None)), "No gaol.");
        assert_eq!(wording.message(&fault(Some("goal"))), "No gaol; goal?");
    }

    #[test]
    fn a_fault_without_a_message_is_told_all_the_same() {
        let other = wording(r#"{"problems": {"other": "Please check this."}}"#);
        assert_eq!(other.message(&Fault::Consent), "Please check this.");
        assert_eq!(Wording::default().message(&Fault::Consent), "without consent nothing can be stored");
    }
}
