//! The checked site: everything that pages are made of. It is built whole, by [`crate::load`], and never changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::content::case_study::CaseStudy;
use domain::content::event::Event;
use domain::content::offer::Offer;
use domain::content::page::Page;
use domain::content::people::{Partner, Promoter};
use domain::statistics::Figures;
use domain::text::{LanguageTag, Slug};
use domain::vocabulary::Vocabulary;
use jiff::civil::Date;

use crate::fingerprint::Fingerprint;
use crate::model::notes::Notes;
use crate::model::settings::Settings;
use imaging::{Gallery, Picture};
use markup::markdown::Document;

/// A thing with the file it came from.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// Its file's name, and so its address.
    pub slug: Slug,
    /// Its file, relative to the root.
    pub path: String,
    /// What the file says.
    pub value: T,
    /// Of the whole file and its path: what is made of it is made anew only when this changes.
    pub fingerprint: Fingerprint,
}

/// A thing with a text in Markdown.
#[derive(Debug, Clone)]
pub struct Written<T> {
    /// The thing.
    pub entry: Entry<T>,
    /// The text.
    pub text: Document,
}

/// What will be in the site once its day of publication has come.
#[derive(Debug, Default)]
pub struct Scheduled {
    /// Offers.
    pub offers: Vec<Arc<Entry<Offer>>>,
    /// Case studies.
    pub case_studies: Vec<Arc<Written<CaseStudy>>>,
}

/// The site, checked.
#[derive(Debug)]
pub struct Site {
    /// The operator's settings.
    pub settings: Settings,
    /// All codes.
    pub vocabulary: Arc<Vocabulary>,
    /// The fingerprint of the files that the codes come from.
    pub codes: Fingerprint,
    /// The day the site is built for.
    pub today: Date,
    /// All offers, the most recently confirmed first.
    pub offers: Vec<Arc<Entry<Offer>>>,
    /// All case studies, the most recent exchange first.
    pub case_studies: Vec<Arc<Written<CaseStudy>>>,
    /// Pages by slug, then by language; the default language is always there.
    pub pages: BTreeMap<Slug, BTreeMap<LanguageTag, Arc<Written<Page>>>>,
    /// Events, the next first, those gone by last.
    pub events: Vec<Arc<Written<Event>>>,
    /// Promoters by slug.
    pub promoters: Vec<Arc<Entry<Promoter>>>,
    /// Partners by slug.
    pub partners: Vec<Arc<Entry<Partner>>>,
    /// The figures of each year, the earliest first.
    pub monitoring: BTreeMap<i16, Arc<Entry<Figures>>>,
    /// Offers and case studies that wait for their day.
    pub scheduled: Scheduled,
    /// What the README of the content says of each key, for the schemas.
    pub notes: Arc<Notes>,
    /// Pictures by file name, each with what it is or what is wrong with it.
    pub pictures: Gallery,
}

impl Site {
    /// The files of the pictures that content shows, or will show.
    pub fn used_files(&self) -> BTreeSet<&str> {
        let stories = self.scheduled.case_studies.iter();
        let later = stories.clone().flat_map(|story| &story.text.images).map(|image| image.address.as_str());
        let listed = stories.flat_map(|story| &story.entry.value.images).map(|image| image.file.as_str());
        self.shown_files().into_iter().chain(later).chain(listed).collect()
    }

    /// The texts in Markdown, each with the path of its file.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &Document)> {
        let stories = self.case_studies.iter().map(|story| (story.entry.path.as_str(), &story.text));
        let events = self.events.iter().map(|event| (event.entry.path.as_str(), &event.text));
        let pages = self.pages.values().flat_map(BTreeMap::values);
        stories.chain(events).chain(pages.map(|page| (page.entry.path.as_str(), &page.text)))
    }

    /// The files of the pictures that content shows.
    pub fn shown_files(&self) -> BTreeSet<&str> {
        let in_texts = self.texts().flat_map(|(_, text)| &text.images).map(|image| image.address.as_str());
        let in_stories = self.case_studies.iter().flat_map(|story| &story.entry.value.images);
        let logos = self.partners.iter().filter_map(|partner| partner.value.logo.as_ref());
        let in_stories = in_stories.map(|image| image.file.as_str());
        in_texts.chain(in_stories).chain(logos.map(|logo| logo.file.as_str())).collect()
    }

    /// The pictures that content shows, each once.
    pub fn shown_pictures(&self) -> Vec<&Picture> {
        self.shown_files().into_iter().filter_map(|file| self.pictures.get(file)?.as_ref().ok()).collect()
    }

    /// Offers that can be asked for today.
    pub fn open_offers(&self) -> impl Iterator<Item = &Entry<Offer>> {
        self.offers.iter().map(|offer| &**offer).filter(|offer| offer.value.is_open(self.today))
    }
}

/// The message that names the page to look through everything: without an index, one can only browse there.
pub fn search_name(site: &Site) -> &'static str {
    if site.settings.search_words { "nav-search" } else { "nav-browse" }
}

/// A full address, for feeds and previews.
pub fn absolute(site: &Site, address: &str) -> String {
    let base = site.settings.base_url().strip_suffix(site.settings.base_path()).unwrap_or(site.settings.base_url());
    format!("{base}{address}")
}
