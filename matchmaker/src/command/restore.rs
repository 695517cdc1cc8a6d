//! `matchmaker restore`: puts a copy back and prints what that changed.

use std::process::ExitCode;

use domain::case::Reference;
use jiff::Timestamp;
use store::sqlite::{self, Before, Differences, Erased, RestoreOptions, Restored};

use crate::cli::{Common, Restore};
use crate::error::CommandError;
use crate::store_address::StoreAddress;
use crate::{path_checks, site_folder};

/// The most references to list; the rest is counted.
const MAX_LISTED: usize = 20;

pub fn run(common: &Common, arguments: &Restore) -> Result<ExitCode, CommandError> {
    let address = site_folder::store_address(common, arguments.store.store.as_ref())?;
    let StoreAddress::Sqlite(store) = &address else { return Err(CommandError::NotAFile(address)) };
    path_checks::check_not_published(store)?;
    let erased = if arguments.with_erased { Erased::ComeBack } else { Erased::StayErased };
    let options = RestoreOptions { erased, confirmed: arguments.confirm };
    let Restored { requests, latest, expired, before } =
        sqlite::restore(&arguments.file, store, options, Timestamp::now())?;
    println!("{} has {} now, with those of {}.", store.display(), counted(requests), arguments.file.display());
    match latest {
        Some(latest) => println!("The last change in it is of {}.", latest.strftime("%Y-%m-%d %H:%M:%S UTC")),
        None => println!("Nothing has happened in it."),
    }
    if expired > 0 {
        println!("{} of them have expired: nobody sees them, and the server erases them.", counted(expired));
    }
    let Some(Before { kept_at, differences }) = before else { return Ok(ExitCode::SUCCESS) };
    println!(
        "The store that was there is kept as {}. It has personal data: delete it as soon as you don't need it.",
        kept_at.display()
    );
    match differences {
        Some(differences) => print_differences(&differences),
        None => println!(
            "It can't be read, so nobody knows what was erased after the copy was made, or what came in. If somebody asked \
             you to erase a request since then, erase it again."
        ),
    }
    Ok(ExitCode::SUCCESS)
}

fn print_differences(differences: &Differences) {
    let Differences { erased, returned, later, changed, joined } = differences;
    print_list(erased, "erased after the copy was made, stay away (--with-erased would bring them back)");
    print_list(returned, "that the store had no more came back; erase again what you know to be erased");
    print_list(later, "that came in after the copy was made stay");
    print_list(changed, "changed after the copy was made, stay as they are now");
    print_list(
        joined,
        "changed both in the copy and since, each in its own way, have both timelines in one now: look at them",
    );
}

fn print_list(references: &[Reference], what: &str) {
    if references.is_empty() {
        return;
    }
    println!("{} {what}:", counted(references.len() as u64));
    for reference in references.iter().take(MAX_LISTED) {
        println!("  {reference}");
    }
    if references.len() > MAX_LISTED {
        println!("  and {} more", references.len() - MAX_LISTED);
    }
}

fn counted(requests: u64) -> String {
    format!("{requests} {}", if requests == 1 { "request" } else { "requests" })
}
