//! `matchmaker schemas`: the schemas that help editors while they type.

use std::fs;
use std::process::ExitCode;

use crate::cli::{Common, Format};
use crate::failure::Failure;
use crate::{report, root};

/// Writes every schema that is not there yet, or has changed.
pub fn run(common: &Common) -> Result<ExitCode, Failure> {
    let root = root::find(common.root.as_deref())?;
    let schemas = match generator::schemas(&root)? {
        Ok(schemas) => schemas,
        Err(problems) => {
            report::print(&problems, Format::Human)?;
            return Ok(ExitCode::from(1));
        }
    };
    let mut written = 0;
    for schema in &schemas {
        let path = root.join(&schema.path);
        let failed = |source| Failure::File { path: path.clone(), source };
        if fs::read_to_string(&path).is_ok_and(|text| text == schema.text) {
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, &schema.text).map_err(failed)?;
        written += 1;
    }
    println!("{written} of {} schemas written, in content/schemas/", schemas.len());
    Ok(ExitCode::SUCCESS)
}
