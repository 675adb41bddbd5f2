//! Words beside a point, where they cover the least of what else is drawn.

use super::axes::Plot;
use super::clip::within;
use super::drawing::{Anchor, Place};
use super::ink::Stroke;
use super::sheet::{Hand, Sheet};

/// From a point to its words.
const AWAY: f64 = 10.0;

/// What words beside a point should not cover.
pub(super) struct Crowd<'a> {
    /// Words stay within it.
    pub(super) plot: Plot,
    /// Other points.
    pub(super) dots: &'a [Place],
    /// Lines across the plot.
    pub(super) lines: Vec<Vec<Place>>,
}

impl Crowd<'_> {
    /// Writes beside a point, where the words hide the fewest other points, and of those places
    /// where they lie on the fewest lines.
    pub(super) fn write_beside(&self, sheet: &mut Sheet, place: Place, text: &str, hand: Hand) {
        let plot = self.plot;
        let room = (plot.right - place.x).max(place.x - plot.left) - AWAY;
        let lines = hand.lettering.wrap_within(text, room, 3);
        let width = hand.lettering.widest(&lines);
        let height = lines.len() as f64 * hand.lettering.line_height();
        let spots = self.spots(place, width, height);
        let Some(spot) = spots.min_by_key(|spot| self.covered_by(spot)) else {
            return;
        };
        let at = Place::new(spot.x, spot.middle);
        if spot.middle != place.y {
            sheet.line(place, at, Stroke::solid(hand.colour, 0.75));
        }
        sheet.write(&lines, at, spot.anchor, hand);
    }

    /// Where words may stand beside a point within the plot, the nearest first.
    fn spots(&self, place: Place, width: f64, height: f64) -> impl Iterator<Item = Spot> {
        let plot = self.plot;
        let lowest = plot.bottom - height / 2.0;
        let highest = plot.top + height / 2.0;
        [0.0, -1.0, 1.0, -2.0, 2.0, -3.0, 3.0, -4.0, 4.0, -5.0, 5.0]
            .into_iter()
            .flat_map(move |step| {
                let middle = (place.y + step * 20.0).min(lowest).max(highest);
                [(AWAY, Anchor::Start), (-AWAY, Anchor::End)].map(|(away, anchor)| Spot {
                    x: place.x + away,
                    middle,
                    anchor,
                    width,
                    height,
                })
            })
            .filter(move |spot| spot.left() >= plot.left && spot.left() + width <= plot.right)
    }

    /// How many dots and how many lines words would cover.
    fn covered_by(&self, spot: &Spot) -> (usize, usize) {
        let room = spot.room();
        let is_hidden = |dot: &&Place| {
            (room.left..room.right).contains(&dot.x) && (room.top..room.bottom).contains(&dot.y)
        };
        let lies_on = |line: &&Vec<Place>| !within(line, room).is_empty();
        (
            self.dots.iter().filter(is_hidden).count(),
            self.lines.iter().filter(lies_on).count(),
        )
    }
}

/// Where words may stand.
struct Spot {
    x: f64,
    middle: f64,
    anchor: Anchor,
    width: f64,
    height: f64,
}

impl Spot {
    fn left(&self) -> f64 {
        match self.anchor {
            Anchor::End => self.x - self.width,
            Anchor::Start | Anchor::Middle => self.x,
        }
    }

    /// What the words cover, with a little around them.
    fn room(&self) -> Plot {
        Plot {
            left: self.left() - 4.0,
            right: self.left() + self.width + 4.0,
            top: self.middle - self.height / 2.0 - 2.0,
            bottom: self.middle + self.height / 2.0 + 2.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Plot = Plot {
        left: 0.0,
        right: 400.0,
        top: 0.0,
        bottom: 300.0,
    };

    /// Where the words beside the middle of the plot stand, next to dots and level lines.
    fn spot(dots: &[Place], levels: &[f64]) -> (Anchor, f64) {
        let level = |y: &f64| vec![Place::new(0.0, *y), Place::new(400.0, *y)];
        let crowd = Crowd {
            plot: PLOT,
            dots,
            lines: levels.iter().map(level).collect(),
        };
        let spots = crowd.spots(Place::new(200.0, 150.0), 80.0, 18.0);
        let best = spots.min_by_key(|spot| crowd.covered_by(spot));
        best.map(|it| (it.anchor, it.middle)).expect("a spot")
    }

    #[test]
    fn words_stand_level_with_their_point_where_nothing_is_in_the_way() {
        assert_eq!(spot(&[], &[]), (Anchor::Start, 150.0));
        assert_eq!(spot(&[Place::new(230.0, 150.0)], &[]), (Anchor::End, 150.0));
    }

    /// Words 18 high with 2 around reach 11 from their middle: 20 above the line they are clear.
    #[test]
    fn words_leave_the_line_on_which_their_point_lies() {
        assert_eq!(spot(&[], &[150.0]), (Anchor::Start, 130.0));
        assert_eq!(spot(&[], &[150.0, 135.0]), (Anchor::Start, 170.0));
    }

    #[test]
    fn a_dot_is_not_hidden_for_the_sake_of_a_line() {
        // A row of dots at every other place where the words might stand.
        let rows = (0..11)
            .map(|row| f64::from(row) * 20.0 + 50.0)
            .filter(|y| *y != 150.0);
        let dots: Vec<Place> = rows
            .flat_map(|y| (0..40).map(move |step| Place::new(f64::from(step) * 10.0, y)))
            .collect();
        assert_eq!(spot(&dots, &[150.0]), (Anchor::Start, 150.0));
    }
}
