//! From an exchange that took place to the beginning of its case study: numbers and names are filled in, what people have to
//! tell is marked. Nothing of what the group wrote or of a person goes into the file.

use axum::http::StatusCode;
use domain::case::{Action, CaseEvent, CaseState, Status};
use domain::content::case_study::Participants;
use domain::content::offer::Offer;
use domain::drafts::case_study::{ExchangeDetails, Place, skeleton};
use domain::request::{Search, Wish};
use domain::text::Slug;
use domain::vocabulary::{Code, Region, Term};
use serde::Serialize;
use serde_json::json;

use super::actions::FormError;
use super::choices::{region_of, regions};
use super::content_form::WriteReport;
use super::context::{Case, RequestContext};
use super::download;
use super::error::{DeskError, PageResult};
use super::posted_form::PostedForm;
use crate::content_repository::ContentFile;
use store::Record;
use web::published::Published;

/// What the page asks, as it was typed.
#[derive(Debug, Clone, Serialize)]
struct StoryFields {
    slug: String,
    host_region: String,
    visitor_region: String,
}

/// What the page is about.
struct Exchange {
    record: Record,
    /// The offer that the request was introduced by.
    offer: Option<Offer>,
}

pub(super) async fn show(context: RequestContext, Case(record): Case) -> PageResult {
    let exchange = context.exchange(record).await?;
    let fields = context.suggested_story(&exchange).await;
    context.story_page(StatusCode::OK, &exchange, fields, context.remembered_name(), Ok(None))
}

pub(super) async fn act(context: RequestContext, Case(record): Case, form: PostedForm) -> PageResult {
    let mut exchange = context.exchange(record).await?;
    let [slug, host_region, visitor_region] = ["slug", "host_region", "visitor_region"].map(|name| form.value(name));
    let fields = StoryFields { slug, host_region, visitor_region };
    let Some(name) = Slug::parse(&fields.slug) else {
        let error = FormError::of("slug", context.words.text("problem-slug"));
        return context.story_page(StatusCode::UNPROCESSABLE_ENTITY, &exchange, fields, form.by(), Err(error));
    };
    let file = ContentFile::CaseStudy(name);
    let text = fields.text(&context.published, &exchange);
    match form.button().as_str() {
        "download" => Ok(download::file(&file.file_name(), "text/markdown; charset=utf-8", text)),
        "write" => {
            let note = context.words.format("story-begun", [("path", file.path().into())]);
            let timeline = context.timeline(&exchange.record).await?;
            let is_noted =
                timeline.iter().any(|entry| matches!(&entry.event, CaseEvent::Noted { note: known } if *known == note));
            let step = (!is_noted).then_some(Action::Note { note });
            let written = context.write_content(&mut exchange.record, &form, Some((&file, &text)), step).await;
            let (status, outcome) = match written {
                Ok(report) => (StatusCode::OK, Ok(Some(report))),
                Err((status, error)) => (status, Err(error)),
            };
            context.story_page(status, &exchange, fields, form.by(), outcome)
        }
        _ => context.story_page(StatusCode::OK, &exchange, fields, form.by(), Ok(None)),
    }
}

/// The wish for a host that led to an exchange.
fn search(record: &Record) -> Option<&Search> {
    match &record.submission.request.wish {
        Wish::FindAHost(search) => Some(search),
        _ => None,
    }
}

fn introduced_by(handling: &CaseState) -> Option<&Slug> {
    handling.introduced.as_ref().map(|introduced| &introduced.introduction.offer)
}

impl RequestContext {
    /// A request that may become a story.
    async fn exchange(&self, record: Record) -> Result<Exchange, DeskError> {
        if search(&record).is_none()
            || !matches!(record.status, Status::Introduced | Status::Agreed | Status::Completed)
        {
            return Err(DeskError::NotFound);
        }
        let offer = match (introduced_by(&record.handling), &self.content) {
            // An offer that can't be read leaves the story with less to begin with.
            (Some(offer), Some(content)) => content.offer(offer).await.ok().flatten(),
            _ => None,
        };
        Ok(Exchange { record, offer })
    }

