//! What can only be checked once all files are read: references between them, links, pictures, age.

mod dates;
mod doubles;
mod pictures;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use domain::content::common::{names_a_user, web_address_fault};
use domain::text::nearest;
use domain::validate::{ErrorKind, Pointer, Problem};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::plan::{Page, Planned, check_addresses};
use content::files;
use content::model::settings::Settings;
use content::model::site::Site;
use markup::markdown::{self, Document, Target, anchors};
use markup::yaml;
use markup::{LocatedProblem, Position};
use pictures::Use;

/// Checks the site as a whole. `files` are the addresses of files that are no pages. Problems whose place is a value
/// are located by reading the file again, for which `root` is needed.
pub fn check(
    site: &Site,
    pages: &[Planned],
    files: &BTreeSet<String>,
    unread: &BTreeSet<String>,
    root: &Path,
) -> Vec<LocatedProblem> {
    let mut problems = check_addresses(pages);
    let mut values: Vec<(&str, Problem)> = Vec::new();

    let offers: HashSet<&str> = site.offers.iter().map(|offer| offer.slug.as_str()).collect();
    for story in &site.case_studies {
        let Some(offer) = &story.entry.value.offer else { continue };
        if !offers.contains(offer.as_str()) && !unread.contains(&format!("offers/{offer}/")) {
            let suggestion = nearest(offer.as_str(), offers.iter().copied());
            let kind = ErrorKind::UnknownReference { kind: "offer", value: offer.to_string(), suggestion };
            values.push((&story.entry.path, Problem { pointer: Pointer::root().key("offer"), kind }));
        }
    }
    dates::check(site, &mut values);
    problems.extend(doubles::check(site));
    let some_real = site.monitoring.values().any(|entry| !entry.value.demo);
    for (year, entry) in &site.monitoring {
        let mut found = entry.value.check_year(*year, site.today);
        if entry.value.demo && some_real {
            let pointer = Pointer::root().key("demo");
            found.push(Problem { pointer, kind: ErrorKind::DemonstrationBesideReal });
        }
        values.extend(found.into_iter().map(|problem| (entry.path.as_str(), problem)));
    }
    pictures::check_values(site, &mut values);
    if unread.is_empty() {
        problems.extend(pictures::unused(site));
    }
    let located: Vec<_> = values.par_iter().map(|(path, problem)| locate(root, path, problem)).collect();
    problems.extend(located);

    let known = LinkTargets { planned: pages, pages: OnceCell::new(), files, unread };
    for (path, text) in site.texts() {
        known.check_text(site, path, text, &mut problems);
    }
    problems.sort();
    problems.dedup();
    problems
}

/// The place of a value, in a YAML file or in a front matter; the beginning, if the file is gone meanwhile.
fn locate(root: &Path, path: &str, problem: &Problem) -> LocatedProblem {
    let text = files::text(&root.join(path)).unwrap_or_default();
    let (yaml, lines_above) = match markdown::split(&text) {
        Ok(parts) => (parts.front_matter, 1),
        Err(_) => (text.as_str(), 0),
    };
    let position = yaml::locate(yaml, &problem.pointer, false);
    LocatedProblem::new(path, Position { line: position.line + lines_above, ..position }, problem)
}

/// Addresses that links may lead to.
struct LinkTargets<'p> {
    planned: &'p [Planned<'p>],
    /// Pages, with the anchors of those whose text we know; gathered for the first link within the site.
    pages: OnceCell<HashMap<&'p str, Option<&'p Document>>>,
    files: &'p BTreeSet<String>,
    unread: &'p BTreeSet<String>,
}

