//! From an accepted proposal to a file in the catalogue: what the form does not ask is asked of the secretariat, the file is
//! shown as it will be, and written. Contact data stay in the store.

mod fields;

use axum::http::StatusCode;
use domain::case::{Action, ActionKind};
use domain::drafts::offer::names_a_contact;
use domain::request::{Proposal, Wish};
use serde_json::json;

use self::fields::OfferFields;
use super::actions::FormError;
use super::choices::{regions, terms};
use super::content_form::WriteReport;
use super::context::{Case, RequestContext};
use super::download;
use super::error::{DeskError, PageResult};
use super::posted_form::PostedForm;
use crate::content_repository::ContentFile;
use domain::vocabulary::StopKind;
use store::Record;

/// What is shown beside the fields.
#[derive(Default)]
struct PageState {
    by: String,
    errors: Vec<FormError>,
    report: Option<WriteReport>,
}

fn proposal(record: &Record) -> Result<&Proposal, DeskError> {
    match &record.submission.request.wish {
        Wish::OfferToHost(proposal) => Ok(proposal),
        _ => Err(DeskError::NotFound),
    }
}

pub(super) async fn show(context: RequestContext, Case(record): Case) -> PageResult {
    let fields = context.suggested_offer(&record, proposal(&record)?).await;
    let state = PageState { by: context.remembered_name(), ..PageState::default() };
    context.offer_page(StatusCode::OK, &record, fields, state)
}

pub(super) async fn act(context: RequestContext, Case(mut record): Case, form: PostedForm) -> PageResult {
    proposal(&record)?;
    let fields = OfferFields::read(&form);
    let mut state = PageState { by: form.by(), ..PageState::default() };
    let (name, text) = match fields.file(&context, &record) {
        Ok(file) => file,
        Err(errors) => {
            state.errors = errors;
            return context.offer_page(StatusCode::UNPROCESSABLE_ENTITY, &record, fields, state);
        }
    };
    let file = ContentFile::Offer(name.clone());
    let writes = match form.button().as_str() {
        "download" => {
            return Ok(download::file(&file.file_name(), "application/yaml; charset=utf-8", text));
        }
        "write" => true,
        "accept" => false,
        _ => return context.offer_page(StatusCode::OK, &record, fields, state),
    };
    let is_done = record.handling.offer.as_ref() == Some(&name);
    let step = (!is_done).then_some(Action::Accept { offer: Some(name) });
    let written = writes.then_some((&file, text.as_str()));
    let status = match context.write_content(&mut record, &form, written, step).await {
        Ok(report) => {
            state.report = Some(report);
            StatusCode::OK
        }
        Err((status, error)) => {
            state.errors.push(error);
            status
        }
    };
    context.offer_page(status, &record, fields, state)
}

impl RequestContext {
    fn offer_page(&self, status: StatusCode, record: &Record, fields: OfferFields, state: PageState) -> PageResult {
        let proposal = proposal(record)?;
        let vocabulary = &self.published.vocabulary;
        let request = &record.submission.request;
        let country = &request.organisation.country;
        let file = fields.file(self, record).ok();
        let has_region = vocabulary.regions.iter().any(|region| region.country == *country);
        let page = json!({
            "reference": record.submission.reference,
            "organisation": request.organisation.name,
            "title": proposal.title,
            "lang": request.language.as_str(),
            "version": record.version,
            "by": state.by,
            "kinds": terms::<StopKind>(&self.words, vocabulary),
            "regions": regions(&self.words, vocabulary, Some(country)),
            // The host's country, where the vocabulary has no region of it.
            "without_region": (!has_region).then(|| self.words.term(vocabulary, country)),
            "today": self.today(),
            "cautions": self.cautions(record, proposal),
            "problems": state.errors,
            "preview": file.map(|(name, text)| json!({ "path": ContentFile::Offer(name).path(), "text": text })),
            // Whether the step can be taken where the request stands.
            "can_accept": ActionKind::Accept.leads_to(record.status, request.wish.form()).is_some(),
            "can_write": self.content.is_some(),
            "accepted": record.handling.offer.as_ref().map(|slug| {
                let href = self.published.open_offers.contains(slug).then(|| self.offer_address(slug.as_str()));
                json!({ "slug": slug, "href": href })
            }),
            "handed": state.report,
            "typed": fields,
        });
        self.page_with_status(status, "offer.html", &page)
    }

    /// What somebody should look at before others read it.
    fn cautions(&self, record: &Record, proposal: &Proposal) -> Vec<String> {
        let request = &record.submission.request;
        let mut cautions = Vec::new();
        if request.language != *self.published.default_language() {
            let name = self.words.language_name(&self.published.vocabulary, &request.language);
            cautions.push(self.words.format("offer-other-language", [("language", name.into())]));
        }
        let written = request.written();
        if written.prose.iter().chain(&[proposal.title.as_str()]).any(|text| names_a_contact(text)) {
            cautions.push(self.words.text("offer-names-contact"));
        }
        cautions
    }
}
