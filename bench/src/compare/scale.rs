//! One large site, built by ours alone: what it takes, and what it weighs.

use std::collections::BTreeMap;
use std::fs;

use super::contestant::{Contestant, Who};
use super::measure::Output;
use super::{CompareError, Place, Tools, cores, load, settle};
use crate::corpus::{self, Order};

/// What is built.
pub struct Scale {
    /// Offers of the corpus.
    pub offers: usize,
    /// Languages of the site and of its content.
    pub languages: Vec<String>,
    /// Whether in the theme for measuring, with its few lists, instead of the default one.
    pub light: bool,
    /// Where files lie.
    pub place: Place,
}

/// Builds a site twice, from nothing and with nothing changed, and prints both and the parts of the output.
///
/// # Errors
/// If it can't be built.
pub fn run(scale: &Scale) -> Result<(), CompareError> {
    let matchmaker = Tools::ours()?;
    let folder = scale.place.folder()?;
    let root = folder.path().join("corpus");
    let Scale { offers, ref languages, light, place } = *scale;
    corpus::write(&Order { offers, languages: languages.clone(), light, peers: false, folder: root.clone() })?;
    let ours = Contestant::new(Who::Ours, &root, &Tools::only(matchmaker));
    println!(
        "{offers} offers in {} languages, {}; {} cores, load {}\n\n| | seconds | processor | peak memory |\n|---|---|---|---|",
        languages.len(),
        place.name(),
        cores(),
        load()
    );
    for name in ["from nothing", "nothing changed"] {
        settle()?;
        let taken = ours.build(false)?;
        println!("| {name} | {:.2} | {} | {} |", taken.wall.as_secs_f64(), taken.processor_told(), taken.memory_told());
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
    println!("\nload at the end: {}", load());
    Ok(())
}
