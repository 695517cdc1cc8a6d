//! Makes content to measure with: `cargo run --release -p bench -- corpus --offers 10000 DIR`. And sends forms to a
//! running server: `… -- load 127.0.0.1:8080`.
//!
//! In: the vocabulary and the theme of this repository, a number. Out: a folder that `matchmaker build` takes. The same
//! number gives the same bytes. It knows content as editors do, by its files; only `evaluate` uses other crates.

mod chance;
mod compare;
mod corpus;
mod evaluate;
mod files;
mod load;
mod offer;
mod peers;
mod story;
mod vocabulary;
mod words;

use std::fmt::Display;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};

use compare::edit::{self, Edits};
use compare::scale::{self, Scale};
use compare::{CompareError, Contest, Place, Who, floor};
use corpus::Order;
use evaluate::Half;
use load::Load;

#[derive(Parser)]
#[command(about = "Content of any size, always the same, to measure builds and pages with")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a site: settings, vocabulary, theme, offers, and a case study for every twenty offers.
    Corpus {
        /// How many offers.
        #[arg(long)]
        offers: usize,
        /// Languages of the site, the first its own.
        #[arg(long, value_delimiter = ',', default_value = "en")]
        languages: Vec<String>,
        /// Dress it in the theme for measuring, with few lists and without search, instead of the default one.
        #[arg(long)]
        light: bool,
        /// The same, and write the same content for Hugo and Eleventy below `peers/`.
        #[arg(long)]
        peers: bool,
        /// An empty or a new folder.
        folder: PathBuf,
    },
    /// Builds the same pages with ours, Hugo and Eleventy, in turns, and prints what each took.
    Compare {
        /// How many offers.
        #[arg(long, default_value_t = 10_000)]
        offers: usize,
        /// Builds by each; the median is told.
        #[arg(long, default_value_t = 5)]
        runs: usize,
        /// Where files lie.
        #[arg(long, default_value = "tmpfs")]
        on: Place,
        /// Compare builds with a search index too.
        #[arg(long)]
        search: bool,
        /// Some of them only.
        #[arg(long, value_delimiter = ',', default_values = ["ours", "hugo", "eleventy"])]
        only: Vec<Who>,
    },
    /// Edits offers while the servers of ours, Hugo and Eleventy run, and prints how long each change took to be served.
    Edit {
        /// How many offers.
        #[arg(long, default_value_t = 10_000)]
        offers: usize,
        /// Edits; the median is told.
        #[arg(long, default_value_t = 9)]
        rounds: usize,
        /// Where files lie.
        #[arg(long, default_value = "tmpfs")]
        on: Place,
        /// Some of them only.
        #[arg(long, value_delimiter = ',', default_values = ["ours", "hugo", "eleventy"])]
        only: Vec<Who>,
        /// Ours alone, in the default theme.
        #[arg(long, conflicts_with = "only")]
        default_theme: bool,
    },
    /// Builds one large site, and prints what that took and what it weighs.
    Scale {
        /// How many offers.
        #[arg(long, default_value_t = 100_000)]
        offers: usize,
        /// Languages of the site, the first its own.
        #[arg(long, value_delimiter = ',', default_value = "en,fr,de,es")]
        languages: Vec<String>,
        /// In the theme for measuring.
        #[arg(long)]
        light: bool,
        /// Builds of each kind; the median is told.
        #[arg(long, default_value_t = 1)]
        runs: usize,
        /// Where files lie.
        #[arg(long, default_value = "tmpfs")]
        on: Place,
    },
    /// Measures how well hosts are found, on requests for which people said which offers suit.
    Evaluate {
        /// The folder with offers, requests and judgements.
        #[arg(long, value_name = "DIR", default_value = "domain/evaluation")]
        set: PathBuf,
        /// Only one half of the requests: the one that weights are chosen by, or the one that is kept for the end.
        #[arg(long)]
        half: Option<Half>,
        /// Print each result as JSON instead of a table.
        #[arg(long)]
        json: bool,
    },
    /// Only reads or writes files, and prints the seconds; `compare` runs it.
    #[command(hide = true)]
    Floor {
        /// What to do: with `write`, the first folder's files are written into the second.
        job: Job,
        /// How many at once.
        #[arg(long)]
        threads: Threads,
        /// Which folders.
        folders: Vec<PathBuf>,
    },
    /// Sends forms to a server on this machine and counts what it acknowledges. Everything sent is stored there.
    Load {
        /// Where it listens; only this machine is ever asked.
        #[arg(value_parser = loopback)]
        address: SocketAddr,
        /// Connections at once.
        #[arg(long, default_value_t = 64)]
        connections: usize,
        /// How long.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Job {
    Read,
    Write,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Threads {
    One,
    All,
}

fn loopback(text: &str) -> Result<SocketAddr, String> {
    let address: Option<SocketAddr> = text.parse().ok();
    address
        .filter(|address| address.ip().is_loopback())
        .ok_or_else(|| "an address of this machine, with a port".to_owned())
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Corpus { offers, languages, light, peers, folder } => {
            make(&Order { offers, languages, light: light || peers, peers, folder })
        }
        Command::Compare { offers, runs, on, search, only } => {
            told(compare::run(&Contest { offers, runs, place: on, search, who: only }))
        }
        Command::Edit { offers, rounds, on, only, default_theme } => {
            let who = if default_theme { vec![Who::Ours] } else { only };
            told(edit::run(&Edits { offers, rounds, place: on, who, default_theme }))
        }
        Command::Scale { offers, languages, light, runs, on } => {
            told(scale::run(&Scale { offers, languages, light, runs, place: on }))
        }
        Command::Evaluate { set, half, json } => told(evaluate::run(&set, half, json)),
        Command::Floor { job, threads, folders } => told(only(job, threads, &folders)),
        Command::Load { address, connections, seconds } => {
            send(Load { address, connections, duration: Duration::from_secs(seconds) })
        }
    }
}

/// A floor's seconds.
fn only(job: Job, threads: Threads, folders: &[PathBuf]) -> Result<(), CompareError> {
    let parallel = threads == Threads::All;
    let taken = match (job, folders) {
        (Job::Write, [from, to]) => floor::write(from, to, parallel)?,
        _ => folders.iter().map(|folder| floor::read(folder, parallel)).sum::<Result<Duration, _>>()?,
    };
    println!("{}", taken.as_secs_f64());
    Ok(())
}

fn told(result: Result<(), impl Display>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::from(2)
        }
    }
}

/// One line that a script can read, too.
fn send(load: Load) -> ExitCode {
    let figures = load::run(load);
    let milliseconds = |hundredths| figures.percentile(hundredths).as_secs_f64() * 1e3;
    println!(
        "{:.0} acknowledged a second: {} in {:.1} s, others {}; waits in ms: median {:.1}, 95 of 100 {:.1}, 99 of 100 {:.1}",
        figures.rate(),
        figures.acknowledged,
        figures.taken.as_secs_f64(),
        figures.others,
        milliseconds(50),
        milliseconds(95),
        milliseconds(99),
    );
    if figures.acknowledged == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn make(order: &Order) -> ExitCode {
    told(corpus::write(order).map(|written| {
        println!("{} offers and {} case studies", written.offers, written.case_studies);
    }))
}