    async fn suggested_story(&self, Exchange { record, offer }: &Exchange) -> StoryFields {
        let organisation = &record.submission.request.organisation;
        let visitor = region_of(&self.published.vocabulary, &organisation.country, &organisation.place);
        let year = record.handling.visit.as_ref().map(|visit| format!(" {}", visit.period.from.year()));
        let host = offer.as_ref().map(|offer| format!(" {}", offer.host.place)).unwrap_or_default();
        let title = format!("{}{host}{}", organisation.place, year.unwrap_or_default());
        let slug = self.free_slug(&title, &record.submission.reference, |_| false, ContentFile::CaseStudy).await;
        StoryFields {
            slug: slug.to_string(),
            host_region: offer.as_ref().map(|offer| offer.host.region.as_str().to_owned()).unwrap_or_default(),
            visitor_region: visitor.map(|region| region.code.clone()).unwrap_or_default(),
        }
    }

    fn story_page(
        &self,
        status: StatusCode,
        exchange: &Exchange,
        fields: StoryFields,
        by: String,
        outcome: Result<Option<WriteReport>, FormError>,
    ) -> PageResult {
        let (record, vocabulary) = (&exchange.record, &self.published.vocabulary);
        let organisation = &record.submission.request.organisation;
        let host_country = record.handling.visit.as_ref().map(|visit| &visit.host_country);
        let preview = Slug::parse(&fields.slug).map(
            |name| json!({ "path": ContentFile::CaseStudy(name).path(), "text": fields.text(&self.published, exchange) }),
        );
        let (handed, problem) = match outcome {
            Ok(report) => (report, None),
            Err(error) => (None, Some(error)),
        };
        let page = json!({
            "reference": record.submission.reference,
            "organisation": organisation.name,
            "version": record.version,
            "by": by,
            "host_regions": regions(&self.words, vocabulary, host_country),
            "visitor_regions": regions(&self.words, vocabulary, Some(&organisation.country)),
            "is_completed": record.handling.visit.is_some(),
            "problem": problem,
            "preview": preview,
            "can_write": self.content.is_some(),
            "handed": handed,
            "typed": fields,
        });
        self.page_with_status(status, "story.html", &page)
    }
}

impl StoryFields {
    fn text(&self, published: &Published, Exchange { record, offer }: &Exchange) -> String {
        let offer = offer.as_ref();
        let region = |code: &str| -> Option<Code<Region>> { Region::terms(&published.vocabulary).check(code) };
        let handling = &record.handling;
        let visit = handling.visit.as_ref();
        let organisation = &record.submission.request.organisation;
        let search = search(record);
        let introduction = handling.introduced.as_ref().map(|introduced| &introduced.introduction);
        // The name that the host has in public, where there is an offer; else the one that the introduction went to.
        let host =
            offer.map(|offer| offer.host.name.clone()).or(introduction.map(|known| known.host.organisation.clone()));
        let known = ExchangeDetails {
            activity: visit.map(|visit| visit.activity.clone()).or(search.map(|search| search.activity.clone())),
            themes: search.map(|search| search.themes.clone()).unwrap_or_default(),
            sectors: search.map(|search| search.sectors.clone()).unwrap_or_default(),
            host: host.map(|organisation| Place {
                organisation,
                region: region(&self.host_region),
                place: offer.map(|offer| offer.host.place.clone()).unwrap_or_default(),
            }),
            visitor: Some(Place {
                organisation: organisation.name.clone(),
                region: region(&self.visitor_region),
                place: organisation.place.clone(),
            }),
            period: visit.map(|visit| visit.period),
            days: None,
            participants: visit.map_or_else(Participants::default, |visit| Participants {
                staff: Some(visit.staff.into()),
                learners: Some(visit.learners.into()),
                fewer_opportunities: Some(visit.fewer_opportunities.into()),
            }),
            programme: offer.map(|offer| offer.programme.clone()).unwrap_or_default(),
            offer: introduced_by(handling).cloned(),
        };
        skeleton(&known, published.default_language())
    }
}
