//! Charts: bars of what is counted from the content, and [`columns`] of what is counted by year.

mod columns;

pub use columns::{Columns, Year};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::LocalizedSite;
use crate::plan::offer_groups::OfferGroup;
use content::model::facet::Facet;

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Bar {
    pub label: String,
    pub address: Option<String>,
    pub family: Option<&'static str>,
    pub count: usize,
    /// Of the longest bar, in per cent.
    pub percent: usize,
}

/// The exchanges of a year that have case studies.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StoryYear {
    pub year: i16,
    pub exchanges: usize,
    /// Participants, of those exchanges that give a number.
    pub participants: i64,
    /// Exchanges that give no number.
    pub unknown: usize,
}

impl LocalizedSite<'_> {
    /// The open offers by the codes of a facet, the most first; broad sectors only.
    pub fn bars(&self, offer_groups: &[OfferGroup], facet: Facet) -> Vec<Bar> {
        let mut bars: Vec<Bar> = offer_groups
            .iter()
            .filter(|group| group.facet == facet && !group.offers.is_empty())
            .filter(|group| facet != Facet::Sector || group.code.len() == 2)
            .map(|group| Bar {
                label: group.label.in_language(self.language).0.to_owned(),
                address: self.listed(facet, group.code),
                family: (facet == Facet::Activity)
                    .then(|| self.site.vocabulary.activities.find(group.code).map(|activity| activity.family.code()))
                    .flatten(),
                count: group.offers.len(),
                percent: 0,
            })
            .collect();
        bars.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
        let most = bars.first().map_or(1, |bar| bar.count.max(1));
        for bar in &mut bars {
            bar.percent = bar.count * 100 / most;
        }
        bars
    }

    /// Case studies by the year of their exchange, the latest first.
    pub fn story_years(&self) -> Vec<StoryYear> {
        let mut years: BTreeMap<i16, StoryYear> = BTreeMap::new();
        for story in &self.site.case_studies {
            let study = &story.entry.value;
            let year = study.dates.start().year();
            let entry = years.entry(year).or_insert(StoryYear { year, exchanges: 0, participants: 0, unknown: 0 });
            entry.exchanges += 1;
            match (study.participants.staff, study.participants.learners) {
                (None, None) => entry.unknown += 1,
                (staff, learners) => entry.participants += staff.unwrap_or(0) + learners.unwrap_or(0),
            }
        }
        years.into_values().rev().collect()
    }
}
