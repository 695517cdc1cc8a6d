//! Edited pages, shown while the rest of the site is still being built, and share images that are not drawn yet.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use generator::{EditedPage, PendingImages};

/// What is shown before its files are written.
#[derive(Default)]
pub struct Previews {
    /// By path.
    pages: RwLock<HashMap<String, Bytes>>,
    pub images: Arc<PendingImages>,
}

impl Previews {
    pub fn show(&self, pages: Vec<EditedPage>) {
        let path = |name: &str| format!("/{}", name.strip_suffix("index.html").unwrap_or(name));
        let pages = pages.into_iter().map(|page| (path(&page.name), page.html.into())).collect();
        *self.pages.write().unwrap_or_else(PoisonError::into_inner) = pages;
    }

    pub fn end(&self) {
        self.show(Vec::new());
    }

    fn find(&self, path: &str) -> Option<Bytes> {
        self.pages.read().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }
}

/// Answers with a preview where there is one. A share image that is not drawn yet is drawn now.
pub async fn answer(State(previews): State<Arc<Previews>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    if let Some(html) = previews.find(path) {
        return Html(html).into_response();
    }
    let Some(name) = path.strip_prefix('/').filter(|name| name.starts_with("social/")).map(str::to_owned) else {
        return next.run(request).await;
    };
    match tokio::task::spawn_blocking(move || previews.images.draw(&name)).await {
        Ok(None) => next.run(request).await,
        Ok(Some(Ok(image))) => ([(header::CONTENT_TYPE, "image/png")], image).into_response(),
        Ok(Some(Err(error))) => {
            tracing::error!(%error, "a share image can't be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use generator::EditedPage;

    use super::Previews;

    #[test]
    fn a_page_is_shown_at_its_address_until_the_site_is_built() {
        let previews = Previews::default();
        previews.show(vec![EditedPage { name: "en/offers/quay/index.html".into(), html: b"new".to_vec() }]);
        assert_eq!(previews.find("/en/offers/quay/").as_deref(), Some(&b"new"[..]));
        assert_eq!(previews.find("/en/offers/"), None);
        previews.end();
        assert_eq!(previews.find("/en/offers/quay/"), None);
    }
}
