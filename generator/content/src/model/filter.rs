//! The filters: what offers and case studies can be chosen by, and which values each of them has.
//!
//! A value stands in addresses (`?country=es&month=2027-03`) and in the index, so it is a code in lower case, and stays
//! what it is.

use std::collections::BTreeSet;

use domain::content::case_study::CaseStudy;
use domain::content::common::{Level, Span};
use domain::content::offer::Offer;
use domain::dates::Period;
use domain::vocabulary::{Code, Region, Sector};
use jiff::civil::Date;

use crate::model::facet::Facet;
use crate::model::site::Site;

/// One thing to choose by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Filter {
    /// What one does there.
    Activity,
    /// In which country.
    Country,
    /// In which month one can come.
    Month,
    /// In which working language, and from which level on.
    Language,
    /// With how many persons.
    Group,
    /// In which field of education (ISCED-F), broad or narrow.
    Sector,
    /// On which subject.
    Theme,
    /// Who may come.
    Audience,
    /// What is offered to people with fewer opportunities.
    Support,
    /// In which region.
    Region,
    /// Whether one can come by train.
    Rail,
    /// Whether people under 18 are received.
    Minors,
    /// In which year an exchange took place.
    Year,
    /// An offer or a case study.
    Kind,
}

/// How a filter is chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Choosing {
    /// One of the values chosen is enough.
    Any,
    /// All values chosen are needed.
    All,
    /// One value: a language, and the level one has in it.
    Level,
    /// Yes, or no matter.
    Switch,
}

/// The value of a filter that has no more to say than yes.
pub const YES: &str = "yes";
/// The value of [`Filter::Support`] for any support at all.
pub const ANY: &str = "any";

/// Months ahead for which windows can be chosen, today's included.
const MONTHS: usize = 18;

/// Sizes of a group, as people think of them: code, least and most persons.
const GROUPS: [(&str, i64, i64); 6] = [
    ("1", 1, 1),
    ("2-5", 2, 5),
    ("6-10", 6, 10),
    ("11-20", 11, 20),
    ("21-40", 21, 40),
    ("over-40", 41, Span::MOST_PERSONS),
];

impl Filter {
    /// All filters.
    pub const ALL: &[Filter] = <Self as strum::VariantArray>::VARIANTS;

    /// Its name in addresses, in the index and in message keys.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// How it is chosen by.
    pub fn choosing(self) -> Choosing {
        match self {
            Filter::Support => Choosing::All,
            Filter::Language => Choosing::Level,
            Filter::Rail | Filter::Minors => Choosing::Switch,
            _ => Choosing::Any,
        }
    }

    /// The facet with pages for the same values, where there is one.
    pub fn facet(self) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| facet.code() == self.code())
    }

    /// Tells the values of an offer.
    pub fn each_of_offer(self, offer: &Offer, site: &Site, months: &Months, mut visit: impl FnMut(&str)) {
        match self {
            Filter::Activity => each_lower(&offer.activities, visit),
            Filter::Audience => each_lower(&offer.audiences, visit),
            Filter::Theme => each_lower(&offer.themes, visit),
            Filter::Sector => each_sector(&offer.sectors, site, visit),
            Filter::Region => each_lower(std::slice::from_ref(&offer.host.region), visit),
            Filter::Country => each_country([&offer.host.region], site, visit),
            Filter::Month => months.each_open(offer, visit),
            Filter::Language => {
                for language in &offer.languages {
                    each_level_admitted(language.code.as_str(), language.level, &mut visit);
                }
            }
            Filter::Group => {
                let fits = |least, most| offer.group.min <= most && least <= offer.group.max;
                GROUPS.iter().filter(|(_, least, most)| fits(*least, *most)).for_each(|(code, ..)| visit(code));
            }
            Filter::Support => {
                if offer.support.is_some() {
                    visit(ANY);
                }
                each_lower(&offer.support.measures, visit);
            }
            Filter::Rail => yes(offer.travel.by_rail == Some(true), visit),
            Filter::Minors => yes(offer.minors == Some(true), visit),
            Filter::Kind => visit("offer"),
            Filter::Year => {}
        }
    }

    /// Tells the values of a case study. It took place in the country of its hosts.
    pub fn each_of_story(self, study: &CaseStudy, site: &Site, mut visit: impl FnMut(&str)) {
        match self {
            Filter::Activity => each_lower(std::slice::from_ref(&study.activity), visit),
            Filter::Theme => each_lower(&study.themes, visit),
            Filter::Sector => each_sector(&study.sectors, site, visit),
            Filter::Region => {
                let regions: BTreeSet<String> =
                    study.hosts.iter().map(|host| host.region.as_str().to_lowercase()).collect();
                regions.iter().for_each(|region| visit(region));
            }
            Filter::Country => each_country(study.hosts.iter().map(|host| &host.region), site, visit),
            Filter::Year => visit(&study.dates.start().year().to_string()),
            Filter::Kind => visit("case-study"),
            Filter::Audience
            | Filter::Month
            | Filter::Language
            | Filter::Group
            | Filter::Support
            | Filter::Rail
            | Filter::Minors => {}
        }
    }
}

