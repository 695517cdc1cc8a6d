//! Whether requests can be stored, as far as that is known.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use store::{StoreError, SubmissionSink};

/// How long an answer of the store is believed: whoever asks again and again must not keep it busy.
const BELIEVED: Duration = Duration::from_secs(1);

/// What is known of whether requests can be stored.
#[derive(Default)]
pub(crate) struct StoreHealth(Mutex<Option<(Instant, bool)>>);

impl StoreHealth {
    /// Notes how an attempt to store something ended. A record that the store refuses for itself says nothing about it.
    pub(crate) fn note<T>(&self, outcome: &Result<T, StoreError>) {
        let is_well = match outcome {
            Ok(_) => true,
            Err(StoreError::TooLarge { .. } | StoreError::Unreadable { .. }) => return,
            Err(_) => false,
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), is_well));
    }

    /// Whether a request could be stored now: tried, where the store can be tried; else as the last attempt ended.
    pub(crate) async fn is_well(&self, sink: &dyn SubmissionSink) -> Option<bool> {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, is_well)) = last.filter(|(when, _)| when.elapsed() < BELIEVED) {
            return Some(is_well);
        }
        let Some(trial) = sink.try_put() else { return last.map(|(_, is_well)| is_well) };
        let outcome = trial.await;
        if let Err(error) = &outcome {
            tracing::error!(%error, "requests can't be stored");
        }
        self.note(&outcome);
        Some(outcome.is_ok())
    }
}
