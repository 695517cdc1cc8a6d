//! One build after another: read, plan, tell what is right already, make and write the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::cache::Cache;
use crate::context::{self, Sources};
use crate::data::DataFile;
use crate::inputs;
use crate::load::{Loaded, Memory};
use crate::located::LocatedProblem;
use crate::neighbours::Neighbours;
use crate::output::{Output, OutputError, Whole};
use crate::overview::Overview;
use crate::pictures;
use crate::plan::{self, Planned};
use crate::press::{Held, Job, MadeOf, Press, Turn, works};
use crate::render::Renderer;
use crate::search::{self, Finders};
use crate::site::Site;
use crate::social::Social;
use crate::stamp::{Stamp, Stamping};
use crate::theme::Theme;
use crate::{BuildError, Options, Report, Tally, cross_check, facet, load, schemas};

/// Builds a site, again and again if need be.
#[derive(Default)]
pub struct Builder {
    memory: Option<Memory>,
    search: search::Memory,
    theme: Option<Equipment>,
}

/// What can be looked at before a build is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// The pages of offers, case studies and all else that has a page of its own; so many files were written.
    Things(usize),
    /// All pages; so many files were written.
    Pages(usize),
}

/// The theme and its compiled templates, with the stamp of what they were made from.
struct Equipment {
    made_from: Stamp,
    theme: Arc<Theme>,
    renderer: Arc<Renderer>,
}

/// Reads and checks everything, and writes nothing.
pub fn check(options: &Options) -> Result<Report, BuildError> {
    let Loaded { site, mut problems, unread } = load(options, &Cache::read_only(&options.root), None)?;
    if let Some(site) = &site {
        let (shelves, story_shelves) = (facet::shelves(site), facet::stories::shelves(site));
        let pages = plan::plan(site, &shelves, &story_shelves);
        let data = DataFile::all(site, &shelves, &pages);
        problems.extend(wrong_with(site, &pages, &data, &unread, &options.root, None)?);
    }
    problems.sort();
    Ok(Report { problems, limits: site.and_then(|site| site.settings.limits), ..Report::default() })
}

fn load(options: &Options, cache: &Cache, memory: Option<&mut Memory>) -> Result<Loaded, BuildError> {
    Ok(load::load(&options.root, options.base_url.as_deref(), options.today, cache, memory)?)
}

impl Builder {
    /// A builder that remembers what it read.
    pub fn with_memory() -> Self {
        Self { memory: Some(Memory::default()), ..Self::default() }
    }

