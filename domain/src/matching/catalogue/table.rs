//! The columns of a catalogue, and their bytes.

use super::column::{Column, Lists, Malformed, Texts};
use super::numbers::{NO_COUNTRY, NOWHERE};
use crate::matching::lexicon;

/// Offers, prepared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    pub(in crate::matching) slugs: Texts,
    pub(in crate::matching) titles: Texts,
    pub(in crate::matching) hosts: Texts,
    pub(in crate::matching) places: Texts,
    pub(in crate::matching) codes: Codes,
    pub(in crate::matching) countries: Vec<u16>,
    pub(in crate::matching) activities: Lists<u16>,
    pub(in crate::matching) audiences: Lists<u16>,
    pub(in crate::matching) sectors: Lists<u16>,
    pub(in crate::matching) themes: Lists<u16>,
    pub(in crate::matching) measures: Lists<u16>,
    pub(in crate::matching) barriers: Lists<u16>,
    /// A language's number times eight, and the level.
    pub(in crate::matching) languages: Lists<u16>,
    /// Least and most persons, least and most days.
    pub(in crate::matching) spans: Lists<u16>,
    /// First and last days, by turns.
    pub(in crate::matching) windows: Lists<i32>,
    pub(in crate::matching) ends: Vec<i32>,
    pub(in crate::matching) confirmed: Vec<i32>,
    /// 1 where people under 18 are received.
    pub(in crate::matching) minors: Vec<u8>,
    /// The languages in which an offer is described.
    pub(in crate::matching) tongues: Lists<u16>,
    /// Offers described in each language.
    pub(in crate::matching) written: Vec<u32>,
    /// All stems and subjects, in their order.
    pub(in crate::matching) words: Texts,
    /// Offers that have each.
    pub(in crate::matching) frequencies: Vec<u32>,
    /// A word's number times 256, and how much of it the offer has.
    pub(in crate::matching) texts: Lists<u32>,
    pub(in crate::matching) lengths: Vec<u32>,
    /// Where each offer begins in the published list, in bytes; `NOWHERE` where that is not known.
    pub(super) begins: Vec<u32>,
}

/// The codes that offers have, each list in its order, so that a code's place is its number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::matching) struct Codes {
    pub(in crate::matching) countries: Texts,
    pub(in crate::matching) activities: Texts,
    pub(in crate::matching) audiences: Texts,
    pub(in crate::matching) sectors: Texts,
    pub(in crate::matching) themes: Texts,
    pub(in crate::matching) measures: Texts,
    pub(in crate::matching) barriers: Texts,
    pub(in crate::matching) languages: Texts,
    pub(in crate::matching) tongues: Texts,
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
