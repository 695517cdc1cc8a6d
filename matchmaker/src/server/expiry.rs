//! Removing what has expired: when the server starts, and every hour after that.

use std::sync::Arc;
use std::time::Duration;

use function::Clock;
use function::store::Records;
use tokio::time::sleep;

/// Retention is counted in days; an hour more is nothing to it.
const PAUSE: Duration = Duration::from_secs(60 * 60);

/// Removes what has expired, again and again. A store that fails is logged and asked again; meanwhile nobody sees what
/// has expired all the same.
pub async fn purge_again_and_again(records: Arc<dyn Records>, clock: Clock) {
    loop {
        match records.purge(clock.now()).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "expired requests were erased"),
            Err(error) => tracing::error!(%error, "expired requests could not be erased"),
        }
        sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use function::Clock;
    use function::store::sqlite::SqliteStore;
    use function::store::{Intake, Put};
    use jiff::Timestamp;

    use super::purge_again_and_again;

    #[tokio::test]
    async fn what_has_expired_is_removed_at_the_start() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let store = Arc::new(SqliteStore::open(&folder.path().join("requests.sqlite")).expect("a store"));
        let second = |number| Timestamp::from_second(number).expect("a moment");
        let spend = || store.spend("a-proof", second(20), second(10));
        assert_eq!(spend().await.expect("an answer"), Put::Stored);
        assert_eq!(spend().await.expect("an answer"), Put::AlreadyThere);
        let purging = tokio::spawn(purge_again_and_again(store.clone(), Clock::fixed(second(20))));
        // Ten seconds are no measure of anything: they only end a test that fails.
        let removed = async {
            while spend().await.expect("an answer") == Put::AlreadyThere {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), removed).await.expect("it is removed");
        purging.abort();
    }
}
