//! Builds of the same pages by ours and by others, in turns, and what each took.
//!
//! In: how many offers, how often, where. Out: a table in Markdown. Every build is cold: output and caches of the last one
//! are taken away first; what is read lies in the system's memory already.

mod contestant;
pub mod edit;
mod error;
pub mod floor;
mod measure;
mod place;
mod same;
pub mod scale;
mod tools;

use std::fs;
use std::path::Path;

use crate::corpus::{self, Order};
use crate::files::put;
use contestant::Contestant;
pub use contestant::Who;
pub use error::CompareError;
use measure::{Output, Taken, cores, load, settle};
pub use place::{Place, Waste};
use tools::Tools;

/// What is compared.
pub struct Contest {
    /// Offers of the corpus.
    pub offers: usize,
    /// Builds by each, of which the median is told.
    pub runs: usize,
    /// Where files lie.
    pub place: Place,
    /// Whether to compare builds with a search index too.
    pub search: bool,
    /// Who builds.
    pub who: Vec<Who>,
}

/// One line of a table.
struct Line {
    name: String,
    taken: Option<Taken>,
    output: Output,
}

/// Makes the corpus, builds it by all, and prints the tables.
pub fn run(contest: &Contest) -> Result<(), CompareError> {
    let tools = Tools::install()?;
    let folder = contest.place.folder()?;
    let root = folder.path().join("corpus");
    let order = Order {
        offers: contest.offers,
        languages: vec!["en".to_owned()],
        light: true,
        peers: true,
        folder: root.clone(),
    };
    let written = corpus::write(&order)?;
    println!(
        "{} offers and {} case studies, {}; {} cores, load {}\n",
        written.offers,
        written.case_studies,
        contest.place.name(),
        cores(),
        load()
    );
    floor::read(&root, true)?;
    let waste = Waste::new(contest.place, folder.path());
    let contestants: Vec<Contestant> = contest.who.iter().map(|who| Contestant::new(*who, &root, &tools)).collect();
    let mut lines = builds(contest, &contestants, &waste, false)?;
    if let Some(ours) = contestants.iter().find(|contestant| contestant.who == Who::Ours) {
        for other in contestants.iter().filter(|contestant| contestant.who != Who::Ours) {
            same::check(&root, contest.offers, ours, other)?;
        }
        lines.extend(floors(contest, &root, ours, &waste)?);
    }
    print("without search", &lines);
    if contest.search {
        search(&root, true)?;
        print("with search", &builds(contest, &contestants, &waste, true)?);
    }
    println!("load at the end: {}", load());
    Ok(())
}

/// Cold builds in turns, then builds of what has not changed.
fn builds(
    contest: &Contest,
    contestants: &[Contestant],
    waste: &Waste,
    search: bool,
) -> Result<Vec<Line>, CompareError> {
    let mut cold: Vec<Vec<Taken>> = contestants.iter().map(|_| Vec::new()).collect();
    for _ in 0..contest.runs {
        for (contestant, takes) in contestants.iter().zip(&mut cold) {
            contestant.clear(waste)?;
            settle()?;
            takes.push(contestant.build(search)?);
        }
    }
    let mut lines = Vec::new();
    for (contestant, takes) in contestants.iter().zip(cold) {
        let output = Output::of(&contestant.output)?;
        lines.push(Line { name: contestant.who.name().to_owned(), taken: Taken::median(takes), output });
    }
    for contestant in contestants {
        let takes = (0..contest.runs).map(|_| contestant.build(search)).collect::<Result<_, _>>()?;
        let name = format!("{}, nothing changed", contestant.who.name());
        lines.push(Line { name, taken: Taken::median(takes), output: Output::of(&contestant.output)? });
    }
    Ok(lines)
}

/// What reading our input and writing our output takes if nothing is done in between, by one thread and by all.
fn floors(contest: &Contest, root: &Path, ours: &Contestant, waste: &Waste) -> Result<Vec<Line>, CompareError> {
    let copy = root.join("floor");
    let mut lines = Vec::new();
    for (name, arguments, of) in [
        ("floor: read our input", vec![root.join("content"), root.join("themes/measured")], None),
        ("floor: write our output", vec![ours.output.clone(), copy.clone()], Some(&ours.output)),
    ] {
        let job = if of.is_some() { "write" } else { "read" };
        for (threads, told) in [("one", "one thread"), ("all", "all threads")] {
            let mut takes = Vec::new();
            for _ in 0..contest.runs {
                waste.take(&copy)?;
                settle()?;
                takes.push(floor::take(job, threads, &arguments)?);
            }
            let output = of.map_or(Ok(Output::default()), |output| Output::of(output))?;
            lines.push(Line { name: format!("{name}, {told}"), taken: Taken::median(takes), output });
        }
    }
    waste.take(&copy)?;
    Ok(lines)
}

/// Says in our settings whether the search is made.
fn search(root: &Path, made: bool) -> Result<(), CompareError> {
    let path = root.join("site.toml");
    let settings = fs::read_to_string(&path).map_err(CompareError::at(&path))?;
    Ok(put(&path, &settings.replace(&format!("words = {}", !made), &format!("words = {made}")))?)
}

fn print(title: &str, lines: &[Line]) {
    let ours = lines
        .iter()
        .find(|line| line.name == Who::Ours.name())
        .and_then(|line| line.taken.as_ref())
        .map(|taken| taken.wall.as_secs_f64());
    println!(
        "| {title} | seconds | processor | peak memory | files | size | times ours |\n|---|---|---|---|---|---|---|"
    );
    for line in lines {
        let Some(taken) = &line.taken else { continue };
        let output = if line.output.files == 0 {
            " | ".to_owned()
        } else {
            format!("{} | {:.1} MB", line.output.files, line.output.bytes as f64 / 1e6)
        };
        let times = ours.map(|ours| format!("{:.2}", taken.wall.as_secs_f64() / ours)).unwrap_or_default();
        println!(
            "| {} | {:.2} ({:.2}–{:.2}) | {} | {} | {output} | {times} |",
            line.name,
            taken.wall.as_secs_f64(),
            taken.least.as_secs_f64(),
            taken.most.as_secs_f64(),
            taken.processor_told(),
            taken.memory_told(),
        );
    }
    println!();
}
