//! Resolves the path of a request to a file of the site. Every component is decoded exactly once and must be a plain file name; the
//! file must lie below the root, wherever symbolic links point.

use std::fs;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

/// The only folder with a dot that belongs to a site (RFC 8615), at its root.
const WELL_KNOWN: &str = ".well-known";

/// Bytes of one file name: more than any usual file system can hold.
const MAX_COMPONENT: usize = 255;

/// Bytes of a whole path.
const MAX_PATH: usize = 4_096;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// A file, without any symbolic link in its path.
    File(PathBuf),
    /// A folder with a page, named without the slash at its end.
    Folder,
    NotFound,
}

/// Resolves a request's path below `root`.
pub fn resolve(root: &Path, path: &str) -> Resolved {
    let Some(PathParts { components, is_folder }) = parts(path) else { return Resolved::NotFound };
    // The root itself may be a link.
    let Ok(root) = root.canonicalize() else { return Resolved::NotFound };
    let named: PathBuf = components.iter().collect();
    let Some((found, metadata)) = find_below(&root, &named) else { return Resolved::NotFound };
    match (metadata.is_dir(), is_folder) {
        (false, false) if metadata.is_file() => Resolved::File(found),
        (true, _) => match find_below(&root, &named.join("index.html")) {
            Some((index, metadata)) if metadata.is_file() => {
                if is_folder {
                    Resolved::File(index)
                } else {
                    Resolved::Folder
                }
            }
            _ => Resolved::NotFound,
        },
        _ => Resolved::NotFound,
    }
}

/// The file at a path below the root; none if links lead out of the root or to a hidden file.
fn find_below(root: &Path, named: &Path) -> Option<(PathBuf, fs::Metadata)> {
    let found = root.join(named).canonicalize().ok()?;
    let below = found.strip_prefix(root).ok()?;
    let visible = below
        .components()
        .enumerate()
        .all(|(depth, component)| component.as_os_str().to_str().is_some_and(|component| is_visible(depth, component)));
    if !visible {
        return None;
    }
    let metadata = fs::metadata(&found).ok()?;
    Some((found, metadata))
}

/// Whether every component of a path is text that can be decoded, and no longer than any name.
pub fn is_decodable(path: &str) -> bool {
    path.len() <= MAX_PATH
        && path
            .split('/')
            .all(|component| decode(component).is_some_and(|name| name.len() <= MAX_COMPONENT && !name.contains('\0')))
}

struct PathParts {
    components: Vec<String>,
    is_folder: bool,
}

/// The decoded components of a path, if each is a name that a file of the site can have.
fn parts(path: &str) -> Option<PathParts> {
    let path = path.strip_prefix('/')?;
    if path.len() > MAX_PATH {
        return None;
    }
    if path.is_empty() {
        return Some(PathParts { components: Vec::new(), is_folder: true });
    }
    let (path, is_folder) = match path.strip_suffix('/') {
        Some(path) => (path, true),
        None => (path, false),
    };
    let components: Vec<String> = path.split('/').map(decode).collect::<Option<_>>()?;
    let plain =
        components.iter().enumerate().all(|(depth, component)| is_plain(component) && is_visible(depth, component));
    plain.then_some(PathParts { components, is_folder })
}

/// Decodes one component once; none for invalid escapes and text that is not UTF-8.
fn decode(encoded: &str) -> Option<String> {
    if !escapes(encoded).all(|is_valid| is_valid) {
        return None;
    }
    percent_decode_str(encoded).decode_utf8().ok().map(|component| component.into_owned())
}

