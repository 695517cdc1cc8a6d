//! Whether a proposal may be in the catalogue already.

use serde::Serialize;

use super::catalogue::{Catalogue, NO_COUNTRY};
use crate::matching::duplicate::{is_same_name, words_in_common};
use crate::request::{Organisation, Proposal};
use crate::vocabulary::Code;

/// Something that an offer and a proposal have in common, and that speaks for their being one.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Likeness {
    /// The host has the organisation's name.
    Host,
    /// About the same title.
    Title,
    /// The same town.
    Town,
    /// A common field or theme.
    Subject,
}

coded!(Likeness);

/// An offer that may be a proposal once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// Its place in the catalogue.
    pub offer: usize,
    /// What they have in common.
    pub likeness: Vec<Likeness>,
}

/// From this share of words in common, two titles are about the same.
const SAME_TITLE: f64 = 0.5;

impl Catalogue {
    /// Offers of the organisation's country that may be what is proposed: by host or by title, or else by town, subject and
    /// form of mobility together. Ended ones too, since what is proposed may renew them. Those with most in common come first.
    pub fn doubles(&self, organisation: &Organisation, proposal: &Proposal, most: usize) -> Vec<Double> {
        let country = self.codes.countries.find(organisation.country.as_str());
        let sectors = numbers(&proposal.sectors, |code| self.codes.sectors.find(code));
        let themes = numbers(&proposal.themes, |code| self.codes.themes.find(code));
        let activities = numbers(&proposal.activities, |code| self.codes.activities.find(code));
        let share = |one: &[u16], other: &[usize]| one.iter().any(|code| other.contains(&usize::from(*code)));
        let here = |offer: &usize| {
            let own = self.countries[*offer];
            own == NO_COUNTRY || Some(usize::from(own)) == country
        };
        let mut doubles: Vec<Double> = (0..self.len())
            .filter(here)
            .filter_map(|offer| {
                let has = |likeness: &Likeness| match likeness {
                    Likeness::Host => is_same_name(self.host(offer), &organisation.name),
                    Likeness::Title => words_in_common(self.title(offer), &proposal.title) >= SAME_TITLE,
                    Likeness::Town => is_same_name(self.place(offer), &organisation.place),
                    Likeness::Subject => {
                        share(self.sectors.get(offer), &sectors) || share(self.themes.get(offer), &themes)
                    }
                };
                let likeness: Vec<Likeness> = Likeness::ALL.into_iter().filter(has).collect();
                let is_named = likeness.first().is_some_and(|first| *first <= Likeness::Title);
                let is_neighbour = likeness == [Likeness::Town, Likeness::Subject];
                let is_double = is_named || is_neighbour && share(self.activities.get(offer), &activities);
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

fn numbers<T>(codes: &[Code<T>], find: impl Fn(&str) -> Option<usize>) -> Vec<usize> {
    codes.iter().filter_map(|code| find(code.as_str())).collect()
}
