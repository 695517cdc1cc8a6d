//! The geometry of pictures: points, arcs, and the frame that lays a piece of the map into a picture.

use domain::vocabulary::geography::Coordinates;
use schemars::JsonSchema;
use serde::Serialize;

use super::arc::Size;

/// A point of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// A quadratic curve.
#[derive(Debug, Clone, Copy)]
pub struct Curve {
    pub from: Point,
    pub control: Point,
    pub to: Point,
}

impl Curve {
    /// The arc between two places bows to the north; between places due north and south of each other, to the west.
    pub fn between(from: Point, to: Point, bow: f64) -> Self {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let (mut x, mut y) = (-dy, dx);
        if x * 0.5 + y > 0.0 {
            (x, y) = (dy, -dx);
        }
        // Two places of one region have nothing between them: a small loop tells that there was an exchange.
        let lift = if dx.hypot(dy) < 1.0 { 60.0 } else { 0.0 };
        let control = Point { x: (from.x + to.x) / 2.0 + x * bow, y: (from.y + to.y) / 2.0 + y * bow - lift };
        Self { from, control, to }
    }

    pub fn at(&self, part: f64) -> Point {
        let blend = |from: f64, control: f64, to: f64| {
            (1.0 - part).powi(2) * from + 2.0 * part * (1.0 - part) * control + part.powi(2) * to
        };
        Point { x: blend(self.from.x, self.control.x, self.to.x), y: blend(self.from.y, self.control.y, self.to.y) }
    }

    pub fn path(&self) -> String {
        let Self { from, control, to } = self;
        format!("M{} {}Q{} {} {} {}", from.x, from.y, control.x, control.y, to.x, to.y)
    }
}

/// Moves and scales the map so that points fill a picture.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    pub scale: f64,
    pub x: f64,
    pub y: f64,
}

impl Frame {
    pub fn around(points: &[Point], size: Size) -> Self {
        let bounds = |of: fn(&Point) -> f64| {
            let least = points.iter().map(of).fold(f64::INFINITY, f64::min);
            let most = points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
            if least <= most { ((least + most) / 2.0, most - least) } else { (430.0, 500.0) }
        };
        let ((middle_x, width), (middle_y, height)) = (bounds(|point| point.x), bounds(|point| point.y));
        let [above, right, below, left] = size.air;
        let (room_x, room_y) = (size.width - left - right, size.height - above - below);
        let scale = (room_x / width.max(size.span)).min(room_y / height.max(size.span));
        Self { scale, x: left + room_x / 2.0 - middle_x * scale, y: above + room_y / 2.0 - middle_y * scale }
    }

    pub fn point(&self, point: Point) -> Point {
        Point { x: round(point.x * self.scale + self.x), y: round(point.y * self.scale + self.y) }
    }

    pub fn curve(&self, curve: &Curve) -> Curve {
        Curve { from: self.point(curve.from), control: self.point(curve.control), to: self.point(curve.to) }
    }
}

pub fn project(coordinates: Coordinates) -> Point {
    let point = coordinates.project();
    Point { x: point.x, y: point.y }
}

/// Coordinates with one decimal: a tenth of a unit is finer than any screen.
pub fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
