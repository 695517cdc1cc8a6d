//! The program's log on the error stream, without personal data.

use function::observe::log_panics_by_place;
use tracing_subscriber::fmt;

/// Logs as text. A second initialisation within one process changes nothing.
pub fn log_as_text() {
    drop(fmt().with_writer(std::io::stderr).with_target(false).try_init());
    log_panics_by_place();
}

/// Logs each event as a line of JSON.
pub fn log_as_json() {
    drop(fmt().json().flatten_event(true).with_writer(std::io::stderr).with_target(false).try_init());
    log_panics_by_place();
}
