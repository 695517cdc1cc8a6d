//! A request's timeline in words: who did what, and when.

use domain::case::{Action, CaseEvent, TimelineEntry, Visit};
use domain::vocabulary::Vocabulary;
use serde_json::{Value, json};

use super::context::RequestContext;
use super::offer_titles::{title_of, titled_in};
use super::words::Words;
use web::published::Published;

impl RequestContext {
    /// What is news to whoever saw a version of a request. The first entry made version 1.
    pub(super) fn entries_since(&self, timeline: &[TimelineEntry], version: u64) -> Vec<Value> {
        let news = timeline.iter().skip(usize::try_from(version).unwrap_or(usize::MAX));
        news.map(|entry| self.entry(entry)).collect()
    }

    fn entry(&self, entry: &TimelineEntry) -> Value {
        let Self { words, published, now, .. } = self;
        let change = match &entry.event {
            CaseEvent::StatusChanged { from, to, .. } => {
                let label = |status| words.status(status).label;
                Some(words.format("entry-status", [("from", label(*from).into()), ("to", label(*to).into())]))
            }
            _ => None,
        };
        let (action, note) = match (&entry.event, entry.event.step()) {
            (CaseEvent::Received, _) => (words.text("entry-received"), None),
            (CaseEvent::Noted { note }, _) => (words.text("entry-noted"), Some(note.clone())),
            (_, Some(step)) => describe(words, published, entry, step),
            // A release that knew of no steps wrote the statuses alone.
            (_, None) => (change.clone().unwrap_or_default(), None),
        };
        let change = change.filter(|change| *change != action);
        json!({
            "at": words.moment(entry.at, *now),
            "by": entry.by,
            "action": action,
            // From which status to which.
            "change": change,
            // What somebody wrote with it.
            "note": note,
            // Whether there is nothing but what somebody wrote.
            "is_note": matches!(entry.event, CaseEvent::Noted { .. }),
        })
    }
}

/// An action in words, and what somebody wrote with it.
fn describe(words: &Words, published: &Published, entry: &TimelineEntry, step: &Action) -> (String, Option<String>) {
    let plain = |key: &str| (words.text(key), None);
    let vocabulary = &published.vocabulary;
    match step {
        Action::AskForInformation { question } => (words.text("entry-asked"), question.clone()),
        Action::AskBoth { offer, .. } => {
            (words.format("entry-ask-both", [("offer", title_of(words, published, offer).into())]), None)
        }
        Action::Introduce(introduction) => {
            let host = &introduction.host;
            let title = match &introduction.title {
                Some(title) => titled_in(words, published, &introduction.offer, title),
                None => title_of(words, published, &introduction.offer),
            };
            let values = [("host", host.organisation.clone().into()), ("offer", title.into())];
            let contact = [("name", host.name.clone().into()), ("email", host.email.clone().into())];
            let confirmed = introduction.minors.as_ref();
            let minors = confirmed.map(|text| words.format("entry-introduced-minors", [("text", text.clone().into())]));
            let agreed = introduction.agreed.then(|| words.text("entry-introduced-agreed"));
            let note = lines([Some(words.format("entry-introduced-contact", contact)), agreed, minors]);
            (words.format("entry-introduced", values), note)
        }
        Action::Agree(agreement) => match agreement.period {
            Some(period) => (words.format("entry-agreed-on", [("period", words.period(period).into())]), None),
            None => plain("entry-agreed"),
        },
        Action::Reschedule { period: Some(period), reason } => {
            (words.format("entry-rescheduled", [("period", words.period(*period).into())]), reason.clone())
        }
        Action::Reschedule { period: None, reason } => (words.text("entry-rescheduled-open"), reason.clone()),
        Action::Complete(visit) => (words.text("entry-completed"), Some(numbers(words, vocabulary, visit))),
        Action::Correct { visit, reason } => {
            (words.text("entry-corrected"), lines([Some(numbers(words, vocabulary, visit)), Some(reason.clone())]))
        }
        Action::Reopen { reason } => (words.text("entry-reopened"), Some(reason.clone())),
        Action::Accept { offer: Some(offer) } => {
            (words.format("entry-accepted-as", [("offer", title_of(words, published, offer).into())]), None)
        }
        Action::Decline(refusal) => {
            let reason = words.text(&format!("reason-{}", refusal.reason.code()));
            (words.format("entry-declined", [("reason", reason.into())]), refusal.explanation.clone())
        }
        Action::Return { cause, explanation } => {
            let cause = words.text(&format!("cause-{}", cause.code()));
            (words.format("entry-returned", [("cause", cause.into())]), explanation.clone())
        }
        Action::Assign { to: Some(name) } if entry.by.as_ref() == Some(name) => plain("entry-taken-on"),
        Action::Assign { to: Some(name) } => (words.format("entry-handed-over", [("name", name.clone().into())]), None),
        Action::Assign { to: None } => plain("entry-free"),
        Action::Remind { side } => plain(&format!("entry-reminded-{}", side.code())),
        Action::StartReview
        | Action::RecordAnswer
        | Action::Accept { offer: None }
        | Action::MarkAsSpam
        | Action::ClearOfSpam
        | Action::Note { .. } => plain(&format!("entry-{}", step.kind().code())),
    }
}

/// What is counted of a visit.
fn numbers(words: &Words, vocabulary: &Vocabulary, visit: &Visit) -> String {
    let values = [
        ("activity", words.term(vocabulary, &visit.activity).into()),
        ("country", words.term(vocabulary, &visit.host_country).into()),
        ("period", words.period(visit.period).into()),
        ("staff", visit.staff.into()),
        ("learners", visit.learners.into()),
        ("fewer", visit.fewer_opportunities.into()),
    ];
    words.format("entry-completed-numbers", values)
}

/// Several texts, each on a line of its own.
fn lines<const N: usize>(texts: [Option<String>; N]) -> Option<String> {
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}
