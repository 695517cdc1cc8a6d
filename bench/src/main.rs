//! Makes content to measure with: `cargo run --release -p bench -- corpus --offers 10000 DIR`.
//!
//! In: the vocabulary and the theme of this repository, a number. Out: a folder that `matchmaker build` takes. The same
//! number gives the same bytes. It knows content as editors do, by its files, and none of the other crates.

mod chance;
mod corpus;
mod offer;
mod story;
mod vocabulary;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use corpus::Order;

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
        /// An empty or a new folder.
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    let Command::Corpus { offers, languages, folder } = Cli::parse().command;
    match corpus::write(&Order { offers, languages, folder }) {
        Ok(written) => {
            println!("{} offers and {} case studies", written.offers, written.case_studies);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::from(2)
        }
    }
}
