//! Which pages the site has, before any is made. Links are checked against it, and the sitemap is written from it.

pub mod offer_groups;
pub mod story_groups;

use std::collections::BTreeMap;

use domain::content::case_study::CaseStudy;
use domain::content::event::Event;
use domain::content::offer::Offer;
use domain::content::page::Page as TextPage;
use domain::request::Form;
use domain::text::LanguageTag;
use domain::validate::ErrorKind;

use crate::plan::offer_groups::OfferGroup;
use crate::plan::story_groups::StoryGroup;
use content::model::address::{Addresses, numbered};
use content::model::facet::Facet;
use content::model::site::{Entry, Site, Written};
use markup::{LocatedProblem, Position};

/// What a page shows.
pub enum Page<'s> {
    /// The home page of a language.
    Home,
    /// A page of all open offers, by number from 1.
    Offers(usize),
    /// A page of the offers that share something.
    OfferGroup(&'s OfferGroup<'s>, usize),
    Offer(&'s Entry<Offer>),
    /// A page of all case studies, or of those that share something.
    CaseStudies(Option<&'s StoryGroup<'s>>, usize),
    CaseStudy(&'s Written<CaseStudy>),
    Form(Form),
    /// What a form's sender sees: the function fills in the reference.
    ThankYou,
    /// What a sender sees whose request could not even be read.
    NotAccepted,
    Text(&'s Written<TextPage>),
    Events,
    Event(&'s Written<Event>),
    Promoters,
    /// Where there are offers.
    Map,
    Monitoring,
    /// The lessons of all case studies.
    GoodPractice,
    /// Everything there is, by what it has in common.
    Search,
    /// The data, and how to use them.
    OpenData,
    /// Some offers, to stand in another website's page: those that share something, or all.
    Embed(Option<&'s OfferGroup<'s>>),
    /// Nothing lives at this address.
    NotFound,
}

pub struct Planned<'s> {
    pub language: LanguageTag,
    /// Its address from the root of the host.
    pub address: String,
    /// What it shows.
    pub page: Page<'s>,
    /// The content file it was made for, where it is one file's.
    pub source: Option<&'s str>,
}

impl Planned<'_> {
    /// Whether it is a page to come back to and to share.
    pub fn is_listed(&self) -> bool {
        !matches!(self.page, Page::ThankYou | Page::NotAccepted | Page::Embed(_) | Page::NotFound)
    }

    /// Whether its text is a file's, so that its headings are known before it is made.
    pub fn is_text(&self) -> bool {
        matches!(self.page, Page::Text(_) | Page::CaseStudy(_) | Page::Event(_))
    }

    /// Whether search engines should list it. A demonstration would look like a real offer or event there.
    pub fn is_indexed(&self) -> bool {
        self.is_listed() && !self.is_demonstration()
    }

    /// Whether it shows an invented offer or event.
    fn is_demonstration(&self) -> bool {
        match &self.page {
            Page::Offer(offer) => offer.value.demo,
            Page::Event(event) => event.entry.value.demo,
            _ => false,
        }
    }
}

/// All pages of all languages.
pub fn plan<'s>(
    site: &'s Site,
    offer_groups: &'s [OfferGroup<'s>],
    story_groups: &'s [StoryGroup<'s>],
) -> Vec<Planned<'s>> {
    let languages = site.settings.languages.iter();
    languages.flat_map(|language| plan_language(site, offer_groups, story_groups, language)).collect()
}

