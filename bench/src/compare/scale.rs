//! One large site, built by ours alone: what it takes, and what it weighs.

use std::collections::BTreeMap;
use std::fs;

use super::contestant::{Contestant, NEXT_DAY, TODAY, Who};
use super::edit::first_answers;
use super::error::CompareError;
use super::measure::{Output, Taken, cores, load, settle};
use super::place::{Place, Waste};
use super::tools::Tools;
use crate::corpus::{self, Order};

/// What is built.
pub struct Scale {
    /// Offers of the corpus.
    pub offers: usize,
    /// Languages of the site and of its content.
    pub languages: Vec<String>,
    /// Whether in the theme for measuring, with its few lists, instead of the default one.
    pub light: bool,
    /// Builds of each kind, of which the median is told.
    pub runs: usize,
    /// Where files lie.
    pub place: Place,
}

/// Builds a site from nothing, the next day and with nothing changed, starts its server, and prints what that took and the
/// parts of the output.
///
/// # Errors
/// If it can't be built.
pub fn run(scale: &Scale) -> Result<(), CompareError> {
    let matchmaker = Tools::ours()?;
    let folder = scale.place.folder()?;
    let root = folder.path().join("corpus");
    let Scale { offers, ref languages, light, runs, place } = *scale;
    corpus::write(&Order { offers, languages: languages.clone(), light, peers: false, folder: root.clone() })?;
    let ours = Contestant::new(Who::Ours, &root, &Tools::only(matchmaker));
    println!(
        "{offers} offers in {} languages, {}; {} cores, load {}\n\n| | seconds | processor | peak memory |\n|---|---|---|---|",
        languages.len(),
        place.name(),
        cores(),
        load()
    );
    let waste = Waste::new(place, folder.path());
    let mut taken: [Vec<Taken>; 3] = Default::default();
    for _ in 0..runs {
        ours.clear(&waste)?;
        for (takes, day) in taken.iter_mut().zip([TODAY, NEXT_DAY, NEXT_DAY]) {
            settle()?;
            takes.push(ours.build_on(day, false)?);
        }
    }
    for (name, takes) in ["from nothing", "the next day", "nothing changed"].into_iter().zip(taken) {
        let Some(taken) = Taken::median(takes) else { continue };
        let [median, least, most] = [taken.wall, taken.least, taken.most].map(|time| time.as_secs_f64());
        println!(
            "| {name} | {median:.2} ({least:.2}–{most:.2}) | {} | {} |",
            taken.processor_told(),
            taken.memory_told()
        );
    }
    println!("\n| | files | size |\n|---|---|---|");
    let mut parts = BTreeMap::new();
    for entry in fs::read_dir(&ours.output).map_err(CompareError::at(&ours.output))? {
        let entry = entry.map_err(CompareError::at(&ours.output))?;
        parts.insert(entry.file_name().to_string_lossy().into_owned(), Output::of(&entry.path())?);
    }
    let all = Output::of(&ours.output)?;
    for (name, part) in parts.iter().chain([(&"together".to_owned(), &all)]) {
        println!("| {name} | {} | {:.1} MB |", part.files, part.bytes as f64 / 1e6);
    }
    if !light {
        ours.clear(&waste)?;
        let [any, page, image] = first_answers(&ours)?.map(|time| time.as_secs_f64());
        println!(
            "\n`serve`, from nothing: answers after {any:.2} s, with a page after {page:.2} s, its share image {image:.2} s"
        );
    }
    println!("\nload at the end: {}", load());
    Ok(())
}
