//! Finds the desk's languages: each folder `desk/<language>/` with the rooms of its words (`*.ftl`). What is found is
//! compiled in, so that a new language, or a new room, is a new file and nothing else.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let desk = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("desk");
    println!("cargo::rerun-if-changed=desk");
    let mut found = String::from("&[\n");
    for folder in entries(&desk)? {
        let rooms: Vec<PathBuf> = if folder.is_dir() { entries(&folder)? } else { Vec::new() };
        let mut rooms = rooms.iter().filter(|room| room.extension().is_some_and(|end| end == "ftl")).peekable();
        if rooms.peek().is_some() {
            writeln!(found, "    ({:?}, &[", folder.file_name().unwrap_or_default())?;
            for room in rooms {
                writeln!(found, "        include_str!({room:?}),")?;
            }
            found.push_str("    ]),\n");
        }
    }
    found.push(']');
    fs::write(Path::new(&std::env::var("OUT_DIR")?).join("catalogues.rs"), found)?;
    Ok(())
}

/// What a folder holds, in the order of names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}
