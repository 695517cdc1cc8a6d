//! The desk from outside: what the secretariat sees and does, and who is refused. One program, so that it is built once.

mod assigning;
mod guard;
mod inbox;
mod messages;
mod naming;
mod papers;
mod purging;
mod reports;
mod request;
mod steps;
mod suggest;
mod support;
mod visiting;

use std::net::SocketAddr;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request};
use domain::case::Reference;
use store::SubmissionSink;

use crate::support::{Answer, DESK_TOKEN, NOW, TestApp, deadlines, encode, send, submission};

const HERE: &str = "127.0.0.1:50000";

/// A browser that signed in: its cookie, and what its forms send back.
struct SignedIn {
    cookie: String,
    form_token: String,
}

/// The same session for all tests: it is valid at every desk with the same token.
static SIGNED_IN: LazyLock<SignedIn> = LazyLock::new(|| {
    let sign_in = async {
        let app = TestApp::new();
        let open = async |address: &str, cookie: &str| {
            let request = from_stranger_here(Method::GET, address).header("cookie", cookie).body(Body::empty());
            send(&app.desk(), request.expect("a request")).await
        };
        let answer = open(&format!("/desk/?token={DESK_TOKEN}"), "").await;
        let cookie = answer.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let page = open("/desk/", &cookie).await;
        let form_token = page.tag("name=\"csrf_token\"").split('"').rev().nth(1).expect("a value").to_owned();
        SignedIn { cookie, form_token }
    };
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    std::thread::spawn(move || runtime().block_on(sign_in)).join().expect("a session")
});

/// A request from a browser on this machine that is not signed in.
fn from_stranger_here(method: Method, address: &str) -> axum::http::request::Builder {
    let peer: SocketAddr = HERE.parse().expect("an address");
    Request::builder().method(method).uri(address).header("host", "localhost:3000").extension(ConnectInfo(peer))
}

/// A request from a browser on this machine.
fn from_here(method: Method, address: &str) -> axum::http::request::Builder {
    from_stranger_here(method, address).header("cookie", &SIGNED_IN.cookie)
}

/// A form with its anti-forgery token.
fn signed(fields: &[(&str, &str)]) -> Body {
    Body::from(encode(&[fields, &[("csrf_token", SIGNED_IN.form_token.as_str())]].concat()))
}

async fn get(app: &TestApp, address: &str) -> Answer {
    send(&app.desk(), from_here(Method::GET, address).body(Body::empty()).expect("a request")).await
}

/// The same from the browser of somebody who said who they are.
async fn get_as(app: &TestApp, name: &str, address: &str) -> Answer {
    let request = from_here(Method::GET, address).header("cookie", format!("desk-name={name}"));
    send(&app.desk(), request.body(Body::empty()).expect("a request")).await
}

/// A form that a page of the desk sends.
fn form_from_here(address: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let request = from_here(Method::POST, address)
        .header("origin", "http://localhost:3000")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(signed(fields));
    request.expect("a request")
}

async fn post(app: &TestApp, address: &str, fields: &[(&str, &str)]) -> Answer {
    send(&app.desk(), form_from_here(address, fields)).await
}

async fn app_with_a_wish(changes: &[(&str, &str)]) -> (TestApp, Reference) {
    let app = TestApp::new();
    let submission = submission(changes, NOW);
    app.store.put(&submission, deadlines(&submission)).await.expect("an answer");
    (app, submission.reference)
}
