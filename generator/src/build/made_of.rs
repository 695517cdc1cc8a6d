//! What each file is made of, as a stamp: a file whose stamp is the one of the last build is not made again.
//!
//! Every input of a page has to be named here. A page that shows one thing, or a few, names those; one that shows
//! something of everything names the whole site. `generator/tests/again/` proves for edits of all kinds that nothing was
//! forgotten.

use std::collections::{BTreeSet, HashMap};

use domain::content::offer::Offer;
use domain::text::LanguageTag;

use crate::BuildError;
use crate::build::pages::Work;
use crate::fingerprint::{Stamp, Stamping};
use crate::fs::inputs;
use crate::images::social::Social;
use crate::model::facet::Facet;
use crate::model::site::{Entry, Site};
use crate::outputs::data::{DataFile, feed};
use crate::plan::offer_groups::Shelf;
use crate::plan::{Page, Planned};
use crate::render::context::{RELATED, SIMILAR, Sources, embed};
use crate::render::site_index::Overview;
use crate::theme::{Theme, ThemeError};
use crate::view::filters::Scope;
use crate::view::related::Neighbours;

/// Stamps that many files share.
pub struct MadeOf<'b> {
    site: &'b Site,
    overview: &'b Overview<'b>,
    neighbours: &'b Neighbours<'b>,
    social: &'b Social<'b>,
    /// Whether offers that are like another stand beside it, and beside stories.
    similar: bool,
    related: bool,
    /// Program, settings, day, theme, vocabularies, names of text pages: what everything is made with.
    frame: Stamp,
    /// All pictures.
    gallery: Stamp,
    /// The frame and everything that anybody wrote.
    whole: Stamp,
    /// What one can choose on lists of offers and of case studies, by language.
    choices: HashMap<&'b LanguageTag, [Stamp; 2]>,
    /// How many there are of what.
    numbers: Stamp,
    /// What the picture of a country shows, by its code.
    countries: HashMap<&'b str, Stamp>,
}

impl<'b> MadeOf<'b> {
    /// Looks at a site once.
    ///
    /// # Errors
    /// If something can't be written as JSON.
    pub fn new(sources: &Sources<'b, 'b>, theme: &Theme, social: &'b Social<'b>) -> Result<Self, BuildError> {
        let Sources { site, shelves, overview, neighbours, finders, renderer } = *sources;
        let json = |bytes: Result<Vec<u8>, serde_json::Error>| bytes.map_err(ThemeError::from);
        let frame = Stamping::new("frame")
            .stamp(inputs::program())
            .stamp(theme.whole)
            .part(format!("{:?}", site.settings).as_bytes())
            .part(site.today.to_string().as_bytes())
            .stamp(site.codes)
            .part(format!("{:?}", site.pages.keys()).as_bytes())
            .done();
        let pictures = site.pictures.values().filter_map(|picture| picture.as_ref().ok());
        let gallery = pictures.fold(Stamping::new("gallery"), |gallery, picture| {
            gallery
                .part(picture.file.as_bytes())
                .part(picture.key.as_bytes())
                .part(format!("{:?}", picture.facts).as_bytes())
        });
        let gallery = gallery.done();
        let whole = Stamping::new("whole")
            .stamp(frame)
            .stamp(gallery)
            .stamp(site.notes.stamp())
            .stamps(site.offers.iter().map(|entry| entry.stamp))
            .stamps(site.case_studies.iter().map(|story| story.entry.stamp))
            .stamps(site.pages.values().flat_map(|languages| languages.values()).map(|page| page.entry.stamp))
            .stamps(site.events.iter().map(|event| event.entry.stamp))
            .stamps(site.promoters.iter().map(|entry| entry.stamp))
            .stamps(site.partners.iter().map(|entry| entry.stamp))
            .stamps(site.monitoring.values().map(|entry| entry.stamp))
            .done();
        let mut choices = HashMap::new();
        for language in &site.settings.languages {
            let of = |scope| json(serde_json::to_vec(&finders.choices(language, scope))).map(|bytes| Stamp::of(&bytes));
            choices.insert(language, [of(Scope::Offers)?, of(Scope::Stories)?]);
        }
        let number = |stamping: Stamping, (_, number): &(_, usize)| stamping.part(&number.to_le_bytes());
        let numbers = overview.numbers().iter().fold(Stamping::new("numbers"), number);
        let countries = shelves.iter().filter(|shelf| shelf.facet == Facet::Country);
        Ok(Self {
            site,
            overview,
            neighbours,
            social,
            similar: renderer.shows_any("offer.html", SIMILAR),
            related: renderer.shows_any("case-study.html", RELATED),
            frame,
            gallery,
            whole,
            choices,
            numbers: numbers.done(),
            countries: countries.map(|shelf| (shelf.code, rings(shelf))).collect(),
        })
    }

    /// Of what everything is made with: program, settings, day, theme, vocabularies.
    pub fn frame(&self) -> Stamp {
        self.frame
    }

