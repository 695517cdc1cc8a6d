//! The pictures that show several offers or exchanges at once.

use std::collections::HashSet;

use domain::content::offer::Offer;
use tera::Context;

use super::{LocalizedSite, MapDrawing, Named};
use crate::plan::offer_groups::OfferGroup;
use content::model::site::{Entry, Site};

/// A country with the regions of its open offers, each in the colour of the most recently confirmed one.
pub fn country_picture(localized: &LocalizedSite, group: &OfferGroup) -> Option<MapDrawing> {
    let mut places: Vec<(Named, &'static str)> = Vec::new();
    let mut regions: HashSet<&str> = HashSet::new();
    for offer in &group.offers {
        let code = &offer.value.host.region;
        if !regions.insert(code.as_str()) {
            continue;
        }
        let region = localized.region(code)?;
        let name = localized.label(code).label;
        if places.iter().all(|(place, _)| place.name != name) {
            let family = offer.value.activities.first().map_or("visits", |activity| localized.family(activity));
            places.push((Named { name: name.to_owned(), at: region.coordinates }, family));
        }
    }
    (!places.is_empty()).then(|| MapDrawing::country(group.code, &places))
}

/// The network's picture: an arc for every exchange, rings for every region with open offers.
pub fn insert_network(context: &mut Context, site: &Site, localized: &LocalizedSite, open: &[&Entry<Offer>]) {
    let exchanges: Vec<_> = site.case_studies.iter().flat_map(|story| localized.ends(&story.entry.value)).collect();
    // One ring a region, in the colour of its most recently confirmed offer.
    let mut regions: HashSet<&str> = HashSet::new();
    let mut offers = Vec::new();
    for offer in open {
        let code = offer.value.host.region.as_str();
        if !regions.insert(code) {
            continue;
        }
        if let Some(region) = site.vocabulary.regions.find(code) {
            let family = offer.value.activities.first().map_or("visits", |activity| localized.family(activity));
            offers.push((region.coordinates, family));
        }
    }
    context.insert("network", &MapDrawing::network(&exchanges, &offers));
}

/// Europe with the regions of all promoters, each once.
pub fn promoters_picture(localized: &LocalizedSite) -> MapDrawing {
    let mut regions: Vec<&str> = Vec::new();
    let mut places = Vec::new();
    for promoter in &localized.site.promoters {
        let code = &promoter.value.region;
        if let Some(region) = localized.region(code).filter(|_| !regions.contains(&code.as_str())) {
            regions.push(code.as_str());
            places.push((region.coordinates, "visits"));
        }
    }
    MapDrawing::network(&[], &places)
}
