//! A stand-in for the Lambda runtime API: hands out events one at a time, and notes what a function says to it and when.
//!
//! Made after its documentation: `/runtime/invocation/next`, `…/response`, `…/error`, `/runtime/init/error`.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::{Mutex, mpsc as events};

/// What a function said, and when.
#[derive(Debug)]
pub struct Said {
    /// When it was heard.
    pub at: Instant,
    /// What.
    pub what: What,
}

/// What a function said.
#[derive(Debug)]
pub enum What {
    /// It asked for an event.
    Polled,
    /// It answered an event.
    Answered(Bytes),
    /// It reported that it could not answer an event.
    Failed(Bytes),
    /// It reported that it could not begin, and of which kind the error is.
    NotBegun(String, Bytes),
}

struct Ears {
    events: Mutex<events::UnboundedReceiver<Bytes>>,
    said: mpsc::Sender<Said>,
}

impl Ears {
    fn hear(&self, what: What) {
        // A function may still speak when nobody listens any more.
        let _ = self.said.send(Said { at: Instant::now(), what });
    }
}

/// The stand-in, gone when dropped.
pub struct RuntimeApi {
    address: SocketAddr,
    events: events::UnboundedSender<Bytes>,
    said: mpsc::Receiver<Said>,
    _runtime: Runtime,
}

impl RuntimeApi {
    /// Opens it on a free port.
    pub fn open() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let (events, waiting) = events::unbounded_channel();
        let (said, heard) = mpsc::channel();
        let ears = Arc::new(Ears { events: Mutex::new(waiting), said });
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/response", post(response))
            .route("/2018-06-01/runtime/invocation/{id}/error", post(error))
            .route("/2018-06-01/runtime/init/error", post(init_error))
            .layer(DefaultBodyLimit::disable())
            .with_state(ears);
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self { address, events, said: heard, _runtime: runtime }
    }

    /// Host and port, as a function finds them in its environment.
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Puts an event into the queue.
    pub fn send(&self, event: impl Into<Bytes>) {
        self.events.send(event.into()).expect("a queue");
    }

    /// The next thing that a function says, within ten seconds.
    pub fn listen(&self) -> Option<Said> {
        self.said.recv_timeout(Duration::from_secs(10)).ok()
    }
}

async fn next(State(ears): State<Arc<Ears>>) -> impl IntoResponse {
    ears.hear(What::Polled);
    let event = ears.events.lock().await.recv().await.unwrap_or_default();
    let headers = [
        ("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"),
        ("lambda-runtime-deadline-ms", "4102444800000"),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-central-1:123456789012:function:submit"),
        ("lambda-runtime-trace-id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0"),
        ("content-type", "application/json"),
    ];
    (headers, event)
}

async fn response(State(ears): State<Arc<Ears>>, Path(_id): Path<String>, body: Bytes) -> StatusCode {
    ears.hear(What::Answered(body));
    StatusCode::ACCEPTED
}

async fn error(State(ears): State<Arc<Ears>>, Path(_id): Path<String>, body: Bytes) -> StatusCode {
    ears.hear(What::Failed(body));
    StatusCode::ACCEPTED
}

async fn init_error(State(ears): State<Arc<Ears>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let kind = headers.get("lambda-runtime-function-error-type").and_then(|kind| kind.to_str().ok());
    ears.hear(What::NotBegun(kind.unwrap_or_default().to_owned(), body));
    StatusCode::ACCEPTED
}
