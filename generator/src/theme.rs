//! The theme: templates, messages, stylesheet and other static files, read once for a build.

mod modules;
mod outline;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use domain::text::LanguageTag;
use domain::text::messages::{MessageError, Messages};
use domain::validate::{ErrorKind, refused};

use content::files::{self, Walk};
use content::fingerprint::{Fingerprint, Fingerprinter, key};
use content::inputs::THEMES;
use content::load::theme_names;
use imaging::share_card::{Country, Fonts, is_font};
use markup::{LocatedProblem, Position};

/// A theme, read.
pub struct Theme {
    /// Its folder, relative to the root.
    folder: String,
    /// Template sources by name, such as `offer.html`.
    pub templates: Vec<(String, String)>,
    pub messages: BTreeMap<LanguageTag, Arc<Messages>>,
    /// Files that go to `assets/`, by their path below it.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// The names by which pages ask for them: they change whenever the bytes do, so that browsers may keep such a file for
    /// ever, and a page of yesterday gets the styles of yesterday.
    pub hashed: BTreeMap<String, String>,
    /// The land of Europe.
    pub land: Vec<Country>,
    /// What the pictures drawn at build are written in. Pages use the reader's own fonts.
    pub fonts: Fonts,
    /// Of all of it: what is made with the theme is made anew only when this changes.
    pub whole: Fingerprint,
}

/// A theme that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// Its files have problems.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Problems(Vec<LocatedProblem>),
    /// A day can't be put into words.
    #[error("themes: {0}")]
    Words(#[from] tera::Error),
    /// A page's messages can't be written as JSON.
    #[error("themes: {0}")]
    Json(#[from] serde_json::Error),
    /// A message is missing or lacks a value.
    #[error("themes: {0}")]
    Message(#[from] MessageError),
}

/// Reads the files of a theme and notes what is wrong with them.
struct Reading<'r> {
    root: &'r Path,
    themes: &'r Walk,
    name: &'r str,
    folder: String,
    problems: Vec<LocatedProblem>,
}

impl<'r> Reading<'r> {
    /// The files of a folder by their paths below it.
    fn list(&mut self, folder: &str) -> Vec<&'r str> {
        let (themes, folder) = (self.themes, format!("{}/{folder}", self.name));
        let below = |path: &'r str| path.strip_prefix(&*folder)?.strip_prefix('/');
        let found = themes.problems.iter().filter(|(path, _)| *path == folder || below(path).is_some());
        self.problems.extend(found.map(located));
        themes.files.iter().filter_map(|path| below(path)).collect()
    }

    fn text(&mut self, file: &str) -> Option<String> {
        let text = files::text_of(self.root, &format!("{}/{file}", self.folder));
        text.map_err(|problem| self.problems.push(problem)).ok()
    }

    /// A text that somebody wrote, in which nothing may be hidden. A `\u{fffd}` can be seen, and a message may speak of it.
    fn written(&mut self, file: &str) -> Option<String> {
        let text = self.text(file)?;
        if text.trim().is_empty() {
            self.note(file, Position::START, ErrorKind::EmptyFile);
        }
        for (place, kind) in refused(&text).into_iter().filter(|(_, kind)| *kind != ErrorKind::LostCharacter) {
            self.note(file, Position::of_byte(&text, place), kind);
        }
        Some(text)
    }

    fn bytes(&mut self, file: &str) -> Option<Vec<u8>> {
        let bytes = files::bytes_of(self.root, &format!("{}/{file}", self.folder));
        bytes.map_err(|problem| self.problems.push(problem)).ok()
    }

    fn note(&mut self, file: &str, position: Position, kind: ErrorKind) {
        self.problems.push(LocatedProblem::of_text(&format!("{}/{file}", self.folder), position, kind));
    }

    fn messages(&mut self, language: &LanguageTag) -> Option<(String, Messages)> {
        let file = catalogue(language);
        let text = self.written(&file)?;
        match Messages::parse(language.clone(), &text) {
            Ok(messages) => Some((text, messages)),
            Err(error) => {
                let (position, kind) = catalogue_problem(&text, error);
                self.note(&file, position, kind);
                None
            }
        }
    }

    fn land(&mut self) -> Option<Vec<Country>> {
        let file = "map/land.json";
        let bytes = self.bytes(file)?;
        match serde_json::from_slice(&bytes) {
            Ok(land) => Some(land),
            Err(error) => {
                let position = Position { line: error.line().max(1), column: error.column().max(1) };
                self.note(file, position, ErrorKind::Syntax { format: "JSON", detail: error.to_string() });
                None
            }
        }
    }

    fn font(&mut self, name: &str) -> Option<Vec<u8>> {
        let file = format!("fonts/{name}");
        let bytes = self.bytes(&file)?;
        if !is_font(&bytes) {
            let detail = "no glyphs can be read from it".to_owned();
            self.note(&file, Position::START, ErrorKind::Syntax { format: "TrueType", detail });
            return None;
        }
        Some(bytes)
    }

    /// Those parts of the styles that pass a test, in the order of their names.
    fn stylesheet(&mut self, names: &[&str], wanted: impl Fn(&str) -> bool) -> Vec<u8> {
        let mut sheet = Vec::new();
        for name in names.iter().filter(|name| name.ends_with(".css") && wanted(name)) {
            if let Some(text) = self.written(&format!("css/{name}")) {
                sheet.extend(text.into_bytes());
                sheet.push(b'\n');
            }
        }
        sheet
    }
}

/// A problem of an entry of `themes/`.
fn located((path, kind): &(String, ErrorKind)) -> LocatedProblem {
    LocatedProblem::of_text(format!("{THEMES}/{path}").trim_end_matches('/'), Position::START, kind.clone())
}

