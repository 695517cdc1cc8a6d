//! The theme's files, held in memory by path and fingerprint.
//!
//! A browser keeps `/assets/site.css?v=edd5ed8a` for a year, so under that address it must never get anything but those
//! bytes: not while a build is replacing the file, and not after one. So the fingerprint is looked at, and the files
//! of the last edition are kept for pages that are still open.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::headers::FOREVER;

/// Where they lie, in addresses.
const PLACE: &str = "/assets/";

/// The files of this edition, and of the one before.
#[derive(Default)]
pub struct Assets {
    editions: RwLock<[Arc<Edition>; 2]>,
}

/// Files by path below `assets/` and fingerprint.
type Edition = HashMap<(String, String), Asset>;

#[derive(Clone)]
struct Asset {
    kind: HeaderValue,
    tag: HeaderValue,
    bytes: Bytes,
}

impl Assets {
    /// Takes up the files of a built site.
    ///
    /// # Errors
    /// If a file can't be read.
    pub fn take_up(&self, out: &Path) -> io::Result<()> {
        let mut edition = Edition::new();
        let folder = out.join("assets");
        if folder.is_dir() {
            read(&folder, "", &mut edition)?;
        }
        let mut editions = self.editions.write().unwrap_or_else(PoisonError::into_inner);
        let [current, _] = &*editions;
        *editions = [Arc::new(edition), Arc::clone(current)];
        Ok(())
    }

    fn find(&self, path: &str, query: &str) -> Option<Asset> {
        let wanted = (path.strip_prefix(PLACE)?.to_owned(), query.strip_prefix("v=")?.to_owned());
        let editions = self.editions.read().unwrap_or_else(PoisonError::into_inner);
        editions.iter().find_map(|edition| edition.get(&wanted)).cloned()
    }
}

fn read(folder: &Path, prefix: &str, edition: &mut Edition) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().map(|name| format!("{prefix}{name}")) else { continue };
        let kind = entry.file_type()?;
        if kind.is_symlink() {
            // Served as a file like any other, if it leads to one of the site.
            continue;
        }
        if kind.is_dir() {
            read(&entry.path(), &format!("{name}/"), edition)?;
            continue;
        }
        let bytes = std::fs::read(entry.path())?;
        let fingerprint = generator::fingerprint_of(&bytes);
        let kind = mime_guess::from_path(&name).first_or_octet_stream();
        if let (Ok(kind), Ok(tag)) =
            (HeaderValue::from_str(kind.as_ref()), HeaderValue::from_str(&format!("\"{fingerprint}\"")))
        {
            edition.insert((name, fingerprint), Asset { kind, tag, bytes: bytes.into() });
        }
    }
    Ok(())
}

/// Answers from memory where path and fingerprint fit; everything else is a file like any other.
pub async fn answer(State(assets): State<Arc<Assets>>, request: Request, next: Next) -> Response {
    let found = assets.find(request.uri().path(), request.uri().query().unwrap_or_default());
    match found.filter(|_| request.method() == Method::GET) {
        Some(asset) => asset.answer(),
        None => next.run(request).await,
    }
}

impl Asset {
    fn answer(self) -> Response {
        let headers = [
            (header::CACHE_CONTROL, HeaderValue::from_static(FOREVER)),
            (header::ETAG, self.tag),
            (header::CONTENT_TYPE, self.kind),
            (header::CONTENT_LENGTH, self.bytes.len().into()),
        ];
        (headers, Body::from(self.bytes)).into_response()
    }
}
