//! A request, in the numbers of a catalogue.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use super::catalogue::{Catalogue, day_number, level_number};
use super::concept::Concept;
use super::concepts::Concepts;
use super::query::MatchQuery;
use super::reason::Of;
use super::words::{self, Words};
use crate::request::Search;

/// What is asked for; codes that no offer has are left out where they could only be missed.
pub(super) struct ResolvedQuery<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) search: &'a Search,
    pub(super) today: i32,
    pub(super) activity: Option<u16>,
    pub(super) audiences: Vec<u16>,
    pub(super) own_country: Option<u16>,
    pub(super) countries: Vec<u16>,
    pub(super) days: i32,
    pub(super) period: (i32, i32),
    languages: Vec<(u16, u16)>,
    /// Themes asked for, or else those that the goal names.
    pub(super) themes: Vec<String>,
    /// Fields asked for, or else those that the goal names.
    pub(super) sectors: Vec<String>,
    pub(super) words: Vec<QueryTerm>,
    /// The language of the goal, if an offer is described in it.
    pub(super) description_language: Option<u16>,
}

/// A word or a subject of the goal.
pub(super) struct QueryTerm {
    /// Its number in the catalogue, if an offer has it.
    pub(super) number: Option<u32>,
    /// How it was written, folded.
    pub(super) written: String,
    /// Whether it is a theme or a field of a vocabulary.
    pub(super) is_subject: bool,
    /// How much it counts beside others.
    pub(super) weight: f64,
    /// Whether offers in every language can have it.
    pub(super) everywhere: bool,
}

/// A subject that the goal names counts as much as this many words of it.
const SUBJECT: f64 = 2.0;
/// A word counts so much whose meaning is known, and so counts by itself in every language.
const EXPLAINED: f64 = 0.5;

impl<'a> ResolvedQuery<'a> {
    pub(super) fn new(query: MatchQuery<'a>, catalogue: &'a Catalogue, concepts: &Concepts, today: Date) -> Self {
        let MatchQuery { search, country, language } = query;
        let text = Words::of(&search.goal);
        let (mut themes, mut sectors) = (BTreeSet::new(), BTreeSet::new());
        let mut terms: Vec<QueryTerm> = Vec::new();
        let mut known = HashSet::new();
        let mut add = |token: &str, written: String, weight: f64, is_subject: bool, everywhere: bool| {
            // By the stem and not by its number: whether an offer has it must make no difference to the others.
            if known.insert(token.to_owned()) {
                let number = catalogue.words.find(token).and_then(|position| u32::try_from(position).ok());
                terms.push(QueryTerm { number, written, is_subject, weight, everywhere });
            }
        };
        let mut explained = vec![false; text.len()];
        concepts.each(&text, language.as_str(), |concept, places| {
            match concept {
                Concept::Theme(code) => drop(themes.insert(code.to_owned())),
                Concept::Sector(code) => drop(sectors.insert(code.to_owned())),
                Concept::Meaning(_) => explained[places.start] = true,
            }
            let is_subject = !matches!(concept, Concept::Meaning(_));
            let written = places.map(|place| text.get(place)).collect::<Vec<_>>().join(" ");
            add(&concept.token(), written, SUBJECT, is_subject, true);
        });
        for (position, word) in text.iter().enumerate().filter(|(_, word)| !words::is_common(word)) {
            add(&words::stem(word), word.to_owned(), if explained[position] { EXPLAINED } else { 1.0 }, false, false);
        }
        let stated = |stated: Vec<String>, named: BTreeSet<String>| {
            if stated.is_empty() { named.into_iter().collect() } else { stated }
        };
        Self {
            catalogue,
            search,
            today: day_number(today),
            activity: catalogue.number(Of::Activities, search.activity.as_str()),
            audiences: catalogue.numbers(Of::Audiences, &search.audiences),
            own_country: catalogue.number(Of::Countries, country.as_str()),
            countries: catalogue.numbers(Of::Countries, &search.countries),
            days: i32::try_from(search.days).unwrap_or(i32::MAX),
            period: (day_number(search.period.from), day_number(search.period.until)),
            languages: search
                .languages
                .iter()
                .filter_map(|spoken| {
                    Some((catalogue.number(Of::Languages, spoken.code.as_str())?, level_number(spoken.level)))
                })
                .collect(),
            themes: stated(search.themes.iter().map(|code| code.as_str().to_owned()).collect(), themes),
            sectors: stated(search.sectors.iter().map(|code| code.as_str().to_owned()).collect(), sectors),
            words: terms,
            description_language: catalogue
                .description_languages
                .find(language.as_str())
                .and_then(|place| u16::try_from(place).ok()),
        }
    }

    /// The group's level in a language, by the language's number.
    pub(super) fn level(&self, language: u16) -> Option<u16> {
        self.languages.iter().filter(|(code, _)| *code == language).map(|(_, level)| *level).max()
    }
}
