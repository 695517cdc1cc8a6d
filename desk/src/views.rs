//! What the desk's pages show: values for templates, made of records and words. Nothing here reads or changes a record.

mod inbox;
mod rows;

use domain::case::{Reference, TimelineEntry};
use jiff::Timestamp;
use serde::Serialize;

use super::actions::{FormError, Hidden, OrphanedText, Prefill, Shown, Work, homeless, waiting};
use super::content_form::ContentPanel;
use super::offers::OfferFacts;
use super::request_fields::{Section, sections};
use super::suggestions::Suggestions;
use super::timeline::EntryView;
use super::words::{Day, Labelled, Moment, Words};
use store::Record;
use web::clock::day_of;
use web::published::Published;

pub(super) use inbox::{Inbox, MostOverdue, SpamReview};
pub(super) use rows::{List, ListLinks, seen};

/// What was found out for a request's page.
pub(super) struct Beside<'b> {
    /// The offer of the host that the request is introduced to.
    pub(super) offer: Option<&'b OfferFacts>,
    /// Who suits whom, and who asked before.
    pub(super) suggestions: Suggestions,
}

/// One request with everything about it.
#[derive(Serialize)]
pub(super) struct RequestPage {
    request: RequestView,
    timeline: Vec<EntryView>,
    conflict: Option<Vec<EntryView>>,
    troubles: Vec<FormError>,
    work: Work,
    by: String,
    /// A step was taken, and what was typed beside it is still here.
    is_saved: bool,
    /// What was typed and has no field here any more.
    homeless: Vec<OrphanedText>,
    /// What was typed on the page of a message.
    waiting: Vec<Hidden>,
    suggestions: Suggestions,
    papers: ContentPanel,
}

#[derive(Serialize)]
struct RequestView {
    reference: Reference,
    version: u64,
    form: String,
    organisation: String,
    status: Labelled,
    received: Moment,
    until: Day,
    language_name: String,
    suspicions: Vec<String>,
    sections: Vec<Section>,
}

impl RequestPage {
    pub(super) fn new(
        words: &Words,
        published: &Published,
        now: Timestamp,
        record: &Record,
        timeline: &[TimelineEntry],
        shown: Shown,
        Beside { offer, suggestions }: Beside,
    ) -> Self {
        let vocabulary = published.vocabulary();
        let submission = &record.submission;
        let request = &submission.request;
        let timeline: Vec<EntryView> =
            timeline.iter().map(|entry| EntryView::new(words, published, now, entry)).collect();
        let language = vocabulary.languages.find(request.language.as_str());
        // The first entry made version 1, so the entries behind that many are news to whoever saw that version.
        let (typed, troubles) = (&shown.typed, shown.troubles.as_slice());
        let prefill = Prefill { words, published, record, typed, troubles, today: day_of(now), offer };
        let news = |seen: u64| timeline.iter().skip(usize::try_from(seen).unwrap_or(usize::MAX)).cloned().collect();
        Self {
            request: RequestView {
                reference: submission.reference.clone(),
                version: record.version,
                form: words.form(request.wish.form()),
                organisation: request.organisation.name.clone(),
                status: words.status(record.status),
                received: words.moment(submission.received, now),
                until: words.day(record.until),
                language_name: language
                    .map_or(request.language.as_str(), |term| term.label.in_language(words.language()).0)
                    .to_owned(),
                suspicions: submission.suspicions.iter().map(|suspicion| words.suspicion(*suspicion)).collect(),
                sections: sections(words, published, request),
            },
            conflict: shown.seen.map(news),
            timeline,
            work: Work::new(&prefill, now),
            is_saved: shown.is_saved,
            homeless: homeless(words, &prefill, &shown.typed),
            waiting: waiting(&shown.typed),
            troubles: shown.troubles,
            by: shown.by,
            suggestions,
            papers: ContentPanel::new(words, record),
        }
    }
}
