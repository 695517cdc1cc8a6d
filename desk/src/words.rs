//! The desk's own words, and those of the vocabulary, in the desk's language.

use domain::case::{ActionKind, Responses, Status};
use domain::content::common::Level;
use domain::dates::Period;
use domain::request::{Form, Suspicion};
use domain::text::LanguageTag;
use domain::text::messages::{MessageError, Messages};
use domain::validate::ErrorKind;
use domain::vocabulary::{Code, Term, Vocabulary};
use fluent_bundle::FluentValue;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};
use serde::Serialize;
use serde_json::{Value, json};

use crate::phrases::Phrases;
use crate::reasons::ReasonWords;
use web::clock::day_of;

/// The words of each language, file by file: what `build.rs` found.
const CATALOGUES: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));

/// The language in which every message is there.
const ENGLISH: &str = "en";

/// All words of the desk in one language.
pub(super) struct Words {
    phrases: Phrases,
}

/// A status, or the step to it, with its label and the class of the style sheet that it looks by, if any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Labelled {
    pub(super) code: &'static str,
    pub(super) label: String,
    look: &'static str,
}

impl Words {
    /// The words of every language that was compiled in, English first.
    pub(super) fn all() -> Vec<Self> {
        let (english, others): (Vec<_>, Vec<_>) = CATALOGUES.iter().partition(|(language, _)| *language == ENGLISH);
        let parse = |(language, files): &(&str, &[&str])| {
            Self::parse(language, &files.join("\n")).expect("a test reads every compiled-in catalogue")
        };
        let english = english.into_iter().map(|catalogue| Phrases::complete(parse(catalogue))).next();
        let english = english.expect("a test reads the English catalogue");
        let of = |catalogue| Self { phrases: Phrases::with_fallback(parse(catalogue), &english) };
        let others: Vec<Self> = others.into_iter().map(of).collect();
        std::iter::once(Self { phrases: english }).chain(others).collect()
    }

    /// The desk's English words.
    #[cfg(test)]
    pub(super) fn english() -> Self {
        Self::all().remove(0)
    }

    /// The words of another language, where it has them.
    #[cfg(test)]
    pub(super) fn in_another(&self, language: &str, source: &str) -> Self {
        let messages = Self::parse(language, source).expect("a catalogue");
        Self { phrases: Phrases::with_fallback(messages, &self.phrases) }
    }

    fn parse(language: &str, source: &str) -> Result<Messages, MessageError> {
        Messages::parse(LanguageTag::parse(language).expect("a folder is named by a language"), source)
    }

    /// The words of matching's reasons, in the same language.
    pub(super) fn reasons(&self) -> ReasonWords {
        ReasonWords::from_phrases(self.phrases.clone())
    }

    pub(super) fn language(&self) -> &LanguageTag {
        self.phrases.language()
    }

