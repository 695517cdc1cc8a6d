//! The pictures drawn from data: an arc for an exchange, a dot with open rings for an offer, all of them together for
//! the network. The land below is one drawing (`assets/europe.svg`), moved and scaled; the rest is in the page.

use domain::vocabulary::geography::Coordinates;
use imaging::geometry::{Curve, Frame, Layout, Point, project, round};
use imaging::labels::{self, Label};
use schemars::JsonSchema;
use serde::Serialize;

/// A picture, ready to be placed into SVG.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MapDrawing {
    /// Units across.
    pub width: f64,
    /// Units down.
    pub height: f64,
    /// How the land is moved and scaled, as an SVG `transform`.
    pub land: String,
    /// The country to set off, by its code.
    pub here: Option<String>,
    /// Arcs, as the data of SVG paths.
    pub lines: Vec<String>,
    /// Where visitors are received.
    pub hosts: Vec<Point>,
    /// Where visitors come from.
    pub visitors: Vec<Point>,
    /// Offers that wait for their other end.
    pub rings: Vec<Ring>,
    /// Radius of a ring.
    pub ring: f64,
    /// Names of places, placed so that nothing overlaps.
    pub labels: Vec<Label>,
}

/// An offer that waits for its other end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Ring {
    pub at: Point,
    /// The family of its activity, for the colour.
    pub family: &'static str,
}

/// An exchange to be drawn: who came to whom.
#[derive(Debug, Clone, Copy)]
pub struct Ends {
    /// Where the visitors came from.
    pub from: Coordinates,
    /// Where they were received.
    pub to: Coordinates,
}

/// A place with the name to write beside it.
#[derive(Debug, Clone)]
pub struct Named {
    pub name: String,
    pub at: Coordinates,
}

/// How far an arc bows, of its length.
const BOW: f64 = 0.5;
/// In the network's picture arcs bow differently, so that those of one place don't merge.
const BOWS: [f64; 4] = [0.54, 0.36, 0.23, 0.43];

impl MapDrawing {
    /// From Iceland to Cyprus, from the Arctic Circle to the Mediterranean: always the same piece of the map.
    const NETWORK_FRAME: Frame = Frame { scale: 1.0, x: -110.0, y: -172.0 };
    /// From Iceland to Cyprus, from the North Cape to Crete, and Portugal too.
    const ATLAS_FRAME: Frame = Frame { scale: 1.0, x: -22.0, y: -20.0 };

    /// An exchange, from each visitor to the host.
    pub fn exchange(host: &Named, visitors: &[Named], layout: Layout) -> Self {
        let to = project(host.at);
        let from: Vec<Point> = visitors.iter().map(|visitor| project(visitor.at)).collect();
        let curves: Vec<Curve> = from.iter().map(|from| Curve::between(*from, to, BOW)).collect();
        let mut points = vec![to];
        points.extend(&from);
        points.extend(curves.iter().map(|curve| curve.at(0.5)));
        let frame = Frame::around(&points, layout);
        let curves: Vec<Curve> = curves.iter().map(|curve| frame.curve(curve)).collect();
        let hosts = vec![frame.point(to)];
        let visitor_points: Vec<Point> = from.iter().map(|point| frame.point(*point)).collect();
        let names: Vec<(&str, Point)> = std::iter::once((host.name.as_str(), hosts[0]))
            .chain(visitors.iter().zip(&visitor_points).map(|(visitor, point)| (visitor.name.as_str(), *point)))
            .collect();
        let lines: Vec<Vec<Point>> =
            curves.iter().map(|curve| (0..=24).map(|step| curve.at(f64::from(step) / 24.0)).collect()).collect();
        Self {
            labels: labels::place(&names, &lines, labels::CLEAR_OF_DOT, layout),
            lines: curves.iter().map(Curve::path).collect(),
            hosts,
            visitors: visitor_points,
            ..Self::land(frame, layout)
        }
    }

    /// One place, such as an offer that waits for its other end.
    pub fn place(at: &Named, country: &str, family: &'static str) -> Self {
        let layout = Layout::LOCATOR;
        let (scale, middle) = (1.15, Point { x: layout.width / 2.0, y: layout.height / 2.0 });
        let place = project(at.at);
        let frame = Frame { scale, x: middle.x - place.x * scale, y: middle.y - place.y * scale };
        Self {
            here: Some(country.to_owned()),
            rings: vec![Ring { at: middle, family }],
            labels: vec![Label { text: at.name.clone(), x: middle.x, y: middle.y + 50.0, anchor: "middle" }],
            ..Self::land(frame, layout)
        }
    }

