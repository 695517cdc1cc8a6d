//! Addresses: which page lives where. Readable, stable, the language first.

use domain::request::Form;
use domain::text::LanguageTag;

use crate::model::facet::Facet;

/// Makes the addresses of one language. All begin with the site's base path, and pages end with a slash.
#[derive(Debug, Clone)]
pub struct Addresses {
    base_path: String,
    language: LanguageTag,
}

impl Addresses {
    /// Addresses of a language below a base path (empty for a site of its own).
    pub fn new(base_path: &str, language: &LanguageTag) -> Self {
        Self { base_path: base_path.to_owned(), language: language.clone() }
    }

    /// A page of this language, such as `offers/`; the empty text is the home page.
    pub fn page(&self, rest: &str) -> String {
        format!("{}/{}/{rest}", self.base_path, self.language)
    }

    /// A file of all languages, such as `data/offers.json`.
    pub fn file(&self, rest: &str) -> String {
        format!("{}/{rest}", self.base_path)
    }

    /// An offer.
    pub fn offer(&self, slug: &str) -> String {
        self.page(&format!("offers/{slug}/"))
    }

    /// The offers that share something.
    pub fn facet(&self, facet: Facet, code: &str) -> String {
        self.page(&format!("offers/{}/{}/", facet.code(), code.to_lowercase()))
    }

    /// Offers to stand in another website's page: those that share something, or all.
    pub fn embed(&self, group: Option<(Facet, &str)>) -> String {
        let rest =
            group.map_or("offers".to_owned(), |(facet, code)| format!("{}/{}", facet.code(), code.to_lowercase()));
        format!("{}/embed/{}/{rest}/", self.base_path, self.language)
    }

    /// The feed of a page.
    pub fn feed(page: &str) -> String {
        format!("{page}feed.xml")
    }

    /// The case studies that share something.
    pub fn story_facet(&self, facet: Facet, code: &str) -> String {
        self.page(&format!("case-studies/{}/{}/", facet.code(), code.to_lowercase()))
    }

    /// A case study.
    pub fn case_study(&self, slug: &str) -> String {
        self.page(&format!("case-studies/{slug}/"))
    }

    /// An event.
    pub fn event(&self, slug: &str) -> String {
        self.page(&format!("events/{slug}/"))
    }

    /// A form.
    pub fn form(&self, form: Form) -> String {
        self.page(&format!("{}/", form.code()))
    }
}

/// The address of a numbered page of a list; the first has the list's own.
pub fn numbered(list: &str, number: usize) -> String {
    if number <= 1 { list.to_owned() } else { format!("{list}page-{number}/") }
}

/// The file of a page, relative to the output folder.
pub fn file_of(address: &str, base_path: &str) -> String {
    let path = address.strip_prefix(base_path).unwrap_or(address).trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use domain::text::LanguageTag;

    use super::{Addresses, file_of, numbered};
    use crate::model::facet::Facet;

    #[test]
    fn addresses_are_readable_and_know_their_base() {
        let addresses = Addresses::new("/matchmaking", &LanguageTag::english());
        assert_eq!(addresses.facet(Facet::Country, "ES"), "/matchmaking/en/offers/country/es/");
        assert_eq!(addresses.embed(Some((Facet::Country, "ES"))), "/matchmaking/embed/en/country/es/");
        assert_eq!(addresses.embed(None), "/matchmaking/embed/en/offers/");
        assert_eq!(numbered(&addresses.page("offers/"), 2), "/matchmaking/en/offers/page-2/");
        assert_eq!(file_of("/matchmaking/en/offers/", "/matchmaking"), "en/offers/index.html");
        assert_eq!(file_of("/404.html", ""), "404.html");
    }
}
