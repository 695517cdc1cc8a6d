//! What RFC 9110 says of methods and fields that every file has in common: `HEAD`, conditions (section 13) and ranges
//! (section 14).
//!
//! In: any request. Out: the answer to `GET` without them, changed as they ask. So every answer to `HEAD`, and every 304, 206, 412
//! and 416, bears the fields of the whole one, whatever made it and however it is compressed.

mod ranges;

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

use self::ranges::Ranges;

/// Fields that describe a body, and so have no place in an answer without one.
const OF_A_BODY: [HeaderName; 5] = [
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::CONTENT_ENCODING,
    header::CONTENT_RANGE,
    header::ACCEPT_RANGES,
];

/// Answers `GET` and `HEAD` as the fields of the request ask; passes on everything else.
pub async fn answer(mut request: Request, next: Next) -> Response {
    let is_head = request.method() == Method::HEAD;
    if !is_head && request.method() != Method::GET {
        return next.run(request).await;
    }
    // The router leaves the body of an answer to HEAD away, and tells its length.
    *request.method_mut() = Method::GET;
    let conditions = Conditions::take(request.headers_mut());
    let range = request.headers_mut().remove(header::RANGE).filter(|_| !is_head);
    if range.is_some() {
        // A part is one of the file as it is, not of what a compressor would make of it.
        request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    }
    let (parts, body) = request.into_parts();
    let again = parts.clone();
    let mut whole = next.clone().run(Request::from_parts(parts, body)).await;
    weaken_tag(whole.headers_mut());
    if whole.status() != StatusCode::OK {
        return whole;
    }
    match conditions.judge(whole.headers()) {
        Verdict::Send => {}
        Verdict::NotModified => return without_body(whole, StatusCode::NOT_MODIFIED),
        Verdict::Failed => return without_body(whole, StatusCode::PRECONDITION_FAILED),
    }
    let Some(range) = range.filter(|_| conditions.allows_range(whole.headers(), SystemTime::now())) else {
        return whole;
    };
    let Some(length) = length_of_file(whole.headers()) else { return whole };
    match Ranges::parse(&range, length) {
        Ranges::Ignored => whole,
        Ranges::Unsatisfiable => {
            let mut refused = without_body(whole, StatusCode::RANGE_NOT_SATISFIABLE);
            if let Ok(value) = HeaderValue::from_str(&format!("bytes */{length}")) {
                refused.headers_mut().insert(header::CONTENT_RANGE, value);
            }
            refused
        }
        Ranges::One { first, last } => {
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

/// Compressed in another way it is another text, so the tag may only promise the same meaning.
fn weaken_tag(headers: &mut HeaderMap) {
    if headers.contains_key(header::CONTENT_ENCODING)
        && let Some(tag) = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok())
        && !tag.starts_with("W/")
        && let Ok(weak) = HeaderValue::from_str(&format!("W/{tag}"))
    {
        headers.insert(header::ETAG, weak);
    }
}

/// The length of what can be sent in parts.
fn length_of_file(headers: &HeaderMap) -> Option<u64> {
    let in_parts = headers.get(header::ACCEPT_RANGES).is_some_and(|unit| unit == "bytes");
    headers.get(header::CONTENT_LENGTH).filter(|_| in_parts)?.to_str().ok()?.parse().ok()
}

fn without_body(whole: Response, status: StatusCode) -> Response {
    let (mut parts, _) = whole.into_parts();
    parts.status = status;
    for name in OF_A_BODY {
        parts.headers.remove(name);
    }
    Response::from_parts(parts, Body::new(NoBody))
}

/// A body that is not there, and so has no length either: `axum` would say that an empty one has 0 bytes, which a 304 must not.
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

/// The conditions of a request.
#[derive(Debug, Default)]
struct Conditions {
    if_match: Option<Tags>,
    if_unmodified_since: Option<SystemTime>,
    if_none_match: Option<Tags>,
    if_modified_since: Option<SystemTime>,
    if_range: Option<HeaderValue>,
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Send,
    NotModified,
    Failed,
}

impl Conditions {
    /// Takes the conditions out of a request, so that nothing behind judges by them.
    fn take(headers: &mut HeaderMap) -> Self {
        let date = |headers: &mut HeaderMap, name| headers.remove(name).as_ref().and_then(date_of);
        Self {
            if_match: Tags::take(headers, header::IF_MATCH),
            if_unmodified_since: date(headers, header::IF_UNMODIFIED_SINCE),
            if_none_match: Tags::take(headers, header::IF_NONE_MATCH),
            if_modified_since: date(headers, header::IF_MODIFIED_SINCE),
            if_range: headers.remove(header::IF_RANGE),
        }
    }

    /// Judges an answer in the order of RFC 9110, section 13.2.2.
    fn judge(&self, answer: &HeaderMap) -> Verdict {
        let tag = answer.get(header::ETAG).and_then(|tag| tag.to_str().ok());
        let changed = answer.get(header::LAST_MODIFIED).and_then(date_of);
        match (&self.if_match, self.if_unmodified_since, changed) {
            (Some(tags), ..) if !tags.name(tag.map(opaque)) => return Verdict::Failed,
            (None, Some(since), Some(changed)) if changed > since => return Verdict::Failed,
            _ => {}
        }
        match (&self.if_none_match, self.if_modified_since, changed) {
            (Some(tags), ..) if tags.name(tag.map(opaque)) => Verdict::NotModified,
            (None, Some(since), Some(changed)) if changed <= since => Verdict::NotModified,
            _ => Verdict::Send,
        }
    }

    /// Whether a part of the answer fits to what the reader has already (section 13.1.5).
    fn allows_range(&self, answer: &HeaderMap, now: SystemTime) -> bool {
        let Some(known) = &self.if_range else { return true };
        let tag = answer.get(header::ETAG);
        match known.as_bytes() {
            [b'"', ..] => tag == Some(known),
            [b'W', b'/', ..] => false,
            _ => {
                // Only a date that is past for good tells one version from the next.
                let changed = answer.get(header::LAST_MODIFIED).and_then(date_of);
                let settled = changed
                    .is_some_and(|changed| now.duration_since(changed).is_ok_and(|age| age >= Duration::from_secs(1)));
                settled && date_of(known) == changed
            }
        }
    }
}

/// The tags of a condition, without what says that they are weak.
#[derive(Debug)]
enum Tags {
    Any,
    Listed(Vec<String>),
}

impl Tags {
    fn take(headers: &mut HeaderMap, name: HeaderName) -> Option<Self> {
        let lines: Vec<String> =
            headers.get_all(&name).iter().filter_map(|value| value.to_str().ok().map(str::to_owned)).collect();
        headers.remove(name)?;
        let tags: Vec<String> =
            lines.iter().flat_map(|line| line.split(',')).map(|tag| opaque(tag.trim()).to_owned()).collect();
        Some(if tags.iter().any(|tag| tag == "*") { Self::Any } else { Self::Listed(tags) })
    }

    fn name(&self, tag: Option<&str>) -> bool {
        match self {
            Self::Any => true,
            Self::Listed(tags) => tag.is_some_and(|tag| tags.iter().any(|known| known == tag)),
        }
    }
}

/// A tag without its mark of weakness. `If-Match` should compare strongly; the only weak tags here are those of compressed answers,
/// whose content is the same.
fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

fn date_of(value: &HeaderValue) -> Option<SystemTime> {
    httpdate::parse_http_date(value.to_str().ok()?).ok()
}
