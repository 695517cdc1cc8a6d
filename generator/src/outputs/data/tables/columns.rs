//! The columns of the tables, and the labels of their codes.

use domain::content::case_study::CaseStudy;
use domain::content::common::LanguageLevel;
use domain::content::offer::Offer;
use domain::dates::{Period, When};
use domain::text::LocalizedText;
use domain::vocabulary::{
    Activity, Audience, Barrier, Code, Country, Language, OrganisationKind, Region, Sector, SupportMeasure, Term,
    Theme, Vocabulary,
};
use spreadsheet::Cell;

use super::super::published::LICENCE;
use content::model::site::Site;
use content::model::site::absolute;

/// A column: its name, and what stands in it.
pub(super) type Column<T> = (&'static str, fn(&Row<T>) -> Cell);

/// A thing with what its cells are made from.
pub(super) struct Row<'s, T> {
    pub(super) site: &'s Site,
    pub(super) slug: &'s str,
    /// From the root of the host.
    pub(super) address: String,
    pub(super) value: &'s T,
}

/// The columns of `data/offers.csv`. Programs may count them: new ones come last.
pub(super) const OFFER: [Column<Offer>; 41] = [
    ("slug", |row| text(row.slug)),
    ("address", |row| Cell::Text(absolute(row.site, &row.address))),
    ("open", |row| flag(row.value.is_open(row.site.today))),
    ("demo", |row| flag(row.value.demo)),
    ("title", |row| text(row.value.title.original())),
    ("summary", |row| text(row.value.summary.original())),
    ("host", |row| text(&row.value.host.name)),
    ("place", |row| text(&row.value.host.place)),
    ("region", |row| text(row.value.host.region.as_str())),
    ("country", |row| {
        let region = row.site.vocabulary.regions.get(&row.value.host.region);
        region.map_or(Cell::Nothing, |region| text(region.country.as_str()))
    }),
    ("activities", |row| codes(&row.value.activities)),
    ("audiences", |row| codes(&row.value.audiences)),
    ("sectors", |row| codes(&row.value.sectors)),
    ("themes", |row| codes(&row.value.themes)),
    ("languages", |row| {
        let level = |language: &LanguageLevel| format!("{}:{}", language.code.as_str(), language.level);
        Cell::Text(row.value.languages.iter().map(level).collect::<Vec<_>>().join(" "))
    }),
    ("group_min", |row| Cell::Number(row.value.group.min)),
    ("group_max", |row| Cell::Number(row.value.group.max)),
    ("days_min", |row| Cell::Number(row.value.duration.min)),
    ("days_max", |row| Cell::Number(row.value.duration.max)),
    ("windows", |row| Cell::Text(row.value.windows.iter().map(period).collect::<Vec<_>>().join(" "))),
    ("support_measures", |row| codes(&row.value.support.measures)),
    ("support_barriers", |row| codes(&row.value.support.barriers)),
    ("by_rail", |row| known(row.value.travel.by_rail)),
    ("minors", |row| known(row.value.minors)),
    ("reciprocity", |row| known(row.value.reciprocity)),
    ("confirmed", |row| Cell::Day(row.value.confirmed)),
    ("valid_until", |row| Cell::Day(row.value.valid_until)),
    ("original_language", |row| original_language(&row.value.title)),
    ("host_kind", |row| text(row.value.host.kind.as_str())),
    ("host_website", |row| row.value.host.website.as_deref().map_or(Cell::Nothing, text)),
    ("programme", |row| texts(row.value.programme.iter().map(|stop| &stop.name))),
    ("learning", |row| texts(&row.value.learning)),
    ("support_note", |row| optional(&row.value.support.note)),
    ("accommodation", |row| optional(&row.value.accommodation)),
    ("accessibility", |row| optional(&row.value.accessibility)),
    ("costs", |row| text(row.value.costs.original())),
    ("travel_note", |row| optional(&row.value.travel.note)),
    ("safeguarding", |row| optional(&row.value.safeguarding)),
    ("last_day", |row| Cell::Day(row.value.ends())),
    ("published", |row| Cell::Day(row.value.published)),
    ("licence", |_| text(LICENCE)),
];

