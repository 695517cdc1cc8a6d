//! `HEAD`, conditional requests and ranges (RFC 9110, sections 13 and 14).
//!
//! Every request is answered from the whole answer to `GET`. So answers to `HEAD`, and all 304, 206, 412 and 416, have its header
//! fields, whatever made it and however it is compressed.

mod range;

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};

use self::range::RequestedRange;

/// Fields that describe a body.
const BODY_HEADERS: [HeaderName; 5] = [
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::CONTENT_ENCODING,
    header::CONTENT_RANGE,
    header::ACCEPT_RANGES,
];

/// Evaluates conditions and range of `GET` and `HEAD`; passes on other methods.
pub async fn answer(mut request: Request, next: Next) -> Response {
    let is_head = request.method() == Method::HEAD;
    if !is_head && request.method() != Method::GET {
        return next.run(request).await;
    }
    // The router omits the body of an answer to HEAD.
    *request.method_mut() = Method::GET;
    let conditions = Conditions::take(request.headers_mut());
    let range = request.headers_mut().remove(header::RANGE).filter(|_| !is_head);
    if range.is_some() {
        // A range is one of the uncompressed file.
        request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    }
    let (parts, body) = request.into_parts();
    let again = parts.clone();
    let mut whole = next.clone().run(Request::from_parts(parts, body)).await;
    weaken_tag(whole.headers_mut());
    if whole.status() != StatusCode::OK {
        return whole;
    }
    match conditions.evaluate(whole.headers()) {
        Outcome::Send => {}
        Outcome::NotModified => return without_body(whole, StatusCode::NOT_MODIFIED),
        Outcome::Failed => return without_body(whole, StatusCode::PRECONDITION_FAILED),
    }
    let Some(range) = range.filter(|_| conditions.allows_range(whole.headers(), SystemTime::now())) else {
        return whole;
    };
    let Some(length) = ranged_length(whole.headers()) else { return whole };
    match RequestedRange::parse(&range, length) {
        RequestedRange::Ignored => whole,
        RequestedRange::Unsatisfiable => {
            let mut refused = without_body(whole, StatusCode::RANGE_NOT_SATISFIABLE);
            if let Ok(value) = HeaderValue::from_str(&format!("bytes */{length}")) {
                refused.headers_mut().insert(header::CONTENT_RANGE, value);
            }
            refused
        }
        RequestedRange::One { first, last } => {
            let mut request = Request::from_parts(again, Body::empty());
            if let Ok(value) = HeaderValue::from_str(&format!("bytes={first}-{last}")) {
                request.headers_mut().insert(header::RANGE, value);
            }
            let mut part = next.run(request).await;
            if let Some(vary) = whole.headers().get(header::VARY) {
                part.headers_mut().insert(header::VARY, vary.clone());
            }
            part
        }
    }
}

/// Makes the tag of a compressed answer weak, since other codings give other bytes.
fn weaken_tag(headers: &mut HeaderMap) {
    if headers.contains_key(header::CONTENT_ENCODING)
        && let Some(tag) = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok())
        && !tag.starts_with("W/")
        && let Ok(weak) = HeaderValue::from_str(&format!("W/{tag}"))
    {
        headers.insert(header::ETAG, weak);
    }
}

/// The length of an answer that supports ranges.
fn ranged_length(headers: &HeaderMap) -> Option<u64> {
    let in_parts = headers.get(header::ACCEPT_RANGES).is_some_and(|unit| unit == "bytes");
    headers.get(header::CONTENT_LENGTH).filter(|_| in_parts)?.to_str().ok()?.parse().ok()
}

fn without_body(whole: Response, status: StatusCode) -> Response {
    let (mut parts, _) = whole.into_parts();
    parts.status = status;
    for name in BODY_HEADERS {
        parts.headers.remove(name);
    }
    Response::from_parts(parts, Body::new(NoBody))
}

/// No body and no length: axum would send the length 0 for an empty body, which a 304 must not have.
struct NoBody;

impl HttpBody for NoBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        true
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

#[derive(Debug, Default)]
struct Conditions {
    if_match: Option<Vec<String>>,
    if_unmodified_since: Option<SystemTime>,
    if_none_match: Option<Vec<String>>,
    if_modified_since: Option<SystemTime>,
    if_range: Option<HeaderValue>,
}

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Send,
    NotModified,
    Failed,
}

impl Conditions {
    /// Takes the conditions out of a request, so that no later handler evaluates them.
    fn take(headers: &mut HeaderMap) -> Self {
        let date = |headers: &mut HeaderMap, name| headers.remove(name).as_ref().and_then(parse_date);
        Self {
            if_match: take_tags(headers, header::IF_MATCH),
            if_unmodified_since: date(headers, header::IF_UNMODIFIED_SINCE),
            if_none_match: take_tags(headers, header::IF_NONE_MATCH),
            if_modified_since: date(headers, header::IF_MODIFIED_SINCE),
            if_range: headers.remove(header::IF_RANGE),
        }
    }

    /// Evaluates the conditions in the order of RFC 9110, section 13.2.2.
    fn evaluate(&self, answer: &HeaderMap) -> Outcome {
        let tag = answer.get(header::ETAG).and_then(|tag| tag.to_str().ok()).map(without_weak_mark);
        let is_listed = |tags: &[String]| tags.iter().any(|listed| listed == "*" || Some(&**listed) == tag);
        let changed = answer.get(header::LAST_MODIFIED).and_then(parse_date);
        match (&self.if_match, self.if_unmodified_since, changed) {
            (Some(tags), ..) if !is_listed(tags) => return Outcome::Failed,
            (None, Some(since), Some(changed)) if changed > since => return Outcome::Failed,
            _ => {}
        }
        match (&self.if_none_match, self.if_modified_since, changed) {
            (Some(tags), ..) if is_listed(tags) => Outcome::NotModified,
            (None, Some(since), Some(changed)) if changed <= since => Outcome::NotModified,
            _ => Outcome::Send,
        }
    }

    /// Whether the answer is the version of which the client has other parts already (section 13.1.5).
    fn allows_range(&self, answer: &HeaderMap, now: SystemTime) -> bool {
        let Some(expected) = &self.if_range else { return true };
        let tag = answer.get(header::ETAG);
        match expected.as_bytes() {
            [b'"', ..] => tag == Some(expected),
            [b'W', b'/', ..] => false,
            _ => {
                // Dates have whole seconds: only a date more than a second ago tells versions apart.
                let changed = answer.get(header::LAST_MODIFIED).and_then(parse_date);
                let settled = changed
                    .is_some_and(|changed| now.duration_since(changed).is_ok_and(|age| age >= Duration::from_secs(1)));
                settled && parse_date(expected) == changed
            }
        }
    }
}

/// Takes the tags of a condition, without `W/`.
fn take_tags(headers: &mut HeaderMap, name: HeaderName) -> Option<Vec<String>> {
    let values = headers.get_all(&name).iter().filter_map(|value| value.to_str().ok());
    let tags = values.flat_map(|value| value.split(',')).map(|tag| without_weak_mark(tag.trim()).to_owned()).collect();
    headers.remove(name).map(|_| tags)
}

/// A tag without `W/`. `If-Match` should compare strongly, but the only weak tags here are those of compressed answers, whose
/// content is the same.
fn without_weak_mark(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

fn parse_date(value: &HeaderValue) -> Option<SystemTime> {
    httpdate::parse_http_date(value.to_str().ok()?).ok()
}
