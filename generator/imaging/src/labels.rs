//! Where the names of places stand in a picture: beside their dots, and on nothing else.

use schemars::JsonSchema;
use serde::Serialize;

use crate::geometry::{Layout, Point, round};

/// A name and its place.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Label {
    /// The name.
    pub text: String,
    /// To the right.
    pub x: f64,
    /// Downwards, to the base line.
    pub y: f64,
    /// SVG `text-anchor`.
    pub anchor: &'static str,
}

#[derive(Clone, Copy)]
struct Block {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Block {
    fn around(point: Point, reach: f64) -> Self {
        Self { x: point.x - reach, y: point.y - reach, width: 2.0 * reach, height: 2.0 * reach }
    }

    fn hits(&self, other: &Block) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    fn leaves(&self, layout: Layout) -> bool {
        self.x < 4.0
            || self.x + self.width > layout.width - 4.0
            || self.y < 4.0
            || self.y + self.height > layout.height - 4.0
    }
}

/// Width of a letter of the serif face, of its height: measured generously, since the face is the reader's own.
const LETTER_WIDTH: f64 = 0.54;

/// How far a name stays away from a dot.
pub const CLEAR_OF_DOT: f64 = 16.0;
/// How far a name stays away from a dot with rings around it.
pub const CLEAR_OF_RING: f64 = 28.0;

/// A name beside its dot.
struct Candidate {
    label: Label,
    block: Block,
}

/// The four places of a name: to the right of its dot, to the left, below, above.
fn candidates(name: &str, point: Point, clear: f64, letters: f64) -> [Candidate; 4] {
    let width = name.chars().count() as f64 * letters * LETTER_WIDTH;
    [
        (clear, letters * 0.33, "start", point.x + clear),
        (-clear, letters * 0.33, "end", point.x - clear - width),
        (0.0, clear + letters * 0.8, "middle", point.x - width / 2.0),
        (0.0, -clear, "middle", point.x - width / 2.0),
    ]
    .map(|(across, down, anchor, left)| Candidate {
        label: Label { text: name.to_owned(), x: round(point.x + across), y: round(point.y + down), anchor },
        block: Block { x: left, y: point.y + down - letters * 0.8, width, height: letters },
    })
}

/// Places each name to the right of its dot, to the left, below or above: wherever it hits least.
pub fn place(names: &[(&str, Point)], lines: &[Vec<Point>], clear: f64, layout: Layout) -> Vec<Label> {
    let obstacles: Vec<Block> = names
        .iter()
        .map(|(_, point)| Block::around(*point, clear - 7.0))
        .chain(lines.iter().flatten().map(|point| Block::around(*point, 3.0)))
        .collect();
    let mut taken: Vec<Block> = Vec::new();
    let mut labels = Vec::new();
    for (name, point) in names {
        let best = candidates(name, *point, clear, layout.font_size).into_iter().min_by_key(|candidate| {
            let others = taken.iter().filter(|other| candidate.block.hits(other)).count();
            let things = obstacles.iter().filter(|thing| candidate.block.hits(thing)).count();
            usize::from(candidate.block.leaves(layout)) * 20 + others * 50 + things
        });
        if let Some(Candidate { label, block }) = best {
            taken.push(block);
            labels.push(label);
        }
    }
    labels
}

/// Names the dots that have room for a name, the first ones first. Each dot comes with its radius.
pub fn place_where_free(dots: &[(&str, Point, f64)], layout: Layout) -> Vec<Label> {
    let mut taken: Vec<Block> = dots.iter().map(|(_, point, radius)| Block::around(*point, radius + 1.0)).collect();
    let mut labels = Vec::new();
    for (name, point, radius) in dots {
        let free =
            candidates(name, *point, radius + layout.font_size * 0.4, layout.font_size).into_iter().find(|candidate| {
                !candidate.block.leaves(layout) && !taken.iter().any(|other| candidate.block.hits(other))
            });
        if let Some(Candidate { label, block }) = free {
            taken.push(block);
            labels.push(label);
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::place_where_free;
    use crate::geometry::Layout;
    use crate::geometry::Point;

    #[test]
    fn a_name_that_finds_no_room_is_left_out() {
        let size = Layout { font_size: 12.0, ..Layout::ATLAS };
        let at = |x: f64, y: f64| Point { x, y };
        let crowd =
            [("Middle", at(300.0, 300.0), 8.0), ("Over it", at(300.0, 300.0), 8.0), ("Alone", at(100.0, 100.0), 8.0)];
        let named: Vec<String> = place_where_free(&crowd, size).into_iter().map(|label| label.text).collect();
        assert_eq!(named.len(), 3, "four places around one dot: {named:?}");
        let wall: Vec<_> = (0..40).map(|step| ("Wall", at(300.0, 100.0 + f64::from(step) * 6.0), 8.0)).collect();
        assert!(place_where_free(&wall, size).len() < 40);
    }
}
