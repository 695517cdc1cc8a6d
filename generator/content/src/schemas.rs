//! The JSON Schemas of what editors write: made by the functions that read it, with the words of `content/README.md`.
//!
//! They lie in `content/schemas/`, where an editor's program finds them by each file's first line, and are published
//! below `data/schemas/`. [`stale`] tells where the folder no longer says what the formats and vocabularies do.

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;

use domain::content::case_study::CaseStudy;
use domain::content::event::Event;
use domain::content::offer::Offer;
use domain::content::page::Page;
use domain::content::people::{Partner, Promoter};
use domain::statistics::Figures;
use domain::validate::{ErrorKind, Schema, describe};
use domain::vocabulary::Vocabulary;

use crate::files;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::model::notes::Notes;
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::read_cache::CachedFiles;
use markup::{LocatedProblem, Position};

/// The folder of the schemas, relative to the root.
const FOLDER: &str = "content/schemas";

/// Where the keys of content are explained, relative to the root.
const README: &str = "content/README.md";

/// Reads what the README says of each key. A README that can't be read explains nothing; [`check_notes`] tells why.
pub fn read_notes(root: &Path, cache: Option<&mut CachedFiles<Arc<Notes>>>) -> Arc<Notes> {
    let notes = || Arc::new(files::text_of(root, README).map(|text| Notes::of(&text)).unwrap_or_default());
    let Ok(notes) = CachedFiles::get_or_read(
        cache,
        || vec![root.join(README)],
        Fingerprint::of(b""),
        || Ok::<_, Infallible>(notes()),
    );
    notes
}

/// What is wrong with the README as a file, unless it is not there.
pub fn check_notes(root: &Path) -> Option<LocatedProblem> {
    files::text_of(root, README).err().filter(|problem| problem.code != ErrorKind::MissingFile.code())
}

/// A kind of file that editors write, by the function that reads it.
#[derive(Debug)]
pub struct Format {
    /// Its name in the file's name: `offer.schema.json`.
    pub name: &'static str,
    /// What it is called.
    title: &'static str,
    /// Where such files lie, as `content/README.md` names it in the heading of their section.
    place: &'static str,
    describe: fn(&Vocabulary) -> Schema,
}

/// All kinds of files that editors write.
pub const FORMATS: [Format; 8] = [
    Format { name: "offer", title: "Offer", place: "offers/", describe: |codes| describe(codes, Offer::read) },
    Format {
        name: "case-study",
        title: "Case study",
        place: "case-studies/",
        describe: |codes| describe(codes, CaseStudy::read),
    },
    Format { name: "page", title: "Page", place: "pages/", describe: |codes| describe(codes, Page::read) },
    Format { name: "event", title: "Event", place: "events/", describe: |codes| describe(codes, Event::read) },
    Format {
        name: "figures",
        title: "Figures of a year",
        place: "monitoring/",
        describe: |codes| describe(codes, Figures::read),
    },
    Format {
        name: "promoter",
        title: "Promoter",
        place: "promoters/",
        describe: |codes| describe(codes, Promoter::read),
    },
    Format { name: "partner", title: "Partner", place: "partners/", describe: |codes| describe(codes, Partner::read) },
    Format { name: "site", title: "Settings", place: "site.toml", describe: |codes| describe(codes, Settings::read) },
];

impl Format {
    /// The name of its schema's file.
    pub fn file(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// The name of its schema where the site publishes it. That of `data/site.json` has the name of the settings' own.
    pub fn published_file(&self) -> String {
        if self.name == "site" { "settings.schema.json".to_owned() } else { self.file() }
    }

    /// Its schema as a file; with its address, where it is published at one.
    pub fn text(&self, vocabulary: &Vocabulary, notes: &Notes, address: Option<String>) -> serde_json::Result<String> {
        let mut schema = (self.describe)(vocabulary);
        schema.id = address;
        schema.title = Some(self.title.to_owned());
        notes.explain(self.place, &mut schema);
        serde_json::to_string_pretty(&schema).map(|text| text + "\n")
    }
}

/// A schema as a file of `content/schemas/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFile {
    /// Its path, relative to the root.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The schemas for `content/schemas/`.
pub fn files(vocabulary: &Vocabulary, notes: &Notes) -> serde_json::Result<Vec<SchemaFile>> {
    let file = |format: &Format| {
        let path = format!("{FOLDER}/{}", format.file());
        Ok(SchemaFile { path, text: format.text(vocabulary, notes, None)? })
    };
    FORMATS.iter().map(file).collect()
}

/// Notes every schema in `content/schemas/` that is not what it would be today. A site that keeps none has no such
/// problem: they are a help for editors, and nothing is read from them.
pub fn stale(
    root: &Path,
    site: &Site,
    cache: Option<&mut CachedFiles<Vec<LocatedProblem>>>,
) -> Result<Vec<LocatedProblem>, SchemaError> {
    let places = || {
        let schemas = FORMATS.iter().map(|format| root.join(FOLDER).join(format.file()));
        std::iter::once(root.join(FOLDER)).chain(schemas).collect()
    };
    let against = Fingerprinter::new("schemas").fingerprint(site.codes).fingerprint(site.notes.fingerprint()).done();
    CachedFiles::get_or_read(cache, places, against, || {
        if !root.join(FOLDER).exists() {
            return Ok(Vec::new());
        }
        let mut problems = Vec::new();
        for file in files(&site.vocabulary, &site.notes)? {
            if files::text_of(root, &file.path).ok().as_deref() != Some(&file.text) {
                problems.push(LocatedProblem::of_text(&file.path, Position::START, ErrorKind::StaleSchema));
            }
        }
        Ok(problems)
    })
}

/// A schema that can't be made.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// A schema can't be written as JSON.
    #[error("content/schemas: {0}")]
    Json(#[from] serde_json::Error),
}
