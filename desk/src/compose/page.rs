//! The page on which messages are written, as its template sees it.

use domain::case::{ActionKind, Reference, TimelineEntry};
use domain::request::Wish;
use domain::text::place::whereabouts;
use serde::Serialize;

use super::material::{Addressee, Draft, Material, names_a_host};
use crate::actions::{
    AGREED, ActionForm, FieldView, FormError, Hidden, Kind, MINORS, Prefill, beside, field, fields, input_name,
};
use crate::mailer::MailLink;
use crate::offer_titles::titled_in;
use crate::state::Desk;
use crate::timeline::EntryView;
use web::clock::day_of;

/// The page on which messages are written.
#[derive(Serialize)]
pub(crate) struct ComposePage {
    reference: Reference,
    organisation: String,
    title: String,
    code: &'static str,
    version: u64,
    by: String,
    by_wrong: bool,
    troubles: Vec<FormError>,
    conflict: Option<Vec<EntryView>>,
    notice: Option<Notice>,
    /// What the step says and what was typed beside it, carried along.
    hidden: Vec<Hidden>,
    /// Whom to write to at the host's: asked first, folded once it is known.
    contact: Vec<FieldView>,
    /// Whether each side wants to be introduced.
    agreed: Vec<FieldView>,
    /// Who confirmed that minors are received: asked where the offer does not say that they are.
    minors: Option<FieldView>,
    /// The rules that the host breaks.
    broken: Vec<String>,
    /// Whether the group wrote a note about support that the host may not read.
    note_kept: bool,
    /// What became of an earlier introduction of this request to this host.
    earlier: Option<String>,
    offer: Option<OfferView>,
    drafts: Vec<DraftView>,
    /// Messages that a server took already.
    sent: Vec<&'static str>,
    /// Whether the step can be taken.
    possible: bool,
    /// The address that the desk sends from, where it can.
    sender: Option<String>,
}

/// What there is to say on the page, beside the messages.
#[derive(Default)]
pub(super) struct ComposeMessages {
    pub(super) troubles: Vec<FormError>,
    /// The version that somebody saw before others changed it.
    pub(super) seen: Option<u64>,
    pub(super) notice: Option<Notice>,
}

/// What became of sending.
#[derive(Clone, Serialize)]
pub(crate) struct Notice {
    pub(super) heading: String,
    pub(super) text: String,
    /// The mail server's own words.
    pub(super) detail: Option<String>,
    pub(super) is_a_problem: bool,
}

#[derive(Serialize)]
struct OfferView {
    title: String,
    host: String,
    place: String,
    href: String,
}

