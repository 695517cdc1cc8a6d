//! What each file is made of, as a fingerprint: a file whose fingerprint is the one of the last build is not made again.
//!
//! Every input of a page has to be named here. A page that shows one thing, or a few, names those; one that shows
//! something of everything names the whole site. `generator/tests/again/` proves for edits of all kinds that nothing was
//! forgotten.

use std::collections::{BTreeSet, HashMap};

use domain::content::offer::Offer;
use domain::text::LanguageTag;

use crate::BuildError;
use crate::build::pages::Work;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::fs::inputs;
use crate::images::social::Social;
use crate::model::facet::Facet;
use crate::model::site::{Entry, Site};
use crate::outputs::data::{DataFile, feed};
use crate::plan::offer_groups::OfferGroup;
use crate::plan::{Page, Planned};
use crate::render::context::{RELATED, SIMILAR, Sources, embed};
use crate::render::site_index::SiteIndex;
use crate::theme::{Theme, ThemeError};
use crate::view::filters::Scope;
use crate::view::related::RelatedOffers;

/// Stamps that many files share.
pub struct MadeOf<'b> {
    site: &'b Site,
    site_index: &'b SiteIndex<'b>,
    related_offers: &'b RelatedOffers<'b>,
    social: &'b Social<'b>,
    /// Whether offers that are like another stand beside it, and beside stories.
    similar: bool,
    related: bool,
    /// Program, settings, day, theme, vocabularies, names of text pages: what everything is made with.
    frame: Fingerprint,
    /// All pictures.
    gallery: Fingerprint,
    /// The frame and everything that anybody wrote.
    whole: Fingerprint,
    /// What one can choose on lists of offers and of case studies, by language.
    choices: HashMap<&'b LanguageTag, [Fingerprint; 2]>,
    /// How many there are of what.
    numbers: Fingerprint,
    /// What the picture of a country shows, by its code.
    countries: HashMap<&'b str, Fingerprint>,
}

impl<'b> MadeOf<'b> {
    /// Looks at a site once.
    ///
    /// # Errors
    /// If something can't be written as JSON.
    pub fn new(sources: &Sources<'b, 'b>, theme: &Theme, social: &'b Social<'b>) -> Result<Self, BuildError> {
        let Sources { site, offer_groups, site_index, related_offers, filter_index, renderer } = *sources;
        let json = |bytes: Result<Vec<u8>, serde_json::Error>| bytes.map_err(ThemeError::from);
        let frame = Fingerprinter::new("frame")
            .fingerprint(inputs::program())
            .fingerprint(theme.whole)
            .part(format!("{:?}", site.settings).as_bytes())
            .part(site.today.to_string().as_bytes())
            .fingerprint(site.codes)
            .part(format!("{:?}", site.pages.keys()).as_bytes())
            .done();
        let pictures = site.pictures.values().filter_map(|picture| picture.as_ref().ok());
        let gallery = pictures.fold(Fingerprinter::new("gallery"), |gallery, picture| {
            gallery
                .part(picture.file.as_bytes())
                .part(picture.key.as_bytes())
                .part(format!("{:?}", picture.facts).as_bytes())
        });
        let gallery = gallery.done();
        let whole = Fingerprinter::new("whole")
            .fingerprint(frame)
            .fingerprint(gallery)
            .fingerprint(site.notes.fingerprint())
            .fingerprints(site.offers.iter().map(|entry| entry.fingerprint))
            .fingerprints(site.case_studies.iter().map(|story| story.entry.fingerprint))
            .fingerprints(site.pages.values().flat_map(|languages| languages.values()).map(|page| page.entry.fingerprint))
            .fingerprints(site.events.iter().map(|event| event.entry.fingerprint))
            .fingerprints(site.promoters.iter().map(|entry| entry.fingerprint))
            .fingerprints(site.partners.iter().map(|entry| entry.fingerprint))
            .fingerprints(site.monitoring.values().map(|entry| entry.fingerprint))
            .done();
        let mut choices = HashMap::new();
        for language in &site.settings.languages {
            let of = |scope| json(serde_json::to_vec(&filter_index.choices(language, scope))).map(|bytes| Fingerprint::of(&bytes));
            choices.insert(language, [of(Scope::Offers)?, of(Scope::Stories)?]);
        }
        let number = |fingerprinter: Fingerprinter, (_, number): &(_, usize)| fingerprinter.part(&number.to_le_bytes());
        let numbers = site_index.numbers().iter().fold(Fingerprinter::new("numbers"), number);
        let countries = offer_groups.iter().filter(|group| group.facet == Facet::Country);
        Ok(Self {
            site,
            site_index,
            related_offers,
            social,
            similar: renderer.shows_any("offer.html", SIMILAR),
            related: renderer.shows_any("case-study.html", RELATED),
            frame,
            gallery,
            whole,
            choices,
            numbers: numbers.done(),
            countries: countries.map(|group| (group.code, rings(group))).collect(),
        })
    }

    /// Of what everything is made with: program, settings, day, theme, vocabularies.
    pub fn frame(&self) -> Fingerprint {
        self.frame
    }

