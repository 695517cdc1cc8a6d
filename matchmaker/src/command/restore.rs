//! `matchmaker restore`: a copy takes the place of the store, and the operator learns what that means.

use std::process::ExitCode;

use domain::submission::Reference;
use function::store::sqlite::{self, Before, Differences, Erased, Restored};

use crate::cli::{Common, Restore};
use crate::failure::Failure;
use crate::root;
use crate::store::StoreAddress;

/// References that are told; of more, the rest is counted.
const MOST_TOLD: usize = 20;

/// Puts the copy in place.
pub fn run(common: &Common, arguments: &Restore) -> Result<ExitCode, Failure> {
    let address = arguments.kept.address_or_of_site(common)?;
    let StoreAddress::Sqlite(store) = &address else { return Err(Failure::NotAFile(address)) };
    let erased = if arguments.with_erased { Erased::ComeBack } else { Erased::StayErased };
    let Restored { requests, latest, expired, before } = sqlite::restore(&arguments.file, store, erased, root::now())?;
    println!("{} now has {} from {}.", store.display(), counted(requests), arguments.file.display());
    match latest {
        Some(latest) => println!("The last change in it is of {}.", latest.strftime("%Y-%m-%d %H:%M:%S UTC")),
        None => println!("Nothing has happened in it."),
    }
    if expired > 0 {
        println!("{} had expired meanwhile, and did not come back.", counted(expired));
    }
    let Some(Before { kept_at, differences }) = before else { return Ok(ExitCode::SUCCESS) };
    println!(
        "The store that was there is kept as {}. It has personal data: delete it as soon as you don't need it.",
        kept_at.display()
    );
    match differences {
        Some(differences) => tell(&differences, erased),
        None => println!(
            "It can't be read, so nobody knows what was erased after the copy was made. If somebody asked you to erase \
             a request since then, erase it again."
        ),
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(differences: &Differences, how: Erased) {
    let Differences { erased, later, changed } = differences;
    let back = match how {
        Erased::StayErased => "erased after the copy was made, did not come back (--with-erased would bring them)",
        Erased::ComeBack => {
            "erased after the copy was made, CAME BACK; erase them again unless erasing was the mistake"
        }
    };
    list(erased, back);
    list(later, "that came in after the copy was made can be found only in the store that was kept");
    list(changed, "changed after the copy was made, stand again where they stood then");
}

fn list(references: &[Reference], what: &str) {
    if references.is_empty() {
        return;
    }
    println!("{} {what}:", counted(references.len() as u64));
    for reference in references.iter().take(MOST_TOLD) {
        println!("  {reference}");
    }
    if references.len() > MOST_TOLD {
        println!("  and {} more", references.len() - MOST_TOLD);
    }
}

fn counted(requests: u64) -> String {
    format!("{requests} {}", if requests == 1 { "request" } else { "requests" })
}
