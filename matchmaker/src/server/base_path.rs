//! A site below a path, such as `/mobility/`. The router within sees addresses without the base path.
//!
//! A few files stay at the root of the host. Other addresses outside get a page that names the site's address, and no redirect: a
//! proxy that removes the base path would send the same request again for ever.

use axum::Router;
use axum::body::Body;
use axum::extract::{OriginalUri, Request};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use percent_encoding::percent_decode_str;
use tower::ServiceExt;

/// Addresses that programs request at the root of a host, wherever the site is. A reverse proxy can pass them on.
const ROOT_FILES: [&str; 3] = ["/robots.txt", "/favicon.ico", "/.well-known/security.txt"];

/// The path that a proxy removed.
const FORWARDED_PREFIX: &str = "x-forwarded-prefix";

/// Serves a router below the base path, which is asked for at every request.
pub fn below(within: Router, base: impl Fn() -> String + Clone + Send + Sync + 'static) -> Router {
    Router::new().fallback(move |request: Request| {
        let (within, base) = (within.clone(), base());
        async move { answer(&base, within, request).await }
    })
}

/// Answers a request for a site below `base`, which is empty or begins with a slash and ends without one.
async fn answer(base: &str, within: Router, mut request: Request) -> Response {
    let uri = request.uri();
    let path = uri.path();
    if base.is_empty() || ROOT_FILES.contains(&path) {
        return forward(within, request).await;
    }
    if is_prefix_removed(base, request.headers()) {
        let Some(original) = with_path(uri, &format!("{base}{path}")) else { return not_found(base) };
        request.extensions_mut().insert(OriginalUri(original));
        return forward(within, request).await;
    }
    match strip_base(base, path) {
        Some("") => Redirect::permanent(&with_query(&format!("{base}/"), uri)).into_response(),
        Some(rest) => match with_path(uri, rest) {
            Some(stripped) => {
                let original = std::mem::replace(request.uri_mut(), stripped);
                request.extensions_mut().insert(OriginalUri(original));
                forward(within, request).await
            }
            None => not_found(base),
        },
        None => not_found(base),
    }
}

async fn forward(within: Router, request: Request) -> Response {
    within.oneshot(request).await.into_response()
}

/// Whether a path within is the desk's.
pub fn is_of_the_desk(path: &str) -> bool {
    path == "/desk" || path.starts_with("/desk/")
}

/// Whether a proxy says that it removed the base path.
fn is_prefix_removed(base: &str, headers: &HeaderMap) -> bool {
    let prefix = headers.get(FORWARDED_PREFIX).and_then(|prefix| prefix.to_str().ok());
    prefix.is_some_and(|prefix| strip_base(base, prefix.trim_end_matches('/')) == Some(""))
}

/// The rest behind the base path: empty, or beginning with a slash. Letters may be encoded in both.
fn strip_base<'p>(base: &str, path: &'p str) -> Option<&'p str> {
    let mut rest = path;
    for segment in base.split('/').skip(1) {
        let after = rest.strip_prefix('/')?;
        let end = after.find('/').unwrap_or(after.len());
        let (first, remaining) = after.split_at(end);
        if percent_decode_str(first).ne(percent_decode_str(segment)) {
            return None;
        }
        rest = remaining;
    }
    Some(rest)
}

fn with_path(uri: &Uri, path: &str) -> Option<Uri> {
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(with_query(path, uri)).ok()?);
    Uri::from_parts(parts).ok()
}

fn with_query(path: &str, uri: &Uri) -> String {
    uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}

