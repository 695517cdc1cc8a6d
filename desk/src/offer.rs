//! From an accepted proposal to a file in the catalogue: what the form does not ask is asked of the secretariat, the file is
//! shown as it will be, and handed over. Contact data stay in the store.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::{Action, ActionKind, Reference};
use domain::content::common::Stop;
use domain::dates::parse_date;
use domain::drafts::offer::{Additions, from_request, last_day, names_a_contact, stops, write};
use domain::request::{Proposal, Wish, node_from_pairs};
use domain::text::Slug;
use domain::validate::{ObjectReader, Reader, Source, refused};
use domain::vocabulary::{Code, Region, Term};
use jiff::civil::Date;
use serde::Serialize;

use super::content_form::{Choice, ContentForm, WriteReport, region_choices, region_of, term_choices};
use super::download;
use super::state::Desk;
use crate::content_repository::ContentFile;
use store::Record;
use web::clock::day_of;
use web::published::Published;

/// Rows for stops beyond those that the host's words give.
const MORE_STOPS: usize = 2;
/// Rows for stops at most.
const MOST_STOPS: usize = 20;

/// What the page asks, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
struct Typed {
    slug: String,
    region: String,
    valid_until: String,
    stops: Vec<TypedStop>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
struct TypedStop {
    name: String,
    kind: String,
    see: String,
}

#[derive(Serialize)]
struct OfferPage {
    reference: Reference,
    organisation: String,
    title: String,
    lang: String,
    version: u64,
    by: String,
    typed: Typed,
    regions: Vec<Choice>,
    /// The host's country, where the vocabulary has no region of it.
    without_region: Option<String>,
    kinds: Vec<Choice>,
    today: Date,
    cautions: Vec<String>,
    problems: Vec<Problem>,
    preview: Option<Preview>,
    /// Whether the step can be taken where the request stands.
    can_accept: bool,
    can_write: bool,
    accepted: Option<Accepted>,
    handed: Option<WriteReport>,
}

#[derive(Serialize)]
struct Problem {
    text: String,
    field: String,
}

#[derive(Serialize)]
struct Preview {
    path: String,
    text: String,
}

#[derive(Serialize)]
struct Accepted {
    slug: Slug,
    href: Option<String>,
}

/// What is shown beside what was typed.
#[derive(Default)]
struct Said {
    by: String,
    problems: Vec<Problem>,
    handed: Option<WriteReport>,
}

pub(super) async fn show(State(desk): State<Arc<Desk>>, Path(reference): Path<String>) -> Response {
    let (record, now) = match desk.proposal(&reference).await {
        Ok(found) => found,
        Err(answer) => return *answer,
    };
    let published = desk.publication.current();
    let Wish::OfferToHost(proposal) = &record.submission.request.wish else { return desk.error(StatusCode::NOT_FOUND) };
    let typed = desk.suggested(&published, &record, proposal, day_of(now)).await;
    let said = Said { by: desk.remembered_name(), ..Said::default() };
    desk.offer_page(StatusCode::OK, &published, &record, typed, said)
}

pub(super) async fn act(State(desk): State<Arc<Desk>>, Path(reference): Path<String>, request: Request) -> Response {
    let (record, now) = match desk.proposal(&reference).await {
        Ok(found) => found,
        Err(answer) => return *answer,
    };
    let published = desk.publication.current();
    let Some(sent) = ContentForm::read(request).await else { return desk.error(StatusCode::BAD_REQUEST) };
    let typed = Typed::read(&sent);
    let mut said = Said { by: sent.by.clone(), ..Said::default() };
    let (name, text) = match typed.paper(&desk, &published, &record, day_of(now)) {
        Ok(paper) => paper,
        Err(problems) => {
            said.problems = problems;
            return desk.offer_page(StatusCode::UNPROCESSABLE_ENTITY, &published, &record, typed, said);
        }
    };
    let paper = ContentFile::Offer(name.clone());
    let act = match sent.act.as_str() {
        "download" => return download::file(&paper.file_name(), "application/yaml; charset=utf-8", text),
        "write" => true,
        "accept" => false,
        _ => return desk.offer_page(StatusCode::OK, &published, &record, typed, said),
    };
    let step = Action::Accept { offer: Some(name.clone()) };
    let is_done = record.handling.offer.as_ref() == Some(&name);
    let handed =
        desk.hand_over(&record, &sent, act.then_some((&paper, text.as_str())), (!is_done).then_some(step)).await;
    let (status, record) = match handed {
        Ok((status, handed, changed)) => {
            said.handed = Some(handed);
            (status, changed.unwrap_or(record))
        }
        Err(problem) => {
            said.problems.push(Problem { text: problem.text, field: problem.field.to_owned() });
            (problem.status, problem.record.map_or(record, |record| *record))
        }
    };
    desk.offer_page(status, &published, &record, typed, said)
}

impl Desk {
    /// A request by which somebody offers to host, or the answer that there is none.
    async fn proposal(&self, reference: &str) -> Result<(Record, jiff::Timestamp), Box<Response>> {
        let record = self.record(reference).await?;
        match record.submission.request.wish {
            Wish::OfferToHost(_) => Ok((record, self.clock.now())),
            _ => Err(Box::new(self.error(StatusCode::NOT_FOUND))),
        }
    }

