//! The local server: what `serve` and `desk` have in common.

mod base_path;
mod changes;
mod conditional;
mod cors;
mod desk_access;
#[cfg(unix)]
mod drop_box;
mod encoding;
mod expiry;
mod front;
mod host;
mod live;
mod not_built;
mod panel;
mod policy;
mod preview;
mod production;
mod proof;
mod static_files;
mod workshop;

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use axum::{Router, middleware};
use function::observe::tell_panics_by_place;
use function::store::Records;
use function::{Clock, Publication};
use tokio::signal;
use tokio::time::sleep;

pub use base_path::below;
pub use changes::Changes;
pub use desk_access::StartAddress;
#[cfg(unix)]
pub use drop_box::Collector;
pub use front::{Front, serve_router};
pub use live::Live;
pub use production::{Order, PublicRights, TrustedProxies, run as run_production};
pub use proof::{Secrets, Signer};
pub use static_files::refuse_undecodable;
pub use workshop::Workshop;

use crate::failure::Failure;

/// How long requests under way may take once the server is told to stop.
const PATIENCE: Duration = Duration::from_secs(5);

/// Writes the function's log, which has no personal data, to the error stream.
pub fn log() {
    // A second initialisation within one process is harmless: the first stays.
    drop(tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).try_init());
    tell_panics_by_place();
}

/// The same, a line of JSON for each event.
pub fn log_for_programs() {
    drop(
        tracing_subscriber::fmt().json().flatten_event(true).with_writer(std::io::stderr).with_target(false).try_init(),
    );
    tell_panics_by_place();
}

/// Listens on an address.
pub fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    let port = address.port();
    TcpListener::bind(address).map_err(|source| match source.kind() {
        ErrorKind::AddrInUse => Failure::PortTaken(port),
        _ => Failure::Port { port, source },
    })
}

/// Prepares what hosts are looked for with while nobody waits for it yet. Whoever is quicker than this waits for the rest
/// of it, and learns what is wrong with it.
pub fn prepare_ahead(publication: Arc<Publication>) {
    thread::spawn(move || drop(publication.current().shelf()));
}

/// The address that was listened on: the port asked for, or the one the system chose for port 0.
pub fn address(listener: &TcpListener) -> Result<SocketAddr, Failure> {
    listener.local_addr().map_err(Failure::Server)
}

/// Serves until Ctrl+C or the signal to terminate, then lets requests under way finish. Meanwhile what expires is erased.
pub fn run(
    listener: TcpListener,
    router: Router,
    live: Arc<Live>,
    records: Arc<dyn Records>,
    clock: Clock,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::Server)?;
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let service =
            router.layer(middleware::from_fn(host::require)).into_make_service_with_connect_info::<SocketAddr>();
        let closing = Arc::clone(&live);
        let server = axum::serve(listener, service).with_graceful_shutdown(async move {
            asked_to_stop().await;
            closing.close();
        });
        tokio::select! {
            served = async { server.await } => served,
            () = async { live.closed().await; sleep(PATIENCE).await } => Ok(()),
            () = expiry::purge_again_and_again(records, clock) => Ok(()),
        }
    });
    served.map_err(Failure::Server)
}

async fn asked_to_stop() {
    let interrupted = async { signal::ctrl_c().await.is_ok() };
    #[cfg(unix)]
    {
        let terminated = async {
            match signal::unix::signal(signal::unix::SignalKind::terminate()) {
                Ok(mut signals) => signals.recv().await.is_some(),
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! { _ = interrupted => {}, _ = terminated => {} }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
