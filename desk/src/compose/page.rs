//! The page on which messages are written, as its template sees it.

use domain::case::{ActionKind, TimelineEntry};
use domain::request::Wish;
use domain::text::LanguageTag;
use serde::Serialize;
use serde_json::{Value, json};

use super::material::{Addressee, Draft, Material, names_a_host};
use crate::actions::{AGREED, ActionForm, FormError, Kind, MINORS, Prefill, field, fields, input_name, other_fields};
use crate::context::RequestContext;
use crate::mailer::Mailer;
use crate::offer_titles::titled_in;
use crate::posted_form::HiddenField;

/// What there is to say on the page, beside the messages.
#[derive(Default)]
pub(super) struct ComposeMessages {
    pub(super) errors: Vec<FormError>,
    /// The version that somebody saw before others changed it.
    pub(super) seen: Option<u64>,
    pub(super) notice: Option<SendingNotice>,
}

/// What became of sending.
#[derive(Clone, Serialize)]
pub(crate) struct SendingNotice {
    pub(super) heading: String,
    pub(super) text: String,
    /// The mail server's own words.
    pub(super) detail: Option<String>,
}

impl RequestContext {
    pub(super) fn compose_view(
        &self,
        material: &Material,
        form: &ActionForm,
        drafts: &[Draft],
        messages: &ComposeMessages,
        timeline: &[TimelineEntry],
        possible: bool,
    ) -> Value {
        let Self { words, published, .. } = self;
        let (record, kind) = (&material.record, material.kind);
        let submission = &record.submission;
        let prefill = Prefill {
            context: self,
            record,
            values: form.values(),
            errors: &messages.errors,
            offer: material.offer.as_ref(),
        };
        let of_the_host = |key: &str| names_a_host(kind) && key != "offer";
        let minors = kind == ActionKind::Introduce && material.fit.as_ref().is_some_and(|fit| fit.minors.is_some());
        let keys = fields(kind).iter().map(|(key, _)| *key).filter(|key| !of_the_host(key));
        let side = (kind == ActionKind::Remind).then_some("side");
        let hidden = keys
            .chain(side)
            .map(|key| input_name(kind, key))
            .map(|name| HiddenField { value: form.value(&name).to_owned(), name })
            .chain(other_fields(form.values(), kind));
        let contact = fields(kind).iter().copied();
        let contact = contact.filter(|(key, _)| of_the_host(key) && *key != MINORS && !AGREED.contains(key));
        let contact = contact.map(|(key, how)| field(&prefill, kind, key, how));
        let agreed = AGREED.into_iter().filter(|_| kind == ActionKind::Introduce);
        let agreed = agreed.map(|key| field(&prefill, kind, key, Kind::Tick));
        let fit = material.fit.as_ref();
        let offer = material.offer.as_ref().map(|offer| {
            json!({
                "title": titled_in(words, published, &offer.slug, &offer.title),
                "host": offer.host,
                "place": offer.whereabouts(words, published),
                "href": self.offer_address(offer.slug.as_str()),
            })
        });
        json!({
            "reference": submission.reference,
            "organisation": submission.request.organisation.name,
            "title": words.text(&format!("compose-{}", kind.code())),
            "code": kind.code(),
            "version": record.version,
            "by": form.by(),
            "by_wrong": messages.errors.iter().any(|error| error.field.as_deref() == Some("step-by")),
            "conflict": messages.seen.map(|seen| self.entries_since(timeline, seen)),
            // What the step says and what was typed beside it, carried along.
            "hidden": hidden.collect::<Vec<_>>(),
            // Whom to write to at the host's: asked first, folded once it is known.
            "contact": contact.collect::<Vec<_>>(),
            // Whether each side wants to be introduced.
            "agreed": agreed.collect::<Vec<_>>(),
            // Who confirmed that minors are received: asked where the offer does not say that they are.
            "minors": minors.then(|| field(&prefill, kind, MINORS, Kind::Area)),
            // The rules that the host breaks.
            "broken": fit.map(|fit| fit.broken.as_slice()).unwrap_or_default(),
            // Whether the group wrote a note about support that the host may not read.
            "note_kept": kind == ActionKind::Introduce
                && matches!(&submission.request.wish, Wish::FindAHost(search) if search.keeps_note_from_host()),
            // What became of an earlier introduction of this request to this host.
            "earlier": fit.and_then(|fit| fit.earlier.as_ref()),
            "offer": offer,
            "drafts": drafts.iter().map(|draft| self.draft_view(material, form, draft)).collect::<Vec<_>>(),
            "sent": sent(form).into_iter().map(Addressee::code).collect::<Vec<_>>(),
            "possible": possible,
            "sender": self.email.mailer.as_ref().map(Mailer::from),
            "errors": messages.errors,
            "notice": messages.notice,
        })
    }
}

/// The messages that a server took before something else went wrong.
pub(super) fn sent(form: &ActionForm) -> Vec<Addressee> {
    form.value("sent").split(' ').filter_map(Addressee::from_code).collect()
}

impl RequestContext {
    fn draft_view(&self, material: &Material, form: &ActionForm, draft: &Draft) -> Value {
        let words = &self.words;
        let named = |language: &LanguageTag| words.language_name(&self.published.vocabulary, language);
        let mut warnings = Vec::new();
        if !draft.missing.is_empty() {
            let wished = words.list(draft.missing.iter().map(named));
            let values = [("wished", wished.into()), ("language", named(&draft.language).into())];
            warnings.push(words.format("compose-no-template", values));
        }
        if let Some(file) = &draft.broken {
            warnings.push(words.format("compose-broken-template", [("file", file.clone().into())]));
        }
        let recipients = material.recipients(draft.addressee).into_iter();
        let recipients = recipients.map(|(name, email)| json!({ "name": name, "email": email }));
        json!({
            "code": draft.addressee.code(),
            "heading": words.text(&format!("compose-to-{}", draft.addressee.code())),
            "link": material.mail(draft).link(),
            "recipients": recipients.collect::<Vec<_>>(),
            "language": named(&draft.language),
            "lang": draft.language.as_str(),
            "subject_name": draft.addressee.field("subject"),
            "text_name": draft.addressee.field("text"),
            "sent": sent(form).contains(&draft.addressee),
            "subject": draft.subject,
            "text": draft.text,
            "warnings": warnings,
        })
    }
}
