//! Lists of offers and of case studies, a page at a time.

use domain::content::case_study::CaseStudy;
use domain::content::offer::Offer;
use tera::{Context, Value};

use crate::plan::offer_groups::OfferGroup;
use crate::render::build_context::BuildContext;
use crate::theme::ThemeError;
use crate::view::LocalizedSite;
use crate::view::filters::Scope;
use crate::view::page::PageOfList;
use content::model::facet::Facet;
use content::model::site::{Entry, Site, Written};

/// Puts one page of a list of offers into a context; `list` is the address of its first.
pub(super) fn insert_list<'s>(
    context: &mut Context,
    build: &BuildContext<'s>,
    localized: &LocalizedSite<'s>,
    template: &str,
    offers: &[&'s Entry<Offer>],
    number: usize,
    list: &str,
) -> Result<(), ThemeError> {
    let page = PageOfList::new(build.site, offers.len(), number, list);
    let shown = page.entries(offers);
    context.insert("demo_shown", &shown.iter().any(|offer| offer.value.demo));
    context.insert("list", &page);
    insert_offers(context, build, localized, template, ["offers", "rows"], shown)
}

/// Puts the lines of a page of the offers of one kind of exchange into a context, if the template shows them: this kind comes
/// first in each.
pub(super) fn insert_rows_of_activity<'s>(
    context: &mut Context,
    build: &BuildContext<'s>,
    localized: &LocalizedSite<'s>,
    template: &str,
    group: &OfferGroup<'s>,
    number: usize,
) -> Result<(), ThemeError> {
    let BuildContext { site, renderer, site_index, .. } = build;
    if renderer.shows(template, "rows") {
        let page = PageOfList::new(site, group.offers.len(), number, "");
        let rows =
            site_index.fragments.rows_of_activity(localized, renderer, page.entries(&group.offers), group.code)?;
        context.insert_value("rows", Value::from(rows));
    }
    Ok(())
}

/// Puts offers into a context: as values under the first name, as finished lines under the second, whichever the
/// template shows. Lines are made once for all pages.
pub(super) fn insert_offers<'s>(
    context: &mut Context,
    build: &BuildContext<'s>,
    localized: &LocalizedSite<'s>,
    template: &str,
    [values, rows]: [&'static str; 2],
    offers: &[&'s Entry<Offer>],
) -> Result<(), ThemeError> {
    let BuildContext { renderer, site_index, .. } = build;
    if renderer.shows(template, values) {
        context.insert(values, &localized.cards(offers.iter().copied()));
    }
    if renderer.shows(template, rows) {
        context.insert_value(rows, Value::from(site_index.fragments.rows(localized, renderer, offers)?));
    }
    context.insert_value("strip", site_index.strip.clone());
    Ok(())
}

/// Puts the filters of a page into a context: as values, and as finished HTML if the template shows that. `page` is the
/// choice that the page itself is.
pub(super) fn insert_filters<'s>(
    context: &mut Context,
    build: &BuildContext<'s>,
    localized: &LocalizedSite<'s>,
    template: &str,
    scope: Scope,
    page: Option<(Facet, &str)>,
) -> Result<(), ThemeError> {
    let BuildContext { renderer, site_index, filter_index, .. } = build;
    context.insert_value("filters", filter_index.choices(localized.language, scope));
    if renderer.shows(template, "filter_lists") {
        let lists = site_index.fragments.filters(localized, renderer, filter_index, scope, page)?;
        context.insert_value("filter_lists", Value::from(lists));
    }
    Ok(())
}

/// Puts one page of a list of case studies into a context; `list` is the address of its first.
pub(super) fn insert_stories(
    context: &mut Context,
    site: &Site,
    localized: &LocalizedSite,
    stories: &[&Written<CaseStudy>],
    number: usize,
    list: &str,
) {
    let page = PageOfList::new(site, stories.len(), number, list);
    let cards: Vec<_> = page.entries(stories).iter().map(|story| localized.story_card(story)).collect();
    context.insert("stories", &cards);
    context.insert("list", &page);
}
