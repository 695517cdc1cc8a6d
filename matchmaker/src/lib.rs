//! The command line. It is the only crate that uses both the generator and the function: it gives them folders, today's date, a
//! listener and the signal to stop, and prints the results. Exit status: 0 success, 1 problems in content, 2 wrong use or a
//! file that can't be read or written.

mod cli;
mod command;
mod content_folder;
mod error;
mod open_store;
mod path_checks;
mod problems;
mod progress;
mod server;
mod site_folder;
mod store_address;
mod trusted_proxy;

use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use error::CommandError;

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
    // Problems of a store's files are logged.
    if matches!(cli.command, Command::Backup(_) | Command::Erase(_) | Command::Migrate(_) | Command::Restore(_)) {
        server::log_as_text();
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
    outcome.unwrap_or_else(|error: CommandError| {
        let remedy = error.remedy().map(|remedy| format!("; {remedy}")).unwrap_or_default();
        eprintln!("matchmaker: {}{remedy}", with_causes(&error));
        ExitCode::from(2)
    })
}

/// The message of an error with its causes, each once.
fn with_causes(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !message.contains(&next) {
            message.push_str(": ");
            message.push_str(&next);
        }
        cause = error.source();
    }
    message
}
