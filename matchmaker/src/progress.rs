//! Signs of life for work that takes longer than a second.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Does some work, and tells every second that it is still going on; in a log, every ten seconds. Quick work is not mentioned.
pub fn during<T>(what: impl Fn() -> String + Send, work: impl FnOnce() -> T) -> T {
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let start = Instant::now();
            let mut told = false;
            let (pause, again) = if io::stderr().is_terminal() { (1, "\r") } else { (10, "\n") };
            while waiting.recv_timeout(Duration::from_secs(pause)) == Err(RecvTimeoutError::Timeout) {
                eprint!("{} … {} s{again}", what(), start.elapsed().as_secs());
                told = true;
            }
            if told && io::stderr().is_terminal() {
                eprintln!();
            }
            // A terminal that is gone is no reason to stop the work.
            drop(io::stderr().flush());
        });
        let value = work();
        drop(done);
        value
    })
}
