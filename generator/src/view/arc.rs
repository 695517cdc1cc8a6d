//! The arc that joins two places, and the dot that waits for its other end. All in units of the map of Europe.

use domain::geography::{Coordinates, MAP_SIZE, MapPoint};
use serde::Serialize;

/// A place on the map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DotView {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// An arc with the part of the map around it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArcView {
    /// Where visitors came from.
    pub from: DotView,
    /// Where they were received.
    pub to: DotView,
    /// The arc, as the data of an SVG path.
    pub path: String,
    /// The part of the map to show, as an SVG `viewBox`.
    pub view_box: String,
    /// Width and height of that part.
    pub size: (f64, f64),
}

impl DotView {
    /// The dot of a place.
    pub fn of(coordinates: Coordinates) -> Self {
        let MapPoint { x, y } = coordinates.project();
        Self { x: round(x), y: round(y) }
    }

    /// The part of the map around the dot, as an SVG `viewBox` of the given width and height.
    pub fn view_box(self, width: f64, height: f64) -> String {
        let (left, top) = (inside(self.x - width / 2.0, width, MAP_SIZE.0), inside(self.y - height / 2.0, height, MAP_SIZE.1));
        format!("{left} {top} {width} {height}")
    }
}

impl ArcView {
    /// The arc between two places. It bows to the north, more so the longer it is; of two places in one town nothing
    /// is left to join, and the arc is a small loop.
    pub fn between(from: Coordinates, to: Coordinates) -> Self {
        let (from, to) = (DotView::of(from), DotView::of(to));
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx.hypot(dy);
        let (left, right) = if dx >= 0.0 { (dy, -dx) } else { (-dy, dx) };
        let bow = if length > 0.0 { 0.28 } else { 0.0 };
        let control = DotView {
            x: round((from.x + to.x) / 2.0 + left * bow),
            y: round((from.y + to.y) / 2.0 + right * bow - if length > 0.0 { 0.0 } else { 40.0 }),
        };
        let path = format!("M{} {}Q{} {} {} {}", from.x, from.y, control.x, control.y, to.x, to.y);
        let (view_box, size) = frame(&[from, to, DotView { x: (from.x + to.x) / 4.0 + control.x / 2.0, y: (from.y + to.y) / 4.0 + control.y / 2.0 }]);
        Self { from, to, path, view_box, size }
    }
}

/// A part of the map, two wide to one high, with some air around all points.
fn frame(points: &[DotView]) -> (String, (f64, f64)) {
    let bounds = |of: fn(&DotView) -> f64| {
        let least = points.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        ((least + most) / 2.0, most - least)
    };
    let (middle_x, width) = bounds(|point| point.x);
    let (middle_y, height) = bounds(|point| point.y);
    let width = (width * 1.5).max(height * 1.5 * 2.0).clamp(220.0, MAP_SIZE.0);
    let height = (width / 2.0).max(height * 1.3).min(MAP_SIZE.1);
    let (left, top) = (inside(middle_x - width / 2.0, width, MAP_SIZE.0), inside(middle_y - height / 2.0, height, MAP_SIZE.1));
    (format!("{left} {top} {} {}", round(width), round(height)), (round(width), round(height)))
}

/// Moves a frame's edge so that the frame stays on the map.
fn inside(edge: f64, length: f64, whole: f64) -> f64 {
    round(edge.clamp(0.0, (whole - length).max(0.0)))
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use domain::geography::Coordinates;

    use super::{ArcView, DotView};

    const GHENT: Coordinates = Coordinates { latitude: 51.05, longitude: 3.72 };
    const BARCELONA: Coordinates = Coordinates { latitude: 41.39, longitude: 2.17 };

    #[test]
    fn an_arc_begins_and_ends_at_its_places() {
        let arc = ArcView::between(GHENT, BARCELONA);
        assert!(arc.path.starts_with(&format!("M{} {}Q", arc.from.x, arc.from.y)), "{}", arc.path);
        assert!(arc.path.ends_with(&format!(" {} {}", arc.to.x, arc.to.y)), "{}", arc.path);
        assert!(arc.from.y < arc.to.y, "Ghent lies north of Barcelona");
    }

    #[test]
    fn a_frame_never_leaves_the_map() {
        let azores = Coordinates { latitude: 37.7, longitude: -25.6 };
        assert!(DotView::of(azores).view_box(300.0, 200.0).starts_with("0 "));
    }
}
