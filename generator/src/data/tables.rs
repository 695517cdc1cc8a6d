//! Offers and case studies as CSV (RFC 4180), for people with a spreadsheet.

use std::io::Write;

use domain::case_study::CaseStudy;
use domain::dates::{Period, When};
use domain::offer::Offer;
use domain::parts::LanguageLevel;
use domain::text::LocalizedText;
use domain::vocabulary::Code;

use super::LICENCE;
use crate::address::Addresses;
use crate::context::absolute;
use crate::site::Site;

/// A column: its name, and what stands in it.
type Column<T> = (&'static str, fn(&Row<T>) -> String);

/// A thing with what its cells are made from.
struct Row<'s, T> {
    site: &'s Site,
    slug: &'s str,
    /// From the root of the host.
    address: String,
    value: &'s T,
}

/// The columns of `data/offers.csv`. Programs may count them: new ones come last.
const OFFER: [Column<Offer>; 41] = [
    ("slug", |row| row.slug.to_owned()),
    ("address", |row| absolute(row.site, &row.address)),
    ("open", |row| row.value.is_open(row.site.today).to_string()),
    ("demo", |row| row.value.demo.to_string()),
    ("title", |row| row.value.title.original().to_owned()),
    ("summary", |row| row.value.summary.original().to_owned()),
    ("host", |row| row.value.host.name.clone()),
    ("place", |row| row.value.host.place.clone()),
    ("region", |row| row.value.host.region.as_str().to_owned()),
    ("country", |row| {
        let region = row.site.vocabulary.regions.get(&row.value.host.region);
        region.map(|region| region.country.as_str().to_owned()).unwrap_or_default()
    }),
    ("activities", |row| codes(&row.value.activities)),
    ("audiences", |row| codes(&row.value.audiences)),
    ("sectors", |row| codes(&row.value.sectors)),
    ("themes", |row| codes(&row.value.themes)),
    ("languages", |row| {
        let level = |language: &LanguageLevel| format!("{}:{}", language.code.as_str(), language.level);
        row.value.languages.iter().map(level).collect::<Vec<_>>().join(" ")
    }),
    ("group_min", |row| row.value.group.min.to_string()),
    ("group_max", |row| row.value.group.max.to_string()),
    ("days_min", |row| row.value.duration.min.to_string()),
    ("days_max", |row| row.value.duration.max.to_string()),
    ("windows", |row| row.value.windows.iter().map(period).collect::<Vec<_>>().join(" ")),
    ("support_measures", |row| codes(&row.value.support.measures)),
    ("support_barriers", |row| codes(&row.value.support.barriers)),
    ("by_rail", |row| known(row.value.travel.by_rail)),
    ("minors", |row| known(row.value.minors)),
    ("reciprocity", |row| known(row.value.reciprocity)),
    ("confirmed", |row| row.value.confirmed.to_string()),
    ("valid_until", |row| row.value.valid_until.to_string()),
    ("original_language", |row| original_language(&row.value.title)),
    ("host_kind", |row| row.value.host.kind.as_str().to_owned()),
    ("host_website", |row| row.value.host.website.clone().unwrap_or_default()),
    ("programme", |row| texts(row.value.programme.iter().map(|stop| &stop.name))),
    ("learning", |row| texts(&row.value.learning)),
    ("support_note", |row| optional(&row.value.support.note)),
    ("accommodation", |row| optional(&row.value.accommodation)),
    ("accessibility", |row| optional(&row.value.accessibility)),
    ("costs", |row| row.value.costs.original().to_owned()),
    ("travel_note", |row| optional(&row.value.travel.note)),
    ("safeguarding", |row| optional(&row.value.safeguarding)),
    ("last_day", |row| row.value.ends().to_string()),
    ("published", |row| row.value.published.to_string()),
    ("licence", |_| LICENCE.to_owned()),
];

