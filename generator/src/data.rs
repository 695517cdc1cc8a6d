//! The files that machines read: open data, the function's artefacts, feeds, calendar, sitemap.

mod calendar;
mod feed;
mod sitemap;
mod tables;

use std::collections::BTreeSet;

use domain::case_study::CaseStudy;
use domain::offer::Offer;
use serde::Serialize;

pub use calendar::events;
pub use feed::feed;
pub use sitemap::{robots, sitemap};
pub use tables::{case_study_table, offer_table};

use crate::address::Addresses;
use crate::context::absolute;
use crate::site::{Entry, Site};

/// The version of the published data: it changes when a reader of an older one would go wrong.
const DATA_VERSION: u32 = 1;

/// Files of all languages, relative to the output folder, that are neither pages nor the theme's nor pictures.
pub fn names(site: &Site) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = [
        "data/case-studies.csv",
        "data/case-studies.json",
        "data/offers.csv",
        "data/offers.json",
        "data/site.json",
        "data/vocabulary.json",
        "events.ics",
        "robots.txt",
        "sitemap.xml",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    names.extend(site.settings.languages.iter().map(|language| format!("{language}/feed.xml")));
    names
}

#[derive(Serialize)]
struct Published<'s, T: Serialize> {
    slug: &'s str,
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<bool>,
    #[serde(flatten)]
    value: &'s T,
}

#[derive(Serialize)]
struct Offers<'s> {
    version: u32,
    licence: &'static str,
    offers: Vec<Published<'s, Offer>>,
}

#[derive(Serialize)]
struct CaseStudies<'s> {
    version: u32,
    licence: &'static str,
    case_studies: Vec<Published<'s, CaseStudy>>,
}

#[derive(Serialize)]
struct About<'s> {
    version: u32,
    name: &'s str,
    base_url: &'s str,
    languages: &'s [domain::text::LanguageTag],
}

/// Content is published under this licence (SPDX).
const LICENCE: &str = "CC-BY-4.0";

/// `data/offers.json`: all offers, with whether each is open on the day of the build.
pub fn offers(site: &Site) -> serde_json::Result<Vec<u8>> {
    let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
    let published = |entry: &'_ Entry<Offer>| absolute(site, &addresses.offer(entry.slug.as_str()));
    let offers = site
        .offers
        .iter()
        .map(|entry| Published {
            slug: entry.slug.as_str(),
            address: published(entry),
            open: Some(entry.value.is_open(site.today)),
            value: &entry.value,
        })
        .collect();
    json(&Offers { version: DATA_VERSION, licence: LICENCE, offers })
}

/// `data/case-studies.json`: all case studies.
pub fn case_studies(site: &Site) -> serde_json::Result<Vec<u8>> {
    let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
    let case_studies = site
        .case_studies
        .iter()
        .map(|story| Published {
            slug: story.entry.slug.as_str(),
            address: absolute(site, &addresses.case_study(story.entry.slug.as_str())),
            open: None,
            value: &story.entry.value,
        })
        .collect();
    json(&CaseStudies { version: DATA_VERSION, licence: LICENCE, case_studies })
}

/// `data/vocabulary.json`: all codes with their labels. The function checks requests against it.
pub fn vocabulary(site: &Site) -> serde_json::Result<Vec<u8>> {
    json(&site.vocabulary)
}

/// `data/site.json`: what the function needs to know of the site.
pub fn about(site: &Site) -> serde_json::Result<Vec<u8>> {
    let settings = &site.settings;
    json(&About {
        version: DATA_VERSION,
        name: &settings.name,
        base_url: &settings.base_url,
        languages: &settings.languages,
    })
}

fn json(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
