//! Texts in Markdown as HTML.

use markup::markdown::{Document, anchors, escape};

use super::LocalizedSite;

impl LocalizedSite<'_> {
    /// Renders a text, with the site's base path before its links.
    pub fn html(&self, text: &Document) -> String {
        let base = self.site.settings.base_path();
        let link = |address: &str| {
            if !address.starts_with('/') {
                return address.to_owned();
            }
            match address.split_once('#') {
                Some((page, anchor)) if self.is_text(page) => format!("{base}{page}#{}", anchors::published(anchor)),
                _ => format!("{base}{address}"),
            }
        };
        let picture = |file: &str, alt: &str, title: Option<&str>| {
            self.photo(file).map_or_else(|| escape(alt), |photo| photo.markup(alt, title))
        };
        text.to_html(link, picture)
    }

    /// Returns whether an address is that of a text with headings of its own.
    fn is_text(&self, page: &str) -> bool {
        match page.split('/').collect::<Vec<_>>()[..] {
            ["", _, slug, ""] => self.site.pages.keys().any(|page| page.as_str() == slug),
            ["", _, "case-studies" | "events", _, ""] => true,
            _ => false,
        }
    }
}
