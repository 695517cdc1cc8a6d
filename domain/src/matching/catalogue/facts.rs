//! What a catalogue knows of one offer: the columns of one row, as people would say them.

use jiff::civil::Date;

use super::column::{Lists, Texts};
use super::{Catalogue, MINORS_RECEIVED, MINORS_UNKNOWN, day, level};
use crate::dates::Period;
use crate::parts::{Level, Span};

/// What matching knows of an offer, beside its names.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts<'c> {
    /// Forms of mobility.
    pub activities: Vec<&'c str>,
    /// Who may come.
    pub audiences: Vec<&'c str>,
    /// Working languages, each with the level that a group needs.
    pub languages: Vec<(&'c str, Level)>,
    /// Persons in a group.
    pub group: Span,
    /// Days of a visit.
    pub duration: Span,
    /// When groups can come.
    pub windows: Vec<Period>,
    /// Measures of support.
    pub measures: Vec<&'c str>,
    /// Barriers that the host has experience with.
    pub barriers: Vec<&'c str>,
    /// Whether people under 18 are received; nothing, where the host has not said.
    pub minors: Option<bool>,
    /// When the host last said that the offer stands.
    pub confirmed: Date,
    /// The last day on which somebody can come.
    pub ends: Date,
}

impl Catalogue {
    /// What is known of an offer, by its place.
    pub fn facts(&self, offer: usize) -> Facts<'_> {
        let codes = &self.codes;
        let spans = self.spans.get(offer);
        let span = |least: u16, most: u16| Span { min: least.into(), max: most.into() };
        Facts {
            activities: named(&codes.activities, &self.activities, offer),
            audiences: named(&codes.audiences, &self.audiences, offer),
            languages: self
                .languages
                .get(offer)
                .iter()
                .map(|language| (codes.languages.get((language >> 3).into()), level(language & 7)))
                .collect(),
            group: span(spans[0], spans[1]),
            duration: span(spans[2], spans[3]),
            windows: self
                .windows
                .get(offer)
                .chunks_exact(2)
                .map(|window| Period { from: day(window[0]), until: day(window[1]) })
                .collect(),
            measures: named(&codes.measures, &self.measures, offer),
            barriers: named(&codes.barriers, &self.barriers, offer),
            minors: (self.minors[offer] != MINORS_UNKNOWN).then(|| self.minors[offer] == MINORS_RECEIVED),
            confirmed: day(self.confirmed[offer]),
            ends: day(self.ends[offer]),
        }
    }
}

fn named<'c>(codes: &'c Texts, column: &Lists<u16>, offer: usize) -> Vec<&'c str> {
    column.get(offer).iter().map(|number| codes.get((*number).into())).collect()
}
