//! The figures of a year, counted from the desk's own requests, as the file that editors complete with what partners report.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::drafts::figures::write;
use domain::statistics::counted::Counted;
use domain::statistics::{Figures, Requests};
use serde::Serialize;

use super::super::content_form::{ContentForm, WriteReport};
use super::super::download;
use super::super::state::Desk;
use crate::content_repository::{ContentError, ContentFile};
use store::StoreError;
use web::clock::day_of;
use web::published::Published;

#[derive(Serialize)]
struct YearPage {
    year: i16,
    /// The same as a word: a year has no thousands.
    year_text: String,
    requests: Requests,
    closed: i64,
    open: i64,
    activities: Vec<Row>,
    hosts: Vec<Row>,
    without_persons: usize,
    path: String,
    /// The file, if something took place.
    preview: Option<String>,
    /// What the file says now, if there is one and it says something else.
    there: Option<There>,
    /// Whether the file says the same already.
    is_same: bool,
    can_write: bool,
    problem: Option<String>,
    handed: Option<WriteReport>,
}

#[derive(Serialize)]
struct Row {
    label: String,
    mobilities: i64,
    participants: i64,
    fewer_opportunities: Option<i64>,
}

#[derive(Serialize)]
struct There {
    text: String,
    seen: String,
}

pub(crate) async fn show(State(desk): State<Arc<Desk>>, Path(year): Path<String>) -> Response {
    let Some(year) = Figures::year_of(&year) else { return desk.error(StatusCode::NOT_FOUND) };
    desk.year_page(StatusCode::OK, year, None, None).await
}

pub(crate) async fn act(State(desk): State<Arc<Desk>>, Path(year): Path<String>, request: Request) -> Response {
    let Some(year) = Figures::year_of(&year) else { return desk.error(StatusCode::NOT_FOUND) };
    let Some(sent) = ContentForm::read(request).await else { return desk.error(StatusCode::BAD_REQUEST) };
    let text = match desk.count(year, &desk.publication.current()).await {
        Ok((_, Some(text))) => text,
        Ok((_, None)) => return desk.year_page(StatusCode::UNPROCESSABLE_ENTITY, year, None, None).await,
        Err(error) => return desk.failed(&error),
    };
    let paper = ContentFile::Figures(year);
    if sent.act == "download" {
        return download::file(&paper.file_name(), "application/yaml; charset=utf-8", text);
    }
    match desk.write_figures(&paper, &text, &sent.value("seen")).await {
        Ok(handed) => desk.year_page(StatusCode::OK, year, None, Some(handed)).await,
        Err((status, problem)) => desk.year_page(status, year, Some(problem), None).await,
    }
}

/// What a page says it has seen of a file.
fn fingerprint(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

impl Desk {
    /// A year's figures, and the file that they make.
    async fn count(&self, year: i16, published: &Published) -> Result<(Counted, Option<String>), StoreError> {
        let counted = Counted::of(year, &self.records.tallies(year).await?);
        let source = self.words.text("year-source");
        let figures = counted.clone().into_figures(year, day_of(self.clock.now()), &source);
        let text = figures.map(|figures| write(&figures, published.default_language()));
        Ok((counted, text))
    }

    /// Writes the file where there is none, or in the place of the one that the page showed.
    async fn write_figures(
        &self,
        paper: &ContentFile,
        text: &str,
        seen: &str,
    ) -> Result<WriteReport, (StatusCode, String)> {
        let failed = |error: ContentError| {
            tracing::error!(%error, "the figures of a year can't be written");
            let text = self.words.format("problem-not-written", [("reason", error.to_string().into())]);
            (StatusCode::SERVICE_UNAVAILABLE, text)
        };
        let Some(papers) = &self.papers else {
            return Err((StatusCode::UNPROCESSABLE_ENTITY, self.words.text("problem-no-folder")));
        };
        let there = papers.read(paper).await.map_err(failed)?;
        let instead_of = there.as_deref().filter(|there| fingerprint(there) == seen);
        match papers.write(paper, text, instead_of).await {
            Ok(remarks) => Ok(WriteReport::of(paper, remarks)),
            Err(ContentError::Unchecked(reason)) => Ok(WriteReport::unchecked(paper, reason)),
            Err(ContentError::Taken(_)) => Err((StatusCode::CONFLICT, self.words.text("year-taken"))),
            Err(error) => Err(failed(error)),
        }
    }

    async fn year_page(
        &self,
        status: StatusCode,
        year: i16,
        problem: Option<String>,
        handed: Option<WriteReport>,
    ) -> Response {
        let published = self.publication.current();
        let (counted, preview) = match self.count(year, &published).await {
            Ok(counted) => counted,
            Err(error) => return self.failed(&error),
        };
        let paper = ContentFile::Figures(year);
        let there = match &self.papers {
            // What can't be read is said when somebody wants to write it.
            Some(papers) => papers.read(&paper).await.ok().flatten(),
            None => None,
        };
        let vocabulary = published.vocabulary();
        let activities = counted.activities.iter().map(|entry| Row {
            label: self.words.term(vocabulary, &entry.activity),
            mobilities: entry.mobilities,
            participants: entry.participants(),
            fewer_opportunities: entry.fewer_opportunities,
        });
        let hosts = counted.hosts.iter().map(|entry| Row {
            label: self.words.term(vocabulary, &entry.country),
            mobilities: entry.mobilities,
            participants: entry.participants,
            fewer_opportunities: None,
        });
        let is_same = there.is_some() && there == preview;
        let page = YearPage {
            year,
            year_text: year.to_string(),
            requests: counted.requests,
            closed: counted.closed,
            open: counted.open,
            activities: activities.collect(),
            hosts: hosts.collect(),
            without_persons: counted.without_persons,
            path: paper.path(),
            is_same,
            there: there.filter(|_| !is_same).map(|text| There { seen: fingerprint(&text), text }),
            preview,
            can_write: self.papers.is_some(),
            problem,
            handed,
        };
        self.page(status, "year.html", &page)
    }
}
