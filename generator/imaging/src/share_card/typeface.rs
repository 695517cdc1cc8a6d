//! Letters: text as shapes, set in lines that fit.

use std::sync::{Arc, PoisonError, RwLock};

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use harfrust::{Buffer, Font, GlyphId, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont, shape};
use tiny_skia::{Path, PathBuilder};

/// Whether a file is a font that text can be drawn with.
pub fn is_font(bytes: &[u8]) -> bool {
    Typeface::new(bytes).is_some()
}

/// From one line to the next, of the size of the letters.
pub(super) const LEADING: f32 = 1.12;

/// A font.
pub(super) struct Typeface {
    font: Font,
    /// What the font does with a script: found out once, and used for all texts in it.
    plans: RwLock<Vec<Arc<ShapePlan>>>,
}

/// Text that fits a box.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fitted {
    /// Size of the letters.
    pub size: f32,
    /// The lines.
    pub lines: Vec<String>,
}

impl Typeface {
    /// A font from its file, if it is one.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        Font::new(bytes.to_vec(), 0).map(|font| Self { font, plans: RwLock::default() })
    }

    /// Glyphs of a text with their places, in units of the font, and how far they reach.
    fn glyphs(&self, text: &str) -> (Vec<(GlyphId, f32, f32)>, f32) {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let options = ShapeOptions::new();
        let plan = self.plan(&buffer);
        if shape(&ShaperFont::new(&self.font), &mut buffer, options.plan(Some(&plan))).is_err() {
            return (Vec::new(), 0.0);
        }
        let mut x = 0.0;
        let glyphs = buffer
            .glyph_infos()
            .iter()
            .zip(buffer.glyph_positions())
            .map(|(glyph, place)| {
                let at = (GlyphId::new(glyph.glyph_id), x + place.x_offset as f32, place.y_offset as f32);
                x += place.x_advance as f32;
                at
            })
            .collect();
        (glyphs, x)
    }

    /// How to shape a text of its script and direction.
    fn plan(&self, text: &Buffer) -> Arc<ShapePlan> {
        let key = ShapePlanKey::new(&self.font, text.script(), text.direction()).language(text.language());
        let known = |plans: &[Arc<ShapePlan>]| plans.iter().find(|plan| key.matches(plan)).cloned();
        // A list that is only ever added to can't be left half changed.
        if let Some(plan) = known(&self.plans.read().unwrap_or_else(PoisonError::into_inner)) {
            return plan;
        }
        let plan = Arc::new(ShapePlan::new(&self.font, text.direction(), text.script(), text.language(), &[]));
        self.plans.write().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&plan));
        plan
    }

    /// Width of a text whose letters have the size 1.
    pub fn width(&self, text: &str) -> f32 {
        self.glyphs(text).1 / f32::from(self.font.units_per_em())
    }

    /// The glyphs of a text of a size, each with how far it stands to the right of the beginning and above the base line.
    pub fn placed_glyphs(&self, text: &str, size: f32) -> impl Iterator<Item = (GlyphId, f32, f32)> {
        let scale = size / f32::from(self.font.units_per_em());
        self.glyphs(text).0.into_iter().map(move |(glyph, right, up)| (glyph, right * scale, up * scale))
    }

    /// The outline of a glyph that begins at `x` on a base line; nothing for one without ink.
    pub fn glyph_outline(&self, glyph: GlyphId, size: f32, x: f32, base: f32) -> Option<Path> {
        let mut path = PathBuilder::new();
        self.draw(&mut path, glyph, size, (x, base));
        path.finish()
    }

    fn draw(&self, path: &mut PathBuilder, glyph: GlyphId, size: f32, (x, y): (f32, f32)) {
        let scale = size / f32::from(self.font.units_per_em());
        if let Some(outline) = self.font.outline_glyphs().get(glyph) {
            // A glyph that can't be drawn leaves its place empty.
            outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut Pen { path, scale, x, y }).ok();
        }
    }

    /// The outline of a text that begins at `x` on a base line; nothing for a text without ink.
    pub fn outline(&self, text: &str, size: f32, x: f32, base: f32) -> Option<Path> {
        let mut path = PathBuilder::new();
        for (glyph, right, up) in self.placed_glyphs(text, size) {
            self.draw(&mut path, glyph, size, (x + right, base - up));
        }
        path.finish()
    }

    /// Sets a text in lines of a width, as large as its height allows; the smallest size takes what fits and says with
    /// an ellipsis that there is more.
    pub fn fit(&self, text: &str, sizes: &[f32], width: f32, height: f32) -> Fitted {
        let words: Vec<(&str, f32)> = text.split_whitespace().map(|word| (word, self.width(word))).collect();
        let space = self.width("a b") - self.width("a") - self.width("b");
        let rows = |size: f32| ((height / (size * LEADING)).floor() as usize).max(1);
        for size in sizes {
            let room = width / size;
            let lines = fill(&words, space, room);
            if lines.len() <= rows(*size) && words.iter().all(|(_, width)| *width <= room) {
                return Fitted { size: *size, lines: join(&balance(&words, space, room, lines.len())) };
            }
        }
        let size = sizes.last().copied().unwrap_or(40.0);
        let room = width / size;
        let mut lines = join(&fill(&words, space, room));
        let cut = lines.len() > rows(size);
        lines.truncate(rows(size));
        let last = lines.len().saturating_sub(1);
        for (position, line) in lines.iter_mut().enumerate() {
            let more = if cut && position == last { "…" } else { "" };
            self.shorten(line, more, room);
        }
        Fitted { size, lines }
    }

    /// Takes letters away until the line fits, and says so.
    fn shorten(&self, line: &mut String, more: &str, room: f32) {
        if more.is_empty() && self.width(line) <= room {
            return;
        }
        while !line.is_empty() && self.width(&format!("{line}…")) > room {
            line.pop();
        }
        let kept = line.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).len();
        line.truncate(kept);
        line.push('…');
    }
}

