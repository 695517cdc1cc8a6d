//! The catalogue, prepared once so that many requests can be ranked over it: the columns that rules and parts look at,
//! and for each offer the stems of its texts.
//!
//! Texts are kept by offer and not by word: rules leave a small part of a large catalogue, and only these offers' words
//! are ever looked at.

mod column;
mod entry;
mod facts;
mod making;

use jiff::civil::{Date, date};

pub use column::Malformed;
pub use entry::{Entry, Text};
pub use facts::Facts;

use column::{Column, Lists, Texts};
use making::Making;

use super::concepts::Concepts;
use super::lexicon;
use crate::content::common::Level;
use crate::vocabulary::Vocabulary;

/// The days of columns count from here.
const FIRST_DAY: Date = date(2000, 1, 1);

/// Offers, prepared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    pub(super) slugs: Texts,
    pub(super) titles: Texts,
    pub(super) hosts: Texts,
    pub(super) places: Texts,
    pub(super) codes: Codes,
    pub(super) countries: Vec<u16>,
    pub(super) activities: Lists<u16>,
    pub(super) audiences: Lists<u16>,
    pub(super) sectors: Lists<u16>,
    pub(super) themes: Lists<u16>,
    pub(super) measures: Lists<u16>,
    pub(super) barriers: Lists<u16>,
    /// A language's number times eight, and the level.
    pub(super) languages: Lists<u16>,
    /// Least and most persons, least and most days.
    pub(super) spans: Lists<u16>,
    /// First and last days, by turns.
    pub(super) windows: Lists<i32>,
    pub(super) ends: Vec<i32>,
    pub(super) confirmed: Vec<i32>,
    /// 1 where people under 18 are received.
    pub(super) minors: Vec<u8>,
    /// The languages in which an offer is described.
    pub(super) tongues: Lists<u16>,
    /// Offers described in each language.
    pub(super) written: Vec<u32>,
    /// All stems and subjects, in their order.
    pub(super) words: Texts,
    /// Offers that have each.
    pub(super) frequencies: Vec<u32>,
    /// A word's number times 256, and how much of it the offer has.
    pub(super) texts: Lists<u32>,
    pub(super) lengths: Vec<u32>,
    /// Where each offer begins in the published list, in bytes; [`NOWHERE`] where that is not known.
    begins: Vec<u32>,
}

/// The codes that offers have, each list in its order, so that a code's place is its number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Codes {
    pub(super) countries: Texts,
    pub(super) activities: Texts,
    pub(super) audiences: Texts,
    pub(super) sectors: Texts,
    pub(super) themes: Texts,
    pub(super) measures: Texts,
    pub(super) barriers: Texts,
    pub(super) languages: Texts,
    pub(super) tongues: Texts,
}

/// All columns, in the order of the bytes.
macro_rules! columns {
    ($with:ident, $catalogue:expr) => {
        $with!(
            $catalogue,
            slugs,
            titles,
            hosts,
            places,
            codes.countries,
            codes.activities,
            codes.audiences,
            codes.sectors,
            codes.themes,
            codes.measures,
            codes.barriers,
            codes.languages,
            codes.tongues,
            countries,
            activities,
            audiences,
            sectors,
            themes,
            measures,
            barriers,
            languages,
            spans,
            windows,
            ends,
            confirmed,
            minors,
            tongues,
            written,
            words,
            frequencies,
            texts,
            lengths,
            begins
        )
    };
}

impl Catalogue {
    /// The beginning of the bytes: a name, and the version of columns and of how words are found in texts. The words that the
    /// program knows follow as a fingerprint.
    const MARK: &'static [u8] = b"matchmaker catalogue 4\n";

