//! Who is refused, and what the desk serves beside its pages.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use desk::desk_router;
use store::CaseStore;

use super::{HERE, SIGNED_IN, app_with_a_wish, from_here, from_stranger_here, get, signed};
use crate::support::{DESK_TOKEN, TestApp, encode, now, send};

#[tokio::test]
async fn strangers_are_refused_and_nothing_is_changed_by_looking() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let note = format!("/desk/requests/{reference}/note");
    let body = || signed(&[("version", "1"), ("by", "Eve"), ("note", "x")]);
    let peer = |address: &str| ConnectInfo(address.parse::<SocketAddr>().expect("an address"));
    let build = || Request::get("/desk/").header("host", "localhost");
    let strangers = [
        build().body(Body::empty()),
        build().extension(peer("192.168.1.7:50000")).body(Body::empty()),
        Request::get("/desk/").header("host", "evil.example").extension(peer(HERE)).body(Body::empty()),
        from_here(Method::GET, "http://evil.example/desk/").body(Body::empty()),
        Request::get("/desk/assets/desk.css").header("host", "evil.example").extension(peer(HERE)).body(Body::empty()),
        from_here(Method::POST, &note).header("origin", "https://evil.example").body(body()),
        from_here(Method::POST, &note).header("sec-fetch-site", "cross-site").body(body()),
    ];
    for stranger in strangers {
        let mut stranger = stranger.expect("a request");
        stranger.headers_mut().append("cookie", SIGNED_IN.cookie.parse().expect("a header"));
        let answer = send(&app.desk(), stranger).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("This desk only answers on its own computer"));
        assert!(!answer.body.contains(reference.as_str()));
    }
    let looked = get(&app, &format!("{note}?version=1&by=Eve&note=x")).await;
    assert_eq!(looked.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(app.store.timeline(&reference, now()).await.expect("an answer").len(), 1);
}

#[tokio::test]
async fn the_desk_serves_its_style_and_protects_itself() {
    let app = TestApp::new();
    let style = get(&app, "/desk/assets/desk.css").await;
    assert_eq!((style.status, style.header("content-type")), (StatusCode::OK, "text/css; charset=utf-8"));
    let icon = get(&app, "/desk/assets/icon.svg").await;
    assert_eq!((icon.status, icon.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    let page = get(&app, "/desk/").await;
    assert_eq!((page.header("cache-control"), page.header("x-content-type-options")), ("no-store", "nosniff"));
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    let stranger = from_stranger_here(Method::GET, "/desk/").body(Body::empty()).expect("a request");
    let refused = send(&app.desk(), stranger).await;
    for answer in [style, icon, page, refused] {
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    }
}

#[tokio::test]
async fn nobody_gets_in_without_the_token_also_from_this_machine() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let open = async |address: &str| {
        let request = from_stranger_here(Method::GET, address).body(Body::empty()).expect("a request");
        send(&app.desk(), request).await
    };
    for address in [
        "/desk",
        "/desk/",
        "/desk/search?words=anna",
        "/desk/reports",
        "/desk/hosts",
        "/desk/assets/keys.js",
        "/desk/nothing",
        &format!("/desk/requests/{reference}"),
        &format!("/desk/?token={}", &DESK_TOKEN[1..]),
    ] {
        let answer = open(address).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::FORBIDDEN, ""), "{address}");
        assert!(answer.body.contains("open the address that it printed when it started"), "{address}: {}", answer.body);
        assert!(!answer.body.contains(reference.as_str()) || address.contains(reference.as_str()), "{address}");
        assert!(!answer.body.contains(&DESK_TOKEN[1..]), "{address}");
    }
    let style = open("/desk/assets/desk.css").await;
    assert_eq!((style.status, style.header("content-type")), (StatusCode::OK, "text/css; charset=utf-8"));
    assert!(open("/desk/").await.tag("rel=\"stylesheet\"").contains("/desk/assets/desk.css"), "it is readable");
    let export = from_stranger_here(Method::POST, "/desk/reports/export").body(signed(&[("personal", "yes")]));
    let export = send(&app.desk(), export.expect("a request")).await;
    assert_eq!(export.status, StatusCode::FORBIDDEN);
    assert!(export.body.contains("Nothing was saved.") && !export.body.contains("anna@example.org"));

    let entered = open(&format!("/desk/?view=mine&token={DESK_TOKEN}")).await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/desk/?view=mine"));
    let cookie = entered.header("set-cookie");
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/desk"), "{cookie}");
    assert!(!cookie.contains(DESK_TOKEN) && !entered.body.contains(DESK_TOKEN));
    let again = from_here(Method::GET, &format!("/desk/?token={DESK_TOKEN}")).body(Body::empty()).expect("a request");
    let again = send(&app.desk(), again).await;
    assert!(again.header("set-cookie").starts_with(&SIGNED_IN.cookie), "open forms stay valid");
}

