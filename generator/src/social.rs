//! What stands beside a link when somebody shares it: a title, and a picture drawn at build.
//!
//! In: pages, the theme's land and fonts. Out: for each page that is listed its card, and for each card that looks
//! different one PNG in `social/`. A picture's name is a hash of everything it is drawn from, so a page can name it
//! before it is drawn, and what was drawn once is taken from the cache.

mod canvas;
mod card;
mod draw;
mod letters;

use std::collections::BTreeMap;
use std::sync::OnceLock;

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
    pictures: BTreeMap<String, Card>,
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
        let mut locales: BTreeMap<&LanguageTag, String> = BTreeMap::new();
        let mut common: BTreeMap<&LanguageTag, Card> = BTreeMap::new();
        for (language, messages) in &theme.messages {
            locales.insert(language, messages.format("social-locale", [])?);
            common.insert(language, card::common(&Lens::new(site, language), messages, &network)?);
        }
        let stamp = theme.stamp();
        let planned: Result<Vec<_>, ThemeError> = pages
            .par_iter()
            .filter(|page| page.is_listed())
            .map(|page| {
                let (Some(messages), Some(common)) = (theme.messages.get(&page.language), common.get(&page.language))
                else {
                    let (key, language) = ("social-locale".to_owned(), page.language.to_string());
                    return Err(MessageError::Unknown { key, language }.into());
                };
                let lens = Lens::new(site, &page.language);
                let own = card::of_page(&lens, messages, &network, page)?;
                let title = own.title.clone();
                let card = if site.settings.social_pictures && has_own(site, page) { own } else { common.clone() };
                let name =
                    format!("social/{}.png", key(&[DESIGN.as_bytes(), stamp.as_bytes(), &serde_json::to_vec(&card)?]));
                let other = locales.iter().filter(|(language, _)| **language != &page.language);
                let view = SocialView {
                    title,
                    kind: if matches!(page.page, Page::CaseStudy(_)) { "article" } else { "website" },
                    published: match page.page {
                        Page::CaseStudy(story) => Some(story.entry.value.published),
                        _ => None,
                    },
                    locale: locales.get(&page.language).cloned().unwrap_or_default(),
                    other_locales: other.map(|(_, locale)| locale.clone()).collect(),
                    image: absolute(site, &format!("{}/{name}", site.settings.base_path())),
                    alt: card.in_words(),
                    width: canvas::WIDTH,
                    height: canvas::HEIGHT,
                };
                Ok((page.address.as_str(), view, name, card))
            })
            .collect();
        let (mut pictures, mut views) = (BTreeMap::new(), BTreeMap::new());
        for (address, view, name, card) in planned? {
            views.insert(address, view);
            pictures.insert(name, card);
        }
        Ok(Self { theme, studio: OnceLock::new(), pictures, pages: views })
    }

    /// What a page says of itself; nothing, if nobody should list it.
    pub fn of(&self, page: &Planned) -> Option<&SocialView> {
        self.pages.get(page.address.as_str())
    }

    /// The names of all pictures.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.pictures.keys()
    }

    /// All pictures, to be drawn.
    pub fn pictures(&self) -> &BTreeMap<String, Card> {
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

/// Whether a page is worth a picture of its own. Ended offers are not: who shares one shares the network.
fn has_own(site: &Site, page: &Planned) -> bool {
    !matches!(page.page, Page::Offer(offer) if !offer.value.is_open(site.today))
}