    /// What the page begins with.
    async fn suggested(&self, published: &Published, record: &Record, proposal: &Proposal, today: Date) -> Typed {
        let organisation = &record.submission.request.organisation;
        let region = region_of(published.vocabulary(), &organisation.country, &organisation.place);
        let offered = stops(&proposal.programme).into_iter().take(MOST_STOPS - MORE_STOPS);
        let stops = offered.map(|(name, see)| TypedStop { name: name.into(), kind: String::new(), see: see.into() });
        Typed {
            slug: self.free_name(published, record, &proposal.title).await.to_string(),
            region: region.map(|region| region.code.clone()).unwrap_or_default(),
            valid_until: last_day(proposal).map(|day| day.max(today).to_string()).unwrap_or_default(),
            stops: stops.chain(std::iter::repeat_n(TypedStop::default(), MORE_STOPS)).collect(),
        }
    }

    /// The name that the offer has already, or one that no other has.
    async fn free_name(&self, published: &Published, record: &Record, title: &str) -> Slug {
        if let Some(offer) = &record.handling.offer {
            return offer.clone();
        }
        self.free_slug(
            title,
            &record.submission.reference,
            |name| published.open_offers().contains(name),
            ContentFile::Offer,
        )
        .await
    }

    fn offer_page(
        &self,
        status: StatusCode,
        published: &Published,
        record: &Record,
        typed: Typed,
        said: Said,
    ) -> Response {
        let Wish::OfferToHost(proposal) = &record.submission.request.wish else {
            return self.error(StatusCode::NOT_FOUND);
        };
        let vocabulary = published.vocabulary();
        let request = &record.submission.request;
        let today = day_of(self.clock.now());
        let paper = typed.paper(self, published, record, today).ok();
        let regions = region_choices(&self.words, vocabulary, Some(&request.organisation.country), &typed.region);
        let none = !vocabulary.regions.iter().any(|region| region.country == request.organisation.country);
        let country = || self.words.term(vocabulary, &request.organisation.country);
        let page = OfferPage {
            reference: record.submission.reference.clone(),
            organisation: request.organisation.name.clone(),
            title: proposal.title.clone(),
            lang: request.language.to_string(),
            version: record.version,
            by: said.by,
            kinds: term_choices(&self.words, &vocabulary.stop_kinds),
            regions,
            without_region: none.then(country),
            today,
            cautions: self.cautions(published, record, proposal),
            problems: said.problems,
            preview: paper.map(|(name, text)| Preview { path: ContentFile::Offer(name).path(), text }),
            can_accept: ActionKind::Accept.leads_to(record.status, request.wish.form()).is_some(),
            can_write: self.papers.is_some(),
            accepted: record.handling.offer.clone().map(|slug| Accepted {
                href: published.open_offers().contains(&slug).then(|| self.offer_address(published, &slug)),
                slug,
            }),
            handed: said.handed,
            typed,
        };
        self.page(status, "offer.html", &page)
    }

