//! The filters: what offers and case studies can be chosen by, and which values each of them has.
//!
//! A value stands in addresses (`?country=es&month=2027-03`) and in the index, so it is a code in lower case, and stays
//! what it is.

use domain::case_study::CaseStudy;
use domain::dates::Period;
use domain::offer::Offer;
use domain::parts::{Level, Span};
use domain::terms::{Region, Sector};
use domain::vocabulary::Code;
use jiff::civil::Date;

use crate::facet::Facet;
use crate::site::Site;

/// One thing to choose by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
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
    pub const ALL: [Filter; 14] = [
        Filter::Activity,
        Filter::Country,
        Filter::Month,
        Filter::Language,
        Filter::Group,
        Filter::Sector,
        Filter::Theme,
        Filter::Audience,
        Filter::Support,
        Filter::Region,
        Filter::Rail,
        Filter::Minors,
        Filter::Year,
        Filter::Kind,
    ];

    /// Its name in addresses, in the index and in message keys.
    pub fn code(self) -> &'static str {
        match self {
            Filter::Activity => "activity",
            Filter::Country => "country",
            Filter::Month => "month",
            Filter::Language => "language",
            Filter::Group => "group",
            Filter::Sector => "sector",
            Filter::Theme => "theme",
            Filter::Audience => "audience",
            Filter::Support => "support",
            Filter::Region => "region",
            Filter::Rail => "rail",
            Filter::Minors => "minors",
            Filter::Year => "year",
            Filter::Kind => "kind",
        }
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

    /// The values of an offer.
    pub fn of_offer(self, offer: &Offer, site: &Site) -> Vec<String> {
        match self {
            Filter::Activity => lower(&offer.activities),
            Filter::Audience => lower(&offer.audiences),
            Filter::Theme => lower(&offer.themes),
            Filter::Sector => sectors(&offer.sectors, site),
            Filter::Region => vec![offer.host.region.as_str().to_lowercase()],
            Filter::Country => countries([&offer.host.region], site),
            Filter::Month => open_months(offer, site.today),
            Filter::Language => {
                let languages = offer.languages.iter();
                languages.flat_map(|language| levels_admitted(language.code.as_str(), language.level)).collect()
            }
            Filter::Group => GROUPS
                .iter()
                .filter(|(_, least, most)| offer.group.min <= *most && *least <= offer.group.max)
                .map(|(code, ..)| (*code).to_owned())
                .collect(),
            Filter::Support => {
                let any = offer.support.is_some().then(|| ANY.to_owned());
                any.into_iter().chain(lower(&offer.support.measures)).collect()
            }
            Filter::Rail => yes(offer.travel.by_rail),
            Filter::Minors => yes(offer.minors),
            Filter::Kind => vec!["offer".to_owned()],
            Filter::Year => Vec::new(),
        }
    }

    /// The values of a case study. It took place in the country of its hosts.
    pub fn of_story(self, study: &CaseStudy, site: &Site) -> Vec<String> {
        match self {
            Filter::Activity => vec![study.activity.as_str().to_lowercase()],
            Filter::Theme => lower(&study.themes),
            Filter::Sector => sectors(&study.sectors, site),
            Filter::Region => distinct(study.hosts.iter().map(|host| host.region.as_str().to_lowercase()).collect()),
            Filter::Country => countries(study.hosts.iter().map(|host| &host.region), site),
            Filter::Year => vec![study.dates.start().year().to_string()],
            Filter::Kind => vec!["case-study".to_owned()],
            Filter::Audience
            | Filter::Month
            | Filter::Language
            | Filter::Group
            | Filter::Support
            | Filter::Rail
            | Filter::Minors => Vec::new(),
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

/// Months in which a window is open, before the offer's last day.
fn open_months(offer: &Offer, today: Date) -> Vec<String> {
    let last = offer.ends();
    months(today)
        .into_iter()
        .filter(|month| {
            let whole = Period { from: (*month).max(today), until: month.last_of_month().min(last) };
            whole.from <= whole.until && offer.windows.iter().any(|window| window.overlaps(&whole))
        })
        .map(month_value)
        .collect()
}

/// The language itself, and each level at which a visitor is admitted: who has more than is asked may come too.
fn levels_admitted(language: &str, asked: Level) -> impl Iterator<Item = String> {
    let levels = Level::ALL.into_iter().filter(move |(_, level)| *level >= asked);
    let values: Vec<String> = levels.map(|(name, _)| format!("{language}-{}", name.to_lowercase())).collect();
    std::iter::once(language.to_owned()).chain(values)
}

/// Sectors with the broad fields they belong to.
fn sectors(codes: &[Code<Sector>], site: &Site) -> Vec<String> {
    let sectors = codes.iter().filter_map(|code| site.vocabulary.sectors.get(code));
    distinct(sectors.flat_map(|sector| [sector.broad().to_owned(), sector.code.clone()]).collect())
}

fn countries<'r>(regions: impl IntoIterator<Item = &'r Code<Region>>, site: &Site) -> Vec<String> {
    let regions = regions.into_iter().filter_map(|region| site.vocabulary.regions.get(region));
    distinct(regions.map(|region| region.country.as_str().to_lowercase()).collect())
}

fn lower<T>(codes: &[Code<T>]) -> Vec<String> {
    codes.iter().map(|code| code.as_str().to_lowercase()).collect()
}

fn distinct(mut values: Vec<String>) -> Vec<String> {
    values.sort_unstable();
    values.dedup();
    values
}

fn yes(really: bool) -> Vec<String> {
    if really { vec![YES.to_owned()] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use domain::parts::Level;
    use jiff::civil::date;

    use super::{levels_admitted, month_value, months};

    #[test]
    fn who_speaks_better_than_is_asked_is_admitted() {
        let values: Vec<String> = levels_admitted("en", Level::B1).collect();
        assert_eq!(values, ["en", "en-b1", "en-b2", "en-c1", "en-c2"]);
    }

    #[test]
    fn a_year_and_a_half_can_be_chosen_month_by_month() {
        let months = months(date(2026, 11, 23));
        assert_eq!((months.len(), months[0], months[17]), (18, date(2026, 11, 1), date(2028, 4, 1)));
        assert_eq!(month_value(months[4]), "2027-03");
    }
}
