//! Offers to stand in another website's page.

use tera::Context;

use crate::model::facet::Facet;
use crate::plan::offer_groups::Shelf;
use crate::render::site_index::Overview;
use crate::view::LocalizedSite;

/// Offers in an embedded list: what one can look through beside something else.
pub(crate) const MOST_OFFERS: usize = 12;

/// Puts the most recently confirmed offers of a shelf, or of all, into a context.
pub(super) fn insert(context: &mut Context, overview: &Overview, localized: &LocalizedSite, shelf: Option<&Shelf>) {
    let (list, total, cards) = match shelf {
        Some(shelf) => {
            context.insert("facet", shelf.facet.code());
            context.insert("label", shelf.label.in_language(localized.language).0);
            let mut cards = localized.cards(shelf.offers.iter().take(MOST_OFFERS).copied());
            if shelf.facet == Facet::Activity {
                cards.iter_mut().for_each(|card| card.lead_with(shelf.code));
            }
            (localized.addresses.facet(shelf.facet, shelf.code), shelf.offers.len(), cards)
        }
        None => {
            let cards = localized.cards(overview.open.iter().take(MOST_OFFERS).copied());
            (localized.addresses.page("offers/"), overview.open.len(), cards)
        }
    };
    context.insert("demo_shown", &cards.iter().any(|card| card.demo));
    context.insert("offers", &cards);
    context.insert("total", &total);
    context.insert("list_address", &list);
}
