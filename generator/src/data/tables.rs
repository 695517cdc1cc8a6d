//! Offers and case studies as CSV (RFC 4180), for people with a spreadsheet.

use domain::case_study::Party;
use domain::dates::{Period, When};
use domain::vocabulary::Code;

use crate::address::Addresses;
use crate::context::absolute;
use crate::site::Site;

/// `data/offers.csv`: one line an offer; several codes in one cell are separated by a space.
pub fn offer_table(site: &Site) -> Result<Vec<u8>, csv::Error> {
    let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
    let header = [
        "slug",
        "address",
        "open",
        "demo",
        "title",
        "summary",
        "host",
        "place",
        "region",
        "country",
        "activities",
        "audiences",
        "sectors",
        "themes",
        "languages",
        "group_min",
        "group_max",
        "days_min",
        "days_max",
        "windows",
        "support_measures",
        "support_barriers",
        "by_rail",
        "minors",
        "reciprocity",
        "confirmed",
        "valid_until",
    ];
    let rows = site.offers.iter().map(|entry| {
        let offer = &entry.value;
        let country = site.vocabulary.regions.get(&offer.host.region).map(|region| region.country.as_str());
        let languages: Vec<String> =
            offer.languages.iter().map(|language| format!("{}:{}", language.code.as_str(), language.level)).collect();
        vec![
            entry.slug.to_string(),
            absolute(site, &addresses.offer(entry.slug.as_str())),
            offer.is_open(site.today).to_string(),
            offer.demo.to_string(),
            offer.title.original().to_owned(),
            offer.summary.original().to_owned(),
            offer.host.name.clone(),
            offer.host.place.clone(),
            offer.host.region.as_str().to_owned(),
            country.unwrap_or_default().to_owned(),
            codes(&offer.activities),
            codes(&offer.audiences),
            codes(&offer.sectors),
            codes(&offer.themes),
            languages.join(" "),
            offer.group.min.to_string(),
            offer.group.max.to_string(),
            offer.duration.min.to_string(),
            offer.duration.max.to_string(),
            offer.windows.iter().map(period).collect::<Vec<_>>().join(" "),
            codes(&offer.support.measures),
            codes(&offer.support.barriers),
            offer.travel.by_rail.to_string(),
            offer.minors.to_string(),
            offer.reciprocity.to_string(),
            offer.confirmed.to_string(),
            offer.valid_until.to_string(),
        ]
    });
    table(&header, rows)
}

/// `data/case-studies.csv`: one line a case study. Unknown numbers stay empty.
pub fn case_study_table(site: &Site) -> Result<Vec<u8>, csv::Error> {
    let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
    let header = [
        "slug",
        "address",
        "title",
        "summary",
        "activity",
        "themes",
        "hosts",
        "host_regions",
        "visitors",
        "visitor_regions",
        "place",
        "dates",
        "days",
        "staff",
        "learners",
        "fewer_opportunities",
        "published",
    ];
    let rows = site.case_studies.iter().map(|story| {
        let study = &story.entry.value;
        let names =
            |parties: &[Party]| parties.iter().map(|party| party.organisation.as_str()).collect::<Vec<_>>().join("; ");
        let regions =
            |parties: &[Party]| parties.iter().map(|party| party.region.as_str()).collect::<Vec<_>>().join(" ");
        let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
        vec![
            story.entry.slug.to_string(),
            absolute(site, &addresses.case_study(story.entry.slug.as_str())),
            study.title.original().to_owned(),
            study.summary.original().to_owned(),
            study.activity.as_str().to_owned(),
            codes(&study.themes),
            names(&study.hosts),
            regions(&study.hosts),
            names(&study.visitors),
            regions(&study.visitors),
            study.place.clone(),
            match &study.dates {
                When::Month(month) => month.strftime("%Y-%m").to_string(),
                When::Days(days) => period(days),
            },
            number(study.length()),
            number(study.participants.staff),
            number(study.participants.learners),
            number(study.participants.fewer_opportunities),
            study.published.to_string(),
        ]
    });
    table(&header, rows)
}

fn codes<T>(codes: &[Code<T>]) -> String {
    codes.iter().map(Code::as_str).collect::<Vec<_>>().join(" ")
}

/// ISO 8601 interval.
fn period(period: &Period) -> String {
    format!("{}/{}", period.from, period.until)
}

fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell_text(cell)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A spreadsheet would run a cell that begins like a formula (OWASP ASVS 1.2.10): an apostrophe makes it text.
fn cell_text(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\0') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn a_cell_is_never_a_formula() {
        let rows = [vec!["=1+1".to_owned(), "quay, \"old\"".to_owned()]];
        let bytes = table(&["a", "b"], rows.into_iter()).expect("a table");
        assert_eq!(String::from_utf8_lossy(&bytes), "a,b\r\n'=1+1,\"quay, \"\"old\"\"\"\r\n");
    }
}
