//! All requests of a kind as one file. It is written while it is sent, a page of the list at a time, so that it takes no more
//! memory for a hundred thousand requests than for a hundred (a workbook goes at the end, compressed); if the store fails on
//! the way, the download breaks off instead of ending as if it were whole.

use std::error::Error;
use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::{Reference, Status};
use domain::request::Form;
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use tokio::sync::mpsc::{self, Sender};
use tokio_stream::wrappers::ReceiverStream;

use super::super::download;
use super::super::posted_form::PostedForm;
use super::super::state::Desk;
use super::file::{File, Format};
use super::labels::Labels;
use store::{CaseStore, Cursor, Filter, Page, Record, StoreError, View};
use web::clock::day_of;

/// Pieces that may wait for a slow receiver.
const WAITING: usize = 4;

/// What to export, as the form says.
#[derive(Debug)]
struct Asked {
    format: String,
    year: String,
    status: String,
    form: String,
    personal: String,
}

/// A file to write.
struct Order {
    format: Format,
    filter: Filter,
    year: Option<i16>,
    with_personal: bool,
}

/// By POST, so that no other website can make a browser download it.
pub(crate) async fn export(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let Some(posted) = PostedForm::read(request).await else { return desk.error(StatusCode::BAD_REQUEST) };
    let value = |name: &str| posted.value(name).unwrap_or_default().to_owned();
    let asked = Asked {
        format: value("format"),
        year: value("year"),
        status: value("status"),
        form: value("form"),
        personal: value("personal"),
    };
    let Some(order) = Order::read(&asked) else { return desk.error(StatusCode::NOT_FOUND) };
    let now = desk.clock.now();
    let name = order.file_name(now);
    let kind = order.format.media_type();
    let (sender, receiver) = mpsc::channel(WAITING);
    let records = Arc::clone(&desk.records);
    let labels = Labels::new(Arc::clone(&desk.words), desk.publication.current());
    tokio::spawn(async move {
        // Who has gone away no longer wants the rest.
        let _ = order.send(&records, labels, now, &sender).await;
    });
    download::file(&name, kind, Body::from_stream(ReceiverStream::new(receiver)))
}

/// A piece of the file, or why it ends here.
type Piece = Result<Vec<u8>, io::Error>;

/// Nobody receives any more.
struct Gone;

impl Order {
    fn read(asked: &Asked) -> Option<Self> {
        let chosen = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(Self {
            format: Format::from_name(&asked.format)?,
            filter: Filter {
                view: match chosen(&asked.status) {
                    None => View::All,
                    Some(status) => View::Status(Status::from_code(&status)?),
                },
                form: match chosen(&asked.form) {
                    None => None,
                    Some(form) => Some(Form::from_code(&form)?),
                },
            },
            year: match chosen(&asked.year) {
                None => None,
                Some(year) => Some(year.parse().ok().filter(|year| (2001..=9998).contains(year))?),
            },
            with_personal: match asked.personal.as_str() {
                "" => false,
                "yes" => true,
                _ => return None,
            },
        })
    }

    fn file_name(&self, now: Timestamp) -> String {
        let ending = self.format.extension();
        let form = self.filter.form.map(|form| format!("-{}", form.code())).unwrap_or_default();
        let status = match &self.filter.view {
            View::Status(status) => format!("-{}", status.code()),
            _ => String::new(),
        };
        let year = self.year.map(|year| format!("-{year}")).unwrap_or_default();
        let personal = if self.with_personal { "-personal" } else { "" };
        format!("requests{year}{form}{status}{personal}-{}.{ending}", day_of(now))
    }

