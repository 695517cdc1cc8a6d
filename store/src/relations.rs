//! What submissions have to do with each other and with hosts.

use std::collections::BTreeMap;

use domain::case::{
    CaseState, Enquiry, HostContact, Introduced, Reference, Reminders, Responses, Status, TimelineEntry,
};
use domain::request::Request;
use domain::text::Slug;
use jiff::Timestamp;

use super::Record;

/// Another submission of the same sender or organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct RelatedRequest {
    pub record: Record,
    pub same_sender: bool,
    /// Whether it has the same organisation: its name in its country.
    pub same_organisation: bool,
}

impl RelatedRequest {
    /// The most that are returned.
    pub const MOST: usize = 20;
}

/// An introduction of a request to a host, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntroductionOutcome {
    pub reference: Reference,
    pub offer: Slug,
    pub at: Timestamp,
    /// When the host answered, whatever it said.
    pub answered: Option<Timestamp>,
    /// Whether its answer is still waited for.
    pub open: bool,
    /// When it ended without an answer. Where a release before this one wrote it down, that is not known.
    pub closed: Option<Timestamp>,
}

/// All introductions of a request with whom each went to, the oldest first, from its whole timeline and its status.
pub(super) fn introductions_of(
    reference: &Reference,
    status: Status,
    timeline: &[TimelineEntry],
) -> Vec<(IntroductionOutcome, HostContact)> {
    let CaseState { introduced, earlier, since, .. } = CaseState::of(timeline);
    let ended = earlier.into_iter().map(|earlier| (earlier.introduced, Some(earlier.ended)));
    // The answer to the last one is waited for only while its status says so.
    let last = introduced.map(|introduced| (introduced, since.filter(|_| status != Status::Introduced)));
    let outcome = |(Introduced { introduction, at, answered }, ended): (Introduced, Option<Timestamp>)| {
        let outcome = IntroductionOutcome {
            reference: reference.clone(),
            offer: introduction.offer,
            at,
            answered,
            open: answered.is_none() && ended.is_none(),
            closed: ended.filter(|_| answered.is_none()),
        };
        (outcome, introduction.host)
    };
    ended.chain(last).map(outcome).collect()
}

impl IntroductionOutcome {
    /// How the host of each offer has answered.
    pub fn responses<'i>(
        introductions: impl IntoIterator<Item = &'i Self>,
        reminders: &Reminders,
        now: Timestamp,
    ) -> BTreeMap<Slug, Responses> {
        let mut enquiries: BTreeMap<Slug, Vec<Enquiry>> = BTreeMap::new();
        for Self { offer, at, answered, open, closed, .. } in introductions {
            let enquiry = Enquiry { at: *at, answered: *answered, open: *open, closed: *closed };
            enquiries.entry(offer.clone()).or_default().push(enquiry);
        }
        let responses = enquiries.into_iter().map(|(offer, asked)| (offer, Responses::of(asked, reminders, now)));
        responses.filter_map(|(offer, responses)| Some((offer, responses?))).collect()
    }
}

/// The sender of a request as the contact of a host.
#[cfg(any(feature = "sqlite", feature = "dynamodb"))]
pub(super) fn sender_contact(Request { organisation, contact, language, .. }: Request) -> HostContact {
    HostContact { organisation: organisation.name, name: contact.name, email: contact.email, language }
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
    fn outcomes(steps: impl IntoIterator<Item = Action>) -> Vec<(String, Option<i64>, Option<i64>)> {
        let (mut status, mut handling, mut timeline) = (Status::New, CaseState::default(), Vec::new());
        for (step, second) in steps.into_iter().zip((10..).step_by(10)) {
            let (to, event) = step.take(Form::FindAHost, status, &handling).expect("a step that can be taken");
            let entry = TimelineEntry { at: Timestamp::from_second(second).expect("a moment"), by: None, event };
            (status, handling) = (to, handling.after(&entry));
            timeline.push(entry);
        }
        let reference = Reference::parse("MM-7K3M-9QPD-2XWV").expect("a reference");
        let introductions = introductions_of(&reference, status, &timeline).into_iter();
        introductions
            .map(|(introduced, _)| {
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
        let outcome = |offer: &str, answered, closed| (offer.to_owned(), answered, closed);
        assert_eq!(outcomes([Action::StartReview]), []);
        assert_eq!(outcomes([introduce("yard"), Action::Remind { side: Side::Host }]), [outcome("yard", None, None)]);
        assert_eq!(outcomes([introduce("yard"), Action::RecordAnswer]), [outcome("yard", Some(20), None)]);
        assert_eq!(
            outcomes([introduce("yard"), refusal()]),
            [outcome("yard", None, Some(20))],
            "nobody waits any more"
        );
        assert_eq!(
            outcomes([introduce("yard"), back(Cause::HostDeclined), introduce("mill"), back(Cause::HostSilent)]),
            [outcome("yard", Some(20), None), outcome("mill", None, Some(40))]
        );
        let agreed = Action::Agree(Agreement { period: None });
        assert_eq!(
            outcomes([introduce("yard"), back(Cause::GroupDeclined), introduce("yard"), agreed]),
            [outcome("yard", None, Some(20)), outcome("yard", Some(40), None)]
        );
        let reopened = [introduce("yard"), refusal(), Action::Reopen { reason: "by mistake".into() }];
        assert_eq!(outcomes(reopened), [outcome("yard", None, Some(20))], "it ended when the request was declined");
    }
}
