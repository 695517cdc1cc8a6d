//! What a page says to programs that understand schema.org, as JSON-LD.
//!
//! The types, and why they fit:
//! - an offer is an `EducationalOccupationalProgram`: a provider, a length, a number of places, days between which it
//!   takes place, and what it takes to come. What can be asked for, and until when, is the `Offer` within it. (A
//!   `Course` would promise teaching, an `Event` a fixed day.)
//! - a case study is an `Article` about an exchange between organisations;
//! - an event is an `Event`, online or in person;
//! - the secretariat, hosts and partners are an `Organization`, those that teach an `EducationalOrganization`;
//! - the page on open data is a `DataCatalog` with its `Dataset`s;
//! - the home page is the `WebSite`, which can be searched;
//! - every page below it has a `BreadcrumbList`.
//!
//! Demonstrations have none: whoever gathers such data from many sites would take them for real.

mod crumbs;
mod exchange;
mod open_data;
mod organisation;
mod writer;

use domain::text::messages::Messages;

use crate::outputs::json::{Json, object};
use crate::plan::{Page, Planned};
use crate::theme::ThemeError;
use crate::view::LocalizedSite;
use content::model::site::Site;
use content::model::site::absolute;
use writer::{LICENCE, Writer};

/// The data of a page as the content of a script element, or nothing where a page says nothing.
pub fn of(
    site: &Site,
    planned: &Planned,
    localized: &LocalizedSite,
    messages: &Messages,
) -> Result<Option<String>, ThemeError> {
    if !planned.is_indexed() {
        return Ok(None);
    }
    let writer = Writer { localized, messages, address: absolute(site, &planned.address) };
    let mut graph = writer.things(&planned.page)?;
    graph.extend(writer.crumbs(&planned.page)?);
    if graph.is_empty() {
        return Ok(None);
    }
    let document = object! { "@context": "https://schema.org", "@graph": graph };
    // The JSON stands in a script element: without `<`, nothing in it can end or begin one.
    Ok(Some(serde_json::to_string(&document)?.replace('<', "\\u003c")))
}

impl Writer<'_> {
    fn things(&self, page: &Page) -> Result<Vec<Json>, ThemeError> {
        Ok(match page {
            Page::Home => vec![self.website(), self.secretariat()],
            Page::Offer(offer) => vec![self.program(offer)],
            Page::CaseStudy(story) => vec![self.article(story)],
            Page::Event(event) => vec![self.event(event)],
            Page::Text(page) if page.entry.slug.as_str() == PARTNERS => {
                self.localized.site.partners.iter().map(|partner| self.partner(&partner.value)).collect()
            }
            Page::OpenData => self.open_data()?,
            _ => Vec::new(),
        })
    }

    fn website(&self) -> Json {
        let site = self.localized.site;
        let home = absolute(site, &self.localized.addresses.page(""));
        let search = absolute(site, &self.localized.addresses.page("search/"));
        let search_action = object! {
            "@type": "SearchAction",
            "target": object! { "@type": "EntryPoint", "urlTemplate": format!("{search}?q={{search_term_string}}") },
            // How search engines want to be told which part of the address is what one types.
            "query-input": "required name=search_term_string",
        };
        object! {
            "@type": "WebSite",
            "@id": format!("{home}#website"),
            "name": site.settings.name.as_str(),
            "url": home,
            "inLanguage": self.localized.language.as_str(),
            "license": LICENCE,
            "publisher": self.secretariat_agent(),
            "potentialAction": site.settings.search_words.then_some(search_action),
        }
    }
}

/// The page that names the partners.
const PARTNERS: &str = "partnership";
