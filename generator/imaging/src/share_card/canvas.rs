//! A sheet of 1200 × 630 pixels in the colours of the site, and how it becomes a small PNG.
//!
//! A pixel is the number of its colour from the first stroke on: a quarter of the memory of red, green, blue and
//! cover, and the file needs nothing looked up again.

use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform};

use super::deflate::compress;
use super::glyphs::{Coverage, GlyphCache, round};
use super::palette::{HERE, INK, LAND, PALETTE, PAPER, Rgb};

/// Pixels across: what all who show such pictures ask for.
pub const WIDTH: u32 = 1200;
/// Pixels down.
pub const HEIGHT: u32 = 630;

/// A sheet being drawn on.
#[derive(Clone)]
pub(super) struct Canvas {
    width: usize,
    height: usize,
    /// Numbers of colours, row by row.
    pixels: Vec<u8>,
}

impl Canvas {
    /// Land of a size, with one country set off; nothing if there is no memory for it.
    pub fn with_land<'l>(
        (width, height): (u32, u32),
        land: impl Iterator<Item = (&'l Path, bool)> + Clone,
        transform: Transform,
    ) -> Option<Self> {
        let mut pixmap = Pixmap::new(width, height)?;
        pixmap.fill(colour(PAPER));
        for (path, is_set_off) in land.clone() {
            let paint = paint(if is_set_off { HERE } else { LAND });
            pixmap.fill_path(path, &paint, FillRule::EvenOdd, transform, None);
        }
        // The line between countries is as wide on every map.
        let line = Stroke { width: 1.2 / transform.sx, ..round() };
        for (path, _) in land {
            pixmap.stroke_path(path, &paint(PAPER), &line, transform, None);
        }
        Some(Self { width: width as usize, height: height as usize, pixels: numbers(pixmap.data()) })
    }

    /// A piece of the usual size, that begins at `left` and `top`; beyond this sheet there is paper.
    pub fn cut(&self, left: i64, top: i64) -> Self {
        let (width, paper) = (WIDTH as usize, PALETTE.nearest(PAPER));
        let inside = |value: i64| value.clamp(0, self.width as i64) as usize;
        let (from, until) = (inside(left), inside(left + i64::from(WIDTH)));
        let mut pixels = Vec::with_capacity(width * HEIGHT as usize);
        for (row, line) in (1..=HEIGHT as usize).zip(top..) {
            if let Some(line) = usize::try_from(line).ok().filter(|line| *line < self.height && from < until) {
                pixels.resize((row - 1) * width + (from as i64 - left) as usize, paper);
                pixels.extend_from_slice(&self.pixels[line * self.width..][from..until]);
            }
            pixels.resize(row * width, paper);
        }
        Self { width, height: HEIGHT as usize, pixels }
    }

    /// Fills all rows from one on.
    pub fn fill_below(&mut self, top: usize, of: Rgb) {
        self.pixels[top * self.width..].fill(PALETTE.nearest(of));
    }

    /// Lays shapes that were drawn before.
    pub fn lay_all(&mut self, shapes: &[Coverage], colours: &[Rgb]) {
        for (shape, of) in shapes.iter().zip(colours) {
            self.lay(shape, (0, 0), *of);
        }
    }

    /// Fills a shape.
    pub fn fill(&mut self, path: &Path, of: Rgb) {
        if self.shows(path.bounds()) {
            self.lay(&Coverage::of(path), (0, 0), of);
        }
    }

    /// Lays a colour on the pixels that a shape covers, moved by whole pixels.
    fn lay(&mut self, shape: &Coverage, (right, down): (isize, isize), of: Rgb) {
        let blend = PALETTE.blend(of);
        for (levels, y) in shape.levels.chunks_exact(shape.width).zip(shape.top + down..) {
            for (level, x) in levels.iter().zip(shape.left + right..) {
                // Most of a box is not covered.
                if *level > 0
                    && let Some(pixel) = self.pixel(x, y)
                {
                    *pixel = blend.over(*pixel, usize::from(*level));
                }
            }
        }
    }

    /// Whether anything of a shape can be seen. One that reaches far beyond the sheet is none of a card's.
    fn shows(&self, bounds: Rect) -> bool {
        let (width, height) = (self.width as f32, self.height as f32);
        let meets = bounds.right() > 0.0 && bounds.left() < width && bounds.bottom() > 0.0 && bounds.top() < height;
        meets && bounds.width() < 4.0 * width && bounds.height() < 4.0 * height
    }

