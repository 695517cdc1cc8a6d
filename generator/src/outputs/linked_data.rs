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
//! - every page below it has its way from there as a `BreadcrumbList`.
//!
//! Demonstrations have none: whoever gathers such data from many sites would take them for real.

mod crumbs;
mod exchange;
mod open_data;
mod organisation;
mod writer;

use domain::text::messages::Messages;
use serde::Serialize;

use crate::plan::{Page, Planned};
use crate::theme::ThemeError;
use crate::view::LocalizedSite;
use content::model::site::Site;
use content::model::site::absolute;
use crumbs::BreadcrumbList;
use exchange::{Article, Event, Program};
use open_data::{DataCatalog, Dataset};
use organisation::{Agent, Organization};
use writer::{LICENCE, Writer};

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Thing<'a> {
    WebSite(WebSite<'a>),
    #[serde(rename = "EducationalOccupationalProgram")]
    Program(Program),
    Article(Article),
    Event(Event),
    BreadcrumbList(BreadcrumbList),
    DataCatalog(DataCatalog),
    Dataset(Box<Dataset>),
    /// It names its own type.
    #[serde(untagged)]
    Organization(Organization),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebSite<'a> {
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    url: String,
    in_language: &'a str,
    license: &'static str,
    publisher: Agent,
    #[serde(skip_serializing_if = "Option::is_none")]
    potential_action: Option<SearchAction>,
}

#[derive(Serialize)]
struct SearchAction {
    #[serde(rename = "@type")]
    kind: &'static str,
    target: EntryPoint,
    /// How search engines want to be told which part of the address is what one types.
    #[serde(rename = "query-input")]
    query_input: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EntryPoint {
    #[serde(rename = "@type")]
    kind: &'static str,
    url_template: String,
}

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
    graph.extend(writer.crumbs(&planned.page)?.map(Thing::BreadcrumbList));
    if graph.is_empty() {
        return Ok(None);
    }
    let document = Document { context: "https://schema.org", graph };
    // The JSON stands in a script element: without `<`, nothing in it can end or begin one.
    Ok(Some(serde_json::to_string(&document)?.replace('<', "\\u003c")))
}

impl<'a> Writer<'a> {
    fn things(&self, page: &Page) -> Result<Vec<Thing<'a>>, ThemeError> {
        let site = self.localized.site;
        Ok(match page {
            Page::Home => vec![Thing::WebSite(self.website()), Thing::Organization(self.secretariat())],
            Page::Offer(offer) => vec![Thing::Program(self.program(offer))],
            Page::CaseStudy(story) => vec![Thing::Article(self.article(story))],
            Page::Event(event) => vec![Thing::Event(self.event(event))],
            Page::Text(page) if page.entry.slug.as_str() == PARTNERS => {
                site.partners.iter().map(|partner| Thing::Organization(self.partner(&partner.value))).collect()
            }
            Page::OpenData => {
                let (catalogue, sets) = self.open_data()?;
                let sets = sets.into_iter().map(|set| Thing::Dataset(Box::new(set)));
                std::iter::once(Thing::DataCatalog(catalogue)).chain(sets).collect()
            }
            _ => Vec::new(),
        })
    }

    fn website(&self) -> WebSite<'a> {
        let site = self.localized.site;
        let home = absolute(site, &self.localized.addresses.page(""));
        WebSite {
            id: format!("{home}#website"),
            name: &site.settings.name,
            url: home,
            in_language: self.localized.language.as_str(),
            license: LICENCE,
            publisher: self.secretariat_agent(),
            potential_action: site.settings.search_words.then(|| SearchAction {
                kind: "SearchAction",
                target: EntryPoint {
                    kind: "EntryPoint",
                    url_template: format!(
                        "{}?q={{search_term_string}}",
                        absolute(site, &self.localized.addresses.page("search/"))
                    ),
                },
                query_input: "required name=search_term_string",
            }),
        }
    }
}

/// The page that names the partners.
const PARTNERS: &str = "partnership";
