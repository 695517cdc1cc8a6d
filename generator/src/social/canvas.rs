//! A sheet of 1200 × 630 pixels in the colours of the site, and how it becomes a small PNG.

use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform};

use super::letters::Face;

/// Pixels across: what all who show such pictures ask for.
pub const WIDTH: u32 = 1200;
/// Pixels down.
pub const HEIGHT: u32 = 630;

/// A colour: red, green, blue.
pub(super) type Rgb = [u8; 3];

// As in the theme's `10-tokens.css`, by day.
pub(super) const PAPER: Rgb = [0xf7, 0xf4, 0xec];
pub(super) const LAND: Rgb = [0xeb, 0xe4, 0xd4];
/// The land of a country that is set off.
pub(super) const HERE: Rgb = [0xcf, 0xc4, 0xad];
pub(super) const INK: Rgb = [0x14, 0x26, 0x4a];
pub(super) const SOFT: Rgb = [0x3b, 0x46, 0x5f];

/// The hue of a family of activities; ink for what has none.
pub(super) fn hue(family: Option<&str>) -> Rgb {
    match family {
        Some("visits") => [0x08, 0x50, 0x50],
        Some("placements") => [0x7e, 0x2f, 0x16],
        Some("teaching") => [0x6b, 0x2c, 0x6c],
        Some("events") => [0x4c, 0x49, 0x05],
        _ => INK,
    }
}

/// So much of the second colour over the first, from 0 to 1.
pub(super) fn mix(below: Rgb, above: Rgb, part: f32) -> Rgb {
    std::array::from_fn(|channel| {
        let (below, above) = (f32::from(below[channel]), f32::from(above[channel]));
        (below + (above - below) * part).round() as u8
    })
}

/// A sheet being drawn on.
pub(super) struct Canvas {
    pub pixmap: Pixmap,
}

impl Canvas {
    /// Paper of a size.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let mut pixmap = Pixmap::new(width, height)?;
        pixmap.fill(colour(PAPER));
        Some(Self { pixmap })
    }

    pub fn fill(&mut self, path: &Path, of: Rgb, transform: Transform) {
        self.pixmap.fill_path(path, &paint(of), FillRule::EvenOdd, transform, None);
    }

    pub fn stroke(&mut self, path: &Path, of: Rgb, width: f32, transform: Transform) {
        let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.pixmap.stroke_path(path, &paint(of), &stroke, transform, None);
    }

    pub fn dashed(&mut self, path: &Path, of: Rgb, width: f32) {
        let stroke = Stroke { width, dash: StrokeDash::new(vec![6.0, 5.0], 0.0), ..Stroke::default() };
        self.pixmap.stroke_path(path, &paint(of), &stroke, Transform::identity(), None);
    }

    pub fn dot(&mut self, x: f32, y: f32, radius: f32, of: Rgb) {
        if let Some(circle) = PathBuilder::from_circle(x, y, radius) {
            self.fill(&circle, of, Transform::identity());
        }
    }

    pub fn ring(&mut self, x: f32, y: f32, radius: f32, of: Rgb, width: f32) {
        if let Some(circle) = PathBuilder::from_circle(x, y, radius) {
            self.stroke(&circle, of, width, Transform::identity());
        }
    }

    /// Text that begins at `x` on a base line.
    pub fn text(&mut self, face: &Face, text: &str, size: f32, (x, base): (f32, f32), of: Rgb) {
        if let Some(outline) = face.outline(text, size, x, base) {
            self.pixmap.fill_path(&outline, &paint(of), FillRule::Winding, Transform::identity(), None);
        }
    }

    /// Text with paper around its letters, for a place on the map.
    pub fn text_on_land(&mut self, face: &Face, text: &str, size: f32, (x, base): (f32, f32)) {
        if let Some(outline) = face.outline(text, size, x, base) {
            self.stroke(&outline, PAPER, size / 4.0, Transform::identity());
            self.pixmap.fill_path(&outline, &paint(INK), FillRule::Winding, Transform::identity(), None);
        }
    }

    /// The sheet as a PNG with a palette: the few colours that were drawn with, and the steps between them that soften
    /// edges.
    ///
    /// # Errors
    /// The encoder's own words.
    pub fn png(&self, hues: &[Rgb]) -> Result<Vec<u8>, String> {
        let palette = palette(hues);
        let indexed = index(self.pixmap.data(), &palette);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.pixmap.width(), self.pixmap.height());
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        // Rows of indices repeat as they are: filters for smooth pictures would only hide it.
        encoder.set_filter(png::Filter::NoFilter);
        encoder.set_deflate_compression(png::DeflateCompression::Level(COMPRESSION));
        let written = encoder.write_header().and_then(|mut writer| {
            writer.write_image_data(&indexed)?;
            writer.finish()
        });
        written.map_err(|error| error.to_string())?;
        Ok(bytes)
    }
}

