//! The open offers that are named beside an offer and beside a story, found once for all pages.

use std::collections::HashMap;

use domain::case_study::CaseStudy;
use domain::matching::similar::{Similar, SimilarOffers};
use domain::offer::Offer;

use crate::site::{Entry, Site};

/// Offers named beside another, or beside a story.
const MOST: usize = 3;

/// All open offers, ready to be compared.
pub struct Neighbours<'s> {
    open: Vec<&'s Entry<Offer>>,
    positions: HashMap<&'s str, usize>,
    index: SimilarOffers<'s>,
}

impl<'s> Neighbours<'s> {
    /// Shelves the open offers of a site.
    pub fn new(site: &'s Site) -> Self {
        let open: Vec<_> = site.open_offers().collect();
        Self {
            positions: open.iter().enumerate().map(|(position, offer)| (offer.slug.as_str(), position)).collect(),
            index: SimilarOffers::new(open.iter().map(|offer| &offer.value), &site.vocabulary),
            open,
        }
    }

    /// The open offers that are most like an offer, which may itself have ended.
    pub fn of_offer(&self, offer: &Entry<Offer>) -> Vec<&'s Entry<Offer>> {
        let own = self.positions.get(offer.slug.as_str()).copied();
        self.entries(self.index.like_offer(&offer.value, own, MOST))
    }

    /// The open offers on the subject of a story.
    pub fn of_story(&self, story: &CaseStudy) -> Vec<&'s Entry<Offer>> {
        self.entries(self.index.like_story(story, MOST))
    }

    fn entries(&self, similar: Vec<Similar>) -> Vec<&'s Entry<Offer>> {
        similar.into_iter().map(|similar| self.open[similar.position]).collect()
    }
}