    /// A country with the places of its hosts.
    pub fn country(code: &str, places: &[(Named, &'static str)]) -> Self {
        let layout = Layout::COUNTRY;
        let points: Vec<Point> = places.iter().map(|(place, _)| project(place.at)).collect();
        let frame = Frame::around(&points, layout);
        let rings: Vec<Ring> =
            points.iter().zip(places).map(|(point, (_, family))| Ring { at: frame.point(*point), family }).collect();
        let names: Vec<(&str, Point)> =
            places.iter().zip(&rings).map(|((place, _), ring)| (place.name.as_str(), ring.at)).collect();
        Self {
            here: Some(code.to_owned()),
            labels: labels::place(&names, &[], labels::CLEAR_OF_RING, layout),
            rings,
            ring: 15.0,
            ..Self::land(frame, layout)
        }
    }

    /// All of Europe, and where a place lies on it; `None` beyond its edges.
    pub fn atlas() -> (Self, impl Fn(Coordinates) -> Option<Point>) {
        let layout = Layout::ATLAS;
        let find = move |at| {
            let point = Self::ATLAS_FRAME.point(project(at));
            let inside = (0.0..=layout.width).contains(&point.x) && (0.0..=layout.height).contains(&point.y);
            inside.then_some(point)
        };
        (Self::land(Self::ATLAS_FRAME, layout), find)
    }

    /// All exchanges, and all places with an offer.
    pub fn network(exchanges: &[Ends], offers: &[(Coordinates, &'static str)]) -> Self {
        let layout = Layout::NETWORK;
        let frame = Self::NETWORK_FRAME;
        let curves: Vec<Curve> = exchanges
            .iter()
            .zip(BOWS.iter().cycle())
            .map(|(ends, bow)| frame.curve(&Curve::between(project(ends.from), project(ends.to), *bow)))
            .collect();
        Self {
            lines: curves.iter().map(Curve::path).collect(),
            hosts: distinct(curves.iter().map(|curve| curve.to)),
            visitors: distinct(curves.iter().map(|curve| curve.from)),
            rings: offers.iter().map(|(at, family)| Ring { at: frame.point(project(*at)), family }).collect(),
            ring: 8.5,
            ..Self::land(frame, layout)
        }
    }

    fn land(frame: Frame, layout: Layout) -> Self {
        Self {
            width: layout.width,
            height: layout.height,
            land: format!(
                "translate({} {}) scale({})",
                round(frame.x),
                round(frame.y),
                (frame.scale * 100.0).round() / 100.0
            ),
            here: None,
            lines: Vec::new(),
            hosts: Vec::new(),
            visitors: Vec::new(),
            rings: Vec::new(),
            ring: 16.0,
            labels: Vec::new(),
        }
    }
}

fn distinct(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if !kept.contains(&point) {
            kept.push(point);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use domain::vocabulary::geography::Coordinates;

    use imaging::geometry::Layout;

    use super::{MapDrawing, Named};

    fn place(name: &str, latitude: f64, longitude: f64) -> Named {
        Named { name: name.to_owned(), at: Coordinates { latitude, longitude } }
    }

    #[test]
    fn an_arc_begins_and_ends_at_its_places_inside_the_picture() {
        let picture =
            MapDrawing::exchange(&place("Barcelona", 41.39, 2.17), &[place("Ghent", 51.05, 3.72)], Layout::SMALL);
        let (host, visitor) = (picture.hosts[0], picture.visitors[0]);
        assert!(picture.lines[0].starts_with(&format!("M{} {}Q", visitor.x, visitor.y)), "{:?}", picture.lines);
        assert!(picture.lines[0].ends_with(&format!(" {} {}", host.x, host.y)), "{:?}", picture.lines);
        assert!(visitor.y < host.y, "Ghent lies north of Barcelona");
        for point in [host, visitor] {
            assert!((0.0..=400.0).contains(&point.x) && (0.0..=280.0).contains(&point.y), "{point:?}");
        }
    }

    #[test]
    fn labels_of_near_places_do_not_overlap() {
        let picture =
            MapDrawing::exchange(&place("Borås", 57.72, 12.94), &[place("Gothenburg", 57.71, 11.97)], Layout::SMALL);
        let (a, b) = (&picture.labels[0], &picture.labels[1]);
        assert!((a.y - b.y).abs() >= 22.0 || a.anchor != b.anchor, "{a:?} {b:?}");
    }

    #[test]
    fn a_network_without_anything_is_still_a_picture_of_europe() {
        assert!(MapDrawing::network(&[], &[]).land.starts_with("translate("));
    }
}
