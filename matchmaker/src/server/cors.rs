//! Lets pages of other sites fetch open data, feeds and calendars (CORS).

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// The extensions of open data.
const OPEN_DATA: [&str; 4] = [".json", ".csv", ".xlsx", ".jsonld"];

pub fn is_open(path: &str) -> bool {
    let data = path.starts_with("/data/") && OPEN_DATA.iter().any(|end| path.ends_with(end));
    data || path.ends_with("/feed.xml") || path.ends_with(".ics")
}

/// Lets scripts of every page read an answer.
pub fn allow_any_origin(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let exposed = HeaderValue::from_static("accept-ranges, content-length, content-range, etag");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
}

/// Answers a preflight request. Every requested header is allowed, since no answer depends on the client.
pub fn preflight(mut response: Response, request: &HeaderMap) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, OPTIONS"));
    if let Some(requested) = request.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, requested.clone());
    }
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    headers.append(header::VARY, HeaderValue::from_static("access-control-request-headers"));
    response
}
