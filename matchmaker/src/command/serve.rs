//! `matchmaker serve`: site, form and desk on one port, rebuilt as files change.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use generator::Options;

use crate::cli::{Common, Serve};
use crate::failure::Failure;
use crate::root;
use crate::server::{self, Front, Live, Workshop};

/// Serves until it is told to stop.
pub fn run(common: &Common, arguments: &Serve) -> Result<ExitCode, Failure> {
    server::log();
    let Options { root, out, .. } = root::options(common)?;
    // The port comes first: nobody wants to wait for a build to learn that it is taken.
    let listener = server::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port)))?;
    let store = server::open_store(&root, arguments.store.as_deref())?;
    let live = Arc::new(Live::new());
    let front = Arc::new(Front::new(out, store.clone(), Arc::clone(&live)));
    let workshop = Workshop::new(common.clone(), Arc::clone(&front), Arc::clone(&live));
    workshop.build()?;
    let watch = workshop.watch(&root)?;

    let address = server::address(&listener)?;
    println!("Open http://{address}/ to see the site, and http://{address}/desk/ for the desk. Ctrl+C ends it.");
    server::run(listener, server::serve_router(front, Arc::clone(&live)), live, store)?;
    drop(watch);
    println!("Stopped. Every request that was acknowledged is in the store.");
    Ok(ExitCode::SUCCESS)
}
