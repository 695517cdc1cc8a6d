//! The words of a form's problems in its reader's language, as the generator wrote them into the form's page.
//!
//! In: the JSON document of the page's element `#messages`. Out: a sentence for a fault, a label for a field.

use std::collections::BTreeMap;

use domain::dates::{Period, parse_date};
use domain::text::LanguageTag;
use domain::text::messages::{OTHER, plural_category};
use domain::validate::ErrorKind;
use jiff::civil::Date;
use serde::Deserialize;

/// Messages and labels in one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wording {
    language: Option<LanguageTag>,
    /// `too-long.one` is the sentence of a plural category.
    problems: BTreeMap<String, String>,
    /// What is said of a field in which nothing was chosen.
    missing: BTreeMap<String, String>,
    /// By which of its numbers a problem's sentence is inflected.
    counted: BTreeMap<String, String>,
    labels: BTreeMap<String, String>,
    months: Vec<String>,
    dates: BTreeMap<String, String>,
    offer: BTreeMap<String, String>,
    fit: BTreeMap<String, String>,
}

impl Wording {
    /// The code of the message for faults that have none of their own.
    const OTHER: &'static str = "other";

    /// What to say of a fault of a field. Of one in which nothing was chosen, it is a sentence that names the question.
    pub fn message_for(&self, field: &str, kind: &ErrorKind) -> String {
        match (kind, self.missing.get(field)) {
            (ErrorKind::Missing { .. } | ErrorKind::Empty, Some(sentence)) => sentence.clone(),
            _ => self.message(kind),
        }
    }

    /// Whether a message of a field names its question, so that no label is needed before it.
    pub fn names_question(&self, field: &str, message: &str) -> bool {
        self.missing.get(field).is_some_and(|sentence| sentence == message)
    }

    /// What to say of a fault: its message (the one that names what was probably meant, where that is known), else
    /// the one for others, else the editors' English.
    pub fn message(&self, kind: &ErrorKind) -> String {
        let code = match kind {
            ErrorKind::Reversed { first, .. } if parse_date(first).is_none() => "reversed-number",
            kind => kind.code(),
        };
        let mut values = kind.arguments();
        if matches!(kind, ErrorKind::Past { .. } | ErrorKind::DateOutOfSense { .. } | ErrorKind::Reversed { .. }) {
            for (_, value) in &mut values {
                if let Some(day) = parse_date(value) {
                    *value = self.day(day);
                }
            }
        }
        let suggested = kind.suggestion().and_then(|_| self.problems.get(&format!("{code}-suggested")));
        let number = self.counted.get(code).and_then(|name| values.iter().find(|(known, _)| known == name));
        let number = number.and_then(|(_, value)| value.parse().ok());
        let pattern = suggested.or_else(|| self.inflected(&self.problems, code, number));
        let pattern = pattern.or_else(|| self.problems.get(Self::OTHER));
        pattern.map_or_else(|| kind.to_string(), |pattern| with_values(pattern, &values))
    }

