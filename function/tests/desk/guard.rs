//! Who is refused, and what the desk serves beside its pages.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use function::store::Records;

use super::{HERE, from_here, get, house_with_a_wish};
use crate::support::{House, encode, now, send};

#[tokio::test]
async fn strangers_are_refused_and_nothing_is_changed_by_looking() {
    let (house, reference) = house_with_a_wish(&[]).await;
    let note = format!("/desk/requests/{reference}/note");
    let body = || Body::from(encode(&[("version", "1"), ("by", "Eve"), ("note", "x")]));
    let peer = |address: &str| ConnectInfo(address.parse::<SocketAddr>().expect("an address"));
    let build = || Request::get("/desk/").header("host", "localhost");
    let strangers = [
        build().body(Body::empty()),
        build().extension(peer("192.168.1.7:50000")).body(Body::empty()),
        Request::get("/desk/").header("host", "evil.example").extension(peer(HERE)).body(Body::empty()),
        Request::get("/desk/assets/desk.css").header("host", "evil.example").extension(peer(HERE)).body(Body::empty()),
        from_here(Method::POST, &note).header("origin", "https://evil.example").body(body()),
        from_here(Method::POST, &note).header("sec-fetch-site", "cross-site").body(body()),
    ];
    for stranger in strangers {
        let answer = send(&house.desk(), stranger.expect("a request")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("This desk answers only on its own machine"));
        assert!(!answer.body.contains(reference.as_str()));
    }
    let looked = get(&house, &format!("{note}?version=1&by=Eve&note=x")).await;
    assert_eq!(looked.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(house.store.timeline(&reference, now()).await.expect("an answer").len(), 1);
}

#[tokio::test]
async fn the_desk_serves_its_style_and_protects_itself() {
    let house = House::new();
    let style = get(&house, "/desk/assets/desk.css").await;
    assert_eq!((style.status, style.header("content-type")), (StatusCode::OK, "text/css; charset=utf-8"));
    let icon = get(&house, "/desk/assets/icon.svg").await;
    assert_eq!((icon.status, icon.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    let page = get(&house, "/desk/").await;
    assert_eq!((page.header("cache-control"), page.header("x-content-type-options")), ("no-store", "nosniff"));
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
}

#[tokio::test]
async fn a_store_that_is_gone_is_told_and_nothing_is_lost() {
    let (house, reference) = house_with_a_wish(&[]).await;
    std::fs::rename(house.folder().join("store"), house.folder().join("elsewhere")).expect("a move");
    for address in ["/desk/".to_owned(), format!("/desk/requests/{reference}")] {
        let answer = get(&house, &address).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("The store can’t be reached"));
    }
    assert!(house.publication().current().language("en").is_some());
}
