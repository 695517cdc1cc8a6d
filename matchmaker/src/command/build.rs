//! `matchmaker build`.

use std::process::ExitCode;
use std::time::Instant;

use crate::cli::{Common, Format, Reported};
use crate::failure::Failure;
use crate::{progress, report, root};

/// Builds the site and tells what came of it.
pub fn run(common: &Common, arguments: &Reported) -> Result<ExitCode, Failure> {
    let options = root::options(common)?;
    let start = Instant::now();
    let built = progress::during(|| "Building the site".to_owned(), || generator::build(&options))?;
    report::print(&built.problems, arguments.format)?;
    if built.has_errors() {
        if let Some(summary) = report::summary(&built) {
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
