//! One build after another: read, plan, tell what is right already, make and write the rest.

mod writing;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use domain::validate::ErrorKind;
use rayon::prelude::*;

use crate::build::made_of::MadeOf;
use crate::build::pages::{Held, Job, Press, Work, works};
use crate::build::progress::{Progress, Stage};
use crate::content::load;
use crate::content::load::{Loaded, ReadCache};
use crate::content::schemas;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::fs::cache::Cache;
use crate::fs::files;
use crate::fs::inputs;
use crate::fs::output::{Output, Whole};
use crate::images::social::Social;
use crate::model::site::Site;
use crate::outputs::data::DataFile;
use crate::plan::offer_groups::OfferGroup;
use crate::plan::{self, Page, Planned, offer_groups, story_groups};
use crate::render::Renderer;
use crate::render::context::{self, Sources};
use crate::render::site_index::SiteIndex;
use crate::search;
use crate::theme::Theme;
use crate::validate::cross_check;
use crate::view::filters::FilterIndex;
use crate::view::related::RelatedOffers;
use crate::{BuildError, Options, Report, Tally};
use markup::{LocatedProblem, Position};
use writing::Writing;

/// Builds a site, again and again if need be.
#[derive(Default)]
pub struct Builder {
    memory: Option<ReadCache>,
    search: search::IndexCache,
    progress: Arc<Progress>,
    theme: Option<Equipment>,
    /// What the offers and case studies of the last site were read from, and what all its pages were made with; nothing
    /// before the first.
    known: Option<(HashSet<Fingerprint>, Fingerprint)>,
}

/// A page of what was edited, before the build is done and its file in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedPage {
    /// Its path below the output folder.
    pub name: String,
    /// Its HTML.
    pub html: Vec<u8>,
}

/// Whoever edits more at once than this looks at the finished site.
const PREVIEWED: usize = 20;

/// The theme and its compiled templates, with the fingerprint of what they were made from.
struct Equipment {
    made_from: Fingerprint,
    theme: Arc<Theme>,
    renderer: Arc<Renderer>,
}

/// Reads, checks and renders everything as a build does, and writes nothing.
pub fn check(options: &Options) -> Result<Report, BuildError> {
    Builder::default().run(options, Purpose::Check, |_| {})
}

/// What is done with a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Its pages and data are made, and dropped.
    Check,
    /// Its files are written.
    Build,
}

fn load(options: &Options, cache: &Cache, memory: Option<&mut ReadCache>) -> Loaded {
    load::load(&options.root, options.base_url.as_deref(), options.today, cache, memory)
}

impl Builder {
    /// A builder that remembers what it read.
    pub fn with_memory() -> Self {
        Self { memory: Some(ReadCache::default()), ..Self::default() }
    }

