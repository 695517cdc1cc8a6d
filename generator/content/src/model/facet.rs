//! What offers and case studies have in common: country, region, activity, sector, audience, theme.

use domain::content::offer::Offer;
use domain::text::LocalizedText;
use domain::vocabulary::{Sector, Term, Vocabulary};

/// One way to look at the offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Facet {
    /// What one does there.
    Activity,
    /// Who may come.
    Audience,
    /// Where.
    Country,
    /// Where, more exactly.
    Region,
    /// Which field of education.
    Sector,
    /// Which subject.
    Theme,
}

impl Facet {
    /// All facets, in the order of the page that lists them.
    pub const ALL: [Facet; 6] =
        [Facet::Activity, Facet::Country, Facet::Theme, Facet::Sector, Facet::Audience, Facet::Region];

    /// The facet's name in addresses and message keys.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Visits the codes of an offer, each once; a sector counts for those that it is a part of too.
    pub fn each<'o>(self, offer: &'o Offer, vocabulary: &'o Vocabulary, mut visit: impl FnMut(&'o str)) {
        match self {
            Facet::Activity => offer.activities.iter().for_each(|code| visit(code.as_str())),
            Facet::Audience => offer.audiences.iter().for_each(|code| visit(code.as_str())),
            Facet::Theme => offer.themes.iter().for_each(|code| visit(code.as_str())),
            Facet::Region => visit(offer.host.region.as_str()),
            Facet::Country => {
                let region = vocabulary.regions.get(&offer.host.region);
                region.into_iter().for_each(|region| visit(region.country.as_str()));
            }
            Facet::Sector => {
                let mut codes: Vec<&str> = offer
                    .sectors
                    .iter()
                    .filter_map(|code| vocabulary.sectors.get(code))
                    .flat_map(Sector::path)
                    .collect();
                codes.sort_unstable();
                codes.dedup();
                codes.into_iter().for_each(visit);
            }
        }
    }

    /// All codes with their labels, in the vocabulary's order.
    pub fn labels(self, vocabulary: &Vocabulary) -> Vec<(&str, &LocalizedText)> {
        fn pairs<'v, T: Term + 'v>(terms: impl Iterator<Item = &'v T>) -> Vec<(&'v str, &'v LocalizedText)> {
            terms.map(|term| (term.code(), term.label())).collect()
        }
        match self {
            Facet::Activity => pairs(vocabulary.activities.iter()),
            Facet::Audience => pairs(vocabulary.audiences.iter()),
            Facet::Country => pairs(vocabulary.countries.iter()),
            Facet::Region => pairs(vocabulary.regions.iter()),
            Facet::Sector => pairs(vocabulary.sectors.iter()),
            Facet::Theme => pairs(vocabulary.themes.iter()),
        }
    }
}
