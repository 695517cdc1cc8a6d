//! How every action is taken: it is read from its form, validated, held against the rules of the case, and recorded for the version
//! of the request that its sender saw.

use domain::case::{Action, ActionKind, ActionNotAllowed, CaseEvent, Introduction};

use super::action_form::ActionForm;
use super::fields::{AGREED, MINORS, input_name};
use super::form_error::FormError;
use crate::context::RequestContext;
use crate::error::DeskError;
use crate::offers;
use crate::suggestions::Fit;
use store::{Change, ChangeError, Record};

/// Why an action was not taken.
#[derive(Debug)]
pub(crate) enum ActionError {
    /// There is no such request, or the store can't be reached.
    Desk(DeskError),
    Invalid(Vec<FormError>),
    /// Others were faster.
    Conflict {
        /// The version that the sender saw.
        seen: u64,
        /// The request as it stands now.
        record: Box<Record>,
    },
}

impl<E: Into<DeskError>> From<E> for ActionError {
    fn from(error: E) -> Self {
        ActionError::Desk(error.into())
    }
}

impl RequestContext {
    /// Takes an action as somebody filled it in. The same action of the same person twice (a double click) is taken once.
    pub(crate) async fn take(
        &self,
        record: &Record,
        kind: ActionKind,
        form: &ActionForm,
    ) -> Result<Record, ActionError> {
        let (step, expected) = self.checked(kind, form)?;
        let step = self.titled(step).await;
        // A message that was sent is worth recording, whatever else is known already.
        if record.version == expected && !form.is_composed() && !step.changes(record.status, &record.handling) {
            return match kind {
                ActionKind::Assign => Ok(record.clone()),
                _ => Err(ActionError::Invalid(vec![FormError::plain(self.words.text("problem-no-change"))])),
            };
        }
        if let Action::Introduce(Introduction { offer, .. }) | Action::AskBoth { offer, .. } = &step {
            let fit = self.fit(record, offer).await;
            let mut errors = self.agreement_errors(kind, form);
            errors.splice(0..0, self.introduction_errors(kind, &fit, form));
            if !errors.is_empty() {
                return Err(ActionError::Invalid(errors));
            }
        }
        let change = self.change(step, form.by());
        match self.apply(record, expected, &change).await {
            Err(ActionError::Conflict { record, .. }) if self.is_the_same(&record, expected, &change).await? => {
                Ok(*record)
            }
            outcome => outcome,
        }
    }

    /// Records a change of a request that its sender saw in a version.
    pub(crate) async fn apply(&self, record: &Record, seen: u64, change: &Change) -> Result<Record, ActionError> {
        match self.store.change(&record.submission.reference, seen, change.clone()).await {
            Ok(record) => Ok(record),
            Err(ChangeError::Unknown) => Err(DeskError::NotFound.into()),
            Err(ChangeError::Store(error)) => Err(error.into()),
            Err(ChangeError::Conflict(record)) => Err(ActionError::Conflict { seen, record }),
            Err(ChangeError::ActionNotAllowed(why)) => Err(ActionError::Invalid(vec![self.not_now(why)])),
        }
    }

    /// The action and the version it is meant for.
    pub(crate) fn checked(&self, kind: ActionKind, form: &ActionForm) -> Result<(Action, u64), ActionError> {
        let mut errors = Vec::new();
        if !form.is_named() {
            errors.push(FormError::of("step-by", self.words.text("problem-by")));
        }
        let step = form.step(&self.words, &self.published.vocabulary, kind, self.today());
        let step = step.map_err(|found| errors.extend(found)).ok();
        let version = form.version();
        if version.is_none() {
            errors.push(FormError::plain(self.words.text("problem-version")));
        }
        step.zip(version).filter(|_| errors.is_empty()).ok_or(ActionError::Invalid(errors))
    }

    /// An action as it is recorded: an introduction with the offer's title as it is now, a question to both sides without the
    /// host's contact.
    pub(crate) async fn titled(&self, step: Action) -> Action {
        match step {
            Action::Introduce(introduction) => {
                let offer = offers::find(&self.published, &introduction.offer).await;
                Action::Introduce(Introduction { title: offer.map(|offer| offer.title), ..introduction })
            }
            Action::AskBoth { offer, .. } => Action::AskBoth { offer, host: None },
            other => other,
        }
    }

    /// Why a host can't be introduced yet: there is no such offer, or nobody has confirmed that it receives minors. Every other
    /// rule may be broken by whoever has read the warning.
    pub(crate) fn introduction_errors(&self, kind: ActionKind, fit: &Fit, form: &ActionForm) -> Option<FormError> {
        let minors = input_name(kind, MINORS);
        if fit.is_published == Some(false) {
            return Some(self.unknown_offer(kind, form));
        }
        let doubt = fit.minors.filter(|_| kind == ActionKind::Introduce && form.value(&minors).is_empty())?;
        Some(FormError::of(&minors, self.words.text(&format!("problem-minors-{}", doubt.code()))))
    }

    /// The catalogue does not have the offer that a form names.
    pub(crate) fn unknown_offer(&self, kind: ActionKind, form: &ActionForm) -> FormError {
        let field = input_name(kind, "offer");
        let text = self.words.format("problem-no-offer", [("offer", form.value(&field).to_owned().into())]);
        FormError::of(&field, text)
    }

    /// Which side has not agreed to be introduced, as far as somebody said so.
    pub(crate) fn agreement_errors(&self, kind: ActionKind, form: &ActionForm) -> Vec<FormError> {
        let missing = AGREED.into_iter().filter(|_| kind == ActionKind::Introduce).filter_map(|key| {
            let field = input_name(kind, key);
            let text = || self.words.text(&format!("problem-{}", key.replace('_', "-")));
            form.value(&field).is_empty().then(|| FormError::of(&field, text()))
        });
        missing.collect()
    }

    pub(crate) fn not_now(&self, ActionNotAllowed { from, step }: ActionNotAllowed) -> FormError {
        let (from, step) = (self.words.status(from).label, self.words.step(step).label);
        FormError::plain(self.words.format("problem-not-now", [("from", from.into()), ("step", step.into())]))
    }

    /// Whether what made somebody late was this very change, sent twice.
    pub(crate) async fn is_the_same(&self, record: &Record, seen: u64, change: &Change) -> Result<bool, DeskError> {
        let timeline = self.timeline(record).await?;
        // The first entry made version 1, so the entry behind the version that was seen is the one that was faster.
        let faster = usize::try_from(seen).ok().and_then(|position| timeline.get(position));
        Ok(faster.is_some_and(|entry| {
            entry.by == change.by
                && match (&entry.event, &change.step) {
                    (CaseEvent::Noted { note }, Action::Note { note: typed }) => note == typed,
                    (event, step) => event.step() == Some(step),
                }
        }))
    }
}
