//! `matchmaker check`.

use std::process::ExitCode;

use crate::cli::{Common, Format, Reported};
use crate::failure::Failure;
use crate::{progress, report, root};

/// Checks the content and tells every problem.
pub fn run(common: &Common, arguments: &Reported) -> Result<ExitCode, Failure> {
    let options = root::options(common)?;
    let checked = progress::during(|| "Checking the content".to_owned(), || generator::check(&options))?;
    report::print(&checked.problems, arguments.format)?;
    if arguments.format == Format::Human {
        match report::summary(&checked) {
            Some(summary) => eprintln!("{summary}."),
            None => println!("No problems."),
        }
    }
    Ok(if checked.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
