//! One build after another: load, plan, validate, render, write.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use domain::validate::ErrorKind;

use crate::build::edited::{EditedPage, LastBuild, surroundings};
use crate::build::error::BuildError;
use crate::build::images;
use crate::build::options::Options;
use crate::build::output_file::{OutputFile, all_files, render_page, try_all, write_all};
use crate::build::progress::{Progress, Stage};
use crate::build::report::Report;
use crate::build::theme_cache::ThemeCache;
use crate::images::pending::PendingImages;
use crate::output_folder::{LastOutput, Output, OutputError, Tally};
use crate::outputs::data::DataFile;
use crate::plan::{self, Planned, offer_groups, story_groups};
use crate::render::Renderer;
use crate::render::build_context::BuildContext;
use crate::search;
use crate::theme::Theme;
use crate::validate::cross_check;
use content::cache::Cache;
use content::files;
use content::fingerprint::Fingerprint;
use content::inputs::{Inputs, SourceFiles};
use content::load::{Loaded, ReadCache, load};
use content::model::site::Site;
use content::schemas;
use markup::{LocatedProblem, Position};

/// Builds a site, again and again if need be.
#[derive(Default)]
pub struct Builder {
    read_cache: Option<ReadCache>,
    search: search::IndexCache,
    progress: Arc<Progress>,
    theme: ThemeCache,
    last: Option<LastBuild>,
    pending: Option<Arc<PendingImages>>,
}

/// Whoever edits more pages at once than this looks at the finished site.
const MOST_PREVIEWED: usize = 20;

/// What is done with a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Its pages and data are made, and dropped.
    Check,
    /// Its files are written.
    Build,
}

/// Reads, checks and renders everything as a build does, and writes nothing.
///
/// # Errors
/// If something else than content, settings or theme is wrong; what is wrong with these is in the report.
pub fn check(options: &Options) -> Result<Report, BuildError> {
    Builder::default().run(options, Purpose::Check, |_| {})
}

impl Builder {
    /// A builder that remembers what it read.
    pub fn with_memory() -> Self {
        Self { read_cache: Some(ReadCache::default()), ..Self::default() }
    }

    /// The same, which says how far it is.
    #[must_use]
    pub fn with_progress(self, progress: Arc<Progress>) -> Self {
        Self { progress, ..self }
    }

    /// The same, which draws a few share images and leaves many to whoever serves the site.
    #[must_use]
    pub fn leaving_images(self, pending: Arc<PendingImages>) -> Self {
        Self { pending: Some(pending), ..self }
    }

    /// Builds a site. If it has an error, or anything can't be made, the output folder stays as it is. `preview` is called
    /// with the pages of what was edited as soon as they are made.
    ///
    /// # Errors
    /// If a file can't be written; what is wrong with content, settings and theme is in the report.
    pub fn build(&mut self, options: &Options, preview: impl FnOnce(Vec<EditedPage>)) -> Result<Report, BuildError> {
        match self.run(options, Purpose::Build, preview) {
            // The first page that can't be made may not be the only one: the check finds all of them.
            Err(error) if error.is_of_theme() => {
                let report = self.run(options, Purpose::Check, |_| {})?;
                if report.has_errors() { Ok(report) } else { Err(error) }
            }
            result => result,
        }
    }

