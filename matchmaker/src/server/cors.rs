//! What the pages of others may fetch from a browser (the Fetch standard's CORS): the open data, feeds and calendars.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// What of the data is open.
const OPEN: [&str; 4] = [".json", ".csv", ".xlsx", ".jsonld"];

/// Whether anybody's page may fetch what is at this path.
pub fn is_open(path: &str) -> bool {
    let data = path.starts_with("/data/") && OPEN.iter().any(|end| path.ends_with(end));
    data || path.ends_with("/feed.xml") || path.ends_with(".ics")
}

/// Opens an answer to the scripts of every page.
pub fn open(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let exposed = HeaderValue::from_static("accept-ranges, content-length, content-range, etag");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
}

/// Answers the question that a browser asks before a request of another page: nothing here depends on who asks, so every header
/// it names is allowed.
pub fn preflight(mut response: Response, asked: &HeaderMap) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, OPTIONS"));
    if let Some(wanted) = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, wanted.clone());
    }
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    headers.append(header::VARY, HeaderValue::from_static("access-control-request-headers"));
    response
}
