//! The offers that have something in common, for the pages that list them.

use std::collections::HashMap;

use domain::content::offer::Offer;
use domain::text::LocalizedText;
use rayon::prelude::*;

use content::model::facet::Facet;
use content::model::site::{Entry, Site};

/// The offers that share one code.
pub struct OfferGroup<'s> {
    pub facet: Facet,
    pub code: &'s str,
    pub label: &'s LocalizedText,
    /// Open offers, the most recently confirmed first.
    pub offers: Vec<&'s Entry<Offer>>,
}

/// Gathers offers by every code that some offer has, ended ones too: an address once given stays.
pub fn group_offers(site: &Site) -> Vec<OfferGroup<'_>> {
    let open: Vec<bool> = site.offers.par_iter().map(|offer| offer.value.is_open(site.today)).collect();
    Facet::ALL.into_par_iter().flat_map_iter(|facet| of_facet(site, facet, &open)).collect()
}

/// Returns the groups of a facet; `open` says of each offer whether it is.
fn of_facet<'s>(site: &'s Site, facet: Facet, open: &[bool]) -> Vec<OfferGroup<'s>> {
    let mut by_code: HashMap<&str, Vec<&Entry<Offer>>> = HashMap::new();
    for (offer, open) in site.offers.iter().zip(open) {
        facet.each(&offer.value, &site.vocabulary, |code| {
            let offers = by_code.entry(code).or_default();
            if *open {
                offers.push(offer);
            }
        });
    }
    let group = |(code, label)| by_code.remove(code).map(|offers| OfferGroup { facet, code, label, offers });
    facet.labels(&site.vocabulary).into_iter().filter_map(group).collect()
}
