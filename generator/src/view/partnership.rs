//! The partnership: what it promised, what is known of it, and what on this site serves its plans.

use schemars::JsonSchema;
use serde::Serialize;

use super::LocalizedSite;
use super::monitoring::{MonitoringView, YearView};
use crate::plan::offer_groups::OfferGroup;
use content::model::facet::Facet;

/// A pledge or a target with the latest figure that is known.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Standing {
    pub code: &'static str,
    pub percent: i64,
    pub year: Option<i64>,
    pub known: Option<Known>,
}

/// A year's figure.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Known {
    pub year: i16,
    pub percent: i64,
    /// Not counted to the year's end.
    pub partial: bool,
}

/// What on this site serves the partnership's plans, counted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Plans {
    /// Lessons, and the exchanges they come from.
    pub lessons: usize,
    pub stories: usize,
    /// Years with real figures.
    pub years: usize,
    pub promoters: usize,
    /// Open offers for staff of regional and local authorities, with the page that lists them.
    pub authorities: usize,
    /// Those of them that are demonstrations.
    pub demo_authorities: usize,
    pub authorities_address: Option<String>,
    /// Events to come that are no demonstration, and those that are.
    pub events: usize,
    pub demo_events: usize,
}

/// The audience whose job shadowing the partnership plans to open the tool to.
const AUTHORITIES: &str = "policy-staff";

impl LocalizedSite<'_> {
    /// Pledges and targets, each with the latest figure that was counted: invented ones show nothing.
    pub fn standings(&self, monitoring: Option<&MonitoringView>) -> Vec<Standing> {
        let years = monitoring.map_or(&[][..], |monitoring| monitoring.years.as_slice());
        let standing = |target: &content::model::settings::Target| {
            let share = |year: &YearView| match target.subject() {
                "vet" => year.vet.as_ref().and_then(|vet| vet.percent),
                _ => year.fewer_opportunities_percent,
            };
            let known = years.iter().filter(|year| !year.demo).find_map(|year| {
                let percent = share(year)?;
                Some(Known { year: year.year, percent, partial: year.until.is_some() })
            });
            Standing { code: target.code, percent: target.percent, year: target.year, known }
        };
        self.site.settings.targets.iter().map(standing).collect()
    }

    /// What there is for each plan.
    pub fn plans(&self, offer_groups: &[OfferGroup]) -> Plans {
        let authorities = offer_groups.iter().find(|group| group.facet == Facet::Audience && group.code == AUTHORITIES);
        let lessons = self.site.case_studies.iter().map(|story| {
            let lessons = &story.entry.value.lessons;
            lessons.hosts.len() + lessons.participants.len()
        });
        Plans {
            lessons: lessons.sum(),
            stories: self.site.case_studies.len(),
            years: self.site.monitoring.values().filter(|entry| !entry.value.demo).count(),
            promoters: self.site.promoters.len(),
            authorities: authorities.map_or(0, |group| group.offers.len()),
            demo_authorities: authorities
                .map_or(0, |group| group.offers.iter().filter(|offer| offer.value.demo).count()),
            authorities_address: authorities.and_then(|group| self.listed(group.facet, group.code)),
            events: self.coming_events(false).count(),
            demo_events: self.coming_events(true).count(),
        }
    }

    fn coming_events(&self, demo: bool) -> impl Iterator<Item = &domain::content::event::Event> {
        let today = self.site.today;
        let events = self.site.events.iter().map(|event| &event.entry.value);
        events.filter(move |event| event.demo == demo && event.days.until >= today && event.state.takes_place())
    }
}
