//! What systemd is told: that the server is ready, takes up a newer site, is alive, or stops. Elsewhere, nothing.

use std::sync::Arc;

use domain::submission::Reference;
use function::store::Records;
use sd_notify::NotifyState;
use tokio::time::{interval, timeout};

/// Requests are answered from now on.
pub fn ready() {
    tell(&[NotifyState::Ready]);
}

/// A newer site is about to be taken up; [`ready`] follows.
pub fn reloading() {
    match NotifyState::monotonic_usec_now() {
        Ok(now) => tell(&[NotifyState::Reloading, now]),
        Err(error) => tracing::warn!(%error, "systemd is not told of the reload"),
    }
}

/// Requests under way finish, no others begin.
pub fn stopping() {
    tell(&[NotifyState::Stopping]);
}

/// Tells again and again that the server is alive, if systemd wants to know: only while tasks run and the store answers.
pub async fn keep_alive(records: Option<Arc<dyn Records>>) {
    let Some(patience) = sd_notify::watchdog_enabled() else { return };
    let mut moments = interval(patience / 3);
    let Some(nobody) = Reference::parse("MM-0000-0000-0000") else { return };
    loop {
        moments.tick().await;
        let Some(records) = &records else {
            tell(&[NotifyState::Watchdog]);
            continue;
        };
        let asked = timeout(patience / 3, records.get(&nobody, jiff::Timestamp::now())).await;
        match asked {
            // An answer that the store is out of order is one: a restart of the server mends no disk.
            Ok(_) => tell(&[NotifyState::Watchdog]),
            Err(_) => tracing::error!(waited = ?(patience / 3), "the store does not answer"),
        }
    }
}

fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::warn!(%error, "systemd can't be told");
    }
}
