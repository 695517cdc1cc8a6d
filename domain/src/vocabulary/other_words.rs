//! Other words for the subjects of the vocabularies, apart from these: only who looks for hosts needs them, and they are as
//! long as all the rest. What receives requests starts sooner without.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::LocalizedText;
use crate::vocabulary::{Term, Terms, Vocabulary};

/// Other words for themes and for fields of education, by their codes. The site publishes them
/// (`/data/other-words.json`), and the desk reads them from there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct OtherWords {
    pub themes: BTreeMap<String, Vec<LocalizedText>>,
    pub sectors: BTreeMap<String, Vec<LocalizedText>>,
}

impl OtherWords {
    pub fn of(vocabulary: &Vocabulary) -> Self {
        Self { themes: words(&vocabulary.themes), sectors: words(&vocabulary.sectors) }
    }

    /// Gives them to a vocabulary, in place of what it has. Codes that it does not know are passed over.
    pub fn give(mut self, vocabulary: &mut Vocabulary) {
        for theme in vocabulary.themes.iter_mut() {
            theme.also = self.themes.remove(&theme.code).unwrap_or_default();
        }
        for sector in vocabulary.sectors.iter_mut() {
            sector.also = self.sectors.remove(&sector.code).unwrap_or_default();
        }
    }
}

fn words<T: Term>(terms: &Terms<T>) -> BTreeMap<String, Vec<LocalizedText>> {
    let with_words = terms.iter().filter(|term| !term.also().is_empty());
    with_words.map(|term| (term.code().to_owned(), term.also().to_vec())).collect()
}

#[cfg(test)]
mod tests {
    use super::OtherWords;
    use crate::vocabulary::{Term, Vocabulary};

    #[test]
    fn a_vocabulary_is_written_without_other_words_and_gets_them_back() {
        let mut vocabulary = Vocabulary::default();
        let themes = serde_json::json!([
            {"code": "maritime", "label": {"en": "Maritime"}, "also": [{"en": "port", "de": "Hafen"}]},
            {"code": "stem", "label": {"en": "Science"}},
        ]);
        vocabulary.themes = serde_json::from_value(themes).expect("themes");
        let words = serde_json::to_string(&OtherWords::of(&vocabulary)).expect("JSON");
        assert_eq!(words, r#"{"themes":{"maritime":[{"de":"Hafen","en":"port"}]},"sectors":{}}"#);

        let written = serde_json::to_string(&vocabulary).expect("JSON");
        assert!(!written.contains("Hafen"), "{written}");
        let mut read: Vocabulary = serde_json::from_str(&written).expect("a vocabulary");
        serde_json::from_str::<OtherWords>(&words).expect("words").give(&mut read);
        let also = |code: &str| read.themes.find(code).expect("a theme").also().len();
        assert_eq!((also("maritime"), also("stem")), (1, 0));
    }
}
