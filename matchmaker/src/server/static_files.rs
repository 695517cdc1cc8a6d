//! The built site as files: a file, a redirect to a folder's address, or the site's own page for 404. Ranges, conditions and
//! `HEAD` are handled in [`super::conditional`].

mod resolve;

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{OriginalUri, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use mime_guess::Mime;
use tower_http::services::ServeFile;

use self::resolve::{Resolved, resolve};
use super::cors;

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");

/// Serves the files below a folder, for every address that no other route has.
pub fn router(root: &Path) -> Router {
    Router::new().fallback(answer).with_state(Arc::from(root))
}

/// Answers 404 to addresses of the desk that can't be decoded, for which its routes would answer 400.
pub async fn refuse_undecodable(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/desk/") && !resolve::is_decodable(path) {
        return (StatusCode::NOT_FOUND, "Page not found.\n").into_response();
    }
    next.run(request).await
}

async fn answer(State(root): State<Arc<Path>>, request: Request) -> Response {
    let path = request.uri().path();
    if path == "*" && request.method() == Method::OPTIONS {
        return (StatusCode::NO_CONTENT, [(header::ALLOW, METHODS)]).into_response();
    }
    let is_open = cors::is_open(path);
    let mut response = match find(&root, path).await {
        Resolved::NotFound => not_found(&root).await,
        Resolved::Folder | Resolved::File(_) if request.method() == Method::OPTIONS => {
            let allowed = (StatusCode::NO_CONTENT, [(header::ALLOW, METHODS)]).into_response();
            if is_open { cors::preflight(allowed, request.headers()) } else { allowed }
        }
        Resolved::Folder | Resolved::File(_) if !matches!(*request.method(), Method::GET | Method::HEAD) => {
            (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, METHODS)]).into_response()
        }
        Resolved::Folder => redirect_to_folder(&request),
        Resolved::File(file) => send(&root, &file, request).await,
    };
    if is_open {
        cors::allow_any_origin(response.headers_mut());
    }
    response
}

/// Resolves a path on a thread that may block.
async fn find(root: &Arc<Path>, path: &str) -> Resolved {
    let (root, path) = (Arc::clone(root), path.to_owned());
    tokio::task::spawn_blocking(move || resolve(&root, &path)).await.unwrap_or(Resolved::NotFound)
}

/// Sends a file, or the page for 404 if it was deleted meanwhile.
async fn send(root: &Arc<Path>, file: &Path, request: Request) -> Response {
    let mut service = match media_type(file) {
        Some(kind) => ServeFile::new_with_mime(file, &kind),
        None => ServeFile::new(file),
    };
    match service.try_call(request).await {
        Ok(response) if response.status() == StatusCode::NOT_FOUND => not_found(root).await,
        Ok(response) => response.map(Body::new),
        Err(error) => {
            tracing::error!(%error, "a file of the site can't be read");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "2")]).into_response()
        }
    }
}

/// The media type of a file, if its extension does not give it.
fn media_type(file: &Path) -> Option<Mime> {
    let is_feed = file.file_name().is_some_and(|name| name == "feed.xml");
    is_feed.then(|| "application/atom+xml; charset=utf-8".parse().ok()).flatten()
}

/// Redirects to the address of a folder, which ends with a slash.
fn redirect_to_folder(request: &Request) -> Response {
    // The address with the base path.
    let original = request.extensions().get::<OriginalUri>().map_or(request.uri(), |OriginalUri(uri)| uri);
    let location = with_slash(original);
    match HeaderValue::from_str(&location) {
        Ok(location) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn with_slash(uri: &Uri) -> String {
    // The path was resolved, so it can't begin with two slashes and lead to another host.
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{query}", uri.path())
}

/// The site's own page for 404.
async fn not_found(root: &Arc<Path>) -> Response {
    let page = match find(root, "/404.html").await {
        Resolved::File(page) => tokio::fs::read(page).await.unwrap_or_default(),
        _ => Vec::new(),
    };
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}
