//! From content files to a site.
//!
//! `files → Site (checked) → plan of pages → pages, written as they are rendered`. In: a folder with `site.toml`,
//! `content/` and `themes/`. Out: a folder that any web server can serve, or the list of everything that is wrong.
//! The function that receives requests is not known here: the two meet in the files under `data/` and in the pages
//! of the forms.

mod address;
mod api;
mod cache;
mod context;
mod cross_check;
mod data;
mod document;
mod facet;
mod files;
mod load;
mod located;
mod markdown;
mod neighbours;
mod output;
mod pictures;
mod plan;
mod press;
mod render;
mod schemas;
mod search;
mod settings;
mod site;
mod social;
mod stamp;
mod theme;
mod toml_text;
mod view;
mod yaml;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;

pub use data::DataError;
pub use document::{ReadDocument, read_json, read_offer, read_offers, read_vocabulary, read_weights, read_yaml};
pub use files::FileError;
pub use located::{LocatedProblem, Severity};
pub use output::{OutputError, Tally};
pub use pictures::PictureError;
pub use schemas::{SchemaError, SchemaFile};
pub use search::SearchError;
pub use settings::Limits;
pub use social::SocialError;
pub use theme::{ThemeError, fingerprint_of};

use cache::Cache;
use data::DataFile;
use neighbours::Neighbours;
use press::{Press, works};
use render::Renderer;
use search::Finders;
use site::Site;
use social::Social;
use theme::Theme;

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
}

impl Report {
    /// Whether the site could not be built.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// What the settings tell a server, beside the site itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Serving {
    /// The site's full address, without a slash at its end.
    pub base_url: String,
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

/// Reads and checks everything, and writes nothing.
///
/// # Errors
/// If a file can't be read at all; what is wrong *in* files is in the report.
pub fn check(options: &Options) -> Result<Report, BuildError> {
    let (site, problems) = read(options, &Cache::read_only(&options.root))?;
    Ok(Report { problems, limits: site.and_then(|site| site.settings.limits), ..Report::default() })
}

/// What the settings tell a server, or what is wrong with them. Quick: no content is read.
///
/// # Errors
/// If a file can't be read.
pub fn serving(options: &Options) -> Result<Result<Serving, Vec<LocatedProblem>>, BuildError> {
    let (settings, problems) = load::settings(&options.root, options.base_url.as_deref())?;
    Ok(settings.map(|settings| Serving { base_url: settings.base_url, limits: settings.limits }).ok_or(problems))
}

/// The JSON Schemas of all content, for `content/schemas/`, or what is wrong with the vocabularies they name.
///
/// # Errors
/// If a file can't be read.
pub fn schemas(root: &Path) -> Result<Result<Vec<SchemaFile>, Vec<LocatedProblem>>, BuildError> {
    let (vocabulary, problems) = load::vocabulary::read(root)?;
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let notes = schemas::Notes::read(root)?;
    Ok(Ok(schemas::files(&vocabulary, &notes).map_err(SchemaError::from)?))
}

/// Builds the site. If the content has an error, nothing is written.
///
/// # Errors
/// If a file can't be read or written, or the theme can't be used; what is wrong with the content is in the report.
pub fn build(options: &Options) -> Result<Report, BuildError> {
    let cache = Cache::below(&options.root);
    let (site, problems) = read(options, &cache)?;
    let report = Report { problems, ..Report::default() };
    let Some(site) = site.filter(|_| !report.has_errors()) else { return Ok(report) };

    let theme = Theme::load(&options.root, &site.settings.theme, &site.settings.languages)?;
    let renderer = Renderer::new(&site, &theme)?;
    let shelves = facet::shelves(&site);
    let story_shelves = facet::stories::shelves(&site);
    let pages = plan::plan(&site, &shelves, &story_shelves);
    let finders = Finders::new(&site);
    let works = works(&site, &theme, &shelves, &pages);
    let social = Social::plan(&site, &theme, &pages)?;
    let shown = site.shown_pictures();
    let files = shown.iter().flat_map(|picture| picture.variants().map(|variant| media(&picture.name(variant))));
    let mut names: BTreeSet<String> =
        works.iter().map(|work| work.name(&site)).chain(files).chain(social.names().cloned()).collect();

    let output = output::Output::open(&options.out)?;
    output.announce(&names)?;
    let press = Press {
        site: &site,
        theme: &theme,
        renderer: &renderer,
        shelves: &shelves,
        neighbours: &Neighbours::new(&site),
        finders: &finders,
        pages: &pages,
        social: &social,
    };
    // Much of the index is made by one thread after another; meanwhile the others make pages. Its files are named by
    // their content, so they can be announced only now.
    let (index, written) = rayon::join(
        || search::index(&site, &renderer),
        || {
            works.par_iter().try_for_each(|work| {
                let bytes = press.make(work)?;
                output.write(&work.name(&site), &bytes).map_err(BuildError::from)
            })
        },
    );
    written?;
    let index = index?;
    names.extend(index.keys().cloned());
    output.announce(&names)?;
    index.par_iter().try_for_each(|(name, bytes)| output.write(name, bytes))?;
    // A few at a time: each holds the pixels of a whole photograph.
    for pictures in shown.chunks(pictures::AT_ONCE) {
        pictures.par_iter().try_for_each(|picture| {
            let files = pictures::make(&options.root, picture, &cache)?;
            files.iter().try_for_each(|(name, bytes)| output.write(&media(name), bytes).map_err(BuildError::from))
        })?;
    }
    social.pictures().par_iter().try_for_each(|(name, card)| {
        let bytes = cache.find_or(&cached(name), || social.draw(name, card))?;
        output.write(name, &bytes).map_err(BuildError::from)
    })?;
    cache.prune();
    let tally = output.finish(&names)?;
    Ok(Report { pages: pages.len(), tally, limits: site.settings.limits, ..report })
}

fn read(options: &Options, cache: &Cache) -> Result<(Option<Site>, Vec<LocatedProblem>), BuildError> {
    let load::Loaded { site, mut problems, unread } =
        load::load(&options.root, options.base_url.as_deref(), options.today, cache)?;
    if let Some(site) = &site {
        let shelves = facet::shelves(site);
        let story_shelves = facet::stories::shelves(site);
        let pages = plan::plan(site, &shelves, &story_shelves);
        let base = site.settings.base_path();
        let files = DataFile::all(site, &shelves, &pages)
            .iter()
            .map(DataFile::name)
            .map(|name| format!("{base}/{name}"))
            .collect();
        problems.extend(cross_check::check(site, &pages, &files, &unread, &options.root)?);
        problems.extend(schemas::stale(&options.root, &site.vocabulary, &site.notes)?);
    }
    problems.sort();
    Ok((site, problems))
}

/// The name in the cache of a file in the output folder.
fn cached(name: &str) -> String {
    name.replace('/', "-")
}

/// Where the files of pictures lie.
fn media(name: &str) -> String {
    format!("media/{name}")
}