    /// Prepares offers. Their order makes no difference; of two with one slug the first counts.
    pub fn new<'e>(offers: impl IntoIterator<Item = Entry<'e>>, vocabulary: &Vocabulary) -> Self {
        Self::with_concepts(offers, vocabulary, &Concepts::new(vocabulary))
    }

    /// The same with the vocabulary's words as they were made before.
    pub fn with_concepts<'e>(
        offers: impl IntoIterator<Item = Entry<'e>>,
        vocabulary: &Vocabulary,
        concepts: &Concepts,
    ) -> Self {
        let mut making = Making::new(vocabulary, concepts);
        for offer in offers {
            making.add(&offer);
        }
        making.finish()
    }

    /// Prepares the offers of a published `offers.json`.
    ///
    /// # Errors
    /// If the bytes are not such a file.
    pub fn from_published(json: &[u8], vocabulary: &Vocabulary) -> Result<Self, serde_json::Error> {
        let concepts = Concepts::new(vocabulary);
        let mut making = Making::new(vocabulary, &concepts);
        entry::each(json, |offer| making.add(&offer.standing_in(json)))?;
        Ok(making.finish())
    }

    /// The catalogue as bytes, which are much quicker to read again than the offers.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Self::MARK.to_vec();
        bytes.extend(lexicon::fingerprint().to_le_bytes());
        macro_rules! write {
            ($catalogue:expr, $($($name:ident).+),*) => { $($catalogue.$($name).+.write(&mut bytes);)* };
        }
        columns!(write, self);
        bytes
    }

    /// Reads what [`Catalogue::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are others, or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let rest = bytes.strip_prefix(Self::MARK).ok_or(Malformed)?;
        let mut rest = rest.strip_prefix(&lexicon::fingerprint().to_le_bytes()).ok_or(Malformed)?;
        let mut catalogue = Self::default();
        macro_rules! read {
            ($catalogue:expr, $($($name:ident).+),*) => { $($catalogue.$($name).+ = Column::read(&mut rest)?;)* };
        }
        columns!(read, catalogue);
        if rest.is_empty() { Ok(catalogue) } else { Err(Malformed) }
    }

    /// How many offers there are, ended ones too.
    pub fn len(&self) -> usize {
        self.slugs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The byte at which an offer begins in the published list that the catalogue was made of, to read there what is not kept
    /// here; `None` for one that came from elsewhere.
    pub fn begins(&self, offer: usize) -> Option<u32> {
        self.begins.get(offer).copied().filter(|begins| *begins != NOWHERE)
    }

    /// The slug of an offer by its place.
    pub fn slug(&self, offer: usize) -> &str {
        self.slugs.get(offer)
    }

    /// The place of a slug.
    pub fn find(&self, slug: &str) -> Option<usize> {
        self.slugs.find(slug)
    }

    /// An offer's title, in its original language.
    pub fn title(&self, offer: usize) -> &str {
        self.titles.get(offer)
    }

    /// The name of an offer's host.
    pub fn host(&self, offer: usize) -> &str {
        self.hosts.get(offer)
    }

    /// The town of an offer's host.
    pub fn place(&self, offer: usize) -> &str {
        self.places.get(offer)
    }

    /// The country of an offer's host; `None` for a region that has left the vocabulary.
    pub fn country(&self, offer: usize) -> Option<&str> {
        let country = self.countries[offer];
        (country != NO_COUNTRY).then(|| self.codes.countries.get(country.into()))
    }
}

/// Where an offer begins that stands in no list, or behind the four thousand millionth byte.
const NOWHERE: u32 = u32::MAX;

/// In the column of minors: the host receives them.
pub(super) const MINORS_RECEIVED: u8 = 1;
/// In the column of minors: the host refuses them.
pub(super) const MINORS_REFUSED: u8 = 0;
/// In the column of minors: the host has not said whether it receives them.
pub(super) const MINORS_UNKNOWN: u8 = 2;
/// The number of a country that is not known.
pub(super) const NO_COUNTRY: u16 = u16::MAX;

/// A day as columns have it.
pub(super) fn day_number(day: Date) -> i32 {
    (day - FIRST_DAY).get_days()
}

/// The day of a column's number.
pub(super) fn day(number: i32) -> Date {
    FIRST_DAY.saturating_add(jiff::Span::new().days(number))
}

/// The number of a level, higher for more.
pub(super) fn level_number(level: Level) -> u16 {
    level as u16
}

/// The level of a number.
pub(super) fn level(number: u16) -> Level {
    Level::ALL.get(usize::from(number)).map_or(Level::C2, |(_, level)| *level)
}