    /// Builds a site. If the content has an error, nothing is written. `ready` is called as soon as pages can be looked at.
    ///
    /// # Errors
    /// If a file can't be read or written, or the theme can't be used; what is wrong with the content is in the report.
    pub fn build(&mut self, options: &Options, mut ready: impl FnMut(Ready)) -> Result<Report, BuildError> {
        let (made_from, output) = rayon::join(|| inputs::stamp(options), || Output::reopen(&options.out));
        let (made_from, mut output) = (made_from?, output?);
        if let Some(report) = output.as_ref().and_then(|output| unchanged(output, made_from)) {
            return Ok(report);
        }
        let cache = Cache::below(&options.root);
        let Loaded { site, mut problems, unread } = load(options, &cache, self.memory.as_mut())?;
        let told = |mut problems: Vec<LocatedProblem>| {
            problems.sort();
            Report { problems, ..Report::default() }
        };
        let Some(site) = site else { return Ok(told(problems)) };
        let (memory, kept) = (self.memory.as_mut(), &mut self.theme);
        let ((shelves, story_shelves), equipment) = rayon::join(
            || (facet::shelves(&site), facet::stories::shelves(&site)),
            || Equipment::find_or_make(kept, options, &site),
        );
        let pages = plan::plan(&site, &shelves, &story_shelves);
        let data = DataFile::all(&site, &shelves, &pages);
        let wrong = wrong_with(&site, &pages, &data, &unread, &options.root, memory)?;
        problems.extend(wrong);
        let report = told(problems);
        if report.has_errors() {
            return Ok(report);
        }
        let (theme, renderer) = equipment?;
        // Only now: a theme that can't be used leaves no folder.
        let output = match output.take() {
            Some(output) => output,
            None => Output::open(&options.out)?,
        };
        let (finders, (neighbours, (social, overview))) = rayon::join(
            || Finders::new(&site),
            || {
                rayon::join(
                    || Neighbours::new(&site, context::shows_neighbours(&renderer)),
                    || (Social::new(&site, &theme, &pages), Overview::new(&site, &shelves)),
                )
            },
        );
        let social = social?;
        let sources = Sources {
            site: &site,
            shelves: &shelves,
            overview: &overview,
            neighbours: &neighbours,
            finders: &finders,
            renderer: &renderer,
        };
        let made_of = MadeOf::new(&sources, &theme, &social)?;
        let press = Press { sources, theme: &theme, pages: &pages, social: &social, held: Held::default() };
        let jobs: Vec<Job> = works(&theme, &pages, data)
            .into_par_iter()
            .map(|work| Job { name: work.name(&site), made_of: made_of.stamp(&work), work })
            .collect();
        let writing = Writing { site: &site, press: &press, output: &output, cache: &cache, options };
        writing.jobs(&jobs, &mut ready)?;
        writing.index(&renderer, made_of.frame(), &mut self.search)?;
        writing.photographs()?;
        let whole = made_from.filter(|_| report.problems.is_empty());
        let whole = whole.map(|made_from| Whole { made_from, pages: pages.len(), limits: site.settings.limits });
        let held = press.held.most();
        let tally = output.finish(whole)?;
        let report = Report { pages: pages.len(), tally, limits: site.settings.limits, held, ..report };
        // A large site takes a while to be given back, and nobody needs to wait for that.
        rayon::spawn(move || drop(site));
        Ok(report)
    }
}

