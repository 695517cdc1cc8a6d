//! What the pages have in common that hand papers over: what was sent, names that are free, choices of codes, and the order
//! in which a file is written and a step is taken.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::{Action, ActionNotAllowed, Reference, Status};
use domain::request::Form;
use domain::text::{Alphabet, Slug};
use domain::vocabulary::{Code, Country, Region, Term, Terms, Vocabulary};
use serde::Serialize;

use super::posted_form::tidy;
use super::slug;
use super::state::Desk;
use super::words::Words;
use crate::content_repository::{CheckMessage, ContentError, ContentFile};
use store::{Change, ChangeError, Record};
use web::body::Draft;
use web::published::Published;

/// Names that are tried before one is called taken.
const MOST_TRIES: usize = 50;

/// A form of one of these pages, as sent.
pub(super) struct ContentForm {
    pub(super) by: String,
    /// What the button does.
    pub(super) act: String,
    version: String,
    typed: Vec<(String, String)>,
}

impl ContentForm {
    /// Reads a form; `None` for what is none.
    pub(super) async fn read(request: Request) -> Option<Self> {
        let (parts, body) = request.into_parts();
        let typed = Draft::read(&parts.headers, body).await.ok()?.typed;
        let mut sent = Self { by: String::new(), act: String::new(), version: String::new(), typed };
        (sent.by, sent.act, sent.version) = (sent.value("by"), sent.value("do"), sent.value("version"));
        Some(sent)
    }

    /// The value of a field, or nothing.
    pub(super) fn value(&self, wanted: &str) -> String {
        let found = self.typed.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| tidy(value)).unwrap_or_default()
    }

    /// The version of the request that the page showed.
    pub(super) fn version(&self) -> Option<u64> {
        self.version.parse().ok()
    }

    /// Whether somebody gave a name that can stand in a timeline.
    pub(super) fn is_named(&self) -> bool {
        Action::is_name(&self.by)
    }
}

/// One of several codes.
#[derive(Serialize)]
pub(super) struct Choice {
    code: String,
    label: String,
    selected: bool,
}

/// All terms of a vocabulary, in its order.
pub(super) fn term_choices<T: Term>(words: &Words, terms: &Terms<T>) -> Vec<Choice> {
    let label = |term: &T| term.label().in_language(words.language()).0.to_owned();
    terms.iter().map(|term| Choice { code: term.code().to_owned(), label: label(term), selected: false }).collect()
}

/// The regions of a country, or all of them; sorted by what people read.
pub(super) fn region_choices(
    words: &Words,
    vocabulary: &Vocabulary,
    country: Option<&Code<Country>>,
    chosen: &str,
) -> Vec<Choice> {
    let mut regions: Vec<Choice> = vocabulary
        .regions
        .iter()
        .filter(|region| country.is_none_or(|country| region.country == *country))
        .map(|region| Choice {
            selected: region.code == chosen,
            code: region.code.clone(),
            label: format!("{} ({})", region.label.in_language(words.language()).0, region.code),
        })
        .collect();
    let alphabet = Alphabet::of(words.language());
    regions.sort_by(|one, other| alphabet.compare(&one.label, &other.label));
    regions
}

/// The region that a town is probably in: the one whose seat it is, the smallest of them, or the only one of its country.
pub(super) fn region_of<'v>(vocabulary: &'v Vocabulary, country: &Code<Country>, town: &str) -> Option<&'v Region> {
    let regions: Vec<&Region> = vocabulary.regions.iter().filter(|region| region.country == *country).collect();
    let seat = |region: &&&Region| region.place.to_lowercase() == town.trim().to_lowercase();
    let smallest = regions.iter().filter(seat).max_by_key(|region| region.code.len()).copied();
    smallest.or_else(|| regions.first().copied().filter(|_| regions.len() == 1))
}

/// What can be made of a request, as its own page shows it.
#[derive(Serialize)]
pub(super) struct ContentPanel {
    links: Vec<PanelLink>,
    erase: String,
}

#[derive(Serialize)]
struct PanelLink {
    href: String,
    label: String,
}