/// The columns of `data/case-studies.csv`. Numbers that nobody knows stay empty; new columns come last.
pub(super) const CASE_STUDY: [Column<CaseStudy>; 25] = [
    ("slug", |row| text(row.slug)),
    ("address", |row| Cell::Text(absolute(row.site, &row.address))),
    ("title", |row| text(row.value.title.original())),
    ("summary", |row| text(row.value.summary.original())),
    ("activity", |row| text(row.value.activity.as_str())),
    ("themes", |row| codes(&row.value.themes)),
    ("hosts", |row| list(row.value.hosts.iter().map(|party| party.organisation.as_str()))),
    ("host_regions", |row| words(row.value.hosts.iter().map(|party| party.region.as_str()))),
    ("visitors", |row| list(row.value.visitors.iter().map(|party| party.organisation.as_str()))),
    ("visitor_regions", |row| words(row.value.visitors.iter().map(|party| party.region.as_str()))),
    ("place", |row| text(&row.value.place)),
    ("dates", |row| match &row.value.dates {
        When::Month(month) => Cell::Text(month.strftime("%Y-%m").to_string()),
        When::Days(days) => Cell::Text(period(days)),
    }),
    ("days", |row| number(row.value.length())),
    ("staff", |row| number(row.value.participants.staff)),
    ("learners", |row| number(row.value.participants.learners)),
    ("fewer_opportunities", |row| number(row.value.participants.fewer_opportunities)),
    ("published", |row| Cell::Day(row.value.published)),
    ("original_language", |row| original_language(&row.value.title)),
    ("sectors", |row| codes(&row.value.sectors)),
    ("host_places", |row| list(row.value.hosts.iter().map(|party| party.place.as_str()))),
    ("visitor_places", |row| list(row.value.visitors.iter().map(|party| party.place.as_str()))),
    ("follow_up", |row| optional(&row.value.follow_up)),
    ("offer", |row| row.value.offer.as_ref().map_or(Cell::Nothing, |offer| text(offer.as_str()))),
    ("source", |row| row.value.source.as_deref().map_or(Cell::Nothing, text)),
    ("licence", |_| text(LICENCE)),
];

/// The columns of codes that have labels, and where those are.
const LABELS: [(&str, LabelOf); 12] = [
    ("region", of_term::<Region>),
    ("country", of_term::<Country>),
    ("activities", of_term::<Activity>),
    ("audiences", of_term::<Audience>),
    ("sectors", of_term::<Sector>),
    ("themes", of_term::<Theme>),
    ("languages", of_term::<Language>),
    ("support_measures", of_term::<SupportMeasure>),
    ("support_barriers", of_term::<Barrier>),
    ("host_kind", of_term::<OrganisationKind>),
    ("activity", of_term::<Activity>),
    ("codes", |vocabulary, code| {
        of_term::<Activity>(vocabulary, code).or_else(|| of_term::<Country>(vocabulary, code))
    }),
];

/// The label of a code in a vocabulary.
type LabelOf = for<'v> fn(&'v Vocabulary, &str) -> Option<&'v LocalizedText>;

fn of_term<'v, T: Term + 'static>(vocabulary: &'v Vocabulary, code: &str) -> Option<&'v LocalizedText> {
    T::terms(vocabulary).find(code).map(T::label)
}

/// Whether a column has codes with labels.
pub(super) fn has_labels(heading: &str) -> bool {
    LABELS.iter().any(|(name, _)| *name == heading)
}

/// The labels of the codes in a cell of a column, in the site's first language; none where the column has none.
pub(super) fn labels(site: &Site, heading: &str, cell: &Cell) -> Option<Cell> {
    let (_, label_of) = LABELS.iter().find(|(name, _)| *name == heading)?;
    let Cell::Text(codes) = cell else { return Some(Cell::Nothing) };
    let label = |code: &str| {
        // A language stands before its level.
        let (code, level) = code.split_once(':').map_or((code, None), |(code, level)| (code, Some(level)));
        let label = label_of(&site.vocabulary, code)
            .map_or(code, |label| label.in_language(site.settings.default_language()).0);
        level.map_or_else(|| label.to_owned(), |level| format!("{label} {level}"))
    };
    Some(Cell::Text(codes.split_whitespace().map(label).collect::<Vec<_>>().join("; ")))
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn flag(flag: bool) -> Cell {
    Cell::Text(flag.to_string())
}

fn codes<T>(codes: &[Code<T>]) -> Cell {
    words(codes.iter().map(Code::as_str))
}

fn words<'s>(words: impl Iterator<Item = &'s str>) -> Cell {
    Cell::Text(words.collect::<Vec<_>>().join(" "))
}

fn list<'s>(names: impl Iterator<Item = &'s str>) -> Cell {
    Cell::Text(names.collect::<Vec<_>>().join("; "))
}

fn texts<'s>(texts: impl IntoIterator<Item = &'s LocalizedText>) -> Cell {
    list(texts.into_iter().map(LocalizedText::original))
}

fn optional(known: &Option<LocalizedText>) -> Cell {
    known.as_ref().map_or(Cell::Nothing, |known| text(known.original()))
}

/// True, false, or nothing where the host has not said.
fn known(known: Option<bool>) -> Cell {
    known.map_or(Cell::Nothing, flag)
}

fn original_language(localized: &LocalizedText) -> Cell {
    localized.iter().next().map_or(Cell::Nothing, |(language, _)| text(language.as_str()))
}

fn number(value: Option<i64>) -> Cell {
    value.map_or(Cell::Nothing, Cell::Number)
}

/// ISO 8601 interval.
fn period(period: &Period) -> String {
    format!("{}/{}", period.from, period.until)
}
