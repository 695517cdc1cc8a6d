//! The submit route over a real connection, served as its caller serves it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::num::NonZeroU32;

use axum::Router;
use function::Limits;
use tokio::net::TcpListener;

use crate::support::{TestApp, encode, wish_with};

/// Serves a router on a port of its own, as the caller of this crate does.
pub async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    address
}

/// Posts a body over a real connection, and returns the answer as it came.
async fn post_over_http(address: &str, headers: &str, body: &str) -> String {
    let request = format!(
        "POST /api/requests HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n{body}",
        body.len()
    );
    let address = address.to_owned();
    let talk = move || {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.write_all(request.as_bytes()).expect("a request that is taken");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    };
    tokio::task::spawn_blocking(talk).await.expect("a thread that ends")
}

#[tokio::test]
async fn over_a_real_connection_a_form_is_stored_a_large_one_gets_a_page_and_a_hasty_sender_waits() {
    let app = TestApp::new();
    let (once, thrice) = (NonZeroU32::MIN, NonZeroU32::new(3).expect("not zero"));
    let address = serve(app.submit_with_limits(Limits { per_minute: once, burst: thrice })).await;
    let headers = "content-type: application/x-www-form-urlencoded\r\naccept: text/html\r\n";
    let body = encode(&wish_with(&[]));

    let stored = post_over_http(&address, headers, &body).await;
    assert!(stored.starts_with("HTTP/1.1 303 See Other\r\n"), "{stored}");
    let large = post_over_http(&address, headers, &format!("goal={}", "x".repeat(500_000))).await;
    assert!(large.starts_with("HTTP/1.1 413 ") && large.contains("<h1>This was not accepted</h1>"), "{large}");
    let again = post_over_http(&address, headers, &body).await;
    assert!(again.starts_with("HTTP/1.1 303 "), "{again}");
    let hasty = post_over_http(&address, headers, &body).await;
    assert!(hasty.starts_with("HTTP/1.1 429 ") && hasty.contains("\r\nretry-after: "), "{hasty}");
    assert!(hasty.contains("We want to see how apprentices learn"), "what was typed comes back");
    let program = post_over_http(&address, "content-type: application/json\r\n", "{}").await;
    assert!(program.starts_with("HTTP/1.1 429 ") && program.contains("\"code\":\"too-many\""), "{program}");
}
