//! Where the names of places stand in a picture: beside their dots, and on nothing else.

use serde::Serialize;

use super::arc::Size;
use super::shape::{Point, round};

/// A name and its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Label {
    pub text: String,
    pub x: f64,
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

    fn leaves(&self, size: Size) -> bool {
        self.x < 4.0
            || self.x + self.width > size.width - 4.0
            || self.y < 4.0
            || self.y + self.height > size.height - 4.0
    }
}

/// Width of a letter of the serif face, of its height: measured generously, since the face is the reader's own.
const LETTER_WIDTH: f64 = 0.54;

/// How far a name stays away from a dot.
pub const CLEAR_OF_DOT: f64 = 16.0;
/// How far a name stays away from a dot with rings around it.
pub const CLEAR_OF_RING: f64 = 28.0;

/// Places each name to the right of its dot, to the left, below or above: wherever it hits least.
pub fn place(names: &[(&str, Point)], lines: &[Vec<Point>], clear: f64, size: Size) -> Vec<Label> {
    let obstacles: Vec<Block> = names
        .iter()
        .map(|(_, point)| Block::around(*point, clear - 7.0))
        .chain(lines.iter().flatten().map(|point| Block::around(*point, 3.0)))
        .collect();
    let mut taken: Vec<Block> = Vec::new();
    let mut labels = Vec::new();
    for (name, point) in names {
        let width = name.chars().count() as f64 * size.letters * LETTER_WIDTH;
        let candidates = [
            (clear, size.letters * 0.33, "start", point.x + clear),
            (-clear, size.letters * 0.33, "end", point.x - clear - width),
            (0.0, clear + size.letters * 0.8, "middle", point.x - width / 2.0),
            (0.0, -clear, "middle", point.x - width / 2.0),
        ];
        let block = |down: f64, left: f64| Block {
            x: left,
            y: point.y + down - size.letters * 0.8,
            width,
            height: size.letters,
        };
        let best = candidates.into_iter().min_by_key(|(_, down, _, left)| {
            let block = block(*down, *left);
            let others = taken.iter().filter(|other| block.hits(other)).count();
            let things = obstacles.iter().filter(|thing| block.hits(thing)).count();
            usize::from(block.leaves(size)) * 20 + others * 50 + things
        });
        if let Some((across, down, anchor, left)) = best {
            taken.push(block(down, left));
            labels.push(Label {
                text: (*name).to_owned(),
                x: round(point.x + across),
                y: round(point.y + down),
                anchor,
            });
        }
    }
    labels
}
