//! What the desk tells of an offer in messages and forms, from the catalogue at hand.

use std::sync::Arc;

use domain::terms::Country;
use domain::text::{LanguageTag, LocalizedText, Slug};
use domain::vocabulary::{Code, Term};

use crate::published::{Published, Shelf};

/// An offer, in short.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OfferFacts {
    pub(super) slug: Slug,
    /// In the language it was written in.
    pub(super) title: String,
    pub(super) host: String,
    pub(super) place: String,
    pub(super) country: Option<Code<Country>>,
}

impl OfferFacts {
    /// The offer of a slug; `None` where the catalogue has it not. The first call after a build may have to prepare the catalogue,
    /// so it blocks: see [`find`].
    fn of(shelf: &Shelf, slug: &Slug) -> Option<Self> {
        let catalogue = &shelf.catalogue;
        let place = catalogue.find(slug.as_str())?;
        Some(Self {
            slug: slug.clone(),
            title: catalogue.title(place).to_owned(),
            host: catalogue.host(place).to_owned(),
            place: catalogue.place(place).to_owned(),
            country: catalogue.country(place).and_then(|code| Country::terms(&shelf.vocabulary).check(code)),
        })
    }

    /// Where the offer can be read, in a language of the site or its first one; `None` where the site's address is not known.
    pub(super) fn address(&self, published: &Published, language: &LanguageTag) -> Option<String> {
        let language = published.language(language.as_str()).unwrap_or_else(|| published.default_language());
        Some(format!("{}/{language}/offers/{}/", published.base_url()?, self.slug))
    }
}

/// Looks for an offer, where nobody waits for a thread.
pub(super) async fn find(published: &Arc<Published>, slug: &Slug) -> Option<OfferFacts> {
    let mut found = find_all(published, std::slice::from_ref(slug)).await;
    found.pop().flatten()
}

/// The title of an offer, in all its languages where they can be read.
pub(super) async fn title(published: &Arc<Published>, slug: &Slug) -> Option<LocalizedText> {
    let (published, slug) = (Arc::clone(published), slug.clone());
    let search = tokio::task::spawn_blocking(move || {
        let shelf = published.shelf().ok()?;
        let place = shelf.catalogue.find(slug.as_str())?;
        let whole = shelf.offers(&[place]).ok().and_then(|mut offers| offers.pop().flatten());
        let short = || LocalizedText::new(published.default_language().clone(), shelf.catalogue.title(place));
        Some(whole.map_or_else(short, |offer| offer.title))
    });
    search.await.ok().flatten()
}

/// Looks for several, in their order.
pub(super) async fn find_all(published: &Arc<Published>, slugs: &[Slug]) -> Vec<Option<OfferFacts>> {
    let (published, slugs) = (Arc::clone(published), slugs.to_vec());
    let count = slugs.len();
    let search = tokio::task::spawn_blocking(move || match published.shelf() {
        Ok(shelf) => slugs.iter().map(|slug| OfferFacts::of(&shelf, slug)).collect(),
        Err(error) => {
            tracing::error!(%error, "the desk can't read the catalogue");
            vec![None; slugs.len()]
        }
    });
    search.await.unwrap_or_else(|_| vec![None; count])
}
