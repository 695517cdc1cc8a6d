//! What many pages of a build look up, computed once.

use std::collections::{BTreeMap, HashMap};

use domain::content::case_study::CaseStudy;
use domain::content::offer::Offer;
use domain::text::{LanguageTag, Slug};
use tera::{Context, Value};

use crate::plan::offer_groups::OfferGroup;
use crate::render::fragments::Fragments;
use crate::view::overview_maps::country_picture;
use crate::view::{LocalizedSite, strip};
use content::model::facet::Facet;
use content::model::site::{Entry, Site, Written};

/// The whole, as pages need it. It grows with the number of offers by a few words each, and not by their
/// HTML.
pub struct SiteIndex<'s> {
    /// Open offers, the most recently confirmed first.
    pub open: Vec<&'s Entry<Offer>>,
    /// Parts that many pages show.
    pub fragments: Fragments<'s>,
    /// The months that every offer's strip has.
    pub strip: Value,
    /// All case studies, the most recent exchange first.
    pub stories: Vec<&'s Written<CaseStudy>>,
    offers: HashMap<&'s Slug, &'s Entry<Offer>>,
    numbers: [(&'static str, usize); 7],
    countries: BTreeMap<(&'s LanguageTag, &'s str), Value>,
}

impl<'s> SiteIndex<'s> {
    /// Looks over a site with these groups.
    pub fn new(site: &'s Site, offer_groups: &[OfferGroup<'s>]) -> Self {
        let open: Vec<_> = site.open_offers().collect();
        let groups_of =
            |facet| offer_groups.iter().filter(move |group| group.facet == facet && !group.offers.is_empty());
        let numbers = [
            ("open_offers", open.len()),
            ("countries", groups_of(Facet::Country).count()),
            ("regions", groups_of(Facet::Region).count()),
            ("case_studies", site.case_studies.len()),
            ("offers_with_support", open.iter().filter(|offer| offer.value.support.is_some()).count()),
            ("demo_offers", open.iter().filter(|offer| offer.value.demo).count()),
            (
                "demo_with_support",
                open.iter().filter(|offer| offer.value.demo && offer.value.support.is_some()).count(),
            ),
        ];
        let mut countries = BTreeMap::new();
        for language in &site.settings.languages {
            let localized = LocalizedSite::new(site, language);
            for group in offer_groups.iter().filter(|group| group.facet == Facet::Country) {
                let picture = Value::from_serializable(&country_picture(&localized, group));
                countries.insert((language, group.code), picture);
            }
        }
        Self {
            stories: site.case_studies.iter().map(|story| &**story).collect(),
            offers: site.offers.iter().map(|offer| (&offer.slug, &**offer)).collect(),
            fragments: Fragments::new(),
            strip: Value::from_serializable(&strip(&[], site.today)),
            open,
            numbers,
            countries,
        }
    }

    /// An offer by its name, whether it is open or not.
    pub fn offer(&self, slug: &Slug) -> Option<&'s Entry<Offer>> {
        self.offers.get(slug).copied()
    }

    /// Puts live numbers into a context: they are counted at every build.
    pub fn insert_numbers(&self, context: &mut Context) {
        for (name, number) in self.numbers {
            context.insert_value(name, Value::from(number));
        }
    }

    /// The picture of a country with the regions of its open offers; nothing where there are none.
    pub fn country_picture(&self, language: &LanguageTag, code: &str) -> Value {
        self.countries.get(&(language, code)).cloned().unwrap_or_else(Value::none)
    }
}
