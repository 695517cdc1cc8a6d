//! The content security policy, the same for `serve` and in production.

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Everything a page may load comes from the site itself, and no script stands in a page. The search is a program in
/// WebAssembly from the site itself, which browsers run only where `wasm-unsafe-eval` allows it; it allows no script.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; \
                                       frame-ancestors 'none'; form-action 'self'";

/// The lists below this path are made to stand in the pages of others, and nothing else is.
const EMBEDDED: &str = "/embed/";

const EMBEDDED_POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors *; \
                               form-action 'none'";

/// Adds the policy that fits the address.
pub async fn add(request: Request, next: Next) -> Response {
    let embedded = request.uri().path().starts_with(EMBEDDED);
    let mut response = next.run(request).await;
    // What is not there is answered by the site's own page, which nobody may frame.
    let found = response.status() != StatusCode::NOT_FOUND;
    let policy = if embedded && found { EMBEDDED_POLICY } else { CONTENT_SECURITY_POLICY };
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}