/// The months that can be chosen, put into words once.
pub struct Months {
    today: Date,
    months: Vec<(Period, String)>,
}

impl Months {
    /// Those from a day on.
    pub fn from(today: Date) -> Self {
        let whole = |month: Date| Period { from: month.max(today), until: month.last_of_month() };
        let months = months(today).into_iter().map(|month| (whole(month), month_value(month))).collect();
        Self { today, months }
    }

    /// Tells the months in which a stay can begin.
    fn each_open(&self, offer: &Offer, mut visit: impl FnMut(&str)) {
        let starts = offer.starts(self.today);
        for (month, value) in &self.months {
            if starts.iter().any(|start| start.overlaps(month)) {
                visit(value);
            }
        }
    }
}

/// The first days of the months that can be chosen.
pub fn months(today: Date) -> Vec<Date> {
    let next = |month: &Date| month.last_of_month().tomorrow().ok();
    std::iter::successors(Some(today.first_of_month()), next).take(MONTHS).collect()
}

/// A month as a value.
pub fn month_value(month: Date) -> String {
    month.strftime("%Y-%m").to_string()
}

/// The codes of the sizes of a group, from the smallest.
pub fn groups() -> impl Iterator<Item = &'static str> {
    GROUPS.into_iter().map(|(code, ..)| code)
}

/// The language itself, and each level at which a visitor is admitted: who has more than is asked may come too.
fn each_level_admitted(language: &str, asked: Level, mut visit: impl FnMut(&str)) {
    visit(language);
    let mut value = format!("{language}-");
    let stem = value.len();
    for level in Level::ALL.into_iter().filter(|level| *level >= asked) {
        value.truncate(stem);
        value.extend(level.code().chars().map(|letter| letter.to_ascii_lowercase()));
        visit(&value);
    }
}

/// Sectors with the fields that they are a part of, each once.
fn each_sector(codes: &[Code<Sector>], site: &Site, visit: impl FnMut(&str)) {
    let sectors = codes.iter().filter_map(|code| site.vocabulary.sectors.get(code));
    let values: BTreeSet<&str> = sectors.flat_map(Sector::path).collect();
    values.into_iter().for_each(visit);
}

fn each_country<'r>(regions: impl IntoIterator<Item = &'r Code<Region>>, site: &Site, mut visit: impl FnMut(&str)) {
    let regions = regions.into_iter().filter_map(|region| site.vocabulary.regions.get(region));
    let countries: BTreeSet<String> = regions.map(|region| region.country.as_str().to_lowercase()).collect();
    countries.iter().for_each(|country| visit(country));
}

fn each_lower<T>(codes: &[Code<T>], mut visit: impl FnMut(&str)) {
    for code in codes {
        let code = code.as_str();
        if code.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            visit(&code.to_lowercase());
        } else {
            visit(code);
        }
    }
}

fn yes(really: bool, mut visit: impl FnMut(&str)) {
    if really {
        visit(YES);
    }
}

#[cfg(test)]
mod tests {
    use domain::content::common::Level;
    use jiff::civil::date;

    use super::{each_level_admitted, month_value, months};

    #[test]
    fn who_speaks_better_than_is_asked_is_admitted() {
        let mut values: Vec<String> = Vec::new();
        each_level_admitted("en", Level::B1, |value| values.push(value.to_owned()));
        assert_eq!(values, ["en", "en-b1", "en-b2", "en-c1", "en-c2"]);
    }

    #[test]
    fn a_year_and_a_half_can_be_chosen_month_by_month() {
        let months = months(date(2026, 11, 23));
        assert_eq!((months.len(), months[0], months[17]), (18, date(2026, 11, 1), date(2028, 4, 1)));
        assert_eq!(month_value(months[4]), "2027-03");
    }
}
