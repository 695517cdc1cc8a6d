//! One request as one line of a table, for spreadsheets and for programs.
//!
//! A CSV file leaves it to its reader what a cell is, so each of its cells passes [`spreadsheet::Cell::in_csv`]. A workbook says it.

use domain::case::{HostContact, Visit};
use domain::content::common::LanguageLevel;
use domain::dates::Period;
use domain::request::{Membership, Proposal, Request, Search, Wish};
use domain::text::LocalizedText;
use domain::vocabulary::Code;
use jiff::Timestamp;
use serde::{Serialize, Serializer};
use spreadsheet::{Labelled, label_heading, labels_beside, labels_last};

use super::cell::Cell;
use super::labels::Labels;
use store::{Record, Summary};
use web::clock::day_of;

/// A heading, and where its value comes from.
type Column = (&'static str, fn(&Record, &WishFacts) -> Cell);

/// Codes, days, numbers, and organisations: nothing that leads to a person. Programs may count them: new ones come last.
const COLUMNS: [Column; 35] = [
    ("reference", |record, _| text(record.submission.reference.as_str())),
    ("form", |record, _| text(record.submission.request.wish.form().code())),
    ("status", |record, _| text(record.status.code())),
    ("received", |record, _| day(record.submission.received)),
    ("changed", |record, _| day(record.changed)),
    ("kept_until", |record, _| day(record.until)),
    ("due", |record, _| record.due.map_or(Cell::Nothing, day)),
    ("language", |record, _| text(record.submission.request.language.as_str())),
    ("organisation", |record, _| text(&record.submission.request.organisation.name)),
    ("organisation_kind", |record, _| text(record.submission.request.organisation.kind.as_str())),
    ("country", |record, _| text(record.submission.request.organisation.country.as_str())),
    ("place", |record, _| text(&record.submission.request.organisation.place)),
    ("offer", |record, _| Summary::of(record).offer.map_or(Cell::Nothing, |offer| text(offer.as_str()))),
    ("activities", |_, facts| Cell::List(facts.activities.clone())),
    ("audiences", |_, facts| Cell::List(facts.audiences.clone())),
    ("sectors", |_, facts| Cell::List(facts.sectors.clone())),
    ("themes", |_, facts| Cell::List(facts.themes.clone())),
    ("countries_wished", |_, facts| Cell::List(facts.countries.clone())),
    ("periods", |_, facts| Cell::List(facts.periods.clone())),
    ("days_min", |_, facts| facts.days.map_or(Cell::Nothing, |(least, _)| Cell::Number(least))),
    ("days_max", |_, facts| facts.days.map_or(Cell::Nothing, |(_, most)| Cell::Number(most))),
    ("persons_min", |_, facts| facts.persons.map_or(Cell::Nothing, |(least, _)| Cell::Number(least))),
    ("persons_max", |_, facts| facts.persons.map_or(Cell::Nothing, |(_, most)| Cell::Number(most))),
    ("fewer_opportunities", |_, facts| facts.fewer_opportunities.map_or(Cell::Nothing, Cell::Number)),
    ("minors", |_, facts| facts.minors.map_or(Cell::Nothing, Cell::Flag)),
    ("languages", |_, facts| Cell::List(facts.languages.clone())),
    ("matched", |record, _| record.handling.matched.map_or(Cell::Nothing, day)),
    ("introduced_to", |record, _| host(record, |host| &host.organisation)),
    ("visit_from", |record, _| visit(record, |visit| Cell::Day(visit.period.from))),
    ("visit_until", |record, _| visit(record, |visit| Cell::Day(visit.period.until))),
    ("visit_activity", |record, _| visit(record, |visit| text(visit.activity.as_str()))),
    ("visit_host_country", |record, _| visit(record, |visit| text(visit.host_country.as_str()))),
    ("visit_staff", |record, _| visit(record, |visit| Cell::Number(visit.staff.into()))),
    ("visit_learners", |record, _| visit(record, |visit| Cell::Number(visit.learners.into()))),
    ("visit_fewer_opportunities", |record, _| visit(record, |visit| Cell::Number(visit.fewer_opportunities.into()))),
];

/// What leads to a person, or may: names, addresses, what people wrote freely.
const PERSONAL: [Column; 10] = [
    ("contact_name", |record, _| text(&record.submission.request.contact.name)),
    ("contact_role", |record, _| optional(record.submission.request.contact.role.as_deref())),
    ("contact_email", |record, _| text(&record.submission.request.contact.email)),
    ("assignee", |record, _| optional(record.handling.assignee.as_deref())),
    ("host_contact_name", |record, _| host(record, |host| &host.name)),
    ("host_contact_email", |record, _| host(record, |host| &host.email)),
    ("title", |_, facts| optional(facts.title.as_deref())),
    ("text", |_, facts| text(&facts.text)),
    ("support_note", |_, facts| optional(facts.support_note.as_deref())),
    ("share_support_note", |_, facts| facts.share_support_note.map_or(Cell::Nothing, Cell::Flag)),
];

/// What the three forms say differently.
#[derive(Default)]
struct WishFacts {
    activities: Vec<String>,
    audiences: Vec<String>,
    sectors: Vec<String>,
    themes: Vec<String>,
    countries: Vec<String>,
    periods: Vec<String>,
    days: Option<(i64, i64)>,
    persons: Option<(i64, i64)>,
    fewer_opportunities: Option<i64>,
    minors: Option<bool>,
    languages: Vec<String>,
    title: Option<String>,
    text: String,
    support_note: Option<String>,
    /// Whether the host may read it; unknown without a note.
    share_support_note: Option<bool>,
}

impl WishFacts {
    fn of(request: &Request) -> Self {
        let note = |note: Option<&LocalizedText>| note.map(|note| note.original().to_owned());
        match &request.wish {
            Wish::FindAHost(search) => {
                let Search { activity, audiences, sectors, themes, countries, period, languages, .. } = search;
                Self {
                    activities: vec![activity.as_str().to_owned()],
                    audiences: codes(audiences),
                    sectors: codes(sectors),
                    themes: codes(themes),
                    countries: codes(countries),
                    periods: vec![interval(period)],
                    days: Some((search.days, search.days)),
                    persons: Some((search.participants, search.participants)),
                    fewer_opportunities: search.fewer_opportunities,
                    minors: Some(search.minors),
                    languages: spoken(languages),
                    text: search.goal.clone(),
                    support_note: note(search.support.note.as_ref()),
                    share_support_note: search.support.note.as_ref().map(|_| search.share_support_note),
                    ..Self::default()
                }
            }
            Wish::OfferToHost(proposal) => {
                let Proposal { activities, audiences, sectors, themes, windows, languages, .. } = proposal;
                let Proposal { summary, programme, learning, .. } = proposal;
                Self {
                    activities: codes(activities),
                    audiences: codes(audiences),
                    sectors: codes(sectors),
                    themes: codes(themes),
                    periods: windows.iter().map(interval).collect(),
                    days: Some((proposal.duration.min, proposal.duration.max)),
                    persons: Some((proposal.group.min, proposal.group.max)),
                    minors: Some(proposal.minors),
                    languages: spoken(languages),
                    title: Some(proposal.title.clone()),
                    text: [summary, programme, learning].map(String::as_str).join("\n\n"),
                    support_note: note(proposal.support.note.as_ref()),
                    ..Self::default()
                }
            }
            Wish::Join(Membership { motivation, .. }) => Self { text: motivation.clone(), ..Self::default() },
        }
    }
}

/// A table for people: what its columns are, and the words for its codes.
pub(super) struct ExportTable {
    with_personal: bool,
    labels: Labels,
}

impl ExportTable {
    pub(super) fn new(with_personal: bool, labels: Labels) -> Self {
        Self { with_personal, labels }
    }

    /// The headings of a CSV file. Columns of labels come last, so that the others stay where they were.
    pub(super) fn csv_headings(&self) -> Vec<String> {
        labels_last(self.headings()).collect()
    }

    /// The line of a record in a CSV file: lists are joined, what is not known is empty.
    pub(super) fn csv_line(&self, record: &Record) -> Vec<String> {
        labels_last(self.cells(record)).map(|cell| spreadsheet::Cell::from(cell).in_csv()).collect()
    }

    /// The headings of a workbook, where labels stand beside their codes.
    pub(super) fn workbook_headings(&self) -> Vec<String> {
        labels_beside(self.headings()).collect()
    }

    /// The line of a record in a workbook.
    pub(super) fn workbook_line(&self, record: &Record) -> impl Iterator<Item = spreadsheet::Cell> {
        labels_beside(self.cells(record)).map(spreadsheet::Cell::from)
    }

    fn headings(&self) -> Labelled<String> {
        let label = |heading: &str| Labels::of_column(heading).map(|_| label_heading(heading));
        columns(self.with_personal).map(|(heading, _)| ((*heading).to_owned(), label(heading))).collect()
    }

    fn cells(&self, record: &Record) -> Labelled<Cell> {
        let facts = WishFacts::of(&record.submission.request);
        let pair = |(heading, value): &Column| {
            let cell = value(record, &facts);
            let label = Labels::of_column(heading).map(|codes| self.labels.label(codes, &cell));
            (cell, label)
        };
        columns(self.with_personal).map(pair).collect()
    }
}

/// The same for programs: by heading, lists as lists, what is not known as null.
pub(super) struct JsonRow<'r> {
    pub(super) record: &'r Record,
    pub(super) with_personal: bool,
}

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facts = WishFacts::of(&self.record.submission.request);
        serializer
            .collect_map(columns(self.with_personal).map(|(heading, value)| (heading, value(self.record, &facts))))
    }
}

