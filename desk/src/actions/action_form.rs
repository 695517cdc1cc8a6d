//! A form of the desk, as sent.

use axum::body::Body;
use axum::http::request::Parts;
use domain::case::{Action, ActionKind};
use domain::request::node_from_pairs;
use domain::validate::{Reader, Source, without_marks_around};
use domain::vocabulary::Vocabulary;
use jiff::civil::Date;

use super::fields::{Typed, fields, input_name, prefix};
use super::form_error::FormError;
use crate::posted_form::tidy;
use crate::words::Words;
use web::body::Draft;

/// A form of the desk, as sent.
#[derive(Debug, Clone)]
pub(crate) struct ActionForm {
    typed: Typed,
    /// The version that one of several forms on a page was made for: it stands in the form's address.
    listed: Option<String>,
}

/// What there is to say on a request's page, beside the request itself.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// The name to put into the forms.
    pub(crate) by: String,
    /// What was typed into any of the forms.
    pub(crate) typed: Typed,
    /// Why nothing was saved.
    pub(crate) troubles: Vec<FormError>,
    /// The version that somebody saw before others changed it.
    pub(crate) seen: Option<u64>,
    /// A step was taken, and what was typed beside it was not saved with it.
    pub(crate) is_saved: bool,
}

impl ActionForm {
    /// What a browser sends; `None` for what can't be read. The address may say `version`, where one form judges a whole list, and
    /// `to=me` or `to=nobody` for whom a request is given to.
    pub(crate) async fn read(parts: &Parts, body: Body) -> Option<Self> {
        let draft = Draft::read(&parts.headers, body).await.ok()?;
        let mut typed: Typed =
            draft.typed.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect();
        if let Some(by) = typed.get_mut("by") {
            *by = tidy(by);
        }
        let mut listed = None;
        for (name, value) in form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()) {
            match (name.as_ref(), value.as_ref()) {
                ("version", version) => listed = Some(version.to_owned()),
                ("to", "me") => {
                    let by = typed.get("by").cloned().unwrap_or_default();
                    typed.insert(input_name(ActionKind::Assign, "to"), by);
                }
                ("to", "nobody") => drop(typed.remove(&input_name(ActionKind::Assign, "to"))),
                ("side", side) => drop(typed.insert(input_name(ActionKind::Remind, "side"), side.to_owned())),
                _ => {}
            }
        }
        Some(Self { typed, listed })
    }

    /// A form that nobody has filled in yet.
    pub(crate) fn blank(typed: Typed) -> Self {
        Self { typed, listed: None }
    }

    pub(crate) fn value(&self, name: &str) -> &str {
        let value = self.typed.get(name).map(|value| value.trim()).unwrap_or_default();
        if value.contains('\n') { value } else { without_marks_around(value) }
    }

    pub(crate) fn typed(&self) -> &Typed {
        &self.typed
    }

    pub(crate) fn set(&mut self, name: String, value: String) {
        self.typed.insert(name, value);
    }

    pub(crate) fn by(&self) -> &str {
        self.value("by")
    }

    pub(crate) fn has_a_name(&self) -> bool {
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
        self.typed.keys().any(|name| name.starts_with("message."))
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
        let own = self.typed.iter().filter_map(|(name, value)| {
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
            let trouble = |problem: &domain::validate::Problem| {
                let name = input_name(kind, &problem.pointer.to_string());
                let label = words.label_of(&name);
                let text =
                    words.format("trouble", [("field", label.into()), ("what", words.fault(&problem.kind).into())]);
                FormError { text, field: Some(name) }
            };
            problems.iter().map(trouble).collect()
        })
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.typed.remove(name);
    }

    pub(crate) fn into_shown(self) -> Shown {
        Shown { by: self.by().to_owned(), typed: self.typed, ..Shown::default() }
    }
}
