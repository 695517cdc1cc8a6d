//! What systemd is told: that the server is ready, takes up a newer site, is alive, or stops. Elsewhere, nothing.

use std::sync::Arc;

use domain::submission::Reference;
use function::store::{Intake, Records, StoreError};
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

/// Tells again and again that the server is alive, if systemd wants to know: only while tasks run and requests can be
/// stored. A store that stays out of order ends with a restart, which says what is wrong with it and what to do.
pub async fn keep_alive(intake: Arc<dyn Intake>, records: Option<Arc<dyn Records>>) {
    let Some(patience) = sd_notify::watchdog_enabled() else { return };
    let mut moments = interval(patience / 3);
    let mut was_well = true;
    loop {
        moments.tick().await;
        let tried = timeout(patience / 3, try_store(&*intake, records.as_deref())).await;
        let is_well = matches!(tried, Ok(Ok(())));
        match tried {
            Ok(Ok(())) if was_well => tell(&[NotifyState::Watchdog]),
            Ok(Ok(())) => tell(&[NotifyState::Watchdog, NotifyState::Status("Requests are stored again")]),
            Ok(Err(error)) => {
                tracing::error!(%error, "requests can't be stored");
                tell(&[NotifyState::Status(&format!("Requests can't be stored: {error}"))]);
            }
            Err(_) => {
                tracing::error!(waited = ?(patience / 3), "the store does not answer");
                tell(&[NotifyState::Status("The store does not answer")]);
            }
        }
        was_well = is_well;
    }
}

/// Tries whether a request could be stored; where that can't be tried, whether the store can be read.
async fn try_store(intake: &dyn Intake, records: Option<&dyn Records>) -> Result<(), StoreError> {
    if let Some(trial) = intake.try_put() {
        return trial.await;
    }
    let (Some(records), Some(nobody)) = (records, Reference::parse("MM-0000-0000-0000")) else { return Ok(()) };
    records.get(&nobody, jiff::Timestamp::now()).await.map(drop)
}

fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::warn!(%error, "systemd can't be told");
    }
}
