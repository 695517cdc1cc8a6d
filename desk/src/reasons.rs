//! The reasons of matching in words: one source for the desk and for the command line.

use domain::matching::criterion::Criterion;
use domain::matching::reason::{Codes, Of, Reason, Value};
use domain::matching::rules::Rule;
use domain::text::LanguageTag;
use domain::text::messages::Messages;
use domain::vocabulary::{Term, Terms, Vocabulary};
use fluent_bundle::FluentValue;
use jiff::civil::Date;

use crate::phrases::Phrases;

/// The words of reasons in one language.
pub struct ReasonWords {
    phrases: Phrases,
}

impl ReasonWords {
    /// English, compiled in.
    pub fn english() -> Self {
        let messages = Messages::parse(LanguageTag::english(), include_str!("../i18n/en/reasons.ftl"));
        Self::from_phrases(Phrases::complete(messages.expect("a test reads the compiled-in catalogue")))
    }

    /// The words of a catalogue that has them among others.
    pub(crate) fn from_phrases(phrases: Phrases) -> Self {
        Self { phrases }
    }

    /// A reason as half a sentence, with days as they are written in files. One for which there are no words shows its code, in
    /// brackets that no text of ours has.
    pub fn reason(&self, reason: &Reason, vocabulary: &Vocabulary) -> String {
        self.reason_with_days(reason, vocabulary, &|day| day.to_string())
    }

    /// The same, with days as somebody writes them.
    pub fn reason_with_days(&self, reason: &Reason, vocabulary: &Vocabulary, day: &dyn Fn(Date) -> String) -> String {
        let values = reason.values.iter().map(|(name, value)| match value {
            Value::Day(written) => (*name, day(*written).into()),
            value => (*name, self.value(value, vocabulary)),
        });
        let met = self.both(reason, ["measures", "barriers"], vocabulary);
        let missing = self.both(reason, ["missing_measures", "missing_barriers"], vocabulary);
        let sums = [("met", met.into()), ("missing", missing.into())];
        self.message(&format!("reason-{}", reason.code), values.chain(sums))
    }

    /// The labels of two values as one list.
    fn both(&self, reason: &Reason, names: [&'static str; 2], vocabulary: &Vocabulary) -> String {
        let codes = names.iter().filter_map(|name| match reason.values.get(name) {
            Some(Value::Codes(codes)) => Some(self.labels(codes, vocabulary)),
            _ => None,
        });
        self.joined(codes.flatten().collect())
    }

    /// What a part of a score is called.
    pub fn part(&self, part: Criterion) -> String {
        self.message(&format!("part-{}", part.code()), [])
    }

    /// What it means that a rule is broken.
    pub fn rule(&self, rule: Rule) -> String {
        self.message(&format!("rule-{}", rule.code()), [])
    }

    fn message<'a>(&self, key: &str, values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>) -> String {
        self.phrases.format_or_key(key, values)
    }

    fn value<'a>(&self, value: &'a Value, vocabulary: &Vocabulary) -> FluentValue<'a> {
        match value {
            Value::Number(number) => (*number).into(),
            Value::Day(day) => day.to_string().into(),
            Value::Word(word) => word.as_str().into(),
            Value::Words(words) => {
                let quoted = words.iter().map(|word| self.message("quoted-word", [("word", word.as_str().into())]));
                self.joined(quoted.collect()).into()
            }
            Value::Codes(codes) => self.joined(self.labels(codes, vocabulary)).into(),
        }
    }

    fn joined(&self, words: Vec<String>) -> String {
        words.join(&self.message("list-separator", []))
    }

    fn labels(&self, codes: &Codes, vocabulary: &Vocabulary) -> Vec<String> {
        match codes.of {
            Of::Activities => self.of(&vocabulary.activities, codes),
            Of::Audiences => self.of(&vocabulary.audiences, codes),
            Of::Barriers => self.of(&vocabulary.barriers, codes),
            Of::Countries => self.of(&vocabulary.countries, codes),
            Of::Languages => self.of(&vocabulary.languages, codes),
            Of::Sectors => self.of(&vocabulary.sectors, codes),
            Of::SupportMeasures => self.of(&vocabulary.support_measures, codes),
            Of::Themes => self.of(&vocabulary.themes, codes),
        }
    }

    /// Labels; a code that has left its vocabulary stands for itself.
    fn of<T: Term>(&self, terms: &Terms<T>, codes: &Codes) -> Vec<String> {
        let label = |code: &String| {
            let term = terms.find(code);
            term.map_or(code.as_str(), |term| term.label().in_language(self.phrases.language()).0).to_owned()
        };
        codes.codes.iter().map(label).collect()
    }
}

#[cfg(test)]
mod tests {
    use domain::matching::criterion::Criterion;
    use domain::matching::reason::{Of, Reason};
    use domain::matching::rules::Rule;
    use domain::vocabulary::Vocabulary;
    use jiff::civil::date;

    use super::ReasonWords;

    #[test]
    fn every_part_and_rule_has_words() {
        let words = ReasonWords::english();
        for part in Criterion::ALL {
            assert!(!words.part(part).contains('⟦'), "{part:?}");
        }
        for rule in Rule::ALL {
            assert!(!words.rule(rule).contains('⟦'), "{rule:?}");
        }
    }

    #[test]
    fn every_reason_has_words() {
        let words = ReasonWords::english();
        let vocabulary = Vocabulary::default();
        for code in Reason::codes() {
            let all = ["days", "least", "most", "possible", "persons", "times"];
            let reason = all.into_iter().fold(Reason::new(code), |reason, name| reason.with(name, 2));
            let reason = ["day", "from", "until", "asked_from", "asked_until"]
                .into_iter()
                .fold(reason, |reason, name| reason.with(name, date(2026, 11, 23)));
            let lists = [
                "sectors",
                "themes",
                "audiences",
                "country",
                "measures",
                "barriers",
                "missing_measures",
                "missing_barriers",
                "language",
                "activities",
                "asked",
                "received",
            ];
            let reason = lists.into_iter().fold(reason, |reason, name| reason.with_codes(name, Of::Themes, ["code"]));
            let reason = reason
                .with("words", vec!["lathe".to_owned()])
                .with("level", "B2".to_owned())
                .with("own", "B1".to_owned());
            assert!(!words.reason(&reason, &vocabulary).contains('⟦'), "{code}");
        }
    }

    #[test]
    fn a_reason_reads_as_half_a_sentence() {
        let words = ReasonWords::english();
        let themes = serde_json::json!([{"code": "crafts", "label": {"en": "Crafts"}}]);
        let vocabulary =
            Vocabulary { themes: serde_json::from_value(themes).expect("themes"), ..Vocabulary::default() };
        let text = |reason: &Reason| words.reason(reason, &vocabulary);
        assert_eq!(
            text(&Reason::new("themes-shared").with_codes("themes", Of::Themes, ["crafts", "gone"])),
            "the theme asked for: Crafts, gone"
        );
        let support = Reason::new("support-some")
            .with_codes("measures", Of::Themes, ["crafts"])
            .with_codes("barriers", Of::Themes, ["gone"])
            .with_codes("missing_barriers", Of::Themes, ["else"]);
        assert_eq!(text(&support), "some of the support that is needed: Crafts, gone; to be asked: else");
        let found = Reason::new("words-shared").with("words", vec!["lathe".to_owned(), "guild".to_owned()]);
        assert_eq!(text(&found), "words from the goal are in the offer: “lathe”, “guild”");
    }
}
