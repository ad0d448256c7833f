//! Equal Earth, an equal-area projection of the world: a big country is not made bigger.
//!
//! Šavrič, Patterson, Jenny: The Equal Earth map projection, International Journal of Geographical
//! Information Science 33 (2018).

const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

/// The meridian in the middle: with it the map is cut in the Bering Strait, thus no country is.
const MIDDLE: f64 = 11.0;

/// A place on the map, in units of the Earth's radius: east, and south, of the middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Projects degrees east and north.
pub(super) fn project(east: f64, north: f64) -> Point {
    let root = 3f64.sqrt() / 2.0;
    let along = (east - MIDDLE).to_radians();
    let theta = (root * north.to_radians().sin()).asin();
    let square = theta * theta;
    let sixth = square * square * square;
    let slope = A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square);
    Point {
        x: along * theta.cos() / (root * slope),
        y: -theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The size of a cell of the grid over its size on the globe is the same everywhere.
    #[test]
    fn areas_are_kept() {
        let ratio = |north: f64| {
            let (a, b) = (project(40.0, north), project(41.0, north + 1.0));
            let c = project(41.0, north);
            let drawn = (b.y - c.y).abs() * (c.x - a.x).abs();
            drawn / (north + 0.5).to_radians().cos()
        };
        assert!((ratio(0.0) / ratio(60.0) - 1.0).abs() < 0.01, "{}", ratio(0.0) / ratio(60.0));
        assert_eq!(project(MIDDLE, 0.0), Point { x: 0.0, y: 0.0 });
    }
}
