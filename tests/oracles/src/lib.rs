//! What must hold of every answer of the function, whatever was sent to it. The same judges sit in the ordinary tests
//! (`tests/end-to-end/anything.rs`) and in the fuzz targets (`fuzz/`).
//!
//! In: the folder of a built site, and any bytes. Out: nothing, or a panic that says what is wrong.

mod fill;
mod page;
mod send;
mod shelf;

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use domain::case::ReferenceKey;
use domain::request::Form;
use function::page::{Filling, Template};
use function::{SiteError, SubmitState, load_site, submit_router, templates};
use scraper::Html;
use tokio::runtime::{Builder, Runtime};
use web::{Clock, Publication, Published};

use page::{Outline, Values, values};
use shelf::Shelf;

/// The function on a built site, with a shelf for a store and a clock that stands still.
pub struct Bench {
    runtime: Runtime,
    router: Router,
    shelf: Arc<Shelf>,
    published: Arc<Published>,
    /// What every page of the function's answers looks like before anything is put into it; the forms first.
    outlines: Vec<Outline>,
    /// What the fields of the forms hold before anything is typed.
    values: Vec<Values>,
}

impl Bench {
    /// Takes up a site.
    ///
    /// # Errors
    /// If the folder is no built site.
    pub fn new(site: &Path) -> Result<Self, SiteError> {
        let publication = Arc::new(Publication::new(load_site(site)?));
        let published = publication.current();
        let shelf = Arc::new(Shelf::default());
        let state = SubmitState {
            publication,
            sink: Arc::clone(&shelf) as _,
            clock: Clock::fixed("2026-11-23T09:00:00Z".parse().expect("a moment")),
            limits: None,
            proof: None,
            reference_key: ReferenceKey::new([7; 32]),
        };
        let pages = published.languages.iter().flat_map(|language| templates(&published, language));
        let bare: Vec<Html> = pages.map(|(_, page)| bare(&page)).collect();
        Ok(Self {
            runtime: Builder::new_current_thread().enable_time().build().expect("a runtime"),
            router: submit_router(state),
            shelf,
            outlines: bare.iter().map(Outline::of).collect(),
            values: bare.iter().take(Form::ALL.len()).map(values).collect(),
            published,
        })
    }
}

fn bare(template: &Template<'_>) -> Html {
    Html::parse_document(&template.fill(&Filling::default()).expect("a page"))
}
