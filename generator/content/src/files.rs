//! Reads content, theme and settings from the file system. Every error names its path; none is dropped. What a build
//! keeps and writes is read by `cache` and `output`.

use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use domain::validate::ErrorKind;
use rayon::prelude::*;
use walkdir::WalkDir;

use markup::{LocatedProblem, Position};

mod ignored;

pub use ignored::{is_ignored, original_of_copy};

/// Something about a file that has nothing to do with what is in it.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct FileError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

impl FileError {
    /// An error of a path, for use with `map_err`.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> FileError + '_ {
        move |source| FileError { path: path.to_owned(), source }
    }
}

/// What a folder of a site holds.
#[derive(Debug, Default)]
pub struct Walk {
    /// Its files by their path below it, with `/` between names, sorted.
    pub files: Vec<String>,
    /// Entries that can't be used, by their path below it.
    pub problems: Vec<(String, ErrorKind)>,
}

/// Walks a folder below `root`. Links are followed within the root. What [`is_ignored`] names is passed over. A folder
/// that is not there is empty.
pub fn walk(root: &Path, folder: &str) -> Walk {
    let start = root.join(folder);
    let mut walk = Walk::default();
    let Ok(facts) = fs::symlink_metadata(&start) else { return walk };
    if facts.is_symlink()
        && let Err(kind) = check_link(root, &start)
    {
        walk.problems.push((String::new(), kind));
        return walk;
    }
    let mut entries = WalkDir::new(&start)
        .min_depth(1)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_ignored(&entry.file_name().to_string_lossy()));
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&start).to_owned();
                // An ignored link without a target is still an error of the walk.
                if path == start || !path.file_name().is_some_and(|name| is_ignored(&name.to_string_lossy())) {
                    let kind = entry_problem(root, &path, error);
                    walk.problems.push((relative(&path, &start), kind));
                }
                continue;
            }
        };
        let name = relative(entry.path(), &start);
        if let Err(kind) = check_entry(root, &entry) {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            walk.problems.push((name, kind));
        } else if !entry.file_type().is_dir() {
            walk.files.push(name);
        }
    }
    walk
}

fn relative(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
    if MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
}

fn entry_problem(root: &Path, path: &Path, error: walkdir::Error) -> ErrorKind {
    if error.loop_ancestor().is_some() {
        return ErrorKind::Unreadable { detail: "the link leads to a folder that contains it".to_owned() };
    }
    if fs::symlink_metadata(path).is_ok_and(|facts| facts.is_symlink())
        && let Err(kind) = check_link(root, path)
    {
        return kind;
    }
    let detail = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    ErrorKind::Unreadable { detail }
}

/// Endings of files that are read. A folder with such a name was meant to be a file.
const ENDINGS: [&str; 12] =
    [".yaml", ".yml", ".md", ".txt", ".html", ".ftl", ".css", ".json", ".jpg", ".jpeg", ".png", ".webp"];

fn check_entry(root: &Path, entry: &walkdir::DirEntry) -> Result<(), ErrorKind> {
    let name = entry.file_name().to_string_lossy();
    if entry.file_name().to_str().is_none() {
        return Err(ErrorKind::Slug { value: name.into_owned() });
    }
    if entry.path_is_symlink() {
        check_link(root, entry.path())?;
    }
    match entry.file_type() {
        kind if kind.is_dir() && ENDINGS.iter().any(|ending| name.to_lowercase().ends_with(ending)) => {
            Err(ErrorKind::NotAFile { found: "a folder" })
        }
        kind if kind.is_dir() || kind.is_file() => Ok(()),
        _ => Err(ErrorKind::NotAFile { found: SPECIAL }),
    }
}

const SPECIAL: &str = "a pipe, a socket or a device";

/// Whether a symbolic link may be followed: it leads to something below `root` that is not hidden. Git's data and stored
/// requests are hidden.
fn check_link(root: &Path, link: &Path) -> Result<(), ErrorKind> {
    let written = || fs::read_link(link).unwrap_or_else(|_| link.to_owned()).display().to_string();
    let real = match link.canonicalize() {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(ErrorKind::DanglingLink { target: written() });
        }
        Err(error) => return Err(ErrorKind::Unreadable { detail: error.to_string() }),
    };
    let root = root.canonicalize().map_err(|error| ErrorKind::Unreadable { detail: error.to_string() })?;
    let forbidden = |why| Err(ErrorKind::ForbiddenTarget { target: written(), why });
    match real.strip_prefix(&root) {
        Err(_) => forbidden("which lies outside the site's folder"),
        Ok(inside) if inside.iter().any(|part| part.to_string_lossy().starts_with('.')) => {
            forbidden("which is hidden and must not be published")
        }
        Ok(_) => Ok(()),
    }
}

