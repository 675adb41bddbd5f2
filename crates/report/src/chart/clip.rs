//! Cuts lines off at the edges of the plot.

use super::axes::Plot;
use super::drawing::Place;

/// The stretches of a line that lie within the plot.
pub(super) fn within(line: &[Place], plot: Plot) -> Vec<Vec<Place>> {
    let mut stretches: Vec<Vec<Place>> = Vec::new();
    for pair in line.windows(2) {
        let Some([from, to]) = segment(pair[0], pair[1], plot) else {
            continue;
        };
        match stretches.last_mut() {
            Some(stretch) if stretch.last() == Some(&from) => stretch.push(to),
            _ => stretches.push(vec![from, to]),
        }
    }
    stretches
}

/// The part of a straight line within the plot (Liang and Barsky, 1984): each edge cuts a share of
/// it off at one of its ends.
fn segment(from: Place, to: Place, plot: Plot) -> Option<[Place; 2]> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let edges = [
        (-dx, from.x - plot.left),
        (dx, plot.right - from.x),
        (-dy, from.y - plot.top),
        (dy, plot.bottom - from.y),
    ];
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    for (toward, distance) in edges {
        if toward == 0.0 && distance < 0.0 {
            return None;
        }
        if toward < 0.0 {
            start = start.max(distance / toward);
        } else if toward > 0.0 {
            end = end.min(distance / toward);
        }
    }
    let at = |share: f64| plot.nearest(from.x + share * dx, from.y + share * dy);
    (start <= end).then(|| [at(start), at(end)])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Plot = Plot {
        left: 0.0,
        right: 100.0,
        top: 0.0,
        bottom: 50.0,
    };

    fn line(places: &[(f64, f64)]) -> Vec<Place> {
        places.iter().map(|(x, y)| Place::new(*x, *y)).collect()
    }

    /// From (-10, -10) to (40, 40) with the edge at zero: it starts at (0, 0).
    #[test]
    fn a_line_is_cut_where_it_crosses_the_edge() {
        let whole = line(&[(-10.0, -10.0), (40.0, 40.0), (90.0, 90.0)]);
        assert_eq!(
            within(&whole, PLOT),
            [line(&[(0.0, 0.0), (40.0, 40.0), (50.0, 50.0)])]
        );
    }

    #[test]
    fn a_line_outside_is_not_drawn_and_one_that_comes_back_is_drawn_twice() {
        assert!(within(&line(&[(0.0, 60.0), (100.0, 70.0)]), PLOT).is_empty());
        let back = line(&[(0.0, 40.0), (20.0, 60.0), (40.0, 40.0)]);
        assert_eq!(
            within(&back, PLOT),
            [
                line(&[(0.0, 40.0), (10.0, 50.0)]),
                line(&[(30.0, 50.0), (40.0, 40.0)])
            ]
        );
    }
}
