//! Texts: slugs, and texts given in one or several languages.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A language's code, as in `content/vocabulary/languages.yaml` (ISO 639-1).
///
/// Kept where it stands, since every text of a site has one; a code of two letters ends with a zero.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag([u8; 3]);

impl LanguageTag {
    /// A tag from a code of two or three lower-case letters; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        let shape = (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase());
        let mut letters = [0; 3];
        if shape {
            letters[..code.len()].copy_from_slice(code.as_bytes());
        }
        shape.then_some(Self(letters))
    }

    /// English: the language of our vocabularies' plain labels, and of messages that no translation has.
    pub fn english() -> Self {
        Self(*b"en\0")
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        let letters = if self.0[2] == 0 { &self.0[..2] } else { &self.0[..] };
        // They are lower-case letters.
        std::str::from_utf8(letters).unwrap_or_default()
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "LanguageTag({:?})", self.as_str())
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.as_str().to_owned()
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::parse(&code).ok_or_else(|| format!("{code:?} is not a language's code of two or three letters"))
    }
}

/// A text with its translations. The first is the original.
///
/// In JSON it is an object from language to text, the original first: `{"en": "Seen from the quay", "ca": "…"}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalizedText {
    language: LanguageTag,
    original: Box<str>,
    translations: Box<[(LanguageTag, Box<str>)]>,
}

impl LocalizedText {
    pub fn new(language: LanguageTag, text: impl Into<String>) -> Self {
        Self { language, original: text.into().into_boxed_str(), translations: Box::default() }
    }

    /// The same text with one more translation.
    pub fn with(mut self, language: LanguageTag, text: impl Into<String>) -> Self {
        let mut translations = self.translations.into_vec();
        translations.push((language, text.into().into_boxed_str()));
        self.translations = translations.into();
        self
    }

    /// The text in a language if there is one, otherwise the original; with the language it is in.
    pub fn in_language(&self, language: &LanguageTag) -> (&str, &LanguageTag) {
        self.iter()
            .find(|(known, _)| *known == language)
            .map_or((&self.original, &self.language), |(known, text)| (text, known))
    }

    pub fn original(&self) -> &str {
        &self.original
    }

    /// All languages and texts, the original first.
    pub fn iter(&self) -> impl Iterator<Item = (&LanguageTag, &str)> {
        let translations = self.translations.iter().map(|(language, text)| (language, &**text));
        std::iter::once((&self.language, &*self.original)).chain(translations)
    }
}

impl Serialize for LocalizedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl JsonSchema for LocalizedText {
    fn schema_name() -> Cow<'static, str> {
        "LocalizedText".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text by language (ISO 639-1), the original first.",
            "type": "object",
            "propertyNames": { "pattern": "^[a-z]{2,3}$" },
            "additionalProperties": { "type": "string" },
            "minProperties": 1,
        })
    }
}

impl<'de> Deserialize<'de> for LocalizedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;

        impl<'de> Visitor<'de> for Texts {
            type Value = LocalizedText;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("an object from language to text")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<LocalizedText, A::Error> {
                let first = map.next_entry::<LanguageTag, String>()?;
                let (language, original) = first.ok_or_else(|| A::Error::custom("no text in any language"))?;
                let mut text = LocalizedText::new(language, original);
                while let Some((language, translation)) = map.next_entry::<_, String>()? {
                    text = text.with(language, translation);
                }
                Ok(text)
            }
        }

        deserializer.deserialize_map(Texts)
    }
}

/// The readable part of an address: lower-case letters a–z, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Slug(Box<str>);

impl Slug {
    /// A slug, if the text is one.
    pub fn parse(text: &str) -> Option<Self> {
        let shape = !text.is_empty()
            && text.len() <= 120
            && text.split('-').all(|part| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            });
        shape.then(|| Self(text.into()))
    }

    /// The text of the slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{LanguageTag, LocalizedText, Slug};

    fn tag(code: &str) -> LanguageTag {
        LanguageTag::parse(code).expect("a tag")
    }

    #[test]
    fn a_reader_gets_the_translation_or_else_the_original() {
        let title = LocalizedText::new(tag("en"), "Seen from the quay").with(tag("ca"), "Vist des del moll");
        assert_eq!(title.in_language(&tag("ca")), ("Vist des del moll", &tag("ca")));
        assert_eq!(title.in_language(&tag("sv")), ("Seen from the quay", &tag("en")));
    }

    #[test]
    fn slugs_are_lower_case_with_single_hyphens() {
        assert!(Slug::parse("harbour-logistics-2").is_some());
        for bad in ["", "Harbour", "harbour--logistics", "-harbour", "harbour_logistics", "port-de-sète"] {
            assert!(Slug::parse(bad).is_none(), "{bad:?} must not be a slug");
        }
    }
}
