//! The built site as files: the same for the server of editors and the one of visitors.
//!
//! In: a request. Out: a file, a redirect to a folder's address, or the site's own page for what is not there. What is asked of
//! a file beyond that (ranges, conditions, `HEAD`) is answered in [`super::conditional`].

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

/// What can be done with a file.
const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");

/// Serves the files below a folder, for every address that no other route has.
pub fn router(root: &Path) -> Router {
    Router::new().fallback(answer).with_state(Arc::from(root))
}

/// Answers 404 to addresses of the desk that can't be decoded: its routes would call them wrong requests.
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
    let open = cors::is_open(path);
    let mut response = match find(&root, path).await {
        Resolved::Nothing => not_found(&root).await,
        Resolved::Folder | Resolved::File(_) if request.method() == Method::OPTIONS => {
            let allowed = (StatusCode::NO_CONTENT, [(header::ALLOW, METHODS)]).into_response();
            if open { cors::preflight(allowed, request.headers()) } else { allowed }
        }
        Resolved::Folder | Resolved::File(_) if !matches!(*request.method(), Method::GET | Method::HEAD) => {
            (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, METHODS)]).into_response()
        }
        Resolved::Folder => to_folder(&request),
        Resolved::File(file) => send(&root, &file, request).await,
    };
    if open {
        cors::open(response.headers_mut());
    }
    response
}

/// Asks the file system, which may take its time, away from the threads that answer.
async fn find(root: &Arc<Path>, path: &str) -> Resolved {
    let (root, path) = (Arc::clone(root), path.to_owned());
    tokio::task::spawn_blocking(move || resolve(&root, &path)).await.unwrap_or(Resolved::Nothing)
}

/// The file; if it went between two moments, what is said of every file that is not there.
async fn send(root: &Arc<Path>, file: &Path, request: Request) -> Response {
    let mut service = match kind_of(file) {
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

/// The media type of a file that its ending does not tell.
fn kind_of(file: &Path) -> Option<Mime> {
    let is_feed = file.file_name().is_some_and(|name| name == "feed.xml");
    is_feed.then(|| "application/atom+xml; charset=utf-8".parse().ok()).flatten()
}

/// Pages are folders, so their addresses end with a slash.
fn to_folder(request: &Request) -> Response {
    // What was asked, before any router above took a prefix off it.
    let original = request.extensions().get::<OriginalUri>().map_or(request.uri(), |OriginalUri(uri)| uri);
    let location = with_slash(original);
    match HeaderValue::from_str(&location) {
        Ok(location) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn with_slash(uri: &Uri) -> String {
    // Only paths of plain components come here, so this can't begin with two slashes and lead to another host.
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{query}", uri.path())
}

/// The site's own page for what is not there, whole and unconditional.
async fn not_found(root: &Arc<Path>) -> Response {
    let page = match find(root, "/404.html").await {
        Resolved::File(page) => tokio::fs::read(page).await.unwrap_or_default(),
        _ => Vec::new(),
    };
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}
