//! From content files to a site.
//!
//! `files → Site (checked) → plan of pages → pages, written as they are rendered`. In: a folder with `site.toml`,
//! `content/` and `themes/`. Out: a folder that any web server can serve, or the list of everything that is wrong.
//! The function that receives requests is not known here: the two meet in the files under `data/` and in the pages
//! of the forms.

mod build;
mod content;
mod fingerprint;
mod fs;
mod images;
mod model;
mod outputs;
mod plan;
mod render;
mod search;
mod theme;
mod validate;
mod view;

use std::path::{Path, PathBuf};

use domain::validate::base_url::BaseUrl;
use jiff::civil::Date;
use theme::Theme;

pub use build::builder::{Builder, EditedPage, with_pages};
pub use build::progress::Progress;
pub use content::document::{
    ReadDocument, read_json, read_offer, read_offers, read_vocabulary, read_weights, read_yaml, weights,
};
pub use content::load::{ReadCache, why_reserved};
pub use content::schemas::{SchemaError, SchemaFile};
pub use fs::files::{FileError, is_ignored};
pub use fs::output::{MANIFEST, OutputError, Tally};
pub use images::encode::PictureError;
pub use images::social::SocialError;
pub use markup::{LocatedProblem, Severity};
pub use model::settings::Limits;
pub use outputs::data::DataError;

pub use search::SearchError;
pub use theme::ThemeError;

use build::builder;
use content::load;
use content::schemas;
use fs::inputs;

/// What to build.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// Where the site goes.
    pub out: PathBuf,
    /// The site's full address, where it differs from the settings'.
    pub base_url: Option<String>,
    /// The day the site is built for: offers past their date have ended.
    pub today: Date,
}

/// What a build came to.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What is wrong with the content. If one of them is an error, nothing was written.
    pub problems: Vec<LocatedProblem>,
    /// Pages of the site.
    pub pages: usize,
    /// What happened to the files.
    pub tally: Tally,
    /// What one address may send, for a server that mounts the form; no limit where the settings name none.
    pub limits: Option<Limits>,
    /// How many pages were held at the same time, at most: rendered, and not yet written.
    pub held: usize,
}

impl Report {
    /// Adds problems, each once, in the order of their places.
    fn add(&mut self, problems: Vec<LocatedProblem>) {
        self.problems.extend(problems);
        self.problems.sort();
        self.problems.dedup();
    }

    /// Whether the site could not be built.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// What the settings tell a server, beside the site itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Serving {
    /// The site's full address.
    pub base_url: BaseUrl,
    /// What one address may send; no limit where the settings name none.
    pub limits: Option<Limits>,
}

/// A build that failed for another reason than its content.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file can't be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The theme can't be used.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// The output folder can't be written to.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A schema can't be made.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The search index can't be made.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// A picture can't be made smaller.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// A picture for those who share a page can't be drawn.
    #[error(transparent)]
    Social(#[from] SocialError),
    /// Data can't be written in their format.
    #[error("{name}: {source}")]
    Data {
        /// The file.
        name: String,
        /// What is wrong.
        source: DataError,
    },
    /// The site has no such page, or the theme no words for it.
    #[error("{address}: {detail}")]
    Page {
        /// The page.
        address: String,
        /// What is missing.
        detail: String,
    },
}

impl BuildError {
    fn is_of_theme(&self) -> bool {
        let of_theme = |error: &ThemeError| !matches!(error, ThemeError::Json(_));
        match self {
            BuildError::Theme(error) | BuildError::Search(SearchError::Row(error)) => of_theme(error),
            BuildError::Data { source: DataError::Words(_), .. } => true,
            _ => false,
        }
    }

    /// What is wrong with the theme, if that is why something could not be made.
    fn into_problems(self, theme: &Theme) -> Result<Vec<LocatedProblem>, BuildError> {
        match self {
            BuildError::Theme(error) | BuildError::Search(SearchError::Row(error)) => Ok(theme.problems_of(error)?),
            BuildError::Data { source: DataError::Words(error), .. } => Ok(theme.problems_of(error.into())?),
            other => Err(other),
        }
    }
}

/// Reads, checks and renders everything as [`build`] does, and writes nothing.
///
/// # Errors
/// If something else than content, settings or theme is wrong; what is wrong with these is in the report.
pub fn check(options: &Options) -> Result<Report, BuildError> {
    builder::check(options)
}

/// What the settings tell a server, or what is wrong with them. Quick: no content is read.
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
    inputs::fingerprint(options).map(|fingerprint| fingerprint.to_string())
}

/// The JSON Schemas of all content, for `content/schemas/`, or what is wrong with the vocabularies they name.
///
/// # Errors
/// If one can't be written as JSON.
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
