//! `matchmaker schemas`: JSON Schemas that help editors while they type.

use std::fs;
use std::process::ExitCode;

use crate::cli::{Common, Format};
use crate::error::CommandError;
use crate::{problems, site_folder};

/// Writes every schema that is new or has changed.
pub fn run(common: &Common) -> Result<ExitCode, CommandError> {
    let root = site_folder::find(common.root.as_deref())?;
    let schemas = match generator::schemas(&root)? {
        Ok(schemas) => schemas,
        Err(problems) => return problems::fail(&problems, Format::Human),
    };
    let mut written = 0;
    for schema in &schemas {
        let path = root.join(&schema.path);
        let failed = |source| CommandError::File { path: path.clone(), source };
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
