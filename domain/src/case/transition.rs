//! Which actions are possible in the state of a case, and what an action makes of it.

use crate::case::{Action, ActionKind, ActionNotAllowed, CaseEvent, CaseState, Status};
use crate::request::Form;

impl ActionKind {
    /// The steps that can be taken with a request that stands somewhere, in their usual order.
    pub fn possible(form: Form, from: Status, handling: &CaseState) -> Vec<Self> {
        let fits = |kind: &Self| kind.leads_to(from, form).is_some() && !kind.was_taken(handling);
        Self::ALL.into_iter().filter(fits).collect()
    }

    /// Whether there is nothing left to take: a host answers an introduction once.
    fn was_taken(self, handling: &CaseState) -> bool {
        let answered = handling.introduced.as_ref().is_some_and(|introduced| introduced.answered.is_some());
        self == ActionKind::RecordAnswer && answered
    }
}

impl Action {
    /// Whether a step that can be taken says anything that is not known yet: corrected to what is recorded already, nothing is corrected.
    pub fn changes(&self, from: Status, handling: &CaseState) -> bool {
        match self {
            Action::Correct { visit, .. } => handling.visit.as_ref() != Some(visit),
            Action::Reschedule { period, .. } => {
                handling.agreement.as_ref().and_then(|agreement| agreement.period) != *period
            }
            Action::Assign { to } => handling.assignee != *to,
            Action::Accept { offer } => {
                from != Status::Accepted || offer.as_ref().is_some_and(|offer| handling.offer.as_ref() != Some(offer))
            }
            _ => true,
        }
    }

    /// Takes the step: the status after it, and what the timeline keeps of it.
    ///
    /// # Errors
    /// If it can't be taken where the request stands.
    pub fn take(self, form: Form, from: Status, handling: &CaseState) -> Result<(Status, CaseEvent), ActionNotAllowed> {
        let kind = self.kind();
        let to = kind
            .leads_to(from, form)
            .filter(|_| !kind.was_taken(handling))
            .ok_or(ActionNotAllowed { from, step: kind })?;
        let event = match self {
            Action::Note { note } => CaseEvent::Noted { note },
            step if to == from => CaseEvent::Worked { step },
            step => CaseEvent::StatusChanged { from, to, step: Some(step) },
        };
        Ok((to, event))
    }
}
