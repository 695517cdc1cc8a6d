//! What stands beside a link when somebody shares it: a title, and a picture drawn at build.
//!
//! In: pages, the theme's land and fonts. Out: for each page that is listed its card, and for each card that looks
//! different one PNG in `social/`. A picture's name is a hash of everything it is drawn from, so a page can name it
//! before it is drawn, and what was drawn once is taken from the cache.

mod canvas;
mod card;
mod draw;
mod letters;
mod signs;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use domain::messages::MessageError;
use domain::text::LanguageTag;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use crate::cache::key;
use crate::context::absolute;
use crate::plan::{Page, Planned};
use crate::site::Site;
use crate::theme::{Theme, ThemeError};
use crate::view::Lens;
use card::{Card, Network};
use draw::Studio;

/// Changes whenever the same card would be drawn otherwise.
const DESIGN: &str = "1";

/// The cards of all pages.
pub struct Social<'b> {
    theme: &'b Theme,
    studio: OnceLock<Option<Studio>>,
    /// Pictures by name.
    pictures: BTreeMap<String, Arc<Card>>,
    /// By the address of the page.
    pages: BTreeMap<&'b str, SocialView>,
}

/// What a page says of itself to those who show links.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SocialView {
    /// The page's title.
    pub title: String,
    /// The kind of page, as Open Graph has it.
    pub kind: &'static str,
    /// When it was published, for a story.
    pub published: Option<Date>,
    /// The page's language with a country, as Open Graph has it.
    pub locale: String,
    /// The same of its translations.
    pub other_locales: Vec<String>,
    /// The picture's full address.
    pub image: String,
    /// What the picture says.
    pub alt: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
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

impl<'b> Social<'b> {
    /// Decides what each page shows, without drawing anything.
    ///
    /// # Errors
    /// If the theme lacks a message.
    pub fn plan(site: &Site, theme: &'b Theme, pages: &'b [Planned<'b>]) -> Result<Self, ThemeError> {
        let network = Network::of(site);
        let stamp = theme.stamp();
        let named = |card: Card| -> Result<Picture, ThemeError> {
            let parts = [DESIGN.as_bytes(), stamp.as_bytes(), &serde_json::to_vec(&card)?];
            Ok(Picture { name: format!("social/{}.png", key(&parts)), card: Arc::new(card) })
        };
        let mut locales: BTreeMap<&LanguageTag, String> = BTreeMap::new();
        let mut common: BTreeMap<&LanguageTag, Picture> = BTreeMap::new();
        for (language, messages) in &theme.messages {
            locales.insert(language, messages.format("social-locale", [])?);
            common.insert(language, named(card::common(&Lens::new(site, language), messages, &network)?)?);
        }
        let planned: Result<Vec<_>, ThemeError> = pages
            .par_iter()
            .filter(|page| page.is_listed() && number(page) == 1)
            .map(|page| {
                let (Some(messages), Some(common)) = (theme.messages.get(&page.language), common.get(&page.language))
                else {
                    let (key, language) = ("social-locale".to_owned(), page.language.to_string());
                    return Err(MessageError::Unknown { key, language }.into());
                };
                let own = card::of_page(&Lens::new(site, &page.language), messages, &network, page)?;
                let title = own.title.clone();
                let picture = if has_own(site, page) { named(own)? } else { common.clone() };
                let view = view(site, page, title, &picture, &locales);
                Ok((page.address.as_str(), view, picture))
            })
            .collect();
        let (mut pictures, mut views) = (BTreeMap::new(), BTreeMap::new());
        for (address, view, Picture { name, card }) in planned? {
            views.insert(address, view);
            pictures.insert(name, card);
        }
        Ok(Self { theme, studio: OnceLock::new(), pictures, pages: views })
    }

    /// What a page says of itself; nothing, if nobody should list it.
    pub fn of(&self, page: &Planned) -> Option<&SocialView> {
        // The further pages of a list say what its first says.
        let first = page.address.strip_suffix(&format!("page-{}/", number(page))).unwrap_or(&page.address);
        self.pages.get(first)
    }

    /// The names of all pictures.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.pictures.keys()
    }

    /// All pictures, to be drawn.
    pub fn pictures(&self) -> &BTreeMap<String, Arc<Card>> {
        &self.pictures
    }

    /// Draws one of the pictures.
    ///
    /// # Errors
    /// If the theme's fonts are none, or the PNG can't be written.
    pub fn draw(&self, name: &str, card: &Card) -> Result<Vec<u8>, SocialError> {
        let error = |detail: String| SocialError { name: name.to_owned(), detail };
        let studio = self.studio.get_or_init(|| Studio::open(self.theme));
        let studio = studio.as_ref().ok_or_else(|| error("the theme's fonts/ are no TrueType fonts".to_owned()))?;
        studio.draw(card).map_err(error)
    }
}

/// A card and the name of its picture.
#[derive(Clone)]
struct Picture {
    name: String,
    card: Arc<Card>,
}

fn view(
    site: &Site,
    page: &Planned,
    title: String,
    picture: &Picture,
    locales: &BTreeMap<&LanguageTag, String>,
) -> SocialView {
    let published = match page.page {
        Page::CaseStudy(story) => Some(story.entry.value.published),
        _ => None,
    };
    let others = locales.iter().filter(|(language, _)| **language != &page.language);
    SocialView {
        title,
        kind: if published.is_some() { "article" } else { "website" },
        published,
        locale: locales.get(&page.language).cloned().unwrap_or_default(),
        other_locales: others.map(|(_, locale)| locale.clone()).collect(),
        image: absolute(site, &format!("{}/{}", site.settings.base_path(), picture.name)),
        alt: picture.card.in_words(),
        width: canvas::WIDTH,
        height: canvas::HEIGHT,
    }
}

/// The number of a page in its list; 1 for all others.
fn number(page: &Planned) -> usize {
    match page.page {
        Page::Offers(number) | Page::Shelf(_, number) | Page::CaseStudies(_, number) => number,
        _ => 1,
    }
}

/// Whether a page has a picture of its own. Ended offers have none: who shares one shares the network.
fn has_own(site: &Site, page: &Planned) -> bool {
    site.settings.social_pictures && !matches!(page.page, Page::Offer(offer) if !offer.value.is_open(site.today))
}