impl ContentPanel {
    pub(super) fn new(words: &Words, record: &Record) -> Self {
        let address = |page: &str| format!("/desk/requests/{}/{page}", record.submission.reference);
        let label = match (record.submission.request.wish.form(), record.status) {
            (Form::OfferToHost, Status::SuspectedSpam | Status::Spam | Status::Declined) => None,
            (Form::OfferToHost, _) => match &record.handling.offer {
                Some(slug) => Some(("offer", words.format("papers-offer-done", [("slug", slug.to_string().into())]))),
                None => Some(("offer", words.text("papers-offer"))),
            },
            (Form::FindAHost, Status::Completed) => Some(("story", words.text("papers-story"))),
            _ => None,
        };
        let links = label.into_iter().map(|(page, label)| PanelLink { href: address(page), label });
        Self { links: links.collect(), erase: address("erase") }
    }
}

/// What came of handing a paper over.
#[derive(Default, Serialize)]
pub(super) struct WriteReport {
    /// Where the file lies now, if one was written.
    path: Option<String>,
    /// What the check says of it.
    remarks: Vec<CheckMessageView>,
    /// Errors in other files.
    elsewhere: usize,
    /// Why the content could not be checked.
    unchecked: Option<String>,
}

#[derive(Serialize)]
struct CheckMessageView {
    line: usize,
    is_error: bool,
    message: String,
    help: String,
}

/// Why nothing was handed over.
pub(super) struct Refused {
    pub(super) status: StatusCode,
    pub(super) text: String,
    pub(super) field: &'static str,
    /// The request as it stands now, if that is why.
    pub(super) record: Option<Box<Record>>,
}

impl Desk {
    /// The request of a reference, or the answer that there is none.
    pub(super) async fn record(&self, reference: &str) -> Result<Record, Box<Response>> {
        let Some(reference) = Reference::parse(reference) else {
            return Err(Box::new(self.error(StatusCode::NOT_FOUND)));
        };
        match self.records.get(&reference, self.clock.now()).await {
            Ok(Some(record)) => Ok(record),
            Ok(None) => Err(Box::new(self.error(StatusCode::NOT_FOUND))),
            Err(error) => Err(Box::new(self.failed(&error))),
        }
    }

    /// A name for a title that no other paper has.
    pub(super) async fn free_slug(
        &self,
        title: &str,
        reference: &Reference,
        is_taken: impl Fn(&Slug) -> bool,
        paper: impl Fn(Slug) -> ContentFile,
    ) -> Slug {
        let fallback = Slug::parse(&reference.as_str().to_lowercase());
        let fallback = fallback.unwrap_or_else(|| unreachable!("a reference has letters, digits and single hyphens"));
        let mut taken: Vec<Slug> = Vec::new();
        loop {
            let name = slug::suggest(title, &fallback, |name| is_taken(name) || taken.contains(name));
            let Some(papers) = &self.papers else { return name };
            // What can't be read is found out again, with its reason, once it is written.
            match papers.read(&paper(name.clone())).await {
                Ok(Some(_)) if taken.len() < MOST_TRIES => taken.push(name),
                _ => return name,
            }
        }
    }

    /// The public address of an offer, in the desk's language where the site has it.
    pub(super) fn offer_address(&self, published: &Published, offer: &Slug) -> String {
        let language = published.language(self.words.language().as_str()).unwrap_or(published.default_language());
        published.offer_page(language, offer.as_str())
    }

