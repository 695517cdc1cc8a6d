//! Connections: how many there may be, how long they may take, and how they end.
//!
//! In: a listener and what answers a request. Out: answers, until it is told to stop; then requests under way finish.
//! Whoever opens many connections, sends a letter a minute or never reads an answer takes nothing from the others.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
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
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use super::sender::{TrustedProxies, network_of};

/// How connections are treated.
#[derive(Debug, Clone)]
pub struct Manners {
    /// Connections at once; more wait for their turn.
    pub most: usize,
    /// Connections at once of one sender who is no trusted proxy; more are closed.
    pub most_of_one: usize,
    /// How long the head of a request may take to arrive, and how long a connection may be kept without a request.
    pub head: Duration,
    /// How long an answer may wait for a reader who reads nothing.
    pub stalled: Duration,
    /// How long requests under way may take once the server is told to stop.
    pub farewell: Duration,
    /// Who may speak for others.
    pub proxies: TrustedProxies,
}

impl Manners {
    /// Manners for so many connections at once.
    pub fn with_connections(most: usize, proxies: TrustedProxies) -> Self {
        Self {
            most,
            most_of_one: (most / 8).max(16).min((most * 3 / 4).max(1)),
            head: Duration::from_secs(20),
            stalled: Duration::from_secs(30),
            farewell: Duration::from_secs(20),
            proxies,
        }
    }
}

/// The largest head of a request: more than any browser sends.
const LARGEST_HEAD: usize = 64 * 1024;

/// For so long a new connection is expected to ask something, even while others wait.
const FRESH: Duration = Duration::from_secs(1);

/// How long to wait when the system can accept no connection, for example because too many files are open.
const BREATH: Duration = Duration::from_millis(100);

/// Serves until `stop` comes; tells whether all requests under way had finished in time.
///
/// `router` is asked at every request, so that a newer one is used at once.
pub async fn serve(
    listener: TcpListener,
    router: impl Fn() -> Router + Clone + Send + 'static,
    manners: Manners,
    stop: impl Future<Output = ()>,
) -> bool {
    let places = Arc::new(Semaphore::new(manners.most));
    let (wish, _) = watch::channel(Wish::Stay);
    let crowd = Arc::new(Crowd::default());
    tokio::pin!(stop);
    loop {
        let accepted = async {
            if places.available_permits() == 0 {
                wish.send_replace(Wish::MakeRoom);
            }
            // The semaphore is never closed.
            let place = Arc::clone(&places).acquire_owned().await.ok();
            (accept(&listener).await, place)
        };
        let ((stream, peer), place) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let trusted = manners.proxies.trusts(peer.ip());
        let guest = if trusted { None } else { Some(crowd.enter(peer.ip(), manners.most_of_one)) };
        if matches!(guest, Some(None)) {
            wish.send_replace(Wish::MakeRoom);
            continue;
        }
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
        stream.set_write_timeout(Some(manners.stalled));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(manners.head)
            .max_buf_size(LARGEST_HEAD)
            .serve_connection(TokioIo::new(Box::pin(stream)), answer);
        let mut wishes = wish.subscribe();
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            let settled = Instant::now() + FRESH;
            let mut leaves_at: Option<Instant> = None;
            loop {
                tokio::select! {
                    // A connection that broke is the sender's affair.
                    _ = connection.as_mut() => break,
                    changed = wishes.changed() => match (changed, *wishes.borrow_and_update()) {
                        (Ok(()), Wish::MakeRoom) => leaves_at = Some(settled),
                        (Ok(()), Wish::Stay) => {}
                        (Ok(()), Wish::End) | (Err(_), _) => leaves_at = Some(Instant::now()),
                    },
                    () = sleep_until(leaves_at.unwrap_or(settled)), if leaves_at.is_some() => {
                        leaves_at = None;
                        // Ends at once if nothing was asked on it, else behind the answer.
                        connection.as_mut().graceful_shutdown();
                    }
                }
            }
            drop((guest, place, wishes));
        });
    }
    drop(listener);
    wish.send_replace(Wish::End);
    timeout(manners.farewell, wish.closed()).await.is_ok()
}

