//! How near two sets of codes are to each other, from 0 (nothing in common) to 1 (the same).

/// Two narrow fields of one broad field of ISCED-F: a welder and a electrician understand each other's workshop.
const SAME_BROAD_FIELD: f64 = 0.5;
/// A field and one within it: what was said broadly may mean exactly this.
const FIELD_WITHIN_FIELD: f64 = 0.75;

/// How much of an answer is that what was asked is there; the rest is that little else is.
const REACHED: f64 = 0.9;

/// Digits of the code of a broad field of ISCED-F 2013 (UNESCO Institute for Statistics); a narrow field has one more, a detailed
/// one two.
pub(super) const BROAD: usize = 2;
/// Digits of the code of a narrow field.
pub(super) const NARROW: usize = 3;

/// How near two fields of ISCED-F are in its tree, by their codes.
pub fn sector(one: &str, other: &str) -> f64 {
    let within = one.starts_with(other) || other.starts_with(one);
    field(one == other, within, one.get(..BROAD) == other.get(..BROAD))
}

/// How near two fields are: whether they are one, whether one is within the other, whether their broad field is one.
pub fn field(same: bool, within: bool, same_broad: bool) -> f64 {
    if same {
        1.0
    } else if !same_broad {
        0.0
    } else if within {
        FIELD_WITHIN_FIELD
    } else {
        SAME_BROAD_FIELD
    }
}

/// The mean, over the members of both sets, of how near each comes to its nearest on the other side.
/// 0 if one of them is empty.
pub fn mutual<T>(one: &[T], other: &[T], near: impl Fn(&T, &T) -> f64) -> f64 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let best = |from: &T, to: &[T]| to.iter().map(|entry| near(from, entry)).fold(0.0, f64::max);
    let sum = one.iter().map(|entry| best(entry, other)).sum::<f64>()
        + other.iter().map(|entry| best(entry, one)).sum::<f64>();
    sum / (one.len() + other.len()) as f64
}

/// How well what is offered answers what is asked: how near each thing asked comes to its nearest among those offered, and,
/// for the smaller part, how near the things offered stay to those asked. So of two hosts that have it all, the one who
/// does only this comes first. 0 if one of them is empty.
pub fn answered<T, U>(asked: &[T], offered: &[U], near: impl Fn(&T, &U) -> f64) -> f64 {
    if asked.is_empty() || offered.is_empty() {
        return 0.0;
    }
    let reached = asked.iter().map(|entry| offered.iter().map(|other| near(entry, other)).fold(0.0, f64::max));
    let kept = offered.iter().map(|other| asked.iter().map(|entry| near(entry, other)).fold(0.0, f64::max));
    REACHED * reached.sum::<f64>() / asked.len() as f64 + (1.0 - REACHED) * kept.sum::<f64>() / offered.len() as f64
}

/// The share of members that both sets have (Sørensen and Dice). 0 if one of them is empty.
pub fn shared<T: PartialEq>(one: &[T], other: &[T]) -> f64 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let both = one.iter().filter(|entry| other.contains(entry)).count()
        + other.iter().filter(|entry| one.contains(entry)).count();
    both as f64 / (one.len() + other.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::{answered, mutual, sector, shared};

    #[test]
    fn fields_are_as_near_as_the_tree_of_isced_says() {
        assert_eq!(sector("071", "071"), 1.0);
        assert_eq!(sector("07", "071"), 0.75);
        assert_eq!(sector("071", "073"), 0.5);
        assert_eq!((sector("07", "0715"), sector("0715", "071"), sector("0714", "0715")), (0.75, 0.75, 0.5));
        assert_eq!(sector("071", "091"), 0.0);
    }

    #[test]
    fn a_set_is_as_near_to_another_as_the_other_is_to_it() {
        let (one, other) = (["071", "104"], ["071"]);
        assert_eq!(mutual(&one, &other, |a, b| sector(a, b)), 2.0 / 3.0);
        assert_eq!(mutual(&other, &one, |a, b| sector(a, b)), 2.0 / 3.0);
    }

    #[test]
    fn who_does_only_what_is_asked_answers_best() {
        let near = |one: &&str, other: &&str| sector(one, other);
        assert_eq!(answered(&["071"], &["071"], near), 1.0);
        assert!(answered(&["071"], &["071", "101"], near) > answered(&["071"], &["073"], near));
        assert!(answered(&["071", "104"], &["071", "104", "101"], near) > answered(&["071", "104"], &["071"], near));
    }

    #[test]
    fn nothing_is_near_to_nothing() {
        assert_eq!(shared::<u8>(&[], &[]), 0.0);
        assert_eq!(shared(&[1, 2], &[2, 3]), 0.5);
    }
}
