//! What an offer is called at the desk: by its title, and marked where it is a demonstration, as on the public site.

use domain::text::{LocalizedText, Slug};

use super::words::Words;
use web::published::Published;

/// An offer's title in the language of the desk; its name in addresses where the offer is not open any more.
pub(super) fn title_of(words: &Words, published: &Published, offer: &Slug) -> String {
    published
        .offer_conditions(offer)
        .map_or_else(|| offer.to_string(), |conditions| named(words, &conditions.title, conditions.demo))
}

/// The same, where the title is known from elsewhere.
pub(super) fn titled(words: &Words, published: &Published, offer: &str, title: &str) -> String {
    marked(words, title, is_demonstration(published, offer))
}

/// The same for a title in several languages.
pub(super) fn titled_in(words: &Words, published: &Published, offer: &Slug, title: &LocalizedText) -> String {
    named(words, title, is_demonstration(published, offer.as_str()))
}

fn is_demonstration(published: &Published, offer: &str) -> bool {
    let conditions = Slug::parse(offer).and_then(|offer| published.offer_conditions(&offer));
    conditions.is_some_and(|conditions| conditions.demo)
}

fn named(words: &Words, title: &LocalizedText, is_demonstration: bool) -> String {
    marked(words, title.in_language(words.language()).0, is_demonstration)
}

fn marked(words: &Words, title: &str, is_demonstration: bool) -> String {
    if is_demonstration {
        words.format("demonstration", [("title", title.to_owned().into())])
    } else {
        title.to_owned()
    }
}