fn columns(with_personal: bool) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().chain(PERSONAL.iter().filter(move |_| with_personal))
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn optional(known: Option<&str>) -> Cell {
    known.map_or(Cell::Nothing, text)
}

fn day(moment: Timestamp) -> Cell {
    Cell::Day(day_of(moment))
}

fn host(record: &Record, field: fn(&HostContact) -> &String) -> Cell {
    record.handling.introduced.as_ref().map_or(Cell::Nothing, |known| text(field(&known.introduction.host)))
}

fn visit(record: &Record, field: fn(&Visit) -> Cell) -> Cell {
    record.handling.visit.as_ref().map_or(Cell::Nothing, field)
}

fn codes<T>(codes: &[Code<T>]) -> Vec<String> {
    codes.iter().map(|code| code.as_str().to_owned()).collect()
}

/// Both days with a stroke between them (ISO 8601).
fn interval(period: &Period) -> String {
    format!("{}/{}", period.from, period.until)
}

fn spoken(languages: &[LanguageLevel]) -> Vec<String> {
    languages.iter().map(|language| format!("{}:{}", language.code.as_str(), language.level)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::labels::Labels;
    use super::{COLUMNS, PERSONAL};

    #[test]
    fn every_column_has_its_own_heading() {
        let headings: std::collections::BTreeSet<_> =
            COLUMNS.iter().chain(&PERSONAL).map(|(heading, _)| heading).collect();
        assert_eq!(headings.len(), COLUMNS.len() + PERSONAL.len());
    }

    #[test]
    fn every_column_of_labels_has_its_codes() {
        let headings: Vec<_> = COLUMNS.iter().map(|(heading, _)| *heading).collect();
        for (heading, _) in Labels::COLUMNS {
            assert!(headings.contains(&heading), "{heading}");
        }
    }
}
