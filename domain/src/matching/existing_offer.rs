//! Whether a proposal may be in the catalogue already.

use super::catalogue::{Catalogue, NO_COUNTRY};
use super::reason::Of;
use crate::matching::duplicate::{is_same_name, words_in_common};
use crate::request::{Organisation, Proposal};

coded! {
    "kebab-case",
    /// Something that an offer and a proposal have in common, and that speaks for their being one.
    pub enum Likeness {
        /// The host has the organisation's name.
        Host,
        Title,
        Town,
        Subject,
    }
}

/// An offer that may be a proposal once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    pub offer: usize,
    pub likeness: Vec<Likeness>,
}

/// From this share of words in common, two titles are about the same.
const SAME_TITLE: f64 = 0.5;

impl Catalogue {
    /// Offers of the organisation's country that may be what is proposed: by host or by title, or else by town, subject and
    /// form of mobility together. Ended ones too, since what is proposed may renew them. Those with most in common come first.
    pub fn doubles(&self, organisation: &Organisation, proposal: &Proposal, most: usize) -> Vec<Double> {
        let country = self.number(Of::Countries, organisation.country.as_str());
        let sectors = self.numbers(Of::Sectors, &proposal.sectors);
        let themes = self.numbers(Of::Themes, &proposal.themes);
        let activities = self.numbers(Of::Activities, &proposal.activities);
        let share = |of, offer, wanted: &[u16]| self.numbers_of(of, offer).iter().any(|code| wanted.contains(code));
        let here = |offer: &usize| {
            let own = self.countries[*offer];
            own == NO_COUNTRY || Some(own) == country
        };
        let mut doubles: Vec<Double> = (0..self.len())
            .filter(here)
            .filter_map(|offer| {
                let has = |likeness: &Likeness| match likeness {
                    Likeness::Host => is_same_name(self.host(offer), &organisation.name),
                    Likeness::Title => words_in_common(self.title(offer), &proposal.title) >= SAME_TITLE,
                    Likeness::Town => is_same_name(self.place(offer), &organisation.place),
                    Likeness::Subject => share(Of::Sectors, offer, &sectors) || share(Of::Themes, offer, &themes),
                };
                let likeness: Vec<Likeness> = Likeness::ALL.into_iter().filter(has).collect();
                let is_named = likeness.first().is_some_and(|first| *first <= Likeness::Title);
                let is_neighbour = likeness == [Likeness::Town, Likeness::Subject];
                let is_double = is_named || is_neighbour && share(Of::Activities, offer, &activities);
                is_double.then_some(Double { offer, likeness })
            })
            .collect();
        // Host and title say more than any number of other things.
        let weight = |double: &Double| {
            let weigh = |likeness: &Likeness| if *likeness <= Likeness::Title { 3 } else { 1 };
            double.likeness.iter().map(weigh).sum::<usize>()
        };
        doubles.sort_by_key(|double| (std::cmp::Reverse(weight(double)), double.offer));
        doubles.truncate(most);
        doubles
    }
}
