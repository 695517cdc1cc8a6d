//! The components that no form describes: what is answered, and the codes in it.

use domain::text::messages::MessageError;
use domain::validate::{ErrorKind, Named, Schema};

use super::{MOST_PROBLEMS, Operations, REFUSALS, whole};
use crate::outputs::openapi::Schemas;
use crate::outputs::openapi::body::component;
use crate::view::{REQUEST_FAULTS, problem_message};

/// Faults of requests that a form may have no message for; it shows the one for all others.
const PROGRAMS_FAULTS: [&str; 4] = ["unknown-key", "wrong-type", "language", "slug"];

impl Operations<'_> {
    /// The components that no form describes: what is answered.
    pub fn schemas(&self) -> Result<Schemas, MessageError> {
        let reference = Schema {
            pattern: Some("^MM(-[0-9A-HJKMNP-TV-Z]{4}){3}$".into()),
            description: Some(self.text("api-reference")?),
            ..Schema::of("string")
        };
        let receipt = with_keys(vec![("reference", component("reference"))], &["reference"]);
        let status = Schema { choices: vec!["ok".into(), "failing".into()], ..Schema::of("string") };
        let health = with_keys(vec![("status", status)], &["status"]);

        let text =
            |key: &str| Ok::<_, MessageError>(Schema { description: Some(self.text(key)?), ..Schema::of("string") });
        // The protocol's own document says what is in it.
        let challenge = with_keys(
            vec![("parameters", Schema::of("object")), ("signature", Schema::of("string"))],
            &["parameters", "signature"],
        );

        let refusals = REFUSALS.map(|(code, _)| Ok((code, self.text(&format!("api-refusal-{code}"))?)));
        let problem = with_keys(
            vec![
                ("title", text("api-problem-title")?),
                ("status", Schema { description: Some(self.text("api-problem-status")?), ..whole(400, 599) }),
                ("code", Schema { description: Some(self.text("api-problem-code")?), ..self.codes(refusals)? }),
                ("reason", text("api-problem-reason")?),
                ("detail", text("api-problem-detail")?),
                (
                    "problems",
                    Schema {
                        description: Some(self.text("api-problem-problems")?),
                        ..Schema::list(component("field-problem"), 1, MOST_PROBLEMS)
                    },
                ),
            ],
            &["title", "status", "code"],
        );

        // Some of the form's messages are further sentences for the same fault, or for all others.
        let told = REQUEST_FAULTS.iter().filter(|fault| ErrorKind::CODES.contains(&fault.code));
        let others = PROGRAMS_FAULTS.into_iter().filter(|code| REQUEST_FAULTS.iter().all(|told| told.code != *code));
        let told = told.map(|fault| Ok((fault.code, problem_message(self.messages, fault.code, fault.values)?)));
        let faults = told.chain(others.map(|code| Ok((code, self.text(&format!("api-fault-{code}"))?))));
        let field_problem = with_keys(
            vec![
                ("field", text("api-problem-field")?),
                ("code", Schema { description: Some(self.text("api-problem-fault")?), ..self.codes(faults)? }),
                ("message", text("api-problem-message")?),
                ("detail", text("api-problem-detail")?),
                ("suggestion", text("api-problem-suggestion")?),
            ],
            &["field", "code", "message"],
        );
        let named = [
            ("reference", reference),
            ("receipt", receipt),
            ("health", health),
            ("challenge", challenge),
            ("problem", problem),
            ("field-problem", field_problem),
        ];
        Ok(named.map(|(name, schema)| (name.to_owned(), schema)).into())
    }

    /// One of several codes, each with what it means.
    fn codes<'c>(
        &self,
        codes: impl IntoIterator<Item = Result<(&'c str, String), MessageError>>,
    ) -> Result<Schema, MessageError> {
        let constant = |(code, means): (&str, String)| Schema::constant(code, Some(means));
        let one_of = codes.into_iter().map(|code| code.map(constant)).collect::<Result<_, _>>()?;
        Ok(Schema { one_of, ..Schema::of("string") })
    }
}

/// A group of keys to which others may come.
fn with_keys(keys: Vec<(&'static str, Schema)>, required: &[&'static str]) -> Schema {
    Schema {
        properties: Named(keys.into_iter().map(|(key, schema)| (key.to_owned(), schema)).collect()),
        required: required.iter().map(|key| (*key).into()).collect(),
        ..Schema::of("object")
    }
}

#[cfg(test)]
mod tests {
    use domain::validate::ErrorKind;

    use super::PROGRAMS_FAULTS;

    #[test]
    fn every_code_of_a_problem_is_one_of_the_catalogue_of_faults() {
        for code in PROGRAMS_FAULTS {
            assert!(ErrorKind::CODES.contains(&code), "{code}");
        }
    }
}
