//! From content files to a site.
//!
//! `files → Site (checked) → plan of pages → pages, written as they are rendered`. In: a folder with `site.toml`,
//! `content/` and `themes/`. Out: a folder that any web server can serve, or the list of everything that is wrong.
//! The function that receives requests is not known here: the two meet in the files under `data/` and in the pages
//! of the forms.

mod build;
mod images;
mod output_folder;
mod outputs;
mod plan;
mod render;
mod search;
mod theme;
mod validate;
mod view;

use std::path::Path;

use domain::validate::base_url::BaseUrl;

pub use build::builder::{Builder, check, with_pages};
pub use build::edited::EditedPage;
pub use build::error::BuildError;
pub use build::options::Options;
pub use build::progress::Progress;
pub use build::report::Report;
pub use content::document::{
    ReadDocument, read_json, read_offer, read_offers, read_vocabulary, read_weights, read_yaml, weights,
};
pub use content::files::{FileError, is_ignored};
pub use content::load::why_reserved;
pub use content::model::settings::Limits;
pub use content::schemas::{SchemaError, SchemaFile};
pub use images::encode::PictureError;
pub use images::pending::PendingImages;
pub use images::social::SocialError;
pub use markup::{LocatedProblem, Severity};
pub use output_folder::{MANIFEST, OutputError, Tally};
pub use outputs::data::DataError;
pub use search::SearchError;
pub use theme::ThemeError;

use content::inputs::Inputs;
use content::{load, schemas};

/// The settings of a server, beside the site itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Serving {
    /// The site's full address.
    pub base_url: BaseUrl,
    /// What one address may send; no limit where the settings name none.
    pub limits: Option<Limits>,
}

/// Returns the settings of a server, or what is wrong with them. Quick: no content is read.
///
/// # Errors
/// The problems of the settings and of the vocabularies that they name.
pub fn serving(options: &Options) -> Result<Serving, Vec<LocatedProblem>> {
    let (settings, problems) = load::settings(&options.root, options.base_url.as_deref());
    settings.map(|settings| Serving { base_url: settings.base_url, limits: settings.limits }).ok_or(problems)
}

/// What tells whether anything changed that the site is made of, found without reading it; nothing where something
/// changed so lately that it could change once more without a trace.
pub fn inputs_fingerprint(options: &Options) -> Option<String> {
    let inputs = Inputs::scan(&options.root, options.today, options.base_url.as_deref());
    inputs.fingerprint.map(|fingerprint| fingerprint.to_string())
}

/// The JSON Schemas of all content, for `content/schemas/`, or what is wrong with the vocabularies they name.
pub fn schemas(root: &Path) -> Result<Result<Vec<SchemaFile>, Vec<LocatedProblem>>, BuildError> {
    let load::vocabulary::Codes { vocabulary, problems, .. } = load::vocabulary::read(root);
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let notes = schemas::read_notes(root, None);
    Ok(Ok(schemas::files(&vocabulary, &notes).map_err(SchemaError::from)?))
}

/// Builds the site. If the content has an error, nothing is written.
///
/// # Errors
/// If a file can't be read or written, or the theme can't be used; what is wrong with the content is in the report.
pub fn build(options: &Options) -> Result<Report, BuildError> {
    Builder::default().build(options, |_| {})
}
