//! What anybody may read of a year: pages, charts and data files are all made of this, so that they can't differ.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::statistics::protection::{Count, gather, is_small, split};
use crate::statistics::{Figures, Requests};
use crate::text::LocalizedText;
use crate::vocabulary::{Activity, Code, Country, Term};

/// The figures of a year, with small numbers protected.
///
/// How many had fewer opportunities is told for the year and not for each activity: it is the most personal of these
/// numbers, and two cuts through the same persons could be played off against each other.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PublishedYear<'f> {
    /// The year.
    pub year: i16,
    /// The last day counted, if not the year's last.
    pub until: Option<Date>,
    /// A demonstration, not real figures.
    pub demo: bool,
    /// Visits and stays. A visit has at least one person, so with few persons their number is withheld too.
    pub mobilities: Count,
    /// Persons who took part.
    pub participants: Count,
    /// Of these, staff.
    pub staff: Count,
    /// Of these, learners.
    pub learners: Count,
    /// Of all participants, people with fewer opportunities; `None` where it is not known.
    pub fewer_opportunities: Option<Count>,
    /// Their share of all participants, in whole per cent.
    pub fewer_opportunities_percent: Option<i64>,
    /// By activity, the most participants first; empty where it can't be told.
    pub activities: Vec<Row<'f, Activity>>,
    /// By the country of the host; empty where it can't be told, `None` where it was not counted.
    pub hosts: Option<Vec<Row<'f, Country>>>,
    /// Learners in vocational education and training.
    pub vet: Option<PublishedVet<'f>>,
    /// What became of the year's requests.
    pub requests: Option<Requests>,
    /// Where the figures come from.
    pub source: &'f str,
    /// What a reader should know.
    pub note: Option<&'f LocalizedText>,
}

/// The mobilities of one code, or of several that are told together.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(bound = "")]
#[schemars(bound = "T: Term")]
pub struct Row<'f, T> {
    /// One code, or all that are told together.
    pub codes: Vec<&'f Code<T>>,
    /// Visits and stays.
    pub mobilities: i64,
    /// Persons.
    pub participants: i64,
}

/// Learners in vocational education and training who went on a mobility.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PublishedVet<'f> {
    /// All of them in the regions that report.
    pub learners: Count,
    /// Of these, those who went.
    pub mobile: Count,
    /// Their share, in whole per cent.
    pub percent: Option<i64>,
    /// Where both numbers come from.
    pub source: &'f str,
}

impl<'f> PublishedYear<'f> {
    pub fn new(year: i16, figures: &'f Figures) -> Self {
        let participants = figures.participants();
        let staff = figures.activities.iter().map(|entry| entry.staff).sum();
        let (staff, learners) = split(staff, participants - staff);
        let fewer = figures.fewer_opportunities().map(|fewer| split(fewer, participants - fewer).0);
        let mobilities = figures.mobilities();
        Self {
            year,
            until: figures.until,
            demo: figures.demo,
            mobilities: if is_small(participants) { Count::Withheld } else { Count::Exact(mobilities) },
            participants: Count::of(participants),
            staff,
            learners,
            fewer_opportunities: fewer,
            fewer_opportunities_percent: fewer.and_then(Count::exact).map(|fewer| percent(fewer, participants)),
            activities: rows(
                figures
                    .activities
                    .iter()
                    .map(|entry| (&entry.activity, entry.mobilities, entry.participants()))
                    .collect(),
            ),
            hosts: (!figures.hosts.is_empty()).then(|| {
                rows(figures.hosts.iter().map(|entry| (&entry.country, entry.mobilities, entry.participants)).collect())
            }),
            vet: figures.vet.as_ref().map(|vet| {
                let mobile = split(vet.mobile, vet.learners - vet.mobile).0;
                PublishedVet {
                    learners: Count::of(vet.learners),
                    mobile,
                    percent: mobile.exact().map(|mobile| percent(mobile, vet.learners)),
                    source: &vet.source,
                }
            }),
            requests: figures.requests,
            source: &figures.source,
            note: figures.note.as_ref(),
        }
    }
}

/// Rows with the most participants first, and those that are told together last.
fn rows<T>(entries: Vec<(&Code<T>, i64, i64)>) -> Vec<Row<'_, T>> {
    let sizes: Vec<i64> = entries.iter().map(|(_, _, participants)| *participants).collect();
    let Some(gathered) = gather(&sizes) else { return Vec::new() };
    let row = |places: &[usize]| {
        let mut codes: Vec<&Code<T>> = places.iter().map(|place| entries[*place].0).collect();
        // An editor may write the largest first, and that order would tell something.
        codes.sort_by_key(|code| code.as_str());
        Row {
            codes,
            mobilities: places.iter().map(|place| entries[*place].1).sum(),
            participants: places.iter().map(|place| sizes[*place]).sum(),
        }
    };
    let mut rows: Vec<Row<T>> = gathered.alone.iter().map(|place| row(&[*place])).collect();
    rows.sort_by(|a, b| b.participants.cmp(&a.participants).then_with(|| a.codes[0].as_str().cmp(b.codes[0].as_str())));
    if !gathered.together.is_empty() {
        rows.push(row(&gathered.together));
    }
    rows
}

/// A share in whole per cent, rounded to the nearest.
fn percent(part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { (200 * part + whole) / (2 * whole) }
}
