//! Where the site is.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use generator::Options;
use jiff::Timestamp;

use crate::cli::Common;
use crate::failure::Failure;

/// The folder named, or the nearest one from here upwards that has a `site.toml`.
pub fn find(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(named) = named {
        return if named.join("site.toml").is_file() {
            Ok(named.to_owned())
        } else {
            Err(Failure::NoSiteThere(named.to_owned()))
        };
    }
    let here = std::env::current_dir().map_err(|source| Failure::File { path: PathBuf::from("."), source })?;
    let found = here.ancestors().find(|folder| folder.join("site.toml").is_file()).map(Path::to_owned);
    found.ok_or(Failure::NoSite(here))
}

/// What to build, from what was asked. Folders that were named are relative to where the command runs.
pub fn options(common: &Common) -> Result<Options, Failure> {
    let root = find(common.root.as_deref())?;
    let out = common.out.clone().unwrap_or_else(|| root.join("public"));
    check_out(&root, &out)?;
    Ok(Options { out, root, base_url: common.base_url.clone(), today: common.clock().today() })
}

/// Folders below the root that a site must not be written to: what it is made from, and what must not be published.
const SOURCES: [&str; 5] = ["content", "themes", "site.toml", ".matchmaker", ".git"];

/// Refuses an output folder that would mix the finished site with what it is made from.
fn check_out(root: &Path, out: &Path) -> Result<(), Failure> {
    let (root, target) = (full(root)?, full(out)?);
    let refuse = |reason: String| Err(Failure::OutputFolder { out: out.to_owned(), reason });
    if root.starts_with(&target) {
        return refuse("the site's own folder is in it".to_owned());
    }
    for name in SOURCES {
        let source = root.join(name);
        // `content` may be a link to somewhere else.
        for source in [source.canonicalize().unwrap_or_else(|_| source.clone()), source] {
            if target.starts_with(&source) {
                return refuse(format!("it is in {name}"));
            }
            if source.starts_with(&target) {
                return refuse(format!("{name} is in it"));
            }
        }
    }
    Ok(())
}

/// Refuses a folder for what visitors send that is published, or taken for content.
pub fn check_drop(options: &Options, drop: &Path) -> Result<(), Failure> {
    let target = full(drop)?;
    let sources = SOURCES.map(|name| (format!("it is in {name}"), options.root.join(name)));
    let published = ("it is in the finished site, which everybody may read".to_owned(), options.out.clone());
    for (reason, folder) in
        sources.into_iter().filter(|(_, folder)| !folder.ends_with(".matchmaker")).chain([published])
    {
        if target.starts_with(full(&folder)?) {
            return Err(Failure::DropFolder { drop: drop.to_owned(), reason });
        }
    }
    Ok(())
}

/// Refuses to put personal data below a finished site, whichever that is.
pub fn check_private(file: &Path) -> Result<(), Failure> {
    let target = full(file)?;
    let site = target.ancestors().skip(1).find(|folder| folder.join(generator::MANIFEST).is_file());
    site.map_or(Ok(()), |site| Err(Failure::WouldBePublished { file: file.to_owned(), site: site.to_owned() }))
}

/// Refuses a folder without a built site, before anything is served from it.
pub fn check_built(out: &Path) -> Result<(), Failure> {
    let vocabulary = out.join("data/vocabulary.json");
    match vocabulary.metadata() {
        Ok(_) => Ok(()),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(Failure::NotBuilt(out.to_owned()))
        }
        Err(source) => Err(Failure::File { path: vocabulary, source }),
    }
}

const MOST_STEPS: usize = 4096;

/// A path without links, `.` and `..`; what is not there yet is taken as it is written.
fn full(path: &Path) -> Result<PathBuf, Failure> {
    let mut full = std::path::absolute(path).map_err(Failure::file(path))?;
    let mut missing = Vec::new();
    // More steps than a path may have: links that lead in a circle.
    for step in 0.. {
        if step > MOST_STEPS {
            return Err(Failure::File { path: path.to_owned(), source: ErrorKind::InvalidFilename.into() });
        }
        match full.canonicalize() {
            Ok(existing) => {
                full = existing;
                break;
            }
            // A link that leads nowhere yet leads there once it is written to.
            Err(_) if full.is_symlink() => {
                let link = std::fs::read_link(&full).map_err(Failure::file(path))?;
                full.pop();
                full.push(link);
            }
            Err(_) => {
                let Some(name) = full.components().next_back() else { break };
                missing.push(name.as_os_str().to_owned());
                if !full.pop() {
                    break;
                }
            }
        }
    }
    for name in missing.into_iter().rev() {
        if name == ".." {
            full.pop();
        } else {
            full.push(name);
        }
    }
    Ok(full)
}

/// The site's folder, where nothing is built.
pub fn of_site(common: &Common) -> Result<PathBuf, Failure> {
    find(common.root.as_deref())
}

/// Where the catalogue is kept that was prepared for matching, so that nobody waits for it twice.
pub fn kept_catalogue(root: &Path) -> PathBuf {
    root.join(".matchmaker/matching")
}

/// This moment, for what goes by no other day than the machine's: copies of the store and their names.
pub fn now() -> Timestamp {
    Timestamp::now()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::check_out;

    #[test]
    fn a_site_is_never_written_into_what_it_is_made_from() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("site");
        for name in ["content/offers", "themes/default", "elsewhere/content"] {
            fs::create_dir_all(root.join(name)).expect("a folder");
        }
        fs::write(root.join("site.toml"), "").expect("settings");
        for (out, reason) in [
            ("content", "in content"),
            ("content/offers", "in content"),
            ("content/built/deep", "in content"),
            ("public/../content/built", "in content"),
            ("./themes/default/static", "in themes"),
            ("themes/default/../new", "in themes"),
            (".matchmaker/site", "in .matchmaker"),
            (".git", "in .git"),
            ("site.toml", "in site.toml"),
            ("", "own folder"),
            (".", "own folder"),
            ("..", "own folder"),
            ("../../", "own folder"),
        ] {
            let error = check_out(&root, &root.join(out)).expect_err(out).to_string();
            assert!(error.contains(reason), "{out}: {error}");
        }
        for out in ["public", "../public", "contents", "public/content", "deploy"] {
            check_out(&root, &root.join(out)).expect(out);
        }
        #[cfg(unix)]
        {
            let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, root.join(at)).expect("a link");
            link("content/offers", "linked");
            link("content/later", "dangling");
            link("circle", "circle");
            assert!(check_out(&root, &root.join("circle/a")).is_err());
            for out in ["linked", "linked/deep", "dangling", "dangling/deep"] {
                assert!(check_out(&root, &root.join(out)).is_err(), "{out}");
            }
            fs::remove_dir_all(root.join("content")).expect("no content");
            link("elsewhere/content", "content");
            for out in ["elsewhere", "elsewhere/content/built", "content/built"] {
                assert!(check_out(&root, &root.join(out)).is_err(), "{out}");
            }
        }
    }
}
