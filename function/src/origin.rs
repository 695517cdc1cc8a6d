//! Whether a request came by the distribution in front of the gateway: it adds a header with a secret, which nobody else knows.
//!
//! The gateway has a name of its own, by which anybody could pass by the distribution and what it limits.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::Response;
use serde_json::json;
use subtle::ConstantTimeEq;

use crate::answer::problem_json;
use web::headers::protect;

/// The environment variable with the secret; with several, parted by commas, while one takes the place of another.
pub const VARIABLE: &str = "MATCHMAKER_ORIGIN_SECRET";

pub const HEADER: &str = "x-origin-secret";

/// Answers 403 to whoever does not know one of the secrets.
pub fn only_by(secrets: &str, router: Router) -> Router {
    let secrets = secrets.split(',').map(str::trim).filter(|secret| !secret.is_empty()).map(str::to_owned).collect();
    router.layer(middleware::from_fn_with_state(Secrets(secrets), judge))
}

#[derive(Clone)]
struct Secrets(Arc<[String]>);

async fn judge(State(Secrets(secrets)): State<Secrets>, mut request: Request, next: Next) -> Response {
    // Taken away, so that nothing behind can tell it to anybody.
    let given = request.headers_mut().remove(HEADER);
    let known =
        given.is_some_and(|given| secrets.iter().any(|secret| bool::from(secret.as_bytes().ct_eq(given.as_bytes()))));
    if known {
        return next.run(request).await;
    }
    protect(problem_json(StatusCode::FORBIDDEN, json!({ "code": "forbidden" }))).await
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::{HeaderMap, Request, StatusCode};
    use axum::routing::any;
    use tower::ServiceExt;

    use super::{HEADER, only_by};

    async fn status(secrets: &str, given: &[&str]) -> StatusCode {
        let behind = any(|headers: HeaderMap| async move { assert!(!headers.contains_key(HEADER)) });
        let router = only_by(secrets, Router::new().fallback_service(behind));
        let request =
            given.iter().fold(Request::post("/api/requests"), |request, secret| request.header(HEADER, *secret));
        router.oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer").status()
    }

    #[tokio::test]
    async fn only_who_knows_the_secret_is_answered() {
        for (secrets, given, expected) in [
            ("new-secret", &["new-secret"][..], StatusCode::OK),
            ("new-secret,old-secret", &["old-secret"], StatusCode::OK),
            ("new-secret", &[], StatusCode::FORBIDDEN),
            ("new-secret", &[""], StatusCode::FORBIDDEN),
            ("new-secret", &["old-secret"], StatusCode::FORBIDDEN),
            ("new-secret", &["new-secre"], StatusCode::FORBIDDEN),
            ("new-secret,old-secret", &["new-secret,old-secret"], StatusCode::FORBIDDEN),
            // A setting that is empty by mistake opens nothing.
            ("", &[""], StatusCode::FORBIDDEN),
            (",", &[","], StatusCode::FORBIDDEN),
        ] {
            assert_eq!(status(secrets, given).await, expected, "{secrets:?} {given:?}");
        }
    }
}
