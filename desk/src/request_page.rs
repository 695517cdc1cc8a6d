//! The page of one request.

use axum::http::StatusCode;
use domain::case::{Reference, Status};
use domain::request::Form;
use serde_json::{Value, json};

use super::actions::{FormState, Prefill, action_forms, orphaned_texts, set_aside_fields};
use super::context::{Case, RequestContext};
use super::error::PageResult;
use super::offers;
use super::request_fields::sections;
use super::request_summary::request_summary;
use super::words::Words;
use store::Record;

pub(super) async fn show(context: RequestContext, Case(record): Case) -> PageResult {
    let state = FormState { by: context.remembered_name(), ..FormState::default() };
    context.request_page(StatusCode::OK, &record, state).await
}

impl RequestContext {
    /// The page of a request as it stands now.
    pub(super) async fn show_again(&self, status: StatusCode, reference: &Reference, state: FormState) -> PageResult {
        let record = self.load(reference).await?;
        self.request_page(status, &record, state).await
    }

    async fn request_page(&self, status: StatusCode, record: &Record, state: FormState) -> PageResult {
        let timeline = self.timeline(record).await?;
        let suggestions = self.suggest(record, &timeline).await?;
        let offer = offers::introduced(&self.published, record).await;
        let (words, request) = (&self.words, &record.submission.request);
        let (values, errors) = (&state.values, state.errors.as_slice());
        let prefill = Prefill { context: self, record, values, errors, offer: offer.as_ref() };
        let suspicions = record.submission.suspicions.iter().map(|suspicion| words.suspicion(*suspicion));
        let page = json!({
            "request": request_summary(words, self.now, record),
            "version": record.version,
            "language_name": words.language_name(&self.published.vocabulary, &request.language),
            "suspicions": suspicions.collect::<Vec<_>>(),
            "sections": sections(words, &self.published, request),
            "timeline": self.entries_since(&timeline, 0),
            "conflict": state.seen.map(|seen| self.entries_since(&timeline, seen)),
            "errors": state.errors,
            "work": action_forms(&prefill),
            "by": state.by,
            // A step was taken, and what was typed beside it is still here.
            "is_saved": state.is_saved,
            "orphaned_texts": orphaned_texts(words, &prefill, values),
            // What was typed on the page of a message.
            "set_aside": set_aside_fields(values),
            "suggestions": suggestions,
            "papers": content_panel(words, record),
        });
        self.page_with_status(status, "request.html", &page)
    }
}

/// What can be made of a request.
fn content_panel(words: &Words, record: &Record) -> Value {
    let address = |page: &str| format!("/desk/requests/{}/{page}", record.submission.reference);
    let link = |page: &str, label: String| json!({ "href": address(page), "label": label });
    let link = match (record.submission.request.wish.form(), record.status) {
        (Form::OfferToHost, Status::SuspectedSpam | Status::Spam | Status::Declined) => None,
        (Form::OfferToHost, _) => Some(match &record.handling.offer {
            Some(slug) => link("offer", words.format("papers-offer-done", [("slug", slug.to_string().into())])),
            None => link("offer", words.text("papers-offer")),
        }),
        (Form::FindAHost, Status::Completed) => Some(link("story", words.text("papers-story"))),
        _ => None,
    };
    json!({ "links": Vec::from_iter(link), "erase": address("erase") })
}
