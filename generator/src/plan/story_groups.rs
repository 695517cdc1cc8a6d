//! The case studies that have something in common.

use std::collections::BTreeMap;

use domain::content::case_study::CaseStudy;
use domain::text::LocalizedText;

use content::model::facet::Facet;
use content::model::filter::Filter;
use content::model::site::{Site, Written};

/// The facets that case studies have pages for.
pub const FACETS: [Facet; 4] = [Facet::Activity, Facet::Country, Facet::Sector, Facet::Theme];

/// The case studies that share one code.
pub struct StoryGroup<'s> {
    pub facet: Facet,
    pub code: &'s str,
    pub label: &'s LocalizedText,
    /// The case studies, the most recent exchange first.
    pub stories: Vec<&'s Written<CaseStudy>>,
}

/// Gathers case studies by every code that one of them has: by the values that one can filter by, so that a page and a
/// filter never differ.
pub fn group_stories(site: &Site) -> Vec<StoryGroup<'_>> {
    let mut offer_groups = Vec::new();
    for facet in FACETS {
        let Some(filter) = Filter::ALL.iter().find(|filter| filter.facet() == Some(facet)) else { continue };
        let mut by_value: BTreeMap<String, Vec<&Written<CaseStudy>>> = BTreeMap::new();
        for story in &site.case_studies {
            filter.each_of_story(&story.entry.value, site, |value| {
                by_value.entry(value.to_owned()).or_default().push(story);
            });
        }
        for (code, label) in facet.labels(&site.vocabulary) {
            if let Some(stories) = by_value.remove(&code.to_lowercase()) {
                offer_groups.push(StoryGroup { facet, code, label, stories });
            }
        }
    }
    offer_groups
}
