//! Erases expired requests: at the start, and every hour after that. A purge that a wrong clock may have caused waits for
//! confirmation at the desk.

use std::sync::Arc;
use std::time::Duration;

use store::{CaseStore, HeldPurge, HoldReason, PurgeOutcome, StoreError};
use tokio::time::sleep;
use web::Clock;

/// Retention is counted in days, so an hour more does not matter.
const INTERVAL: Duration = Duration::from_secs(60 * 60);

/// A held purge is reported once in so many rounds: once a day.
const REPORT_EVERY: u32 = 24;

/// Erases expired requests every hour. An error of the store is logged and the purge tried again; meanwhile nobody sees
/// what has expired.
pub async fn purge_hourly(records: Arc<dyn CaseStore>, clock: Clock) {
    let mut held_rounds = 0;
    loop {
        let now = clock.now();
        match records.purge_if_plausible(now).await {
            Ok(PurgeOutcome::Removed(0)) => held_rounds = 0,
            Ok(PurgeOutcome::Removed(removed)) => {
                held_rounds = 0;
                tracing::info!(removed, "expired requests were erased");
            }
            Ok(PurgeOutcome::Held(held)) => {
                if held_rounds % REPORT_EVERY == 0 {
                    warn(&held, &now.to_string());
                }
                held_rounds += 1;
            }
            Err(error @ StoreError::StillInLog { .. }) => tracing::warn!(%error, "expired requests"),
            Err(error) => tracing::error!(%error, "expired requests could not be erased"),
        }
        sleep(INTERVAL).await;
    }
}

fn warn(held: &HeldPurge, now: &str) {
    let HeldPurge { reason, expired, total, believed } = held;
    let believed = believed.map(|moment| moment.to_string()).unwrap_or_default();
    let why = match reason {
        HoldReason::ClockAhead => {
            "no request is erased: this machine's clock is far ahead of when this store was last in use. Set it right; if \
             it is right, confirm that at the desk"
        }
        HoldReason::ClockBehind => {
            "no request is erased: this machine's clock is behind when this store was last in use. Set it right; if it is \
             right, confirm that at the desk"
        }
        HoldReason::LargeShare => {
            "no request is erased yet: an unusual share of all would go at once. Look at the clock and at [retention] in \
             site.toml, and confirm it at the desk; else they go in seven days"
        }
    };
    tracing::warn!(expired, total, now, believed, "{why}");
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use jiff::Timestamp;
    use store::sqlite::SqliteStore;
    use store::{InsertOutcome, SubmissionSink};
    use web::Clock;

    use super::purge_hourly;

    #[tokio::test]
    async fn what_has_expired_is_removed_at_the_start() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let store = Arc::new(SqliteStore::open(&folder.path().join("requests.sqlite")).expect("a store"));
        let second = |number| Timestamp::from_second(number).expect("a moment");
        let spend = || store.spend("a-proof", second(20), second(10));
        assert_eq!(spend().await.expect("an answer"), InsertOutcome::Inserted);
        assert_eq!(spend().await.expect("an answer"), InsertOutcome::AlreadyExists);
        let purging = tokio::spawn(purge_hourly(store.clone(), Clock::fixed(second(20))));
        // Ten seconds are no measure of anything: they only end a test that fails.
        let removed = async {
            while spend().await.expect("an answer") == InsertOutcome::AlreadyExists {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), removed).await.expect("it is removed");
        purging.abort();
    }
}