    /// The same, which says how far it is.
    #[must_use]
    pub fn with_progress(self, progress: Arc<Progress>) -> Self {
        Self { progress, ..self }
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

    /// The one way of a site from its files to its pages, for a check and for a build.
    fn run(
        &mut self,
        options: &Options,
        purpose: Purpose,
        preview: impl FnOnce(Vec<EditedPage>),
    ) -> Result<Report, BuildError> {
        self.progress.begin(Stage::Reading, 0);
        let builds = purpose == Purpose::Build;
        let reopen = || if builds { Output::reopen(&options.out) } else { Ok(None) };
        // A server looks for links once, when it starts: the folder may hold a hundred thousand files.
        let links = || if self.known.is_none() { links_in_output(&options.out) } else { Vec::new() };
        let ((made_from, links), output) = rayon::join(|| rayon::join(|| inputs::fingerprint(options), links), reopen);
        let mut output = output?;
        if let Some(report) = output.as_ref().and_then(|output| unchanged(output, made_from))
            && links.is_empty()
        {
            return Ok(report);
        }
        let cache = if builds { Cache::below(&options.root) } else { Cache::read_only(&options.root) };
        let Loaded { site, mut problems, unread } = load(options, &cache, self.memory.as_mut());
        problems.extend(links);
        let report = |problems, limits| {
            let mut report = Report { limits, ..Report::default() };
            report.add(problems);
            report
        };
        let Some(site) = site else { return Ok(report(problems, None)) };
        let limits = site.settings.limits;
        let (memory, kept) = (self.memory.as_mut(), &mut self.theme);
        let ((offer_groups, story_groups), equipment) = rayon::join(
            || (offer_groups::group_offers(&site), story_groups::group_stories(&site)),
            || Equipment::find_or_make(kept, options, &site),
        );
        let pages = plan::plan(&site, &offer_groups, &story_groups);
        let data = DataFile::all(&site, &offer_groups, &pages);
        problems.extend(wrong_with(&site, &pages, &data, &unread, &options.root, memory)?);
        let (theme, renderer) = match equipment {
            Ok(equipment) => equipment,
            Err(found) => {
                problems.extend(found);
                return Ok(report(problems, limits));
            }
        };
        let mut report = report(problems, limits);
        let watches = self.memory.is_some();
        // Somebody who watches wants the first answer at once, and gets the others with the next save.
        if report.has_errors() && watches {
            return Ok(report);
        }
        let means = match Means::new(&site, &offer_groups, &pages, &theme, &renderer) {
            Ok(means) => means,
            Err(error) => {
                report.add(error.into_problems(&theme)?);
                return Ok(report);
            }
        };
        let press = Press { progress: Arc::clone(&self.progress), ..means.press() };
        let works = works(&theme, &pages, data);
        // A page that can't be made is told of where it is tried.
        report.add(cross_check::made_anchors(&site, &pages, |page| press.html(page).ok()));
        if report.has_errors() || !builds {
            report.add(press.try_all(&works)?);
            return Ok(report);
        }
        // Only now: a theme that can't be used leaves no folder.
        let output = match output.take() {
            Some(output) => output,
            None => Output::open(&options.out)?,
        };
        let made_of = MadeOf::new(&press.sources, &theme, press.social)?;
        output.begin()?;
        // Whoever saved a file waits for its page: it comes before all others are even looked at.
        let frame = made_of.frame();
        let (edited, others): (Vec<_>, Vec<_>) = works.into_iter().partition(|work| self.is_edited(work, frame));
        let job = |work| Job::new(work, &site, &made_of);
        let writing = Writing { site: &site, press: &press, output: &output, cache: &cache, options };
        let edited: Vec<Job> = edited.into_iter().map(job).collect();
        let drawings = press.run(&edited.iter().collect::<Vec<_>>(), &output)?;
        if (1..=PREVIEWED).contains(&edited.len()) {
            let html = |name: &str| output.waiting(name);
            preview(
                edited
                    .iter()
                    .filter_map(|job| Some(EditedPage { name: job.name.clone(), html: html(&job.name)? }))
                    .collect(),
            );
        }
        let jobs: Vec<Job> = others.into_par_iter().map(job).collect();
        writing.jobs(&jobs, drawings)?;
        self.progress.begin(Stage::Index, 0);
        writing.index(&renderer, frame, &mut self.search)?;
        writing.photographs()?;
        let held = press.held.most();
        let problems = report.problems.clone();
        let whole = made_from.map(|made_from| Whole { made_from, pages: pages.len(), limits, problems });
        let tally = output.finish(whole)?;
        self.remember(&site, frame);
        let report = Report { pages: pages.len(), tally, held, ..report };
        // A large site takes a while to be given back, and nobody needs to wait for that.
        rayon::spawn(move || drop(site));
        Ok(report)
    }

    /// Whether a page is of an offer or case study that was not in the last site, or was not what it is now. Where theme,
    /// settings or vocabularies changed too, no page goes before the others: all of them may fail.
    fn is_edited(&self, work: &Work, frame: Fingerprint) -> bool {
        let own = match work {
            Work::Page(Planned { page: Page::Offer(offer), .. }) => Some(offer.fingerprint),
            Work::Page(Planned { page: Page::CaseStudy(story), .. }) => Some(story.entry.fingerprint),
            _ => None,
        };
        let known = self.known.as_ref().filter(|(_, last)| *last == frame);
        known.zip(own).is_some_and(|((known, _), own)| !known.contains(&own))
    }

    /// Remembers what a site was read from, for the next build of a server.
    fn remember(&mut self, site: &Site, frame: Fingerprint) {
        let stories = site.case_studies.iter().map(|story| story.entry.fingerprint);
        let things = site.offers.iter().map(|offer| offer.fingerprint).chain(stories);
        self.known = self.memory.as_ref().map(|_| (things.collect(), frame));
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
    let Loaded { site, problems, .. } = load(options, &Cache::read_only(&options.root), None);
    let Some(site) = site else { return Ok(Err(Report { problems, ..Report::default() })) };
    let (offer_groups, story_groups) = (offer_groups::group_offers(&site), story_groups::group_stories(&site));
    let pages = plan::plan(&site, &offer_groups, &story_groups);
    let (theme, renderer) = match Equipment::find_or_make(&mut None, options, &site) {
        Ok(equipment) => equipment,
        Err(problems) => return Ok(Err(Report { problems, ..Report::default() })),
    };
    let means = Means::new(&site, &offer_groups, &pages, &theme, &renderer)?;
    let press = means.press();
    let by_address: HashMap<&str, &Planned> = pages.iter().map(|page| (page.address.as_str(), page)).collect();
    Ok(Ok(then(&|address| by_address.get(address).map(|page| press.html(page)).transpose())))
}

/// What pages need to know of the whole, looked up once.
struct Means<'s> {
    site: &'s Site,
    offer_groups: &'s [OfferGroup<'s>],
    pages: &'s [Planned<'s>],
    theme: &'s Theme,
    renderer: &'s Renderer,
    filter_index: FilterIndex,
    related_offers: RelatedOffers<'s>,
    social: Social<'s>,
    site_index: SiteIndex<'s>,
}