/// The catalogue of messages of a language, below the theme's folder.
fn catalogue(language: &LanguageTag) -> String {
    format!("i18n/{language}.ftl")
}

fn catalogue_problem(text: &str, error: MessageError) -> (Position, ErrorKind) {
    match error {
        MessageError::Syntax { line, detail } => (Position { line, column: 1 }, ErrorKind::Messages { detail }),
        MessageError::Repeated { detail } => {
            // The parser names the key between quotes; the second message of that name is the mistake.
            let key = detail.split('"').nth(1).unwrap_or_default();
            let is_key = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
            let lines = text.lines().enumerate().filter(|(_, line)| is_key(line));
            let line = lines.map(|(number, _)| number + 1).nth(1).unwrap_or(1);
            (
                Position { line, column: 1 },
                ErrorKind::Messages { detail: format!("the message `{key}` is given twice") },
            )
        }
        other => (Position::START, ErrorKind::Messages { detail: other.to_string() }),
    }
}

impl Theme {
    /// Reads the theme of a name below `themes/`, with the messages of the languages given.
    ///
    /// # Errors
    /// Everything that is wrong with its files.
    pub fn load(
        root: &Path,
        themes: &Walk,
        name: &str,
        languages: &[LanguageTag],
    ) -> Result<Self, Vec<LocatedProblem>> {
        if !theme_names(themes).iter().any(|known| known == name) {
            // Reading the settings reported that there is no such theme; this reports what hides it.
            let found = themes.problems.iter().filter(|(path, _)| path.is_empty() || path == name);
            return Err(found.map(located).collect());
        }
        let folder = format!("{THEMES}/{name}");
        let mut reading = Reading { root, themes, name, folder, problems: Vec::new() };
        let names = reading.list("templates");
        let templates: Vec<(String, String)> = names
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), reading.written(&format!("templates/{name}"))?)))
            .collect();
        let mut messages = BTreeMap::new();
        let mut whole = Fingerprinter::new("theme");
        for language in languages {
            if let Some((text, catalogue)) = reading.messages(language) {
                whole = whole.part(language.as_str().as_bytes()).part(text.as_bytes());
                messages.insert(language.clone(), Arc::new(catalogue));
            }
        }
        let land = reading.land();
        let mut assets = BTreeMap::new();
        for name in reading.list("static") {
            if let Some(bytes) = reading.bytes(&format!("static/{name}")) {
                assets.insert(name.to_owned(), bytes);
            }
        }
        modules::hash_imports(&mut assets);
        let css = reading.list("css");
        assets.insert("site.css".to_owned(), reading.stylesheet(&css, |name| name != EMBED));
        let embed = reading.stylesheet(&css, |name| name == EMBED || name.starts_with("10-"));
        assets.insert(EMBED.to_owned(), embed);
        let fonts = [reading.font("serif.ttf"), reading.font("sans.ttf"), reading.font("sans-bold.ttf")];
        reading.problems.sort();
        reading.problems.dedup();
        let ([Some(serif), Some(sans), Some(bold)], Some(land), []) = (fonts, land, reading.problems.as_slice()) else {
            return Err(reading.problems);
        };
        let fonts = Fonts { serif, sans, bold };
        assets.insert("europe.svg".to_owned(), outline::draw(&land).into_bytes());
        let named = |whole: Fingerprinter, (name, bytes): (&String, &[u8])| whole.part(name.as_bytes()).part(bytes);
        whole = templates.iter().map(|(name, text)| (name, text.as_bytes())).fold(whole, named);
        whole = assets.iter().map(|(name, bytes)| (name, bytes.as_slice())).fold(whole, named);
        let whole = [&fonts.serif, &fonts.sans, &fonts.bold].into_iter().fold(whole, |whole, font| whole.part(font));
        let hashed = assets.iter().map(|(name, bytes)| (name.clone(), modules::hashed_name(name, bytes))).collect();
        let (folder, whole) = (reading.folder, whole.done());
        Ok(Self { folder, templates, messages, assets, hashed, land, fonts, whole })
    }

    /// What is wrong with the theme, if that is why something failed.
    pub fn problems_of(&self, error: ThemeError) -> Result<Vec<LocatedProblem>, ThemeError> {
        let (language, kind) = match error {
            ThemeError::Problems(problems) => return Ok(problems),
            ThemeError::Message(MessageError::Unknown { key, language }) => {
                (language, ErrorKind::UnknownName { kind: "message", value: key, suggestion: None })
            }
            ThemeError::Message(MessageError::Values { key, language, detail }) => {
                (language, ErrorKind::Messages { detail: format!("the message `{key}` can't be shown: {detail}") })
            }
            ThemeError::Words(error) => {
                let path = format!("{}/i18n", self.folder);
                let kind = ErrorKind::Messages { detail: error.to_string() };
                return Ok(vec![LocatedProblem::of_text(&path, Position::START, kind)]);
            }
            other => return Err(other),
        };
        let path = format!("{}/i18n/{language}.ftl", self.folder);
        Ok(vec![LocatedProblem::of_text(&path, Position::START, kind)])
    }

    /// The path of a template, relative to the root.
    pub fn template_path(&self, name: &str) -> String {
        format!("{}/templates/{name}", self.folder)
    }

    /// Letters that change whenever land or fonts do, and with them everything that is drawn.
    pub fn fingerprint(&self) -> String {
        let europe = self.assets.get("europe.svg").map(Vec::as_slice).unwrap_or_default();
        key(&[europe, &self.fonts.serif, &self.fonts.sans, &self.fonts.bold])
    }
}

/// The part of the styles for lists within another website's page. There it stands with the tokens, and nothing else.
const EMBED: &str = "embed.css";