    fn run(
        &mut self,
        options: &Options,
        purpose: Purpose,
        preview: impl FnOnce(Vec<EditedPage>),
    ) -> Result<Report, BuildError> {
        let writes = purpose == Purpose::Build;
        self.progress.begin(Stage::Reading, 0);
        let (inputs, links, output) = self.look(options, writes)?;
        if let Some(report) = output.as_ref().and_then(|output| unchanged(output, inputs.fingerprint))
            && links.is_empty()
        {
            return Ok(report);
        }

        // Load
        let cache = if writes { Cache::below(&options.root) } else { Cache::read_only(&options.root) };
        let (made_from, base_url) = (inputs.fingerprint, options.base_url.as_deref());
        let loaded = load(&options.root, &inputs.files, base_url, options.today, &cache, self.read_cache.as_mut());
        let Loaded { site, problems, unread } = loaded;
        let mut report = Report::default();
        report.add(problems);
        report.add(links);
        let Some(site) = site else { return Ok(report) };
        report.limits = site.settings.limits;

        // Plan
        let theme_cache = &mut self.theme;
        let ((offer_groups, story_groups), theme) = rayon::join(
            || (offer_groups::group_offers(&site), story_groups::group_stories(&site)),
            || theme_cache.get_or_load(&options.root, &inputs, &site),
        );
        let pages = plan::plan(&site, &offer_groups, &story_groups);
        let data = DataFile::all(&site, &offer_groups, &pages);

        // Validate
        report.add(validate(&site, &pages, &data, &unread, &options.root, self.read_cache.as_mut())?);
        let (theme, renderer) = match theme {
            Ok(theme) => theme,
            Err(found) => {
                report.add(found);
                return Ok(report);
            }
        };
        // Somebody who watches wants the first answer at once, and gets the others with the next save.
        if report.has_errors() && self.read_cache.is_some() {
            return Ok(report);
        }
        let build = match BuildContext::new(&site, &offer_groups, &pages, &theme, &renderer) {
            Ok(build) => build,
            Err(error) => {
                report.add(BuildError::from(error).into_problems(&theme)?);
                return Ok(report);
            }
        };
        let files = all_files(&theme, &pages, data);
        // A page that can't be rendered is reported by `try_all`.
        let html = |page| render_page(&build, page, None).ok().map(|(html, _)| html);
        report.add(cross_check::made_anchors(&site, &pages, html));
        if report.has_errors() || !writes {
            report.add(try_all(&build, &files)?);
            return Ok(report);
        }

        // Render and write. Only now: a theme that can't be used leaves no folder.
        let output = output.map_or_else(|| Output::open(&options.out), Ok)?;
        output.begin()?;
        let surroundings = surroundings(&site, &theme);
        let is_edited = |file: &OutputFile| self.last.as_ref().is_some_and(|last| last.is_edited(file, surroundings));
        let (edited, others): (Vec<_>, Vec<_>) = files.into_iter().partition(is_edited);
        let mut drawings = write_all(&build, &edited, &output, &self.progress)?;
        if (1..=MOST_PREVIEWED).contains(&edited.len()) {
            let names = edited.iter().map(|file| file.name(&site));
            let page = |name: String| output.waiting(&name).map(|html| EditedPage { name, html });
            preview(names.filter_map(page).collect());
        }
        self.progress.begin(Stage::Pages, others.len());
        drawings.extend(write_all(&build, &others, &output, &self.progress)?);
        let (pending, images_in) = (self.pending.as_deref(), (options.root.as_path(), &cache));
        report.share_images =
            images::write_social(&build.social, drawings, &output, images_in, pending, &self.progress)?;
        self.progress.begin(Stage::Index, 0);
        let index = search::fingerprint(&site, surroundings);
        if !output.keep_index(&search::FOLDERS, index) {
            search::write(&site, &renderer, surroundings, &mut self.search, &IndexFiles(&output))?;
        }
        images::write_photographs(&options.root, &site, &output, &cache)?;
        report.pages = pages.len();
        let is_complete = pending.is_none_or(PendingImages::is_empty);
        let last = made_from.filter(|_| is_complete).map(|made_from| LastOutput {
            made_from,
            pages: pages.len(),
            limits: report.limits,
            problems: report.problems.clone(),
        });
        report.tally = output.finish(last, Some(index))?;
        self.last = self.read_cache.as_ref().map(|_| LastBuild::new(&site, surroundings));
        // A large site takes a while to be given back, and nobody needs to wait for that.
        rayon::spawn(move || drop(site));
        Ok(report)
    }

    /// Looks at the inputs and at the output folder, as far as there is one.
    fn look(
        &self,
        options: &Options,
        writes: bool,
    ) -> Result<(Inputs, Vec<LocatedProblem>, Option<Output>), OutputError> {
        let scan = || Inputs::scan(&options.root, options.today, options.base_url.as_deref());
        // A server looks for links once, when it starts: the folder may hold a hundred thousand files.
        let links = || if self.last.is_none() { links_in_output(&options.out) } else { Vec::new() };
        let reopen = || if writes { Output::reopen(&options.out) } else { Ok(None) };
        let ((inputs, links), output) = rayon::join(|| rayon::join(scan, links), reopen);
        Ok((inputs, links, output?))
    }
}

