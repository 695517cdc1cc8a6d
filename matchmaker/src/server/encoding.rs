//! `Accept-Encoding` of those who refuse the plain text (RFC 9110, section 12.5.3).
//!
//! In: any request. Out: the same, with the codings that it accepts and no word about the plain text. What can't be compressed as
//! asked is then sent as it is, which section 12.4.1 allows. The other choice, 406, would be told of forms that were stored.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Takes refusals of the plain text out of a request.
pub async fn allow_plain_text(mut request: Request, next: Next) -> Response {
    remove_refusals(request.headers_mut());
    next.run(request).await
}

fn remove_refusals(headers: &mut HeaderMap) {
    let values: Vec<&str> =
        headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).collect();
    let accepted = || values.iter().flat_map(|value| value.split(','));
    if !accepted().any(refuses_plain_text) {
        return;
    }
    let others: Vec<&str> = accepted().filter(|coding| !refuses_plain_text(coding)).map(str::trim).collect();
    match HeaderValue::from_str(&others.join(", ")) {
        Ok(value) if !others.is_empty() => drop(headers.insert(header::ACCEPT_ENCODING, value)),
        _ => drop(headers.remove(header::ACCEPT_ENCODING)),
    }
}

/// Whether an entry is `identity` or `*`, with a weight of zero.
fn refuses_plain_text(coding: &str) -> bool {
    let mut parts = coding.split(';').map(str::trim);
    let is_plain = parts.next().is_some_and(|name| name == "*" || name.eq_ignore_ascii_case("identity"));
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    is_plain && weight.and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0)
}
