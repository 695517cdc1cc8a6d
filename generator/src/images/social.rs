//! What stands beside a link when somebody shares it: a title, and a picture drawn at build.
//!
//! In: pages, the theme's land and fonts. Out: for each page that is listed its card, and for each card that looks
//! different one PNG in `social/`. A picture's name is a hash of everything it is drawn from, so a page can name it
//! before it is drawn, and what was drawn once is taken from the cache.

mod card;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use domain::text::LanguageTag;
use domain::text::messages::{MessageError, Messages};
use imaging::share_card::{Card, CardRenderer, HEIGHT, Network, WIDTH};
use jiff::civil::Date;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::{Page, Planned};
use crate::theme::{Theme, ThemeError};
use crate::view::LocalizedSite;
use content::cache::Cache;
use content::fingerprint::key;
use content::model::site::Site;
use content::model::site::absolute;

/// Changes whenever the same card would be drawn otherwise.
const DESIGN: &str = "4";

/// What pages say of themselves where they are shared.
pub struct Social<'b> {
    site: &'b Site,
    theme: &'b Theme,
    fingerprint: String,
    renderer: OnceLock<Option<Arc<CardRenderer>>>,
    network: Arc<Network>,
    locales: BTreeMap<&'b LanguageTag, String>,
    /// The picture of pages that have none of their own, by language.
    common: BTreeMap<&'b LanguageTag, Shared>,
    /// The lists, by the address of their first page: each of their pages says the same.
    lists: BTreeMap<&'b str, Shared>,
}

/// What a page says of itself, and the picture that has to be drawn for it.
#[derive(Clone)]
pub struct Shared {
    pub view: SocialView,
    /// The name of the picture's file.
    pub picture: String,
}

/// What a page says of itself to those who show links.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SocialView {
    pub title: String,
    /// The kind of page, as Open Graph has it.
    pub kind: &'static str,
    /// When it was published, for a story.
    pub published: Option<Date>,
    /// The page's language with a country, as Open Graph has it.
    pub locale: String,
    /// The same of its translations.
    pub other_locales: Vec<String>,
    pub image: String,
    /// What the picture says.
    pub alt: String,
    pub width: u32,
    pub height: u32,
}

/// A picture that could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("{name} can't be drawn: {detail}")]
pub struct SocialError {
    /// The file.
    pub name: String,
    /// What is wrong.
    pub detail: String,
}

/// A share image with all that is needed to draw it.
pub struct UndrawnImage {
    name: String,
    card: Card,
    renderer: Arc<CardRenderer>,
}

impl UndrawnImage {
    /// Returns the image's file, from the cache or drawn.
    ///
    /// # Errors
    /// If the PNG can't be written.
    pub fn draw(&self, cache: &Cache) -> Result<Vec<u8>, SocialError> {
        let error = |detail: String| SocialError { name: self.name.clone(), detail };
        cache.find_or(&cache_name(&self.name), || self.renderer.draw(&self.card).map_err(error))
    }
}

/// Returns the name of a share image in the cache.
pub fn cache_name(name: &str) -> String {
    name.replace('/', "-")
}

