//! Links: by which introductions and offers a request is found. A link is an item beside the entry of the timeline that
//! made it, with the same life, because an item can stand in an index under one subject only.
//!
//! Which links there are follows from the timeline alone, so they can be made again at any time.

use domain::case::{Action, Reference, Status, TimelineEntry};
use domain::text::Slug;
use jiff::Timestamp;

use crate::IntroductionOutcome;
use crate::relations::introductions_of;

/// A link of a version of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// The version that its step made.
    pub(super) version: u64,
    pub(super) at: Timestamp,
    /// By what it is found.
    pub(super) by: LinkSubject,
}

/// By what a link is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LinkSubject {
    /// That somebody was introduced, by which offer, and how far that has come.
    Introduction(IntroductionOutcome),
    Offer(Slug),
    Host(String),
    /// The offer that a proposal became.
    Accepted(Slug),
}

impl LinkSubject {
    /// How its sort key ends.
    pub(super) fn code(&self) -> &'static str {
        match self {
            LinkSubject::Introduction(_) => "INTRODUCTION",
            LinkSubject::Offer(_) => "OFFER",
            LinkSubject::Host(_) => "HOST",
            LinkSubject::Accepted(_) => "ACCEPTED",
        }
    }
}

/// All links of a request that stands somewhere, from its whole timeline.
pub(super) fn links_of(reference: &Reference, status: Status, timeline: &[TimelineEntry]) -> Vec<Link> {
    let steps = || (1..).zip(timeline).filter_map(|(version, entry)| Some((version, entry.at, entry.event.step()?)));
    let introduced = steps().filter(|(.., step)| matches!(step, Action::Introduce(_)));
    let mut links = Vec::new();
    for ((version, at, _), (introduced, host)) in introduced.zip(introductions_of(reference, status, timeline)) {
        let offer = introduced.offer.clone();
        let all = [LinkSubject::Introduction(introduced), LinkSubject::Offer(offer), LinkSubject::Host(host.email)];
        links.extend(all.map(|by| Link { version, at, by }));
    }
    for (version, at, step) in steps() {
        if let Action::Accept { offer: Some(offer) } = step {
            links.push(Link { version, at, by: LinkSubject::Accepted(offer.clone()) });
        }
    }
    links
}

/// Whether a timeline can have links, as far as its last entry and what is known after it tell: then it has to be read.
pub(super) fn may_link(entry: &TimelineEntry, was_introduced: bool) -> bool {
    was_introduced || matches!(entry.event.step(), Some(Action::Introduce(_) | Action::Accept { offer: Some(_) }))
}

#[cfg(test)]
mod tests {
    use domain::case::{Action, CaseEvent, CaseState, HostContact, Introduction, Reference, Status, TimelineEntry};
    use domain::request::Form;
    use domain::text::{LanguageTag, Slug};
    use jiff::Timestamp;

    use super::{Link, LinkSubject, links_of};

    #[test]
    fn each_introduction_is_linked_at_the_version_that_made_it() {
        let at = |second| Timestamp::from_second(second).expect("a moment");
        let reference = Reference::parse("MM-7K3M-9QPD-2XWV").expect("a reference");
        let introduce = |offer: &str| {
            let host = HostContact {
                organisation: "Invented Boat Yard".into(),
                name: "Invented Person".into(),
                email: format!("{offer}@example.org"),
                language: LanguageTag::english(),
            };
            Action::Introduce(Introduction::new(Slug::parse(offer).expect("a slug"), host))
        };
        let mut timeline = vec![TimelineEntry { at: at(0), by: None, event: CaseEvent::Received }];
        let (mut status, mut handling) = (Status::New, CaseState::default());
        let back = Action::Return { cause: domain::case::Cause::HostSilent, explanation: None };
        for (step, second) in [introduce("yard"), back, introduce("mill")].into_iter().zip(1..) {
            let (to, event) = step.take(Form::FindAHost, status, &handling).expect("a step that can be taken");
            let entry = TimelineEntry { at: at(second), by: None, event };
            (status, handling) = (to, handling.after(&entry));
            timeline.push(entry);
        }
        let links = links_of(&reference, status, &timeline);
        let found: Vec<_> = links
            .iter()
            .map(|Link { version, at, by }| {
                let what = match by {
                    LinkSubject::Introduction(introduced) => format!("{} {}", introduced.offer, introduced.open),
                    LinkSubject::Offer(offer) | LinkSubject::Accepted(offer) => offer.to_string(),
                    LinkSubject::Host(email) => email.clone(),
                };
                (*version, at.as_second(), by.code(), what)
            })
            .collect();
        let expected = [
            (2, 1, "INTRODUCTION", "yard false"),
            (2, 1, "OFFER", "yard"),
            (2, 1, "HOST", "yard@example.org"),
            (4, 3, "INTRODUCTION", "mill true"),
            (4, 3, "OFFER", "mill"),
            (4, 3, "HOST", "mill@example.org"),
        ];
        assert_eq!(found, expected.map(|(version, second, code, what)| (version, second, code, what.to_owned())));
    }
}
