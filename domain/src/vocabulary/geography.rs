//! Where regions are, and how Europe is laid on a page.

use serde::{Deserialize, Serialize};

/// A point on the Earth in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// A point on the page, in units of the map's drawing: x to the right, y downwards, 5 km a unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MapPoint {
    /// Units from the left edge.
    pub x: f64,
    /// Units from the upper edge.
    pub y: f64,
}

/// Width and height of the map of Europe, in units.
pub const MAP_SIZE: (f64, f64) = (860.0, 870.0);

const EARTH_RADIUS_KM: f64 = 6371.0;
const KM_PER_UNIT: f64 = 5.0;
const WEST_EDGE_KM: f64 = -1900.0;
const NORTH_EDGE_KM: f64 = 2350.0;

impl Coordinates {
    /// Projects onto the map of Europe: Lambert's azimuthal equal-area projection of the sphere, centred on
    /// 10° E, 52° N as in ETRS89-LAEA (EPSG:3035), which European statistics use. Formula: Snyder, Map
    /// Projections – A Working Manual (1987), equations 22-4, 22-5 and 24-2.
    pub fn project(self) -> MapPoint {
        let (latitude, longitude) = (self.latitude.to_radians(), (self.longitude - 10.0).to_radians());
        let centre = 52.0_f64.to_radians();
        let k = (2.0 / (1.0 + centre.sin() * latitude.sin() + centre.cos() * latitude.cos() * longitude.cos())).sqrt();
        let east = EARTH_RADIUS_KM * k * latitude.cos() * longitude.sin();
        let north =
            EARTH_RADIUS_KM * k * (centre.cos() * latitude.sin() - centre.sin() * latitude.cos() * longitude.cos());
        MapPoint { x: (east - WEST_EDGE_KM) / KM_PER_UNIT, y: (NORTH_EDGE_KM - north) / KM_PER_UNIT }
    }
}

#[cfg(test)]
mod tests {
    use super::Coordinates;

    #[test]
    fn the_centre_of_the_projection_is_where_the_edges_put_it() {
        let centre = Coordinates { latitude: 52.0, longitude: 10.0 }.project();
        assert!((centre.x - 380.0).abs() < 1e-9 && (centre.y - 470.0).abs() < 1e-9);
    }

    #[test]
    fn barcelona_lies_as_far_from_ghent_as_on_the_ground() {
        let ghent = Coordinates { latitude: 51.05, longitude: 3.72 }.project();
        let barcelona = Coordinates { latitude: 41.39, longitude: 2.17 }.project();
        let kilometres = ((ghent.x - barcelona.x).powi(2) + (ghent.y - barcelona.y).powi(2)).sqrt() * 5.0;
        assert!((1070.0..1095.0).contains(&kilometres), "{kilometres}");
    }
}
