//! The messages that the desk drafts: templates that are compiled in, and those that an operator put in their place.
//!
//! In: a kind and a language. Out: a checked template, and the words for dates and the like in its language. An operator's
//! templates are read anew each time, so that an edit is there with the next message.

mod built_in;
mod facts;

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::LazyLock;

use domain::email::{EmailKind, EmailTemplate};
use domain::text::LanguageTag;
use domain::text::messages::Messages;

pub(super) use facts::{EmailContext, facts};

use built_in::LANGUAGES;

use crate::phrases::Phrases;

/// Where templates are found.
#[derive(Debug, Clone, Default)]
pub struct EmailTemplates {
    folder: Option<PathBuf>,
}

/// A template that was found.
pub(super) struct FoundTemplate {
    pub(super) template: EmailTemplate,
    /// The language it is in: the one asked for, or English.
    pub(super) language: LanguageTag,
    /// The operator's file that should have been used, but can't be.
    pub(super) broken: Option<String>,
}

impl EmailTemplates {
    /// Only those that are compiled in.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// Those of a folder, in files such as `decline.fr.txt`; what it has not is compiled in. The folder need not exist.
    pub fn with_folder(folder: PathBuf) -> Self {
        Self { folder: Some(folder) }
    }

    /// The template of a kind, in a language or else in English.
    pub(super) fn find(&self, kind: EmailKind, language: &LanguageTag) -> FoundTemplate {
        let mut broken = None;
        for language in [language, &LanguageTag::english()] {
            match self.own(kind, language) {
                Ok(Some(template)) => {
                    return FoundTemplate { template, language: language.clone(), broken };
                }
                Ok(None) => {}
                Err(name) => broken = broken.or(Some(name)),
            }
            if let Some(template) = built_in::template(kind, language) {
                return FoundTemplate { template: template.clone(), language: language.clone(), broken };
            }
        }
        unreachable!("a test finds every kind in English")
    }

    /// The language in which a message to a reader of this one would be written.
    pub(super) fn language(&self, kind: EmailKind, language: &LanguageTag) -> LanguageTag {
        self.find(kind, language).language
    }

    /// The operator's template, if there is one; the name of its file, if it can't be used.
    fn own(&self, kind: EmailKind, language: &LanguageTag) -> Result<Option<EmailTemplate>, String> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let name = format!("{}.{language}.txt", kind.code());
        match fs::read_to_string(folder.join(&name)) {
            Ok(text) => EmailTemplate::parse(kind, &text).map(Some).map_err(|_| name),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(_) => Err(name),
        }
    }
}

/// The words for dates and the like in a language, where there are any.
fn phrases(language: &LanguageTag) -> Option<&'static Phrases> {
    static PHRASES: LazyLock<Vec<Phrases>> = LazyLock::new(|| {
        let parse = |(code, source, _): &(&str, &str, _)| {
            let language = LanguageTag::parse(code).expect("a language tag");
            Phrases::complete(Messages::parse(language, source).expect("a test reads the compiled-in phrases"))
        };
        LANGUAGES.iter().map(parse).collect()
    });
    PHRASES.iter().find(|phrases| phrases.language() == language)
}

#[cfg(test)]
mod tests {
    use domain::case::Reason;
    use domain::email::{EmailKind, PlaceholderValues};
    use domain::matching::reason::Reason as MatchReason;
    use domain::text::LanguageTag;

    use super::{EmailTemplates, LANGUAGES, phrases};

    fn tag(code: &str) -> LanguageTag {
        LanguageTag::parse(code).expect("a language tag")
    }

    #[test]
    fn every_kind_is_there_in_every_language() {
        for (code, _, _) in LANGUAGES {
            for kind in EmailKind::ALL {
                let found = EmailTemplates::built_in().find(kind, &tag(code));
                assert_eq!((found.language.as_str(), found.broken), (code, None), "{kind:?}");
                let facts: PlaceholderValues =
                    kind.placeholders().map(|blank| (blank, format!("‹{}›", blank.code()))).collect();
                let filled = found.template.fill(&facts);
                for needed in ["reference", "group_name", "writer", "secretariat"] {
                    // A message to one side greets that side alone.
                    let to_the_host = matches!(kind, EmailKind::AskHost | EmailKind::IntroductionHost);
                    let elsewhere = needed == "group_name" && to_the_host;
                    let there = format!("{} {}", filled.subject, filled.text).contains(&format!("‹{needed}›"));
                    assert!(there || elsewhere, "{needed} in {kind:?} in {code}");
                }
            }
            let phrases = phrases(&tag(code)).expect("phrases");
            for reason in Reason::ALL {
                assert!(phrases.has(&format!("declined-{}", reason.code())), "{reason:?} in {code}");
            }
            for subject in MatchReason::codes().filter(|reason| reason.starts_with("negotiate-")) {
                // Nobody agrees on what there is nothing to say about.
                let has_text = subject != "negotiate-nothing";
                assert!(!has_text || phrases.has(&format!("reason-{subject}")), "{subject} in {code}");
            }
        }
    }

    #[test]
    fn another_language_is_answered_in_english() {
        let templates = EmailTemplates::built_in();
        assert_eq!(templates.language(EmailKind::Question, &tag("fi")).as_str(), "en");
        assert_eq!(templates.language(EmailKind::Question, &tag("sv")).as_str(), "sv");
    }

    #[test]
    fn an_operators_template_comes_first_and_a_broken_one_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("question.fi.txt", "Subject: Kysymys\n\n{question}\n");
        write("question.de.txt", "Subject: Frage\n\n{quetsion}\n");
        let templates = EmailTemplates::with_folder(folder.path().to_owned());
        let find = |code: &str| templates.find(EmailKind::Question, &tag(code));
        assert_eq!(find("fi").template.fill(&PlaceholderValues::new()).subject, "Kysymys");
        assert_eq!((find("de").language.as_str(), find("de").broken.as_deref()), ("de", Some("question.de.txt")));
        assert!(find("de").template.fill(&PlaceholderValues::new()).subject.starts_with("Eine Frage"));
        assert_eq!(find("fr").broken, None);
        assert!(
            EmailTemplates::with_folder(folder.path().join("nowhere"))
                .find(EmailKind::Question, &tag("fi"))
                .broken
                .is_none()
        );
    }
}
