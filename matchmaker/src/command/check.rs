//! `matchmaker check`.

use std::process::ExitCode;

use crate::cli::{Common, Format, Reported};
use crate::failure::Failure;
use crate::{report, root};

/// Checks the content and tells every problem.
pub fn run(common: &Common, arguments: &Reported) -> Result<ExitCode, Failure> {
    let checked = generator::check(&root::options(common)?)?;
    report::print(&checked.problems, arguments.format)?;
    if arguments.format == Format::Human {
        match report::summary(&checked) {
            Some(summary) => eprintln!("{summary}."),
            None => println!("No problems."),
        }
    }
    Ok(if checked.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