/// Whether a path below `root` is a file that may be read. No part of the path may be a link that leaves the root.
pub fn check_file(root: &Path, path: &str) -> Result<(), ErrorKind> {
    let mut step = root.to_owned();
    for part in path.split('/') {
        step.push(part);
        let facts = fs::symlink_metadata(&step).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ErrorKind::MissingFile,
            _ => ErrorKind::Unreadable { detail: error.to_string() },
        })?;
        if facts.is_symlink() {
            check_link(root, &step)?;
        }
    }
    let facts = fs::metadata(&step).map_err(|error| ErrorKind::Unreadable { detail: error.to_string() })?;
    match (facts.is_file(), facts.is_dir()) {
        (true, _) => Ok(()),
        (false, true) => Err(ErrorKind::NotAFile { found: "a folder" }),
        (false, false) => Err(ErrorKind::NotAFile { found: SPECIAL }),
    }
}

/// Links below a folder that lead out of it, by their path below it. Nothing is followed.
pub fn links_out_of(folder: &Path) -> Vec<String> {
    let Ok(real) = folder.canonicalize() else { return Vec::new() };
    let leads_out = |link: &PathBuf| link.canonicalize().is_ok_and(|target| !target.starts_with(&real));
    let mut links: Vec<String> =
        links_below(folder).into_iter().filter(leads_out).map(|link| relative(&link, folder)).collect();
    links.sort();
    links
}

/// All links below a folder. Each page has a folder of its own, so folders are looked into by all threads.
fn links_below(folder: &Path) -> Vec<PathBuf> {
    let (mut links, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_symlink() => links.push(entry.path()),
            Ok(kind) if kind.is_dir() => folders.push(entry.path()),
            _ => {}
        }
    }
    links.par_extend(folders.into_par_iter().flat_map_iter(|folder| links_below(&folder)));
    links
}

/// All files below a folder, like [`walk`], for folders whose links need no check.
///
/// # Errors
/// If an entry can't be used.
pub fn list(folder: &Path) -> Result<Vec<String>, FileError> {
    let Walk { files, problems } = walk(folder, "");
    match problems.into_iter().next() {
        None => Ok(files),
        Some((name, kind)) => Err(FileError { path: folder.join(name), source: io::Error::other(kind.to_string()) }),
    }
}

/// Why a file's text can't be used, and where it stops being one.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreadable {
    /// The first place that is not text; the beginning where nothing could be read.
    pub position: Position,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// The text of a file that people write, without a byte order mark, its lines ended as on this system.
pub fn text(path: &Path) -> Result<String, Unreadable> {
    let at_start = |kind| Unreadable { position: Position::START, kind };
    let bytes = fs::read(path).map_err(|error| at_start(ErrorKind::Unreadable { detail: error.to_string() }))?;
    decode(bytes)
}

/// The text of a file below `root`, after [`check_file`].
pub fn text_of(root: &Path, path: &str) -> Result<String, LocatedProblem> {
    let at_start = |kind| LocatedProblem::of_text(path, Position::START, kind);
    check_file(root, path).map_err(at_start)?;
    text(&root.join(path)).map_err(|Unreadable { position, kind }| LocatedProblem::of_text(path, position, kind))
}

/// The bytes of a file below `root`, after [`check_file`].
pub fn bytes_of(root: &Path, path: &str) -> Result<Vec<u8>, LocatedProblem> {
    let at_start = |kind| LocatedProblem::of_text(path, Position::START, kind);
    check_file(root, path).map_err(at_start)?;
    fs::read(root.join(path)).map_err(|error| at_start(ErrorKind::Unreadable { detail: error.to_string() }))
}

/// The text with the line ends of this system: those of Windows and of old Macs would be part of values.
fn with_our_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn decode(mut bytes: Vec<u8>) -> Result<String, Unreadable> {
    let other = |position, looks_like| Unreadable { position, kind: ErrorKind::Encoding { looks_like } };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [_, 0, _, 0, ..] | [0, _, 0, _, ..] => {
            return Err(other(Position::START, "UTF-16"));
        }
        [0xef, 0xbb, 0xbf, ..] => drop(bytes.drain(..3)),
        _ => {}
    }
    String::from_utf8(bytes).map(with_our_line_ends).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..valid]);
        other(Position::of_byte(&before, valid), "Latin-1 or Windows-1252")
    })
}

/// A file's size in bytes.
pub fn size(path: &Path) -> Result<u64, FileError> {
    fs::metadata(path).map(|facts| facts.len()).map_err(FileError::at(path))
}

/// A file's bytes.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(FileError::at(path))
}

#[cfg(test)]
mod tests;