    /// What a file is made of.
    pub fn fingerprint(&self, work: &Work) -> Fingerprint {
        match work {
            Work::Page(page) => self.page(page),
            Work::Start | Work::NotFound => self.whole,
            Work::Data(file) => self.data(file),
            Work::Asset(name, bytes) => Fingerprinter::new("asset").part(name.as_bytes()).part(bytes).done(),
            Work::Favicon(bytes) => Fingerprinter::new("favicon").part(bytes).done(),
        }
    }

    fn page(&self, planned: &Planned) -> Fingerprint {
        let page = Fingerprinter::new("page").fingerprint(self.frame).part(planned.address.as_bytes());
        let page = page.part(self.social.common_picture(&planned.language).as_bytes());
        match &planned.page {
            Page::Offer(offer) => {
                let similar = if self.similar { self.related_offers.of_offer(offer) } else { Vec::new() };
                page.fingerprint(offer.fingerprint).fingerprints(similar.into_iter().map(|near| near.fingerprint)).done()
            }
            Page::CaseStudy(story) => {
                let study = &story.entry.value;
                let offer = study.offer.as_ref().and_then(|slug| self.site_index.offer(slug)).map(|offer| offer.fingerprint);
                let related = if self.related { self.related_offers.of_story(study) } else { Vec::new() };
                page.fingerprint(self.gallery)
                    .fingerprint(story.entry.fingerprint)
                    .fingerprints(offer)
                    .fingerprints(related.into_iter().map(|near| near.fingerprint))
                    .done()
            }
            Page::Offers(number) => {
                let offers = self.shown(&self.site_index.open, *number, |offer| offer.fingerprint);
                self.list(page, planned, 0).fingerprint(self.numbers).fingerprints(offers).done()
            }
            Page::OfferGroup(group, number) => {
                let page = self.list(page, planned, 0).fingerprints(self.shown(&group.offers, *number, |offer| offer.fingerprint));
                let country = self.countries.get(group.code).filter(|_| group.facet == Facet::Country);
                page.fingerprints(country.copied()).part(&group.offers.len().to_le_bytes()).done()
            }
            Page::CaseStudies(group, number) => {
                let page = self.list(page, planned, 1).fingerprint(self.gallery);
                match group {
                    Some(group) => page
                        .fingerprints(self.shown(&group.stories, *number, |story| story.entry.fingerprint))
                        .part(&group.stories.len().to_le_bytes()),
                    None => page
                        .fingerprints(self.shown(&self.site.case_studies, *number, |story| story.entry.fingerprint))
                        .part(&self.site.case_studies.len().to_le_bytes()),
                }
                .done()
            }
            Page::Embed(Some(group)) => page.fingerprint(first(group, embed::MOST_OFFERS)).done(),
            _ => page.fingerprint(self.whole).done(),
        }
    }

    /// What every page of a list has: what one can choose, and what the list says of itself.
    fn list(&self, page: Fingerprinter, planned: &Planned, of: usize) -> Fingerprinter {
        let choices = self.choices.get(&planned.language).map(|choices| choices[of]);
        page.fingerprints(choices).part(self.social.list_picture(planned).as_bytes())
    }

    /// The fingerprints of what stands on one page of a list.
    fn shown<T>(&self, all: &[T], number: usize, fingerprint: impl Fn(&T) -> Fingerprint) -> impl Iterator<Item = Fingerprint> {
        all.iter().skip(self.before(number)).take(self.site.settings.offers_per_page).map(fingerprint)
    }

    /// How many stand on the pages before.
    fn before(&self, number: usize) -> usize {
        number.saturating_sub(1) * self.site.settings.offers_per_page
    }

    fn data(&self, file: &DataFile) -> Fingerprint {
        let data = Fingerprinter::new("data").fingerprint(self.frame).part(file.name().as_bytes());
        match file {
            DataFile::Event(event) => data.fingerprint(event.entry.fingerprint).done(),
            DataFile::GroupFeed(_, group) if !group.offers.is_empty() => {
                data.fingerprint(first(group, feed::MOST_ENTRIES)).done()
            }
            _ => data.fingerprint(self.whole).done(),
        }
    }
}

/// What a list shows that has only the beginning of a group.
fn first(group: &OfferGroup, most: usize) -> Fingerprint {
    let fingerprinter = Fingerprinter::new("first").part(&group.offers.len().to_le_bytes());
    fingerprinter.fingerprints(group.offers.iter().take(most).map(|offer| offer.fingerprint)).done()
}

/// The regions of a country's offers, each with what decides its colour.
fn rings(group: &OfferGroup) -> Fingerprint {
    let mut regions = BTreeSet::new();
    let offers = group.offers.iter().map(|offer: &&Entry<Offer>| &offer.value);
    offers
        .filter(|offer| regions.insert(offer.host.region.as_str()))
        .fold(Fingerprinter::new("rings"), |rings, offer| {
            let activity = offer.activities.first().map_or("", |activity| activity.as_str());
            rings.part(offer.host.region.as_str().as_bytes()).part(activity.as_bytes())
        })
        .done()
}
