//! How often one sender may send. Only where the server sees its senders: behind a gateway, the gateway limits.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use web::client_network;

/// How often one sender may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests a minute, in the long run.
    pub per_minute: NonZeroU32,
    pub burst: NonZeroU32,
}

/// Counts the requests of every sender.
pub(crate) struct Gate {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    passed: AtomicU32,
}

impl Gate {
    /// After so many requests, senders that have long been quiet are forgotten.
    const TIDY_EVERY: u32 = 1_024;

    pub(crate) fn new(limits: Limits) -> Self {
        let quota = Quota::per_minute(limits.per_minute).allow_burst(limits.burst);
        Self { limiter: RateLimiter::keyed(quota), clock: DefaultClock::default(), passed: AtomicU32::new(0) }
    }

    /// Lets a sender pass, or tells how long it has to wait.
    pub(crate) fn pass(&self, address: IpAddr) -> Result<(), Duration> {
        if self.passed.fetch_add(1, Ordering::Relaxed).is_multiple_of(Self::TIDY_EVERY) {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&client_network(address)).map_err(|until| until.wait_time_from(self.clock.now()))
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::{Gate, Limits};

    #[test]
    fn a_sender_has_its_burst_and_then_waits_while_others_pass() {
        let two = NonZeroU32::new(2).expect("not zero");
        let gate = Gate::new(Limits { per_minute: two, burst: two });
        let address = |text: &str| text.parse().expect("an address");
        assert!(gate.pass(address("2001:db8::1")).is_ok());
        assert!(gate.pass(address("2001:db8::2")).is_ok());
        let wait = gate.pass(address("2001:db8::3")).expect_err("the third has to wait");
        assert!((1..=30).contains(&wait.as_secs()), "{wait:?}");
        assert!(gate.pass(address("192.0.2.1")).is_ok());
    }
}
