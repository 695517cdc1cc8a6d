//! Reading the published list of offers, whose texts are not copied on the way.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::entry::{CatalogueEntry, Text, Texts};

/// The version of the published list that is read here.
const VERSION: u64 = 1;

/// Calls `found` with each offer of a published `offers.json`, without holding them all.
pub(super) fn each<'e>(json: &'e [u8], found: impl FnMut(CatalogueEntry<'e>)) -> Result<(), serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    reader.deserialize_map(File(found))?;
    reader.end()
}

struct File<F>(F);

impl<'e, F: FnMut(CatalogueEntry<'e>)> Visitor<'e> for File<F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("the published list of offers")
    }

    fn visit_map<A: MapAccess<'e>>(mut self, mut map: A) -> Result<(), A::Error> {
        let (mut version, mut offers) = (false, false);
        while let Some(key) = map.next_key::<Text<'e>>()? {
            match key.as_str() {
                "version" => {
                    let found: u64 = map.next_value()?;
                    if found != VERSION {
                        return Err(A::Error::custom(format!("version {found} is not known; version {VERSION} is")));
                    }
                    version = true;
                }
                "offers" => {
                    map.next_value_seed(List(&mut self.0))?;
                    offers = true;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if version && offers { Ok(()) } else { Err(A::Error::custom("not a published list of offers")) }
    }
}

struct List<'f, F>(&'f mut F);

impl<'e, F: FnMut(CatalogueEntry<'e>)> DeserializeSeed<'e> for List<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'e>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'e, F: FnMut(CatalogueEntry<'e>)> Visitor<'e> for List<'_, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list of offers")
    }

    fn visit_seq<A: SeqAccess<'e>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(offer) = sequence.next_element()? {
            (self.0)(offer);
        }
        Ok(())
    }
}

impl<'de: 'e, 'e> Deserialize<'de> for Text<'e> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyText;

        impl<'de> Visitor<'de> for AnyText {
            type Value = Text<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(AnyText)
    }
}

impl<'de: 'e, 'e> Deserialize<'de> for Texts<'e> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ByLanguage;

        impl<'de> Visitor<'de> for ByLanguage {
            type Value = Texts<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("an object from language to text")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts<'de>, A::Error> {
                let mut texts = Vec::with_capacity(1);
                while let Some(entry) = map.next_entry()? {
                    texts.push(entry);
                }
                Ok(Texts(texts))
            }
        }

        deserializer.deserialize_map(ByLanguage)
    }
}
