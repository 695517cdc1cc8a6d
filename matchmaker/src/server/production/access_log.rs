//! The access log: a line of JSON for every answer, with method, route or file, status, bytes and milliseconds. It has no
//! personal data: no address, no browser, no query, and no path that does not exist, since anybody can write anything there.

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::task::{Context, Poll};
use std::thread::JoinHandle;
use std::time::Instant;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};
use jiff::Timestamp;
use serde::Serialize;

/// Lines that may wait for a slow reader of the log; further lines are counted instead of written.
const MAX_WAITING: usize = 8_192;

#[derive(Debug, Serialize)]
struct LogLine {
    time: Timestamp,
    method: &'static str,
    path: String,
    status: u16,
    bytes: u64,
    milliseconds: f64,
}

/// The log. A thread of its own writes it, so that no request waits.
#[derive(Clone)]
pub struct AccessLog {
    lines: SyncSender<LogLine>,
    lost: Arc<AtomicU64>,
}

impl AccessLog {
    /// Starts a log on a stream. Its thread ends, with everything written, when the last clone is dropped.
    pub fn to(stream: impl Write + Send + 'static) -> io::Result<(Self, JoinHandle<()>)> {
        let (lines, waiting) = sync_channel(MAX_WAITING);
        let lost = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&lost);
        let thread = std::thread::Builder::new()
            .name("access log".into())
            .spawn(move || write_lines(stream, &waiting, &counted))?;
        Ok((Self { lines, lost }, thread))
    }

    fn write(&self, line: LogLine) {
        if self.lines.try_send(line).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Writes lines as they come, and flushes when none waits.
fn write_lines(stream: impl Write, waiting: &Receiver<LogLine>, lost: &AtomicU64) {
    let mut stream = io::BufWriter::with_capacity(64 * 1024, stream);
    while let Ok(first) = waiting.recv() {
        let mut next = Some(first);
        while let Some(line) = next.take() {
            let written = serde_json::to_writer(&mut stream, &line).is_ok() && stream.write_all(b"\n").is_ok();
            if !written {
                lost.fetch_add(1, Ordering::Relaxed);
            }
            next = waiting.try_recv().ok();
        }
        if stream.flush().is_err() {
            lost.fetch_add(1, Ordering::Relaxed);
        }
        let lost = lost.swap(0, Ordering::Relaxed);
        if lost > 0 {
            tracing::warn!(lost, "the access log is not read quickly enough");
        }
    }
}

/// Logs every answer once its body is sent.
pub async fn log(State(log): State<AccessLog>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = known_method(request.method().as_str());
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let status = response.status();
    let route = response.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned());
    let path = route.unwrap_or_else(|| if is_found(status) { path } else { "-".to_owned() });
    let line = Pending { log, started, line: Some((method, path, status)), bytes: 0 };
    response.map(|body| Body::new(CountedBody { body, line }))
}

/// Passes the pattern of a route on to [`log`], which is outside of the router: an address of the function may have a
/// reference in it.
pub async fn record_route(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

/// A usual method, or `-`, since anybody can send any method.
fn known_method(method: &str) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];
    KNOWN.into_iter().find(|known| *known == method).unwrap_or("-")
}

fn is_found(status: StatusCode) -> bool {
    status.is_success() || status.is_redirection()
}

/// A line that is written when the answer is sent or the connection breaks.
struct Pending {
    log: AccessLog,
    started: Instant,
    line: Option<(&'static str, String, StatusCode)>,
    bytes: u64,
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some((method, path, status)) = self.line.take() {
            let milliseconds = (self.started.elapsed().as_secs_f64() * 1e5).round() / 100.0;
            let (time, status, bytes) = (Timestamp::now(), status.as_u16(), self.bytes);
            self.log.write(LogLine { time, method, path, status, bytes, milliseconds });
        }
    }
}

struct CountedBody {
    body: Body,
    line: Pending,
}

impl HttpBody for CountedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            self.line.bytes += frame.data_ref().map_or(0, Bytes::len) as u64;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
