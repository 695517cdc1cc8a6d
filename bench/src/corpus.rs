//! A site on the disk: what is copied, and what is made up.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::vocabulary::Vocabulary;
use crate::{offer, story};

/// What was asked for.
pub struct Order {
    /// Offers; a case study for every twenty of them.
    pub offers: usize,
    /// Languages of the site.
    pub languages: Vec<String>,
    /// Where to.
    pub folder: PathBuf,
}

/// What was written.
pub struct Written {
    pub offers: usize,
    pub case_studies: usize,
}

/// A corpus that can't be written.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// A file can't be read or written.
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    /// A vocabulary can't be understood.
    #[error("{}: {source}", path.display())]
    Vocabulary { path: PathBuf, source: serde_yaml::Error },
    /// Somebody's files are there.
    #[error("{} is not empty", .0.display())]
    NotEmpty(PathBuf),
}

impl CorpusError {
    /// Names the path.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| CorpusError::File { path, source }
    }
}

/// Writes a corpus.
pub fn write(order: &Order) -> Result<Written, CorpusError> {
    let folder = &order.folder;
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(CorpusError::NotEmpty(folder.clone()));
    }
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for part in ["content/vocabulary", "themes"] {
        copy(&repository.join(part), &folder.join(part))?;
    }
    let vocabulary = Vocabulary::read(&folder.join("content/vocabulary"))?;
    put(&folder.join("site.toml"), &settings(&order.languages))?;
    for number in 0..order.offers {
        let path = folder.join(format!("content/offers/{}.yaml", offer::slug(number)));
        put(&path, &offer::text(number, &vocabulary))?;
    }
    let case_studies = order.offers / 20;
    for number in 0..case_studies {
        let path = folder.join(format!("content/case-studies/exchange-{number:06}.md"));
        put(&path, &story::text(number, &vocabulary))?;
    }
    Ok(Written { offers: order.offers, case_studies })
}

fn settings(languages: &[String]) -> String {
    let languages = languages.iter().map(|language| format!("\"{language}\"")).collect::<Vec<_>>().join(", ");
    format!(
        r#"name = "Measured Matchmaking"
base_url = "https://matchmaking.example.org"
languages = [{languages}]

[secretariat]
organisation = "Example Network"
email = "secretariat@example.org"
answers_within_days = 5
"#
    )
}

fn put(path: &Path, text: &str) -> Result<(), CorpusError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(CorpusError::at(parent))?;
    }
    fs::write(path, text).map_err(CorpusError::at(path))
}

fn copy(from: &Path, to: &Path) -> Result<(), CorpusError> {
    fs::create_dir_all(to).map_err(CorpusError::at(to))?;
    for entry in fs::read_dir(from).map_err(CorpusError::at(from))? {
        let entry = entry.map_err(CorpusError::at(from))?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to).map_err(CorpusError::at(&to))?;
        }
    }
    Ok(())
}
