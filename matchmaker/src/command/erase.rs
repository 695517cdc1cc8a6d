//! `matchmaker erase`: one request with its timeline.

use std::process::ExitCode;

use crate::cli::{Common, Erase};
use crate::error::CommandError;
use crate::open_store::OpenStore;
use crate::site_folder;

pub fn run(common: &Common, arguments: &Erase) -> Result<ExitCode, CommandError> {
    let address = site_folder::store_address(common, arguments.store.store.as_ref())?;
    let store = OpenStore::open_existing(&address)?;
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::Runtime)?;
    let reference = &arguments.reference;
    if !runtime.block_on(store.records.erase(reference))? {
        return Err(CommandError::NoRequest { reference: reference.to_string(), store: address });
    }
    println!("{reference} and its timeline are erased. Copies that were made before still have it.");
    Ok(ExitCode::SUCCESS)
}
