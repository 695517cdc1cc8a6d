//! Compiles the templates (`templates/*.html`) and the messages (`i18n/<language>/*.ftl`) into the desk. So a page or a
//! language is a new file and nothing else.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=i18n");
    let desk = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let made = PathBuf::from(std::env::var("OUT_DIR")?);
    fs::write(made.join("templates.rs"), templates(&desk.join("templates"))?)?;
    fs::write(made.join("catalogues.rs"), catalogues(&desk.join("i18n"))?)?;
    Ok(())
}

/// Names of templates with their texts.
fn templates(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut found = String::from("&[\n");
    for template in entries(folder, "html")? {
        writeln!(found, "    ({:?}, include_str!({template:?})),", template.file_name().unwrap_or_default())?;
    }
    found.push(']');
    Ok(found)
}

/// Languages with their rooms.
fn catalogues(i18n: &Path) -> Result<String, Box<dyn Error>> {
    let mut found = String::from("&[\n");
    for folder in entries(i18n, "")?.into_iter().filter(|entry| entry.is_dir()) {
        let rooms = entries(&folder, "ftl")?;
        if !rooms.is_empty() {
            writeln!(found, "    ({:?}, &[", folder.file_name().unwrap_or_default())?;
            for room in rooms {
                writeln!(found, "        include_str!({room:?}),")?;
            }
            found.push_str("    ]),\n");
        }
    }
    found.push(']');
    Ok(found)
}

/// What a folder holds whose name ends so, in the order of names.
fn entries(folder: &Path, end: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = paths.collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.retain(|path| path.extension().unwrap_or_default() == end);
    paths.sort();
    Ok(paths)
}
