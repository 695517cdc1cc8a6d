//! What one can choose from in a form: terms of a vocabulary, regions.

use domain::text::Alphabet;
use domain::vocabulary::{Code, Country, Region, Term, Vocabulary};
use serde::Serialize;

use super::words::Words;

/// One of several values.
#[derive(Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
}

/// All terms of a vocabulary, in its order.
pub(super) fn terms<T: Term>(words: &Words, vocabulary: &Vocabulary) -> Vec<Choice> {
    let label = |term: &T| term.label().in_language(words.language()).0.to_owned();
    T::terms(vocabulary).iter().map(|term| Choice { value: term.code().to_owned(), label: label(term) }).collect()
}

/// Choices with something in common.
#[derive(Serialize)]
pub(super) struct ChoiceGroup {
    label: String,
    choices: Vec<Choice>,
}

/// The regions of a country by NUTS level, or all regions by country; each group sorted by what people read.
pub(super) fn regions(words: &Words, vocabulary: &Vocabulary, country: Option<&Code<Country>>) -> Vec<ChoiceGroup> {
    let group = |label: String, is_in: &dyn Fn(&Region) -> bool| {
        let regions = vocabulary.regions.iter().filter(|region| is_in(region));
        let choices = regions.map(|region| Choice {
            value: region.code.clone(),
            label: format!("{} ({})", region.label.in_language(words.language()).0, region.code),
        });
        ChoiceGroup { label, choices: sorted(words, choices.collect()) }
    };
    let mut groups: Vec<ChoiceGroup> = match country {
        Some(country) => [(Some(1), "1"), (Some(2), "2"), (Some(3), "3"), (None, "none")]
            .map(|(level, name)| {
                let is_in = |region: &Region| region.country == *country && region.level() == level;
                group(words.text(&format!("region-level-{name}")), &is_in)
            })
            .into(),
        None => sorted(words, terms::<Country>(words, vocabulary))
            .into_iter()
            .map(|country| group(country.label, &|region| region.country.as_str() == country.value))
            .collect(),
    };
    groups.retain(|group| !group.choices.is_empty());
    groups
}

/// Choices by their labels, as the alphabet of the desk's language has them.
pub(super) fn sorted(words: &Words, mut choices: Vec<Choice>) -> Vec<Choice> {
    let alphabet = Alphabet::of(words.language());
    choices.sort_by(|one, other| alphabet.compare(&one.label, &other.label));
    choices
}

/// The region that a town is probably in: the one whose seat it is, the smallest of them, or the only one of its country.
pub(super) fn region_of<'v>(vocabulary: &'v Vocabulary, country: &Code<Country>, town: &str) -> Option<&'v Region> {
    let regions: Vec<&Region> = vocabulary.regions.iter().filter(|region| region.country == *country).collect();
    let seat = |region: &&&Region| region.place.to_lowercase() == town.trim().to_lowercase();
    let smallest = regions.iter().filter(seat).max_by_key(|region| region.code.len()).copied();
    smallest.or_else(|| regions.first().copied().filter(|_| regions.len() == 1))
}
