//! Points and arcs of a drawing, and the frame that fits a piece of the map into it.

use domain::vocabulary::geography::Coordinates;
use schemars::JsonSchema;
use serde::Serialize;

/// The size of a drawing, and what it leaves free around its points.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Units across.
    pub width: f64,
    /// Units down.
    pub height: f64,
    /// Above, right, below, left.
    pub margins: [f64; 4],
    /// Units of the map that it shows at least, so that near places do not fill it.
    pub min_span: f64,
    /// Font size of labels.
    pub font_size: f64,
}

impl Layout {
    /// On a card.
    pub const SMALL: Layout =
        Layout { width: 400.0, height: 280.0, margins: [50.0, 90.0, 50.0, 90.0], min_span: 130.0, font_size: 22.0 };
    /// At the head of a case study.
    pub const LARGE: Layout =
        Layout { width: 640.0, height: 560.0, margins: [100.0, 150.0, 80.0, 110.0], min_span: 110.0, font_size: 30.0 };
    /// A country with its hosts.
    pub const COUNTRY: Layout =
        Layout { width: 640.0, height: 430.0, margins: [90.0, 110.0, 60.0, 110.0], min_span: 150.0, font_size: 24.0 };
    /// The whole network.
    pub const NETWORK: Layout =
        Layout { width: 680.0, height: 690.0, margins: [0.0; 4], min_span: 0.0, font_size: 22.0 };
    /// All of Europe.
    pub const ATLAS: Layout = Layout { width: 820.0, height: 820.0, margins: [0.0; 4], min_span: 0.0, font_size: 17.0 };
    /// Where an offer is.
    pub const LOCATOR: Layout =
        Layout { width: 320.0, height: 220.0, margins: [0.0; 4], min_span: 0.0, font_size: 22.0 };
}

/// A point of a drawing.
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
    /// Where it begins.
    pub from: Point,
    /// Where it bends to.
    pub control: Point,
    /// Where it ends.
    pub to: Point,
}

impl Curve {
    /// Returns the arc between two places. It bows to the north; between places due north and south of each other, to the west.
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

    /// Returns a point of the curve, by the part of its length from 0 to 1.
    pub fn at(&self, part: f64) -> Point {
        let blend = |from: f64, control: f64, to: f64| {
            (1.0 - part).powi(2) * from + 2.0 * part * (1.0 - part) * control + part.powi(2) * to
        };
        Point { x: blend(self.from.x, self.control.x, self.to.x), y: blend(self.from.y, self.control.y, self.to.y) }
    }

    /// Returns the data of an SVG path.
    pub fn path(&self) -> String {
        let Self { from, control, to } = self;
        format!("M{} {}Q{} {} {} {}", from.x, from.y, control.x, control.y, to.x, to.y)
    }
}

/// Moves and scales the map so that points fill a picture.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// How large a unit of the map is.
    pub scale: f64,
    /// How far the map is moved to the right.
    pub x: f64,
    /// How far the map is moved down.
    pub y: f64,
}

impl Frame {
    /// Returns the frame in which points fill a drawing.
    pub fn around(points: &[Point], layout: Layout) -> Self {
        let bounds = |of: fn(&Point) -> f64| {
            let least = points.iter().map(of).fold(f64::INFINITY, f64::min);
            let most = points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
            if least <= most { ((least + most) / 2.0, most - least) } else { (430.0, 500.0) }
        };
        let ((middle_x, width), (middle_y, height)) = (bounds(|point| point.x), bounds(|point| point.y));
        let [above, right, below, left] = layout.margins;
        let (room_x, room_y) = (layout.width - left - right, layout.height - above - below);
        let scale = (room_x / width.max(layout.min_span)).min(room_y / height.max(layout.min_span));
        Self { scale, x: left + room_x / 2.0 - middle_x * scale, y: above + room_y / 2.0 - middle_y * scale }
    }

    /// Returns where a point of the map is in the drawing.
    pub fn point(&self, point: Point) -> Point {
        Point { x: round(point.x * self.scale + self.x), y: round(point.y * self.scale + self.y) }
    }

    /// Returns which point of the map is at a pixel.
    pub fn origin_of(&self, (x, y): (i64, i64)) -> Point {
        Point { x: (x as f64 - self.x) / self.scale, y: (y as f64 - self.y) / self.scale }
    }

    /// Returns where a curve of the map is in the drawing.
    pub fn curve(&self, curve: &Curve) -> Curve {
        Curve { from: self.point(curve.from), control: self.point(curve.control), to: self.point(curve.to) }
    }
}

/// Returns where coordinates are on the map.
pub fn project(coordinates: Coordinates) -> Point {
    let point = coordinates.project();
    Point { x: point.x, y: point.y }
}

/// Rounds to one decimal: a tenth of a unit is finer than any screen.
pub fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
