//! What a file is by its first bytes, and whether it is whole. Decoders pass over much: a photograph that breaks off is grey
//! from there on, and of a picture that moves one frame is shown.

use domain::validate::ErrorKind;
use image::ImageFormat;

/// Zeros at the end of a WebP file, at most.
const MAX_ZEROS: usize = 256;

/// The format of a picture that can be shown.
pub(crate) fn detect(bytes: &[u8]) -> Option<ImageFormat> {
    let format = image::guess_format(bytes).ok()?;
    matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP).then_some(format)
}

/// Returns a picture's format, with an article, where the extension of its name is another's.
pub fn misnamed(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    let (format, endings): (_, &[&str]) = match detect(bytes)? {
        ImageFormat::Jpeg => ("a JPEG file", &["jpg", "jpeg", "jpe", "jfif"]),
        ImageFormat::Png => ("a PNG file", &["png"]),
        _ => ("a WebP file", &["webp"]),
    };
    (!endings.contains(&ending.as_str())).then_some(format)
}

/// Returns the fault of a file of another known kind.
pub(crate) fn unsupported(name: &str, bytes: &[u8]) -> Option<ErrorKind> {
    const EXPORT: &str = "open it in a program for pictures and save it as JPEG or PNG";
    let brand = if bytes.get(4..8) == Some(b"ftyp") { bytes.get(8..12) } else { None };
    let (format, remedy) = match brand {
        Some(b"avif" | b"avis") => ("an AVIF file", EXPORT),
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => (
            "a HEIC file, the format of the iPhone",
            "send it to yourself by mail, which makes a JPEG of it, or choose Settings, Camera, Formats, Most Compatible",
        ),
        Some(_) => ("a film", "save the frame that says most as JPEG"),
        None => match bytes {
            [b'G', b'I', b'F', b'8', ..] => ("a GIF file", EXPORT),
            [b'B', b'M', ..] => ("a BMP file", EXPORT),
            [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => {
                ("a TIFF file, or the raw file of a camera", EXPORT)
            }
            [b'%', b'P', b'D', b'F', ..] => ("a PDF document", "save the page, or the picture in it, as PNG"),
            [b'P', b'K', 3, 4, ..] => ("an archive or an office document", "save the picture in it as JPEG or PNG"),
            _ => {
                let start = bytes.get(..512).unwrap_or(bytes);
                let text = String::from_utf8_lossy(start).to_lowercase();
                let svg = text.trim_start_matches('\u{feff}').trim_start();
                if !(svg.starts_with("<svg") || (svg.starts_with("<?xml") && svg.contains("<svg"))) {
                    return None;
                }
                ("an SVG drawing", "name it with the ending .svg, if it is a partner's logo; else save it as PNG")
            }
        },
    };
    Some(ErrorKind::ForeignImage { file: name.to_owned(), format, remedy })
}

/// The format of a picture that moves.
pub(crate) fn animated(bytes: &[u8]) -> Option<&'static str> {
    match detect(bytes)? {
        // The control chunk of an animation stands before the pixels.
        ImageFormat::Png => {
            png_chunks(bytes).take_while(|kind| kind != b"IDAT").any(|kind| kind == *b"acTL").then_some("APNG")
        }
        ImageFormat::WebP => {
            let extended = bytes.get(12..16) == Some(b"VP8X");
            (extended && bytes.get(20).is_some_and(|flags| flags & 0b10 != 0)).then_some("WebP")
        }
        _ => None,
    }
}

/// Why a picture is not whole, if its file shows it.
pub(crate) fn truncated(bytes: &[u8]) -> Option<&'static str> {
    let whole = match detect(bytes)? {
        ImageFormat::Jpeg => jpeg_end(bytes).is_some(),
        ImageFormat::Png => png_chunks(bytes).any(|kind| kind == *b"IEND"),
        _ => {
            let length = bytes.get(4..8).and_then(|length| length.try_into().ok()).map_or(0, u32::from_le_bytes);
            // Pixels never end in so many zeros: a transfer that stopped leaves them behind.
            let zeros = bytes.iter().rev().take_while(|byte| **byte == 0).count();
            u64::from(length) + 8 <= bytes.len() as u64 && zeros < MAX_ZEROS
        }
    };
    (!whole).then_some("the file breaks off before its end")
}

/// The kinds of the whole chunks of a PNG file.
fn png_chunks(bytes: &[u8]) -> impl Iterator<Item = [u8; 4]> {
    let mut place = 8;
    std::iter::from_fn(move || {
        let length = u32::from_be_bytes(bytes.get(place..place + 4)?.try_into().ok()?) as usize;
        let kind = bytes.get(place + 4..place + 8)?.try_into().ok()?;
        place = place.checked_add(length)?.checked_add(12)?;
        (place <= bytes.len()).then_some(kind)
    })
}

/// A JPEG file with bytes that mean nothing behind its pixels. Decoders don't come to them where all pixels are there, and take
/// them for the missing ones where some are missing: so the two pictures differ. Nothing else tells, because decoders make up
/// what they lack, and whatever cut the file may have given it an end.
pub(crate) fn with_noise_at_end(bytes: &[u8]) -> Option<Vec<u8>> {
    if detect(bytes)? != ImageFormat::Jpeg {
        return None;
    }
    let (before, behind) = bytes.split_at(jpeg_end(bytes)?);
    let noise: Vec<u8> = (1..=64_u32).map(|n| (n.wrapping_mul(0x9e37_79b1) >> 25) as u8).collect();
    Some([before, &noise, behind].concat())
}

/// Where the end of a JPEG file stands behind its pixels; nothing, where the file breaks off before it. A thumbnail within the
/// camera's notes has an end of its own, so segments are stepped over.
fn jpeg_end(bytes: &[u8]) -> Option<usize> {
    let mut place = 2;
    loop {
        // Any number of FF may stand before a marker.
        while bytes.get(place) == Some(&0xff) && bytes.get(place + 1) == Some(&0xff) {
            place += 1;
        }
        let (Some(0xff), Some(marker)) = (bytes.get(place), bytes.get(place + 1)) else { return None };
        place += 2;
        match marker {
            0xd9 => return Some(place - 2),
            0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let length = bytes.get(place..place + 2)?;
        place += usize::from(length[0]) << 8 | usize::from(length[1]);
        if *marker == 0xda {
            // Within pixels, FF is followed by 0 or by a mark from which decoding can start again.
            while let Some(pair) = bytes.get(place..place + 2) {
                if pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff) {
                    break;
                }
                place += 1;
            }
        }
    }
}