#[tokio::test]
async fn what_a_proxy_forwarded_is_refused_unless_it_is_trusted() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let trusting = |network: &str| {
        let mut state = app.desk_state();
        state.access = state.access.through(&[network.parse().expect("a network")]);
        desk_router(state)
    };
    for (name, value) in [
        ("forwarded", "for=192.0.2.7"),
        ("x-forwarded-for", "192.0.2.7"),
        ("x-forwarded-host", "desk.example.org"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-prefix", "/x"),
        ("x-real-ip", "127.0.0.1"),
        ("via", "1.1 proxy"),
    ] {
        let request = || from_here(Method::GET, "/desk/").header(name, value).body(Body::empty()).expect("a request");
        for desk in [app.desk(), trusting("192.0.2.0/24")] {
            let answer = send(&desk, request()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
            assert!(answer.body.contains("--trusted-proxy") && !answer.body.contains(reference.as_str()), "{name}");
        }
        let answer = send(&trusting("127.0.0.1/32"), request()).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}: {}", answer.body);
    }
    // Behind a trusted proxy the desk has a name of its own, and still wants the token.
    let named = |method: Method, address: &str| {
        let request = Request::builder().method(method).uri(address).header("host", "desk.example.org");
        let peer: SocketAddr = HERE.parse().expect("an address");
        request.header("x-forwarded-proto", "https").extension(ConnectInfo(peer))
    };
    let desk = trusting("127.0.0.1/32");
    let open =
        async |address: &str| send(&desk, named(Method::GET, address).body(Body::empty()).expect("a request")).await;
    assert_eq!(open("/desk/").await.status, StatusCode::FORBIDDEN);
    let entered = open(&format!("/desk/?token={DESK_TOKEN}")).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert!(entered.header("set-cookie").starts_with("desk-session="));
    assert!(entered.header("set-cookie").contains("; Secure"), "{}", entered.header("set-cookie"));
    let foreign = named(Method::POST, "/desk/who").header("origin", "https://evil.example");
    let foreign = foreign.header("cookie", &SIGNED_IN.cookie).body(signed(&[])).expect("a request");
    assert_eq!(send(&desk, foreign).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_is_taken_with_the_token_of_its_session_only_and_loses_nothing() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let address = format!("/desk/requests/{reference}/note");
    let fields = [("version", "1"), ("by", "Marta"), ("note", "Called <them>;\nthey agree.")];
    let with = async |token: Option<&str>| {
        let all: Vec<(&str, &str)> = fields.into_iter().chain(token.map(|token| ("csrf_token", token))).collect();
        let request = from_here(Method::POST, &address).header("content-type", "application/x-www-form-urlencoded");
        send(&app.desk(), request.body(Body::from(encode(&all))).expect("a request")).await
    };
    for token in [None, Some(""), Some("x"), Some(&SIGNED_IN.form_token[1..])] {
        let answer = with(token).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{token:?}");
        assert!(answer.tag("name=\"note\"").contains("Called &lt;them&gt;;\nthey agree."), "{}", answer.body);
        assert!(answer.body.contains(&format!("method=\"post\" action=\"{address}\"")), "{}", answer.body);
        assert_eq!(app.store.timeline(&reference, now()).await.expect("an answer").len(), 1);
        assert!(answer.tag("name=\"csrf_token\"").contains(&SIGNED_IN.form_token), "to be sent again");
    }
    assert_eq!(with(Some(&SIGNED_IN.form_token)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.store.timeline(&reference, now()).await.expect("an answer").len(), 2);
}

#[tokio::test]
async fn a_store_that_is_gone_is_told_and_nothing_is_lost() {
    let (app, reference) = app_with_a_wish(&[]).await;
    std::fs::rename(app.folder().join("store"), app.folder().join("elsewhere")).expect("a move");
    for address in ["/desk/".to_owned(), format!("/desk/requests/{reference}")] {
        let answer = get(&app, &address).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("The store can’t be reached"));
    }
    assert!(app.publication().current().language("en").is_some());
}
