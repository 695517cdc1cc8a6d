//! What hosts offer to people with fewer opportunities, counted over the open offers.

use std::collections::{BTreeMap, BTreeSet};

use domain::content::offer::Offer;
use domain::text::LocalizedText;
use schemars::JsonSchema;
use serde::Serialize;

use super::{LocalizedSite, Text};
use content::model::site::Entry;

/// Offers named below a measure or a barrier, at most: the most recently confirmed.
const OFFERS_NAMED: usize = 6;

/// What hosts offer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SupportView<'s> {
    /// Open offers that name some support.
    pub offers: usize,
    /// Those of them that are demonstrations.
    pub demo: usize,
    /// All open offers.
    pub of: usize,
    /// Regions of the former.
    pub regions: usize,
    /// Countries of the former.
    pub countries: usize,
    /// What hosts can do, the most frequent first.
    pub measures: Vec<Tally<'s>>,
    /// Where hosts have experience, in the order of the vocabulary.
    pub barriers: Vec<Tally<'s>>,
}

/// A measure or a barrier, with the offers that name it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tally<'s> {
    pub code: &'s str,
    pub label: &'s str,
    /// What it covers.
    pub gloss: Option<Text<'s>>,
    pub count: usize,
    /// Of the longest bar, in per cent.
    pub percent: usize,
    /// Some of them.
    pub offers: Vec<NamedOffer<'s>>,
}

/// An offer, named.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NamedOffer<'s> {
    pub title: Text<'s>,
    pub address: String,
    pub place: &'s str,
    pub country: &'s str,
    pub demo: bool,
}

impl<'s> LocalizedSite<'s> {
    pub fn support(&self) -> SupportView<'s> {
        let open: Vec<&Entry<Offer>> = self.site.open_offers().collect();
        let with_support: Vec<&Entry<Offer>> =
            open.iter().copied().filter(|offer| offer.value.support.is_some()).collect();
        let mut by_measure: BTreeMap<&str, Vec<&Entry<Offer>>> = BTreeMap::new();
        let mut by_barrier: BTreeMap<&str, Vec<&Entry<Offer>>> = BTreeMap::new();
        let mut regions: BTreeSet<&str> = BTreeSet::new();
        let mut countries: BTreeSet<&str> = BTreeSet::new();
        for &offer in &with_support {
            for measure in &offer.value.support.measures {
                by_measure.entry(measure.as_str()).or_default().push(offer);
            }
            for barrier in &offer.value.support.barriers {
                by_barrier.entry(barrier.as_str()).or_default().push(offer);
            }
            let region = &offer.value.host.region;
            regions.insert(region.as_str());
            countries.extend(self.region(region).map(|region| region.country.as_str()));
        }
        let vocabulary = &self.site.vocabulary;
        let mut measures: Vec<Tally> = vocabulary
            .support_measures
            .iter()
            .map(|term| self.tally(&term.code, &term.label, None, by_measure.get(term.code.as_str())))
            .collect();
        // A stable sort: what is equally frequent keeps the vocabulary's order.
        measures.sort_by_key(|tally| std::cmp::Reverse(tally.count));
        let mut barriers: Vec<Tally> = vocabulary
            .barriers
            .iter()
            .map(|term| self.tally(&term.code, &term.label, Some(&term.gloss), by_barrier.get(term.code.as_str())))
            .collect();
        for tallies in [&mut measures, &mut barriers] {
            let most = tallies.iter().map(|tally| tally.count).max().unwrap_or(1).max(1);
            for tally in tallies.iter_mut() {
                tally.percent = tally.count * 100 / most;
            }
        }
        SupportView {
            offers: with_support.len(),
            demo: with_support.iter().filter(|offer| offer.value.demo).count(),
            of: open.len(),
            regions: regions.len(),
            countries: countries.len(),
            measures,
            barriers,
        }
    }

    fn tally(
        &self,
        code: &'s str,
        label: &'s LocalizedText,
        gloss: Option<&'s LocalizedText>,
        offers: Option<&Vec<&'s Entry<Offer>>>,
    ) -> Tally<'s> {
        let offers = offers.map_or(&[][..], Vec::as_slice);
        Tally {
            code,
            label: label.in_language(self.language).0,
            gloss: gloss.map(|gloss| self.text(gloss)),
            count: offers.len(),
            percent: 0,
            offers: offers.iter().take(OFFERS_NAMED).map(|offer| self.named_offer(offer)).collect(),
        }
    }

    fn named_offer(&self, entry: &'s Entry<Offer>) -> NamedOffer<'s> {
        let host = &entry.value.host;
        NamedOffer {
            title: self.text(&entry.value.title),
            address: self.addresses.offer(entry.slug.as_str()),
            country: self.place(&host.place, &host.region).country,
            place: &host.place,
            demo: entry.value.demo,
        }
    }
}
