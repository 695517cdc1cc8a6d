//! Europe as SVG.

use domain::vocabulary::geography::{Coordinates, MAP_SIZE, MapPoint};

use imaging::share_card::Country;

/// The outline of Europe as a drawing of its own, so that pages can show parts of it without carrying it.
pub fn draw(land: &[Country]) -> String {
    let (width, height) = MAP_SIZE;
    let mut shapes = String::new();
    for country in land {
        let mut path = String::new();
        for ring in &country.rings {
            let points = ring
                .iter()
                .map(|(longitude, latitude)| Coordinates { latitude: *latitude, longitude: *longitude }.project());
            path.push_str(&outline(points));
        }
        let id = country.country.as_ref().map(|code| format!(" id=\"{code}\"")).unwrap_or_default();
        shapes.push_str(&format!("<path{id} vector-effect=\"non-scaling-stroke\" d=\"{path}\"/>\n"));
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><g id=\"land\">\n{shapes}</g></svg>\n"
    )
}

/// A ring as the data of an SVG path, in steps of a fifth of a unit (1 km), each relative to the last.
fn outline(points: impl Iterator<Item = MapPoint>) -> String {
    let mut path = String::new();
    let mut last: Option<(i64, i64)> = None;
    for point in points {
        let (x, y) = ((point.x * 5.0).round() as i64, (point.y * 5.0).round() as i64);
        let fifth = |value: i64| value as f64 / 5.0;
        match last {
            None => path.push_str(&format!("M{} {}", fifth(x), fifth(y))),
            Some((last_x, last_y)) if (x, y) != (last_x, last_y) => {
                path.push_str(&format!("l{} {}", fifth(x - last_x), fifth(y - last_y)));
            }
            Some(_) => continue,
        }
        last = Some((x, y));
    }
    path.push('z');
    path
}