/// Renders pages one by one and writes nothing. `then` is given the means: from a page's address to its HTML, or nothing
/// where no page has this address.
///
/// # Errors
/// If content or theme can't be read. Content that is wrong has no pages, and then the report says why.
pub fn with_pages<R>(
    options: &Options,
    then: impl FnOnce(&dyn Fn(&str) -> Result<Option<String>, BuildError>) -> R,
) -> Result<Result<R, Report>, BuildError> {
    let (root, base_url) = (&options.root, options.base_url.as_deref());
    let files = SourceFiles::find(root);
    let Loaded { site, problems, .. } = load(root, &files, base_url, options.today, &Cache::read_only(root), None);
    let Some(site) = site else { return Ok(Err(Report { problems, ..Report::default() })) };
    let (offer_groups, story_groups) = (offer_groups::group_offers(&site), story_groups::group_stories(&site));
    let pages = plan::plan(&site, &offer_groups, &story_groups);
    let theme = Theme::load(root, &files.themes, &site.settings.theme, &site.settings.languages);
    let (theme, renderer) = match theme.and_then(|theme| Renderer::new(&site, &theme).map(|renderer| (theme, renderer)))
    {
        Ok(theme) => theme,
        Err(problems) => return Ok(Err(Report { problems, ..Report::default() })),
    };
    let build = BuildContext::new(&site, &offer_groups, &pages, &theme, &renderer)?;
    let by_address: HashMap<&str, &Planned> = pages.iter().map(|page| (page.address.as_str(), page)).collect();
    Ok(Ok(then(&|address| {
        by_address.get(address).map(|page| render_page(&build, page, None).map(|(html, _)| html)).transpose()
    })))
}

/// The report of a build that has nothing to do, because nothing changed since the last: neither what the site is made
/// from, nor what was made of it.
fn unchanged(output: &Output, made_from: Option<Fingerprint>) -> Option<Report> {
    let last = output.last().filter(|last| Some(last.made_from) == made_from && output.is_untouched())?;
    let tally = Tally { unchanged: output.listed(), ..Tally::default() };
    let (problems, pages) = (last.problems.clone(), last.pages);
    Some(Report { problems, pages, tally, limits: last.limits, ..Report::default() })
}

/// What is wrong with a site as a whole.
fn validate(
    site: &Site,
    pages: &[Planned],
    data: &[DataFile],
    unread: &BTreeSet<String>,
    root: &Path,
    cache: Option<&mut ReadCache>,
) -> Result<Vec<LocatedProblem>, BuildError> {
    let base = site.settings.base_path();
    let files = data.iter().map(|file| format!("{base}/{}", file.name())).collect();
    let mut problems = cross_check::check(site, pages, &files, unread, root);
    problems.extend(schemas::check_notes(root));
    problems.extend(schemas::stale(root, site, cache.map(|cache| &mut cache.schemas))?);
    Ok(problems)
}

/// Links in the output folder that lead out of it: whoever serves or copies the folder might follow them.
fn links_in_output(out: &Path) -> Vec<LocatedProblem> {
    let name = out.file_name().map_or_else(|| "public".to_owned(), |name| name.to_string_lossy().into_owned());
    let problem = |link: String| {
        let target = std::fs::read_link(out.join(&link)).unwrap_or_default().display().to_string();
        let fault = ErrorKind::ForbiddenTarget { target, why: "which lies outside the output folder" };
        LocatedProblem::of_text(&format!("{name}/{link}"), Position::START, fault)
    };
    files::links_out_of(out).into_iter().map(problem).collect()
}

/// Takes the files of the search index into the output folder.
struct IndexFiles<'o>(&'o Output);

impl search::Sink for IndexFiles<'_> {
    fn keeps(&self, path: &str) -> bool {
        self.0.keep(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.0.write(path, bytes)
    }
}
