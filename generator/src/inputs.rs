//! What a site is made from, looked at without reading it: so that a build of what has not changed has nothing to do.

use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::Options;
use crate::files::{self, FileError, Seen};
use crate::settings::Settings;
use crate::stamp::{Stamp, Stamping};

/// The stamp of all that a site is made from: the files with what the system says of them, what was asked for, and the
/// program. None, where a file changed so lately that it could change once more without a trace.
///
/// # Errors
/// If a folder can't be looked at.
pub fn stamp(options: &Options) -> Result<Option<Stamp>, FileError> {
    let mut names = vec![Settings::FILE.to_owned()];
    for folder in ["content", "themes"] {
        names.extend(files::list(&options.root.join(folder))?.into_iter().map(|name| format!("{folder}/{name}")));
    }
    let asked = Stamping::new("inputs")
        .stamp(program())
        .part(options.today.to_string().as_bytes())
        .part(options.base_url.as_deref().unwrap_or_default().as_bytes());
    Ok(looked_at(asked, &options.root, &names))
}

/// The same of a theme alone.
///
/// # Errors
/// If a folder can't be looked at.
pub fn theme(root: &Path, name: &str) -> Result<Option<Stamp>, FileError> {
    let folder = root.join("themes").join(name);
    Ok(looked_at(Stamping::new("theme files"), &folder, &files::list(&folder)?))
}

fn looked_at(stamping: Stamping, folder: &Path, names: &[String]) -> Option<Stamp> {
    let traces: Option<Vec<_>> = names.par_iter().map(|name| Seen::of(&folder.join(name))?.trace()).collect();
    let named = |stamping: Stamping, (name, trace): (&String, Vec<u8>)| stamping.part(name.as_bytes()).part(&trace);
    Some(names.iter().zip(traces?).fold(stamping, named).done())
}

/// The stamp of this program: another one may make other pages of the same content.
pub fn program() -> Stamp {
    static PROGRAM: OnceLock<Stamp> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        let stamping = Stamping::new("program").part(env!("CARGO_PKG_VERSION").as_bytes());
        let file = std::env::current_exe().ok().and_then(|path| Seen::of(&path));
        file.and_then(|seen| seen.trace()).iter().fold(stamping, |stamping, trace| stamping.part(trace)).done()
    })
}