impl<'s> Means<'s> {
    fn new(
        site: &'s Site,
        offer_groups: &'s [OfferGroup<'s>],
        pages: &'s [Planned<'s>],
        theme: &'s Theme,
        renderer: &'s Renderer,
    ) -> Result<Self, BuildError> {
        let (filter_index, (related_offers, (social, site_index))) = rayon::join(
            || FilterIndex::new(site),
            || {
                rayon::join(
                    || RelatedOffers::new(site, context::shows_related_offers(renderer)),
                    || (Social::new(site, theme, pages), SiteIndex::new(site, offer_groups)),
                )
            },
        );
        Ok(Self { site, offer_groups, pages, theme, renderer, filter_index, related_offers, social: social?, site_index })
    }

    fn press(&'s self) -> Press<'s> {
        let Self { site, offer_groups, pages, theme, renderer, filter_index, related_offers, social, site_index } = self;
        let sources = Sources { site, offer_groups, site_index, related_offers, filter_index, renderer };
        Press { sources, theme, pages, social, held: Held::default(), progress: Arc::default() }
    }
}

impl Equipment {
    /// The theme, as it was if none of its files changed.
    fn find_or_make(
        kept: &mut Option<Self>,
        options: &Options,
        site: &Site,
    ) -> Result<(Arc<Theme>, Arc<Renderer>), Vec<LocatedProblem>> {
        let files = inputs::theme(&options.root, &site.settings.theme);
        let made_from = files.map(|files| {
            Fingerprinter::new("equipment")
                .fingerprint(files)
                .fingerprint(site.codes)
                .part(site.today.to_string().as_bytes())
                .part(format!("{:?}", site.settings).as_bytes())
                .done()
        });
        if let Some(kept) = kept.as_ref().filter(|kept| Some(kept.made_from) == made_from) {
            return Ok((Arc::clone(&kept.theme), Arc::clone(&kept.renderer)));
        }
        let theme = Arc::new(Theme::load(&options.root, &site.settings.theme, &site.settings.languages)?);
        let renderer = Arc::new(Renderer::new(site, &theme)?);
        *kept = made_from.map(|made_from| Equipment {
            made_from,
            theme: Arc::clone(&theme),
            renderer: Arc::clone(&renderer),
        });
        Ok((theme, renderer))
    }
}

/// The report of a build that has nothing to do, because nothing changed since the last: neither what the site is made
/// from, nor what was made of it.
fn unchanged(output: &Output, made_from: Option<Fingerprint>) -> Option<Report> {
    let whole = output.whole().filter(|whole| Some(whole.made_from) == made_from && output.is_untouched())?;
    let tally = Tally { unchanged: output.listed(), ..Tally::default() };
    let problems = whole.problems.clone();
    Some(Report { problems, pages: whole.pages, tally, limits: whole.limits, ..Report::default() })
}

/// What is wrong with a site as a whole.
fn wrong_with(
    site: &Site,
    pages: &[Planned],
    data: &[DataFile],
    unread: &BTreeSet<String>,
    root: &Path,
    memory: Option<&mut ReadCache>,
) -> Result<Vec<LocatedProblem>, BuildError> {
    let base = site.settings.base_path();
    let files = data.iter().map(|file| format!("{base}/{}", file.name())).collect();
    let mut problems = cross_check::check(site, pages, &files, unread, root);
    problems.extend(schemas::check_notes(root));
    problems.extend(schemas::stale(root, site, memory.map(|memory| &mut memory.schemas))?);
    Ok(problems)
}

/// Links in the output folder that lead out of it: whoever serves or copies the folder might follow them.
fn links_in_output(out: &Path) -> Vec<LocatedProblem> {
    let name = out.file_name().map_or_else(|| "public".to_owned(), |name| name.to_string_lossy().into_owned());
    let problem = |link: String| {
        let target = fs::read_link(out.join(&link)).unwrap_or_default().display().to_string();
        let kind = ErrorKind::ForbiddenTarget { target, why: "which lies outside the output folder" };
        LocatedProblem::of_text(&format!("{name}/{link}"), Position::START, kind)
    };
    files::links_out_of(out).into_iter().map(problem).collect()
}
