//! What a browser asks before a script of another page may call the function (the Fetch standard's CORS).

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Headers that a program may send.
const REQUEST_HEADERS: &str = "accept, accept-language, content-type, idempotency-key";

/// Headers of an answer that a script may read.
const EXPOSED: &str = "location, retry-after";

/// Opens an answer to the scripts of every page.
pub(crate) async fn open(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    response
}

/// A handler that answers `OPTIONS` for an address with these methods.
pub(crate) fn preflight(
    methods: &'static str,
) -> impl Fn() -> std::future::Ready<Response> + Clone + Send + Sync + 'static {
    move || {
        let fields: [(HeaderName, &str); 4] = [
            (header::ALLOW, methods),
            (header::ACCESS_CONTROL_ALLOW_METHODS, methods),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS),
            (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        ];
        std::future::ready((StatusCode::NO_CONTENT, fields).into_response())
    }
}
