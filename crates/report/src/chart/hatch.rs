//! Hatching: lines across an area, which tell it from others without colour.

use super::drawing::Place;

/// From one line to the next, across.
const APART: f64 = 6.0;

/// Lines across an area, each from one of its edges to the next: upright ones, or ones that lean to
/// the right by `slant` pixels for each that they rise.
///
/// All areas share the same lines, so that hatched areas that touch look like one.
pub(super) fn across(outline: &[Place], slant: f64) -> Vec<[Place; 2]> {
    let feet = outline.iter().map(|it| it.x + slant * it.y);
    let low = feet.clone().fold(f64::INFINITY, f64::min);
    let high = feet.fold(f64::NEG_INFINITY, f64::max);
    if outline.is_empty() {
        return Vec::new();
    }
    let first = (low / APART).ceil() as i64;
    let last = (high / APART).floor() as i64;
    (first..=last)
        .flat_map(|line| along(outline, slant, line as f64 * APART))
        .collect()
}

/// The stretches of the line x + slant · y = `foot` within the area: every second of those between
/// its edges.
fn along(outline: &[Place], slant: f64, foot: f64) -> Vec<[Place; 2]> {
    let next = outline.iter().cycle().skip(1);
    let crossing = |(from, to): (&Place, &Place)| {
        let before = from.x + slant * from.y - foot;
        let after = to.x + slant * to.y - foot;
        ((before < 0.0) != (after < 0.0)).then(|| {
            let y = from.y + before / (before - after) * (to.y - from.y);
            Place::new(foot - slant * y, y)
        })
    };
    let mut crossings: Vec<Place> = outline.iter().zip(next).filter_map(crossing).collect();
    crossings.sort_by(|a, b| b.y.total_cmp(&a.y));
    let pairs = crossings.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
    pairs.filter(|[from, to]| from != to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(places: &[(f64, f64)]) -> Vec<Place> {
        places.iter().map(|(x, y)| Place::new(*x, *y)).collect()
    }

    fn lines(slant: f64) -> Vec<Vec<(f64, f64)>> {
        let square = outline(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]);
        let lines = across(&square, slant).into_iter();
        lines
            .map(|line| line.iter().map(|it| (it.x, it.y)).collect())
            .collect()
    }

    /// A square of 10: x + y = 6 goes from (0, 6) to (6, 0), x + y = 12 from (2, 10) to (10, 2), and
    /// x + y = 18 from (8, 10) to (10, 8).
    #[test]
    fn lines_go_from_edge_to_edge() {
        assert_eq!(
            lines(1.0),
            [
                [(0.0, 6.0), (6.0, 0.0)],
                [(2.0, 10.0), (10.0, 2.0)],
                [(8.0, 10.0), (10.0, 8.0)]
            ]
        );
        assert_eq!(lines(0.0).last(), Some(&vec![(6.0, 10.0), (6.0, 0.0)]));
    }

    #[test]
    fn an_area_without_extent_has_no_lines() {
        assert!(across(&[], 1.0).is_empty());
        assert!(across(&outline(&[(6.0, 6.0), (6.0, 6.0)]), 1.0).is_empty());
    }
}
