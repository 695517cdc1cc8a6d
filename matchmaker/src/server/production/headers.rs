//! Security and cache headers in production.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Added to answers that have no header of that name yet.
const SECURITY_HEADERS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    ),
];

/// One year, as usual. Subdomains may belong to others, so they are not included.
const HSTS: &str = "max-age=31536000";

/// Files whose names change with their bytes.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Pages and data.
const ONE_MINUTE: &str = "public, max-age=60, must-revalidate";

pub async fn add_security_headers(State(is_https): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in SECURITY_HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if is_https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    response
}

/// Adds the cache policy of a file of the site.
pub async fn add_cache_control(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let policy = match found {
        true if is_named_by_content(&path) => IMMUTABLE,
        true => ONE_MINUTE,
        false => "no-cache",
    };
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(policy));
    // All texts of a site are in UTF-8; not all of them can say so themselves.
    if let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok())
        && kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(kind) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    response
}

/// Pictures are named by what they are made from, and assets by a hash before their ending.
fn is_named_by_content(path: &str) -> bool {
    let mut parts = path.rsplit('/').next().unwrap_or(path).rsplit('.');
    let is_hash = |part: &str| part.len() == 8 && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    path.starts_with("/media/")
        || path.starts_with("/social/")
        || path.starts_with("/assets/") && parts.nth(1).is_some_and(is_hash) && parts.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::is_named_by_content;

    #[test]
    fn only_names_that_change_with_the_bytes_are_kept_for_ever() {
        for path in ["/assets/site.edd5ed8a.css", "/assets/find/engine.e0d77fd0.js", "/social/1a.png", "/media/1a.webp"]
        {
            assert!(is_named_by_content(path), "{path}");
        }
        for path in ["/assets/site.css", "/assets/edd5ed8a.css", "/assets/site.EDD5ED8A.css", "/en/a.edd5ed8a.css"] {
            assert!(!is_named_by_content(path), "{path}");
        }
    }
}
