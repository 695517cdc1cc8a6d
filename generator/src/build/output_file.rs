//! The files that a build makes one by one: pages, data, files of the theme.

use std::io;

use rayon::prelude::*;

use crate::build::error::BuildError;
use crate::build::progress::Progress;
use crate::output_folder::Output;
use crate::outputs::data::DataFile;
use crate::plan::{Page, Planned};
use crate::render::build_context::BuildContext;
use crate::render::context;
use crate::search;
use crate::theme::Theme;
use content::model::address;
use content::model::site::Site;
use markup::LocatedProblem;

/// The theme's sign as an icon file.
const FAVICON: &str = "favicon.ico";

/// Files that a thread takes at once. A page of a list takes ten times as long as one of an offer, and no thread shall be
/// left with many.
const AT_ONCE: usize = 8;

pub enum OutputFile<'b> {
    Page(&'b Planned<'b>),
    /// The start page of the whole site, which leads to the language.
    Start,
    /// What a web server shows for an address that does not exist.
    NotFound,
    Data(DataFile<'b>),
    Asset(&'b str, &'b [u8]),
    /// The theme's sign, where programs look for it that read no page.
    Favicon(&'b [u8]),
}

/// All files of a site but those that are drawn, encoded or indexed: the largest first, so that no thread is left with one
/// at the end.
pub fn all_files<'b>(theme: &'b Theme, pages: &'b [Planned<'b>], data: Vec<DataFile<'b>>) -> Vec<OutputFile<'b>> {
    let mut files: Vec<OutputFile> = data.into_iter().map(OutputFile::Data).collect();
    files.extend(pages.iter().map(OutputFile::Page));
    files.extend([OutputFile::Start, OutputFile::NotFound]);
    // Under its own name as well: for a style sheet or a script that names it so.
    let named = |(name, bytes): (&'b String, &'b Vec<u8>)| {
        let names = [Some(name), theme.hashed.get(name)];
        names.into_iter().flatten().map(move |name| OutputFile::Asset(name, bytes))
    };
    files.extend(theme.assets.iter().flat_map(named));
    files.extend(theme.assets.get(FAVICON).map(|bytes| OutputFile::Favicon(bytes)));
    files
}

impl OutputFile<'_> {
    /// Its path below the output folder.
    pub fn name(&self, site: &Site) -> String {
        match self {
            OutputFile::Page(page) => address::file_of(&page.address, site.settings.base_path()),
            OutputFile::Start => "index.html".to_owned(),
            OutputFile::NotFound => "404.html".to_owned(),
            OutputFile::Data(file) => file.name(),
            OutputFile::Asset(name, _) => format!("assets/{name}"),
            OutputFile::Favicon(_) => FAVICON.to_owned(),
        }
    }
}

/// A picture to draw: its name, and a page that names it.
pub type Drawing<'b> = (String, &'b Planned<'b>);

/// Makes files and writes each as soon as it is made, so that no more pages are held than there are threads. Returns the
/// pictures that the pages name.
///
/// # Errors
/// If the theme or the data format can't express a file, or it can't be written.
pub fn write_all<'b>(
    build: &BuildContext<'b>,
    files: &[OutputFile<'b>],
    output: &Output,
    progress: &Progress,
) -> Result<Vec<Drawing<'b>>, BuildError> {
    let files = files.par_iter().with_max_len(AT_ONCE);
    let drawings: Result<Vec<_>, BuildError> =
        files.map(|file| write(build, file, output).inspect(|_| progress.step())).collect();
    Ok(drawings?.into_iter().flatten().collect())
}

/// Makes all files and the lines of the search, and drops them. Returns what is wrong with the theme.
pub fn try_all<'b>(build: &BuildContext<'b>, files: &[OutputFile<'b>]) -> Result<Vec<LocatedProblem>, BuildError> {
    let (made, lines) = rayon::join(
        || files.par_iter().with_max_len(AT_ONCE).map(|file| try_file(build, file)).collect::<Vec<_>>(),
        || search::check_rows(build.site, build.renderer).map_err(BuildError::from),
    );
    let mut problems = Vec::new();
    for result in made.into_iter().chain([lines]) {
        if let Err(error) = result {
            problems.extend(error.into_problems(build.theme)?);
        }
    }
    Ok(problems)
}

fn try_file<'b>(build: &BuildContext<'b>, file: &OutputFile<'b>) -> Result<(), BuildError> {
    if let OutputFile::Data(data) = file {
        write_data(build, data, &mut io::sink())?;
    }
    page_of(build, file)?.map_or(Ok(()), |(page, template)| render_page(build, page, template).map(drop))
}

fn write<'b>(
    build: &BuildContext<'b>,
    file: &OutputFile<'b>,
    output: &Output,
) -> Result<Option<Drawing<'b>>, BuildError> {
    let name = file.name(build.site);
    match file {
        OutputFile::Data(data) => output.stream(&name, |out| write_data(build, data, out))?,
        OutputFile::Asset(_, bytes) | OutputFile::Favicon(bytes) => output.write(&name, bytes)?,
        OutputFile::Page(_) | OutputFile::Start | OutputFile::NotFound => {}
    }
    let Some((page, template)) = page_of(build, file)? else { return Ok(None) };
    let (html, picture) = render_page(build, page, template)?;
    output.write_page(&name, html.as_bytes(), picture.clone())?;
    Ok(picture.map(|name| (name, page)))
}

fn write_data(build: &BuildContext, data: &DataFile, out: &mut (dyn io::Write + Send)) -> Result<(), BuildError> {
    data.write(build.site, &build.theme.messages, out).map_err(|source| BuildError::Data { name: data.name(), source })
}

/// The page that a file shows, and its template where it is not the page's own.
fn page_of<'b>(
    build: &BuildContext<'b>,
    file: &OutputFile<'b>,
) -> Result<Option<(&'b Planned<'b>, Option<&'static str>)>, BuildError> {
    Ok(match file {
        OutputFile::Page(page) => Some((page, None)),
        OutputFile::Start => Some((default_page(build, |page| matches!(page, Page::Home))?, Some("start.html"))),
        OutputFile::NotFound => Some((default_page(build, |page| matches!(page, Page::NotFound))?, None)),
        OutputFile::Data(_) | OutputFile::Asset(..) | OutputFile::Favicon(_) => None,
    })
}

fn default_page<'b>(build: &BuildContext<'b>, wanted: impl Fn(&Page) -> bool) -> Result<&'b Planned<'b>, BuildError> {
    let language = build.site.settings.default_language();
    build
        .pages
        .iter()
        .find(|page| page.language == *language && wanted(&page.page))
        .ok_or_else(|| BuildError::Page { address: "/".to_owned(), detail: "no such page".to_owned() })
}

/// Renders a page: its HTML, and the name of the picture that it names for those who share it. `template` replaces the
/// page's own.
pub fn render_page<'b>(
    build: &BuildContext<'b>,
    page: &'b Planned<'b>,
    template: Option<&str>,
) -> Result<(String, Option<String>), BuildError> {
    let messages = build.theme.messages.get(&page.language).ok_or_else(|| BuildError::Page {
        address: page.address.clone(),
        detail: format!("the theme has no messages in language {}", page.language),
    })?;
    let mut filled = context::fill(build, page, messages)?;
    let template = template.unwrap_or(&filled.template);
    let mut picture = None;
    if build.renderer.shows(template, "social") {
        let shared = build.social.of(page)?;
        filled.context.insert("social", &shared.as_ref().map(|shared| &shared.view));
        picture = shared.map(|shared| shared.picture);
    }
    Ok((build.renderer.render(&page.language, template, &filled.context)?, picture))
}
