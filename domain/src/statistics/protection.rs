//! Small numbers of persons are not published: who knows a region would know the person. The threshold rule asks for
//! at least five persons in a published count. Nor must a withheld count follow from the rest by subtraction, even
//! for somebody who knows this very rule.
//!
//! Two shapes are published, each with its total:
//! - a total of two parts, such as staff and learners ([`split`]);
//! - a list of activities or of countries ([`gather`]), in which small entries are shown together.
//!
//! The threshold is the one that the Glossary of Statistical Disclosure Control names first (Joint UNECE/Eurostat work
//! session on statistical data confidentiality, Geneva, November 2005, "threshold rule").

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The least number of persons that is published; 0 is published too, for it is nobody.
pub const THRESHOLD: i64 = 5;

/// A count of persons, as far as it may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Count {
    /// The number itself: 0, or at least [`THRESHOLD`].
    Exact(i64),
    /// From 1 to less than [`THRESHOLD`].
    Few,
    /// Not published, because a small count would follow from it.
    Withheld,
}

impl Count {
    /// A count that stands alone.
    pub fn of(number: i64) -> Self {
        if is_small(number) { Count::Few } else { Count::Exact(number) }
    }

    pub fn exact(self) -> Option<i64> {
        match self {
            Count::Exact(number) => Some(number),
            Count::Few | Count::Withheld => None,
        }
    }
}

/// In JSON `{"count": 12}`, `{"fewer_than": 5}` or `{"withheld": true}`.
impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Count::Exact(number) => map.serialize_entry("count", number)?,
            Count::Few => map.serialize_entry("fewer_than", &THRESHOLD)?,
            Count::Withheld => map.serialize_entry("withheld", &true)?,
        }
        map.end()
    }
}

impl JsonSchema for Count {
    fn schema_name() -> Cow<'static, str> {
        "Count".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let one_of = |key: &str, value: serde_json::Value| {
            serde_json::json!({
                "type": "object", "properties": { key: value }, "required": [key], "additionalProperties": false,
            })
        };
        json_schema!({
            "description": "A count of persons, as far as it may be told.",
            "oneOf": [
                one_of("count", serde_json::json!({ "type": "integer", "minimum": 0 })),
                one_of("fewer_than", serde_json::json!({ "const": THRESHOLD })),
                one_of("withheld", serde_json::json!({ "const": true })),
            ],
        })
    }
}

/// Whether a count of persons is too small to be published.
pub fn is_small(number: i64) -> bool {
    (1..THRESHOLD).contains(&number)
}

/// The two parts of a published total. If one is small, neither is published, for it is the total less the other.
///
/// "Fewer than five" is itself news: with a total below nine both parts may be small, and of 8 persons it would give
/// away 4 and 4. There the parts are withheld without a word.
pub fn split(first: i64, second: i64) -> (Count, Count) {
    let total = first + second;
    if is_small(total) {
        return (Count::Withheld, Count::Withheld);
    }
    let tell = |part| match is_small(part) {
        true if total >= 2 * THRESHOLD - 1 => Count::Few,
        _ => Count::Withheld,
    };
    match is_small(first) || is_small(second) {
        true => (tell(first), tell(second)),
        false => (Count::Exact(first), Count::Exact(second)),
    }
}

/// Which entries of a list can be shown: positions that stand alone, and positions that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gathered {
    /// Entries that are published with their own numbers.
    pub alone: Vec<usize>,
    /// Entries that are published with their sum only; none, or at least two.
    pub together: Vec<usize>,
}