#[derive(Serialize)]
struct DraftView {
    code: &'static str,
    heading: String,
    recipients: Vec<Recipient>,
    lang: String,
    language: String,
    subject: String,
    subject_name: String,
    text: String,
    text_name: String,
    link: MailLink,
    sent: bool,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct Recipient {
    name: String,
    email: String,
}

impl ComposePage {
    pub(super) fn new(
        desk: &Desk,
        material: &Material,
        posted: &ActionForm,
        drafts: Vec<Draft>,
        told: ComposeMessages,
        timeline: &[TimelineEntry],
        possible: bool,
    ) -> Self {
        let (words, published, now) = (&desk.words, desk.publication.current(), desk.clock.now());
        let (record, kind) = (&material.record, material.kind);
        let submission = &record.submission;
        let prefill = Prefill {
            words,
            published: &published,
            record,
            typed: posted.typed(),
            troubles: &told.troubles,
            today: day_of(now),
            offer: material.offer.as_ref(),
        };
        let of_the_host = |key: &str| names_a_host(kind) && key != "offer";
        let minors = kind == ActionKind::Introduce && material.fit.as_ref().is_some_and(|fit| fit.minors.is_some());
        let asked = fields(kind).iter().copied();
        let keys = fields(kind).iter().map(|(key, _)| *key).filter(|key| !of_the_host(key));
        let side = (kind == ActionKind::Remind).then_some("side");
        let news = |seen: u64| {
            let entries = timeline.iter().skip(usize::try_from(seen).unwrap_or(usize::MAX));
            entries.map(|entry| EntryView::new(words, &published, now, entry)).collect()
        };
        let site = published.language(words.language().as_str()).unwrap_or(published.default_language());
        Self {
            reference: submission.reference.clone(),
            organisation: submission.request.organisation.name.clone(),
            title: words.text(&format!("compose-{}", kind.code())),
            code: kind.code(),
            version: record.version,
            by: posted.by().to_owned(),
            by_wrong: told.troubles.iter().any(|trouble| trouble.field.as_deref() == Some("step-by")),
            conflict: told.seen.map(news),
            hidden: keys
                .chain(side)
                .map(|key| input_name(kind, key))
                .map(|name| Hidden { value: posted.value(&name).to_owned(), name })
                .chain(beside(posted.typed(), kind))
                .collect(),
            contact: asked
                .filter(|(key, _)| of_the_host(key) && *key != MINORS && !AGREED.contains(key))
                .map(|(key, how)| field(&prefill, kind, key, how))
                .collect(),
            agreed: AGREED
                .into_iter()
                .filter(|_| kind == ActionKind::Introduce)
                .map(|key| field(&prefill, kind, key, Kind::Tick))
                .collect(),
            minors: minors.then(|| field(&prefill, kind, MINORS, Kind::Area)),
            broken: material.fit.as_ref().map(|fit| fit.broken.clone()).unwrap_or_default(),
            note_kept: kind == ActionKind::Introduce
                && matches!(&submission.request.wish, Wish::FindAHost(search) if search.keeps_note_from_host()),
            earlier: material.fit.as_ref().and_then(|fit| fit.earlier.clone()),
            offer: material.offer.as_ref().map(|offer| OfferView {
                title: titled_in(words, &published, &offer.slug, &offer.title),
                host: offer.host.clone(),
                place: whereabouts(
                    &offer.host,
                    &offer.place,
                    offer.country.as_ref().map(|country| words.term(published.vocabulary(), country)).as_deref(),
                ),
                href: published.offer_page(site, offer.slug.as_str()),
            }),
            drafts: drafts.into_iter().map(|draft| DraftView::new(desk, material, posted, draft)).collect(),
            sent: sent(posted).into_iter().map(Addressee::code).collect(),
            possible,
            sender: desk.correspondence.post.as_ref().map(|post| post.from()),
            troubles: told.troubles,
            notice: told.notice,
        }
    }
}

/// The messages that a server took before something else went wrong.
pub(super) fn sent(posted: &ActionForm) -> Vec<Addressee> {
    posted.value("sent").split(' ').filter_map(Addressee::from_code).collect()
}

impl DraftView {
    fn new(desk: &Desk, material: &Material, posted: &ActionForm, draft: Draft) -> Self {
        let words = &desk.words;
        let published = desk.publication.current();
        let named = |language: &domain::text::LanguageTag| {
            let term = published.vocabulary().languages.find(language.as_str());
            term.map_or(language.as_str(), |term| term.label.in_language(words.language()).0).to_owned()
        };
        let mut warnings = Vec::new();
        if !draft.missing.is_empty() {
            let wished = words.list(draft.missing.iter().map(named));
            let values = [("wished", wished.into()), ("language", named(&draft.language).into())];
            warnings.push(words.format("compose-no-template", values));
        }
        if let Some(file) = &draft.broken {
            warnings.push(words.format("compose-broken-template", [("file", file.clone().into())]));
        }
        let recipients = material.recipients(draft.addressee);
        Self {
            code: draft.addressee.code(),
            heading: words.text(&format!("compose-to-{}", draft.addressee.code())),
            link: material.mail(&draft).link(),
            recipients: recipients.into_iter().map(|(name, email)| Recipient { name, email }).collect(),
            language: named(&draft.language),
            lang: draft.language.to_string(),
            subject_name: draft.addressee.field("subject"),
            text_name: draft.addressee.field("text"),
            sent: sent(posted).contains(&draft.addressee),
            subject: draft.subject,
            text: draft.text,
            warnings,
        }
    }
}
