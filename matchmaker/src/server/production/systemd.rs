//! Notifies systemd that the server is ready, reloads, answers or stops, and whether requests can be stored. Does nothing
//! without systemd.

use std::sync::Arc;

use domain::case::Reference;
use sd_notify::NotifyState;
use store::{CaseStore, StoreError, SubmissionSink};
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::state::ProductionState;

pub fn notify_ready() {
    notify(&[NotifyState::Ready]);
}

/// Announces a reload; [`notify_ready`] follows.
pub fn notify_reloading() {
    match NotifyState::monotonic_usec_now() {
        Ok(now) => notify(&[NotifyState::Reloading, now]),
        Err(error) => tracing::warn!(%error, "systemd is not told of the reload"),
    }
}

pub fn notify_stopping() {
    notify(&[NotifyState::Stopping]);
}

/// Feeds the watchdog, if there is one. A store that fails is no reason for a restart, which would take the site down: it is
/// reported in the log, in the unit's status and at `/api/health`.
pub async fn keep_alive(
    state: Arc<ProductionState>,
    sink: Arc<dyn SubmissionSink>,
    records: Option<Arc<dyn CaseStore>>,
) {
    let Some(limit) = sd_notify::watchdog_enabled() else { return };
    let mut ticks = interval(limit / 3);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut store_worked = true;
    loop {
        ticks.tick().await;
        // Takes the lock that requests take: if that hangs, the watchdog is not fed.
        drop(state.router());
        notify(&[NotifyState::Watchdog]);
        let tested = timeout(limit / 3, test_store(&*sink, records.as_deref())).await;
        let store_works = matches!(tested, Ok(Ok(())));
        match tested {
            Ok(Ok(())) if store_worked => {}
            Ok(Ok(())) => notify(&[NotifyState::Status("Requests are stored again")]),
            Ok(Err(error)) => {
                tracing::error!(%error, "requests can't be stored");
                notify(&[NotifyState::Status(&format!("Requests can't be stored: {error}"))]);
            }
            Err(_) => {
                tracing::error!(waited = ?(limit / 3), "the store does not answer");
                notify(&[NotifyState::Status("The store does not answer")]);
            }
        }
        store_worked = store_works;
    }
}

/// Tests whether a request could be stored; if that can't be tested, whether the store can be read.
async fn test_store(sink: &dyn SubmissionSink, records: Option<&dyn CaseStore>) -> Result<(), StoreError> {
    if let Some(trial) = sink.try_put() {
        return trial.await;
    }
    let (Some(records), Some(nobody)) = (records, Reference::parse("MM-0000-0000-0000")) else { return Ok(()) };
    records.get(&nobody, jiff::Timestamp::now()).await.map(drop)
}

fn notify(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::warn!(%error, "systemd can't be told");
    }
}
