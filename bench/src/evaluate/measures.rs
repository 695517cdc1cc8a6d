//! How good an order of offers is, where people said how well each suits: 3 ideal, 2 good, 1 acceptable, 0 not at all.

/// Normalised discounted cumulative gain of the first `depth` (Järvelin and Kekäläinen 2002), with gains of 2^grade − 1: 1 if
/// no order could be better. `grades` are those of the offers in their order, `all` those of all that suit.
pub fn ndcg(grades: &[u32], all: &[u32], depth: usize) -> f64 {
    let gain = |grades: &[u32]| -> f64 {
        let discounted =
            |(place, grade): (usize, &u32)| (2_f64.powf(f64::from(*grade)) - 1.0) / (place as f64 + 2.0).log2();
        grades.iter().take(depth).enumerate().map(discounted).sum()
    };
    let mut best = all.to_vec();
    best.sort_unstable_by(|one, other| other.cmp(one));
    let most = gain(&best);
    if most > 0.0 { gain(grades) / most } else { 1.0 }
}

/// How many of the first `depth` suit, as a share of how many could: of all that suit, or of `depth` if there are more.
pub fn recall(grades: &[u32], all: &[u32], depth: usize) -> f64 {
    let suit = |grades: &[u32]| grades.iter().filter(|grade| **grade > 0).count();
    let most = suit(all).min(depth);
    if most == 0 { 1.0 } else { suit(&grades[..depth.min(grades.len())]) as f64 / most as f64 }
}

/// One divided by the place of the first that suits, from 1; 0 if none does.
pub fn reciprocal_rank(grades: &[u32]) -> f64 {
    grades.iter().position(|grade| *grade > 0).map_or(0.0, |place| 1.0 / (place as f64 + 1.0))
}

#[cfg(test)]
mod tests {
    use super::{ndcg, recall, reciprocal_rank};

    #[test]
    fn the_best_order_has_the_full_gain_and_others_less() {
        assert_eq!(ndcg(&[3, 2, 0], &[2, 3], 5), 1.0);
        let swapped = ndcg(&[2, 3], &[3, 2], 5);
        // (3 + 7 / log2 3) / (7 + 3 / log2 3)
        assert!((swapped - 0.834).abs() < 0.001, "{swapped}");
        assert_eq!(ndcg(&[0, 0, 0, 0, 0, 3], &[3], 5), 0.0);
    }

    #[test]
    fn recall_asks_for_no_more_than_there_is_room_for() {
        assert_eq!(recall(&[1, 2, 3, 1], &[1, 2, 3, 1], 3), 1.0);
        assert_eq!(recall(&[0, 2], &[2, 1], 3), 0.5);
        assert_eq!(recall(&[], &[2], 3), 0.0);
    }

    #[test]
    fn the_first_that_suits_decides() {
        assert_eq!(reciprocal_rank(&[0, 1, 3]), 0.5);
        assert_eq!(reciprocal_rank(&[0]), 0.0);
    }
}