    fn pixel(&mut self, x: isize, y: isize) -> Option<&mut u8> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        if x < self.width && y < self.height { self.pixels.get_mut(y * self.width + x) } else { None }
    }

    /// Draws a line along a shape.
    pub fn stroke(&mut self, path: &Path, of: Rgb, width: f32) {
        self.line(path, of, &Stroke { width, ..round() });
    }

    /// Draws a line with gaps along a shape.
    pub fn dashed(&mut self, path: &Path, of: Rgb, width: f32) {
        let (on, off) = (6.0, 5.0);
        if let Some(path) = StrokeDash::new(vec![on, off], 0.0).and_then(|dash| path.dash(&dash, 1.0)) {
            self.line(&path, of, &Stroke { width, ..Stroke::default() });
        }
    }

    fn line(&mut self, path: &Path, of: Rgb, stroke: &Stroke) {
        if let Some(outline) = path.stroke(stroke, 1.0) {
            self.fill(&outline, of);
        }
    }

    pub fn dot(&mut self, x: f32, y: f32, radius: f32, of: Rgb) {
        if let Some(circle) = PathBuilder::from_circle(x, y, radius) {
            self.fill(&circle, of);
        }
    }

    pub fn ring(&mut self, x: f32, y: f32, radius: f32, of: Rgb, width: f32) {
        if let Some(circle) = PathBuilder::from_circle(x, y, radius) {
            self.stroke(&circle, of, width);
        }
    }

    /// Text that begins at `x` on a base line.
    pub fn text(&mut self, glyphs: &GlyphCache, text: &str, size: f32, (x, base): (f32, f32), of: Rgb) {
        for (glyph, right, up) in glyphs.typeface.placed_glyphs(text, size) {
            let (x, y) = (x + right, base - up);
            if let Some(shape) = glyphs.shape(glyph, size, x.fract(), y.fract()) {
                self.lay(&shape, (x.trunc() as isize, y.trunc() as isize), of);
            }
        }
    }

    /// Text with paper around its letters, for a place on the map.
    pub fn text_on_land(&mut self, glyphs: &GlyphCache, text: &str, size: f32, (x, base): (f32, f32)) {
        if let Some(outline) = glyphs.typeface.outline(text, size, x, base) {
            self.stroke(&outline, PAPER, size / 4.0);
            self.fill(&outline, INK);
        }
    }

    /// The sheet as a PNG with a palette.
    ///
    /// # Errors
    /// The encoder's own words.
    pub fn png(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(PALETTE.bytes());
        let written = encoder.write_header().and_then(|mut writer| {
            writer.write_chunk(png::chunk::IDAT, &compress(&self.pixels, self.width))?;
            writer.finish()
        });
        written.map_err(|error| error.to_string())?;
        Ok(bytes)
    }
}

fn colour([red, green, blue]: Rgb) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(red, green, blue, u8::MAX)
}

fn paint(of: Rgb) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(colour(of));
    paint
}

/// The number of each pixel's nearest colour: found anew only where it differs from the pixel before.
fn numbers(pixels: &[u8]) -> Vec<u8> {
    let mut known = std::collections::HashMap::new();
    let (mut last, mut number) = ([0; 4], None);
    let numbers = pixels.as_chunks::<4>().0.iter().map(|pixel| match number {
        Some(number) if *pixel == last => number,
        _ => {
            let [red, green, blue, _] = *pixel;
            let nearest = *known.entry(*pixel).or_insert_with(|| PALETTE.nearest([red, green, blue]));
            (last, number) = (*pixel, Some(nearest));
            nearest
        }
    });
    numbers.collect()
}

#[cfg(test)]
mod tests {
    use tiny_skia::{PathBuilder, Rect};

    use super::{Canvas, HEIGHT, INK, PALETTE, PAPER, WIDTH};

    fn paper(width: usize, height: usize) -> Canvas {
        Canvas { width, height, pixels: vec![PALETTE.nearest(PAPER); width * height] }
    }

    #[test]
    fn a_shape_covers_what_it_covers() {
        let mut canvas = paper(8, 4);
        let square = Rect::from_xywh(2.0, 1.0, 3.0, 2.0).expect("a rectangle");
        canvas.fill(&PathBuilder::from_rect(square), INK);
        let drawn: String = canvas.pixels.iter().map(|number| if *number == 0 { '.' } else { '#' }).collect();
        assert_eq!(drawn, ["........", "..###...", "..###...", "........"].concat());
    }

    #[test]
    fn what_reaches_beyond_the_sheet_is_cut_off() {
        let mut canvas = paper(4, 2);
        let wide = Rect::from_xywh(-3.0, 1.0, 12.0, 5.0).expect("a rectangle");
        canvas.fill(&PathBuilder::from_rect(wide), INK);
        let (paper, ink) = (PALETTE.nearest(PAPER), PALETTE.nearest(INK));
        assert_eq!(canvas.pixels, [[paper; 4], [ink; 4]].concat());
    }

    #[test]
    fn a_piece_beyond_the_sheet_is_paper() {
        let mut sheet = paper(3, 2);
        sheet.pixels.fill(9);
        let piece = sheet.cut(-2, -1);
        assert_eq!(piece.pixels.len(), (WIDTH * HEIGHT) as usize);
        let row = |row: usize| &piece.pixels[row * piece.width..][..6];
        assert_eq!([row(0), row(1), row(2), row(3)], [[0; 6], [0, 0, 9, 9, 9, 0], [0, 0, 9, 9, 9, 0], [0; 6]]);
        assert!(sheet.cut(50, 0).pixels.iter().all(|number| *number == 0));
    }
}
