//! What a catalogue knows of one offer: the columns of one row, as people would say them.

use jiff::civil::Date;

use super::column::{Lists, Texts};
use super::numbers::{MINORS_RECEIVED, MINORS_UNKNOWN, day, level};
use super::table::Catalogue;
use crate::content::common::{Level, Span};
use crate::dates::Period;

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
    /// Persons in a group.
    pub(in crate::matching) fn group(&self, offer: usize) -> Span {
        self.span(offer, 0)
    }

    /// Days of a visit.
    pub(in crate::matching) fn duration(&self, offer: usize) -> Span {
        self.span(offer, 2)
    }

    fn span(&self, offer: usize, first: usize) -> Span {
        let spans = self.spans.get(offer);
        Span { min: spans[first].into(), max: spans[first + 1].into() }
    }

    /// What is known of an offer, by its place.
    pub fn facts(&self, offer: usize) -> Facts<'_> {
        let codes = &self.codes;
        Facts {
            activities: named(&codes.activities, &self.activities, offer),
            audiences: named(&codes.audiences, &self.audiences, offer),
            languages: self
                .languages
                .get(offer)
                .iter()
                .map(|language| (codes.languages.get((language >> 3).into()), level(language & 7)))
                .collect(),
            group: self.group(offer),
            duration: self.duration(offer),
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
