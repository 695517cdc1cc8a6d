//! `matchmaker build`.

use std::process::ExitCode;
use std::time::Instant;

use crate::cli::{Common, Format, ProblemFormat};
use crate::error::CommandError;
use crate::{problems, progress, site_folder};

pub fn run(common: &Common, arguments: &ProblemFormat) -> Result<ExitCode, CommandError> {
    let options = site_folder::build_options(common)?;
    let start = Instant::now();
    let built = progress::show_during(|| "Building the site".to_owned(), || generator::build(&options))?;
    problems::print(&built.problems, arguments.format)?;
    if built.has_errors() {
        if let Some(summary) = problems::summary(&built) {
            eprintln!("{summary}. Nothing was written.");
        }
        return Ok(ExitCode::from(1));
    }
    if arguments.format == Format::Human {
        let generator::Tally { written, unchanged, deleted } = built.tally;
        println!(
            "{} pages in {} ms: {written} files written, {unchanged} unchanged, {deleted} deleted, in {}",
            built.pages,
            start.elapsed().as_millis(),
            options.out.display(),
        );
    }
    Ok(ExitCode::SUCCESS)
}
