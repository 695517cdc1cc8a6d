//! What a browser filters by: the values of every offer and case study, as one small file a language.
//!
//! Pagefind has filters of its own, but it counts each choice by comparing every hit with every entry of every value:
//! seconds, for ten thousand offers. So Pagefind searches words, and the numbers beside the choices come from here: a
//! script makes one bit a item of it, and counts bits.

use std::collections::{BTreeMap, HashMap};

use domain::matching::words::UNDECOMPOSED_LETTERS;
use jiff::civil::Date;
use pagefind_index::FragmentFile;
use rayon::prelude::*;
use serde::Serialize;

use super::item::SearchItem;
use content::model::filter::{Filter, Months};
use content::model::site::Site;

/// Changes when a script that knows an older one would go wrong.
const VERSION: u32 = 3;

/// The file. Things are numbered in the usual order of a list: offers, the most recently confirmed first, then case
/// studies, the latest exchange first.
#[derive(Serialize)]
struct Table<'t> {
    version: u32,
    /// The files with the items' lines, in the order of the items.
    bundles: Vec<&'t str>,
    /// How many lines each of them has.
    sizes: Vec<usize>,
    /// When each was published, in days before the day of the build.
    published: Vec<i32>,
    /// In how many days one can come, at the soonest; nobody can come to a story.
    soonest: Vec<Option<i32>>,
    /// Letters that a visitor's keyboard may lack, with how they are written without it: a search takes either.
    letters: BTreeMap<char, &'static str>,
    /// The values, by the code of the filter.
    filters: &'t BTreeMap<&'static str, Column>,
}

/// The values of all items for one filter. Many items have the same values, so each set is written once.
#[derive(Serialize)]
pub struct Column {
    /// All values that occur.
    values: Vec<String>,
    /// Sets of values, each by their places in `values`.
    sets: Vec<Vec<usize>>,
    /// For each item the place of its set in `sets`.
    of: Vec<usize>,
}

/// The columns of all filters; they are the same in every language.
pub fn columns(items: &[SearchItem], site: &Site) -> BTreeMap<&'static str, Column> {
    let months = Months::from(site.today);
    Filter::ALL
        .into_par_iter()
        .map(|filter| (filter.code(), column(items.iter().map(|item| item.values(*filter, site, &months)))))
        .collect()
}

fn column(items: impl Iterator<Item = Vec<String>>) -> Column {
    let mut column = Column { values: Vec::new(), sets: Vec::new(), of: Vec::new() };
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut sets: HashMap<Vec<usize>, usize> = HashMap::new();
    for values in items {
        let mut set: Vec<usize> = values
            .into_iter()
            .map(|value| {
                *places.entry(value).or_insert_with_key(|value| {
                    column.values.push(value.clone());
                    column.values.len() - 1
                })
            })
            .collect();
        set.sort_unstable();
        column.of.push(*sets.entry(set).or_insert_with_key(|set| {
            column.sets.push(set.clone());
            column.sets.len() - 1
        }));
    }
    column
}

/// The file of a language, whose lines are in bundles.
pub fn table<'b>(
    items: &[SearchItem],
    bundles: impl Iterator<Item = &'b FragmentFile>,
    columns: &BTreeMap<&'static str, Column>,
    today: Date,
) -> serde_json::Result<Vec<u8>> {
    let days = |from: Date, until: Date| (until - from).get_days();
    let (bundles, sizes) = bundles.map(|bundle| (bundle.name.as_str(), bundle.size)).unzip();
    let table = Table {
        version: VERSION,
        bundles,
        sizes,
        published: items.iter().map(|item| days(item.published(), today)).collect(),
        soonest: items.iter().map(|item| item.next_day(today).map(|day| days(today, day))).collect(),
        letters: UNDECOMPOSED_LETTERS.into(),
        filters: columns,
    };
    serde_json::to_vec(&table)
}

#[cfg(test)]
mod tests {
    use super::column;

    #[test]
    fn the_same_values_are_written_once() {
        let items = [&["es", "fr"][..], &["be"], &["fr", "es"], &[]];
        let column = column(items.iter().map(|values| values.iter().map(|value| (*value).to_owned()).collect()));
        assert_eq!(column.values, ["es", "fr", "be"]);
        assert_eq!(column.sets, [vec![0, 1], vec![2], vec![]]);
        assert_eq!(column.of, [0, 1, 0, 2]);
    }
}
