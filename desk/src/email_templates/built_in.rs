//! The templates that are compiled in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::email::{EmailKind, EmailTemplate};
use domain::text::LanguageTag;

macro_rules! text {
    ($code:literal, $name:literal) => {
        include_str!(concat!("../../letters/", $code, "/", $name))
    };
}

macro_rules! language {
    // In English, letters have the reasons of the desk.
    ("en") => {
        language!("en", concat!(text!("en", "facts.ftl"), include_str!("../../i18n/en/reasons.ftl")))
    };
    ($code:literal) => {
        language!($code, text!($code, "facts.ftl"))
    };
    ($code:literal, $facts:expr) => {
        (
            $code,
            $facts,
            [
                text!($code, "ask-host.txt"),
                text!($code, "ask-group.txt"),
                text!($code, "introduction-both.txt"),
                text!($code, "introduction-group.txt"),
                text!($code, "introduction-host.txt"),
                text!($code, "question.txt"),
                text!($code, "decline.txt"),
                text!($code, "reminder-group.txt"),
                text!($code, "reminder-host.txt"),
                text!($code, "how-did-it-go.txt"),
                text!($code, "accepted.txt"),
            ],
        )
    };
}

/// A language's code, its words for dates and the like, and its templates in the order of [`EmailKind::ALL`].
pub(super) type Texts = (&'static str, &'static str, [&'static str; EmailKind::ALL.len()]);

/// The languages that messages are written in.
pub(super) const LANGUAGES: [Texts; 8] = [
    language!("ca"),
    language!("de"),
    language!("en"),
    language!("es"),
    language!("fr"),
    language!("it"),
    language!("nl"),
    language!("sv"),
];

/// The template of a kind in a language.
pub(super) fn template(kind: EmailKind, language: &LanguageTag) -> Option<&'static EmailTemplate> {
    static TEMPLATES: LazyLock<BTreeMap<EmailKind, BTreeMap<&str, EmailTemplate>>> = LazyLock::new(|| {
        let mut templates: BTreeMap<EmailKind, BTreeMap<&str, EmailTemplate>> = BTreeMap::new();
        for (code, _, texts) in &LANGUAGES {
            for (kind, text) in EmailKind::ALL.into_iter().zip(texts) {
                let template = EmailTemplate::parse(kind, text).expect("a test reads the compiled-in templates");
                templates.entry(kind).or_default().insert(code, template);
            }
        }
        templates
    });
    TEMPLATES.get(&kind)?.get(language.as_str())
}
