//! What a site is made from, looked at without reading it: so that a build of what has not changed has nothing to do.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::Options;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::fs::files::{self, Seen};
use crate::model::settings::Settings;

/// The fingerprint of all that a site is made from: the files with what the system says of them, what was asked for, and the
/// program. None, where a file changed so lately that it could change once more without a trace, or where something can't be
/// read.
pub fn fingerprint(options: &Options) -> Option<Fingerprint> {
    let mut names = vec![Settings::FILE.to_owned()];
    for folder in ["content", "themes"] {
        let walk = files::walk(&options.root, folder);
        if !walk.faults.is_empty() {
            return None;
        }
        names.extend(walk.files.into_iter().map(|name| format!("{folder}/{name}")));
    }
    let asked = Fingerprinter::new("inputs")
        .fingerprint(program())
        .part(options.today.to_string().as_bytes())
        .part(options.base_url.as_deref().unwrap_or_default().as_bytes());
    looked_at(asked, &options.root, &names)
}

/// The same of a theme alone.
pub fn theme(root: &Path, name: &str) -> Option<Fingerprint> {
    let folder = format!("themes/{name}");
    let walk = files::walk(root, &folder);
    let whole = walk.faults.is_empty();
    whole.then(|| looked_at(Fingerprinter::new("theme files"), &root.join(folder), &walk.files)).flatten()
}

fn looked_at(fingerprinter: Fingerprinter, folder: &Path, names: &[String]) -> Option<Fingerprint> {
    let traces: Option<Vec<_>> = names.par_iter().map(|name| Seen::of(&folder.join(name))?.trace()).collect();
    let named = |fingerprinter: Fingerprinter, (name, trace): (&String, Vec<u8>)| fingerprinter.part(name.as_bytes()).part(&trace);
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
