//! What the pages of one build are rendered from.

use crate::images::social::Social;
use crate::plan::Planned;
use crate::plan::offer_groups::OfferGroup;
use crate::render::Renderer;
use crate::render::site_index::SiteIndex;
use crate::theme::{Theme, ThemeError};
use crate::view::filters::FilterIndex;
use crate::view::related::RelatedOffers;
use content::model::site::Site;

/// The offers that are like another, as values and as lines.
pub const SIMILAR: [&str; 2] = ["similar", "similar_rows"];
/// The offers on the subject of a story, likewise.
pub const RELATED: [&str; 2] = ["related", "related_rows"];

/// The site, its plan and its theme, with everything that many pages look up.
pub struct BuildContext<'s> {
    pub site: &'s Site,
    pub offer_groups: &'s [OfferGroup<'s>],
    pub pages: &'s [Planned<'s>],
    pub theme: &'s Theme,
    pub renderer: &'s Renderer,
    pub filter_index: FilterIndex,
    pub related_offers: RelatedOffers<'s>,
    pub site_index: SiteIndex<'s>,
    /// What pages say of themselves where they are shared.
    pub social: Social<'s>,
}

impl<'s> BuildContext<'s> {
    /// Makes the indexes, in parallel.
    pub fn new(
        site: &'s Site,
        offer_groups: &'s [OfferGroup<'s>],
        pages: &'s [Planned<'s>],
        theme: &'s Theme,
        renderer: &'s Renderer,
    ) -> Result<Self, ThemeError> {
        let shows_related = renderer.shows_any("offer.html", SIMILAR) || renderer.shows_any("case-study.html", RELATED);
        let (filter_index, (related_offers, (social, site_index))) = rayon::join(
            || FilterIndex::new(site),
            || {
                rayon::join(
                    || RelatedOffers::new(site, shows_related),
                    || (Social::new(site, theme, pages), SiteIndex::new(site, offer_groups)),
                )
            },
        );
        let social = social?;
        Ok(Self { site, offer_groups, pages, theme, renderer, filter_index, related_offers, site_index, social })
    }
}
