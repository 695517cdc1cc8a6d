//! Inspects and decodes pictures: what one is, or why it can't be shown.

use std::hash::{DefaultHasher, Hasher};
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use domain::validate::ErrorKind;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::picture::Facts;
use crate::{file_format, svg};

/// Pixels of a picture, at most: 50 megapixels, as the largest cameras of telephones make them by default.
const MAX_PIXELS: u64 = 50_000_000;
/// Pixels of a picture that is decoded beside others; a larger one is decoded alone, and halved at once.
const LARGE_PIXELS: u64 = 20_000_000;
/// Bytes of a picture's file, at most.
pub const MAX_BYTES: u64 = 30_000_000;
/// Memory that decoding one picture may take: 50 megapixels of 16 bits in four channels. It is taken for one such picture at a
/// time.
const MAX_MEMORY: u64 = 400_000_000;
/// Pictures that are decoded at once: their memory adds up.
pub const MAX_DECODED_AT_ONCE: usize = 4;

/// Returns what a picture is.
///
/// # Errors
/// Why it can't be shown.
pub fn inspect(name: &str, bytes: &[u8]) -> Result<Facts, ErrorKind> {
    if bytes.is_empty() {
        return Err(ErrorKind::EmptyImage { file: name.to_owned() });
    }
    if name.to_lowercase().ends_with(".svg") && file_format::detect(bytes).is_none() {
        return svg::inspect(name, bytes);
    }
    // Of the two pictures to compare, memory holds one at a time.
    let longer =
        file_format::with_noise_at_end(bytes).and_then(|longer| Some(pixel_hash(&decode(name, &longer).ok()?.upright)));
    let image = decode(name, bytes)?.upright;
    if longer.is_some_and(|longer| longer != pixel_hash(&image)) {
        let detail = "some of its pixels are missing".to_owned();
        return Err(ErrorKind::DamagedImage { file: name.to_owned(), detail });
    }
    let transparent = image.color().has_alpha() && has_transparent_pixels(&image);
    Ok(Facts { width: image.width(), height: image.height(), transparent, drawing: false })
}

/// Returns a hash of a picture's pixels.
fn pixel_hash(image: &DynamicImage) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(image.as_bytes());
    hasher.finish()
}

fn has_transparent_pixels(image: &DynamicImage) -> bool {
    match image {
        DynamicImage::ImageRgba8(image) => image.pixels().any(|pixel| pixel[3] < u8::MAX),
        DynamicImage::ImageLumaA8(image) => image.pixels().any(|pixel| pixel[1] < u8::MAX),
        other => other.to_rgba8().pixels().any(|pixel| pixel[3] < u8::MAX),
    }
}

/// A picture's pixels.
pub(crate) struct Decoded {
    /// As the camera was held.
    pub upright: DynamicImage,
    /// The colour profile that the file carries.
    pub profile: Option<Vec<u8>>,
}

/// Held while a large picture is decoded: of these, memory has room for one.
static LARGE: Mutex<()> = Mutex::new(());

