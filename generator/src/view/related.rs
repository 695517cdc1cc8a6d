//! The open offers that are named beside an offer and beside a story, found once for all pages.

use std::collections::HashMap;
use std::sync::OnceLock;

use domain::content::case_study::CaseStudy;
use domain::content::offer::Offer;
use domain::matching::similar::{Similar, SimilarOffers};

use content::model::site::{Entry, Site};

/// Offers named beside another, or beside a story.
const MOST: usize = 3;

/// All open offers, ready to be compared.
pub struct RelatedOffers<'s> {
    open: Vec<&'s Entry<Offer>>,
    positions: HashMap<&'s str, usize>,
    index: SimilarOffers<'s>,
    /// What was found for each open offer, for its pages in all languages.
    found: Vec<OnceLock<Box<[usize]>>>,
}

impl<'s> RelatedOffers<'s> {
    /// Indexes the open offers of a site, unless the theme shows no related offers anywhere.
    pub fn new(site: &'s Site, shown: bool) -> Self {
        let open: Vec<_> = if shown { site.open_offers().collect() } else { Vec::new() };
        Self {
            positions: open.iter().enumerate().map(|(position, offer)| (offer.slug.as_str(), position)).collect(),
            index: SimilarOffers::new(open.iter().map(|offer| &offer.value), &site.vocabulary),
            found: open.iter().map(|_| OnceLock::new()).collect(),
            open,
        }
    }

    /// The open offers that are most like an offer, which may itself have ended.
    pub fn of_offer(&self, offer: &Entry<Offer>) -> Vec<&'s Entry<Offer>> {
        let own = self.positions.get(offer.slug.as_str()).copied();
        let find = || positions(self.index.like_offer(&offer.value, own, MOST));
        match own {
            Some(own) => self.entries(self.found[own].get_or_init(find)),
            None => self.entries(&find()),
        }
    }

    /// The open offers on the subject of a story.
    pub fn of_story(&self, story: &CaseStudy) -> Vec<&'s Entry<Offer>> {
        self.entries(&positions(self.index.like_story(story, MOST)))
    }

    fn entries(&self, positions: &[usize]) -> Vec<&'s Entry<Offer>> {
        positions.iter().map(|position| self.open[*position]).collect()
    }
}

fn positions(similar: Vec<Similar>) -> Box<[usize]> {
    similar.into_iter().map(|similar| similar.position).collect()
}
