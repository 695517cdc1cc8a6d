//! The words of the product in one language: Fluent messages, looked up by key.

use std::collections::{BTreeMap, HashMap};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use crate::text::LanguageTag;

/// The messages of one language.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
    language: LanguageTag,
    keys: Vec<String>,
    /// The messages that say the same whatever they are given.
    plain: HashMap<String, String>,
}

/// A catalogue that can't be read, or a message that can't be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    #[error("line {line}: {detail}")]
    Syntax { line: usize, detail: String },
    #[error("a message is given twice: {detail}")]
    Repeated { detail: String },
    #[error("there is no message `{key}` in language `{language}`")]
    Unknown { key: String, language: String },
    #[error("the message `{key}` in language `{language}` can't be shown: {detail}")]
    Values { key: String, language: String, detail: String },
}

impl Messages {
    /// Reads a catalogue.
    ///
    /// # Errors
    /// If it is not valid Fluent or gives a key twice.
    pub fn parse(language: LanguageTag, source: &str) -> Result<Self, MessageError> {
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            let first = errors.first();
            let line = first.map_or(1, |error| source[..error.pos.start.min(source.len())].matches('\n').count() + 1);
            MessageError::Syntax { line, detail: first.map(ToString::to_string).unwrap_or_default() }
        })?;
        let identifier: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Isolation marks would end up in addresses, titles and tests; our texts are all left to right.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(shown(number)),
            _ => None,
        }));
        let keys: Vec<String> = keys(&resource).map(str::to_owned).collect();
        bundle.add_resource(resource).map_err(|errors| MessageError::Repeated {
            detail: errors.first().map(ToString::to_string).unwrap_or_default(),
        })?;
        let mut messages = Self { bundle, language, keys, plain: HashMap::new() };
        let plain = |key: &String| messages.text_of_plain(key).map(|text| (key.clone(), text));
        messages.plain = messages.keys.iter().filter_map(plain).collect();
        Ok(messages)
    }

    pub fn language(&self) -> &LanguageTag {
        &self.language
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The messages that say the same whatever they are given, by key.
    pub fn plain(&self) -> impl Iterator<Item = (&str, &str)> {
        self.plain.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    fn text_of_plain(&self, key: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let text = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => Some((*value).to_owned()),
            PatternElement::Placeable { .. } => None,
        };
        pattern.elements.iter().map(text).collect()
    }

    /// The message of a key, without values.
    ///
    /// # Errors
    /// If there is no such message, or it needs values.
    pub fn text(&self, key: &str) -> Result<String, MessageError> {
        self.format(key, std::iter::empty())
    }

    /// The message of a key with its values; numbers choose the plural form.
    ///
    /// # Errors
    /// If there is no such message, or it needs a value that is not given.
    pub fn format<'a>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> Result<String, MessageError> {
        if let Some(text) = self.plain.get(key) {
            return Ok(text.clone());
        }
        let language = || self.language.to_string();
        let pattern = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
            .ok_or_else(|| MessageError::Unknown { key: key.to_owned(), language: language() })?;
        let values: Vec<(&str, FluentValue)> = values.into_iter().collect();
        if let Some(text) = filled(pattern, &values) {
            return Ok(text);
        }
        let values: FluentArgs = values.into_iter().collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => {
                Err(MessageError::Values { key: key.to_owned(), language: language(), detail: error.to_string() })
            }
        }
    }

    /// The message of a key as a pattern that others fill in, with `{name}` where its values go: one for each plural
    /// category of the number `counted`, that of [`OTHER`] always.
    ///
    /// # Errors
    /// If there is no such message, or it needs another value.
    pub fn patterns(
        &self,
        key: &str,
        names: &[&str],
        counted: Option<&str>,
    ) -> Result<BTreeMap<&'static str, String>, MessageError> {
        let mut patterns = BTreeMap::new();
        for number in (0..=MOST_SAMPLES).chain([1_000_000]) {
            let category = plural_category(&self.language, number);
            if patterns.contains_key(category) {
                continue;
            }
            let value = |name: &str| match counted {
                Some(counted) if counted == name => {
                    let currency = Some(format!("{{{name}}}"));
                    let options = FluentNumberOptions { currency, ..FluentNumberOptions::default() };
                    FluentValue::Number(FluentNumber::new(number as f64, options))
                }
                _ => FluentValue::from(format!("{{{name}}}")),
            };
            patterns.insert(category, self.format(key, names.iter().map(|name| (*name, value(name))))?);
        }
        Ok(patterns)
    }
}

/// Numbers up to this one show all plural categories of a language, but those of millions.
const MOST_SAMPLES: u64 = 120;