/// Decodes a picture; a large one at half its sides, which is more than any page shows. Its size is judged by its first bytes, before memory is taken for its pixels.
///
/// # Errors
/// Why it can't be shown.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, ErrorKind> {
    let file = || name.to_owned();
    let damaged =
        |error: image::ImageError| ErrorKind::DamagedImage { file: file(), detail: one_line(&error.to_string()) };
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| ErrorKind::DamagedImage { file: file(), detail: error.to_string() })?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err(file_format::unsupported(name, bytes).unwrap_or_else(|| ErrorKind::NotAnImage { file: file() }));
    }
    if let Some(format) = file_format::animated(bytes) {
        return Err(ErrorKind::AnimatedImage { file: file(), format });
    }
    if let Some(detail) = file_format::truncated(bytes) {
        return Err(ErrorKind::DamagedImage { file: file(), detail: detail.to_owned() });
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ErrorKind::ImageTooLarge { file: file(), width, height, most: MAX_PIXELS / 1_000_000 });
    }
    let orientation = decoder.orientation().map_err(damaged)?;
    let profile = decoder.icc_profile().map_err(damaged)?;
    let large = u64::from(width) * u64::from(height) > LARGE_PIXELS;
    let mut upright = {
        // Nothing in here waits for another thread, so that whoever holds the lock lets go of it.
        let _alone = large.then(|| LARGE.lock().unwrap_or_else(PoisonError::into_inner));
        let image = DynamicImage::from_decoder(decoder).map_err(damaged)?;
        if large { image.thumbnail_exact(width.div_ceil(2), height.div_ceil(2)) } else { image }
    };
    upright.apply_orientation(orientation);
    Ok(Decoded { upright, profile })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use domain::validate::ErrorKind;
    use image::{DynamicImage, GrayImage, ImageFormat, RgbImage, RgbaImage};

    use super::{Facts, inspect};

    fn file(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image.into().write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    #[test]
    fn what_a_picture_is_does_not_depend_on_its_ending() {
        let png = file(RgbImage::new(30, 20), ImageFormat::Png);
        let seen = inspect("quay.jpg", &png).expect("a picture");
        assert_eq!(seen, Facts { width: 30, height: 20, transparent: false, drawing: false });
    }

    #[test]
    fn a_picture_is_transparent_only_where_one_sees_through_it() {
        let opaque = RgbaImage::from_pixel(4, 4, image::Rgba([1, 2, 3, 255]));
        assert!(!inspect("a.png", &file(opaque.clone(), ImageFormat::Png)).expect("a picture").transparent);
        let mut hole = opaque;
        hole.put_pixel(1, 1, image::Rgba([0, 0, 0, 0]));
        assert!(inspect("a.png", &file(hole, ImageFormat::Png)).expect("a picture").transparent);
    }

    #[test]
    fn what_is_no_picture_is_told_from_what_is_a_damaged_one() {
        let text = inspect("a.jpg", b"not a picture at all");
        assert_eq!(text, Err(ErrorKind::NotAnImage { file: "a.jpg".to_owned() }));
        let gif = inspect("a.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;");
        assert!(matches!(gif, Err(ErrorKind::ForeignImage { format: "a GIF file", .. })), "{gif:?}");
        let whole = file(RgbImage::from_fn(64, 64, |x, y| image::Rgb([x as u8, y as u8, 7])), ImageFormat::Png);
        let half = inspect("a.png", &whole[..whole.len() / 2]);
        assert!(matches!(half, Err(ErrorKind::DamagedImage { .. })), "{half:?}");
    }

    #[test]
    fn a_picture_that_breaks_off_is_refused_wherever_it_does() {
        let picture = RgbImage::from_fn(256, 256, |x, y| image::Rgb([x as u8, y as u8, (x * y) as u8]));
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let whole = file(picture.clone(), format);
            assert!(inspect("a", &whole).is_ok());
            for part in [1, 2, 3] {
                let half = inspect("a", &whole[..whole.len() * part / 4]);
                assert!(matches!(half, Err(ErrorKind::DamagedImage { .. })), "{format:?}, {part}/4: {half:?}");
            }
            let half = inspect("a", &whole[..whole.len() - 3]);
            assert!(matches!(half, Err(ErrorKind::DamagedImage { .. })), "{format:?}, the end: {half:?}");
            // A transfer that stopped leaves zeros behind.
            let mut zeros = whole.clone();
            let from = zeros.len() / 2;
            zeros[from..].fill(0);
            let half = inspect("a", &zeros);
            assert!(matches!(half, Err(ErrorKind::DamagedImage { .. })), "{format:?}, zeros: {half:?}");
        }
    }

    #[test]
    fn a_half_picture_is_refused_though_somebody_gave_it_an_end() {
        let picture = RgbImage::from_fn(256, 256, |x, y| image::Rgb([x as u8, y as u8, (x * y) as u8]));
        let progressive = include_bytes!("progressive.jpg").to_vec();
        for whole in [file(picture, ImageFormat::Jpeg), progressive] {
            for part in [6, 7, 8, 9] {
                let half = inspect("a.jpg", &[&whole[..whole.len() * part / 10], &[0xff, 0xd9]].concat());
                assert!(matches!(half, Err(ErrorKind::DamagedImage { .. })), "{part}/10: {half:?}");
            }
            // Cameras and websites put more behind the end.
            assert!(inspect("a.jpg", &[&whole, &b"more"[..]].concat()).is_ok());
        }
    }

    #[test]
    fn each_file_that_is_no_picture_has_a_sentence_of_its_own() {
        let told = |name: &str, bytes: &[u8]| match inspect(name, bytes) {
            Err(kind) => (kind.code(), kind.to_string()),
            Ok(facts) => panic!("{name}: {facts:?}"),
        };
        assert_eq!(told("a.jpg", b"").0, "empty-image");
        let heic = told("a.jpg", b"\0\0\0\x24ftypheic\0\0\0\0mif1heic");
        assert_eq!(heic.0, "foreign-image");
        assert!(heic.1.contains("HEIC") && heic.1.contains("iPhone"), "{}", heic.1);
        assert!(told("a.avif", b"\0\0\0\x20ftypavif\0\0\0\0avifmif1").1.contains("AVIF"));
        assert!(told("a.pdf", b"%PDF-1.7\n").1.contains("PDF"));
        assert!(told("a.tif", b"II*\0\x08\0\0\0").1.contains("TIFF"));
        assert_eq!(told("a.docx", b"PK\x03\x04").0, "foreign-image");
        assert_eq!(told("a.jpg", b"hello").0, "not-an-image");
    }

    #[test]
    fn a_picture_that_moves_is_told() {
        let mut still = file(RgbImage::new(8, 8), ImageFormat::Png);
        // Behind the header comes what tells how many frames there are; its checksum is not looked at.
        let frames = [0, 0, 0, 8, b'a', b'c', b'T', b'L', 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0];
        still.splice(33..33, frames);
        assert!(matches!(inspect("a.png", &still), Err(ErrorKind::AnimatedImage { format: "APNG", .. })));
        let mut webp = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0".to_vec();
        webp.extend([0b10, 0, 0, 0, 7, 0, 0, 7, 0, 0, b'A', b'N', b'I', b'M', 0, 0, 0, 0]);
        assert!(matches!(inspect("a.webp", &webp), Err(ErrorKind::AnimatedImage { format: "WebP", .. })));
    }

    #[test]
    fn a_photograph_of_a_telephone_fits_and_is_halved() {
        let photograph = file(RgbImage::new(6_000, 4_000), ImageFormat::Jpeg);
        let seen = inspect("a.jpg", &photograph).expect("24 megapixels");
        assert_eq!((seen.width, seen.height), (3_000, 2_000));
    }

    #[test]
    fn a_huge_picture_is_refused_by_its_first_bytes() {
        // 30,000 × 30,000 pixels in 29 kB: decoded, they would take 900 MB.
        let mut bomb = file(GrayImage::new(1, 1), ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
        let crc = crc32(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        let seen = inspect("bomb.png", &bomb);
        let expected =
            ErrorKind::ImageTooLarge { file: "bomb.png".to_owned(), width: 30_000, height: 30_000, most: 50 };
        assert_eq!(seen, Err(expected));
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
        })
    }
}
