//! The theme: templates, messages, stylesheet and other static files, read once for a build.

mod modules;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::geography::{Coordinates, MAP_SIZE, MapPoint};
use domain::messages::{MessageError, Messages};
use domain::text::LanguageTag;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::cache::key;
use crate::files::{self, FileError};
use crate::stamp::{Stamp, Stamping};

/// A theme, read.
pub struct Theme {
    /// Template sources by name, such as `offer.html`.
    pub templates: Vec<(String, String)>,
    /// Messages by language.
    pub messages: BTreeMap<LanguageTag, Arc<Messages>>,
    /// Files that go to `assets/`, by their path below it.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// The land of Europe.
    pub land: Vec<Country>,
    /// What the pictures drawn at build are written in. Pages use the reader's own fonts.
    pub fonts: Fonts,
    /// Of all of it: what is made with the theme is made anew only when this changes.
    pub whole: Stamp,
}

/// The files of the fonts (TrueType or OpenType).
pub struct Fonts {
    /// For titles and names of places.
    pub serif: Vec<u8>,
    /// For facts.
    pub sans: Vec<u8>,
    /// The same, heavier.
    pub bold: Vec<u8>,
}

/// A country's shape.
#[derive(Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2, where it has one.
    pub country: Option<String>,
    /// Outlines, as longitude and latitude.
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// A theme that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// A file can't be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// A catalogue of messages can't be understood.
    #[error("{}: {source}", path.display())]
    Messages {
        /// The catalogue.
        path: PathBuf,
        /// What is wrong.
        source: MessageError,
    },
    /// The shapes of the map can't be understood.
    #[error("{}: {source}", path.display())]
    Land {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// A template can't be understood or shown.
    #[error("themes: {0}")]
    Template(#[from] tera::Error),
    /// A page's messages can't be written as JSON.
    #[error("themes: {0}")]
    Json(#[from] serde_json::Error),
    /// A message is missing or lacks a value.
    #[error("themes: {0}")]
    Message(#[from] MessageError),
}

impl Theme {
    /// Reads the theme of a name below `themes/`, with the messages of the languages given.
    ///
    /// # Errors
    /// If a part of it is missing or can't be understood.
    pub fn load(root: &Path, name: &str, languages: &[LanguageTag]) -> Result<Self, ThemeError> {
        let folder = root.join("themes").join(name);
        let templates = folder.join("templates");
        let templates = files::list(&templates)?
            .into_iter()
            .map(|name| files::read_text(&templates.join(&name)).map(|text| (name, text)))
            .collect::<Result<Vec<_>, _>>()?;
        let mut messages = BTreeMap::new();
        let mut whole = Stamping::new("theme");
        for language in languages {
            let path = folder.join("i18n").join(format!("{language}.ftl"));
            let text = files::read_text(&path)?;
            whole = whole.part(language.as_str().as_bytes()).part(text.as_bytes());
            let catalogue =
                Messages::parse(language.clone(), &text).map_err(|source| ThemeError::Messages { path, source })?;
            messages.insert(language.clone(), Arc::new(catalogue));
        }
        let path = folder.join("map/land.json");
        let land: Vec<Country> =
            serde_json::from_slice(&files::read(&path)?).map_err(|source| ThemeError::Land { path, source })?;

        let mut assets = BTreeMap::new();
        let statics = folder.join("static");
        for name in files::list(&statics)? {
            assets.insert(name.clone(), files::read(&statics.join(&name))?);
        }
        modules::stamp(&mut assets);
        let css = folder.join("css");
        assets.insert("site.css".to_owned(), stylesheet(&css, |name| name != EMBED)?);
        assets.insert(EMBED.to_owned(), stylesheet(&css, |name| name == EMBED || name.starts_with("10-"))?);
        assets.insert("europe.svg".to_owned(), drawing(&land).into_bytes());
        let font = |name: &str| files::read(&folder.join("fonts").join(name));
        let fonts = Fonts { serif: font("serif.ttf")?, sans: font("sans.ttf")?, bold: font("sans-bold.ttf")? };
        let named = |whole: Stamping, (name, bytes): (&String, &[u8])| whole.part(name.as_bytes()).part(bytes);
        whole = templates.iter().map(|(name, text)| (name, text.as_bytes())).fold(whole, named);
        whole = assets.iter().map(|(name, bytes)| (name, bytes.as_slice())).fold(whole, named);
        let whole = [&fonts.serif, &fonts.sans, &fonts.bold].into_iter().fold(whole, |whole, font| whole.part(font));
        Ok(Self { templates, messages, assets, land, fonts, whole: whole.done() })
    }

    /// Letters that change whenever land or fonts do, and with them everything that is drawn.
    pub fn stamp(&self) -> String {
        let europe = self.assets.get("europe.svg").map(Vec::as_slice).unwrap_or_default();
        key(&[europe, &self.fonts.serif, &self.fonts.sans, &self.fonts.bold])
    }

    /// Eight letters that change whenever an asset's bytes do, so that browsers may keep it for ever.
    pub fn fingerprint(&self, asset: &str) -> Option<String> {
        Some(fingerprint_of(self.assets.get(asset)?))
    }
}

/// Eight letters that change whenever the bytes do: what stands behind `?v=` in the address of an asset.
pub fn fingerprint_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// The part of the styles for lists within another website's page. There it stands with the tokens, and nothing else.
const EMBED: &str = "embed.css";

/// Those parts of the styles that pass a test, in the order of their names.
fn stylesheet(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<u8>, FileError> {
    let mut sheet = Vec::new();
    for name in files::list(folder)?.into_iter().filter(|name| wanted(name)) {
        sheet.extend(files::read(&folder.join(name))?);
        sheet.push(b'\n');
    }
    Ok(sheet)
}

/// The outline of Europe as a drawing of its own, so that pages can show parts of it without carrying it.
fn drawing(land: &[Country]) -> String {
    let (width, height) = MAP_SIZE;
    let mut shapes = String::new();
    for country in land {
        let mut path = String::new();
        for ring in &country.rings {
            let points = ring
                .iter()
                .map(|(longitude, latitude)| Coordinates { latitude: *latitude, longitude: *longitude }.project());
            path.push_str(&outline(points));
        }
        let id = country.country.as_ref().map(|code| format!(" id=\"{code}\"")).unwrap_or_default();
        shapes.push_str(&format!("<path{id} vector-effect=\"non-scaling-stroke\" d=\"{path}\"/>\n"));
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><g id=\"land\">\n{shapes}</g></svg>\n"
    )
}

/// A ring as the data of an SVG path, in steps of a fifth of a unit (1 km), each relative to the last.
fn outline(points: impl Iterator<Item = MapPoint>) -> String {
    let mut path = String::new();
    let mut last: Option<(i64, i64)> = None;
    for point in points {
        let (x, y) = ((point.x * 5.0).round() as i64, (point.y * 5.0).round() as i64);
        let fifth = |value: i64| value as f64 / 5.0;
        match last {
            None => path.push_str(&format!("M{} {}", fifth(x), fifth(y))),
            Some((last_x, last_y)) if (x, y) != (last_x, last_y) => {
                path.push_str(&format!("l{} {}", fifth(x - last_x), fifth(y - last_y)));
            }
            Some(_) => continue,
        }
        last = Some((x, y));
    }
    path.push('z');
    path
}
