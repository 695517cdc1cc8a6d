//! The signs that are drawn on the land and beside the words, as the site draws them in SVG.

use tiny_skia::PathBuilder;

use super::canvas::Canvas;
use super::card::MapMark;
use super::glyphs::{Coverage, circle, line};
use super::palette::{LAND, PAPER, Rgb, hue, mix};
use crate::geometry::{Curve, Frame, Point, project};

/// Places with an offer: open rings around a dot.
pub(super) fn rings(canvas: &mut Canvas, frame: &Frame, rings: &[MapMark], radius: f32) {
    for (at, family) in rings {
        let (point, hue) = (frame.point(project(*at)), hue(Some(family)));
        let (x, y) = (point.x as f32, point.y as f32);
        canvas.ring(x, y, radius * 1.75, mix(LAND, hue, 0.5), 1.8);
        canvas.ring(x, y, radius, hue, 2.2);
        canvas.dot(x, y, radius * 0.45, hue);
    }
}

/// Arcs with both their ends: visitors are rings, hosts are dots.
pub(super) fn arcs(canvas: &mut Canvas, curves: &[Curve], hue: Rgb, width: f32) {
    let at = |point: Point| (point.x as f32, point.y as f32);
    for curve in curves {
        let ((x, y), (cx, cy), (to_x, to_y)) = (at(curve.from), at(curve.control), at(curve.to));
        let mut path = PathBuilder::new();
        path.move_to(x, y);
        path.quad_to(cx, cy, to_x, to_y);
        if let Some(path) = path.finish() {
            canvas.stroke(&path, hue, width);
        }
    }
    for (x, y) in curves.iter().map(|curve| at(curve.from)) {
        canvas.dot(x, y, width * 2.4, PAPER);
        canvas.ring(x, y, width * 2.4, hue, width * 0.9);
    }
    for (x, y) in curves.iter().map(|curve| at(curve.to)) {
        canvas.dot(x, y, width * 3.6, PAPER);
        canvas.dot(x, y, width * 3.0, hue);
    }
}

/// The mark of the site, as in the theme's `signs.svg`.
pub(super) fn mark(left: f32, top: f32) -> Vec<Coverage> {
    let scale = 1.1;
    let at = |x: f32, y: f32| (left + x * scale, top + y * scale);
    let (arc_from, bend, back, arc_to) = (at(10.5, 31.0), at(16.0, 4.0), at(44.0, -4.0), at(54.0, 27.0));
    let mut arc = PathBuilder::new();
    arc.move_to(arc_from.0, arc_from.1);
    arc.cubic_to(bend.0, bend.1, back.0, back.1, arc_to.0, arc_to.1);
    let arc = arc.finish().and_then(|arc| line(&arc, 3.0 * scale));
    let (visitor, host) = (at(9.0, 37.0), at(54.0, 33.0));
    let visitor = circle(visitor.0, visitor.1, 6.0 * scale, Some(3.0 * scale));
    [arc, visitor, circle(host.0, host.1, 7.5 * scale, None)].into_iter().flatten().collect()
}

/// A place with open rings.
pub(super) fn place(x: f32, y: f32) -> Vec<Coverage> {
    let circles = [(27.0, None), (48.0, Some(3.0)), (28.0, Some(3.5)), (12.0, None)];
    circles.into_iter().filter_map(|(radius, width)| circle(x, y, radius, width)).collect()
}

/// The colours of its shapes.
pub(super) fn place_colours(hue: Rgb) -> [Rgb; 4] {
    [PAPER, mix(LAND, hue, 0.5), hue, hue]
}

/// The sign of a family, as in the theme's `signs.svg`.
pub(super) fn sign(canvas: &mut Canvas, family: Option<&str>, left: f32, top: f32, hue: Rgb) {
    let points: &[(f32, f32)] = match family {
        Some("visits") => return canvas.dot(left + 10.0, top + 10.0, 9.3, hue),
        Some("placements") => &[(1.5, 1.5), (18.5, 1.5), (18.5, 18.5), (1.5, 18.5)],
        Some("teaching") => &[(10.0, 0.7), (20.0, 19.0), (0.0, 19.0)],
        Some("events") => &[(10.0, -0.7), (20.7, 10.0), (10.0, 20.7), (-0.7, 10.0)],
        _ => return,
    };
    let mut path = PathBuilder::new();
    for (position, (x, y)) in points.iter().enumerate() {
        if position == 0 { path.move_to(left + x, top + y) } else { path.line_to(left + x, top + y) }
    }
    path.close();
    if let Some(path) = path.finish() {
        canvas.fill(&path, hue);
    }
}