/// A page with the site's address, and with advice for a proxy that removes the base path.
fn not_found(base: &str) -> Response {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>Page not found</title></head>\n<body><main><h1>Page not found</h1>\n\
         <p>The site is at <a href=\"{base}/\">{base}/</a>.</p>\n\
         <h2>If you run this site</h2>\n\
         <p>If this page is shown at {base}/ too, the proxy in front of the server removes {base} from the addresses. Let it \
         pass them on unchanged. In nginx, <code>proxy_pass</code> must have nothing after the port, not even a slash:</p>\n\
         <pre>location {base}/ {{\n    proxy_pass http://127.0.0.1:8080;\n}}</pre>\n\
         <p>Or let it send the header <code>X-Forwarded-Prefix: {base}</code>.</p></main></body>\n</html>\n"
    );
    let headers =
        [(header::X_CONTENT_TYPE_OPTIONS, "nosniff"), (header::CONTENT_SECURITY_POLICY, "default-src 'none'")];
    (StatusCode::NOT_FOUND, headers, Html(Body::from(page))).into_response()
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::extract::{OriginalUri, Request};
    use axum::http::{StatusCode, header};

    use super::answer;

    /// Status, `Location` and body for a path; within, the body is the path that was seen there.
    async fn get(base: &str, path: &str) -> (StatusCode, String, String) {
        ask(base, Request::get(path).body(Body::empty()).expect("a request")).await
    }

    async fn ask(base: &str, request: Request) -> (StatusCode, String, String) {
        let within = Router::new().fallback(|original: OriginalUri, request: Request| async move {
            format!("{} of {}", request.uri(), original.0)
        });
        let response = answer(base, within, request).await;
        let location = response.headers().get(header::LOCATION).map(|value| value.to_str().expect("text").to_owned());
        let status = response.status();
        let body = to_bytes(response.into_body(), 10_000).await.expect("a body");
        (status, location.unwrap_or_default(), String::from_utf8(body.to_vec()).expect("a text"))
    }

    #[tokio::test]
    async fn within_nothing_knows_of_the_path() {
        for (base, path, seen) in [
            ("", "/en/?a=b", "/en/?a=b of /en/?a=b"),
            ("/mobility", "/mobility/en/?a=b", "/en/?a=b of /mobility/en/?a=b"),
            ("/mobility", "/mobility/", "/ of /mobility/"),
            ("/eu/mobility", "/eu/mobility/en/", "/en/ of /eu/mobility/en/"),
            ("/mobilit%C3%A9", "/mobilit%c3%a9/en/", "/en/ of /mobilit%c3%a9/en/"),
            ("/mobility", "/%6dobility/en/", "/en/ of /%6dobility/en/"),
            ("/en", "/en/en/offers/", "/en/offers/ of /en/en/offers/"),
            ("/desk", "/desk/desk/", "/desk/ of /desk/desk/"),
            ("/mobility", "/robots.txt", "/robots.txt of /robots.txt"),
            ("/mobility", "/mobility/desk/?view=mine", "/desk/?view=mine of /mobility/desk/?view=mine"),
        ] {
            assert_eq!(get(base, path).await, (StatusCode::OK, String::new(), seen.to_owned()), "{base} {path}");
        }
    }

    #[tokio::test]
    async fn a_proxy_may_take_the_path_off_and_say_so() {
        for (prefix, path, seen) in [
            ("/mobility", "/en/?a=b", Some("/en/?a=b of /mobility/en/?a=b")),
            ("/mobility/", "/", Some("/ of /mobility/")),
            ("/%6dobility", "/desk/", Some("/desk/ of /mobility/desk/")),
            ("/mobility", "/mobility/", Some("/mobility/ of /mobility/mobility/")),
            ("/", "/en/", None),
            ("", "/en/", None),
            ("mobility", "/en/", None),
            ("/mobility/en", "/", None),
            ("//evil.example", "/en/", None),
        ] {
            let request = Request::get(path).header("x-forwarded-prefix", prefix);
            let (status, _, body) = ask("/mobility", request.body(Body::empty()).expect("a request")).await;
            match seen {
                Some(seen) => assert_eq!((status, body.as_str()), (StatusCode::OK, seen), "{prefix:?} {path}"),
                None => assert_eq!(status, StatusCode::NOT_FOUND, "{prefix:?} {path}"),
            }
        }
    }

    #[tokio::test]
    async fn outside_one_is_told_where_the_site_is() {
        for (base, path, status, location) in [
            ("/mobility", "/", StatusCode::NOT_FOUND, ""),
            ("/mobility", "/mobility", StatusCode::PERMANENT_REDIRECT, "/mobility/"),
            ("/mobility", "/mobility?a=b", StatusCode::PERMANENT_REDIRECT, "/mobility/?a=b"),
            ("/mobility", "/desk/?view=mine", StatusCode::NOT_FOUND, ""),
            ("/mobility", "/en/", StatusCode::NOT_FOUND, ""),
            ("/mobility", "/mobilityx/en/", StatusCode::NOT_FOUND, ""),
            ("/eu/mobility", "/eu/", StatusCode::NOT_FOUND, ""),
            ("/mobility", "//mobility/en/", StatusCode::NOT_FOUND, ""),
        ] {
            let (found, led_to, body) = get(base, path).await;
            assert_eq!((found, led_to.as_str()), (status, location), "{base} {path}");
            assert!(found != StatusCode::NOT_FOUND || body.contains(&format!("href=\"{base}/\"")), "{body}");
        }
    }
}
