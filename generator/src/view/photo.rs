//! A picture on a page: which of its files a browser should choose from.

use schemars::JsonSchema;
use serde::Serialize;

use super::LocalizedSite;
use imaging::{Picture, Variant};
use markup::markdown::escape;

/// A picture and its files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PhotoView {
    /// The better formats, the best first.
    pub sources: Vec<PhotoSource>,
    /// The file that every browser shows.
    pub address: String,
    /// Pixels across, of the picture as it was given.
    pub width: u32,
    pub height: u32,
}

/// A picture in one format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PhotoSource {
    pub media_type: &'static str,
    /// Its files with their widths, as HTML's `srcset`.
    pub srcset: String,
}

/// How wide a picture within a text is shown: the measure of the text, or the window on a phone.
const SIZES_IN_TEXT: &str = "(min-width: 45rem) 42rem, 92vw";

impl PhotoView {
    /// The view of a picture, on a site below a base path.
    pub fn new(picture: &Picture, base_path: &str) -> Self {
        let address = |variant: Variant| format!("{base_path}/media/{}", picture.name(variant));
        let (fallback, better) = picture.formats().split_last().expect("a picture has a format");
        let sources = better
            .iter()
            .map(|format| {
                let files: Vec<String> = picture
                    .sizes(*format)
                    .into_iter()
                    .map(|variant| format!("{} {}w", address(variant), variant.width))
                    .collect();
                PhotoSource { media_type: format.media_type(), srcset: files.join(", ") }
            })
            .collect();
        let address = picture.sizes(*fallback).into_iter().next_back().map(address).unwrap_or_default();
        Self { sources, address, width: picture.facts.width, height: picture.facts.height }
    }

    /// The picture in HTML, within a text; with a title, if it has one beside its caption.
    pub fn markup(&self, alt: &str, title: Option<&str>) -> String {
        let Self { sources, address, width, height } = self;
        let sources: String = sources
            .iter()
            .map(|PhotoSource { media_type, srcset }| {
                format!("<source type=\"{media_type}\" srcset=\"{}\" sizes=\"{SIZES_IN_TEXT}\">", escape(srcset))
            })
            .collect();
        let (address, alt) = (escape(address), escape(alt));
        let title = title.map(|title| format!(" title=\"{}\"", escape(title))).unwrap_or_default();
        format!(
            "<picture>{sources}<img src=\"{address}\" alt=\"{alt}\"{title} width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\"></picture>"
        )
    }
}

impl LocalizedSite<'_> {
    /// A picture by its file, if it can be shown.
    pub fn photo(&self, file: &str) -> Option<PhotoView> {
        let picture = self.site.pictures.get(file)?.as_ref().ok()?;
        Some(PhotoView::new(picture, self.site.settings.base_path()))
    }
}
