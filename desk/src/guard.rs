//! Who may use the desk: somebody who signed in with its token, in a browser on this machine or behind a trusted proxy, and
//! only the desk's own pages may send to it.
//!
//! A foreign website can make a browser call a loopback address, directly or by pointing a name of its own there. So
//! the peer's address, the name that was called and the origin of what is sent are all looked at. A reverse proxy that
//! nobody meant to lead here makes everybody look local; so the token is asked of everybody, and what a proxy has
//! forwarded is refused unless it is trusted.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;

use super::access::{DeskAccess, FORM_FIELD, SessionCookie};
use super::assets;
use super::context::App;
use super::origin::{
    calls_this_machine, comes_from_this_desk, has_one_host, is_forwarded, is_local_name, is_this_machine,
};
use super::posted_form::{HiddenField, PostedForm};
use super::session::within_the_desk;
use web::body::Draft;

/// The parameter that holds the token in the address that is printed at the start.
const TOKEN: &str = "token";

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

/// Lets a request through, with its [`SessionCookie`] as an extension, and with its [`PostedForm`] where it sends something.
pub(super) async fn admit(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let is_reading = matches!(parts.method, Method::GET | Method::HEAD);
    let access = &app.state.access;
    let (session, is_proxied) = match examine(access, &parts) {
        Ok(found) => found,
        Err(refusal) => return refuse(&app, refusal, &parts),
    };
    if is_reading && let Some(token) = parameter(&parts.uri, TOKEN) {
        // A session that is valid stays: forms that are open belong to it.
        let signed_in = access.sign_in(&token).map(|new| session.unwrap_or(new));
        return match signed_in {
            Some(session) => enter(&session, &parts, &app.state.publication.current().base_path, is_proxied),
            None => refuse(&app, Refusal::WrongToken, &parts),
        };
    }
    let Some(session) = session else {
        if is_reading && parts.uri.path() == assets::STYLE.path {
            return assets::STYLE.response();
        }
        return refuse(&app, Refusal::SignedOut, &parts);
    };
    parts.extensions.insert(session.clone());
    if is_reading {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let Ok(draft) = Draft::read(&parts.headers, body).await else {
        return app.anonymous("").error_page(StatusCode::BAD_REQUEST);
    };
    let (tokens, fields): (Vec<_>, Vec<_>) = draft.typed.into_iter().partition(|(name, _)| name == FORM_FIELD);
    if !matches!(tokens.as_slice(), [(_, token)] if session.made(token)) {
        return ask_to_resend(&app, &session, &parts, fields);
    }
    parts.extensions.insert(PostedForm::new(fields));
    next.run(Request::from_parts(parts, Body::empty())).await
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

fn refuse(app: &App, refusal: Refusal, parts: &Parts) -> Response {
    let context = app.anonymous("");
    let key = refusal.key();
    let is_reading = matches!(parts.method, Method::GET | Method::HEAD);
    let again = parts.uri.path_and_query().map(|address| address.as_str());
    // It needs nothing of the desk but its style sheet.
    let page = json!({
        "heading": context.words.text(key),
        "text": context.words.text(&format!("{key}-text")),
        "signs_in": matches!(refusal, Refusal::SignedOut | Refusal::WrongToken),
        // For somebody who is signed in and followed a link of another website: browsers send no cookie then.
        "again": again.filter(|_| refusal == Refusal::SignedOut && is_reading),
        "was_sent": !is_reading,
    });
    context.page_with_status(StatusCode::FORBIDDEN, "refused.html", &page).into_response()
}

/// Nothing that was typed is lost because a page is older than the session: it is shown, to be sent again.
fn ask_to_resend(app: &App, session: &SessionCookie, parts: &Parts, fields: Vec<(String, String)>) -> Response {
    let fields: Vec<_> = fields.into_iter().map(|(name, value)| HiddenField { name, value }).collect();
    let action = parts.uri.path_and_query().map_or("/desk/", |address| address.as_str());
    let context = app.anonymous(session.form_token());
    context
        .page_with_status(StatusCode::FORBIDDEN, "resend.html", &json!({ "action": action, "fields": fields }))
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::{parameter, without_parameter};

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
