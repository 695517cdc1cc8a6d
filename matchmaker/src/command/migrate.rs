//! `matchmaker migrate`: copies everything from one store to another, and compares both.
//!
//! Both stores are read before anything is written. A request that both have must be the same, so a migration that broke off
//! can simply be started again.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use store::{InsertOutcome, StoreError, StoredCase, Transfer};
use tokio::task::JoinSet;

use crate::cli::Migrate;
use crate::error::CommandError;
use crate::open_store::OpenStore;

/// Requests that are written at the same time: a file syncs once for all of them, and a table is not overloaded.
const CONCURRENT_WRITES: usize = 32;

/// The most references to list; the rest is counted.
const MAX_LISTED: usize = 10;

/// The content of a store: for each reference a fingerprint of everything about it. 100,000 requests take a few megabytes.
type Inventory = BTreeMap<String, [u8; 32]>;

/// Copies everything, and prints how much it was.
pub fn run(arguments: &Migrate) -> Result<ExitCode, CommandError> {
    let Migrate { from, to } = arguments;
    if from.is_same(to) {
        return Err(CommandError::SameStore(from.clone()));
    }
    let source = OpenStore::open_existing(from)?;
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::Runtime)?;
    let now = Timestamp::now();
    // Expired requests are not copied, so a wrong clock would leave out requests that have not expired.
    if let Some(held) = runtime.block_on(source.records.held_purge(now))? {
        return Err(CommandError::PurgeHeld { store: from.clone(), expired: held.expired, total: held.total, now });
    }
    let target = OpenStore::open(to)?.transfer;
    runtime.block_on(migrate(arguments, &*source.transfer, &target, now))
}

async fn migrate(
    arguments: &Migrate,
    source: &dyn Transfer,
    target: &Arc<dyn Transfer>,
    now: Timestamp,
) -> Result<ExitCode, CommandError> {
    let Migrate { from, to } = arguments;
    let there = inventory(&**target, now).await?;
    let here = inventory(source, now).await?;
    let conflicting = conflicts(&here, &there);
    if !conflicting.is_empty() {
        return Err(CommandError::Different { to: to.clone(), references: list(&conflicting) });
    }
    let written = copy(source, target, &there, now).await?;
    let gone = source.read_deleted_tallies(now).await?;
    target.insert_deleted_tallies(&gone).await?;
    let erasures = source.read_erasures().await?;
    let are_remembered = erasures.is_empty() || target.insert_erasures(&erasures).await?;
    let known = here.len() - here.keys().filter(|reference| !there.contains_key(*reference)).count();

    // What came in or changed while this ran is found here, and so is what a store does not give back as it got it.
    let (here, there) = (inventory(source, now).await?, inventory(&**target, now).await?);
    let missing: Vec<&String> =
        here.iter().filter(|(key, print)| there.get(*key) != Some(print)).map(|(key, _)| key).collect();
    if !missing.is_empty() {
        return Err(CommandError::NotAlike { references: list(&missing) });
    }
    println!(
        "{written} of {} requests written, {known} were there already; all compared: {to} has what {from} has.",
        here.len()
    );
    if !gone.is_empty() {
        println!("What {} more counted for, which are erased or have expired, is kept for the reports.", gone.len());
    }
    if !are_remembered {
        println!(
            "{to} does not remember what was erased from {from} ({}): destroy its copies, or a restored one brings that back.",
            erasures.len()
        );
    } else if !erasures.is_empty() {
        println!("{} erasures are remembered there, too: no copy of {from} brings them back.", erasures.len());
    }
    let others = there.len() - here.len();
    if others > 0 {
        println!("{to} has {others} more, which {from} has not.");
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes requests that the target does not have. Returns how many.
async fn copy(
    source: &dyn Transfer,
    target: &Arc<dyn Transfer>,
    there: &Inventory,
    now: Timestamp,
) -> Result<usize, CommandError> {
    let mut written = 0;
    let mut mark = None;
    loop {
        let batch = source.read_batch(mark, now).await?;
        let mut new: Vec<StoredCase> =
            batch.cases.into_iter().filter(|case| !there.contains_key(reference_of(case))).collect();
        while !new.is_empty() {
            let mut writing = JoinSet::new();
            for case in new.split_off(new.len().saturating_sub(CONCURRENT_WRITES)) {
                let target = Arc::clone(target);
                writing.spawn(async move { target.insert_case(&case).await });
            }
            for put in writing.join_all().await {
                written += usize::from(put? == InsertOutcome::Inserted);
            }
        }
        mark = batch.next;
        if mark.is_none() {
            return Ok(written);
        }
    }
}

async fn inventory(store: &dyn Transfer, now: Timestamp) -> Result<Inventory, CommandError> {
    let mut inventory = Inventory::new();
    let mut mark = None;
    loop {
        let batch = store.read_batch(mark, now).await?;
        for case in &batch.cases {
            inventory.insert(reference_of(case).to_owned(), fingerprint(case)?);
        }
        mark = batch.next;
        if mark.is_none() {
            return Ok(inventory);
        }
    }
}

fn reference_of(case: &StoredCase) -> &str {
    case.record.submission.reference.as_str()
}

/// A hash of everything about a request.
fn fingerprint(case: &StoredCase) -> Result<[u8; 32], StoreError> {
    let record = &case.record;
    let state = (record.status, record.version, record.changed, record.until, record.due, &record.handling);
    let written = serde_json::to_vec(&(&record.submission, state, &case.timeline))
        .map_err(|error| StoreError::unavailable("a request can't be written down", error))?;
    Ok(Sha256::digest(written).into())
}

/// References that both stores have with different content.
fn conflicts<'i>(here: &'i Inventory, there: &Inventory) -> Vec<&'i String> {
    let differs =
        |(reference, print): &(&String, &[u8; 32])| there.get(*reference).is_some_and(|other| other != *print);
    here.iter().filter(differs).map(|(reference, _)| reference).collect()
}

fn list(references: &[&String]) -> String {
    let mut listed: Vec<String> = references.iter().take(MAX_LISTED).map(|reference| (*reference).clone()).collect();
    if references.len() > MAX_LISTED {
        listed.push(format!("and {} more", references.len() - MAX_LISTED));
    }
    listed.join(", ")
}