    /// A message of the catalogue, or why it can't be shown.
    pub(super) fn try_format<'a>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> Result<String, MessageError> {
        self.phrases.format(key, values)
    }

    /// A message of the catalogue; one that is missing shows its key, in brackets that no text of ours has.
    pub(super) fn format<'a>(&self, key: &str, values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>) -> String {
        self.phrases.format_or_key(key, values)
    }

    pub(super) fn text(&self, key: &str) -> String {
        self.format(key, [])
    }

    /// A message, if there is one.
    pub(super) fn optional(&self, key: &str) -> Option<String> {
        self.phrases.has(key).then(|| self.text(key))
    }

    /// What a form's field is called.
    pub(super) fn label_of(&self, name: &str) -> String {
        self.text(&format!("input-{}", name.replace(['.', '_'], "-")))
    }

    /// What is wrong with a field; in the editors' words where the desk has none.
    pub(super) fn fault(&self, kind: &ErrorKind) -> String {
        let arguments = kind.arguments();
        let values = arguments.iter().map(|(name, value)| (*name, value.clone().into()));
        self.try_format(&format!("fault-{}", kind.code()), values).unwrap_or_else(|_| kind.to_string())
    }

    /// A period, in words.
    pub(super) fn period(&self, period: Period) -> String {
        if period.from == period.until {
            return self.date(period.from);
        }
        self.format("from-to", [("from", self.date(period.from).into()), ("to", self.date(period.until).into())])
    }

    pub(super) fn form(&self, form: Form) -> String {
        self.text(&format!("form-{}", form.code()))
    }

    pub(super) fn status(&self, status: Status) -> Labelled {
        let look = match status {
            Status::New => "status--new",
            Status::InReview => "",
            Status::WaitingForInformation => "status--waiting",
            Status::Introduced | Status::Agreed => "status--good",
            Status::Completed | Status::Accepted | Status::Declined => "status--closed",
            Status::SuspectedSpam | Status::Spam => "status--bad",
        };
        Labelled { code: status.code(), label: self.text(&format!("status-{}", status.code())), look }
    }

    /// A step, as a button says it.
    pub(super) fn step(&self, kind: ActionKind) -> Labelled {
        let look = if matches!(kind, ActionKind::Decline | ActionKind::MarkAsSpam) { "button--danger" } else { "" };
        Labelled { code: kind.code(), label: self.text(&format!("step-{}", kind.code())), look }
    }

    /// How a host let introductions pass since its last answer; nothing where it did not.
    pub(super) fn silence(&self, responses: &Responses) -> Option<String> {
        let last = self.date(day_of(responses.last_missed?));
        Some(self.format("silence", [("count", responses.missed.into()), ("day", last.into())]))
    }

    /// Several things as one list.
    pub(super) fn list(&self, things: impl IntoIterator<Item = String>) -> String {
        let things: Vec<String> = things.into_iter().collect();
        things.join(&self.text("list-separator"))
    }

    /// Why something looks like a robot's.
    pub(super) fn suspicion(&self, suspicion: Suspicion) -> String {
        self.text(&format!("suspicion-{}", suspicion.code()))
    }

    /// What a code stands for; the code itself where it has left its vocabulary.
    pub(super) fn term<T: Term>(&self, vocabulary: &Vocabulary, code: &Code<T>) -> String {
        let term = T::terms(vocabulary).get(code);
        term.map_or(code.as_str(), |term| term.label().in_language(self.language()).0).to_owned()
    }

    /// What a language is called.
    pub(super) fn language_name(&self, vocabulary: &Vocabulary, language: &LanguageTag) -> String {
        let term = vocabulary.languages.find(language.as_str());
        term.map_or(language.as_str(), |term| term.label.in_language(self.language()).0).to_owned()
    }

    /// A language with the level at which it is spoken.
    pub(super) fn language_level(&self, language: String, level: Level) -> String {
        self.format("language-level", [("language", language.into()), ("level", level.to_string().into())])
    }

    pub(super) fn date(&self, date: Date) -> String {
        let month = self.text(&format!("month-{}", date.month()));
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.format("date", [("day", day.into()), ("month", month.into()), ("year", year.into())])
    }

    /// A day, for people and for programs.
    pub(super) fn day(&self, moment: Timestamp) -> Value {
        let date = day_of(moment);
        json!({ "machine": date, "text": self.date(date) })
    }

    /// When somebody has to do something at the latest, seen from today.
    pub(super) fn due(&self, due: Timestamp, now: Timestamp) -> Value {
        let day = day_of(due);
        let days = day_of(now).until((Unit::Day, day)).map_or(0, |span| span.get_days());
        let text = match days {
            ..0 => self.format("due-over", [("days", days.abs().into())]),
            0 => self.text("due-today"),
            1 => self.text("due-tomorrow"),
            _ => self.format("due-in", [("days", days.into())]),
        };
        json!({ "machine": day, "text": text, "late": days < 0 })
    }

    /// A moment with its age, for people and for programs.
    pub(super) fn moment(&self, moment: Timestamp, now: Timestamp) -> Value {
        let there = moment.to_zoned(TimeZone::UTC);
        let time = format!("{:02}:{:02}", there.hour(), there.minute());
        let text = self.format("moment", [("date", self.date(there.date()).into()), ("time", time.into())]);
        let minutes = (now.as_second() - moment.as_second()).max(0) / 60;
        let (key, count) = match minutes {
            0..60 => ("age-minutes", minutes),
            60..2_880 => ("age-hours", minutes / 60),
            _ => ("age-days", minutes / 1_440),
        };
        let age = self.format(key, [("count", count.into())]);
        json!({ "machine": format!("{moment:.0}"), "text": text, "age": age })
    }
}

#[cfg(test)]
mod tests {
    use domain::case::{ActionKind, Status};
    use domain::request::{Form, Suspicion};
    use serde_json::json;

    use super::Words;

    #[test]
    fn every_status_form_step_and_suspicion_has_words() {
        let words = Words::english();
        for status in Status::ALL {
            assert!(!words.status(status).label.contains('⟦'), "{status:?}");
        }
        for step in ActionKind::ALL {
            assert!(!words.step(step).label.contains('⟦'), "{step:?}");
        }
        for form in Form::ALL {
            assert!(!words.form(form).contains('⟦'), "{form:?}");
        }
        for suspicion in Suspicion::ALL {
            assert!(!words.suspicion(suspicion).contains('⟦'), "{suspicion:?}");
        }
    }

    #[test]
    fn what_another_language_lacks_is_said_in_english() {
        let words = Words::english().in_another("ca", "nav-site = Lloc web\n");
        assert_eq!((words.text("nav-site").as_str(), words.text("nav-inbox").as_str()), ("Lloc web", "Requests"));
        assert_eq!(words.text("nothing-of-the-kind"), "⟦nothing-of-the-kind⟧");
    }

    #[test]
    fn what_is_due_is_shown_in_days() {
        let words = Words::english();
        let now = "2026-11-23T22:00:00Z".parse().expect("a moment");
        for (due, text, late) in [
            ("2026-11-20T23:59:00", "3 days overdue", true),
            ("2026-11-22T23:59:00", "1 day overdue", true),
            ("2026-11-23T00:00:00", "today", false),
            ("2026-11-24T00:00:00", "tomorrow", false),
            ("2026-12-03T08:00:00", "in 10 days", false),
        ] {
            let shown = words.due(format!("{due}Z").parse().expect("a moment"), now);
            assert_eq!((&shown["text"], &shown["late"]), (&json!(text), &json!(late)), "{due}");
        }
    }

    #[test]
    fn a_moment_is_shown_with_its_age() {
        let words = Words::english();
        let at = |text: &str| text.parse().expect("a moment");
        let moment = words.moment(at("2026-11-23T08:05:00Z"), at("2026-11-26T09:00:00Z"));
        assert_eq!(moment["text"], "23 November 2026, 08:05 UTC");
        assert_eq!(moment["age"], "3 days ago");
        assert_eq!(words.moment(at("2026-11-23T08:05:00Z"), at("2026-11-23T08:04:00Z"))["age"], "just now");
    }
}
