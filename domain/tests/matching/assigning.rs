//! Events: nobody does better than the pairs found, and everybody can be where the plan wants them.

use std::collections::HashSet;

use domain::meetings::assign::{Candidate, assign};
use domain::meetings::schedule::schedule;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, proptest};

/// Scores of four requests for four offers, some missing, in hundredths so that sums are exact enough to compare.
fn scores() -> impl Strategy<Value = Vec<Candidate>> {
    proptest::collection::vec(proptest::option::weighted(0.7, 0_u8..=100), 16).prop_map(|cells| {
        let scored = cells.into_iter().enumerate().filter_map(|(cell, score)| {
            score.map(|score| Candidate { request: cell / 4, offer: cell % 4, score: f64::from(score) / 100.0 })
        });
        scored.collect()
    })
}

fn total(candidates: &[Candidate], offers: &[Option<usize>], bonuses: &[f64]) -> f64 {
    let gain = |(request, offer): (usize, &Option<usize>)| {
        let offer = (*offer)?;
        let found = candidates.iter().find(|one| one.request == request && one.offer == offer)?;
        Some(found.score + bonuses[request])
    };
    offers.iter().enumerate().filter_map(gain).sum()
}

/// The best total by trying everything.
fn best(candidates: &[Candidate], capacities: &[u32], bonuses: &[f64], chosen: &mut Vec<Option<usize>>) -> f64 {
    if chosen.len() == bonuses.len() {
        return total(candidates, chosen, bonuses);
    }
    let request = chosen.len();
    let mut most = f64::MIN;
    let own = candidates.iter().filter(|one| one.request == request).map(|one| Some(one.offer));
    for offer in own.chain([None]) {
        let taken = chosen.iter().filter(|other| offer.is_some() && **other == offer).count();
        if offer.is_none_or(|offer| taken < capacities[offer] as usize) {
            chosen.push(offer);
            most = most.max(best(candidates, capacities, bonuses, chosen));
            chosen.pop();
        }
    }
    most
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_assignment_is_better_and_no_host_has_too_many(
        candidates in scores(),
        capacities in proptest::collection::vec(0_u32..3, 4),
        bonuses in proptest::collection::vec(0_u8..30, 4),
    ) {
        let bonuses: Vec<f64> = bonuses.into_iter().map(|bonus| f64::from(bonus) / 100.0).collect();
        let found = assign(&candidates, &capacities, &bonuses, 0.1);
        for (offer, capacity) in capacities.iter().enumerate() {
            prop_assert!(found.offers.iter().filter(|own| **own == Some(offer)).count() <= *capacity as usize);
        }
        for (request, offer) in found.offers.iter().enumerate() {
            let fits = |offer| candidates.iter().any(|one| one.request == request && one.offer == offer);
            prop_assert!(offer.is_none_or(fits), "only where a candidate was");
            prop_assert_eq!(found.bonuses[request], if offer.is_some() { 0.0 } else { bonuses[request] + 0.1 });
        }
        let reached = total(&candidates, &found.offers, &bonuses);
        let possible = best(&candidates, &capacities, &bonuses, &mut Vec::new());
        prop_assert!((reached - possible).abs() < 1e-5, "{} instead of {}", reached, possible);
    }

    #[test]
    fn nobody_is_in_two_places_and_whatever_can_be_held_is_held(
        pairs in proptest::collection::vec((0_usize..6, 0_usize..6), 0..30),
        spare in 0_usize..2,
        rooms in 1_usize..5,
        twice in any::<bool>(),
    ) {
        let meetings: Vec<(usize, usize)> = if twice {
            pairs
        } else {
            pairs.into_iter().collect::<HashSet<_>>().into_iter().collect()
        };
        let count = |of: fn(&(usize, usize)) -> usize, who: usize| meetings.iter().filter(|own| of(own) == who).count();
        let busiest = (0..6).map(|who| count(|own| own.0, who).max(count(|own| own.1, who))).max().unwrap_or(0);
        let needed = busiest.max(meetings.len().div_ceil(rooms));
        let plan = schedule(&meetings, needed + spare, rooms);
        prop_assert!(plan.left_out.is_empty());
        prop_assert_eq!(plan.placed.len(), meetings.len());
        let mut seen = HashSet::new();
        for placed in &plan.placed {
            let (guest, host) = meetings[placed.meeting];
            prop_assert!(placed.slot < needed && placed.room < rooms);
            prop_assert!(seen.insert(("room", placed.slot, placed.room)), "a room twice: {:?}", plan);
            prop_assert!(seen.insert(("guest", placed.slot, guest)), "a guest twice: {:?}", plan);
            prop_assert!(seen.insert(("host", placed.slot, host)), "a host twice: {:?}", plan);
        }
        // With fewer slots than needed something is left out, and nothing else goes wrong.
        if needed > 0 {
            let short = schedule(&meetings, needed - 1, rooms);
            prop_assert!(!short.left_out.is_empty());
            prop_assert_eq!(short.placed.len() + short.left_out.len(), meetings.len());
        }
    }
}
