//! `matchmaker erase`: one request and all that was done about it, for good.

use std::process::ExitCode;

use crate::cli::{Common, Erase};
use crate::failure::Failure;
use crate::store::Store;

/// Erases it, and tells where it may still be.
pub fn run(common: &Common, arguments: &Erase) -> Result<ExitCode, Failure> {
    let address = arguments.kept.address_or_of_site(common)?;
    // A store is not made to find that it has nothing.
    address.must_exist()?;
    let store = Store::open(&address)?;
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::Runtime)?;
    let reference = &arguments.reference;
    if !runtime.block_on(store.records.erase(reference))? {
        return Err(Failure::NoRequest { reference: reference.to_string(), store: address });
    }
    println!("{reference} and its timeline are erased. Copies that were made before still have it.");
    Ok(ExitCode::SUCCESS)
}
