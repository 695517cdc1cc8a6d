//! Single offers of the published list, for what matching does not keep: their costs, their texts. The catalogue knows where each
//! begins, so only those are read that are asked for.

use std::fs::File;
use std::io::{self, BufReader, Seek, SeekFrom};
use std::path::Path;

use domain::content::offer::Offer;
use domain::matching::catalogue::Catalogue;
use serde::Deserialize;
use serde_json::Deserializer;

use super::error::PublishedError;

#[derive(Deserialize)]
struct Entry {
    slug: String,
    #[serde(flatten)]
    offer: Offer,
}

/// Offers by their places in the catalogue; nothing for one that does not begin there any more, since the list has just been
/// published anew.
///
/// # Errors
/// If the list can't be read.
pub(super) fn read_offers(
    list: &Path,
    catalogue: &Catalogue,
    places: &[usize],
) -> Result<Vec<Option<Offer>>, PublishedError> {
    let unreadable = |source| PublishedError::Unreadable { path: list.to_owned(), source };
    let mut file = BufReader::new(File::open(list).map_err(unreadable)?);
    let mut read = |place: usize| -> io::Result<Option<Offer>> {
        let Some(begins) = catalogue.begins(place) else { return Ok(None) };
        file.seek(SeekFrom::Start(begins.into()))?;
        match Deserializer::from_reader(&mut file).into_iter::<Entry>().next() {
            Some(Ok(Entry { slug, offer })) if slug == catalogue.slug(place) => Ok(Some(offer)),
            Some(Err(error)) if error.is_io() => Err(error.into()),
            _ => Ok(None),
        }
    };
    places.iter().map(|place| read(*place)).collect::<io::Result<_>>().map_err(unreadable)
}
