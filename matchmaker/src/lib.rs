//! The command people run. It is the only crate that knows both the generator and the function: it reads what was
//! asked, gives both what they need (folders, today's date, a listener, the signal to stop) and prints what came of
//! it. Exit status: 0 fine, 1 problems in content, 2 wrong use or a file that can't be read or written.

mod cli;
mod command;
mod failure;
mod papers;
mod progress;
mod report;
mod root;
mod server;
mod store;
mod trusted_proxy;

use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use failure::Failure;

/// Runs the command with its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing is left to do where not even the terminal can be written to.
            drop(error.print());
            return ExitCode::from(code);
        }
    };
    // What is wrong with a store's files is told in the log.
    if matches!(cli.command, Command::Backup(_) | Command::Erase(_) | Command::Migrate(_) | Command::Restore(_)) {
        server::log();
    }
    let outcome = match cli.command {
        Command::Backup(arguments) => command::backup::run(&cli.common, &arguments),
        Command::Erase(arguments) => command::erase::run(&cli.common, &arguments),
        Command::Migrate(arguments) => command::migrate::run(&arguments),
        Command::Restore(arguments) => command::restore::run(&cli.common, &arguments),
        Command::Build(arguments) => command::build::run(&cli.common, &arguments),
        Command::Check(arguments) => command::check::run(&cli.common, &arguments),
        Command::Serve(arguments) => command::serve::run(&cli.common, &arguments),
        Command::Desk(arguments) => command::desk::run(&cli.common, &arguments),
        Command::New(arguments) => command::new::run(&cli.common, &arguments),
        Command::Match(arguments) => command::matching::run(&cli.common, &arguments),
        Command::Schemas => command::schemas::run(&cli.common),
    };
    outcome.unwrap_or_else(|failure: Failure| {
        let remedy = failure.remedy().map(|remedy| format!("; {remedy}")).unwrap_or_default();
        eprintln!("matchmaker: {}{remedy}", with_causes(&failure));
        ExitCode::from(2)
    })
}

/// An error with its causes, each said once.
fn with_causes(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !words.contains(&said) {
            words.push_str(": ");
            words.push_str(&said);
        }
        cause = error.source();
    }
    words
}