/// A number as a message shows it: one of [`Messages::patterns`] shows its name.
fn shown(number: &FluentNumber) -> String {
    number.options.currency.clone().unwrap_or_else(|| number.as_string().into_owned())
}

/// The plural category of a whole number in a language, as Fluent and CLDR name it.
pub fn plural_category(language: &LanguageTag, number: u64) -> &'static str {
    let identifier: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
    let known = PluralRules::create(identifier, PluralRuleType::CARDINAL);
    let rules = known.or_else(|_| PluralRules::create(LanguageIdentifier::default(), PluralRuleType::CARDINAL));
    match rules.ok().and_then(|rules| rules.select(number).ok()) {
        Some(PluralCategory::ZERO) => "zero",
        Some(PluralCategory::ONE) => "one",
        Some(PluralCategory::TWO) => "two",
        Some(PluralCategory::FEW) => "few",
        Some(PluralCategory::MANY) => "many",
        _ => OTHER,
    }
}

/// The category that every language has.
pub const OTHER: &str = "other";

/// A message that is only words and blanks, filled in without more ado; nothing if it asks for more than that.
fn filled(pattern: &Pattern<&str>, values: &[(&str, FluentValue)]) -> Option<String> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => match values.iter().rev().find(|(name, _)| *name == id.name)? {
                (_, FluentValue::String(value)) => text.push_str(value),
                (_, FluentValue::Number(number)) => text.push_str(&shown(number)),
                _ => return None,
            },
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(text)
}

fn keys(resource: &FluentResource) -> impl Iterator<Item = &str> {
    resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{MessageError, Messages};
    use crate::text::LanguageTag;

    fn english(source: &str) -> Result<Messages, MessageError> {
        Messages::parse(LanguageTag::parse("en").expect("a tag"), source)
    }

    #[test]
    fn a_number_chooses_its_plural() {
        let source = "offers = { $count ->\n    [one] one offer\n   *[other] { $count } offers\n}\n";
        let messages = english(source).expect("valid Fluent");
        assert_eq!(messages.format("offers", [("count", 1.into())]).as_deref(), Ok("one offer"));
        assert_eq!(messages.format("offers", [("count", 24.into())]).as_deref(), Ok("24 offers"));
        assert!(matches!(messages.text("offers"), Err(MessageError::Values { .. })));
        assert!(matches!(messages.text("stories"), Err(MessageError::Unknown { .. })));
    }

    #[test]
    fn a_pattern_has_a_sentence_for_each_plural_category() {
        let source = "left = { $count ->\n    [one] { $count } character of { $max }\n   *[other] { $count } characters of { $max }\n}\n\
                      bare = At most { $max }, not { $count }\n";
        let messages = english(source).expect("valid Fluent");
        let patterns = messages.patterns("left", &["count", "max"], Some("count")).expect("patterns");
        assert_eq!(patterns["one"], "{count} character of {max}");
        assert_eq!(patterns["other"], "{count} characters of {max}");
        let bare = messages.patterns("bare", &["count", "max"], Some("count")).expect("patterns");
        assert_eq!(bare["one"], "At most {max}, not {count}");
        let polish = LanguageTag::parse("pl").expect("a tag");
        let categories: Vec<_> = [1, 2, 5, 22].iter().map(|number| super::plural_category(&polish, *number)).collect();
        assert_eq!(categories, ["one", "few", "many", "few"]);
    }

    #[test]
    fn blanks_are_filled_in_as_fluent_fills_them_in() {
        let source = "plain = Offers\n    and stories\nfull = { $title } ({ $year }), { $title }\n\
                      quoted = { \"{\" }{ $title }\nown = { plain }: { $title }\n";
        let messages = english(source).expect("valid Fluent");
        let values = || [("title", "Quay".into()), ("year", 2027.into())];
        for (key, text) in [
            ("plain", "Offers\nand stories"),
            ("full", "Quay (2027), Quay"),
            ("quoted", "{Quay"),
            ("own", "Offers\nand stories: Quay"),
        ] {
            assert_eq!(messages.format(key, values()).as_deref(), Ok(text));
        }
        assert_eq!(messages.plain().collect::<Vec<_>>(), [("plain", "Offers\nand stories")]);
        assert!(matches!(messages.format("full", [("title", "Quay".into())]), Err(MessageError::Values { .. })));
    }

    #[test]
    fn a_broken_catalogue_names_its_line() {
        let error = english("title = Offers\n\n= nothing\n").err();
        assert!(matches!(error, Some(MessageError::Syntax { line: 3, .. })), "{error:?}");
    }
}
