//! All requests of a kind as one file. It is written while it is sent, a page of the list at a time, so that it takes no more
//! memory for a hundred thousand requests than for a hundred (a workbook goes at the end, compressed); if the store fails on
//! the way, the download breaks off instead of ending as if it were whole.

use std::error::Error;
use std::io;
use std::sync::Arc;

use axum::body::Body;
use domain::case::{Reference, Status};
use domain::request::Form;
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use tokio::sync::mpsc::{self, Sender};
use tokio_stream::wrappers::ReceiverStream;

use super::file::{ExportFile, ExportFormat};
use super::labels::Labels;
use crate::context::RequestContext;
use crate::download;
use crate::error::{DeskError, PageResult};
use crate::posted_form::PostedForm;
use crate::records::read_all;
use store::{CaseStore, Cursor, Filter, View};
use web::clock::day_of;

/// Pieces that may wait for a slow receiver.
const WAITING: usize = 4;

/// A file to write.
struct Export {
    format: ExportFormat,
    filter: Filter,
    year: Option<i16>,
    with_personal: bool,
}

/// By POST, so that no other website can make a browser download it.
pub(crate) async fn export(context: RequestContext, form: PostedForm) -> PageResult {
    let export = Export::read(|name| form.value(name)).ok_or(DeskError::NotFound)?;
    let RequestContext { store, words, published, now, .. } = context;
    let name = export.file_name(now);
    let kind = export.format.media_type();
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        if let Err(error) = export.send(&store, Labels::new(words, published), now, &sender).await {
            tracing::error!(%error, "an export broke off");
            let _ = sender.send(Err(io::Error::other(error))).await;
        }
    });
    Ok(download::file(&name, kind, Body::from_stream(ReceiverStream::new(receiver))))
}

/// A piece of the file, or why it ends here.
type Piece = Result<Vec<u8>, io::Error>;

/// Why a file can't be finished.
type ExportError = Box<dyn Error + Send + Sync>;

impl Export {
    /// Nothing, where a value is none that the form has.
    fn read(value: impl Fn(&str) -> String) -> Option<Self> {
        let chosen = |name: &str| Some(value(name)).filter(|value| !value.is_empty());
        Some(Self {
            format: ExportFormat::from_name(&value("format"))?,
            filter: Filter {
                view: match chosen("status") {
                    None => View::All,
                    Some(status) => View::Status(Status::from_code(&status)?),
                },
                form: match chosen("form") {
                    None => None,
                    Some(form) => Some(Form::from_code(&form)?),
                },
            },
            year: match chosen("year") {
                None => None,
                Some(year) => Some(year.parse().ok().filter(|year| (2001..=9998).contains(year))?),
            },
            with_personal: match value("personal").as_str() {
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

    /// Writes the file piece by piece, as long as somebody receives it.
    async fn send(
        &self,
        store: &Arc<dyn CaseStore>,
        labels: Labels,
        now: Timestamp,
        to: &Sender<Piece>,
    ) -> Result<(), ExportError> {
        let mut piece = Vec::new();
        let mut file = ExportFile::begin(self.format, self.with_personal, labels, &mut piece)?;
        // The list is in the order of coming in, the newest first: a year is one stretch of it.
        let mut after = self.year.and_then(|year| first_moment(year + 1)).map(before);
        let earliest = self.year.and_then(first_moment).unwrap_or(Timestamp::MIN);
        loop {
            let page = store.list(&self.filter, after.as_ref(), now).await?;
            let is_last = page.rows.last().is_some_and(|row| row.received < earliest);
            let references = page.rows.iter().filter(|row| row.received >= earliest).map(|row| &row.reference);
            for record in read_all(store, references, now).await? {
                file.add(&record, &mut piece)?;
            }
            after = page.next.filter(|_| !is_last);
            if after.is_none() {
                break;
            }
            if to.send(Ok(std::mem::take(&mut piece))).await.is_err() {
                return Ok(());
            }
        }
        file.end(&mut piece)?;
        // Who has gone away no longer wants the rest.
        let _ = to.send(Ok(piece)).await;
        Ok(())
    }
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
    use super::Export;

    #[test]
    fn a_file_says_in_its_name_what_is_in_it() {
        let at = "2026-11-23T08:00:00Z".parse().expect("a moment");
        let read = |values: &[(&str, &str)]| {
            let value = |name: &str| values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
            Export::read(|name| value(name).to_owned())
        };
        let all = [("format", "json"), ("year", "2026"), ("status", "completed"), ("form", "find-a-host")];
        let with_personal = [&all[..], &[("personal", "yes")]].concat();
        for (values, name) in [
            (&[][..], "requests-2026-11-23.csv"),
            (&with_personal, "requests-2026-find-a-host-completed-personal-2026-11-23.json"),
            (&[("format", "xlsx"), ("personal", "yes")], "requests-personal-2026-11-23.xlsx"),
        ] {
            assert_eq!(read(values).map(|export| export.file_name(at)).as_deref(), Some(name));
        }
        for wrong in [("format", "xls"), ("year", "26"), ("status", "odd"), ("form", "odd"), ("personal", "odd")] {
            assert!(read(&[wrong]).is_none(), "{wrong:?}");
        }
    }
}
