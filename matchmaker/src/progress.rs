//! Progress messages for work that takes longer than a second.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Does some work, and prints a message every second meanwhile; in a log, every ten seconds.
pub fn show_during<T>(message: impl Fn() -> String + Send, work: impl FnOnce() -> T) -> T {
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let start = Instant::now();
            let mut printed = false;
            let (pause, again) = if io::stderr().is_terminal() { (1, "\r") } else { (10, "\n") };
            while waiting.recv_timeout(Duration::from_secs(pause)) == Err(RecvTimeoutError::Timeout) {
                eprint!("{} … {} s{again}", message(), start.elapsed().as_secs());
                printed = true;
            }
            if printed && io::stderr().is_terminal() {
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
