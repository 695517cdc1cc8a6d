//! What a site is made from, looked at without reading it: so that a build of what has not changed has nothing to do.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::files::{self, Walk};
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::model::settings::Settings;
use crate::snapshot::FileSnapshot;

/// The folder of the themes, relative to the root.
pub const THEMES: &str = "themes";

/// The files of a site's folders.
pub struct SourceFiles {
    /// Those of `content/`.
    pub content: Walk,
    /// Those of `themes/`.
    pub themes: Walk,
}

impl SourceFiles {
    /// Walks the folders below `root`.
    pub fn find(root: &Path) -> Self {
        Self { content: files::walk(root, "content"), themes: files::walk(root, THEMES) }
    }
}

/// What a site is made from. A fingerprint covers what the system says of files; there is none where a file changed so
/// lately that it could change once more without a trace, or where something can't be read.
pub struct Inputs {
    /// The files.
    pub files: SourceFiles,
    /// The fingerprint of all themes.
    pub themes: Option<Fingerprint>,
    /// The fingerprint of all inputs: files, options and program.
    pub fingerprint: Option<Fingerprint>,
}

impl Inputs {
    /// Looks at all files below `root`.
    pub fn scan(root: &Path, today: Date, base_url: Option<&str>) -> Self {
        let files = SourceFiles::find(root);
        let themes = of_walk(Fingerprinter::new("themes"), &root.join(THEMES), &files.themes);
        let options = Fingerprinter::new("inputs")
            .fingerprint(program())
            .part(today.to_string().as_bytes())
            .part(base_url.unwrap_or_default().as_bytes());
        let fingerprint = themes
            .and_then(|themes| of_files(options.fingerprint(themes), root, &[Settings::FILE.to_owned()]))
            .and_then(|others| {
                of_walk(Fingerprinter::new("content").fingerprint(others), &root.join("content"), &files.content)
            });
        Self { files, themes, fingerprint }
    }
}

fn of_walk(fingerprinter: Fingerprinter, folder: &Path, walk: &Walk) -> Option<Fingerprint> {
    if walk.problems.is_empty() { of_files(fingerprinter, folder, &walk.files) } else { None }
}

fn of_files(fingerprinter: Fingerprinter, folder: &Path, names: &[String]) -> Option<Fingerprint> {
    let snapshots: Option<Vec<_>> =
        names.par_iter().map(|name| FileSnapshot::take(&folder.join(name))?.bytes()).collect();
    let named = |fingerprinter: Fingerprinter, (name, snapshot): (&String, Vec<u8>)| {
        fingerprinter.part(name.as_bytes()).part(&snapshot)
    };
    Some(names.iter().zip(snapshots?).fold(fingerprinter, named).done())
}

/// The fingerprint of this program: another one may make other pages of the same content. A file that was written so lately
/// that it could change once more without a trace is told by its bytes.
pub fn program() -> Fingerprint {
    static PROGRAM: OnceLock<Fingerprint> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        let fingerprinter = Fingerprinter::new("program").part(env!("CARGO_PKG_VERSION").as_bytes());
        executable().map_or_else(|| this_run(fingerprinter.clone()), |path| of_program(fingerprinter.clone(), &path))
    })
}

/// The file that this process runs, even if another one has taken its name since.
fn executable() -> Option<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() { Some(running.into()) } else { std::env::current_exe().ok() }
}

fn of_program(fingerprinter: Fingerprinter, path: &Path) -> Fingerprint {
    if let Some(snapshot) = FileSnapshot::take(path).and_then(|snapshot| snapshot.bytes()) {
        return fingerprinter.part(b"snapshot").part(&snapshot).done();
    }
    match files::read(path) {
        Ok(bytes) => fingerprinter.part(b"bytes").part(&bytes).done(),
        Err(_) => this_run(fingerprinter),
    }
}

/// A fingerprint that no other run has: nothing that this program made is taken for right by the next.
fn this_run(fingerprinter: Fingerprinter) -> Fingerprint {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    fingerprinter.part(b"run").part(&std::process::id().to_le_bytes()).part(&now.as_nanos().to_le_bytes()).done()
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    use super::{Fingerprinter, of_program};

    #[test]
    fn a_program_that_was_just_replaced_is_told_by_its_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("program");
        let fingerprint = || of_program(Fingerprinter::new("program"), &path);
        let write = |bytes: &[u8]| {
            fs::write(&path, bytes).expect("a program");
            // The same length and the same time: nothing but the bytes tells them apart.
            let file = File::options().write(true).open(&path).expect("a program");
            file.set_modified(SystemTime::now() + Duration::from_secs(60)).expect("a time");
        };
        write(b"one");
        let one = fingerprint();
        assert_eq!(one, fingerprint());
        write(b"two");
        assert_ne!(one, fingerprint());
        fs::remove_file(&path).expect("no program");
        assert_ne!(fingerprint(), fingerprint(), "what can't be read is never the same");
    }
}
