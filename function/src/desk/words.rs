//! The desk's own words, and those of the vocabulary, in the desk's language.

use domain::handling::StepKind;
use domain::messages::{MessageError, Messages};
use domain::request::Form;
use domain::submission::{Status, Suspicion};
use domain::text::LanguageTag;
use domain::vocabulary::{Code, Term, Vocabulary};
use fluent_bundle::FluentValue;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::clock::day_of;

/// The English words of the desk, by their rooms.
const ENGLISH: [&str; 8] = [
    include_str!("../../desk/en/frame.ftl"),
    include_str!("../../desk/en/inbox.ftl"),
    include_str!("../../desk/en/times.ftl"),
    include_str!("../../desk/en/steps.ftl"),
    include_str!("../../desk/en/request.ftl"),
    include_str!("../../desk/en/fields.ftl"),
    include_str!("../../desk/en/timeline.ftl"),
    include_str!("../../desk/en/errors.ftl"),
];

/// All words of the desk in one language.
pub(super) struct Words {
    messages: Messages,
}

/// A moment, for people and for programs.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Moment {
    machine: String,
    text: String,
    age: String,
}

/// A day, for people and for programs.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Day {
    machine: String,
    text: String,
}

/// A status, or the step to it, with its label and the class of the style sheet that it looks by, if any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Labelled {
    pub(super) code: &'static str,
    pub(super) label: String,
    look: &'static str,
}

impl Words {
    /// The desk's English words, compiled in.
    pub(super) fn english() -> Self {
        let language = LanguageTag::parse("en").expect("en is a language tag");
        let messages = Messages::parse(language, &ENGLISH.join("\n"));
        Self { messages: messages.expect("a test reads the compiled-in catalogue") }
    }

    pub(super) fn language(&self) -> &LanguageTag {
        self.messages.language()
    }

    /// A message of the catalogue, or why it can't be shown.
    pub(super) fn try_format<'a>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> Result<String, MessageError> {
        self.messages.format(key, values)
    }

    /// A message of the catalogue; one that is missing shows its key, in brackets that no text of ours has.
    pub(super) fn format<'a>(&self, key: &str, values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>) -> String {
        self.try_format(key, values).unwrap_or_else(|_| format!("⟦{key}⟧"))
    }

    pub(super) fn text(&self, key: &str) -> String {
        self.format(key, [])
    }

    pub(super) fn form(&self, form: Form) -> String {
        self.text(&format!("form-{}", form.name()))
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
    pub(super) fn step(&self, kind: StepKind) -> Labelled {
        let look = if matches!(kind, StepKind::Decline | StepKind::MarkAsSpam) { "button--danger" } else { "" };
        Labelled { code: kind.code(), label: self.text(&format!("step-{}", kind.code())), look }
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

    pub(super) fn date(&self, date: Date) -> String {
        let month = self.text(&format!("month-{}", date.month()));
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.format("date", [("day", day.into()), ("month", month.into()), ("year", year.into())])
    }

    pub(super) fn day(&self, moment: Timestamp) -> Day {
        let date = day_of(moment);
        Day { machine: date.to_string(), text: self.date(date) }
    }

    pub(super) fn moment(&self, moment: Timestamp, now: Timestamp) -> Moment {
        let there = moment.to_zoned(TimeZone::UTC);
        let time = format!("{:02}:{:02}", there.hour(), there.minute());
        let text = self.format("moment", [("date", self.date(there.date()).into()), ("time", time.into())]);
        let minutes = (now.as_second() - moment.as_second()).max(0) / 60;
        let (key, count) = match minutes {
            0..60 => ("age-minutes", minutes),
            60..2_880 => ("age-hours", minutes / 60),
            _ => ("age-days", minutes / 1_440),
        };
        Moment { machine: format!("{moment:.0}"), text, age: self.format(key, [("count", count.into())]) }
    }
}

#[cfg(test)]
mod tests {
    use domain::handling::StepKind;
    use domain::request::Form;
    use domain::submission::{Status, Suspicion};

    use super::Words;

    #[test]
    fn every_status_form_step_and_suspicion_has_words() {
        let words = Words::english();
        for status in Status::ALL {
            assert!(!words.status(status).label.contains('⟦'), "{status:?}");
        }
        for step in StepKind::ALL {
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
    fn a_moment_is_told_with_its_age() {
        let words = Words::english();
        let at = |text: &str| text.parse().expect("a moment");
        let moment = words.moment(at("2026-11-23T08:05:00Z"), at("2026-11-26T09:00:00Z"));
        assert_eq!(moment.text, "23 November 2026, 08:05 UTC");
        assert_eq!(moment.age, "3 days ago");
        assert_eq!(words.moment(at("2026-11-23T08:05:00Z"), at("2026-11-23T08:04:00Z")).age, "just now");
    }
}