    /// The pattern of a key, in the plural form of a number.
    fn inflected<'w>(
        &self,
        patterns: &'w BTreeMap<String, String>,
        key: &str,
        number: Option<u64>,
    ) -> Option<&'w String> {
        let category = number.zip(self.language.as_ref()).map(|(number, language)| plural_category(language, number));
        let own = category.filter(|category| *category != OTHER).and_then(|own| patterns.get(&format!("{key}.{own}")));
        own.or_else(|| patterns.get(key))
    }

    /// A sentence about an offer, or about what does not fit it.
    pub(crate) fn about_offer(&self, key: &str, number: Option<i64>, values: &[(&'static str, String)]) -> String {
        self.counted_text(&self.offer, key, number, values)
    }

    /// A sentence about what of a request does not fit an offer.
    pub(crate) fn mismatch(&self, key: &str, number: Option<i64>, values: &[(&'static str, String)]) -> String {
        self.counted_text(&self.fit, key, number, values)
    }

    fn counted_text(
        &self,
        patterns: &BTreeMap<String, String>,
        key: &str,
        number: Option<i64>,
        values: &[(&'static str, String)],
    ) -> String {
        let number = number.and_then(|number| number.try_into().ok());
        let pattern = self.inflected(patterns, key, number);
        pattern.map_or_else(String::new, |pattern| with_values(pattern, values))
    }

    pub fn day(&self, day: Date) -> String {
        match (self.dates.get("day"), self.month(day)) {
            (Some(pattern), Some(month)) => {
                let values = [("day", day.day().to_string()), ("month", month), ("year", day.year().to_string())];
                with_values(pattern, &values)
            }
            _ => day.to_string(),
        }
    }

    pub fn period(&self, period: &Period) -> String {
        let Period { from, until } = *period;
        let key = match () {
            () if from == until => return self.day(from),
            () if from.first_of_month() == until.first_of_month() => "of-month",
            () if from.year() == until.year() => "of-year",
            () => "over-years",
        };
        match (self.dates.get(key), self.month(from), self.month(until)) {
            (Some(pattern), ..) if key == "over-years" => {
                with_values(pattern, &[("from", self.day(from)), ("until", self.day(until))])
            }
            (Some(pattern), Some(from_month), Some(until_month)) => {
                let values = [
                    ("from", from.day().to_string()),
                    ("until", until.day().to_string()),
                    ("month", from_month.clone()),
                    ("from_month", from_month),
                    ("until_month", until_month),
                    ("year", from.year().to_string()),
                ];
                with_values(pattern, &values)
            }
            _ => format!("{from}–{until}"),
        }
    }

    fn month(&self, day: Date) -> Option<String> {
        self.months.get(usize::try_from(day.month()).ok()?.checked_sub(1)?).cloned()
    }

    /// What a field is called on its page.
    pub fn label(&self, field: &str) -> Option<&str> {
        self.labels.get(field).map(String::as_str)
    }
}

/// Puts values for `{name}`. In one pass, so that braces in a value stay what they are.
fn with_values(pattern: &str, values: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let known = after.split_once('}').and_then(|(name, behind)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (value, behind))
        });
        match known {
            Some((value, behind)) => {
                text.push_str(value);
                rest = behind;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use domain::dates::Period;
    use domain::validate::ErrorKind;

    use super::Wording;

    fn wording(json: &str) -> Wording {
        serde_json::from_str(json).expect("a wording")
    }

    #[test]
    fn a_message_gets_the_values_of_its_fault() {
        let wording =
            wording(r#"{"problems": {"too-long": "At most {max}, not {length}.", "date": "{value} {max}?"}}"#);
        assert_eq!(wording.message(&ErrorKind::TooLong { max: 300, length: 312 }), "At most 300, not 312.");
        let sly = ErrorKind::Date { value: "{value}{max}".into() };
        assert_eq!(wording.message(&sly), "{value}{max} {max}?");
    }

    #[test]
    fn a_number_chooses_the_plural_form() {
        let wording = wording(
            r#"{"language": "en", "counted": {"too-short": "length"},
                "problems": {"too-short": "{length} characters", "too-short.one": "{length} character"}}"#,
        );
        assert_eq!(wording.message(&ErrorKind::TooShort { min: 20, length: 1 }), "1 character");
        assert_eq!(wording.message(&ErrorKind::TooShort { min: 20, length: 0 }), "0 characters");
        assert_eq!(wording.message(&ErrorKind::TooShort { min: 20, length: 11 }), "11 characters");
    }

    #[test]
    fn days_are_written_as_people_write_them_and_numbers_stay() {
        let wording = wording(
            r#"{"months": ["January", "February", "March"],
                "dates": {"day": "{day} {month} {year}", "of-month": "{from}–{until} {month} {year}",
                    "of-year": "{from} {from_month} – {until} {until_month} {year}", "over-years": "{from} – {until}"},
                "problems": {"past": "{value} is past", "reversed": "{last} before {first}",
                    "reversed-number": "{last} less than {first}"}}"#,
        );
        assert_eq!(wording.message(&ErrorKind::Past { value: "2020-03-01".into() }), "1 March 2020 is past");
        let reversed = |first: &str, last: &str| ErrorKind::Reversed { first: first.into(), last: last.into() };
        assert_eq!(wording.message(&reversed("2027-03-01", "2027-02-01")), "1 February 2027 before 1 March 2027");
        assert_eq!(wording.message(&reversed("5", "2")), "2 less than 5");
        let period = |from: &str, until: &str| {
            wording.period(&Period { from: from.parse().expect("a day"), until: until.parse().expect("a day") })
        };
        assert_eq!(period("2027-02-01", "2027-02-01"), "1 February 2027");
        assert_eq!(period("2027-02-01", "2027-02-12"), "1–12 February 2027");
        assert_eq!(period("2027-02-01", "2027-03-12"), "1 February – 12 March 2027");
        assert_eq!(period("2027-02-01", "2028-03-12"), "1 February 2027 – 12 March 2028");
    }

    #[test]
    fn what_was_probably_meant_is_named() {
        let wording = wording(
            r#"{"problems": {"unknown-key": "No {value}.", "unknown-key-suggested": "No {value}; {suggestion}?"}}"#,
        );
        let kind = |suggestion: Option<&str>| ErrorKind::UnknownKey {
            value: "gaol".into(),
            suggestion: suggestion.map(Into::into),
        };
        assert_eq!(wording.message(&kind(None)), "No gaol.");
        assert_eq!(wording.message(&kind(Some("goal"))), "No gaol; goal?");
    }

    #[test]
    fn a_fault_without_a_message_is_told_all_the_same() {
        let other = wording(r#"{"problems": {"other": "Please check this."}}"#);
        assert_eq!(other.message(&ErrorKind::Consent), "Please check this.");
        assert_eq!(Wording::default().message(&ErrorKind::Consent), "without consent nothing can be stored");
    }
}
