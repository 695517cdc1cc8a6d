//! The columns of a catalogue, and their bytes.

use super::column::{Column, Lists, Malformed, Texts};
use super::numbers::{NO_COUNTRY, NOWHERE, level};
use crate::content::common::Level;
use crate::matching::lexicon;
use crate::matching::reason::Of;
use crate::vocabulary::Code;

/// Offers, prepared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    pub(in crate::matching) slugs: Texts,
    pub(in crate::matching) titles: Texts,
    pub(in crate::matching) hosts: Texts,
    pub(in crate::matching) places: Texts,
    /// The codes that offers have, for each vocabulary [`Of`] in their order, so that a code's place is its number.
    pub(super) codes: [Texts; Of::COUNT],
    /// The languages in which offers are described, in their order.
    pub(in crate::matching) description_languages: Texts,
    pub(in crate::matching) countries: Vec<u16>,
    /// The numbers of an offer's codes, for each vocabulary from [`Of::Activities`] to [`Of::Barriers`].
    pub(super) lists: [Lists<u16>; Of::LISTS],
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
    pub(in crate::matching) described_in: Lists<u16>,
    /// Offers described in each language.
    pub(in crate::matching) descriptions: Vec<u32>,
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

/// All columns, in the order of the bytes.
macro_rules! columns {
    ($with:ident, $catalogue:expr) => {
        $with! {
            $catalogue, slugs, titles, hosts, places, codes, description_languages, countries, lists, languages, spans,
            windows, ends, confirmed, minors, described_in, descriptions, words, frequencies, texts, lengths, begins
        }
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
            ($catalogue:expr, $($name:ident),*) => { $($catalogue.$name.write(&mut bytes);)* };
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
            ($catalogue:expr, $($name:ident),*) => { $($catalogue.$name = Column::read(&mut rest)?;)* };
        }
        columns!(read, catalogue);
        if rest.is_empty() { Ok(catalogue) } else { Err(Malformed) }
    }

    /// How many offers there are, ended ones too.
    pub fn len(&self) -> usize {
        self.slugs.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The byte at which an offer begins in the published list that the catalogue was made of, to read there what is not kept
    /// here; `None` for one that came from elsewhere.
    pub fn begins(&self, offer: usize) -> Option<u32> {
        self.begins.get(offer).copied().filter(|begins| *begins != NOWHERE)
    }

    pub fn slug(&self, offer: usize) -> &str {
        self.slugs.get(offer)
    }

    pub fn find(&self, slug: &str) -> Option<usize> {
        self.slugs.find(slug)
    }

    /// An offer's title, in its original language.
    pub fn title(&self, offer: usize) -> &str {
        self.titles.get(offer)
    }

    pub fn host(&self, offer: usize) -> &str {
        self.hosts.get(offer)
    }

    pub fn place(&self, offer: usize) -> &str {
        self.places.get(offer)
    }

    /// The country of an offer's host; `None` for a region that has left the vocabulary.
    pub fn country(&self, offer: usize) -> Option<&str> {
        let country = self.countries[offer];
        (country != NO_COUNTRY).then(|| self.codes(Of::Countries).get(country.into()))
    }

    /// The codes of a vocabulary that offers have.
    pub(in crate::matching) fn codes(&self, of: Of) -> &Texts {
        &self.codes[of as usize]
    }

    /// The number of a code, if an offer has it.
    pub(in crate::matching) fn number(&self, of: Of, code: &str) -> Option<u16> {
        self.codes(of).find(code).and_then(|place| u16::try_from(place).ok())
    }

    /// The numbers of those codes that an offer has.
    pub(in crate::matching) fn numbers<T>(&self, of: Of, codes: &[Code<T>]) -> Vec<u16> {
        codes.iter().filter_map(|code| self.number(of, code.as_str())).collect()
    }

    /// The numbers of an offer's codes, of a vocabulary from [`Of::Activities`] to [`Of::Barriers`].
    pub(in crate::matching) fn numbers_of(&self, of: Of, offer: usize) -> &[u16] {
        self.lists[of as usize - Of::Activities as usize].get(offer)
    }

    /// The same as codes.
    pub(in crate::matching) fn codes_of(&self, of: Of, offer: usize) -> impl Iterator<Item = &str> {
        self.numbers_of(of, offer).iter().map(move |number| self.codes(of).get((*number).into()))
    }

    /// The code and the level of a value of the column of languages.
    pub(in crate::matching) fn language(&self, needed: u16) -> (&str, Level) {
        (self.codes(Of::Languages).get((needed >> 3).into()), level(needed & 7))
    }
}
