//! `matchmaker serve`: site, form and desk on one port, rebuilt as files change.

use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;

use function::Correspondence;
use generator::Options;

use crate::cli::{Common, Serve};
use crate::failure::Failure;
use crate::papers::ContentFolder;
use crate::root;
use crate::server::{self, Front, Live, Manners, Order, Signer, StartAddress, TrustedProxies, Workshop};
use crate::store::Store;

/// Serves until it is told to stop.
pub fn run(common: &Common, arguments: &Serve) -> Result<ExitCode, Failure> {
    if arguments.production {
        server::log_for_programs();
    } else {
        server::log();
    }
    let Options { root, out, .. } = root::options(common)?;
    // The port comes first: nobody wants to wait for a build to learn that it is taken.
    let listener = server::listen(SocketAddr::from((arguments.bind, arguments.port)))?;
    let store = Store::open(&arguments.kept.address(&root))?;
    if arguments.production {
        return production(common, arguments, listener, &store);
    }
    let live = Arc::new(Live::new());
    let papers = Arc::new(ContentFolder::new(common.clone(), root.clone()));
    let start = StartAddress::new()?;
    let (signer, access) = (Signer::new()?, start.access());
    let kept_catalogue = root::kept_catalogue(&root);
    let front = Front::new(out, kept_catalogue, store.clone(), Arc::clone(&live), signer, papers, access);
    let front = Arc::new(front.writing_by(Correspondence::of_site(&root)?));
    let workshop = Workshop::new(common.clone(), Arc::clone(&front), Arc::clone(&live));
    workshop.build()?;
    let watch = workshop.watch(&root)?;

    let address = server::address(&listener)?;
    println!("Open http://{address}/ to see the site; desk: {} Ctrl+C ends it.", start.text(address));
    server::run(listener, server::serve_router(front, Arc::clone(&live)), live, store.records)?;
    drop(watch);
    println!("Stopped. Every request that was acknowledged is in the store.");
    Ok(ExitCode::SUCCESS)
}

/// Serves visitors until it is told to stop.
fn production(common: &Common, arguments: &Serve, listener: TcpListener, store: &Store) -> Result<ExitCode, Failure> {
    let proxies = TrustedProxies::new(&arguments.trusted_proxy);
    let order = Order {
        common: common.clone(),
        builds: !arguments.no_build,
        manners: Manners::with_connections(arguments.connections as usize, proxies),
    };
    server::run_production(order, listener, store)?;
    Ok(ExitCode::SUCCESS)
}