    /// What a file is made of.
    pub fn stamp(&self, work: &Work) -> Stamp {
        match work {
            Work::Page(page) => self.page(page),
            Work::Start | Work::NotFound => self.whole,
            Work::Data(file) => self.data(file),
            Work::Asset(name, bytes) => Stamping::new("asset").part(name.as_bytes()).part(bytes).done(),
            Work::Favicon(bytes) => Stamping::new("favicon").part(bytes).done(),
        }
    }

    fn page(&self, planned: &Planned) -> Stamp {
        let page = Stamping::new("page").stamp(self.frame).part(planned.address.as_bytes());
        let page = page.part(self.social.common_picture(&planned.language).as_bytes());
        match &planned.page {
            Page::Offer(offer) => {
                let similar = if self.similar { self.neighbours.of_offer(offer) } else { Vec::new() };
                page.stamp(offer.stamp).stamps(similar.into_iter().map(|near| near.stamp)).done()
            }
            Page::CaseStudy(story) => {
                let study = &story.entry.value;
                let offer = study.offer.as_ref().and_then(|slug| self.overview.offer(slug)).map(|offer| offer.stamp);
                let related = if self.related { self.neighbours.of_story(study) } else { Vec::new() };
                page.stamp(self.gallery)
                    .stamp(story.entry.stamp)
                    .stamps(offer)
                    .stamps(related.into_iter().map(|near| near.stamp))
                    .done()
            }
            Page::Offers(number) => {
                let offers = self.shown(&self.overview.open, *number, |offer| offer.stamp);
                self.list(page, planned, 0).stamp(self.numbers).stamps(offers).done()
            }
            Page::Shelf(shelf, number) => {
                let page = self.list(page, planned, 0).stamps(self.shown(&shelf.offers, *number, |offer| offer.stamp));
                let country = self.countries.get(shelf.code).filter(|_| shelf.facet == Facet::Country);
                page.stamps(country.copied()).part(&shelf.offers.len().to_le_bytes()).done()
            }
            Page::CaseStudies(shelf, number) => {
                let page = self.list(page, planned, 1).stamp(self.gallery);
                match shelf {
                    Some(shelf) => page
                        .stamps(self.shown(&shelf.stories, *number, |story| story.entry.stamp))
                        .part(&shelf.stories.len().to_le_bytes()),
                    None => page
                        .stamps(self.shown(&self.site.case_studies, *number, |story| story.entry.stamp))
                        .part(&self.site.case_studies.len().to_le_bytes()),
                }
                .done()
            }
            Page::Embed(Some(shelf)) => page.stamp(first(shelf, embed::MOST_OFFERS)).done(),
            _ => page.stamp(self.whole).done(),
        }
    }

    /// What every page of a list has: what one can choose, and what the list says of itself.
    fn list(&self, page: Stamping, planned: &Planned, of: usize) -> Stamping {
        let choices = self.choices.get(&planned.language).map(|choices| choices[of]);
        page.stamps(choices).part(self.social.list_picture(planned).as_bytes())
    }

    /// The stamps of what stands on one page of a list.
    fn shown<T>(&self, all: &[T], number: usize, stamp: impl Fn(&T) -> Stamp) -> impl Iterator<Item = Stamp> {
        all.iter().skip(self.before(number)).take(self.site.settings.offers_per_page).map(stamp)
    }

    /// How many stand on the pages before.
    fn before(&self, number: usize) -> usize {
        number.saturating_sub(1) * self.site.settings.offers_per_page
    }

    fn data(&self, file: &DataFile) -> Stamp {
        let data = Stamping::new("data").stamp(self.frame).part(file.name().as_bytes());
        match file {
            DataFile::Event(event) => data.stamp(event.entry.stamp).done(),
            DataFile::ShelfFeed(_, shelf) if !shelf.offers.is_empty() => {
                data.stamp(first(shelf, feed::MOST_ENTRIES)).done()
            }
            _ => data.stamp(self.whole).done(),
        }
    }
}

/// What a list shows that has only the beginning of a shelf.
fn first(shelf: &Shelf, most: usize) -> Stamp {
    let stamping = Stamping::new("first").part(&shelf.offers.len().to_le_bytes());
    stamping.stamps(shelf.offers.iter().take(most).map(|offer| offer.stamp)).done()
}

/// The regions of a country's offers, each with what decides its colour.
fn rings(shelf: &Shelf) -> Stamp {
    let mut regions = BTreeSet::new();
    let offers = shelf.offers.iter().map(|offer: &&Entry<Offer>| &offer.value);
    offers
        .filter(|offer| regions.insert(offer.host.region.as_str()))
        .fold(Stamping::new("rings"), |rings, offer| {
            let activity = offer.activities.first().map_or("", |activity| activity.as_str());
            rings.part(offer.host.region.as_str().as_bytes()).part(activity.as_bytes())
        })
        .done()
}
