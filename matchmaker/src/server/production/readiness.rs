//! What systemd is told: that the server is ready, takes up a newer site, answers, or stops, and whether requests can be
//! stored. Elsewhere, nothing.

use std::sync::Arc;

use domain::case::Reference;
use function::store::{Intake, Records, StoreError};
use sd_notify::NotifyState;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::site::Current;

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

/// Tells again and again that the server answers, if systemd wants to know. A store that is out of order is no reason for a
/// restart, which would take the site away from its readers: it is told in the log, in the unit's status and at
/// `/api/health`.
pub async fn keep_alive(current: Arc<Current>, intake: Arc<dyn Intake>, records: Option<Arc<dyn Records>>) {
    let Some(limit) = sd_notify::watchdog_enabled() else { return };
    let mut moments = interval(limit / 3);
    moments.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut store_was_well = true;
    loop {
        moments.tick().await;
        // Whatever answers visitors is asked for as for one of them: if that hangs, nothing is told.
        drop(current.router());
        tell(&[NotifyState::Watchdog]);
        let tried = timeout(limit / 3, try_store(&*intake, records.as_deref())).await;
        let store_is_well = matches!(tried, Ok(Ok(())));
        match tried {
            Ok(Ok(())) if store_was_well => {}
            Ok(Ok(())) => tell(&[NotifyState::Status("Requests are stored again")]),
            Ok(Err(error)) => {
                tracing::error!(%error, "requests can't be stored");
                tell(&[NotifyState::Status(&format!("Requests can't be stored: {error}"))]);
            }
            Err(_) => {
                tracing::error!(waited = ?(limit / 3), "the store does not answer");
                tell(&[NotifyState::Status("The store does not answer")]);
            }
        }
        store_was_well = store_is_well;
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
