//! The fields that the form of each step has, and their names.

use std::collections::BTreeMap;

use domain::case::ActionKind;

/// What was typed, by the names of fields.
pub(crate) type FieldValues = BTreeMap<String, String>;

/// The name of a step's field. A page has the forms of all steps, and sends them all.
pub(crate) fn input_name(kind: ActionKind, key: &str) -> String {
    match kind {
        ActionKind::Note => key.to_owned(),
        _ => format!("{}.{key}", prefix(kind)),
    }
}

/// How the names of a step's fields begin. The names of fields have no hyphens.
pub(crate) fn prefix(kind: ActionKind) -> String {
    kind.code().replace('-', "_")
}

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Line,
    Tick,
    /// An offer, chosen by its title or typed as its name in addresses.
    Offer,
    Mail,
    Area,
    Day,
    Number,
    Activity,
    Country,
    Language,
    Reason,
    Cause,
}

/// The field of an introduction that says who confirmed that the host receives minors.
pub(crate) const MINORS: &str = "minors";

/// The fields of an introduction that say that each side wants it.
pub(crate) const AGREED: [&str; 2] = ["group_agreed", "host_agreed"];

/// The fields of an introduction. Whoever asks both sides first names the offer and the host's contact only.
static INTRODUCTION: [(&str, Kind); 8] = [
    (AGREED[0], Kind::Tick),
    (AGREED[1], Kind::Tick),
    ("offer", Kind::Offer),
    ("host.organisation", Kind::Line),
    ("host.name", Kind::Line),
    ("host.email", Kind::Mail),
    ("host.language", Kind::Language),
    (MINORS, Kind::Area),
];

/// The fields of a visit, and why what was recorded of it is corrected.
static VISIT: [(&str, Kind); 8] = [
    ("from", Kind::Day),
    ("until", Kind::Day),
    ("activity", Kind::Activity),
    ("host_country", Kind::Country),
    ("staff", Kind::Number),
    ("learners", Kind::Number),
    ("fewer_opportunities", Kind::Number),
    ("reason", Kind::Area),
];

/// The fields of a step, in their order.
pub(crate) fn fields(kind: ActionKind) -> &'static [(&'static str, Kind)] {
    match kind {
        ActionKind::AskForInformation => &[("question", Kind::Area)],
        ActionKind::AskBoth => &INTRODUCTION[2..7],
        ActionKind::Introduce => &INTRODUCTION,
        ActionKind::Agree => &[("from", Kind::Day), ("until", Kind::Day)],
        ActionKind::Complete => &VISIT[..7],
        ActionKind::Accept => &[("offer", Kind::Offer)],
        ActionKind::Decline => &[("reason", Kind::Reason), ("explanation", Kind::Area)],
        ActionKind::Return => &[("cause", Kind::Cause), ("explanation", Kind::Area)],
        ActionKind::Reschedule => &[("from", Kind::Day), ("until", Kind::Day), ("reason", Kind::Area)],
        ActionKind::Correct => &VISIT,
        ActionKind::Reopen => &[("reason", Kind::Area)],
        ActionKind::Assign => &[("to", Kind::Line)],
        ActionKind::Note => &[("note", Kind::Area)],
        ActionKind::StartReview
        | ActionKind::RecordAnswer
        | ActionKind::MarkAsSpam
        | ActionKind::ClearOfSpam
        | ActionKind::Remind => &[],
    }
}
