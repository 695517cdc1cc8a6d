//! Connections: how many there may be, how long they may take, and how they end. A client that opens many connections, sends one
//! byte a minute or never reads an answer takes nothing from the others.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use super::client_address::TrustedProxies;
use super::connection_counter::ConnectionCounter;

#[derive(Debug, Clone)]
pub struct ConnectionLimits {
    /// Connections at once; more wait for their turn.
    pub max: usize,
    /// Connections at once of one client that is no trusted proxy; more are closed.
    pub max_per_client: usize,
    /// How long the head of a request may take to arrive, and how long a connection may stay open without a request.
    pub head_timeout: Duration,
    /// How long an answer may wait for a client that reads nothing.
    pub write_timeout: Duration,
    /// How long running requests may take once the server is told to stop.
    pub grace_period: Duration,
    pub proxies: TrustedProxies,
}

impl ConnectionLimits {
    /// The limits for so many connections at once.
    pub fn new(max: usize, proxies: TrustedProxies) -> Self {
        Self {
            max,
            max_per_client: (max / 8).max(16).min((max * 3 / 4).max(1)),
            head_timeout: Duration::from_secs(20),
            write_timeout: Duration::from_secs(30),
            grace_period: Duration::from_secs(20),
            proxies,
        }
    }
}

/// The largest head of a request: more than any browser sends.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// How long a new connection may wait with its first request, even while others wait for a connection.
const FIRST_REQUEST_TIME: Duration = Duration::from_secs(1);

/// The pause when the system can accept no connection, for example because too many files are open.
const ACCEPT_RETRY: Duration = Duration::from_millis(100);

/// Serves until `stop` ends. Returns whether all running requests finished in time.
///
/// `router` is called at every request, so that a newer one is used at once.
pub async fn serve(
    listener: TcpListener,
    router: impl Fn() -> Router + Clone + Send + 'static,
    limits: ConnectionLimits,
    stop: impl Future<Output = ()>,
) -> bool {
    let counter = ConnectionCounter::new(limits.max, limits.max_per_client);
    let (command, _) = watch::channel(Command::Stay);
    tokio::pin!(stop);
    loop {
        let accepted = async {
            if counter.is_full() {
                command.send_replace(Command::CloseIdle);
            }
            let permit = counter.reserve().await;
            (accept(&listener).await, permit)
        };
        let ((stream, peer), permit) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let is_proxy = limits.proxies.trusts(peer.ip());
        let Some(permit) = (if is_proxy { Some(permit) } else { counter.admit(permit, peer.ip()) }) else {
            command.send_replace(Command::CloseIdle);
            continue;
        };
        let router = router.clone();
        let answer = service_fn(move |mut request: hyper::Request<Incoming>| {
            let router = router();
            async move {
                request.extensions_mut().insert(ConnectInfo(peer));
                let request: Request = request.map(Body::new);
                let answer: Result<_, Infallible> = router.oneshot(request).await;
                answer
            }
        });
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.write_timeout));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head_timeout)
            .max_buf_size(MAX_HEAD_BYTES)
            .serve_connection(TokioIo::new(Box::pin(stream)), answer);
        let mut commands = command.subscribe();
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            let may_close_at = Instant::now() + FIRST_REQUEST_TIME;
            let mut closes_at: Option<Instant> = None;
            loop {
                tokio::select! {
                    // An error of the connection is the client's affair.
                    _ = connection.as_mut() => break,
                    changed = commands.changed() => match (changed, *commands.borrow_and_update()) {
                        (Ok(()), Command::CloseIdle) => closes_at = Some(may_close_at),
                        (Ok(()), Command::Stay) => {}
                        (Ok(()), Command::Close) | (Err(_), _) => closes_at = Some(Instant::now()),
                    },
                    () = sleep_until(closes_at.unwrap_or(may_close_at)), if closes_at.is_some() => {
                        closes_at = None;
                        // Closes an idle connection at once, another after its answer.
                        connection.as_mut().graceful_shutdown();
                    }
                }
            }
            drop((permit, commands));
        });
    }
    drop(listener);
    command.send_replace(Command::Close);
    timeout(limits.grace_period, command.closed()).await.is_ok()
}

/// What all connections are to do.
#[derive(Debug, Clone, Copy)]
enum Command {
    Stay,
    /// Somebody waits for a connection: those without a request, or whose answer is sent, close.
    CloseIdle,
    Close,
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // Answers are short, so waiting to fill a packet would only cost time. If it fails, they are late.
                stream.set_nodelay(true).ok();
                return (stream, peer);
            }
            Err(error) if is_caused_by_client(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                sleep(ACCEPT_RETRY).await;
            }
        }
    }
}

