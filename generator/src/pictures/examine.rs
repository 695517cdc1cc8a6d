//! Looking at a picture before anything is done with it: what it is, or why it can't be shown.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use domain::problem::Fault;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{Facts, Picture, RECIPE, drawing};
use crate::cache::{Cache, key};
use crate::files::{self, FileError};
use crate::load::Folder;
use crate::stamp::Stamp;

/// Pixels of a picture, at most: 20 megapixels.
const MOST_PIXELS: u64 = 20_000_000;
/// Bytes of a picture's file, at most.
const MOST_BYTES: u64 = 30_000_000;
/// Memory that decoding one picture may take: 20 megapixels of 16 bits in four channels, and as much again to work in.
const MOST_MEMORY: u64 = 320_000_000;
/// Pictures that are decoded at once: their memory adds up.
pub const AT_ONCE: usize = 4;

/// The pictures of the folder by their path below it: what each is, or what is wrong with it.
pub type Gallery = BTreeMap<String, Result<Picture, Fault>>;

/// Looks at the pictures of a folder, each by its name in it. What was found whole before is not decoded again, and what is
/// in `memory` and the same on disk not read again.
pub fn examine(
    folder: &Path,
    names: &[&str],
    cache: &Cache,
    memory: Option<&mut Folder<Result<Picture, Fault>>>,
) -> Gallery {
    let found = Folder::recall(memory, folder, names, Stamp::of(b""), AT_ONCE, |name, path| look(path, name, cache));
    for picture in found.iter().flatten() {
        cache.note_use(&entry(&picture.key));
    }
    names.iter().map(|name| (*name).to_owned()).zip(found).collect()
}

/// The name in the cache of what is known of a picture.
fn entry(key: &str) -> String {
    format!("{key}.json")
}

fn look(path: &Path, name: &str, cache: &Cache) -> Result<Picture, Fault> {
    let unreadable = |error: FileError| Fault::Unreadable { detail: error.source.to_string() };
    let bytes = files::size(path).map_err(unreadable)?;
    if bytes > MOST_BYTES {
        let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
        let (file, megabytes, most) = (name.to_owned(), megabytes(bytes), megabytes(MOST_BYTES));
        return Err(Fault::ImageTooHeavy { file, megabytes, most });
    }
    let bytes = files::read(path).map_err(unreadable)?;
    let key = key(&[RECIPE.as_bytes(), &bytes]);
    let entry = entry(&key);
    if let Some(facts) = cache.find(&entry).and_then(|known| serde_json::from_slice(&known).ok()) {
        return Ok(Picture { file: name.to_owned(), key, facts });
    }
    let facts = facts(name, &bytes)?;
    cache.keep(&entry, &serde_json::to_vec(&facts).unwrap_or_default());
    Ok(Picture { file: name.to_owned(), key, facts })
}

fn facts(name: &str, bytes: &[u8]) -> Result<Facts, Fault> {
    if name.to_lowercase().ends_with(".svg") {
        return drawing::facts(name, bytes);
    }
    let image = decode(name, bytes)?.upright;
    let transparent = image.color().has_alpha() && has_holes(&image);
    Ok(Facts { width: image.width(), height: image.height(), transparent, drawing: false })
}

fn has_holes(image: &DynamicImage) -> bool {
    match image {
        DynamicImage::ImageRgba8(image) => image.pixels().any(|pixel| pixel[3] < u8::MAX),
        DynamicImage::ImageLumaA8(image) => image.pixels().any(|pixel| pixel[1] < u8::MAX),
        other => other.to_rgba8().pixels().any(|pixel| pixel[3] < u8::MAX),
    }
}

/// A picture's pixels.
pub(super) struct Decoded {
    /// As the camera was held.
    pub upright: DynamicImage,
    /// The colour profile that the file carries.
    pub profile: Option<Vec<u8>>,
}

/// Decodes a picture. Its size is judged by its first bytes, before memory is taken for its pixels.
///
/// # Errors
/// Why it can't be shown.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, Fault> {
    let file = || name.to_owned();
    let damaged = |error: image::ImageError| Fault::DamagedImage { file: file(), detail: one_line(&error.to_string()) };
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| Fault::DamagedImage { file: file(), detail: error.to_string() })?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err(Fault::NotAnImage { file: file() });
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::ImageTooLarge { file: file(), width, height, most: MOST_PIXELS / 1_000_000 });
    }
    let orientation = decoder.orientation().map_err(damaged)?;
    let profile = decoder.icc_profile().map_err(damaged)?;
    let mut upright = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    upright.apply_orientation(orientation);
    Ok(Decoded { upright, profile })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use domain::problem::Fault;
    use image::{DynamicImage, GrayImage, ImageFormat, RgbImage, RgbaImage};

    use super::{Facts, facts};

    fn file(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image.into().write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    #[test]
    fn what_a_picture_is_does_not_depend_on_its_ending() {
        let png = file(RgbImage::new(30, 20), ImageFormat::Png);
        let seen = facts("quay.jpg", &png).expect("a picture");
        assert_eq!(seen, Facts { width: 30, height: 20, transparent: false, drawing: false });
    }

    #[test]
    fn a_picture_is_transparent_only_where_one_sees_through_it() {
        let opaque = RgbaImage::from_pixel(4, 4, image::Rgba([1, 2, 3, 255]));
        assert!(!facts("a.png", &file(opaque.clone(), ImageFormat::Png)).expect("a picture").transparent);
        let mut hole = opaque;
        hole.put_pixel(1, 1, image::Rgba([0, 0, 0, 0]));
        assert!(facts("a.png", &file(hole, ImageFormat::Png)).expect("a picture").transparent);
    }

    #[test]
    fn what_is_no_picture_is_told_from_what_is_a_damaged_one() {
        let text = facts("a.jpg", b"not a picture at all");
        assert_eq!(text, Err(Fault::NotAnImage { file: "a.jpg".to_owned() }));
        let gif = facts("a.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;");
        assert_eq!(gif, Err(Fault::NotAnImage { file: "a.gif".to_owned() }));
        let whole = file(RgbImage::from_fn(64, 64, |x, y| image::Rgb([x as u8, y as u8, 7])), ImageFormat::Png);
        let half = facts("a.png", &whole[..whole.len() / 2]);
        assert!(matches!(half, Err(Fault::DamagedImage { .. })), "{half:?}");
    }

    #[test]
    fn a_huge_picture_is_refused_by_its_first_bytes() {
        // 30,000 × 30,000 pixels in 29 kB: decoded, they would take 900 MB.
        let mut bomb = file(GrayImage::new(1, 1), ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
        let crc = crc32(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        let seen = facts("bomb.png", &bomb);
        let expected = Fault::ImageTooLarge { file: "bomb.png".to_owned(), width: 30_000, height: 30_000, most: 20 };
        assert_eq!(seen, Err(expected));
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
        })
    }
}
