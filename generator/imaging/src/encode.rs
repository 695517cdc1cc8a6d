//! From a picture to the files that pages show: in sRGB, smaller, without metadata.

use domain::validate::ErrorKind;
use image::DynamicImage;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::decode::{Decoded, decode};
use crate::picture::{Format, Picture, Variant};

/// Chosen so that the formats look alike: a photograph of 1600 pixels has some 100 to 300 kB.
const WEBP_QUALITY: f32 = 78.0;
const JPEG_QUALITY: u8 = 80;

/// Encodes the variants of a picture that is decoded once.
pub struct PictureEncoder(DynamicImage);

impl PictureEncoder {
    /// Decodes a picture.
    ///
    /// # Errors
    /// If its bytes are no longer those of a picture.
    pub fn new(picture: &Picture, bytes: &[u8]) -> Result<Self, ErrorKind> {
        Ok(Self(to_srgb(decode(&picture.file, bytes)?, picture.facts.transparent)))
    }

    /// Encodes a variant.
    ///
    /// # Errors
    /// The message of the encoder.
    pub fn encode(&self, variant: Variant) -> Result<Vec<u8>, String> {
        encode(&self.0, variant)
    }
}

/// The pixels in sRGB, with transparency only where one sees through them. Without a profile they are meant so; a
/// profile that is not of red, green and blue describes what the decoder has converted already; one that can't be
/// understood is passed over, as browsers do.
fn to_srgb(decoded: Decoded, transparent: bool) -> DynamicImage {
    let image = decoded.upright;
    let mut image: DynamicImage = if transparent { image.into_rgba8().into() } else { image.into_rgb8().into() };
    let profile = decoded.profile.and_then(|bytes| ColorProfile::new_from_slice(&bytes).ok());
    let Some(profile) = profile.filter(|profile| profile.color_space == DataColorSpace::Rgb) else { return image };
    let layout = if transparent { Layout::Rgba } else { Layout::Rgb };
    let web = ColorProfile::new_srgb();
    if let Ok(transform) = profile.create_transform_8bit(layout, &web, layout, TransformOptions::default()) {
        let mut converted = vec![0; image.as_bytes().len()];
        if transform.transform(image.as_bytes(), &mut converted).is_ok() {
            match &mut image {
                DynamicImage::ImageRgba8(image) => image.copy_from_slice(&converted),
                DynamicImage::ImageRgb8(image) => image.copy_from_slice(&converted),
                _ => {}
            }
        }
    }
    image
}

fn encode(source: &DynamicImage, variant: Variant) -> Result<Vec<u8>, String> {
    let Variant { format, width, height } = variant;
    let same = (source.width(), source.height()) == (width, height);
    let image = if same { source.clone() } else { resize(source, width, height) };
    let mut bytes = Vec::new();
    match format {
        Format::WebP => bytes = webp(&image)?,
        Format::Jpeg => JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
            .encode_image(&image.into_rgb8())
            .map_err(|error| error.to_string())?,
        Format::Png => image
            .write_with_encoder(PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive))
            .map_err(|error| error.to_string())?,
        Format::Svg => return Err("a drawing has no pixels".to_owned()),
    }
    Ok(bytes)
}

/// Colours beside what one sees through must not bleed in: they count by how much of them is seen.
fn resize(source: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    let DynamicImage::ImageRgba8(source) = source else {
        return source.resize_exact(width, height, imageops::FilterType::Lanczos3);
    };
    let mut weighted = source.clone();
    for pixel in weighted.pixels_mut() {
        let alpha = u16::from(pixel[3]);
        for channel in 0..3 {
            pixel[channel] = ((u16::from(pixel[channel]) * alpha + 127) / 255) as u8;
        }
    }
    // A filter that never overshoots: no colour may come out stronger than it is seen.
    let image = DynamicImage::from(weighted).resize_exact(width, height, imageops::FilterType::Triangle);
    let mut image = image.into_rgba8();
    for pixel in image.pixels_mut().filter(|pixel| pixel[3] > 0) {
        let alpha = u16::from(pixel[3]);
        for channel in 0..3 {
            pixel[channel] = ((u16::from(pixel[channel]) * 255 + alpha / 2) / alpha).min(255) as u8;
        }
    }
    image.into()
}

fn webp(image: &DynamicImage) -> Result<Vec<u8>, String> {
    let (width, height) = (image.width(), image.height());
    let encoder = match image {
        DynamicImage::ImageRgba8(image) => webp::Encoder::from_rgba(image, width, height),
        DynamicImage::ImageRgb8(image) => webp::Encoder::from_rgb(image, width, height),
        _ => return Err("unexpected pixels".to_owned()),
    };
    encoder.encode_simple(false, WEBP_QUALITY).map(|made| made.to_vec()).map_err(|error| format!("{error:?}"))
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, Rgb, RgbImage, Rgba, RgbaImage};

    use moxcms::ColorProfile;

    use super::{resize, to_srgb};
    use crate::decode::Decoded;

    #[test]
    fn a_colour_of_another_profile_looks_the_same_on_the_web() {
        let red = || DynamicImage::from(RgbImage::from_pixel(1, 1, Rgb([200, 50, 50])));
        let web =
            |profile: Option<Vec<u8>>| *to_srgb(Decoded { upright: red(), profile }, false).into_rgb8().get_pixel(0, 0);
        let wide = ColorProfile::new_display_p3().encode().expect("a profile");
        assert_eq!(web(None), Rgb([200, 50, 50]));
        assert_eq!(web(Some(b"no profile".to_vec())), Rgb([200, 50, 50]));
        let converted = web(Some(wide));
        // A display with a wider range needs less of its red for the same impression.
        assert!(converted[0] > 205 && converted[1] < 48, "{converted:?}");
    }

    #[test]
    fn an_unseen_colour_does_not_bleed_into_its_neighbours() {
        // Red beside green that nobody sees.
        let image = RgbaImage::from_fn(8, 8, |x, _| if x < 4 { Rgba([255, 0, 0, 255]) } else { Rgba([0, 255, 0, 0]) });
        let small = resize(&DynamicImage::from(image), 3, 3).into_rgba8();
        for pixel in small.pixels().filter(|pixel| pixel[3] > 0) {
            assert!(pixel[0] > 250 && pixel[1] < 5, "{pixel:?}");
        }
    }
}