impl Equipment {
    /// The theme, as it was if none of its files changed.
    fn find_or_make(
        kept: &mut Option<Self>,
        options: &Options,
        site: &Site,
    ) -> Result<(Arc<Theme>, Arc<Renderer>), BuildError> {
        let files = inputs::theme(&options.root, &site.settings.theme)?;
        let made_from = files.map(|files| {
            Stamping::new("equipment")
                .stamp(files)
                .stamp(site.codes)
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
fn unchanged(output: &Output, made_from: Option<Stamp>) -> Option<Report> {
    let whole = output.whole().filter(|whole| Some(whole.made_from) == made_from && output.is_untouched())?;
    let tally = Tally { unchanged: output.listed(), ..Tally::default() };
    Some(Report { pages: whole.pages, tally, limits: whole.limits, ..Report::default() })
}

/// What is wrong with a site as a whole.
fn wrong_with(
    site: &Site,
    pages: &[Planned],
    data: &[DataFile],
    unread: &BTreeSet<String>,
    root: &Path,
    memory: Option<&mut Memory>,
) -> Result<Vec<LocatedProblem>, BuildError> {
    let base = site.settings.base_path();
    let files = data.iter().map(|file| format!("{base}/{}", file.name())).collect();
    let mut problems = cross_check::check(site, pages, &files, unread, root)?;
    problems.extend(schemas::stale(root, site, memory)?);
    Ok(problems)
}

/// The second half of a build.
struct Writing<'b> {
    site: &'b Site,
    press: &'b Press<'b>,
    output: &'b Output,
    cache: &'b Cache,
    options: &'b Options,
}

impl<'b> Writing<'b> {
    /// Makes and writes what is not right already, in turns, and then draws the pictures that pages name.
    fn jobs(&self, jobs: &[Job<'b>], ready: &mut impl FnMut(Ready)) -> Result<(), BuildError> {
        let current: Vec<bool> = jobs.par_iter().map(|job| self.output.is_current(&job.name, job.made_of)).collect();
        self.output.announce(jobs.iter().map(|job| job.name.as_str()))?;
        // By name, with a page that names the picture where it may have to be drawn.
        let mut pictures: BTreeMap<String, Option<&Planned>> = BTreeMap::new();
        // Where nothing is right yet, nobody waits for a page: the largest files first, so that no thread is left with one.
        let turns: &[&[Turn]] = if current.iter().any(|current| *current) {
            &[&[Turn::Things], &[Turn::Lists], &[Turn::Data]]
        } else {
            &[&[Turn::Data, Turn::Things, Turn::Lists]]
        };
        for turns in turns {
            let of_turn = || {
                let of = |turn| jobs.iter().zip(&current).filter(move |(job, _)| job.work.turn() == turn);
                turns.iter().flat_map(move |turn| of(*turn))
            };
            let stale: Vec<&Job> = of_turn().filter(|(_, current)| !**current).map(|(job, _)| job).collect();
            for (name, page) in self.press.run(&stale, self.output)? {
                pictures.insert(name, Some(page));
            }
            for (job, _) in of_turn().filter(|(_, current)| **current) {
                if let Some(picture) = self.output.keep(&job.name) {
                    pictures.entry(picture).or_default();
                }
            }
            match turns.last() {
                Some(Turn::Things) => ready(Ready::Things(self.output.written())),
                Some(Turn::Lists) => ready(Ready::Pages(self.output.written())),
                Some(Turn::Data) | None => {}
            }
        }
        self.draw(&pictures)
    }

    /// Draws the pictures for those who share pages.
    fn draw(&self, pictures: &BTreeMap<String, Option<&Planned>>) -> Result<(), BuildError> {
        pictures.par_iter().try_for_each(|(name, page)| {
            let made_of = Stamp::of(name.as_bytes());
            let cached = name.replace('/', "-");
            if self.output.is_current(name, made_of) {
                self.output.keep(name);
                self.cache.note_use(&cached);
            } else if let Some(page) = page {
                let bytes = self.cache.find_or(&cached, || self.press.social.draw(page, name))?;
                self.output.write(name, made_of, &bytes)?;
            }
            Ok(())
        })
    }

    /// Makes the search index, unless it is right already.
    fn index(&self, renderer: &Renderer, frame: Stamp, memory: &mut search::Memory) -> Result<(), BuildError> {
        let made_of = search::stamp(self.site, frame);
        if !self.output.keep_folders(&search::FOLDERS, made_of) {
            search::index(self.site, renderer, frame, memory, &Index { output: self.output, made_of })?;
        }
        Ok(())
    }

    /// Makes the files of the pictures that content shows.
    fn photographs(&self) -> Result<(), BuildError> {
        let shown = self.site.shown_pictures();
        let stamp = |name: &str| Stamp::of(name.as_bytes());
        let names = |picture: &pictures::Picture| -> Vec<String> {
            picture.variants().map(|variant| media(&picture.name(variant))).collect()
        };
        let (kept, made): (Vec<_>, Vec<_>) = shown
            .into_iter()
            .partition(|picture| names(picture).iter().all(|name| self.output.is_current(name, stamp(name))));
        for picture in kept {
            for name in names(picture) {
                self.output.keep(&name);
            }
            for name in picture.cached_names() {
                self.cache.note_use(&name);
            }
        }
        // A few at a time: each holds the pixels of a whole photograph.
        for pictures in made.chunks(pictures::AT_ONCE) {
            pictures.par_iter().try_for_each(|picture| {
                let files = pictures::make(&self.options.root, picture, self.cache)?;
                files.iter().try_for_each(|(name, bytes)| {
                    let name = media(name);
                    self.output.write(&name, stamp(&name), bytes).map_err(BuildError::from)
                })
            })?;
        }
        self.cache.prune();
        Ok(())
    }
}

/// Takes the files of the search index into the output folder.
struct Index<'o> {
    output: &'o Output,
    made_of: Stamp,
}

impl search::Sink for Index<'_> {
    fn keeps(&self, path: &str) -> bool {
        self.output.keep_as(path, self.made_of)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.output.write(path, self.made_of, bytes)
    }
}

/// Where the files of pictures lie.
fn media(name: &str) -> String {
    format!("media/{name}")
}
