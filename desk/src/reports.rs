//! Reports: the figures of a year, everything as a table, everything about a person, and what goes when.

mod cell;
mod export;
mod file;
mod labels;
mod person;
mod retention;
mod table;
mod year;

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::Status;
use domain::request::Form;
use serde::Serialize;

use super::state::Desk;
use super::words::Labelled;
use store::StoreError;
use web::clock::day_of;

pub(super) use export::export;
pub(super) use person::person;
pub(super) use year::{act as act_on_year, show as year};

use self::retention::Retention;

/// Years that are led to, this one and those before.
const YEARS: i16 = 4;

#[derive(Serialize)]
struct ReportsPage {
    years: Vec<i16>,
    statuses: Vec<Labelled>,
    forms: Vec<FormChoice>,
    retention: Retention,
}

#[derive(Serialize)]
struct FormChoice {
    name: &'static str,
    label: String,
}

/// All reports on one page, each with what it needs to know first.
pub(super) async fn overview(State(desk): State<Arc<Desk>>) -> Response {
    match desk.reports().await {
        Ok(page) => desk.page(StatusCode::OK, "reports.html", &page),
        Err(error) => desk.failed(&error),
    }
}

impl Desk {
    async fn reports(&self) -> Result<ReportsPage, StoreError> {
        let now = self.clock.now();
        let year = day_of(now).year();
        Ok(ReportsPage {
            years: (year - YEARS + 1..=year).rev().collect(),
            statuses: Status::ALL.into_iter().map(|status| self.words.status(status)).collect(),
            forms: Form::ALL
                .into_iter()
                .map(|form| FormChoice { name: form.code(), label: self.words.form(form) })
                .collect(),
            retention: Retention::read(&self.records, &self.words, now).await?,
        })
    }
}
