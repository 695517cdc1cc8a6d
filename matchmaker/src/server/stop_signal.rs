//! The signals that stop a server.

use tokio::signal;

/// Waits for Ctrl+C or SIGTERM.
pub async fn stop_requested() {
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
