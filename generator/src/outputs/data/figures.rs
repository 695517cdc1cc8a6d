//! The figures of all years as a table, made of what may be published, as the pages are.

use domain::statistics::protection::{Count, THRESHOLD};
use domain::statistics::published::{PublishedYear, Row};

use spreadsheet::Cell;

use super::collection::published_years;
use content::model::site::Site;

/// The columns of `data/monitoring.csv`.
pub(super) const HEADINGS: [&str; 7] = ["year", "until", "demo", "measure", "codes", "value", "told"];

/// One line a number; several codes in one cell are published together, separated by a space.
pub(super) fn rows(site: &Site) -> impl Iterator<Item = Vec<Cell>> {
    published_years(site).into_iter().flat_map(|year| {
        let lines = lines(&year);
        lines.into_iter().map(move |line| {
            vec![
                Cell::Number(year.year.into()),
                year.until.map_or(Cell::Nothing, |until| Cell::Text(until.to_string())),
                Cell::Text(year.demo.to_string()),
                Cell::Text(line.measure.to_owned()),
                Cell::Text(line.codes),
                line.count.exact().map_or(Cell::Nothing, Cell::Number),
                Cell::Text(told(line.count)),
            ]
        })
    })
}

/// Returns how a number is published.
fn told(count: Count) -> String {
    match count {
        Count::Exact(_) => "exact".to_owned(),
        Count::Few => format!("fewer than {THRESHOLD}"),
        Count::Withheld => "withheld".to_owned(),
    }
}

struct Line {
    measure: &'static str,
    codes: String,
    count: Count,
}

/// What is not known has no line.
fn lines(year: &PublishedYear) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |measure, count: Option<Count>| {
        lines.extend(count.map(|count| Line { measure, codes: String::new(), count }));
    };
    let exact = |number: Option<i64>| number.map(Count::Exact);
    let (vet, requests) = (year.vet.as_ref(), year.requests);
    add("mobilities", Some(year.mobilities));
    add("participants", Some(year.participants));
    add("staff", Some(year.staff));
    add("learners", Some(year.learners));
    add("fewer_opportunities", year.fewer_opportunities);
    add("fewer_opportunities_percent", exact(year.fewer_opportunities_percent));
    add("vet_learners", vet.map(|vet| vet.learners));
    add("vet_mobile", vet.map(|vet| vet.mobile));
    add("vet_percent", exact(vet.and_then(|vet| vet.percent)));
    add("requests_received", exact(requests.map(|requests| requests.received)));
    add("requests_matched", exact(requests.map(|requests| requests.matched)));
    add("requests_declined", exact(requests.map(|requests| requests.declined)));
    add("median_days_to_match", exact(requests.and_then(|requests| requests.median_days_to_match)));
    lines.extend(by_code(&year.activities, ["activity_mobilities", "activity_participants"]));
    lines.extend(by_code(
        year.hosts.as_deref().unwrap_or_default(),
        ["host_country_mobilities", "host_country_participants"],
    ));
    lines
}

fn by_code<'r, T>(
    rows: &'r [Row<T>],
    [mobilities, participants]: [&'static str; 2],
) -> impl Iterator<Item = Line> + 'r {
    rows.iter().flat_map(move |row| {
        let codes = row.codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(" ");
        [(mobilities, row.mobilities), (participants, row.participants)].map(|(measure, number)| Line {
            measure,
            codes: codes.clone(),
            count: Count::Exact(number),
        })
    })
}
