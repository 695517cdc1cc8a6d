//! The files that are made one by one, from many threads at once: pages, data, files of the theme.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::build::made_of::MadeOf;
use crate::build::progress::Progress;
use crate::fingerprint::Fingerprint;
use crate::fs::output::Output;
use crate::images::social::Social;
use crate::model::address;
use crate::model::site::Site;
use crate::outputs::data::DataFile;
use crate::plan::{Page, Planned};
use crate::render::context::{self, Sources};
use crate::theme::Theme;
use crate::{BuildError, search};
use markup::LocatedProblem;

/// One file to make.
pub enum Work<'b> {
    /// A page.
    Page(&'b Planned<'b>),
    /// The start page of the whole site, which leads to the language.
    Start,
    /// What a web server shows for an address that does not exist.
    NotFound,
    /// A file that machines read.
    Data(DataFile<'b>),
    /// A file of the theme.
    Asset(&'b str, &'b [u8]),
    /// The theme's sign, where programs look for it that read no page.
    Favicon(&'b [u8]),
}

/// A file to make, with its name and what it is made of.
pub struct Job<'b> {
    /// What it is.
    pub work: Work<'b>,
    /// Its path below the output folder.
    pub name: String,
    /// What it is made of.
    pub made_of: Fingerprint,
}

impl<'b> Job<'b> {
    /// The job of making a file of a site.
    pub fn new(work: Work<'b>, site: &Site, made_of: &MadeOf) -> Self {
        Self { name: work.name(site), made_of: made_of.fingerprint(&work), work }
    }
}

/// All files of a site but those that are drawn, encoded or indexed: the largest first, so that no thread is left with one
/// at the end.
pub fn works<'b>(theme: &'b Theme, pages: &'b [Planned<'b>], data: Vec<DataFile<'b>>) -> Vec<Work<'b>> {
    let mut works: Vec<Work> = data.into_iter().map(Work::Data).collect();
    works.extend(pages.iter().map(Work::Page));
    works.extend([Work::Start, Work::NotFound]);
    // Under its own name as well: for a style sheet or a script that names it so.
    let named = |(name, bytes): (&'b String, &'b Vec<u8>)| {
        let names = [Some(name), theme.hashed.get(name)];
        names.into_iter().flatten().map(move |name| Work::Asset(name, bytes))
    };
    works.extend(theme.assets.iter().flat_map(named));
    works.extend(theme.assets.get(FAVICON).map(|bytes| Work::Favicon(bytes)));
    works
}

impl Work<'_> {
    /// Its path below the output folder.
    pub fn name(&self, site: &Site) -> String {
        match self {
            Work::Page(page) => address::file_of(&page.address, site.settings.base_path()),
            Work::Start => "index.html".to_owned(),
            Work::NotFound => "404.html".to_owned(),
            Work::Data(file) => file.name(),
            Work::Asset(name, _) => format!("assets/{name}"),
            Work::Favicon(_) => FAVICON.to_owned(),
        }
    }
}

/// Makes files, from many threads at once.
pub struct Press<'b> {
    /// What pages are filled in from.
    pub sources: Sources<'b, 'b>,
    /// How it is shown.
    pub theme: &'b Theme,
    /// All pages.
    pub pages: &'b [Planned<'b>],
    /// What pages say of themselves where they are shared.
    pub social: &'b Social<'b>,
    /// The pages that are rendered and not yet written.
    pub held: Held,
    /// How far the build is.
    pub progress: Arc<Progress>,
}

/// The theme's sign as an icon file.
const FAVICON: &str = "favicon.ico";

/// Files that a thread takes at once.
const BITE: usize = 8;

/// A picture to draw: its name, and a page that names it.
pub type Drawing<'b> = (String, &'b Planned<'b>);

