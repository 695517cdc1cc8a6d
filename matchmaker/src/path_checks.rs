//! Refuses paths that would mix a site with its sources, or publish personal data.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use generator::Options;

use crate::error::CommandError;

/// What a site is made from, and what must not be published.
const SOURCES: [&str; 5] = ["content", "themes", "site.toml", ".matchmaker", ".git"];

/// Refuses an output folder that contains sources of the site, or lies in one.
pub fn check_output_folder(root: &Path, out: &Path) -> Result<(), CommandError> {
    let (root, target) = (resolve(root)?, resolve(out)?);
    let refuse = |reason: String| Err(CommandError::OutputFolder { out: out.to_owned(), reason });
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
pub fn check_drop_folder(options: &Options, drop: &Path) -> Result<(), CommandError> {
    let target = resolve(drop)?;
    let sources = SOURCES.map(|name| (format!("it is in {name}"), options.root.join(name)));
    let published = ("it is in the finished site, which everybody may read".to_owned(), options.out.clone());
    for (reason, folder) in
        sources.into_iter().filter(|(_, folder)| !folder.ends_with(".matchmaker")).chain([published])
    {
        if target.starts_with(resolve(&folder)?) {
            return Err(CommandError::DropFolder { drop: drop.to_owned(), reason });
        }
    }
    Ok(())
}

/// Refuses a place for personal data below any finished site.
pub fn check_not_published(file: &Path) -> Result<(), CommandError> {
    let target = resolve(file)?;
    let site = target.ancestors().skip(1).find(|folder| folder.join(generator::MANIFEST).is_file());
    site.map_or(Ok(()), |site| Err(CommandError::WouldBePublished { file: file.to_owned(), site: site.to_owned() }))
}

/// Refuses a folder without a built site, before anything is served from it.
pub fn check_built(out: &Path) -> Result<(), CommandError> {
    let vocabulary = out.join("data/vocabulary.json");
    match vocabulary.metadata() {
        Ok(_) => Ok(()),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(CommandError::NotBuilt(out.to_owned()))
        }
        Err(source) => Err(CommandError::File { path: vocabulary, source }),
    }
}

/// More steps than a path can have: its links lead in a circle.
const MAX_STEPS: usize = 4096;

/// The path without links, `.` and `..`. Parts that do not exist yet stay as they are written.
fn resolve(path: &Path) -> Result<PathBuf, CommandError> {
    let mut resolved = std::path::absolute(path).map_err(CommandError::file(path))?;
    let mut missing = Vec::new();
    for step in 0.. {
        if step > MAX_STEPS {
            return Err(CommandError::File { path: path.to_owned(), source: ErrorKind::InvalidFilename.into() });
        }
        match resolved.canonicalize() {
            Ok(existing) => {
                resolved = existing;
                break;
            }
            // A link that leads nowhere yet leads there once it is written to.
            Err(_) if resolved.is_symlink() => {
                let link = std::fs::read_link(&resolved).map_err(CommandError::file(path))?;
                resolved.pop();
                resolved.push(link);
            }
            Err(_) => {
                let Some(name) = resolved.components().next_back() else { break };
                missing.push(name.as_os_str().to_owned());
                if !resolved.pop() {
                    break;
                }
            }
        }
    }
    for name in missing.into_iter().rev() {
        if name == ".." {
            resolved.pop();
        } else {
            resolved.push(name);
        }
    }
    Ok(resolved)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::check_output_folder;

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
            let error = check_output_folder(&root, &root.join(out)).expect_err(out).to_string();
            assert!(error.contains(reason), "{out}: {error}");
        }
        for out in ["public", "../public", "contents", "public/content", "deploy"] {
            check_output_folder(&root, &root.join(out)).expect(out);
        }
        #[cfg(unix)]
        {
            let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, root.join(at)).expect("a link");
            link("content/offers", "linked");
            link("content/later", "dangling");
            link("circle", "circle");
            assert!(check_output_folder(&root, &root.join("circle/a")).is_err());
            for out in ["linked", "linked/deep", "dangling", "dangling/deep"] {
                assert!(check_output_folder(&root, &root.join(out)).is_err(), "{out}");
            }
            fs::remove_dir_all(root.join("content")).expect("no content");
            link("elsewhere/content", "content");
            for out in ["elsewhere", "elsewhere/content/built", "content/built"] {
                assert!(check_output_folder(&root, &root.join(out)).is_err(), "{out}");
            }
        }
    }
}
