//! What a site is made from, looked at without reading it: so that a build of what has not changed has nothing to do.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::fs::files::{self, Seen, Walk};
use crate::model::settings::Settings;

/// What a site is made from.
pub struct Inputs {
    /// The files of `content/`.
    pub content: Walk,
    /// The fingerprint of all inputs: the files with what the system says of them, the options and the program. None,
    /// where a file changed so lately that it could change once more without a trace, or where something can't be read.
    pub fingerprint: Option<Fingerprint>,
}

impl Inputs {
    /// Looks at all files below `root`.
    pub fn scan(root: &Path, today: Date, base_url: Option<&str>) -> Self {
        let (content, themes) = (files::walk(root, "content"), files::walk(root, "themes"));
        let options = Fingerprinter::new("inputs")
            .fingerprint(program())
            .part(today.to_string().as_bytes())
            .part(base_url.unwrap_or_default().as_bytes());
        let below = |folder, walk: &Walk| walk.files.iter().map(move |name| format!("{folder}/{name}")).collect();
        let names: [Vec<String>; 3] =
            [vec![Settings::FILE.to_owned()], below("content", &content), below("themes", &themes)];
        let is_whole = content.faults.is_empty() && themes.faults.is_empty();
        let fingerprint = is_whole.then(|| of_files(options, root, &names.concat())).flatten();
        Self { content, fingerprint }
    }
}

/// The fingerprint of the files of a theme.
pub fn theme(root: &Path, name: &str) -> Option<Fingerprint> {
    let folder = format!("themes/{name}");
    let walk = files::walk(root, &folder);
    let whole = walk.faults.is_empty();
    whole.then(|| of_files(Fingerprinter::new("theme files"), &root.join(folder), &walk.files)).flatten()
}

fn of_files(fingerprinter: Fingerprinter, folder: &Path, names: &[String]) -> Option<Fingerprint> {
    let traces: Option<Vec<_>> = names.par_iter().map(|name| Seen::of(&folder.join(name))?.trace()).collect();
    let named = |fingerprinter: Fingerprinter, (name, trace): (&String, Vec<u8>)| {
        fingerprinter.part(name.as_bytes()).part(&trace)
    };
    Some(names.iter().zip(traces?).fold(fingerprinter, named).done())
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
    if let Some(trace) = Seen::of(path).and_then(|seen| seen.trace()) {
        return fingerprinter.part(b"trace").part(&trace).done();
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