    async fn send(
        &self,
        records: &Arc<dyn CaseStore>,
        labels: Labels,
        now: Timestamp,
        to: &Sender<Piece>,
    ) -> Result<(), Gone> {
        let mut piece = Vec::new();
        let mut file = match File::begin(self.format, self.with_personal, labels, &mut piece) {
            Ok(file) => file,
            Err(error) => return give_up(to, error).await,
        };
        // The list is in the order of coming in, the newest first: a year is one stretch of it.
        let mut after = self.year.and_then(|year| first_moment(year + 1)).map(before);
        let earliest = self.year.and_then(first_moment);
        loop {
            let page = match records.list(&self.filter, after.as_ref(), now).await {
                Ok(page) => page,
                Err(error) => return give_up(to, error).await,
            };
            let is_last = page.rows.last().is_some_and(|row| earliest.is_some_and(|earliest| row.received < earliest));
            let wanted = |received: Timestamp| earliest.is_none_or(|earliest| received >= earliest);
            let references = page.rows.iter().filter(|row| wanted(row.received)).map(|row| row.reference.clone());
            let found = match read(records, references.collect(), now).await {
                Ok(found) => found,
                Err(error) => return give_up(to, error).await,
            };
            if let Err(error) = found.iter().try_for_each(|record| file.add(record, &mut piece)) {
                return give_up(to, error).await;
            }
            let Page { next, .. } = page;
            match next.filter(|_| !is_last) {
                Some(next) => after = Some(next),
                None => break,
            }
            send(to, Ok(std::mem::take(&mut piece))).await?;
        }
        match file.end(&mut piece) {
            Ok(()) => send(to, Ok(piece)).await,
            Err(error) => give_up(to, error).await,
        }
    }
}

/// The records of one page of the list, all at once: each is a question of its own to a store far away.
async fn read(
    records: &Arc<dyn CaseStore>,
    references: Vec<Reference>,
    now: Timestamp,
) -> Result<Vec<Record>, StoreError> {
    let asked: Vec<_> = references
        .into_iter()
        .map(|reference| {
            let records = Arc::clone(records);
            tokio::spawn(async move { records.get(&reference, now).await })
        })
        .collect();
    let mut found = Vec::with_capacity(asked.len());
    for answer in asked {
        let answer = answer.await.map_err(|error| StoreError::unavailable("a read broke off", error))?;
        // One that was erased meanwhile is not there.
        found.extend(answer?);
    }
    Ok(found)
}

async fn give_up(to: &Sender<Piece>, error: impl Error + Send + Sync + 'static) -> Result<(), Gone> {
    tracing::error!(%error, "an export broke off");
    send(to, Err(io::Error::other(error))).await
}

async fn send(to: &Sender<Piece>, piece: Piece) -> Result<(), Gone> {
    to.send(piece).await.map_err(|_| Gone)
}

fn first_moment(year: i16) -> Option<Timestamp> {
    date(year, 1, 1).to_zoned(TimeZone::UTC).ok().map(|midnight| midnight.timestamp())
}

/// The place in the list behind which everything came in before a moment.
fn before(moment: Timestamp) -> Cursor {
    let reference = Reference::parse("MM-0000-0000-0000").unwrap_or_else(|| unreachable!("it has the shape of one"));
    Cursor { at: moment, reference }
}

#[cfg(test)]
mod tests {
    use super::{Asked, Order};

    fn asked(format: &str, year: &str, status: &str, form: &str, personal: &str) -> Asked {
        let [format, year, status, form, personal] = [format, year, status, form, personal].map(str::to_owned);
        Asked { format, year, status, form, personal }
    }

    #[test]
    fn a_file_says_in_its_name_what_is_in_it() {
        let at = "2026-11-23T08:00:00Z".parse().expect("a moment");
        for (asked, name) in [
            (asked("", "", "", "", ""), "requests-2026-11-23.csv"),
            (
                asked("json", "2026", "completed", "find-a-host", "yes"),
                "requests-2026-find-a-host-completed-personal-2026-11-23.json",
            ),
            (asked("xlsx", "", "", "", "yes"), "requests-personal-2026-11-23.xlsx"),
        ] {
            assert_eq!(Order::read(&asked).map(|order| order.file_name(at)).as_deref(), Some(name));
        }
        for wrong in [
            asked("xls", "", "", "", ""),
            asked("", "26", "", "", ""),
            asked("", "", "odd", "", ""),
            asked("", "", "", "odd", ""),
            asked("", "", "", "", "odd"),
        ] {
            assert!(Order::read(&wrong).is_none(), "{wrong:?}");
        }
    }
}
