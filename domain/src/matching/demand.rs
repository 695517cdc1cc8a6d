//! Ranking the other way round: which of the groups that wait would be glad of a proposal.

use jiff::civil::Date;

use super::catalogue::Catalogue;
use super::concepts::Concepts;
use super::history::History;
use super::query::{MatchContext, MatchQuery};
use super::rank::{Match, Matcher, NearMiss};
use super::weights::Weights;
use crate::content::common::Stop;
use crate::content::offer::Offer;
use crate::drafts::offer::{Additions, from_request, last_day};
use crate::request::{Request, Wish};
use crate::text::{LocalizedText, Slug};
use crate::vocabulary::{Code, Vocabulary};

/// A catalogue of one offer: a proposal, as it would stand there.
pub struct Supply<'v> {
    catalogue: Catalogue,
    vocabulary: &'v Vocabulary,
    concepts: &'v Concepts,
    weights: &'v Weights,
}

/// What a proposal is to a group.
#[derive(Debug, Clone, PartialEq)]
pub enum Suits {
    Well(Match),
    Nearly(NearMiss),
}

impl Suits {
    /// How well, from 0 to 1; of a near miss, what is left after the hope for an agreement.
    pub fn score(&self) -> f64 {
        match self {
            Suits::Well(offer) => offer.score,
            Suits::Nearly(miss) => miss.offer.score,
        }
    }
}

impl<'v> Supply<'v> {
    /// A request's proposal as if it were accepted today; `None` for a request that proposes nothing.
    pub fn of(
        request: &Request,
        today: Date,
        vocabulary: &'v Vocabulary,
        concepts: &'v Concepts,
        weights: &'v Weights,
    ) -> Option<Self> {
        let Wish::OfferToHost(proposal) = &request.wish else { return None };
        let text = |words: &str| LocalizedText::new(request.language.clone(), words);
        // Regions begin with the letters of their country, and the whole country is a region too.
        let country = request.organisation.country.as_str();
        let region =
            vocabulary.countries.get(&request.organisation.country).map_or(country, |country| country.nuts.as_str());
        let additions = Additions {
            region: Code::stored(region),
            programme: vec![Stop { name: text(""), kind: Code::stored(""), see: text(&proposal.programme) }],
            today,
            valid_until: last_day(proposal).unwrap_or(today),
        };
        let offer = Offer { learning: vec![text(&proposal.learning)], ..from_request(request, additions)? };
        let slug = Slug::parse("proposal")?;
        let catalogue = Catalogue::with_concepts(&[(slug, offer)], vocabulary, concepts);
        Some(Self { catalogue, vocabulary, concepts, weights })
    }

    /// Whether, and how well, it suits a group.
    pub fn suits(&self, group: &Request, today: Date) -> Option<Suits> {
        let query = MatchQuery::of(group)?;
        let matcher = Matcher::with(&self.catalogue, self.vocabulary, self.concepts, self.weights);
        let history = History::default();
        let mut ranking = matcher.rank(query, MatchContext { today, history: &history, most: (1, 1) });
        let fits = ranking.matches.pop().map(Suits::Well);
        fits.or_else(|| ranking.near_misses.pop().map(Suits::Nearly))
    }
}
