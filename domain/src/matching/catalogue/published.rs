//! Reading the published list of offers.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::content::offer::Offer;
use crate::text::Slug;

/// The version of the published list that is read here.
const VERSION: u64 = 1;

/// The list with the text of each offer.
#[derive(Deserialize)]
#[serde(expecting = "the published list of offers")]
struct PublishedList<'t> {
    #[serde(default, rename = "version", deserialize_with = "check_version")]
    has_version: bool,
    #[serde(borrow)]
    offers: Option<Vec<&'t RawValue>>,
}

#[derive(Deserialize)]
struct SlugOnly {
    slug: Slug,
}

/// Calls `found` with each offer of a published `offers.json`, without holding them all, and with the byte at which it begins.
pub(super) fn read_each(json: &[u8], mut found: impl FnMut(&Slug, &Offer, usize)) -> Result<(), serde_json::Error> {
    let PublishedList { has_version, offers } = serde_json::from_slice(json)?;
    let offers = offers.filter(|_| has_version);
    for text in offers.ok_or_else(|| serde_json::Error::custom("not a published list of offers"))? {
        let text = text.get();
        let SlugOnly { slug } = serde_json::from_str(text)?;
        // The text lies within the list, so this is how far it is from the beginning.
        let begins = text.as_ptr().addr() - json.as_ptr().addr();
        found(&slug, &serde_json::from_str(text)?, begins);
    }
    Ok(())
}

fn check_version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    let found = u64::deserialize(deserializer)?;
    if found == VERSION {
        Ok(true)
    } else {
        Err(D::Error::custom(format!("version {found} is not known; version {VERSION} is")))
    }
}
