//! Answers before there is a first site.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use generator::Progress;
use serde_json::json;

/// The progress of the build, as a page or for monitors, who also learn that a build failed.
pub fn not_built_yet(path: &str, is_building: bool, progress: &Progress) -> Response {
    if path.ends_with("/api/health") {
        let status = if is_building { "building" } else { "broken" };
        return unavailable(Json(json!({ "status": status, "done": progress.done(), "total": progress.total() })));
    }
    unavailable(Html(format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><meta http-equiv=\"refresh\" content=\"2\"><title>The site is being built</title>\
         </head>\n<body>\n<main><h1>The site is being built</h1>\n<p role=\"status\">{progress}</p>\n\
         <p>This page reloads by itself.</p></main>\n</body>\n</html>\n"
    )))
}

/// A 503 with `Retry-After`.
pub fn unavailable(answer: impl IntoResponse) -> Response {
    let headers = [(header::RETRY_AFTER, "2"), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::SERVICE_UNAVAILABLE, headers, answer).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::http::{StatusCode, header};
    use generator::Progress;

    use super::not_built_yet;

    #[tokio::test]
    async fn pages_ask_again_and_monitors_are_told() {
        for (path, building, words) in [
            ("/en/", true, "http-equiv=\"refresh\""),
            ("/api/health", true, "\"status\":\"building\""),
            ("/mobility/api/health", false, "\"status\":\"broken\""),
        ] {
            let answer = not_built_yet(path, building, &Progress::default());
            assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(answer.headers()[header::RETRY_AFTER], "2");
            let body = to_bytes(answer.into_body(), 10_000).await.expect("a body");
            assert!(String::from_utf8_lossy(&body).contains(words), "{path}");
        }
    }
}