/// Fills lines with words, each as full as it gets.
fn fill<'w>(words: &[(&'w str, f32)], space: f32, room: f32) -> Vec<Vec<&'w str>> {
    let mut lines: Vec<Vec<&str>> = Vec::new();
    let mut used = f32::INFINITY;
    for (word, width) in words {
        if used + space + width > room {
            lines.push(Vec::new());
            used = -space;
        }
        if let Some(line) = lines.last_mut() {
            line.push(word);
            used += space + width;
        }
    }
    lines
}

/// As many lines, but about equally long: the narrowest that still hold all words.
fn balance<'w>(words: &[(&'w str, f32)], space: f32, room: f32, count: usize) -> Vec<Vec<&'w str>> {
    let (mut narrow, mut wide) = (0.0, room);
    for _ in 0..12 {
        let middle = (narrow + wide) / 2.0;
        let fits = words.iter().all(|(_, width)| *width <= middle) && fill(words, space, middle).len() <= count;
        if fits { wide = middle } else { narrow = middle }
    }
    fill(words, space, wide)
}

fn join(lines: &[Vec<&str>]) -> Vec<String> {
    lines.iter().map(|words| words.join(" ")).collect()
}

/// Receives outlines in units of the font, y upwards.
struct Pen<'p> {
    path: &'p mut PathBuilder,
    scale: f32,
    x: f32,
    y: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl PathSink for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let ((cx0, cy0), (x, y)) = (self.at(cx0, cy0), self.at(x, y));
        self.path.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let ((cx0, cy0), (cx1, cy1), (x, y)) = (self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
        self.path.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::Typeface;

    fn serif() -> Typeface {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../themes/default/fonts/serif.ttf");
        Typeface::new(&std::fs::read(path).expect("the theme's font")).expect("a font")
    }

    #[test]
    fn a_title_is_as_large_as_its_box_allows() {
        let fit = |title: &str| serif().fit(title, &[70.0, 50.0], 600.0, 170.0);
        let short = fit("Seen from the quay");
        assert_eq!((short.size, short.lines.len()), (70.0, 1));
        let long = fit("Dual training in port logistics, seen from the quay of a large harbour");
        assert_eq!((long.size, long.lines.len()), (50.0, 3));
        assert!(long.lines.iter().all(|line| serif().width(line) * 50.0 <= 600.0), "{long:?}");
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let long = "Dual training in port logistics, ".repeat(20);
        let fitted = serif().fit(&long, &[50.0], 600.0, 120.0);
        assert_eq!(fitted.lines.len(), 2);
        assert!(fitted.lines[1].ends_with('…') && !fitted.lines[1].ends_with(",…"), "{fitted:?}");
        let word = serif().fit(&"Donaudampfschiff".repeat(9), &[50.0], 600.0, 120.0);
        assert!(serif().width(&word.lines[0]) * 50.0 <= 600.0 && word.lines[0].ends_with('…'), "{word:?}");
    }

    #[test]
    fn every_language_of_the_union_has_its_letters() {
        let letters =
            "ăąāčćčďđęěģħįķłľńňőœøřśșşťțůūýžźż ÅÆÐÑÞẞŒ ΑΩάέήίόύώϊϋς АЯабвгдежзийклмнопрстуфхцчшщъьюя „“”‘’–…·→";
        let face = serif();
        for letter in letters.chars().filter(|letter| *letter != ' ') {
            assert_ne!(face.glyphs(&letter.to_string()).0[0].0.to_u32(), 0, "{letter:?} has no glyph");
        }
    }
}
