//! The figures of the years, for the page that shows them and for those that refer to it.

use domain::statistics::Requests;
use domain::statistics::protection::{Count, THRESHOLD};
use domain::statistics::published::{PublishedYear, Row};
use domain::vocabulary::Term;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::chart::{Columns, Year};
use super::{LocalizedSite, Text};
use content::model::settings::Target;

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct YearView<'s> {
    pub year: i16,
    pub until: Option<Date>,
    pub demo: bool,
    pub mobilities: CountView,
    pub participants: CountView,
    pub staff: CountView,
    pub learners: CountView,
    pub fewer_opportunities: Option<CountView>,
    pub fewer_opportunities_percent: Option<i64>,
    pub activities: Vec<RowView>,
    /// Where it was counted.
    pub hosts: Option<Vec<RowView>>,
    pub vet: Option<VetView>,
    pub requests: Option<Requests>,
    pub source: String,
    pub note: Option<Text<'s>>,
}

/// A count of persons: a number, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountView {
    pub number: Option<i64>,
    /// It is from 1 to less than this.
    pub fewer_than: Option<i64>,
}

/// A line of a year's list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowView {
    /// One name, or all that are published together.
    pub labels: Vec<String>,
    /// The family, for a single activity.
    pub family: Option<&'static str>,
    pub mobilities: i64,
    pub participants: i64,
    /// Of the longest line, in per cent.
    pub percent: i64,
}

/// Learners in vocational education and training.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VetView {
    pub learners: CountView,
    pub mobile: CountView,
    pub percent: Option<i64>,
    pub source: String,
}

/// Everything the page of figures draws from the years.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MonitoringView<'s> {
    /// The latest first.
    pub years: Vec<YearView<'s>>,
    /// Those of them that were counted by the country of the host.
    pub hosts: Vec<YearView<'s>>,
    /// Whether they are demonstrations: all of them, or none.
    pub demo: bool,
    /// Persons, learners at the foot and staff above.
    pub participants: Columns,
    /// Share of people with fewer opportunities.
    pub fewer_opportunities: Option<Columns>,
    pub fewer_opportunities_targets: Vec<Target>,
    /// Share of learners in vocational education and training.
    pub vet: Option<Columns>,
    pub vet_targets: Vec<Target>,
    /// Days from request to match.
    pub days: Option<Columns>,
    /// The least number of persons that is published.
    pub threshold: i64,
}

impl From<Count> for CountView {
    fn from(count: Count) -> Self {
        Self { number: count.exact(), fewer_than: (count == Count::Few).then_some(THRESHOLD) }
    }
}

impl<'s> LocalizedSite<'s> {
    /// The years, the earliest first; `None` while nobody has reported one.
    pub fn monitoring(&self) -> Option<MonitoringView<'s>> {
        let published: Vec<PublishedYear> =
            self.site.monitoring.iter().map(|(year, entry)| PublishedYear::new(*year, &entry.value)).collect();
        let (fewer, vet) = (self.targets("fewer-opportunities"), self.targets("vet"));
        // A year that is known but too small to be published has its place in the chart; what no year knows has no chart.
        let chart = |targets: &[&Target],
                     known: &dyn Fn(&PublishedYear) -> bool,
                     value: &dyn Fn(&PublishedYear) -> Option<i64>| {
            let years: Vec<Year> = published.iter().map(|year| column(year, value(year), Vec::new())).collect();
            published.iter().any(known).then(|| Columns::new(&years, targets))
        };
        let participants: Vec<Year> =
            published.iter().map(|year| column(year, year.participants.exact(), parts(year))).collect();
        let mut years: Vec<YearView> = published.iter().map(|year| self.year(year)).collect();
        years.reverse();
        (!years.is_empty()).then(|| MonitoringView {
            demo: years.iter().any(|year| year.demo),
            participants: Columns::new(&participants, &[]),
            fewer_opportunities: chart(&fewer, &|year| year.fewer_opportunities.is_some(), &|year| {
                year.fewer_opportunities_percent
            }),
            vet: chart(&vet, &|year| year.vet.is_some(), &|year| year.vet.as_ref().and_then(|vet| vet.percent)),
            days: chart(&[], &|year| year.requests.is_some(), &|year| {
                year.requests.and_then(|requests| requests.median_days_to_match)
            }),
            fewer_opportunities_targets: fewer.into_iter().cloned().collect(),
            vet_targets: vet.into_iter().cloned().collect(),
            threshold: THRESHOLD,
            hosts: years.iter().filter(|year| year.hosts.is_some()).cloned().collect(),
            years,
        })
    }

    /// The pledges and targets on one subject, the partnership's first.
    fn targets(&self, subject: &str) -> Vec<&Target> {
        let mut targets: Vec<&Target> =
            self.site.settings.targets.iter().filter(|target| target.subject() == subject).collect();
        targets.sort_by_key(|target| !target.is_pledge());
        targets
    }

    fn year(&self, year: &PublishedYear<'s>) -> YearView<'s> {
        let mut activities = self.rows(&year.activities);
        for (view, row) in activities.iter_mut().zip(&year.activities) {
            if let [code] = row.codes[..] {
                view.family = Some(self.family(code));
            }
        }
        YearView {
            year: year.year,
            until: year.until,
            demo: year.demo,
            mobilities: year.mobilities.into(),
            participants: year.participants.into(),
            staff: year.staff.into(),
            learners: year.learners.into(),
            fewer_opportunities: year.fewer_opportunities.map(CountView::from),
            fewer_opportunities_percent: year.fewer_opportunities_percent,
            activities,
            hosts: year.hosts.as_ref().map(|hosts| self.rows(hosts)),
            vet: year.vet.as_ref().map(|vet| VetView {
                learners: vet.learners.into(),
                mobile: vet.mobile.into(),
                percent: vet.percent,
                source: vet.source.to_owned(),
            }),
            requests: year.requests,
            source: year.source.to_owned(),
            note: year.note.map(|note| self.text(note)),
        }
    }

    fn rows<T: Term>(&self, rows: &[Row<T>]) -> Vec<RowView> {
        let most = rows.iter().map(|row| row.participants).max().unwrap_or(1).max(1);
        rows.iter()
            .map(|row| RowView {
                labels: row.codes.iter().map(|code| self.label(code).label.to_owned()).collect(),
                family: None,
                mobilities: row.mobilities,
                participants: row.participants,
                percent: row.participants * 100 / most,
            })
            .collect()
    }
}

fn column(year: &PublishedYear, value: Option<i64>, parts: Vec<i64>) -> Year {
    Year { year: year.year, partial: year.until.is_some(), value, parts }
}

/// Learners and staff, where both are published.
fn parts(year: &PublishedYear) -> Vec<i64> {
    match (year.learners, year.staff) {
        (Count::Exact(learners), Count::Exact(staff)) => vec![learners, staff],
        _ => Vec::new(),
    }
}
