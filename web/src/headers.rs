//! The headers that every answer bears: nothing is kept in a cache, nothing foreign is loaded, nobody frames us.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

const PROTECTION: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    ),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
];

pub async fn protect(mut response: Response) -> Response {
    for (name, value) in PROTECTION {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Headers of the desk: no other site shares a window with its pages, or loads anything of it.
pub async fn isolate(mut response: Response) -> Response {
    for name in ["cross-origin-opener-policy", "cross-origin-resource-policy"] {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static("same-origin"));
    }
    response
}
