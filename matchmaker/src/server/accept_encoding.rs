//! Ignores the refusal of uncompressed answers in `Accept-Encoding` (RFC 9110, section 12.5.3). An answer that can't be compressed
//! as requested is sent uncompressed, which section 12.4.1 allows. A 406 would be sent for forms that were stored, too.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Removes `identity;q=0` and `*;q=0` from a request.
pub async fn ignore_identity_refusal(mut request: Request, next: Next) -> Response {
    remove_refusals(request.headers_mut());
    next.run(request).await
}

fn remove_refusals(headers: &mut HeaderMap) {
    let values: Vec<&str> =
        headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).collect();
    let accepted = || values.iter().flat_map(|value| value.split(','));
    if !accepted().any(refuses_identity) {
        return;
    }
    let others: Vec<&str> = accepted().filter(|coding| !refuses_identity(coding)).map(str::trim).collect();
    match HeaderValue::from_str(&others.join(", ")) {
        Ok(value) if !others.is_empty() => drop(headers.insert(header::ACCEPT_ENCODING, value)),
        _ => drop(headers.remove(header::ACCEPT_ENCODING)),
    }
}

/// Whether an entry is `identity` or `*`, with a weight of zero.
fn refuses_identity(coding: &str) -> bool {
    let mut parts = coding.split(';').map(str::trim);
    let is_plain = parts.next().is_some_and(|name| name == "*" || name.eq_ignore_ascii_case("identity"));
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    is_plain && weight.and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0)
}
