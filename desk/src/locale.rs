//! The languages that the desk speaks: those of the site for which it has words. English it always has.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use domain::text::LanguageTag;
use fluent_langneg::{NegotiationStrategy, accepted_languages, negotiate_languages};
use unic_langid::LanguageIdentifier;

use super::templates::Templates;
use super::words::Words;
use crate::reasons::ReasonWords;

/// A language of the desk: its words, those of reasons among them, and the templates that speak them.
#[derive(Clone)]
pub(super) struct Locale {
    pub(super) words: Arc<Words>,
    pub(super) reasons: Arc<ReasonWords>,
    pub(super) templates: Arc<Templates>,
}

impl Locale {
    /// All languages for which there are words, English first.
    pub(super) fn all() -> Vec<Self> {
        Words::all().into_iter().map(Self::new).collect()
    }

    fn new(words: Words) -> Self {
        let words = Arc::new(words);
        let reasons = Arc::new(words.reasons());
        Self { templates: Arc::new(Templates::new(Arc::clone(&words))), reasons, words }
    }

    pub(super) fn language(&self) -> &LanguageTag {
        self.words.language()
    }
}

/// Those languages that the site has, in its order; and English, the first of all, which is always there.
pub(super) fn spoken<'t>(locales: &'t [Locale], of_site: &[LanguageTag]) -> Vec<&'t Locale> {
    let known = |language: &LanguageTag| locales.iter().find(|locale| locale.language() == language);
    let mut spoken: Vec<&Locale> = of_site.iter().filter_map(known).collect();
    if !spoken.iter().any(|locale| locale.language() == locales[0].language()) {
        spoken.push(&locales[0]);
    }
    spoken
}

/// The language to answer in, of those that there are: the one chosen before, else the first that the browser asks for, else
/// the first of all.
pub(super) fn choose<'l>(
    languages: &[&'l LanguageTag],
    chosen: Option<&str>,
    headers: &HeaderMap,
) -> Option<&'l LanguageTag> {
    let found = |code: &str| languages.iter().copied().find(|language| language.as_str() == code);
    chosen.and_then(found).or_else(|| asked_for(languages, headers)).or_else(|| languages.first().copied())
}

fn asked_for<'l>(languages: &[&'l LanguageTag], headers: &HeaderMap) -> Option<&'l LanguageTag> {
    let asked = accepted_languages::parse(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?);
    let spoken: Vec<LanguageIdentifier> =
        languages.iter().filter_map(|language| language.as_str().parse().ok()).collect();
    // Lookup answers with its default where nothing fits; without one, the best alone is asked of the filter.
    let best = *negotiate_languages(&asked, &spoken, None, NegotiationStrategy::Filtering).first()?;
    languages.iter().copied().find(|language| *best == language.as_str())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use domain::text::LanguageTag;

    use super::{Locale, choose, spoken};
    use crate::session::Frame;
    use crate::words::Words;

    #[test]
    fn the_desk_speaks_the_language_that_was_chosen_or_is_asked_for() {
        let tags: Vec<LanguageTag> =
            ["en", "ca", "de"].iter().map(|code| LanguageTag::parse(code).expect("a language tag")).collect();
        let languages: Vec<&LanguageTag> = tags.iter().collect();
        for (cookie, accepts, expected) in [
            (None, "", "en"),
            (None, "de-AT,de;q=0.9,en;q=0.5", "de"),
            (None, "fr-BE, ca;q=0.8", "ca"),
            (None, "fr", "en"),
            (None, "\u{fffd};;q=,", "en"),
            (Some("ca"), "de", "ca"),
            (Some("xx"), "de", "de"),
        ] {
            let mut headers = HeaderMap::new();
            let accepts = HeaderValue::from_bytes(accepts.as_bytes()).expect("a header");
            headers.insert(header::ACCEPT_LANGUAGE, accepts);
            let chosen = choose(&languages, cookie, &headers).expect("a language");
            assert_eq!(chosen.as_str(), expected, "{cookie:?}, {headers:?}");
        }
        assert_eq!(choose(&[], None, &HeaderMap::new()), None);
    }

    #[test]
    fn the_desk_speaks_the_sites_languages_for_which_it_has_words_and_english() {
        let catalan = Words::english().in_another("ca", "nav-site = Lloc web\nskip = Al contingut\n");
        let locales = [Locale::new(Words::english()), Locale::new(catalan)];
        for (site, expected) in [("en", "en"), ("sv", "en"), ("sv ca", "ca en"), ("ca sv en", "ca en")] {
            let site: Vec<LanguageTag> =
                site.split(' ').map(|code| LanguageTag::parse(code).expect("a language tag")).collect();
            let spoken: Vec<&str> = spoken(&locales, &site).iter().map(|locale| locale.language().as_str()).collect();
            assert_eq!(spoken.join(" "), expected, "{site:?}");
        }
        let page = locales[1].templates.render(
            "problem.html",
            &serde_json::json!({"heading": "", "text": ""}),
            &Frame::default(),
        );
        let page = page.expect("a page");
        assert!(page.contains("<html lang=\"ca\">") && page.contains(">Lloc web</a>"), "{page}");
        assert!(page.contains(">Hosts</a>"), "what is missing is said in English");
    }

    #[test]
    fn every_compiled_catalogue_is_read_and_english_is_first() {
        assert_eq!(Locale::all().first().map(|locale| locale.language().to_string()).as_deref(), Some("en"));
    }
}
