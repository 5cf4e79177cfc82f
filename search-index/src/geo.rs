//! Points on the map: cells that order the documents, and distances as the crow flies.

use std::ops::Range;

/// Cells a degree of latitude: one is about 5.5 km high.
const LAT_CELLS: f64 = 20.0;

/// Cells a degree of longitude: one is about 6 km wide in Denmark.
const LON_CELLS: f64 = 10.0;

/// The mean radius of the Earth in kilometres.
const EARTH_KM: f64 = 6_371.008_8;

/// Kilometres a degree of latitude.
const KM_PER_DEGREE: f64 = EARTH_KM * std::f64::consts::PI / 180.0;

/// The cell of a document without a point; behind all others.
const NO_CELL: u32 = u32::MAX;

/// Gives the distance of two points in kilometres (haversine).
pub fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let (half_lat, half_lon) = ((lat_b - lat_a) / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let chord = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
    2.0 * EARTH_KM * chord.min(1.0).sqrt().asin()
}

/// Gives the cell of a point, row by row from the south.
pub(crate) fn cell(lat: Option<f64>, lon: Option<f64>) -> u32 {
    match (lat, lon) {
        (Some(lat), Some(lon)) if lat.is_finite() && lon.is_finite() => row(lat) << 16 | column(lon),
        _ => NO_CELL,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the value is clamped to the range before")]
fn row(lat: f64) -> u32 {
    ((lat + 90.0) * LAT_CELLS).clamp(0.0, 65_534.0) as u32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the value is clamped to the range before")]
fn column(lon: f64) -> u32 {
    ((lon + 180.0) * LON_CELLS).clamp(0.0, 65_534.0) as u32
}

/// The rectangle around a circle, a little larger than it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rectangle {
    south: f64,
    north: f64,
    west: f64,
    east: f64,
}

impl Rectangle {
    /// Makes the rectangle around a circle; as large as the Earth when the circle meets a pole.
    pub fn around(point: (f64, f64), radius_km: f64) -> Self {
        let high = radius_km.max(0.0) / KM_PER_DEGREE * 1.001 + 1e-4;
        let (south, north) = (point.0 - high, point.0 + high);
        let narrowest = south.abs().max(north.abs()).min(90.0).to_radians().cos();
        let wide = if narrowest > 1e-3 { high / narrowest } else { 360.0 };
        Self { south, north, west: point.1 - wide, east: point.1 + wide }
    }

    /// Says whether a point may lie in the circle; `false` for a point that is not known.
    pub fn may_hold(&self, lat: f32, lon: f32) -> bool {
        let (lat, lon) = (f64::from(lat), f64::from(lon));
        lat >= self.south && lat <= self.north && lon >= self.west && lon <= self.east
    }

    /// Gives the cells of the rectangle as ranges, a row each.
    pub fn cells(&self) -> Vec<Range<u32>> {
        let (west, east) = (column(self.west), column(self.east));
        (row(self.south)..=row(self.north)).map(|row| (row << 16 | west)..(row << 16 | east) + 1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_map() {
        let (koege, roskilde) = ((55.458, 12.182), (55.642, 12.081));
        assert!((distance_km(koege, roskilde) - 21.4).abs() < 0.2, "{}", distance_km(koege, roskilde));
        assert_eq!(distance_km(koege, koege).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn the_cells_of_a_circle_hold_every_point_in_it() {
        let centre = (55.4, 11.8);
        let cells = Rectangle::around(centre, 25.0).cells();
        for step in 0_u32..720 {
            let angle = f64::from(step).to_radians() / 2.0;
            let point = (centre.0 + 0.2 * angle.sin(), centre.1 + 0.3 * angle.cos());
            let cell = cell(Some(point.0), Some(point.1));
            assert!(distance_km(centre, point) > 25.0 || cells.iter().any(|range| range.contains(&cell)));
        }
    }
}
