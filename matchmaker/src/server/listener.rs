//! A listener, and a simple server on it for this machine's own users.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::{Router, middleware};
use store::CaseStore;
use tokio::time::sleep;
use web::Clock;

use super::live_reload::LiveReload;
use super::{host_header, purge::purge_hourly, stop_signal::stop_requested};
use crate::error::CommandError;

/// How long running requests may take once the server is told to stop.
const GRACE_PERIOD: Duration = Duration::from_secs(5);

pub fn listen(address: SocketAddr) -> Result<TcpListener, CommandError> {
    let port = address.port();
    TcpListener::bind(address).map_err(|source| match source.kind() {
        ErrorKind::AddrInUse => CommandError::PortTaken(port),
        _ => CommandError::Port { port, source },
    })
}

/// The address that is listened on; for port 0, with the port that the system chose.
pub fn local_address(listener: &TcpListener) -> Result<SocketAddr, CommandError> {
    listener.local_addr().map_err(CommandError::Server)
}

/// Serves until Ctrl+C or SIGTERM, then lets running requests finish. Meanwhile, expired requests are erased.
pub fn serve(
    listener: TcpListener,
    router: Router,
    live: Arc<LiveReload>,
    records: Arc<dyn CaseStore>,
    clock: Clock,
) -> Result<(), CommandError> {
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::Server)?;
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let service =
            router.layer(middleware::from_fn(host_header::require)).into_make_service_with_connect_info::<SocketAddr>();
        let closing = Arc::clone(&live);
        let server = axum::serve(listener, service).with_graceful_shutdown(async move {
            stop_requested().await;
            closing.close();
        });
        tokio::select! {
            served = async { server.await } => served,
            () = async { live.closed().await; sleep(GRACE_PERIOD).await } => Ok(()),
            () = purge_hourly(records, clock) => Ok(()),
        }
    });
    served.map_err(CommandError::Server)
}
