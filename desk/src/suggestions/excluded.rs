//! Hosts that this very request was introduced to before: listed apart, with what became of it, and not suggested again.

use domain::case::{Cause, Earlier};
use domain::matching::catalogue::Catalogue;
use domain::matching::inspect::InspectedOffer;
use domain::matching::query::MatchContext;
use domain::matching::rank::Ranking;
use serde_json::{Value, json};

use super::match_task::MatchTask;
use super::offer_presenter::OfferPresenter;
use web::clock::day_of;

/// Offers that are listed apart at most: those asked, and others of hosts that said no.
const MOST: usize = 10;

/// What earlier introductions of a request say of the offers of a catalogue.
pub(super) struct EarlierIntroductions<'a> {
    earlier: &'a [Earlier],
    catalogue: &'a Catalogue,
    /// The place of each offer that stands apart, with the introduction that says why: the last one.
    places: Vec<(usize, &'a Earlier)>,
}

impl<'a> EarlierIntroductions<'a> {
    pub(super) fn new(task: &'a MatchTask, catalogue: &'a Catalogue) -> Self {
        let earlier = task.earlier.as_slice();
        let place_of = |one: &Earlier| catalogue.find(one.introduced.introduction.offer.as_str());
        let mut places: Vec<(usize, &Earlier)> = Vec::new();
        for one in earlier.iter().rev() {
            let Some(asked) = place_of(one) else { continue };
            if !places.iter().any(|(known, _)| *known == asked) {
                places.push((asked, one));
            }
        }
        // A host that said no is not asked by another of its offers either, as if nothing had been.
        for one in earlier.iter().rev().filter(|one| one.cause == Cause::HostDeclined) {
            let Some(asked) = place_of(one) else { continue };
            let others = (0..catalogue.len()).filter(|other| catalogue.host(*other) == catalogue.host(asked));
            let others: Vec<usize> =
                others.filter(|other| !places.iter().any(|(known, _)| known == other)).take(MOST).collect();
            places.extend(others.into_iter().map(|other| (other, one)));
        }
        Self { earlier, catalogue, places }
    }

    /// The places of the offers that stand apart.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        self.places.iter().take(MOST).map(|(place, _)| *place)
    }

    /// Circumstances in which as many hosts are found as are shown once those apart are left out.
    pub(super) fn with_room<'c>(&self, matching: MatchContext<'c>) -> MatchContext<'c> {
        let (matches, near) = matching.most;
        let more = self.places.len();
        MatchContext { most: (matches + more, near + more), ..matching }
    }

    /// A ranking without the offers that stand apart, of so many matches and near misses.
    pub(super) fn without_excluded(&self, mut ranking: Ranking, most: (usize, usize)) -> Ranking {
        let is_apart = |slug: &str| {
            self.catalogue.find(slug).is_some_and(|place| self.places.iter().any(|(known, _)| *known == place))
        };
        ranking.matches.retain(|offer| !is_apart(&offer.offer));
        ranking.near_misses.retain(|miss| !is_apart(&miss.offer.offer));
        ranking.matches.truncate(most.0);
        ranking.near_misses.truncate(most.1);
        ranking
    }

    /// What became of the introduction by an offer, if it stands apart.
    pub(super) fn outcome(&self, presenter: &OfferPresenter, place: usize) -> Option<String> {
        let (_, earlier) = self.places.iter().find(|(known, _)| *known == place)?;
        let outcome = presenter.outcome(earlier);
        let asked = earlier.introduced.introduction.offer.as_str();
        if asked == self.catalogue.slug(place) {
            return Some(outcome);
        }
        let title = self.catalogue.find(asked).map_or_else(|| asked.to_owned(), |asked| presenter.title(asked));
        Some(presenter.words.format("apart-same-host", [("offer", title.into()), ("outcome", outcome.into())]))
    }

    /// The hosts apart, as the page shows them; of those that left the catalogue, what the introduction says.
    pub(super) fn views(&self, presenter: &OfferPresenter, inspected: &[InspectedOffer]) -> Vec<Value> {
        let known = self.places.iter().zip(inspected).map(|((place, earlier), inspected)| {
            let slug = self.catalogue.slug(*place);
            json!({
                "title": presenter.title(*place),
                "host": self.catalogue.host(*place),
                "href": presenter.context.offer_address(slug),
                // By what it is introduced again; nothing where the catalogue has it no more.
                "slug": slug,
                "outcome": self.outcome(presenter, *place).unwrap_or_default(),
                "explanation": earlier.explanation,
                "broken": presenter.broken(inspected),
            })
        });
        let has_left =
            |earlier: &&Earlier| self.catalogue.find(earlier.introduced.introduction.offer.as_str()).is_none();
        let gone = self.earlier.iter().rev().filter(has_left).map(|earlier| {
            let introduction = &earlier.introduced.introduction;
            let title = introduction.title.as_ref().map(|title| title.in_language(presenter.words.language()).0);
            json!({
                "title": title.unwrap_or(introduction.offer.as_str()),
                "host": introduction.host.organisation,
                "href": null,
                "slug": null,
                "outcome": presenter.outcome(earlier),
                "explanation": earlier.explanation,
                "broken": [],
            })
        });
        known.chain(gone).collect()
    }
}

impl OfferPresenter<'_> {
    /// When a host was asked, and what became of it.
    fn outcome(&self, earlier: &Earlier) -> String {
        let day = |moment| self.words.date(day_of(moment)).into();
        let values = [("asked", day(earlier.introduced.at)), ("day", day(earlier.ended))];
        self.words.format(&format!("apart-{}", earlier.cause.code()), values)
    }
}
