//! Who may use the desk: somebody who signed in with its token, in a browser on this machine or behind a trusted proxy, and
//! only the desk's own pages may send to it.
//!
//! A foreign website can make a browser call a loopback address, directly or by pointing a name of its own there. So
//! the peer's address, the name that was called and the origin of what is sent are all looked at. A reverse proxy that
//! nobody meant to lead here makes everybody look local; so the token is asked of everybody, and what a proxy has
//! forwarded is refused unless it is trusted.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

use super::access::{DeskAccess, FORM_FIELD, SessionCookie};
use super::assets;
use super::session::within_the_desk;
use super::state::Desk;
use web::body::Draft;

/// The style sheet, which the page for those who are not signed in needs too. It says nothing of anybody.
const STYLE: &str = "/desk/assets/desk.css";

/// The parameter that holds the token in the address that is printed at the start.
const TOKEN: &str = "token";

/// Headers by which a proxy, a load balancer or a delivery network says that it has forwarded a request: those of RFC 7239
/// and RFC 9110, and those in wide use.
const FORWARDING: [&str; 13] = [
    "forwarded",
    "via",
    "cdn-loop",
    "client-ip",
    "fastly-client-ip",
    "fly-client-ip",
    "forwarded-for",
    "true-client-ip",
    "x-arr-log-id",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-envoy-external-address",
    "x-real-ip",
];

/// How the names of other such headers begin.
const FORWARDING_FAMILIES: [&str; 4] = ["x-forwarded-", "x-original-", "cf-", "cloudfront-"];

/// Why somebody is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    /// From another machine, by another name, or sent by a page of somebody else.
    Stranger,
    /// Forwarded by a proxy that is not trusted.
    Forwarded,
    /// Not signed in.
    SignedOut,
    /// The token in the address is not the desk's.
    WrongToken,
}

impl Refusal {
    fn key(self) -> &'static str {
        match self {
            Refusal::Stranger => "error-refused",
            Refusal::Forwarded => "error-forwarded",
            Refusal::SignedOut => "error-signed-out",
            Refusal::WrongToken => "error-wrong-token",
        }
    }
}

/// A page for somebody who is not let in. It needs nothing of the desk but its style sheet.
#[derive(Serialize)]
struct RefusalPage<'a> {
    heading: String,
    text: String,
    signs_in: bool,
    /// This address, for somebody who is signed in and followed a link of another website: browsers send no cookie then.
    again: Option<&'a str>,
    /// Something was sent, and was not saved.
    was_sent: bool,
}

/// What was sent by a page of an earlier session, to be sent again.
#[derive(Serialize)]
struct ResendPage<'a> {
    action: &'a str,
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Field {
    name: String,
    value: String,
}

