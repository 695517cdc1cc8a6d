//! Edited pages, shown while the rest of the site is still being built.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use generator::EditedPage;

/// Pages that are shown before their files are written, by path.
#[derive(Default)]
pub struct Previews {
    pages: RwLock<HashMap<String, Bytes>>,
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

/// Answers with a preview where there is one.
pub async fn answer(State(previews): State<Arc<Previews>>, request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    match previews.find(request.uri().path()).filter(|_| is_read) {
        Some(html) => Html(html).into_response(),
        None => next.run(request).await,
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
