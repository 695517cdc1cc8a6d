//! `matchmaker check`.

use std::process::ExitCode;

use crate::cli::{Common, Format, ProblemFormat};
use crate::error::CommandError;
use crate::{problems, progress, site_folder};

pub fn run(common: &Common, arguments: &ProblemFormat) -> Result<ExitCode, CommandError> {
    let options = site_folder::build_options(common)?;
    let checked = progress::show_during(|| "Checking the content".to_owned(), || generator::check(&options))?;
    problems::print(&checked.problems, arguments.format)?;
    if arguments.format == Format::Human {
        match problems::summary(&checked) {
            Some(summary) => eprintln!("{summary}."),
            None => println!("No problems."),
        }
    }
    Ok(if checked.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
