//! Lists of offers and of case studies, a page at a time.

use domain::case_study::CaseStudy;
use domain::offer::Offer;
use serde::Serialize;
use tera::Context;

use crate::address::numbered;
use crate::site::{Entry, Site, Written};
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

impl PageOfList {
    /// A page of a list of `total` entries; `list` is the address of its first page.
    fn new(site: &Site, total: usize, number: usize, list: &str) -> Self {
        let per_page = site.settings.offers_per_page;
        let of = total.div_ceil(per_page).max(1);
        let before = (number - 1) * per_page;
        Self {
            number,
            of,
            first: before + 1,
            last: total.min(before + per_page),
            total,
            previous: (number > 1).then(|| numbered(list, number - 1)),
            next: (number < of).then(|| numbered(list, number + 1)),
        }
    }

    /// Its entries of all.
    fn entries<'e, T>(&self, all: &'e [T]) -> &'e [T] {
        all.get(self.first - 1..self.last).unwrap_or_default()
    }
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
    let page = PageOfList::new(site, offers.len(), number, list);
    let cards: Vec<OfferCard> = lens.cards(page.entries(offers).iter().copied());
    context.insert("demo_shown", &cards.iter().any(|card| card.demo));
    context.insert("offers", &cards);
    context.insert("list", &page);
}

/// Puts one page of a list of case studies into a context; `list` is the address of its first.
pub(super) fn insert_stories(
    context: &mut Context,
    site: &Site,
    lens: &Lens,
    stories: &[&Written<CaseStudy>],
    number: usize,
    list: &str,
) {
    let page = PageOfList::new(site, stories.len(), number, list);
    let cards: Vec<_> = page.entries(stories).iter().map(|story| lens.story_card(story)).collect();
    context.insert("stories", &cards);
    context.insert("list", &page);
}
