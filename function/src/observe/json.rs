//! Events as lines of JSON, for a platform that collects what a process prints.
//!
//! In: events of `tracing`. Out: one line each, whole. Our own events are written with their words. Of a library's event only
//! the level and the place are written: its words could quote what somebody sent.

use std::fmt;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use super::{TARGET, metrics};

/// Writes events as lines of JSON, those of requests with their figures.
pub struct JsonLines<W> {
    writer: Mutex<W>,
}

impl JsonLines<io::Stdout> {
    /// Lines on standard output.
    pub fn stdout() -> Self {
        Self::new(io::stdout())
    }
}

impl<W: Write> JsonLines<W> {
    /// Lines somewhere.
    pub fn new(writer: W) -> Self {
        Self { writer: Mutex::new(writer) }
    }

    fn write(&self, line: &Map<String, Value>) {
        // A map of texts and numbers can always be written as JSON.
        let Ok(mut bytes) = serde_json::to_vec(line) else { return };
        bytes.push(b'\n');
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        // There is nowhere to report that nothing can be written.
        let _ = writer.write_all(&bytes).and_then(|()| writer.flush());
    }
}

/// Whether an event is one of ours.
fn is_ours(target: &str) -> bool {
    let this_crate = env!("CARGO_CRATE_NAME");
    target.strip_prefix(this_crate).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

impl<W: Write + 'static> Subscriber for JsonLines<W>
where
    Self: Send + Sync,
{
    fn enabled(&self, metadata: &Metadata) -> bool {
        let most = if is_ours(metadata.target()) { Level::INFO } else { Level::WARN };
        metadata.is_event() && *metadata.level() <= most
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::INFO)
    }

    fn event(&self, event: &Event) {
        let metadata = event.metadata();
        let mut line = Map::new();
        line.insert("level".to_owned(), metadata.level().as_str().into());
        if is_ours(metadata.target()) {
            event.record(&mut Fields(&mut line));
        } else {
            line.insert("target".to_owned(), metadata.target().into());
            line.insert("line".to_owned(), metadata.line().into());
        }
        if metadata.target() == TARGET {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            metrics::add(&mut line, i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
        }
        self.write(&line);
    }

    // Spans are not written: everything that belongs to a request stands in its line.
    fn new_span(&self, _span: &Attributes) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, _values: &Record) {}

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

struct Fields<'l>(&'l mut Map<String, Value>);

impl Visit for Fields<'_> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}").into());
    }
}
