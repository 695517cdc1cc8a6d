//! What the data sets reach over: since when there is something in them, which days they are about, and whether they have anything
//! but demonstrations.

use domain::content::case_study::CaseStudy;
use domain::dates::{Period, When};
use jiff::civil::Date;

use content::model::site::Site;

/// The time that a data set covers, as far as its content says.
#[derive(Debug, Default)]
pub struct Extent {
    /// When its first entry was published.
    pub issued: Option<Date>,
    /// The days that it is about.
    pub period: Option<Period>,
    /// Whether all of its entries are demonstrations.
    pub demo: bool,
}

impl Extent {
    /// Of the offers: the windows in which somebody can come.
    pub fn of_offers(site: &Site) -> Self {
        let offers = || site.offers.iter().map(|offer| &offer.value);
        Self {
            issued: offers().map(|offer| offer.published).min(),
            period: around(offers().flat_map(|offer| &offer.windows).copied()),
            demo: !site.offers.is_empty() && offers().all(|offer| offer.demo),
        }
    }

    /// Of the case studies: the exchanges.
    pub fn of_case_studies(site: &Site) -> Self {
        let stories = || site.case_studies.iter().map(|story| &story.entry.value);
        Self { issued: stories().map(|story| story.published).min(), period: around(stories().map(days)), demo: false }
    }

    /// Of the figures: whole years, the last one as far as it was counted.
    pub fn of_monitoring(site: &Site) -> Self {
        let years = site.monitoring.iter().filter_map(|(year, entry)| {
            let end = Date::new(*year, 12, 31).ok()?;
            Some(Period { from: Date::new(*year, 1, 1).ok()?, until: entry.value.until.unwrap_or(end) })
        });
        let demo = !site.monitoring.is_empty() && site.monitoring.values().all(|entry| entry.value.demo);
        Self { issued: None, period: around(years), demo }
    }

    /// Of the events.
    pub fn of_events(site: &Site) -> Self {
        let events = || site.events.iter().map(|event| &event.entry.value);
        let demo = !site.events.is_empty() && events().all(|event| event.demo);
        Self { issued: None, period: around(events().map(|event| event.days)), demo }
    }
}

/// The days of an exchange; of one that is known by its month, all of them.
fn days(story: &CaseStudy) -> Period {
    match story.dates {
        When::Days(days) => days,
        When::Month(first) => Period { from: first, until: first.last_of_month() },
    }
}

/// From the first day of all periods to the last.
fn around(periods: impl Iterator<Item = Period>) -> Option<Period> {
    periods.reduce(|all, one| Period { from: all.from.min(one.from), until: all.until.max(one.until) })
}