impl<'b> Press<'b> {
    /// Makes files and writes each as soon as it is made, so that no more of them are held than there are threads. Returns
    /// the pictures that their pages name.
    ///
    /// # Errors
    /// If the theme or the data format can't express it, or it can't be written.
    pub fn run(&self, jobs: &[&Job<'b>], output: &Output) -> Result<Vec<Drawing<'b>>, BuildError> {
        // In small bites: a page of a list takes ten times as long as one of an offer, and no thread shall be left with many.
        let jobs = jobs.par_iter().with_max_len(BITE);
        let drawings: Result<Vec<_>, BuildError> =
            jobs.map(|job| self.make(job, output).inspect(|_| self.progress.step())).collect();
        Ok(drawings?.into_iter().flatten().collect())
    }

    /// Makes all files and the lines of the search, and drops them. Returns what is wrong with the theme.
    ///
    /// # Errors
    /// If something else can't be made.
    pub fn try_all(&self, works: &[Work<'b>]) -> Result<Vec<LocatedProblem>, BuildError> {
        let lines = || search::check_rows(self.sources.site, self.sources.renderer).map_err(BuildError::from);
        let (made, lines) = rayon::join(
            || works.par_iter().with_max_len(BITE).map(|work| self.attempt(work)).collect::<Vec<_>>(),
            lines,
        );
        let mut problems = Vec::new();
        for result in made.into_iter().chain([lines]) {
            if let Err(error) = result {
                problems.extend(error.into_problems(self.theme)?);
            }
        }
        problems.sort();
        problems.dedup();
        Ok(problems)
    }

    fn attempt(&self, work: &Work<'b>) -> Result<(), BuildError> {
        if let Work::Data(file) = work {
            let wrong = |source| BuildError::Data { name: file.name(), source };
            file.write(self.sources.site, &self.theme.messages, &mut io::sink()).map_err(wrong)?;
        }
        self.page_of(work)?.map_or(Ok(()), |(page, template)| self.page(page, template).map(drop))
    }

    /// The page that a work shows, and its template where it is not the page's own.
    fn page_of(&self, work: &Work<'b>) -> Result<Option<(&'b Planned<'b>, Option<&'static str>)>, BuildError> {
        Ok(match work {
            Work::Page(page) => Some((page, None)),
            Work::Start => Some((self.default_page(|page| matches!(page, Page::Home))?, Some("start.html"))),
            Work::NotFound => Some((self.default_page(|page| matches!(page, Page::NotFound))?, None)),
            Work::Data(_) | Work::Asset(..) | Work::Favicon(_) => None,
        })
    }

    fn make(&self, job: &Job<'b>, output: &Output) -> Result<Option<Drawing<'b>>, BuildError> {
        match &job.work {
            Work::Data(file) => {
                let make = |out: &mut (dyn io::Write + Send)| {
                    let wrong = |source| BuildError::Data { name: job.name.clone(), source };
                    file.write(self.sources.site, &self.theme.messages, out).map_err(wrong)
                };
                output.stream(&job.name, job.made_of, make)?;
            }
            Work::Asset(_, bytes) | Work::Favicon(bytes) => output.write(&job.name, job.made_of, bytes)?,
            Work::Page(_) | Work::Start | Work::NotFound => {}
        }
        let Some((page, template)) = self.page_of(&job.work)? else { return Ok(None) };
        let _held = self.held.one_more();
        let (html, picture) = self.page(page, template)?;
        output.write_beside(&job.name, job.made_of, html.as_bytes(), picture.clone())?;
        Ok(picture.map(|name| (name, page)))
    }

    /// A page's HTML.
    ///
    /// # Errors
    /// If the theme can't express it.
    pub fn html(&self, page: &'b Planned<'b>) -> Result<String, BuildError> {
        self.page(page, None).map(|(html, _)| html)
    }

    /// A page's HTML, and the name of the picture that it names.
    fn page(&self, page: &'b Planned<'b>, template: Option<&str>) -> Result<(String, Option<String>), BuildError> {
        let messages = self.theme.messages.get(&page.language).ok_or_else(|| BuildError::Page {
            address: page.address.clone(),
            detail: format!("the theme has no messages in language {}", page.language),
        })?;
        let renderer = self.sources.renderer;
        let mut filled = context::fill(&self.sources, page, messages)?;
        let template = template.unwrap_or(&filled.template);
        let mut picture = None;
        if renderer.shows(template, "social") {
            let shared = self.social.of(page)?;
            filled.context.insert("social", &shared.as_ref().map(|shared| &shared.view));
            picture = shared.map(|shared| shared.picture);
        }
        Ok((renderer.render(&page.language, template, &filled.context)?, picture))
    }

    fn default_page(&self, wanted: impl Fn(&Page) -> bool) -> Result<&'b Planned<'b>, BuildError> {
        let language = self.sources.site.settings.default_language();
        self.pages
            .iter()
            .find(|page| page.language == *language && wanted(&page.page))
            .ok_or_else(|| BuildError::Page { address: "/".to_owned(), detail: "no such page".to_owned() })
    }
}

/// Counts the pages that are held at the same time.
#[derive(Default)]
pub struct Held {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Held {
    /// The most that were held at once.
    pub fn most(&self) -> usize {
        self.most.load(Ordering::Relaxed)
    }

    fn one_more(&self) -> impl Drop {
        let now = self.now.fetch_add(1, Ordering::Relaxed) + 1;
        self.most.fetch_max(now, Ordering::Relaxed);
        Hold(&self.now)
    }
}

/// A page that is held.
struct Hold<'h>(&'h AtomicUsize);

impl Drop for Hold<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