/// The columns of `data/case-studies.csv`. Numbers that nobody knows stay empty; new columns come last.
const CASE_STUDY: [Column<CaseStudy>; 25] = [
    ("slug", |row| row.slug.to_owned()),
    ("address", |row| absolute(row.site, &row.address)),
    ("title", |row| row.value.title.original().to_owned()),
    ("summary", |row| row.value.summary.original().to_owned()),
    ("activity", |row| row.value.activity.as_str().to_owned()),
    ("themes", |row| codes(&row.value.themes)),
    ("hosts", |row| list(row.value.hosts.iter().map(|party| party.organisation.as_str()))),
    ("host_regions", |row| words(row.value.hosts.iter().map(|party| party.region.as_str()))),
    ("visitors", |row| list(row.value.visitors.iter().map(|party| party.organisation.as_str()))),
    ("visitor_regions", |row| words(row.value.visitors.iter().map(|party| party.region.as_str()))),
    ("place", |row| row.value.place.clone()),
    ("dates", |row| match &row.value.dates {
        When::Month(month) => month.strftime("%Y-%m").to_string(),
        When::Days(days) => period(days),
    }),
    ("days", |row| number(row.value.length())),
    ("staff", |row| number(row.value.participants.staff)),
    ("learners", |row| number(row.value.participants.learners)),
    ("fewer_opportunities", |row| number(row.value.participants.fewer_opportunities)),
    ("published", |row| row.value.published.to_string()),
    ("original_language", |row| original_language(&row.value.title)),
    ("sectors", |row| codes(&row.value.sectors)),
    ("host_places", |row| list(row.value.hosts.iter().map(|party| party.place.as_str()))),
    ("visitor_places", |row| list(row.value.visitors.iter().map(|party| party.place.as_str()))),
    ("follow_up", |row| optional(&row.value.follow_up)),
    ("offer", |row| row.value.offer.as_ref().map(ToString::to_string).unwrap_or_default()),
    ("source", |row| row.value.source.clone().unwrap_or_default()),
    ("licence", |_| LICENCE.to_owned()),
];

/// `data/offers.csv`: one line an offer, texts in their original language. Several codes in one cell are separated by
/// a space, several names or sentences by a semicolon.
pub fn offer_table(site: &Site, out: impl Write) -> Result<(), csv::Error> {
    let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
    let rows = site.offers.iter().map(|entry| {
        let slug = entry.slug.as_str();
        Row { site, slug, address: addresses.offer(slug), value: &entry.value }
    });
    table(&OFFER, rows, out)
}

/// `data/case-studies.csv`: one line a case study, written as [`offer_table`].
pub fn case_study_table(site: &Site, out: impl Write) -> Result<(), csv::Error> {
    let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
    let rows = site.case_studies.iter().map(|story| {
        let slug = story.entry.slug.as_str();
        Row { site, slug, address: addresses.case_study(slug), value: &story.entry.value }
    });
    table(&CASE_STUDY, rows, out)
}

fn codes<T>(codes: &[Code<T>]) -> String {
    words(codes.iter().map(Code::as_str))
}

fn words<'s>(words: impl Iterator<Item = &'s str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

fn list<'s>(names: impl Iterator<Item = &'s str>) -> String {
    names.collect::<Vec<_>>().join("; ")
}

fn texts<'s>(texts: impl IntoIterator<Item = &'s LocalizedText>) -> String {
    list(texts.into_iter().map(LocalizedText::original))
}

fn optional(text: &Option<LocalizedText>) -> String {
    text.as_ref().map(|text| text.original().to_owned()).unwrap_or_default()
}

/// True, false, or nothing where the host has not said.
fn known(flag: Option<bool>) -> String {
    flag.map(|flag| flag.to_string()).unwrap_or_default()
}

fn original_language(text: &LocalizedText) -> String {
    text.iter().next().map(|(language, _)| language.to_string()).unwrap_or_default()
}

fn number(value: Option<i64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// ISO 8601 interval.
fn period(period: &Period) -> String {
    format!("{}/{}", period.from, period.until)
}

fn table<'s, T: 's>(
    columns: &[Column<T>],
    rows: impl Iterator<Item = Row<'s, T>>,
    out: impl Write,
) -> Result<(), csv::Error> {
    let header: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    write(&header, rows.map(|row| columns.iter().map(move |(_, cell)| cell(&row))), out)
}

/// Excel reads a table without it in the encoding of its country, and shows "BorÃ¥s" for "Borås".
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A table from its cells.
pub(super) fn write(
    header: &[&str],
    rows: impl Iterator<Item = impl IntoIterator<Item = String>>,
    mut out: impl Write,
) -> Result<(), csv::Error> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row.into_iter().map(cell_text))?;
    }
    Ok(writer.flush()?)
}

/// A spreadsheet would run a cell that begins like a formula (OWASP ASVS 1.2.10): an apostrophe makes it text.
fn cell_text(mut cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
        cell.insert(0, '\'');
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::cell_text;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(cell_text("=1+1".to_owned()), "'=1+1");
        assert_eq!(cell_text("quay, \"old\"".to_owned()), "quay, \"old\"");
    }
}