fn is_caused_by_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::time::{Duration, Instant};

    use axum::Router;
    use axum::routing::{get, post};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::sync::oneshot;
    use tokio::task::JoinHandle;

    use super::{ConnectionLimits, serve};
    use crate::server::production::client_address::TrustedProxies;

    /// Starts a server with short timeouts. Returns its address, its stop signal and whether all requests finished in time.
    async fn served(limits: impl FnOnce(&mut ConnectionLimits)) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<bool>) {
        let mut own = ConnectionLimits {
            max: 4,
            max_per_client: 4,
            head_timeout: Duration::from_millis(300),
            write_timeout: Duration::from_millis(300),
            grace_period: Duration::from_secs(5),
            proxies: TrustedProxies::default(),
        };
        limits(&mut own);
        let long = "x".repeat(64 * 1024 * 1024);
        let router = Router::new()
            .route("/", get(|| async { "here" }))
            .route("/long", get(|| async { long }))
            .route("/echo", post(|body: String| async { body }));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let (stop, stopped) = oneshot::channel();
        let server = serve(listener, move || router.clone(), own, async { drop(stopped.await) });
        (address, stop, tokio::spawn(server))
    }

    async fn said(address: SocketAddr, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(text.as_bytes()).await.expect("a word");
        stream
    }

    async fn rest(stream: &mut TcpStream) -> String {
        let mut bytes = Vec::new();
        // A connection that is cut ends the answer, too.
        let read = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut bytes)).await;
        assert!(read.is_ok(), "the connection is still open");
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Sends half of a request, and waits until the server reads its body.
    async fn begin_upload(address: SocketAddr) -> TcpStream {
        let head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n";
        let mut stream = said(address, head).await;
        let mut interim = [0; 25];
        stream.read_exact(&mut interim).await.expect("100 Continue");
        assert_eq!(&interim, b"HTTP/1.1 100 Continue\r\n\r\n");
        stream.write_all(b"half").await.expect("the first half");
        stream
    }

    #[tokio::test]
    async fn whoever_does_not_finish_a_head_is_left() {
        let (address, _stop, _server) = served(|_| {}).await;
        let start = Instant::now();
        for slow in ["", "GET / HTTP/1.1\r\nHost: local", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"] {
            let mut stream = said(address, slow).await;
            rest(&mut stream).await;
        }
        assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    }

    #[tokio::test]
    async fn whoever_reads_nothing_is_left() {
        let (address, stop, server) = served(|limits| limits.max = 1).await;
        let _silent = said(address, "GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
        // The only place is free again once the silent one has lost it.
        let mut next = said(address, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
        assert!(rest(&mut next).await.ends_with("here"));
        drop(stop);
        assert!(server.await.expect("its end"));
    }

    #[tokio::test]
    async fn a_request_under_way_is_finished_and_no_other_begins() {
        let (address, stop, server) = served(|limits| limits.head_timeout = Duration::from_secs(20)).await;
        let mut under_way = begin_upload(address).await;
        let _idle = said(address, "").await;
        stop.send(()).expect("a server");
        let closed = async { while TcpStream::connect(address).await.is_ok() {} };
        tokio::time::timeout(Duration::from_secs(5), closed).await.expect("no other begins");
        under_way.write_all(b" done").await.expect("the rest");
        let answer = rest(&mut under_way).await;
        assert!(answer.ends_with("half done"), "{answer}");
        assert!(server.await.expect("its end"), "idle connections hold nothing up");
    }

    #[tokio::test]
    async fn a_request_that_never_ends_is_cut_off() {
        let (address, stop, server) = served(|limits| limits.grace_period = Duration::from_millis(200)).await;
        let _endless = begin_upload(address).await;
        stop.send(()).expect("a server");
        assert!(!server.await.expect("its end"));
    }

    #[tokio::test]
    async fn whoever_asks_nothing_makes_room_for_who_waits() {
        let patient = Duration::from_secs(60);
        let (address, _stop, _server) = served(|limits| limits.head_timeout = patient).await;
        let answered = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
        let mut idle = Vec::new();
        for words in ["", "", answered, answered] {
            idle.push(said(address, words).await);
        }
        let start = Instant::now();
        let mut next = said(address, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
        assert!(rest(&mut next).await.ends_with("here"));
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    }

    #[tokio::test]
    async fn one_sender_takes_not_all_places() {
        let (address, _stop, _server) = served(|limits| {
            limits.max_per_client = 2;
            limits.head_timeout = Duration::from_secs(20);
        })
        .await;
        let _first = said(address, "").await;
        let _second = said(address, "").await;
        let mut third = said(address, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
        assert_eq!(rest(&mut third).await, "");
    }

    #[test]
    fn one_sender_never_has_all_places() {
        for most in [4, 12, 16, 64, 512] {
            let limits = ConnectionLimits::new(most, TrustedProxies::default());
            assert!((1..most).contains(&limits.max_per_client), "{most}: {}", limits.max_per_client);
        }
    }
}
