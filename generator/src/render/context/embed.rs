//! Offers to stand in another website's page.

use tera::Context;

use crate::plan::offer_groups::OfferGroup;
use crate::render::site_index::SiteIndex;
use crate::view::LocalizedSite;
use content::model::facet::Facet;

/// Offers in an embedded list: what one can look through beside something else.
pub(crate) const MOST_OFFERS: usize = 12;

/// Puts the most recently confirmed offers of a group, or of all, into a context.
pub(super) fn insert(
    context: &mut Context,
    site_index: &SiteIndex,
    localized: &LocalizedSite,
    group: Option<&OfferGroup>,
) {
    let (list, total, cards) = match group {
        Some(group) => {
            context.insert("facet", group.facet.code());
            context.insert("label", group.label.in_language(localized.language).0);
            let mut cards = localized.cards(group.offers.iter().take(MOST_OFFERS).copied());
            if group.facet == Facet::Activity {
                cards.iter_mut().for_each(|card| card.lead_with(group.code));
            }
            (localized.addresses.facet(group.facet, group.code), group.offers.len(), cards)
        }
        None => {
            let cards = localized.cards(site_index.open.iter().take(MOST_OFFERS).copied());
            (localized.addresses.page("offers/"), site_index.open.len(), cards)
        }
    };
    context.insert("demo_shown", &cards.iter().any(|card| card.demo));
    context.insert("offers", &cards);
    context.insert("total", &total);
    context.insert("list_address", &list);
}
