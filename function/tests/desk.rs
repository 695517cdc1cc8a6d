//! The desk: what the secretariat sees and does, and who is refused.

mod assigning;
mod guard;
mod inbox;
mod messages;
mod papers;
mod reports;
mod request;
mod steps;
mod suggest;
mod visiting;

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request};
use domain::submission::Reference;
use function::store::Intake;

use crate::support::{Answer, House, NOW, deadlines, encode, send, submission};

const HERE: &str = "127.0.0.1:50000";

/// A request from a browser on this machine.
fn from_here(method: Method, address: &str) -> axum::http::request::Builder {
    let peer: SocketAddr = HERE.parse().expect("an address");
    Request::builder().method(method).uri(address).header("host", "localhost:3000").extension(ConnectInfo(peer))
}

async fn get(house: &House, address: &str) -> Answer {
    send(&house.desk(), from_here(Method::GET, address).body(Body::empty()).expect("a request")).await
}

/// The same from the browser of somebody who said who they are.
async fn get_as(house: &House, name: &str, address: &str) -> Answer {
    let request = from_here(Method::GET, address).header("cookie", format!("desk-name={name}"));
    send(&house.desk(), request.body(Body::empty()).expect("a request")).await
}

/// A form that a page of the desk sends.
fn form_from_here(address: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let request = from_here(Method::POST, address)
        .header("origin", "http://localhost:3000")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(encode(fields)));
    request.expect("a request")
}

async fn post(house: &House, address: &str, fields: &[(&str, &str)]) -> Answer {
    send(&house.desk(), form_from_here(address, fields)).await
}

async fn house_with_a_wish(changes: &[(&str, &str)]) -> (House, Reference) {
    let house = House::new();
    let submission = submission(changes, NOW);
    house.store.put(&submission, deadlines(&submission)).await.expect("an answer");
    (house, submission.reference)
}
