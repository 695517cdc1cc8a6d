//! A form of the desk, as sent.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::case::{Action, ActionKind};
use domain::request::node_from_pairs;
use domain::validate::{Problem, Reader, Source, without_marks_around};
use domain::vocabulary::Vocabulary;
use jiff::civil::Date;

use super::fields::{FieldValues, fields, input_name, prefix};
use super::form_error::FormError;
use crate::error::DeskError;
use crate::posted_form::{PostedForm, tidy};
use crate::words::Words;

/// A form of the desk, as sent.
#[derive(Debug, Clone)]
pub(crate) struct ActionForm {
    values: FieldValues,
    /// The version that one of several forms on a page was made for: it stands in the form's address.
    listed: Option<String>,
}

/// What there is to say on a request's page, beside the request itself.
#[derive(Debug, Default)]
pub(crate) struct FormState {
    /// The name to put into the forms.
    pub(crate) by: String,
    /// What was typed into any of the forms.
    pub(crate) values: FieldValues,
    /// Why nothing was saved.
    pub(crate) errors: Vec<FormError>,
    /// The version that somebody saw before others changed it.
    pub(crate) seen: Option<u64>,
    /// A step was taken, and what was typed beside it was not saved with it.
    pub(crate) is_saved: bool,
}

/// The address may say `version`, where one form is about a whole list, `to=me` or `to=nobody` for whom a request is given to, and
/// `side` for who is reminded.
impl<S: Sync> FromRequestParts<S> for ActionForm {
    type Rejection = DeskError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, DeskError> {
        let fields = PostedForm::from_request_parts(parts, state).await?.into_fields();
        let mut values: FieldValues =
            fields.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect();
        if let Some(by) = values.get_mut("by") {
            *by = tidy(by);
        }
        let mut listed = None;
        for (name, value) in form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()) {
            match (name.as_ref(), value.as_ref()) {
                ("version", version) => listed = Some(version.to_owned()),
                ("to", "me") => {
                    let by = values.get("by").cloned().unwrap_or_default();
                    values.insert(input_name(ActionKind::Assign, "to"), by);
                }
                ("to", "nobody") => drop(values.remove(&input_name(ActionKind::Assign, "to"))),
                ("side", side) => drop(values.insert(input_name(ActionKind::Remind, "side"), side.to_owned())),
                _ => {}
            }
        }
        Ok(Self { values, listed })
    }
}

impl ActionForm {
    /// A form that nobody has filled in yet.
    pub(crate) fn blank(values: FieldValues) -> Self {
        Self { values, listed: None }
    }

    pub(crate) fn value(&self, name: &str) -> &str {
        let value = self.values.get(name).map(|value| value.trim()).unwrap_or_default();
        if value.contains('\n') { value } else { without_marks_around(value) }
    }

    pub(crate) fn values(&self) -> &FieldValues {
        &self.values
    }

    pub(crate) fn set(&mut self, name: String, value: String) {
        self.values.insert(name, value);
    }

    pub(crate) fn by(&self) -> &str {
        self.value("by")
    }

    pub(crate) fn is_named(&self) -> bool {
        Action::is_name(self.by())
    }

    pub(crate) fn version(&self) -> Option<u64> {
        self.listed.as_deref().unwrap_or(self.value("version")).parse().ok()
    }

    /// Whether it was sent from a list, and the next one shall be seen.
    pub(crate) fn is_from_a_list(&self) -> bool {
        self.listed.is_some()
    }

    /// Whether it was sent from the page where messages are written.
    pub(crate) fn is_composed(&self) -> bool {
        self.values.keys().any(|name| name.starts_with("message."))
    }

    /// The step, or what is wrong with it. A form with one step only may leave its name out of its fields' names.
    pub(crate) fn step(
        &self,
        words: &Words,
        vocabulary: &Vocabulary,
        kind: ActionKind,
        today: Date,
    ) -> Result<Action, Vec<FormError>> {
        let prefix = format!("{}.", prefix(kind));
        let keys = fields(kind);
        let own = self.values.iter().filter_map(|(name, value)| {
            let key = name
                .strip_prefix(&prefix)
                .or_else(|| keys.iter().any(|(key, _)| key == name).then_some(name.as_str()))?;
            Some((key, value.as_str()))
        });
        let Ok(node) = node_from_pairs(own) else {
            return Err(vec![FormError::plain(words.text("error-malformed-text"))]);
        };
        let mut reader = Reader::new(vocabulary, Source::Posted, words.language().clone());
        let step = reader.document(&node, |reader| Action::read(reader, kind, today));
        let problems = reader.into_problems();
        step.filter(|_| problems.is_empty()).ok_or_else(|| {
            let error = |problem: &Problem| {
                let name = input_name(kind, &problem.pointer.to_string());
                let label = words.label_of(&name);
                let text =
                    words.format("trouble", [("field", label.into()), ("what", words.fault(&problem.kind).into())]);
                FormError { text, field: Some(name) }
            };
            problems.iter().map(error).collect()
        })
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.values.remove(name);
    }

    pub(crate) fn into_state(self) -> FormState {
        FormState { by: self.by().to_owned(), values: self.values, ..FormState::default() }
    }
}