/// What is wished of all connections.
#[derive(Debug, Clone, Copy)]
enum Wish {
    /// Nothing.
    Stay,
    /// Somebody waits for a place: whoever has asked nothing, or has been answered, leaves.
    MakeRoom,
    /// The server ends.
    End,
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // Answers are short: waiting to fill a packet would only cost time. If it fails, they are late.
                stream.set_nodelay(true).ok();
                return (stream, peer);
            }
            Err(error) if is_the_senders(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                sleep(BREATH).await;
            }
        }
    }
}

fn is_the_senders(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// How many connections each sender has at this moment.
#[derive(Default)]
struct Crowd(Mutex<HashMap<IpAddr, usize>>);

/// One connection of a sender; gone with the value.
struct Guest {
    crowd: Arc<Crowd>,
    sender: IpAddr,
}

impl Crowd {
    /// Lets a sender in who has fewer than `most` connections.
    fn enter(self: &Arc<Self>, address: IpAddr, most: usize) -> Option<Guest> {
        let sender = network_of(address);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(sender).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Guest { crowd: Arc::clone(self), sender })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut counts = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.sender) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.sender);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    use axum::Router;
    use axum::routing::{get, post};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::sync::oneshot;
    use tokio::task::JoinHandle;

    use super::{Crowd, Manners, serve};
    use crate::server::production::TrustedProxies;

    /// A server with little patience, the way to stop it, and whether it parted in time.
    async fn served(manners: impl FnOnce(&mut Manners)) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<bool>) {
        let mut own = Manners {
            most: 4,
            most_of_one: 4,
            head: Duration::from_millis(300),
            stalled: Duration::from_millis(300),
            farewell: Duration::from_secs(5),
            proxies: TrustedProxies::default(),
        };
        manners(&mut own);
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
        let (address, stop, server) = served(|manners| manners.most = 1).await;
        let _silent = said(address, "GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
        // The only place is free again once the silent one has lost it.
        let mut next = said(address, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
        assert!(rest(&mut next).await.ends_with("here"));
        drop(stop);
        assert!(server.await.expect("its end"));
    }

    #[tokio::test]
    async fn a_request_under_way_is_finished_and_no_other_begins() {
        let (address, stop, server) = served(|manners| manners.head = Duration::from_secs(20)).await;
        let mut under_way =
            said(address, "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf").await;
        let _idle = said(address, "").await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.send(()).expect("a server");
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(TcpStream::connect(address).await.is_err(), "no other begins");
        under_way.write_all(b" done").await.expect("the rest");
        let answer = rest(&mut under_way).await;
        assert!(answer.ends_with("half done"), "{answer}");
        assert!(server.await.expect("its end"), "idle connections hold nothing up");
    }

    #[tokio::test]
    async fn a_request_that_never_ends_is_cut_off() {
        let (address, stop, server) = served(|manners| manners.farewell = Duration::from_millis(200)).await;
        let _endless = said(address, "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf").await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.send(()).expect("a server");
        assert!(!server.await.expect("its end"));
    }

    #[tokio::test]
    async fn whoever_asks_nothing_makes_room_for_who_waits() {
        let patient = Duration::from_secs(60);
        let (address, _stop, _server) = served(|manners| manners.head = patient).await;
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
        let (address, _stop, _server) = served(|manners| {
            manners.most_of_one = 2;
            manners.head = Duration::from_secs(20);
        })
        .await;
        let _first = said(address, "").await;
        let _second = said(address, "").await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        let mut third = said(address, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
        assert_eq!(rest(&mut third).await, "");
    }

    #[test]
    fn one_sender_never_has_all_places() {
        for most in [4, 12, 16, 64, 512] {
            let manners = Manners::with_connections(most, TrustedProxies::default());
            assert!((1..most).contains(&manners.most_of_one), "{most}: {}", manners.most_of_one);
        }
    }

    #[test]
    fn one_sender_has_so_many_connections_and_no_more_until_one_ends() {
        let crowd = Arc::new(Crowd::default());
        let address = |text: &str| text.parse().expect("an address");
        let first = crowd.enter(address("2001:db8::1"), 2).expect("room");
        let _second = crowd.enter(address("2001:db8::2"), 2).expect("room");
        assert!(crowd.enter(address("2001:db8::3"), 2).is_none());
        let other = crowd.enter(address("192.0.2.1"), 2).expect("another sender");
        drop(first);
        assert!(crowd.enter(address("2001:db8::3"), 2).is_some());
        drop(other);
        assert_eq!(crowd.0.lock().expect("counts").len(), 1, "who has left is forgotten");
    }
}
