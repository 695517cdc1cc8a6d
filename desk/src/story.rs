//! From an exchange that took place to the beginning of its case study: numbers and names are filled in, what people have to
//! tell is marked. Nothing of what the group wrote or of a person goes into the file.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::{Action, CaseState, Reference, Status};
use domain::content::case_study::Participants;
use domain::content::offer::Offer;
use domain::drafts::case_study::{ExchangeDetails, Place, skeleton};
use domain::request::{Search, Wish};
use domain::text::Slug;
use domain::vocabulary::{Code, Region, Term};
use serde::Serialize;

use super::content_form::{Choice, ContentForm, WriteReport, region_choices, region_of};
use super::download;
use super::state::Desk;
use crate::content_repository::ContentFile;
use store::Record;
use web::published::Published;

#[derive(Serialize)]
struct StoryPage {
    reference: Reference,
    organisation: String,
    version: u64,
    by: String,
    typed: Typed,
    host_regions: Vec<Choice>,
    visitor_regions: Vec<Choice>,
    /// Whether the visit is recorded; its numbers are missing otherwise.
    is_completed: bool,
    problem: Option<Problem>,
    preview: Option<Preview>,
    can_write: bool,
    handed: Option<WriteReport>,
}

/// What the page asks, as it was typed.
#[derive(Debug, Clone, Serialize)]
struct Typed {
    slug: String,
    host_region: String,
    visitor_region: String,
}

#[derive(Serialize)]
struct Problem {
    text: String,
    field: &'static str,
}

#[derive(Serialize)]
struct Preview {
    path: String,
    text: String,
}

pub(super) async fn show(State(desk): State<Arc<Desk>>, Path(reference): Path<String>) -> Response {
    let (record, offer) = match desk.exchange(&reference).await {
        Ok(found) => found,
        Err(answer) => return *answer,
    };
    let published = desk.publication.current();
    let typed = desk.suggested_story(&published, &record, offer.as_ref()).await;
    desk.story_page(StatusCode::OK, &published, &record, offer.as_ref(), typed, desk.remembered_name(), Ok(None))
}

pub(super) async fn act(State(desk): State<Arc<Desk>>, Path(reference): Path<String>, request: Request) -> Response {
    let (record, offer) = match desk.exchange(&reference).await {
        Ok(found) => found,
        Err(answer) => return *answer,
    };
    let published = desk.publication.current();
    let Some(sent) = ContentForm::read(request).await else { return desk.error(StatusCode::BAD_REQUEST) };
    let [slug, host_region, visitor_region] = ["slug", "host_region", "visitor_region"].map(|name| sent.value(name));
    let typed = Typed { slug, host_region, visitor_region };
    let answer = |status, record: &Record, typed, said| {
        desk.story_page(status, &published, record, offer.as_ref(), typed, sent.by.clone(), said)
    };
    let Some(name) = Slug::parse(&typed.slug) else {
        let problem = Problem { text: desk.words.text("problem-slug"), field: "slug" };
        return answer(StatusCode::UNPROCESSABLE_ENTITY, &record, typed, Err(problem));
    };
    let paper = ContentFile::CaseStudy(name);
    let text = typed.text(&published, &record, offer.as_ref());
    match sent.act.as_str() {
        "download" => download::file(&paper.file_name(), "text/markdown; charset=utf-8", text),
        "write" => {
            let note = desk.words.format("story-begun", [("path", paper.path().into())]);
            let timeline = match desk.records.timeline(&record.submission.reference, desk.clock.now()).await {
                Ok(timeline) => timeline,
                Err(error) => return desk.failed(&error),
            };
            let is_noted = timeline
                .iter()
                .any(|entry| matches!(&entry.event, domain::case::CaseEvent::Noted { note: known } if *known == note));
            let step = (!is_noted).then_some(Action::Note { note });
            match desk.hand_over(&record, &sent, Some((&paper, &text)), step).await {
                Ok((status, handed, changed)) => {
                    answer(status, changed.as_ref().unwrap_or(&record), typed, Ok(Some(handed)))
                }
                Err(refused) => {
                    let problem = Problem { text: refused.text, field: refused.field };
                    answer(refused.status, refused.record.as_deref().unwrap_or(&record), typed, Err(problem))
                }
            }
        }
        _ => answer(StatusCode::OK, &record, typed, Ok(None)),
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

impl Desk {
    /// A request that may become a story, and the offer that it was introduced by; or the answer that there is none.
    async fn exchange(&self, reference: &str) -> Result<(Record, Option<Offer>), Box<Response>> {
        let record = self.record(reference).await?;
        if search(&record).is_none()
            || !matches!(record.status, Status::Introduced | Status::Agreed | Status::Completed)
        {
            return Err(Box::new(self.error(StatusCode::NOT_FOUND)));
        }
        let offer = match (introduced_by(&record.handling), &self.papers) {
            // An offer that can't be read leaves the story with less to begin with.
            (Some(offer), Some(papers)) => papers.offer(offer).await.ok().flatten(),
            _ => None,
        };
        Ok((record, offer))
    }

    async fn suggested_story(&self, published: &Published, record: &Record, offer: Option<&Offer>) -> Typed {
        let organisation = &record.submission.request.organisation;
        let vocabulary = published.vocabulary();
        let visitor = region_of(vocabulary, &organisation.country, &organisation.place);
        let year = record.handling.visit.as_ref().map(|visit| format!(" {}", visit.period.from.year()));
        let host = offer.map(|offer| format!(" {}", offer.host.place)).unwrap_or_default();
        let title = format!("{}{host}{}", organisation.place, year.unwrap_or_default());
        let slug = self.free_slug(&title, &record.submission.reference, |_| false, ContentFile::CaseStudy).await;
        Typed {
            slug: slug.to_string(),
            host_region: offer.map(|offer| offer.host.region.as_str().to_owned()).unwrap_or_default(),
            visitor_region: visitor.map(|region| region.code.clone()).unwrap_or_default(),
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn story_page(
        &self,
        status: StatusCode,
        published: &Published,
        record: &Record,
        offer: Option<&Offer>,
        typed: Typed,
        by: String,
        said: Result<Option<WriteReport>, Problem>,
    ) -> Response {
        let vocabulary = published.vocabulary();
        let request = &record.submission.request;
        let host_country = record.handling.visit.as_ref().map(|visit| &visit.host_country);
        let preview = Slug::parse(&typed.slug).map(|name| Preview {
            path: ContentFile::CaseStudy(name).path(),
            text: typed.text(published, record, offer),
        });
        let (handed, problem) = match said {
            Ok(handed) => (handed, None),
            Err(problem) => (None, Some(problem)),
        };
        let page = StoryPage {
            reference: record.submission.reference.clone(),
            organisation: request.organisation.name.clone(),
            version: record.version,
            by,
            host_regions: region_choices(&self.words, vocabulary, host_country, &typed.host_region),
            visitor_regions: region_choices(
                &self.words,
                vocabulary,
                Some(&request.organisation.country),
                &typed.visitor_region,
            ),
            is_completed: record.handling.visit.is_some(),
            problem,
            preview,
            can_write: self.papers.is_some(),
            handed,
            typed,
        };
        self.page(status, "story.html", &page)
    }
}

impl Typed {
    fn text(&self, published: &Published, record: &Record, offer: Option<&Offer>) -> String {
        let region = |code: &str| -> Option<Code<Region>> { Region::terms(published.vocabulary()).check(code) };
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