/// Half of the time for a picture goes into this: two levels more would take twice as long for a tenth of the bytes.
const COMPRESSION: u8 = 4;

fn colour([red, green, blue]: Rgb) -> Color {
    Color::from_rgba8(red, green, blue, u8::MAX)
}

fn paint(of: Rgb) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour(of));
    paint.anti_alias = true;
    paint
}

/// Flat colours first, then the steps between those that touch. Never more than 256.
fn palette(hues: &[Rgb]) -> Vec<Rgb> {
    let mut colours = vec![PAPER, LAND, HERE, INK, SOFT];
    colours.extend(hues);
    let mut steps = |below: Rgb, above: Rgb, count: u8| {
        colours.extend((1..count).map(|step| mix(below, above, f32::from(step) / f32::from(count))));
    };
    for ground in [PAPER, LAND] {
        steps(ground, INK, 10);
        steps(ground, SOFT, 7);
        for hue in hues.iter().take(5) {
            steps(ground, *hue, 8);
        }
    }
    // Edges of land are everywhere and faint: few steps keep the file small.
    steps(PAPER, LAND, 2);
    steps(PAPER, HERE, 3);
    colours.truncate(256);
    colours
}

/// Each pixel's nearest colour of the palette, found once for all pixels that agree in their first five bits.
fn index(pixels: &[u8], palette: &[Rgb]) -> Vec<u8> {
    const UNKNOWN: u16 = u16::MAX;
    let cell =
        |[red, green, blue]: Rgb| usize::from(red >> 3) << 10 | usize::from(green >> 3) << 5 | usize::from(blue >> 3);
    let mut known = vec![UNKNOWN; 1 << 15];
    // What was drawn flat comes out as it was drawn; the first of two in one cell has it.
    for (position, colour) in palette.iter().enumerate().rev() {
        known[cell(*colour)] = position as u16;
    }
    let nearest = |wanted: Rgb| {
        let distance =
            |colour: &Rgb| colour.iter().zip(wanted).map(|(a, b)| (i32::from(*a) - i32::from(b)).pow(2)).sum::<i32>();
        let best = palette.iter().enumerate().min_by_key(|(_, colour)| distance(colour));
        best.map_or(0, |(position, _)| position as u16)
    };
    let mut indexed = Vec::with_capacity(pixels.len() / 4);
    let (mut last, mut last_index) = ([0; 4], None);
    for pixel in pixels.as_chunks::<4>().0 {
        let index = match last_index {
            Some(index) if *pixel == last => index,
            _ => {
                let colour = [pixel[0], pixel[1], pixel[2]];
                let entry = &mut known[cell(colour)];
                if *entry == UNKNOWN {
                    *entry = nearest(colour);
                }
                last = *pixel;
                *entry as u8
            }
        };
        last_index = Some(index);
        indexed.push(index);
    }
    indexed
}

#[cfg(test)]
mod tests {
    use super::{INK, LAND, PAPER, hue, index, mix, palette};

    #[test]
    fn flat_colours_come_out_as_they_were_drawn() {
        let families = ["visits", "placements", "teaching", "events"].map(|family| hue(Some(family)));
        let palette = palette(&families);
        assert!(palette.len() <= 256, "{}", palette.len());
        let flat = [&[PAPER, LAND, INK][..], &families].concat();
        let pixels: Vec<u8> = flat.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, 255]).collect();
        let seen: Vec<_> = index(&pixels, &palette).into_iter().map(|index| palette[usize::from(index)]).collect();
        assert_eq!(seen, flat);
    }

    #[test]
    fn an_edge_keeps_its_softness() {
        let palette = palette(&[INK]);
        let half = mix(PAPER, INK, 0.5);
        let index = index(&[half[0], half[1], half[2], 255], &palette)[0];
        let seen = palette[usize::from(index)];
        assert!(seen.iter().zip(half).all(|(a, b)| a.abs_diff(b) < 24), "{seen:?} {half:?}");
    }
}
