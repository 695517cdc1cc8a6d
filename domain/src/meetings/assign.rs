//! Who meets whom at an event: the pairs of requests and offers with the best total, no host beyond its capacity.
//!
//! A min-cost flow from requests to offers, solved by shortest augmenting paths with potentials (Jonker and Volgenant
//! 1987, for offers that take several): requests come one after the other, and each may move others where that is better
//! for all. Costs are whole numbers, so that the same scores give the same pairs on every machine.

use serde::Serialize;

/// A request that an offer suits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The request, by its place.
    pub request: usize,
    /// The offer, by its place.
    pub offer: usize,
    /// How well, from 0 to 1.
    pub score: f64,
}

/// What a round came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assignment {
    /// For each request its offer, if it has one.
    pub offers: Vec<Option<usize>>,
    /// For each request what it brings to the next round: nothing if it has an offer now, else more than before.
    pub bonuses: Vec<f64>,
}

/// Scores are counted in millionths.
const PARTS: f64 = 1_000_000.0;
const NEVER: i64 = i64::MAX / 4;

/// Gives each request at most one offer, and each offer at most as many requests as its capacity, so that the sum of the
/// scores, with the bonus of each request that gets an offer, is the largest there is. A request without an offer takes
/// `step` more to the next round.
pub fn assign(candidates: &[Candidate], capacities: &[u32], bonuses: &[f64], step: f64) -> Assignment {
    let mut flow = Flow::new(candidates, capacities, bonuses);
    for request in 0..bonuses.len() {
        flow.insert(request);
    }
    let offers: Vec<Option<usize>> =
        flow.columns.iter().map(|column| Some(*column).filter(|column| *column < capacities.len())).collect();
    let next = |(offer, bonus): (&Option<usize>, &f64)| if offer.is_some() { 0.0 } else { bonus + step };
    let bonuses = offers.iter().zip(bonuses).map(next).collect();
    Assignment { offers, bonuses }
}

/// Requests are rows, offers columns; the last column stands for no offer, and takes everybody.
struct Flow {
    costs: Vec<Vec<i64>>,
    capacities: Vec<usize>,
    /// The rows of each column.
    rows: Vec<Vec<usize>>,
    /// The column of each row.
    columns: Vec<usize>,
    row_potentials: Vec<i64>,
    column_potentials: Vec<i64>,
}

impl Flow {
    fn new(candidates: &[Candidate], capacities: &[u32], bonuses: &[f64]) -> Self {
        let none = capacities.len();
        let mut costs = vec![vec![NEVER; none + 1]; bonuses.len()];
        for row in &mut costs {
            row[none] = 0;
        }
        for candidate in candidates {
            let gain = ((candidate.score + bonuses[candidate.request]) * PARTS).round() as i64;
            costs[candidate.request][candidate.offer] = -gain;
        }
        let mut capacities: Vec<usize> = capacities.iter().map(|capacity| *capacity as usize).collect();
        capacities.push(bonuses.len());
        Self {
            rows: vec![Vec::new(); none + 1],
            columns: vec![none; bonuses.len()],
            row_potentials: vec![0; bonuses.len()],
            column_potentials: vec![0; none + 1],
            costs,
            capacities,
        }
    }

    /// Finds the cheapest way to make room for a row, and goes it.
    fn insert(&mut self, new: usize) {
        let width = self.capacities.len();
        let reduced = |flow: &Self, row: usize, column: usize| {
            flow.costs[row][column] - flow.row_potentials[row] - flow.column_potentials[column]
        };
        self.row_potentials[new] =
            (0..width).map(|column| self.costs[new][column] - self.column_potentials[column]).min().unwrap_or(0);
        let mut distances = vec![NEVER; width];
        // The row from which each column was reached.
        let mut from = vec![new; width];
        let mut done = vec![false; width];
        let mut reached: Vec<(usize, i64)> = vec![(new, 0)];
        let mut fresh = 0;
        let end = loop {
            for (row, distance) in &reached[fresh..] {
                for column in 0..width {
                    // A pair that can't be has a cost that no way leads over.
                    if done[column] || self.costs[*row][column] == NEVER {
                        continue;
                    }
                    let through = distance + reduced(self, *row, column);
                    if through < distances[column] {
                        distances[column] = through;
                        from[column] = *row;
                    }
                }
            }
            fresh = reached.len();
            // There is always the column of those without an offer.
            let nearest = (0..width).filter(|column| !done[*column]).min_by_key(|column| distances[*column]);
            let Some(nearest) = nearest else { return };
            if self.rows[nearest].len() < self.capacities[nearest] {
                break nearest;
            }
            done[nearest] = true;
            reached.extend(self.rows[nearest].iter().map(|row| (*row, distances[nearest])));
        };
        let shortest = distances[end];
        for (row, distance) in reached {
            self.row_potentials[row] += shortest - distance;
        }
        for column in (0..width).filter(|column| done[*column]) {
            self.column_potentials[column] -= shortest - distances[column];
        }
        let mut column = end;
        loop {
            let row = from[column];
            let before = self.columns[row];
            self.rows[column].push(row);
            self.columns[row] = column;
            if row == new {
                return;
            }
            self.rows[before].retain(|other| *other != row);
            column = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidate, assign};

    fn candidates(scores: &[(usize, usize, f64)]) -> Vec<Candidate> {
        scores.iter().map(|&(request, offer, score)| Candidate { request, offer, score }).collect()
    }

    #[test]
    fn one_gives_way_where_that_is_better_for_all() {
        let scores = candidates(&[(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.7)]);
        assert_eq!(assign(&scores, &[1, 1], &[0.0, 0.0], 0.1).offers, [Some(1), Some(0)]);
    }

    #[test]
    fn a_host_takes_as_many_as_it_can_and_no_more() {
        let scores = candidates(&[(0, 0, 0.9), (1, 0, 0.8), (2, 0, 0.7)]);
        assert_eq!(assign(&scores, &[2], &[0.0; 3], 0.1).offers, [Some(0), Some(0), None]);
        assert_eq!(assign(&scores, &[0], &[0.0; 3], 0.1).offers, [None, None, None]);
    }

    #[test]
    fn who_got_nothing_comes_first_the_next_time() {
        let scores = candidates(&[(0, 0, 0.60), (1, 0, 0.55)]);
        let first = assign(&scores, &[1], &[0.0, 0.0], 0.1);
        assert_eq!((first.offers, first.bonuses.clone()), (vec![Some(0), None], vec![0.0, 0.1]));
        let second = assign(&scores, &[1], &first.bonuses, 0.1);
        assert_eq!(second.offers, [None, Some(0)]);
    }
}