/// For each `%` of a text, whether it begins a valid escape.
fn escapes(text: &str) -> impl Iterator<Item = bool> {
    text.split('%')
        .skip(1)
        .map(|rest| matches!(rest.as_bytes(), [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()))
}

/// Whether a decoded component is one plain name: no separator of any system, no control character, nothing encoded twice.
fn is_plain(component: &str) -> bool {
    !component.is_empty()
        && component.len() <= MAX_COMPONENT
        && !escapes(component).any(|is_valid| is_valid)
        && !component.chars().any(|letter| matches!(letter, '/' | '\\') || letter.is_control())
}

fn is_visible(depth: usize, component: &str) -> bool {
    !component.starts_with('.') || (depth == 0 && component == WELL_KNOWN)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::{Resolved, resolve};

    fn site() -> TempDir {
        let folder = TempDir::new().expect("a folder");
        let root = folder.path().join("public");
        for path in ["index.html", "en/index.html", "en/a page.html", "en/.hidden", ".books", "data/é.json", "x/.y/z"]
        {
            let file = root.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, path).expect("a file");
        }
        fs::create_dir_all(root.join(".well-known/.inner")).expect("a folder");
        for path in [".well-known/security.txt", ".well-known/.inner/x", ".well-known/.x"] {
            fs::write(root.join(path), path).expect("a file");
        }
        fs::create_dir(root.join("empty")).expect("a folder");
        fs::write(folder.path().join("secret"), "secret").expect("a file");
        folder
    }

    #[test]
    fn pages_files_and_folders_are_found_by_their_decoded_names() {
        let folder = site();
        let root = folder.path().join("public");
        let canonical = root.canonicalize().expect("a root");
        for (path, file) in [
            ("/", "index.html"),
            ("/en/", "en/index.html"),
            ("/en/a%20page.html", "en/a page.html"),
            ("/data/%C3%A9.json", "data/é.json"),
            ("/%65n/", "en/index.html"),
            ("/.well-known/security.txt", ".well-known/security.txt"),
        ] {
            assert_eq!(resolve(&root, path), Resolved::File(canonical.join(file)), "{path}");
        }
        assert_eq!(resolve(&root, "/en"), Resolved::Folder);
    }

    #[test]
    fn everything_else_is_nothing() {
        let folder = site();
        let root = folder.path().join("public");
        let long = format!("/en/{}", "a".repeat(256));
        let deep = "/en".repeat(2_000);
        for path in [
            "",
            "en/",
            "*",
            "//",
            "//en/",
            "/en//",
            "/en//index.html",
            "/en/index.html/",
            "/nothing",
            "/empty",
            "/empty/",
            // Hidden, at any depth and however it is written.
            "/.books",
            "/%2ebooks",
            "/%2Ebooks",
            "/en/.hidden",
            "/en/%2ehidden",
            "/x/.y/z",
            "/x/%2Ey/z",
            "/.well-known/.x",
            "/.well-known/.inner/x",
            "/en/.well-known/security.txt",
            // Separators and steps upwards within a component, once and twice encoded.
            "/en%2f.hidden",
            "/en%2F.hidden",
            "/en%5c.hidden",
            "/en%5C..%5Csecret",
            "/en\\.hidden",
            "/en%2findex.html",
            "/..",
            "/../secret",
            "/en/../index.html",
            "/en/%2e%2e/index.html",
            "/en/..%2findex.html",
            "/%2e%2e%2fsecret",
            "/en/%252e%252e/index.html",
            "/en%252f.hidden",
            "/%252ebooks",
            "/.",
            "/en/.",
            "/en/./index.html",
            // What is no text.
            "/en/%00",
            "/en/index.html%00",
            "/%ff",
            "/%c3%28",
            "/%",
            "/%4",
            "/%zz",
            "/en/%0a",
            "/en/%7f",
            &long,
            &deep,
        ] {
            assert_eq!(resolve(&root, path), Resolved::NotFound, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_within_the_root_alone() {
        use std::os::unix::fs::symlink;
        let folder = site();
        let root = folder.path().join("public");
        symlink("en/index.html", root.join("within.html")).expect("a link");
        symlink("../secret", root.join("file")).expect("a link");
        symlink("..", root.join("folder")).expect("a link");
        symlink(".books", root.join("books.json")).expect("a link");
        symlink("loop", root.join("loop")).expect("a link");
        symlink("/dev/zero", root.join("zero")).expect("a link");
        let within = root.canonicalize().expect("a root").join("en/index.html");
        assert_eq!(resolve(&root, "/within.html"), Resolved::File(within));
        for path in ["/file", "/folder/", "/folder/secret", "/folder", "/books.json", "/loop", "/zero"] {
            assert_eq!(resolve(&root, path), Resolved::NotFound, "{path}");
        }
        // A root that is a link itself, as some ways of deploying have it, is one.
        symlink("public", folder.path().join("current")).expect("a link");
        assert!(matches!(resolve(&folder.path().join("current"), "/en/"), Resolved::File(_)));
    }
}