/// Lets a request through, with its [`SessionCookie`] as an extension.
pub(super) async fn admit(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let is_reading = matches!(parts.method, Method::GET | Method::HEAD);
    let (session, is_proxied) = match examine(&desk.access, &parts) {
        Ok(found) => found,
        Err(refusal) => return desk.refuse(refusal, &parts),
    };
    if is_reading && let Some(token) = parameter(&parts.uri, TOKEN) {
        // A session that is valid stays: forms that are open belong to it.
        let signed_in = desk.access.sign_in(&token).map(|new| session.unwrap_or(new));
        return match signed_in {
            Some(session) => enter(&session, &parts, desk.publication.current().base_path(), is_proxied),
            None => desk.refuse(Refusal::WrongToken, &parts),
        };
    }
    let Some(session) = session else {
        if is_reading && parts.uri.path() == STYLE {
            return assets::style().await.into_response();
        }
        return desk.refuse(Refusal::SignedOut, &parts);
    };
    parts.extensions.insert(session.clone());
    if is_reading {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let Ok(draft) = Draft::read(&parts.headers, body).await else { return desk.error(StatusCode::BAD_REQUEST) };
    let (tokens, fields): (Vec<_>, Vec<_>) = draft.typed.into_iter().partition(|(name, _)| name == FORM_FIELD);
    if !matches!(tokens.as_slice(), [(_, token)] if session.made(token)) {
        return desk.ask_to_resend(&session, &parts, fields);
    }
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    parts.headers.remove(header::CONTENT_LENGTH);
    next.run(Request::from_parts(parts, Body::from(body))).await
}

/// The session of a request that comes from where it may, and whether a trusted proxy forwarded it.
fn examine(access: &DeskAccess, parts: &Parts) -> Result<(Option<SessionCookie>, bool), Refusal> {
    let headers = &parts.headers;
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let peer = peer.ok_or(Refusal::Stranger)?;
    let is_proxied = is_forwarded(headers);
    if is_proxied && !access.trusts(peer) {
        return Err(if is_this_machine(peer) { Refusal::Forwarded } else { Refusal::Stranger });
    }
    // Of a target with a host, that host counts (RFC 9112, 3.2.2).
    let is_local = is_this_machine(peer) && calls_this_machine(headers) && parts.uri.host().is_none_or(is_local_name);
    let is_reading = matches!(parts.method, Method::GET | Method::HEAD);
    if !(is_local || is_proxied && has_one_host(headers)) || !(is_reading || comes_from_this_desk(headers)) {
        return Err(Refusal::Stranger);
    }
    Ok((access.session_of(headers), is_proxied))
}

fn is_forwarded(headers: &HeaderMap) -> bool {
    let is_of_a_proxy =
        |name: &str| FORWARDING.contains(&name) || FORWARDING_FAMILIES.iter().any(|family| name.starts_with(family));
    headers.keys().any(|name| is_of_a_proxy(name.as_str()))
}

/// Tells the browser to remember its session, and leads to the same address without the token.
fn enter(session: &SessionCookie, parts: &Parts, base_path: &str, is_proxied: bool) -> Response {
    let is_encrypted =
        is_proxied && parts.headers.get("x-forwarded-proto").is_some_and(|scheme| scheme.as_bytes() == b"https");
    let mut response = Redirect::to(&without_parameter(&parts.uri, TOKEN)).into_response();
    if let Some(cookie) = session.set_cookie(&parts.headers, base_path, is_encrypted) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn parameter(uri: &Uri, wanted: &str) -> Option<String> {
    let query = uri.query()?.as_bytes();
    form_urlencoded::parse(query).find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
}

fn without_parameter(uri: &Uri, unwanted: &str) -> String {
    let query = uri.query().unwrap_or_default();
    let others = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != unwanted);
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(others).finish();
    let path = if uri.path() == "/desk" { "/desk/" } else { uri.path() };
    let address = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    within_the_desk(&address).to_owned()
}

impl Desk {
    fn refuse(&self, refusal: Refusal, parts: &Parts) -> Response {
        let key = refusal.key();
        let is_reading = matches!(parts.method, Method::GET | Method::HEAD);
        let again = parts.uri.path_and_query().map(|address| address.as_str());
        let page = RefusalPage {
            heading: self.words.text(key),
            text: self.words.text(&format!("{key}-text")),
            signs_in: matches!(refusal, Refusal::SignedOut | Refusal::WrongToken),
            again: again.filter(|_| refusal == Refusal::SignedOut && is_reading),
            was_sent: !is_reading,
        };
        self.page_with(StatusCode::FORBIDDEN, "refused.html", &page, "")
    }

    /// Nothing that was typed is lost because a page is older than the session: it is shown, to be sent again.
    fn ask_to_resend(&self, session: &SessionCookie, parts: &Parts, fields: Vec<(String, String)>) -> Response {
        let fields = fields.into_iter().map(|(name, value)| Field { name, value }).collect();
        let action = parts.uri.path_and_query().map_or("/desk/", |address| address.as_str());
        self.page_with(StatusCode::FORBIDDEN, "resend.html", &ResendPage { action, fields }, session.form_token())
    }
}

fn is_this_machine(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

fn calls_this_machine(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    has_one_host(headers) && host.is_some_and(|host| is_local_name(without_port(host)))
}

fn has_one_host(headers: &HeaderMap) -> bool {
    headers.get_all(header::HOST).iter().count() == 1
}

fn is_local_name(name: &str) -> bool {
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]"
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Browsers say where a form comes from, each in at least one of two headers; what they say must be us. Who says
/// nothing is no browser, but a program that somebody runs on this machine: nobody can be tricked into that.
fn comes_from_this_desk(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text("host").unwrap_or_default();
    let origin = text("origin")
        .map(|origin| ["http://", "https://"].iter().any(|scheme| origin.strip_prefix(scheme) == Some(host)));
    let site = text("sec-fetch-site").map(|site| site == "same-origin");
    origin.unwrap_or(true) && site.unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::{
        FORWARDING, calls_this_machine, comes_from_this_desk, is_forwarded, is_this_machine, parameter,
        without_parameter,
    };

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for &(name, value) in pairs {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn only_loopback_is_this_machine() {
        for (address, expected) in [
            ("127.0.0.1", true),
            ("127.8.9.10", true),
            ("::1", true),
            ("::ffff:127.0.0.1", true),
            ("192.168.1.4", false),
            ("0.0.0.0", false),
            ("::ffff:10.0.0.1", false),
        ] {
            assert_eq!(is_this_machine(address.parse().expect("an address")), expected, "{address}");
        }
    }

    #[test]
    fn a_name_that_was_pointed_here_is_refused() {
        for good in ["localhost", "LocalHost:8080", "127.0.0.1:3000", "[::1]", "[::1]:3000"] {
            assert!(calls_this_machine(&headers(&[("host", good)])), "{good}");
        }
        for bad in
            ["evil.example", "localhost.evil.example", "evil.example:127", "", "127.0.0.1.evil.example:80", "::1"]
        {
            assert!(!calls_this_machine(&headers(&[("host", bad)])), "{bad}");
        }
        assert!(!calls_this_machine(&headers(&[])));
        assert!(!calls_this_machine(&headers(&[("host", "localhost"), ("host", "evil.example")])));
    }

    #[test]
    fn only_the_desks_own_pages_send() {
        const HOST: (&str, &str) = ("host", "localhost:3000");
        let ours = ("origin", "http://localhost:3000");
        assert!(comes_from_this_desk(&headers(&[HOST, ours])));
        assert!(comes_from_this_desk(&headers(&[HOST, ours, ("sec-fetch-site", "same-origin")])));
        assert!(comes_from_this_desk(&headers(&[HOST, ("sec-fetch-site", "same-origin")])));
        assert!(comes_from_this_desk(&headers(&[HOST])), "a program on this machine");
        for foreign in [
            vec![("origin", "null")],
            vec![("origin", "http://localhost:8000")],
            vec![("origin", "https://evil.example")],
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site"), ours],
        ] {
            let all: Vec<_> = std::iter::once(HOST).chain(foreign).collect();
            assert!(!comes_from_this_desk(&headers(&all)), "{all:?}");
        }
    }

    #[test]
    fn every_header_of_a_proxy_is_known() {
        let named = [
            "x-forwarded-for",
            "x-forwarded-anything",
            "cf-connecting-ip",
            "cloudfront-viewer-address",
            "x-original-url",
        ];
        for name in FORWARDING.into_iter().chain(named) {
            assert!(is_forwarded(&headers(&[("host", "localhost"), (name, "")])), "{name}");
        }
        assert!(!is_forwarded(&headers(&[("host", "localhost"), ("x-requested-with", "y")])));
    }

    #[test]
    fn only_the_token_leaves_the_address() {
        for (address, token, rest) in [
            ("/desk/?token=abc", Some("abc"), "/desk/"),
            ("/desk?token=abc", Some("abc"), "/desk/"),
            ("/desk/?view=mine&token=a%62c&form=join", Some("abc"), "/desk/?view=mine&form=join"),
            ("/desk/%2e%2e/en/?token=abc", Some("abc"), "/desk/"),
            ("/desk/search?words=t%C3%B6ken", None, "/desk/search?words=t%C3%B6ken"),
        ] {
            let uri = address.parse().expect("an address");
            assert_eq!(parameter(&uri, "token").as_deref(), token, "{address}");
            assert_eq!(without_parameter(&uri, "token"), rest, "{address}");
        }
    }
}
