//! Single offers of the published list, for what matching does not keep: their costs, their texts. A large list takes a
//! moment to read, so it is read once for where each offer stands, and afterwards only those are read that are asked for.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use domain::matching::catalogue::Catalogue;
use domain::offer::Offer;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::PublishedError;

/// Where each offer of a catalogue stands in the published list, by its place in the catalogue: the first byte, and how many.
pub(super) struct Excerpts(Vec<Option<(u64, usize)>>);

#[derive(Deserialize)]
struct List<'l> {
    #[serde(borrow)]
    offers: Vec<&'l RawValue>,
}

#[derive(Deserialize)]
struct Named {
    slug: String,
}

#[derive(Deserialize)]
struct Entry {
    slug: String,
    #[serde(flatten)]
    offer: Offer,
}

impl Excerpts {
    /// Finds all offers of a published list.
    ///
    /// # Errors
    /// If the list can't be read.
    pub(super) fn of(list: &Path, catalogue: &Catalogue) -> Result<Self, PublishedError> {
        let text = fs::read_to_string(list).map_err(unreadable(list))?;
        let malformed = |source| PublishedError::Malformed { path: list.to_owned(), source };
        let List { offers } = serde_json::from_str(&text).map_err(malformed)?;
        let mut places = vec![None; catalogue.len()];
        for offer in offers {
            let Named { slug } = serde_json::from_str(offer.get()).map_err(malformed)?;
            if let Some(place) = catalogue.find(&slug) {
                // The entry is a part of the text, so this is how far it is from the beginning.
                let begins = offer.get().as_ptr().addr() - text.as_ptr().addr();
                places[place] = Some((begins as u64, offer.get().len()));
            }
        }
        Ok(Self(places))
    }

    /// Offers by their places in the catalogue; nothing for one that is no more where it was, since the list has just been
    /// published anew.
    ///
    /// # Errors
    /// If the list can't be read.
    pub(super) fn read(
        &self,
        list: &Path,
        catalogue: &Catalogue,
        offers: &[usize],
    ) -> Result<Vec<Option<Offer>>, PublishedError> {
        let mut file = File::open(list).map_err(unreadable(list))?;
        let mut one = |place: usize| -> io::Result<Option<Offer>> {
            let Some((begins, length)) = self.0.get(place).copied().flatten() else { return Ok(None) };
            file.seek(SeekFrom::Start(begins))?;
            let mut bytes = Vec::with_capacity(length);
            file.by_ref().take(length as u64).read_to_end(&mut bytes)?;
            let entry: Option<Entry> = serde_json::from_slice(&bytes).ok();
            Ok(entry.filter(|entry| entry.slug == catalogue.slug(place)).map(|entry| entry.offer))
        };
        offers.iter().map(|place| one(*place)).collect::<io::Result<_>>().map_err(unreadable(list))
    }
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> PublishedError + '_ {
    |source| PublishedError::Unreadable { path: path.to_owned(), source }
}
