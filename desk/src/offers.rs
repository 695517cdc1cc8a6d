//! What the desk tells of an offer in messages and forms, from the catalogue at hand.

use std::sync::Arc;

use domain::content::offer::Offer;
use domain::text::place::whereabouts;
use domain::text::{LanguageTag, LocalizedText, Slug};
use domain::vocabulary::{Code, Country, Term};

use super::words::Words;
use store::Record;
use web::published::{MatchIndex, Published, PublishedError};

/// An offer, in short.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OfferFacts {
    pub(super) slug: Slug,
    /// In all its languages.
    pub(super) title: LocalizedText,
    pub(super) host: String,
    pub(super) place: String,
    pub(super) country: Option<Code<Country>>,
}

impl OfferFacts {
    /// The offer at a place of the catalogue. A list that is just being published anew may have no whole offer there; the catalogue
    /// still knows the title in the first language.
    fn new(published: &Published, index: &MatchIndex, place: usize, whole: Option<Offer>) -> Option<Self> {
        let catalogue = &index.catalogue;
        let first = || LocalizedText::new(published.default_language().clone(), catalogue.title(place));
        Some(Self {
            slug: Slug::parse(catalogue.slug(place))?,
            title: whole.map_or_else(first, |offer| offer.title),
            host: catalogue.host(place).to_owned(),
            place: catalogue.place(place).to_owned(),
            country: catalogue.country(place).and_then(|code| Country::terms(&index.vocabulary).check(code)),
        })
    }

    /// Town and country, to be written behind the host's name.
    pub(super) fn whereabouts(&self, words: &Words, published: &Published) -> String {
        let country = self.country.as_ref().map(|country| words.term(&published.vocabulary, country));
        whereabouts(&self.host, &self.place, country.as_deref())
    }

    /// Where the offer can be read, in a language of the site or its first one; `None` where the site's address is not known.
    pub(super) fn address(&self, published: &Published, language: &LanguageTag) -> Option<String> {
        let language = published.language_or_default(language);
        Some(format!("{}/{language}/offers/{}/", published.base_url.as_deref()?, self.slug))
    }
}

/// Looks for an offer, where nobody waits for a thread.
pub(super) async fn find(published: &Arc<Published>, slug: &Slug) -> Option<OfferFacts> {
    let mut found = find_all(published, std::slice::from_ref(slug)).await;
    found.pop().flatten()
}

/// The offer of the host that a request is introduced to.
pub(super) async fn introduced(published: &Arc<Published>, record: &Record) -> Option<OfferFacts> {
    find(published, &record.handling.introduced.as_ref()?.introduction.offer).await
}

/// Looks for several, in their order. The first call after a build may have to prepare the catalogue, so it takes a thread of its own.
pub(super) async fn find_all(published: &Arc<Published>, slugs: &[Slug]) -> Vec<Option<OfferFacts>> {
    let (published, slugs) = (Arc::clone(published), slugs.to_vec());
    let count = slugs.len();
    let search = tokio::task::spawn_blocking(move || {
        read(&published, &slugs).unwrap_or_else(|error| {
            tracing::error!(%error, "the desk can't read the catalogue");
            vec![None; slugs.len()]
        })
    });
    search.await.unwrap_or_else(|_| vec![None; count])
}

fn read(published: &Published, slugs: &[Slug]) -> Result<Vec<Option<OfferFacts>>, PublishedError> {
    let index = published.match_index()?;
    let places: Vec<Option<usize>> = slugs.iter().map(|slug| index.catalogue.find(slug.as_str())).collect();
    let found: Vec<usize> = places.iter().copied().flatten().collect();
    // Titles in the first language are better than none.
    let mut whole = index.offers(&found).unwrap_or_else(|_| vec![None; found.len()]).into_iter();
    let facts = places.into_iter().map(|place| OfferFacts::new(published, &index, place?, whole.next().flatten()));
    Ok(facts.collect())
}