fn plan_language<'s>(
    site: &'s Site,
    offer_groups: &'s [OfferGroup<'s>],
    story_groups: &'s [StoryGroup<'s>],
    language: &LanguageTag,
) -> Vec<Planned<'s>> {
    let addresses = Addresses::new(site.settings.base_path(), language);
    let mut pages: Vec<Planned> = Vec::new();
    let mut add = |address: String, page: Page<'s>, source: Option<&'s str>| {
        pages.push(Planned { language: language.clone(), address, page, source });
    };

    add(addresses.page(""), Page::Home, None);
    let list = addresses.page("offers/");
    for number in 1..=pages_of(site.open_offers().count(), site.settings.offers_per_page) {
        add(numbered(&list, number), Page::Offers(number), None);
    }
    for group in offer_groups.iter().filter(|group| site.settings.has_pages(group.facet)) {
        let list = addresses.facet(group.facet, group.code);
        for number in 1..=pages_of(group.offers.len(), site.settings.offers_per_page) {
            add(numbered(&list, number), Page::OfferGroup(group, number), None);
        }
    }
    let list = addresses.page("case-studies/");
    for number in 1..=pages_of(site.case_studies.len(), site.settings.offers_per_page) {
        add(numbered(&list, number), Page::CaseStudies(None, number), None);
    }
    for group in story_groups.iter().filter(|group| site.settings.has_pages(group.facet)) {
        let list = addresses.story_facet(group.facet, group.code);
        for number in 1..=pages_of(group.stories.len(), site.settings.offers_per_page) {
            add(numbered(&list, number), Page::CaseStudies(Some(group), number), None);
        }
    }
    if site.settings.embeds {
        add(addresses.embed(None), Page::Embed(None), None);
    }
    for group in offer_groups.iter().filter(|group| has_embed(site, group)) {
        add(addresses.embed(Some((group.facet, group.code))), Page::Embed(Some(group)), None);
    }
    for form in Form::ALL {
        add(addresses.form(form), Page::Form(form), None);
    }
    for (rest, page) in [
        ("thank-you/", Page::ThankYou),
        ("not-accepted/", Page::NotAccepted),
        ("events/", Page::Events),
        ("promoters/", Page::Promoters),
        ("map/", Page::Map),
        ("monitoring/", Page::Monitoring),
        ("good-practice/", Page::GoodPractice),
        ("search/", Page::Search),
        ("open-data/", Page::OpenData),
        ("404/", Page::NotFound),
    ] {
        add(addresses.page(rest), page, None);
    }
    for offer in &site.offers {
        add(addresses.offer(offer.slug.as_str()), Page::Offer(offer), Some(&offer.path));
    }
    for story in &site.case_studies {
        let entry = &story.entry;
        add(addresses.case_study(entry.slug.as_str()), Page::CaseStudy(story), Some(&entry.path));
    }
    for event in &site.events {
        let entry = &event.entry;
        add(addresses.event(entry.slug.as_str()), Page::Event(event), Some(&entry.path));
    }
    for (slug, languages) in &site.pages {
        let translation = languages.get(language).or_else(|| languages.get(site.settings.default_language()));
        if let Some(page) = translation.or_else(|| languages.values().next()) {
            add(addresses.page(&format!("{slug}/")), Page::Text(page), Some(&page.entry.path));
        }
    }
    pages
}

/// Whether the offers of a group can stand in another website's page, from where one is led to the page of the group.
/// Who looks for an audience does so here.
pub fn has_embed(site: &Site, group: &OfferGroup) -> bool {
    let settings = &site.settings;
    let is_shown = settings.embeds && settings.has_pages(group.facet);
    is_shown && group.facet != Facet::Audience && !group.offers.is_empty()
}

/// Pages of a list; an empty list has one page too, which says so.
fn pages_of(entries: usize, per_page: usize) -> usize {
    entries.div_ceil(per_page).max(1)
}

/// Notes every content file whose address another page has already.
pub fn check_addresses(pages: &[Planned]) -> Vec<LocatedProblem> {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for page in pages {
        let source = page.source.unwrap_or("a page that every site has");
        if let Some(other) = taken.insert(&page.address, source)
            && let Some(path) = page.source
        {
            let kind = ErrorKind::DuplicateSlug { slug: page.address.clone(), other: other.to_owned() };
            problems.push(LocatedProblem::of_text(path, Position::START, kind));
        }
    }
    problems.sort();
    problems.dedup();
    problems
}
