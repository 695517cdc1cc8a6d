//! The number of open connections: in all, and of each client.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use web::client_network;

pub struct ConnectionCounter {
    total: Arc<Semaphore>,
    max_per_client: usize,
    by_client: Mutex<HashMap<IpAddr, usize>>,
}

/// One connection; ends with the value.
pub struct Permit {
    _total: Option<OwnedSemaphorePermit>,
    client: Option<(Arc<ConnectionCounter>, IpAddr)>,
}

impl ConnectionCounter {
    pub fn new(max: usize, max_per_client: usize) -> Arc<Self> {
        Arc::new(Self { total: Arc::new(Semaphore::new(max)), max_per_client, by_client: Mutex::default() })
    }

    /// Whether no further connection is possible at the moment.
    pub fn is_full(&self) -> bool {
        self.total.available_permits() == 0
    }

    /// Waits until a further connection is possible.
    pub async fn reserve(&self) -> Permit {
        // The semaphore is never closed.
        Permit { _total: Arc::clone(&self.total).acquire_owned().await.ok(), client: None }
    }

    /// Counts a connection for its client, too; none if the client has too many.
    pub fn admit(self: &Arc<Self>, permit: Permit, address: IpAddr) -> Option<Permit> {
        let client = client_network(address);
        let mut counts = self.by_client.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(client).or_default();
        if *count >= self.max_per_client {
            return None;
        }
        *count += 1;
        drop(counts);
        let mut permit = permit;
        permit.client = Some((Arc::clone(self), client));
        Some(permit)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let Some((counter, client)) = &self.client else { return };
        let mut counts = counter.by_client.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(client) {
            *count -= 1;
            if *count == 0 {
                counts.remove(client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ConnectionCounter;

    #[tokio::test]
    async fn one_sender_has_so_many_connections_and_no_more_until_one_ends() {
        let counter = ConnectionCounter::new(8, 2);
        let enter = async |address: &str| {
            let permit = counter.reserve().await;
            counter.admit(permit, address.parse().expect("an address"))
        };
        let first = enter("2001:db8::1").await.expect("room");
        let _second = enter("2001:db8::2").await.expect("room");
        assert!(enter("2001:db8::3").await.is_none());
        let other = enter("192.0.2.1").await.expect("another sender");
        drop(first);
        assert!(enter("2001:db8::3").await.is_some());
        drop(other);
        assert_eq!(counter.by_client.lock().expect("counts").len(), 1, "who has left is forgotten");
    }
}
