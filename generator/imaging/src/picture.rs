//! The files that pages show instead of a picture: several sizes in WebP and one in a format that every browser knows. An
//! SVG drawing is published as it is.

use std::collections::BTreeMap;

use domain::validate::ErrorKind;
use serde::{Deserialize, Serialize};

/// Widths in which a picture is published, in pixels; never more than it has.
const WIDTHS: [u32; 4] = [480, 800, 1200, 1600];
/// The one width of the format for browsers that do not know the better one: few are left.
const FALLBACK_WIDTH: u32 = 1200;
/// Changes whenever the same picture would give other files: a new encoder, another quality.
pub const RECIPE: &str = "1: libwebp-sys 0.9, image 0.25";

/// A picture that can be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its path below `content/images/`.
    pub file: String,
    /// The hash of its bytes and of what is done with them.
    pub key: String,
    /// What it is.
    pub facts: Facts,
    /// Its format with an article, where the extension of its name is another's.
    pub misnamed: Option<&'static str>,
}

/// The pictures by their path below `content/images/`, or what is wrong with them.
pub type Gallery = BTreeMap<String, Result<Picture, ErrorKind>>;

/// What a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Pixels across, once it is upright.
    pub width: u32,
    /// Pixels down, once it is upright.
    pub height: u32,
    /// Whether one sees through it somewhere.
    pub transparent: bool,
    /// Whether it is an SVG drawing.
    pub drawing: bool,
}

/// The format of a published file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The smallest; all browsers since 2020.
    WebP,
    /// Every browser; for pictures that nobody sees through.
    Jpeg,
    /// Every browser; for the others.
    Png,
    /// A drawing, as it was given.
    Svg,
}

impl Format {
    /// Returns the extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Format::WebP => "webp",
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::Svg => "svg",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::WebP => "image/webp",
            Format::Jpeg => "image/jpeg",
            Format::Png => "image/png",
            Format::Svg => "image/svg+xml",
        }
    }
}

/// One published file of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// Its format.
    pub format: Format,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl Picture {
    /// Its formats, the best first; the last is shown by every browser.
    pub fn formats(&self) -> &'static [Format] {
        match self.facts {
            Facts { drawing: true, .. } => &[Format::Svg],
            Facts { transparent: true, .. } => &[Format::WebP, Format::Png],
            Facts { transparent: false, .. } => &[Format::WebP, Format::Jpeg],
        }
    }

    /// Its sizes in a format, the smallest first.
    pub fn sizes(&self, format: Format) -> Vec<Variant> {
        let Facts { width, height, .. } = self.facts;
        let (steps, largest) = match format {
            Format::Svg => (&[][..], width),
            Format::Jpeg | Format::Png => (&[][..], width.min(FALLBACK_WIDTH)),
            Format::WebP => (&WIDTHS[..], width.min(WIDTHS[WIDTHS.len() - 1])),
        };
        // A size only a little smaller than the largest would be made for nothing.
        let smaller = steps.iter().copied().filter(|step| u64::from(*step) * 10 <= u64::from(largest) * 9);
        smaller
            .chain([largest])
            .map(|step| {
                let down = (u64::from(height) * u64::from(step) + u64::from(width) / 2) / u64::from(width).max(1);
                Variant { format, width: step, height: u32::try_from(down).unwrap_or(u32::MAX).max(1) }
            })
            .collect()
    }

    /// All files it is published as.
    pub fn variants(&self) -> impl Iterator<Item = Variant> {
        self.formats().iter().flat_map(|format| self.sizes(*format))
    }

    /// The name of one of its files below `media/`: readable, and another whenever the picture changes.
    pub fn name(&self, variant: Variant) -> String {
        let (stem, ending) = (readable(&self.file), variant.format.extension());
        let hash = &self.key[..8];
        match variant.format {
            Format::Svg => format!("{stem}.{hash}.{ending}"),
            _ => format!("{stem}-{}.{hash}.{ending}", variant.width),
        }
    }
}

/// A file's name without folders and ending, as part of an address.
fn readable(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let words: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "picture".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Format, Picture, Variant};

    fn picture(file: &str, width: u32, height: u32) -> Picture {
        let facts = Facts { width, height, transparent: false, drawing: false };
        Picture { file: file.to_owned(), key: "1a2b3c4d5e6f".to_owned(), facts, misnamed: None }
    }

    #[test]
    fn a_picture_is_never_enlarged() {
        let widths = |width| -> Vec<u32> {
            picture("quay.jpg", width, 600).sizes(Format::WebP).iter().map(|variant| variant.width).collect()
        };
        assert_eq!(widths(300), [300]);
        assert_eq!(widths(820), [480, 820], "800 would be made for nothing");
        assert_eq!(widths(1000), [480, 800, 1000]);
        assert_eq!(widths(5000), [480, 800, 1200, 1600]);
        assert_eq!(picture("quay.jpg", 5000, 600).sizes(Format::Jpeg)[0].width, 1200);
    }

    #[test]
    fn its_proportions_stay() {
        let sizes = picture("quay.jpg", 3000, 2000).sizes(Format::WebP);
        assert_eq!(sizes[0], Variant { format: Format::WebP, width: 480, height: 320 });
        assert_eq!(picture("thread.png", 9000, 1).sizes(Format::Png)[0].height, 1);
    }

    #[test]
    fn a_name_is_readable_and_belongs_to_one_picture() {
        let quay = picture("2025/Our Quay (evening).JPG", 800, 600);
        let name = quay.name(Variant { format: Format::WebP, width: 800, height: 600 });
        assert_eq!(name, "our-quay-evening-800.1a2b3c4d.webp");
        let unreadable = picture("Γέφυρα.jpg", 800, 600);
        assert!(unreadable.name(unreadable.sizes(Format::Jpeg)[0]).starts_with("picture-800."));
    }
}
