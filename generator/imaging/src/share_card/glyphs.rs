//! Shapes as the pixels that they cover, and a cache of those of glyphs, which are drawn once for all pictures.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use harfrust::GlyphId;
use tiny_skia::{LineCap, LineJoin, Path, PathBuilder, PathSegment, Stroke};

use super::palette::LEVELS;
use super::typeface::Typeface;

/// How far each pixel of a box is covered by a shape.
pub(super) struct Coverage {
    pub left: isize,
    pub top: isize,
    pub width: usize,
    /// From 0 to [`LEVELS`], row by row.
    pub levels: Vec<u8>,
}

impl Coverage {
    /// Returns the coverage of a shape.
    pub fn of(path: &Path) -> Self {
        // One pixel more on each side, since edges are soft.
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor() - 1.0, bounds.top().floor() - 1.0);
        let width = (bounds.right().ceil() + 1.0 - left) as usize;
        let height = (bounds.bottom().ceil() + 1.0 - top) as usize;
        let mut rasterizer = Rasterizer::new(width, height);
        cover(&mut rasterizer, path, (left, top));
        let mut levels = Vec::with_capacity(width * height);
        rasterizer.for_each_pixel(|_, part| levels.push((part * LEVELS as f32 + 0.5).min(LEVELS as f32) as u8));
        Self { left: left as isize, top: top as isize, width, levels }
    }
}

/// A line with round ends and corners.
pub(super) fn round() -> Stroke {
    Stroke { line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() }
}

/// Returns the coverage of a line along a shape.
pub(super) fn line(path: &Path, width: f32) -> Option<Coverage> {
    path.stroke(&Stroke { width, ..round() }, 1.0).map(|outline| Coverage::of(&outline))
}

/// Returns the coverage of a disc, or of a ring with a line of some width.
pub(super) fn circle(x: f32, y: f32, radius: f32, line_width: Option<f32>) -> Option<Coverage> {
    let path = PathBuilder::from_circle(x, y, radius)?;
    line_width.map_or_else(|| Some(Coverage::of(&path)), |width| line(&path, width))
}

/// A font with the shapes of its glyphs that were drawn before.
pub(super) struct GlyphCache {
    pub typeface: Typeface,
    shapes: RwLock<HashMap<GlyphKey, Option<Arc<Coverage>>>>,
}

/// A glyph, its size, and where between two pixels it stands, in quarters of a pixel across and down.
type GlyphKey = (u32, u32, u8, u8);

impl GlyphCache {
    /// Returns an empty cache.
    pub fn new(typeface: Typeface) -> Self {
        Self { typeface, shapes: RwLock::default() }
    }

    /// Returns the shape of a glyph that begins at a part of a pixel; nothing for one without ink.
    pub fn shape(&self, glyph: GlyphId, size: f32, x: f32, y: f32) -> Option<Arc<Coverage>> {
        let quarter = |part: f32| (part * 4.0).floor().clamp(0.0, 3.0);
        let (x, y) = (quarter(x), quarter(y));
        let key = (glyph.to_u32(), size.to_bits(), x as u8, y as u8);
        // A map that is only ever added to can't be left half changed.
        if let Some(shape) = self.shapes.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return shape.clone();
        }
        let middle = |quarter: f32| (quarter + 0.5) / 4.0;
        let outline = self.typeface.glyph_outline(glyph, size, middle(x), middle(y));
        let shape = outline.map(|outline| Arc::new(Coverage::of(&outline)));
        self.shapes.write().unwrap_or_else(PoisonError::into_inner).insert(key, shape.clone());
        shape
    }
}

/// Draws the outline of a shape, relative to a corner.
fn cover(rasterizer: &mut Rasterizer, path: &Path, (left, top): (f32, f32)) {
    let at = |to: tiny_skia::Point| point(to.x - left, to.y - top);
    let (mut begun, mut last) = (Point::default(), Point::default());
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                rasterizer.draw_line(last, begun);
                begun = at(to);
                last = begun;
            }
            PathSegment::LineTo(to) => {
                rasterizer.draw_line(last, at(to));
                last = at(to);
            }
            PathSegment::QuadTo(control, to) => {
                rasterizer.draw_quad(last, at(control), at(to));
                last = at(to);
            }
            PathSegment::CubicTo(first, second, to) => {
                rasterizer.draw_cubic(last, at(first), at(second), at(to));
                last = at(to);
            }
            PathSegment::Close => {
                rasterizer.draw_line(last, begun);
                last = begun;
            }
        }
    }
    rasterizer.draw_line(last, begun);
}