    /// What somebody should look at before others read it.
    fn cautions(&self, published: &Published, record: &Record, proposal: &Proposal) -> Vec<String> {
        let request = &record.submission.request;
        let mut cautions = Vec::new();
        if request.language != *published.default_language() {
            let language = published.vocabulary().languages.find(request.language.as_str());
            let name =
                language.map_or(request.language.as_str(), |term| term.label.in_language(self.words.language()).0);
            cautions.push(self.words.format("offer-other-language", [("language", name.to_owned().into())]));
        }
        let written = request.written();
        if written.prose.iter().chain(&[proposal.title.as_str()]).any(|text| names_a_contact(text)) {
            cautions.push(self.words.text("offer-names-contact"));
        }
        cautions
    }
}

impl Typed {
    fn read(sent: &ContentForm) -> Self {
        let stops = (0..MOST_STOPS).map(|row| TypedStop {
            name: sent.value(&format!("stops[{row}].name")),
            kind: sent.value(&format!("stops[{row}].kind")),
            see: sent.value(&format!("stops[{row}].see")),
        });
        let mut stops: Vec<TypedStop> = stops.collect();
        while stops.len() > 1 && stops[stops.len() - 2..].iter().all(|stop| *stop == TypedStop::default()) {
            stops.pop();
        }
        let [slug, region, valid_until] = ["slug", "region", "valid_until"].map(|name| sent.value(name));
        Self { slug, region, valid_until, stops }
    }

    /// The file's name and text, or what is missing.
    fn paper(
        &self,
        desk: &Desk,
        published: &Published,
        record: &Record,
        today: Date,
    ) -> Result<(Slug, String), Vec<Problem>> {
        let mut problems = Vec::new();
        let mut problem = |key: &str, field: &str| {
            problems.push(Problem { text: desk.words.text(key), field: field.to_owned() });
        };
        let name = Slug::parse(&self.slug);
        if name.is_none() {
            problem("problem-slug", "slug");
        }
        let region: Option<Code<Region>> = Region::terms(published.vocabulary()).check(&self.region);
        if region.is_none() {
            problem("problem-region", "region");
        }
        let valid_until = parse_date(&self.valid_until).filter(|day| *day >= today);
        if valid_until.is_none() {
            problem("problem-valid-until", "valid_until");
        }
        let (stops, left) = self.read_stops(published, record, desk, &mut problems);
        match (name, region, valid_until) {
            (Some(name), Some(region), Some(valid_until)) if problems.is_empty() => {
                let additions = Additions { region, programme: stops, today, valid_until };
                let Some(offer) = from_request(&record.submission.request, additions) else { return Err(problems) };
                Ok((name, write(&offer, published.default_language(), &left)))
            }
            _ => Err(problems),
        }
    }

    /// The rows that have a kind, by the rules of an offer; and what else the host wrote.
    fn read_stops(
        &self,
        published: &Published,
        record: &Record,
        desk: &Desk,
        problems: &mut Vec<Problem>,
    ) -> (Vec<Stop>, String) {
        let (chosen, left): (Vec<_>, Vec<_>) =
            self.stops.iter().enumerate().partition(|(_, stop)| !stop.kind.is_empty());
        let mut stops = Vec::new();
        for (row, stop) in chosen {
            let pairs = [("name", stop.name.as_str()), ("kind", &stop.kind), ("see", &stop.see)];
            let language = record.submission.request.language.clone();
            let mut reader = Reader::new(published.vocabulary(), Source::Posted, language);
            let read = |fields: &mut ObjectReader| Stop::read(fields);
            match node_from_pairs(pairs).ok().and_then(|node| reader.document(&node, read)) {
                Some(stop) => stops.push(stop),
                None => problems.push(Problem {
                    text: desk.words.format("problem-stop", [("number", (row + 1).into())]),
                    field: format!("stop-{row}"),
                }),
            }
        }
        for (row, stop) in &left {
            if !refused(&stop.name).is_empty() || !refused(&stop.see).is_empty() {
                problems.push(Problem {
                    text: desk.words.format("problem-stop", [("number", (row + 1).into())]),
                    field: format!("stop-{row}"),
                });
            }
        }
        let words = |(_, TypedStop { name, see, .. }): (usize, &TypedStop)| match name.as_str() {
            "" => see.clone(),
            name => format!("{name}: {see}"),
        };
        let left: Vec<String> = left.into_iter().map(words).filter(|words| !words.is_empty()).collect();
        (stops, left.join("\n"))
    }
}
