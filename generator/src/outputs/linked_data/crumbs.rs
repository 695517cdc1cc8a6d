//! The breadcrumbs of a page: the same steps as the page shows.

use super::writer::Writer;
use crate::outputs::json::{Json, object};
use crate::plan::Page;
use crate::theme::ThemeError;
use content::model::facet::Facet;
use content::model::site::{absolute, search_name};

impl Writer<'_> {
    /// Returns the breadcrumbs of a page; the home page needs none.
    pub(super) fn crumbs(&self, page: &Page) -> Result<Option<Json>, ThemeError> {
        let Some(name) = self.name(page)? else { return Ok(None) };
        let mut steps = vec![(self.messages.text("home")?, self.localized.addresses.page(""))];
        steps.extend(self.between(page)?);
        let above = steps.into_iter().map(|(name, address)| (name, absolute(self.localized.site, &address)));
        let items: Vec<Json> = above
            .chain([(name, self.address.clone())])
            .zip(1_usize..)
            .map(|((name, item), position)| {
                object! { "@type": "ListItem", "position": position, "name": name, "item": item }
            })
            .collect();
        Ok(Some(object! { "@type": "BreadcrumbList", "itemListElement": items }))
    }

    /// What the last step is called; pages that are not part of the tree have no name.
    fn name(&self, page: &Page) -> Result<Option<String>, ThemeError> {
        let key = match page {
            Page::Offers(_) => "nav-offers",
            Page::CaseStudies(None, _) => "nav-stories",
            Page::CaseStudies(Some(group), _) => return Ok(Some(self.words(group.label))),
            Page::Events => "events-title",
            Page::Promoters => "nav-promoters",
            Page::GoodPractice => "nav-good-practice",
            Page::Map => "nav-map",
            Page::Monitoring => "nav-monitoring",
            Page::Search => search_name(self.localized.site),
            Page::OpenData => "open-data-title",
            Page::Form(form) => return Ok(Some(self.messages.text(&format!("form-{}-title", form.code()))?)),
            Page::OfferGroup(group, _) => return Ok(Some(self.words(group.label))),
            Page::Offer(offer) => return Ok(Some(self.words(&offer.value.title))),
            Page::CaseStudy(story) => return Ok(Some(self.words(&story.entry.value.title))),
            Page::Event(event) => return Ok(Some(self.words(&event.entry.value.title))),
            Page::Text(page) => return Ok(Some(page.entry.value.title.clone())),
            Page::Home | Page::ThankYou | Page::NotAccepted | Page::Embed(_) | Page::NotFound => return Ok(None),
        };
        Ok(Some(self.messages.text(key)?))
    }

    /// The steps between home and the page, each with its address.
    fn between(&self, page: &Page) -> Result<Vec<(String, String)>, ThemeError> {
        let addresses = &self.localized.addresses;
        let list = |key: &str, rest: &str| Ok::<_, ThemeError>((self.messages.text(key)?, addresses.page(rest)));
        Ok(match page {
            Page::OfferGroup(..) | Page::Map => vec![list("nav-offers", "offers/")?],
            Page::Offer(offer) => {
                let region = self.localized.region(&offer.value.host.region);
                let country = region.and_then(|region| {
                    let address = self.localized.listed(Facet::Country, region.country.as_str())?;
                    Some((self.localized.label(&region.country).label.to_owned(), address))
                });
                std::iter::once(list("nav-offers", "offers/")?).chain(country).collect()
            }
            Page::CaseStudies(Some(_), _) | Page::CaseStudy(_) | Page::GoodPractice => {
                vec![list("nav-stories", "case-studies/")?]
            }
            Page::Event(_) => vec![list("events-title", "events/")?],
            _ => Vec::new(),
        })
    }
}
