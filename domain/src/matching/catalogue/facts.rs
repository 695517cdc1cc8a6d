//! What a catalogue knows of one offer: the columns of one row, as people would say them.

use jiff::civil::Date;

use super::numbers::{MINORS_RECEIVED, MINORS_UNKNOWN, day};
use super::table::Catalogue;
use crate::content::common::{Level, Span};
use crate::dates::Period;
use crate::matching::reason::Of;

/// What matching knows of an offer, beside its names.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts<'c> {
    pub activities: Vec<&'c str>,
    pub audiences: Vec<&'c str>,
    /// Working languages, each with the level that a group needs.
    pub languages: Vec<(&'c str, Level)>,
    pub group: Span,
    pub duration: Span,
    pub windows: Vec<Period>,
    pub measures: Vec<&'c str>,
    pub barriers: Vec<&'c str>,
    /// Whether people under 18 are received; nothing, where the host has not said.
    pub minors: Option<bool>,
    pub confirmed: Date,
    pub ends: Date,
}

impl Catalogue {
    pub(in crate::matching) fn group(&self, offer: usize) -> Span {
        self.span(offer, 0)
    }

    pub(in crate::matching) fn duration(&self, offer: usize) -> Span {
        self.span(offer, 2)
    }

    fn span(&self, offer: usize, first: usize) -> Span {
        let spans = self.spans.get(offer);
        Span { min: spans[first].into(), max: spans[first + 1].into() }
    }

    /// What is known of an offer, by its place.
    pub fn facts(&self, offer: usize) -> Facts<'_> {
        let codes = |of| self.codes_of(of, offer).collect();
        Facts {
            activities: codes(Of::Activities),
            audiences: codes(Of::Audiences),
            languages: self.languages.get(offer).iter().map(|needed| self.language(*needed)).collect(),
            group: self.group(offer),
            duration: self.duration(offer),
            windows: self
                .windows
                .get(offer)
                .chunks_exact(2)
                .map(|window| Period { from: day(window[0]), until: day(window[1]) })
                .collect(),
            measures: codes(Of::SupportMeasures),
            barriers: codes(Of::Barriers),
            minors: (self.minors[offer] != MINORS_UNKNOWN).then(|| self.minors[offer] == MINORS_RECEIVED),
            confirmed: day(self.confirmed[offer]),
            ends: day(self.ends[offer]),
        }
    }
}
