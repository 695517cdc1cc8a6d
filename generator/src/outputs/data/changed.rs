//! When content last changed, as far as it bears a date: never the day of a build, which says nothing about content.

use jiff::civil::Date;

use crate::plan::Page;
use content::model::site::Site;

/// Of what a page shows; nothing for pages whose content bears no date.
pub fn page(site: &Site, page: &Page) -> Option<Date> {
    match page {
        Page::Home => newest(site),
        Page::Offers(_) => offers(site),
        // Both lists begin with what was confirmed last.
        Page::OfferGroup(group, _) | Page::Embed(Some(group)) => {
            group.offers.first().map(|offer| offer.value.confirmed)
        }
        Page::Embed(None) => offers(site),
        Page::Offer(offer) => Some(offer.value.confirmed),
        Page::CaseStudies(None, _) => case_studies(site),
        Page::CaseStudies(Some(group), _) => group.stories.iter().map(|story| story.entry.value.published).max(),
        Page::CaseStudy(story) => Some(story.entry.value.published),
        Page::Events => events(site),
        Page::Event(event) => event.entry.value.revised,
        _ => None,
    }
}

/// Of the offers: the last time a host confirmed one.
pub fn offers(site: &Site) -> Option<Date> {
    site.offers.first().map(|offer| offer.value.confirmed)
}

/// Of the case studies: the last publication.
pub fn case_studies(site: &Site) -> Option<Date> {
    site.case_studies.iter().map(|story| story.entry.value.published).max()
}

/// Of the events: the last revision.
pub fn events(site: &Site) -> Option<Date> {
    site.events.iter().filter_map(|event| event.entry.value.revised).max()
}

/// Of everything.
pub fn newest(site: &Site) -> Option<Date> {
    offers(site).max(case_studies(site)).max(events(site))
}
