//! Lists of offers, a page at a time.

use domain::offer::Offer;
use serde::Serialize;
use tera::Context;

use crate::address::numbered;
use crate::site::{Entry, Site};
use crate::view::{Lens, OfferCard};

/// A page of a list.
#[derive(Debug, Serialize)]
struct PageOfList {
    number: usize,
    of: usize,
    first: usize,
    last: usize,
    total: usize,
    previous: Option<String>,
    next: Option<String>,
}

/// Puts one page of a list of offers into a context; `list` is the address of its first.
pub(super) fn insert_list(
    context: &mut Context,
    site: &Site,
    lens: &Lens,
    offers: &[&Entry<Offer>],
    number: usize,
    list: &str,
) {
    let per_page = site.settings.offers_per_page;
    let of = offers.len().div_ceil(per_page).max(1);
    let first = (number - 1) * per_page;
    let cards: Vec<OfferCard> = lens.cards(offers.iter().skip(first).take(per_page).copied());
    context.insert("demo_shown", &cards.iter().any(|card| card.demo));
    context.insert("offers", &cards);
    let page = PageOfList {
        number,
        of,
        first: first + 1,
        last: first + cards.len(),
        total: offers.len(),
        previous: (number > 1).then(|| numbered(list, number - 1)),
        next: (number < of).then(|| numbered(list, number + 1)),
    };
    context.insert("list", &page);
}