/// Gathers the small entries of a list whose total is published; `None` if the list can't be published at all.
///
/// Entries are positive counts of persons. Those that are small come together, with the next larger ones (and all of
/// the same size) until their sum is no small number and they differ. Then the sum is all that is known of them: the
/// choice depends on the sizes only, so every entry could be any other of them. Where all entries come together, not
/// even their names are published, since a sum of as many ones as there are names would be no secret.
pub fn gather(entries: &[i64]) -> Option<Gathered> {
    if is_small(entries.iter().sum()) {
        return None;
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|position| (entries[*position], *position));
    let mut cut = order.iter().filter(|position| is_small(entries[**position])).count();
    if cut == 0 {
        return Some(Gathered { alone: (0..entries.len()).collect(), together: Vec::new() });
    }
    let size = |rank: usize| entries[order[rank]];
    let is_safe = |cut: usize| size(0) != size(cut - 1) && !is_small(order[..cut].iter().map(|at| entries[*at]).sum());
    while cut < order.len() && (!is_safe(cut) || size(cut) == size(cut - 1)) {
        cut += 1;
    }
    if cut == order.len() {
        return None;
    }
    let (mut together, mut alone) = (order[..cut].to_vec(), order[cut..].to_vec());
    together.sort_unstable();
    alone.sort_unstable();
    Some(Gathered { alone, together })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Count, Gathered, gather, is_small, split};

    /// What a reader sees of a list: numbers that stand alone by their place, and the places and sum of the others.
    type Seen = Option<(Vec<(usize, i64)>, Vec<usize>, i64)>;

    fn seen(entries: &[i64]) -> Seen {
        gather(entries).map(|Gathered { alone, together }| {
            let sum = together.iter().map(|at| entries[*at]).sum();
            (alone.into_iter().map(|at| (at, entries[at])).collect(), together, sum)
        })
    }

    /// All lists of a length with entries from 1 to `most`.
    fn lists(length: usize, most: i64) -> Vec<Vec<i64>> {
        (0..length).fold(vec![Vec::new()], |lists, _| {
            lists.iter().flat_map(|list| (1..=most).map(|entry| [list.as_slice(), &[entry]].concat())).collect()
        })
    }

    #[test]
    fn a_small_part_takes_the_other_with_it() {
        assert_eq!(split(40, 60), (Count::Exact(40), Count::Exact(60)));
        assert_eq!(split(0, 60), (Count::Exact(0), Count::Exact(60)));
        assert_eq!(split(3, 60), (Count::Few, Count::Withheld));
        assert_eq!(split(4, 4), (Count::Withheld, Count::Withheld));
        assert_eq!(split(2, 1), (Count::Withheld, Count::Withheld));
    }

    #[test]
    fn small_entries_come_together_until_their_sum_tells_nothing() {
        let gathered = |entries: &[i64]| gather(entries).map(|gathered| gathered.together);
        assert_eq!(gathered(&[30, 20, 10]), Some(vec![]));
        assert_eq!(gathered(&[30, 3, 10]), Some(vec![1, 2]), "one alone would be the total less the others");
        assert_eq!(gathered(&[30, 1, 2, 10]), Some(vec![1, 2, 3]), "a sum of three would be a small number itself");
        assert_eq!(gathered(&[4, 4, 9]), None, "two of the same size would be half of their sum, and 9 is the last");
        assert_eq!(gathered(&[4, 4, 9, 12]), Some(vec![0, 1, 2]));
        assert_eq!(gathered(&[3, 5, 5, 9]), Some(vec![0, 1, 2]), "equal entries share their lot");
        assert_eq!(gathered(&[2, 2]), None);
    }

    #[test]
    fn nobody_can_work_out_a_withheld_part_even_who_knows_the_rule() {
        for total in 1..40 {
            // What each way of telling could stand for.
            let mut worlds: BTreeMap<(Count, Count), BTreeSet<i64>> = BTreeMap::new();
            for first in 0..=total {
                worlds.entry(split(first, total - first)).or_default().insert(first);
            }
            for (published, firsts) in worlds {
                if is_small(total) || published.0.exact().is_none() {
                    assert!(
                        published.1.exact().is_none() && firsts.len() > 1,
                        "{total}: {published:?} can only be {firsts:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn nobody_can_work_out_an_entry_of_those_shown_together_even_who_knows_the_rule() {
        let mut together_at_all = 0;
        for (length, most) in [(2, 12), (3, 10), (4, 7), (5, 6)] {
            // Readers know the total as well.
            let mut worlds: BTreeMap<(i64, Seen), Vec<Vec<i64>>> = BTreeMap::new();
            for list in lists(length, most) {
                worlds.entry((list.iter().sum(), seen(&list))).or_default().push(list);
            }
            for ((total, published), lists) in worlds {
                let hidden: Vec<usize> = match &published {
                    // Not even the names are published, so a list of another length could be meant as well.
                    None => Vec::new(),
                    Some((alone, together, sum)) => {
                        assert!(alone.iter().all(|(_, number)| !is_small(*number)), "{total}: {published:?}");
                        assert!(
                            together.is_empty() || (together.len() > 1 && !is_small(*sum)),
                            "{total}: {published:?}"
                        );
                        together.clone()
                    }
                };
                for place in hidden {
                    together_at_all += 1;
                    let possible: BTreeSet<i64> = lists.iter().map(|list| list[place]).collect();
                    assert!(possible.len() > 1, "{total}: {published:?} can only be {possible:?}");
                }
            }
        }
        assert!(together_at_all > 1_000, "{together_at_all}");
    }
}
