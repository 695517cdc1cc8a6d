//! Alphabetical order, as readers of a language know it: Å stands behind Z in Swedish, and beside A in English.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

use crate::text::LanguageTag;

/// The order of a language's letters.
pub struct Alphabet(Option<CollatorBorrowed<'static>>);

impl Alphabet {
    /// That of a language; the usual order of Unicode for one that has none of its own.
    pub fn of(language: &LanguageTag) -> Self {
        let locale: Locale = language.as_str().parse().unwrap_or(Locale::UNKNOWN);
        Self(Collator::try_new(locale.into(), CollatorOptions::default()).ok())
    }

    /// Which of two words comes first. Different words are never equal, so that an order is always the same.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let order = self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(one, other));
        order.then_with(|| one.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Alphabet;
    use crate::text::LanguageTag;

    #[test]
    fn words_stand_in_the_order_of_their_language() {
        let sorted = |language: &str| {
            let alphabet = Alphabet::of(&LanguageTag::parse(language).expect("a language"));
            let mut words = ["Zypern", "Österreich", "Estonia", "île", "Malta", "Irland"];
            words.sort_by(|one, other| alphabet.compare(one, other));
            words.join(" ")
        };
        assert_eq!(sorted("de"), "Estonia île Irland Malta Österreich Zypern");
        assert_eq!(sorted("sv"), "Estonia île Irland Malta Zypern Österreich");
        assert_eq!(sorted("en"), sorted("de"));
    }
}
