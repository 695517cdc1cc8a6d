//! Reports: the figures of a year, everything as a table, everything about a person, and what goes when.

mod cell;
mod export;
mod file;
mod labels;
mod person;
mod retention;
mod table;
mod year;

use domain::case::Status;
use domain::request::Form;
use serde_json::json;

use super::choices::Choice;
use super::context::RequestContext;
use super::error::PageResult;

pub(super) use export::export;
pub(super) use person::person;
pub(super) use year::{act as act_on_year, show as year};

use self::retention::retention_report;

/// Years that are led to, this one and those before.
const YEARS: i16 = 4;

/// All reports on one page, each with what it needs to know first.
pub(super) async fn overview(context: RequestContext) -> PageResult {
    let RequestContext { store, words, now, .. } = &context;
    let year = context.today().year();
    let form = |form: Form| Choice { value: form.code().to_owned(), label: words.form(form) };
    let page = json!({
        "years": (year - YEARS + 1..=year).rev().collect::<Vec<_>>(),
        "statuses": Status::ALL.map(|status| words.status(status)),
        "forms": Form::ALL.map(form),
        "retention": retention_report(store, words, *now).await?,
    });
    context.page("reports.html", &page)
}
