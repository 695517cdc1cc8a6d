//! The map of open offers: a dot a region, sized by its offers, and the equal list.

use std::collections::BTreeMap;

use domain::text::Alphabet;
use schemars::JsonSchema;
use serde::Serialize;

use super::LocalizedSite;
use super::map_drawing::MapDrawing;
use crate::plan::offer_groups::OfferGroup;
use content::model::facet::Facet;
use imaging::geometry::{Layout, Point, round};
use imaging::labels::{self, Label};

/// On a phone the map is small, so its names are large and few.
const NARROW: Layout = Layout { font_size: 34.0, ..Layout::ATLAS };

/// Radius of a dot of one offer, of which the others follow by area; and the greatest that does not hide a country.
const RADIUS_OF_ONE: f64 = 7.5;
const MOST_RADIUS: f64 = 32.0;
const LEAST_RADIUS: f64 = 4.0;

#[derive(Debug, Serialize, JsonSchema)]
pub struct MapView {
    /// The land.
    pub picture: MapDrawing,
    /// Codes of the countries with open offers.
    pub countries: Vec<String>,
    /// Regions with open offers that lie on the map, the largest first so that no dot hides a smaller one.
    pub dots: Vec<Dot>,
    /// Names for a wide window.
    pub names: Vec<Label>,
    /// Names for a phone.
    pub narrow_names: Vec<Label>,
    /// Example dots with their offers, for the key; one, where all regions have equally many.
    pub key: Vec<KeyDot>,
    /// The same as a list.
    pub list: Vec<CountryOfMap>,
    /// Regions with offers beyond the edges of the map.
    pub beyond: Vec<String>,
}

/// A region on the map.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dot {
    pub at: Point,
    pub radius: f64,
    pub region: String,
    pub country: String,
    pub offers: usize,
    /// The page of its offers, if there is one.
    pub address: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct KeyDot {
    pub radius: f64,
    pub offers: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct CountryOfMap {
    pub label: String,
    pub address: Option<String>,
    pub offers: usize,
    pub regions: Vec<RegionOfMap>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct RegionOfMap {
    pub label: String,
    pub address: Option<String>,
    pub offers: usize,
}

impl LocalizedSite<'_> {
    /// The map of the open offers on the offer_groups of regions.
    pub fn map(&self, offer_groups: &[OfferGroup]) -> MapView {
        let regions: Vec<&OfferGroup> =
            offer_groups.iter().filter(|group| group.facet == Facet::Region && !group.offers.is_empty()).collect();
        let most = regions.iter().map(|group| group.offers.len()).max().unwrap_or(1);
        let (picture, find) = MapDrawing::atlas();
        let mut countries: BTreeMap<(String, String), CountryOfMap> = BTreeMap::new();
        let mut dots = Vec::new();
        let mut beyond = Vec::new();
        for group in regions {
            let Some(region) = self.site.vocabulary.regions.find(group.code) else { continue };
            let (label, address) =
                (group.label.in_language(self.language).0.to_owned(), self.listed(Facet::Region, group.code));
            let offers = group.offers.len();
            let country = self.label(&region.country);
            let group =
                countries.entry((country.label.to_owned(), country.code.to_owned())).or_insert_with(|| CountryOfMap {
                    label: country.label.to_owned(),
                    address: self.listed(Facet::Country, region.country.as_str()),
                    offers: 0,
                    regions: Vec::new(),
                });
            group.offers += offers;
            group.regions.push(RegionOfMap { label: label.clone(), address: address.clone(), offers });
            if let Some(at) = find(region.coordinates) {
                let radius = radius(offers, most);
                dots.push(Dot { at, radius, region: label, country: country.label.to_owned(), offers, address });
            } else {
                beyond.push(label);
            }
        }
        dots.sort_by(|a, b| {
            b.offers.cmp(&a.offers).then_with(|| (&a.country, &a.region).cmp(&(&b.country, &b.region)))
        });
        let codes = countries.keys().map(|(_, code)| code.clone()).collect();
        let mut list: Vec<CountryOfMap> = countries.into_values().collect();
        let alphabet = Alphabet::of(self.language);
        list.sort_by(|a, b| alphabet.compare(&a.label, &b.label));
        for country in &mut list {
            country.regions.sort_by(|a, b| alphabet.compare(&a.label, &b.label));
        }
        let named: Vec<(&str, Point, f64)> = dots.iter().map(|dot| (dot.region.as_str(), dot.at, dot.radius)).collect();
        MapView {
            picture,
            countries: codes,
            names: labels::place_where_free(&named, Layout::ATLAS),
            narrow_names: labels::place_where_free(&named, NARROW),
            key: key(most),
            dots,
            list,
            beyond,
        }
    }
}

/// The radius of a region's dot: its area grows with the offers.
fn radius(offers: usize, most: usize) -> f64 {
    let of_one = RADIUS_OF_ONE.min(MOST_RADIUS / (most as f64).sqrt());
    round((of_one * (offers as f64).sqrt()).max(LEAST_RADIUS))
}

/// One, some, and the most.
fn key(most: usize) -> Vec<KeyDot> {
    let mut offers = vec![1, (most / 3).max(1), most];
    offers.dedup();
    offers.into_iter().map(|offers| KeyDot { radius: radius(offers, most), offers }).collect()
}

#[cfg(test)]
mod tests {
    use super::{MOST_RADIUS, key, radius};

    #[test]
    fn a_dot_grows_by_its_area_and_never_hides_a_country() {
        assert_eq!(radius(4, 4), 15.0);
        assert_eq!(radius(1, 4), 7.5);
        assert!((radius(900, 900) - MOST_RADIUS).abs() < 0.1);
        assert!(radius(1, 900) >= 4.0);
    }

    #[test]
    fn the_key_shows_each_size_once() {
        let offers = |most| key(most).iter().map(|dot| dot.offers).collect::<Vec<_>>();
        assert_eq!(offers(1), [1]);
        assert_eq!(offers(2), [1, 2]);
        assert_eq!(offers(90), [1, 30, 90]);
    }
}