impl<'p> LinkTargets<'p> {
    fn pages(&self) -> &HashMap<&'p str, Option<&'p Document>> {
        let text = |planned: &'p Planned| match &planned.page {
            Page::Text(page) => Some(&page.text),
            Page::CaseStudy(story) => Some(&story.text),
            Page::Event(event) => Some(&event.text),
            _ => None,
        };
        let pages = || self.planned.iter().map(|planned| (planned.address.as_str(), text(planned))).collect();
        self.pages.get_or_init(pages)
    }

    fn check_text(&self, site: &Site, path: &str, text: &Document, problems: &mut Vec<LocatedProblem>) {
        for link in &text.links {
            if let Some(kind) = self.find_problem(&site.settings, link, text) {
                problems.push(LocatedProblem::of_text(path, link.position, kind));
            }
        }
        for image in &text.images {
            if let Some(kind) = pictures::find_problem(site, &image.address, Use::InText) {
                problems.push(LocatedProblem::of_text(path, image.position, kind));
            }
        }
    }

    fn find_problem(&self, settings: &Settings, link: &Target, text: &Document) -> Option<ErrorKind> {
        let target = link.address.as_str();
        let base_path = settings.base_path();
        let broken = |suggestion| Some(ErrorKind::BrokenLink { target: target.to_owned(), suggestion });
        if target.starts_with("mailto:") {
            return names_a_user(target).then(|| ErrorKind::AddressWithUser { value: target.to_owned() });
        }
        if is_web(target) {
            return web_address_fault(target)
                .or_else(|| self.find_internal_problem(base_path, target, own(settings, target)?));
        }
        if let Some(anchor) = target.strip_prefix('#') {
            return if has_anchor(text, anchor) { None } else { broken(nearest_anchor(text, anchor)) };
        }
        if !target.starts_with('/') || target.starts_with("//") {
            return Some(ErrorKind::ForbiddenLink { target: target.to_owned() });
        }
        self.find_internal_problem(base_path, target, target)
    }

    /// Checks a link to a page of the site; `path` is its address below the site's own.
    fn find_internal_problem(&self, base_path: &str, target: &str, path: &str) -> Option<ErrorKind> {
        let broken = |suggestion| Some(ErrorKind::BrokenLink { target: target.to_owned(), suggestion });
        let (page, anchor) = parts(path);
        let full = format!("{base_path}{page}");
        match (self.pages().get(full.as_str()), anchor) {
            (Some(Some(text)), Some(anchor)) if !has_anchor(text, anchor) => {
                broken(nearest_anchor(text, anchor).map(|anchor| format!("{page}{anchor}")))
            }
            (Some(_), _) => None,
            (None, _) if self.files.contains(&full) => None,
            (None, _) if self.unread.iter().any(|ending| page.ends_with(&format!("/{ending}"))) => None,
            (None, _) => {
                let known = self.pages().keys().filter_map(|address| address.strip_prefix(base_path));
                broken(nearest(page, known))
            }
        }
    }
}

fn is_web(target: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The address of a page below the site's own, where a link names it in full. The site's start and its files are no pages.
fn own<'t>(settings: &Settings, target: &'t str) -> Option<&'t str> {
    let bare = |address: &'t str| address.split_once("://").map_or(address, |(_, rest)| rest);
    let base = settings.base_url().split_once("://").map_or("", |(_, rest)| rest);
    let target = bare(target);
    let path = target.get(base.len()..).filter(|_| target[..base.len()].eq_ignore_ascii_case(base))?;
    let page = parts(path).0;
    (page.len() > 1 && page.starts_with('/') && page.ends_with('/')).then_some(path)
}

/// A link within the site, as a page and an anchor; a question behind the page is none of its address.
fn parts(path: &str) -> (&str, Option<&str>) {
    let (page, anchor) = path.split_once('#').map_or((path, None), |(page, anchor)| (page, Some(anchor)));
    (page.split('?').next().unwrap_or(page), anchor.filter(|anchor| !anchor.is_empty()))
}

/// Checks links to places within pages of templates, which only the rendered page shows. `html` renders it.
pub fn made_anchors<'p>(
    site: &Site,
    pages: &'p [Planned<'p>],
    html: impl Fn(&'p Planned<'p>) -> Option<String> + Sync,
) -> Vec<LocatedProblem> {
    let base_path = site.settings.base_path();
    let mut wanted: BTreeMap<String, Vec<(&str, &Target, &str)>> = BTreeMap::new();
    for (path, text) in site.texts() {
        for link in &text.links {
            let target = link.address.as_str();
            let within = if is_web(target) { own(&site.settings, target) } else { Some(target) };
            let Some((page, Some(anchor))) = within.filter(|path| path.starts_with('/')).map(parts) else { continue };
            wanted.entry(format!("{base_path}{page}")).or_default().push((path, link, anchor));
        }
    }
    let found = wanted.par_iter().flat_map_iter(|(address, links)| {
        let page = pages.iter().find(|page| page.address == *address && !page.is_text());
        let html = page.and_then(&html).unwrap_or_default();
        let missing = links.iter().filter(move |(_, _, anchor)| {
            let anchor = percent_decode_str(anchor).decode_utf8_lossy();
            !html.is_empty() && !html.contains(&format!(" id=\"{anchor}\""))
        });
        missing.map(|(path, link, _)| {
            let kind = ErrorKind::BrokenLink { target: link.address.clone(), suggestion: None };
            LocatedProblem::of_text(path, link.position, kind)
        })
    });
    found.collect()
}

fn has_anchor(text: &Document, anchor: &str) -> bool {
    let anchor = anchors::published(anchor);
    text.headings.iter().any(|heading| heading.anchor == anchor)
}

fn nearest_anchor(text: &Document, anchor: &str) -> Option<String> {
    let known = text.headings.iter().filter_map(|heading| heading.anchor.strip_prefix(anchors::PREFIX));
    nearest(anchor.trim_start_matches(anchors::PREFIX), known).map(|anchor| format!("#{anchor}"))
}