impl<'b> Social<'b> {
    /// Decides what all lists show, without drawing anything.
    ///
    /// # Errors
    /// If the theme lacks a message.
    pub fn new(site: &'b Site, theme: &'b Theme, pages: &'b [Planned<'b>]) -> Result<Self, ThemeError> {
        let mut social = Self {
            site,
            theme,
            fingerprint: theme.fingerprint(),
            renderer: OnceLock::new(),
            network: Arc::new(card::network(site)),
            locales: BTreeMap::new(),
            common: BTreeMap::new(),
            lists: BTreeMap::new(),
        };
        for (language, messages) in &theme.messages {
            social.locales.insert(language, messages.format("social-locale", [])?);
        }
        for page in pages.iter().filter(|page| matches!(page.page, Page::Home)) {
            let card = card::common(&LocalizedSite::new(site, &page.language), social.words(page)?, &social.network)?;
            let shared = social.shared(page, card.title.clone(), &card)?;
            social.common.insert(&page.language, shared);
        }
        let lists: Result<Vec<_>, ThemeError> = pages
            .par_iter()
            .filter(|page| is_list(&page.page) && number(page) == 1)
            .map(|page| Ok((page.address.as_str(), social.made(page)?)))
            .collect();
        social.lists = lists?.into_iter().collect();
        Ok(social)
    }

    /// What a page says of itself; nothing, if nobody should list it.
    ///
    /// # Errors
    /// If the theme lacks a message.
    pub fn of(&self, page: &Planned) -> Result<Option<Shared>, ThemeError> {
        if !page.is_listed() {
            return Ok(None);
        }
        match self.lists.get(first_of(page)) {
            Some(shared) => Ok(Some(shared.clone())),
            None => self.made(page).map(Some),
        }
    }

    fn made(&self, page: &Planned) -> Result<Shared, ThemeError> {
        let own = self.card(page)?;
        // A link may be shown without its picture, so the title says that an offer is a demonstration.
        let title = own.demo.as_ref().map_or_else(|| own.title.clone(), |mark| format!("{mark}: {}", own.title));
        match self.common.get(&page.language) {
            Some(common) if !has_own(self.site, page) => {
                let view = SocialView {
                    alt: common.view.alt.clone(),
                    ..self.view(page, title, &common.picture, String::new())
                };
                Ok(Shared { view, picture: common.picture.clone() })
            }
            _ => self.shared(page, title, &own),
        }
    }

    fn shared(&self, page: &Planned, title: String, card: &Card) -> Result<Shared, ThemeError> {
        let picture = self.name(card)?;
        Ok(Shared { view: self.view(page, title, &picture, card.in_words()), picture })
    }

    /// The file's name: a hash of all that is drawn.
    fn name(&self, card: &Card) -> Result<String, ThemeError> {
        let parts = [DESIGN.as_bytes(), self.fingerprint.as_bytes(), &serde_json::to_vec(card)?];
        Ok(format!("social/{}.png", key(&parts)))
    }

    fn words(&self, page: &Planned) -> Result<&Messages, ThemeError> {
        let words = self.theme.messages.get(&page.language).map(Arc::as_ref);
        let unknown = || MessageError::Unknown { key: "social-locale".to_owned(), language: page.language.to_string() };
        words.ok_or_else(|| unknown().into())
    }

    fn card(&self, page: &Planned) -> Result<Card, ThemeError> {
        card::of_page(&LocalizedSite::new(self.site, &page.language), self.words(page)?, &self.network, page)
    }

    /// The card that is drawn for a page: its own, or that of all.
    fn drawn(&self, page: &Planned) -> Result<Card, ThemeError> {
        if has_own(self.site, page) {
            return self.card(page);
        }
        card::common(&LocalizedSite::new(self.site, &page.language), self.words(page)?, &self.network)
    }

    /// Returns the share image that a page names, to be drawn now or later.
    ///
    /// # Errors
    /// If the theme's fonts are none, or it lacks a message.
    pub fn undrawn(&self, page: &Planned, name: &str) -> Result<UndrawnImage, SocialError> {
        let error = |detail: String| SocialError { name: name.to_owned(), detail };
        let renderer = || CardRenderer::new(&self.theme.fonts, &self.theme.land).map(Arc::new);
        let renderer = self.renderer.get_or_init(renderer).as_ref().map(Arc::clone);
        let renderer = renderer.ok_or_else(|| error("the theme's fonts/ are no TrueType fonts".to_owned()))?;
        let card = self.drawn(page).map_err(|wrong| error(wrong.to_string()))?;
        Ok(UndrawnImage { name: name.to_owned(), card, renderer })
    }

    fn view(&self, page: &Planned, title: String, picture: &str, alt: String) -> SocialView {
        let published = match page.page {
            Page::CaseStudy(story) => Some(story.entry.value.published),
            _ => None,
        };
        let others = self.locales.iter().filter(|(language, _)| **language != &page.language);
        SocialView {
            title,
            kind: if published.is_some() { "article" } else { "website" },
            published,
            locale: self.locales.get(&page.language).cloned().unwrap_or_default(),
            other_locales: others.map(|(_, locale)| locale.clone()).collect(),
            image: absolute(self.site, &format!("{}/{picture}", self.site.settings.base_path())),
            alt,
            width: WIDTH,
            height: HEIGHT,
        }
    }
}

/// Whether a page is one of a list.
fn is_list(page: &Page) -> bool {
    matches!(page, Page::Offers(_) | Page::OfferGroup(..) | Page::CaseStudies(..))
}

/// The address of the first page of a list, for any of them: all say the same.
fn first_of<'p>(page: &'p Planned) -> &'p str {
    page.address.strip_suffix(&format!("page-{}/", number(page))).unwrap_or(&page.address)
}

/// The number of a page in its list; 1 for all others.
fn number(page: &Planned) -> usize {
    match page.page {
        Page::Offers(number) | Page::OfferGroup(_, number) | Page::CaseStudies(_, number) => number,
        _ => 1,
    }
}

/// Whether a page has a picture of its own. Ended offers have none: who shares one shares the network.
fn has_own(site: &Site, page: &Planned) -> bool {
    site.settings.social_pictures && !matches!(page.page, Page::Offer(offer) if !offer.value.is_open(site.today))
}