    /// Writes a paper, then takes a step: what the timeline says was done is done. Who sends the same again after a file was
    /// written and the step was not taken loses nothing, since the same file is written only once.
    pub(super) async fn hand_over(
        &self,
        record: &Record,
        sent: &ContentForm,
        paper: Option<(&ContentFile, &str)>,
        step: Option<Action>,
    ) -> Result<(StatusCode, WriteReport, Option<Record>), Refused> {
        let refused = |key: &str, field| Refused {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            text: self.words.text(key),
            field,
            record: None,
        };
        if !sent.is_named() {
            return Err(refused("problem-by", "by"));
        }
        let expected = sent.version().ok_or_else(|| refused("problem-version", ""))?;
        if let Some(step) = &step {
            if expected != record.version {
                return Err(self.overtaken(record.clone()));
            }
            let form: Form = record.submission.request.wish.form();
            if step.kind().leads_to(record.status, form).is_none() {
                return Err(self.not_possible(ActionNotAllowed { from: record.status, step: step.kind() }));
            }
        }
        let mut handed = WriteReport::default();
        if let Some((paper, text)) = paper {
            let papers = self.papers.as_ref().ok_or_else(|| refused("problem-no-folder", ""))?;
            match papers.write(paper, text, None).await {
                Ok(remarks) => handed.take(paper, remarks),
                Err(ContentError::Unchecked(reason)) => handed = WriteReport::unchecked(paper, reason),
                Err(ContentError::Taken(_)) => {
                    let text = self.words.format("problem-taken", [("path", paper.path().into())]);
                    return Err(Refused { status: StatusCode::CONFLICT, text, ..refused("problem-taken", "slug") });
                }
                Err(error @ ContentError::File { .. }) => {
                    tracing::error!(%error, "a paper can't be written");
                    let text = self.words.format("problem-not-written", [("reason", error.to_string().into())]);
                    return Err(Refused {
                        status: StatusCode::SERVICE_UNAVAILABLE,
                        text,
                        ..refused("problem-not-written", "")
                    });
                }
            }
        }
        let Some(step) = step else { return Ok((StatusCode::OK, handed, None)) };
        let published = self.publication.current();
        let (retention, reminders) = (published.retention(), published.reminders());
        let change =
            Change { step: step.clone(), by: Some(sent.by.clone()), at: self.clock.now(), retention, reminders };
        match self.records.change(&record.submission.reference, expected, change).await {
            Ok(changed) => {
                self.remember_name(sent.by.clone());
                Ok((StatusCode::OK, handed, Some(changed)))
            }
            Err(ChangeError::Conflict(record)) => Err(self.overtaken(*record)),
            Err(ChangeError::ActionNotAllowed(not)) => Err(self.not_possible(not)),
            Err(ChangeError::Unknown) => {
                Err(Refused { status: StatusCode::NOT_FOUND, ..refused("error-not-found-text", "") })
            }
            Err(ChangeError::Store(error)) => {
                tracing::error!(%error, "the desk's store failed");
                Err(Refused { status: StatusCode::SERVICE_UNAVAILABLE, ..refused("error-unavailable-text", "") })
            }
        }
    }

    fn overtaken(&self, record: Record) -> Refused {
        let text = self.words.text("problem-overtaken");
        Refused { status: StatusCode::CONFLICT, text, field: "", record: Some(Box::new(record)) }
    }

    fn not_possible(&self, not_now: ActionNotAllowed) -> Refused {
        let text = self.not_now(not_now).text;
        Refused { status: StatusCode::UNPROCESSABLE_ENTITY, text, field: "", record: None }
    }
}

impl WriteReport {
    /// A paper was written, and this is what the check says.
    pub(super) fn of(paper: &ContentFile, remarks: Vec<CheckMessage>) -> Self {
        let mut handed = Self::default();
        handed.take(paper, remarks);
        handed
    }

    /// A paper was written, and the check said nothing, for a reason.
    pub(super) fn unchecked(paper: &ContentFile, reason: String) -> Self {
        Self { path: Some(paper.path()), unchecked: Some(reason), ..Self::default() }
    }

    fn take(&mut self, paper: &ContentFile, remarks: Vec<CheckMessage>) {
        let path = paper.path();
        let (own, others): (Vec<_>, Vec<_>) = remarks.into_iter().partition(|remark| remark.path == path);
        self.elsewhere = others.iter().filter(|remark| remark.is_error).count();
        self.remarks = own
            .into_iter()
            .map(|CheckMessage { line, is_error, message, help, .. }| CheckMessageView {
                line,
                is_error,
                message,
                help,
            })
            .collect();
        self.path = Some(path);
    }
}
