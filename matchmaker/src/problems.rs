//! Prints problems in content.

use std::collections::BTreeSet;
use std::process::ExitCode;

use generator::{LocatedProblem, Report};

use crate::cli::Format;
use crate::error::CommandError;

/// Prints the problems of a report: for people to the error stream, for programs to the output.
pub fn print(problems: &[LocatedProblem], format: Format) -> Result<(), CommandError> {
    match format {
        Format::Json => println!("{}", serde_json::to_string_pretty(problems)?),
        Format::Human => {
            for problem in problems {
                eprintln!("{problem}\n");
            }
        }
    }
    Ok(())
}

/// Prints problems that a command fails for.
pub fn fail(problems: &[LocatedProblem], format: Format) -> Result<ExitCode, CommandError> {
    print(problems, format)?;
    Ok(ExitCode::from(1))
}

/// "3 problems in 2 files", or nothing if there are none.
pub fn summary(report: &Report) -> Option<String> {
    let files: BTreeSet<&str> = report.problems.iter().map(|problem| problem.path.as_str()).collect();
    let count = |number: usize, thing: &str| format!("{number} {thing}{}", if number == 1 { "" } else { "s" });
    match (report.problems.len(), files.len()) {
        (0, _) => None,
        (problems, files) => Some(format!("{} in {}", count(problems, "problem"), count(files, "file"))),
    }
}
