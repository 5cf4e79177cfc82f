//! Where things lie, and how far apart they are.

use serde::{Deserialize, Serialize};

/// A point on the map, degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Latitude, degrees north.
    pub lat: f64,
    /// Longitude, degrees east.
    pub lon: f64,
}

const EARTH_RADIUS_KM: f64 = 6371.0;

/// The straight line between two points in km ("km i luftlinje"), by the haversine formula.
#[must_use]
pub fn distance_km(one: Point, other: Point) -> f64 {
    let (lat_one, lat_other) = (one.lat.to_radians(), other.lat.to_radians());
    let half_lat = ((lat_other - lat_one) / 2.0).sin();
    let half_lon = ((other.lon - one.lon).to_radians() / 2.0).sin();
    let chord = half_lat * half_lat + lat_one.cos() * lat_other.cos() * half_lon * half_lon;
    2.0 * EARTH_RADIUS_KM * chord.sqrt().min(1.0).asin()
}

/// The distance that may be shown for a citizen whose address is protected: upwards to whole steps of 5 km.
#[must_use]
pub fn coarse_km(distance_km: f64) -> f64 {
    (distance_km / 5.0).ceil() * 5.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holbaek_lies_about_fifty_six_km_from_copenhagen() {
        let holbaek = Point { lat: 55.717, lon: 11.713 };
        let copenhagen = Point { lat: 55.676, lon: 12.568 };
        assert!((distance_km(holbaek, copenhagen) - 53.8).abs() < 1.0);
    }

    #[test]
    fn a_protected_distance_is_told_in_steps_of_five_km() {
        assert!((coarse_km(5.1) - 10.0).abs() < 1e-9);
    }
}
