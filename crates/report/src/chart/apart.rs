//! Pushes labels apart until none covers another.

/// Where a label would stand, and the room that it needs along the line it moves on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wish {
    /// Where its middle would stand if it were alone.
    pub(super) middle: f64,
    /// From its near edge to its far edge.
    pub(super) room: f64,
}

/// The middles at which all labels stand in the order of their wishes, none covering another, as
/// near to their wishes as that allows, within `low` and `high` if they fit there at all.
pub(super) fn apart(wishes: &[Wish], low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| wishes[a].middle.total_cmp(&wishes[b].middle));
    let offsets = offsets(&order, wishes);
    let slack = slack(&order, &offsets, wishes);
    // With the room of all labels before each taken off, "none covers another" is "in order".
    let first_room = order.first().map_or(0.0, |&first| wishes[first].room / 2.0);
    let last_room = order.last().map_or(0.0, |&last| wishes[last].room / 2.0);
    let lowest = low + first_room;
    let highest = high - last_room - offsets.last().copied().unwrap_or(0.0);
    let mut middles = vec![0.0; wishes.len()];
    for (place, &label) in order.iter().enumerate() {
        middles[label] = slack[place].min(highest).max(lowest) + offsets[place];
    }
    middles
}

/// How far each label lies from the first when all touch.
fn offsets(order: &[usize], wishes: &[Wish]) -> Vec<f64> {
    let mut offset = 0.0;
    let mut before = None;
    order
        .iter()
        .map(|&label| {
            let room = wishes[label].room;
            offset += before.map_or(0.0, |before: f64| (before + room) / 2.0);
            before = Some(room);
            offset
        })
        .collect()
}

/// The rising numbers nearest to the wishes less their offsets: neighbours out of order are
/// replaced by their mean until none is (pool adjacent violators).
fn slack(order: &[usize], offsets: &[f64], wishes: &[Wish]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (&label, offset) in order.iter().zip(offsets) {
        let mut pool = (wishes[label].middle - offset, 1);
        while let Some(&(sum, count)) = pools.last() {
            if sum / count as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pool = (pool.0 + sum, pool.1 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    pools
        .into_iter()
        .flat_map(|(sum, count)| std::iter::repeat_n(sum / count as f64, count))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(middles: &[f64], room: f64) -> Vec<Wish> {
        middles
            .iter()
            .map(|&middle| Wish { middle, room })
            .collect()
    }

    #[test]
    fn labels_that_do_not_touch_stay() {
        assert_eq!(apart(&of(&[50.0, 10.0], 18.0), 0.0, 100.0), [50.0, 10.0]);
    }

    /// Two at 50 that need 20 each stand at 40 and 60, their mean unmoved.
    #[test]
    fn labels_at_one_place_give_way_evenly() {
        assert_eq!(apart(&of(&[50.0, 50.0], 20.0), 0.0, 100.0), [40.0, 60.0]);
    }

    #[test]
    fn labels_keep_within_their_bounds() {
        assert_eq!(apart(&of(&[99.0, 100.0], 20.0), 0.0, 100.0), [70.0, 90.0]);
    }

    proptest! {
        #[test]
        fn no_label_covers_another_and_all_keep_in_bounds(
            wishes in prop::collection::vec((0.0..400.0_f64, 5.0..30.0_f64), 0..13)
        ) {
            let wishes: Vec<Wish> =
                wishes.into_iter().map(|(middle, room)| Wish { middle, room }).collect();
            let middles = apart(&wishes, 0.0, 400.0);
            let mut edges: Vec<(f64, f64)> = middles
                .iter()
                .zip(&wishes)
                .map(|(middle, wish)| (middle - wish.room / 2.0, middle + wish.room / 2.0))
                .collect();
            edges.sort_by(|a, b| a.0.total_cmp(&b.0));
            for pair in edges.windows(2) {
                prop_assert!(pair[0].1 <= pair[1].0 + 1e-6, "{edges:?}");
            }
            for (low, high) in edges {
                prop_assert!(low >= -1e-6 && high <= 400.0 + 1e-6);
            }
        }
    }
}
