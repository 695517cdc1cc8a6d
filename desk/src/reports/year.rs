//! The figures of a year, counted from the desk's own requests, as the file that editors complete with what partners report.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::extract::Path;
use axum::http::StatusCode;
use domain::drafts::figures::write;
use domain::statistics::Figures;
use domain::statistics::counted::Counted;
use serde_json::json;

use crate::content_form::WriteReport;
use crate::content_repository::{ContentError, ContentFile};
use crate::context::RequestContext;
use crate::download;
use crate::error::{DeskError, PageResult};
use crate::posted_form::PostedForm;
use store::StoreError;

/// What a page says beside the figures.
type WriteResult = Option<Result<WriteReport, String>>;

fn year_of(Path(year): &Path<String>) -> Result<i16, DeskError> {
    Figures::year_of(year).ok_or(DeskError::NotFound)
}

pub(crate) async fn show(context: RequestContext, year: Path<String>) -> PageResult {
    context.year_page(StatusCode::OK, year_of(&year)?, None).await
}

pub(crate) async fn act(context: RequestContext, year: Path<String>, form: PostedForm) -> PageResult {
    let year = year_of(&year)?;
    let (_, Some(text)) = context.count(year).await? else {
        return context.year_page(StatusCode::UNPROCESSABLE_ENTITY, year, None).await;
    };
    let file = ContentFile::Figures(year);
    if form.button() == "download" {
        return Ok(download::file(&file.file_name(), "application/yaml; charset=utf-8", text));
    }
    match context.write_figures(&file, &text, &form.value("seen")).await {
        Ok(report) => context.year_page(StatusCode::OK, year, Some(Ok(report))).await,
        Err((status, problem)) => context.year_page(status, year, Some(Err(problem))).await,
    }
}

/// What a page says it has seen of a file.
fn fingerprint(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

impl RequestContext {
    /// A year's figures, and the file that they make.
    async fn count(&self, year: i16) -> Result<(Counted, Option<String>), StoreError> {
        let counted = Counted::of(year, &self.store.tallies(year).await?);
        let source = self.words.text("year-source");
        let figures = counted.clone().into_figures(year, self.today(), &source);
        let text = figures.map(|figures| write(&figures, self.published.default_language()));
        Ok((counted, text))
    }

    /// Writes the file where there is none, or in the place of the one that the page showed.
    async fn write_figures(
        &self,
        file: &ContentFile,
        text: &str,
        seen: &str,
    ) -> Result<WriteReport, (StatusCode, String)> {
        let failed = |error: ContentError| match error {
            ContentError::Taken(_) => (StatusCode::CONFLICT, self.words.text("year-taken")),
            error => (StatusCode::SERVICE_UNAVAILABLE, self.not_written(&error)),
        };
        let Some(content) = &self.content else {
            return Err((StatusCode::UNPROCESSABLE_ENTITY, self.words.text("problem-no-folder")));
        };
        let there = content.read(file).await.map_err(failed)?;
        let instead_of = there.as_deref().filter(|there| fingerprint(there) == seen);
        WriteReport::of(file, content.write(file, text, instead_of).await).map_err(failed)
    }

    async fn year_page(&self, status: StatusCode, year: i16, outcome: WriteResult) -> PageResult {
        let (counted, preview) = self.count(year).await?;
        let file = ContentFile::Figures(year);
        let there = match &self.content {
            // What can't be read is said when somebody wants to write it.
            Some(content) => content.read(&file).await.ok().flatten(),
            None => None,
        };
        let (handed, problem) = match outcome {
            Some(Ok(report)) => (Some(report), None),
            Some(Err(problem)) => (None, Some(problem)),
            None => (None, None),
        };
        let vocabulary = &self.published.vocabulary;
        let row = |label: String, mobilities: i64, participants: i64, fewer_opportunities: Option<i64>| {
            json!({
                "label": label,
                "mobilities": mobilities,
                "participants": participants,
                "fewer_opportunities": fewer_opportunities,
            })
        };
        let activities = counted.activities.iter().map(|entry| {
            let label = self.words.term(vocabulary, &entry.activity);
            row(label, entry.mobilities, entry.participants(), entry.fewer_opportunities)
        });
        let hosts = counted
            .hosts
            .iter()
            .map(|entry| row(self.words.term(vocabulary, &entry.country), entry.mobilities, entry.participants, None));
        let is_same = there.is_some() && there == preview;
        let page = json!({
            "year": year,
            // The same as a word: a year has no thousands.
            "year_text": year.to_string(),
            "requests": counted.requests,
            "closed": counted.closed,
            "open": counted.open,
            "activities": activities.collect::<Vec<_>>(),
            "hosts": hosts.collect::<Vec<_>>(),
            "without_persons": counted.without_persons,
            "path": file.path(),
            "is_same": is_same,
            // What the file says now, if there is one and it says something else.
            "there": there.filter(|_| !is_same).map(|text| json!({ "seen": fingerprint(&text), "text": text })),
            "preview": preview,
            "can_write": self.content.is_some(),
            "problem": problem,
            "handed": handed,
        });
        self.page_with_status(status, "year.html", &page)
    }
}
