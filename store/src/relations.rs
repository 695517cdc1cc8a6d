//! What submissions have to do with each other and with hosts.

use domain::case::{Action, CaseState, Cause, Enquiry, HostContact, Reference, Status, TimelineEntry};
use domain::text::Slug;
use jiff::Timestamp;

use super::Record;

/// Another submission of the same sender or organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct RelatedRequest {
    /// It, and where it stands.
    pub record: Record,
    /// Whether it has the same e-mail address.
    pub same_sender: bool,
    /// Whether it has the same organisation: its name in its country.
    pub same_organisation: bool,
}

impl RelatedRequest {
    /// The most that are told.
    pub const MOST: usize = 20;
}

/// An introduction of a request to a host, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionOutcome {
    /// The request.
    pub reference: Reference,
    /// The offer by which the host receives.
    pub offer: Slug,
    /// When.
    pub at: Timestamp,
    /// When the host answered, whatever it said.
    pub answered: Option<Timestamp>,
    /// Whether its answer is still waited for.
    pub open: bool,
    /// When it ended without an answer. Where a release before this one wrote it down, that is not known.
    pub closed: Option<Timestamp>,
}

/// All introductions of a request with whom each went to, the oldest first, from its whole timeline and where it stands.
pub(super) fn introductions_of(
    reference: &Reference,
    status: Status,
    timeline: &[TimelineEntry],
) -> Vec<(IntroductionOutcome, HostContact)> {
    let mut introductions: Vec<(IntroductionOutcome, HostContact)> = Vec::new();
    for entry in timeline {
        let (at, last) = (entry.at, introductions.last_mut().map(|(introduced, _)| introduced));
        match entry.deed.step() {
            Some(Action::Introduce(introduction)) => {
                let (reference, offer) = (reference.clone(), introduction.offer.clone());
                let introduced = IntroductionOutcome { reference, offer, at, answered: None, open: true, closed: None };
                introductions.push((introduced, introduction.host.clone()));
            }
            Some(Action::RecordAnswer | Action::Agree(_) | Action::Complete(_)) => {
                if let Some(last) = last {
                    last.answer(at);
                }
            }
            // Of one that was declined while its host was asked, and then reopened, nobody waits for the answer.
            Some(Action::Reopen { .. }) => {
                if let Some(last) = last {
                    last.open = false;
                }
            }
            // To decline is to answer.
            Some(Action::Return { cause, .. }) => {
                if let Some(last) = last.filter(|last| last.open) {
                    if *cause == Cause::HostDeclined {
                        last.answer(at);
                    }
                    last.open = false;
                }
            }
            _ => {}
        }
    }
    if status != Status::Introduced
        && let Some((last, _)) = introductions.last_mut()
    {
        last.open = false;
    }
    let handling = CaseState::of(timeline);
    for (introduced, _) in introductions.iter_mut().filter(|(introduced, _)| introduced.is_unanswered()) {
        introduced.closed = handling.introduction_ended(introduced.at);
    }
    introductions
}

impl From<&IntroductionOutcome> for Enquiry {
    fn from(introduced: &IntroductionOutcome) -> Self {
        Self { at: introduced.at, answered: introduced.answered, open: introduced.open, closed: introduced.closed }
    }
}

impl IntroductionOutcome {
    /// Whether it ended without an answer.
    pub(super) fn is_unanswered(&self) -> bool {
        self.answered.is_none() && !self.open
    }

    fn answer(&mut self, at: Timestamp) {
        self.answered.get_or_insert(at);
        self.open = false;
    }
}

#[cfg(test)]
mod tests {
    use domain::case::{
        Action, Agreement, CaseState, Cause, HostContact, Introduction, Reason, Reference, Refusal, Side, Status,
        TimelineEntry,
    };
    use domain::request::Form;
    use domain::text::{LanguageTag, Slug};
    use jiff::Timestamp;

    use super::introductions_of;

    fn introduce(offer: &str) -> Action {
        let host = HostContact {
            organisation: "Invented Boat Yard".into(),
            name: "Invented Person".into(),
            email: "yard@example.org".into(),
            language: LanguageTag::english(),
        };
        Action::Introduce(Introduction::new(Slug::parse(offer).expect("a slug"), host))
    }

    /// For each introduction: by which offer, in which second it was answered, and in which it ended without an answer.
    fn told(steps: impl IntoIterator<Item = Action>) -> Vec<(String, Option<i64>, Option<i64>)> {
        let (mut status, mut handling, mut timeline) = (Status::New, CaseState::default(), Vec::new());
        for (step, second) in steps.into_iter().zip((10..).step_by(10)) {
            let (to, deed) = step.take(Form::FindAHost, status, &handling).expect("a step that can be taken");
            let entry = TimelineEntry { at: Timestamp::from_second(second).expect("a moment"), by: None, deed };
            (status, handling) = (to, handling.after(&entry));
            timeline.push(entry);
        }
        let reference = Reference::parse("MM-7K3M-9QPD-2XWV").expect("a reference");
        let told = introductions_of(&reference, status, &timeline).into_iter();
        told.map(|(introduced, _)| {
            assert_eq!(introduced.open, introduced.answered.or(introduced.closed).is_none());
            let second = |at: Option<Timestamp>| at.map(Timestamp::as_second);
            (introduced.offer.to_string(), second(introduced.answered), second(introduced.closed))
        })
        .collect()
    }

    #[test]
    fn each_introduction_has_its_own_answer() {
        let refusal = || Action::Decline(Refusal { reason: Reason::NoHost, explanation: None });
        let back = |cause| Action::Return { cause, explanation: None };
        let told_of = |offer: &str, answered, closed| (offer.to_owned(), answered, closed);
        assert_eq!(told([Action::StartReview]), []);
        assert_eq!(told([introduce("yard"), Action::Remind { side: Side::Host }]), [told_of("yard", None, None)]);
        assert_eq!(told([introduce("yard"), Action::RecordAnswer]), [told_of("yard", Some(20), None)]);
        assert_eq!(told([introduce("yard"), refusal()]), [told_of("yard", None, Some(20))], "nobody waits any more");
        assert_eq!(
            told([introduce("yard"), back(Cause::HostDeclined), introduce("mill"), back(Cause::HostSilent)]),
            [told_of("yard", Some(20), None), told_of("mill", None, Some(40))]
        );
        let agreed = Action::Agree(Agreement { period: None });
        assert_eq!(
            told([introduce("yard"), back(Cause::GroupDeclined), introduce("yard"), agreed]),
            [told_of("yard", None, Some(20)), told_of("yard", Some(40), None)]
        );
        let reopened = [introduce("yard"), refusal(), Action::Reopen { reason: "by mistake".into() }];
        assert_eq!(told(reopened), [told_of("yard", None, Some(20))], "it ended when the request was declined");
    }
}
