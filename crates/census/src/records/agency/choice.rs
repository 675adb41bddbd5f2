//! Which workers make so many people and so many FTE.

use std::collections::HashMap;

use holdfast_workforce::amount::Fte;

/// More sums than this are not tried: no council has so many agency workers.
const MOST_SUMS: usize = 200_000;

/// Half of the last of two decimals, in which the sum is stated.
const HALF: i64 = 5_000;

/// How many workers, and their FTE in millionths.
type Sum = (usize, i64);

/// So many workers whose FTE come to the stated sum, to two decimals; nothing
/// where no choice gives it.
pub(super) fn of(ftes: &[Fte], headcount: usize, stated: Fte) -> Option<Vec<bool>> {
    let stated = stated.units();
    // By which worker, and from which sum, each sum was reached first.
    let mut reached: HashMap<Sum, Option<(usize, Sum)>> = HashMap::from([((0, 0), None)]);
    for (index, fte) in ftes.iter().enumerate() {
        let before: Vec<Sum> = reached.keys().copied().collect();
        for (count, sum) in before {
            let next = (count + 1, sum.saturating_add(fte.units()));
            if next.0 <= headcount && next.1 <= stated.saturating_add(HALF) {
                reached.entry(next).or_insert(Some((index, (count, sum))));
            }
        }
        if reached.len() > MOST_SUMS {
            return None;
        }
    }
    let fits = |sum: &Sum| sum.0 == headcount && (sum.1 - stated).abs() <= HALF;
    let mut at = *reached
        .keys()
        .filter(|sum| fits(sum))
        .min_by_key(|sum| ((sum.1 - stated).abs(), sum.1))?;
    let mut chosen = vec![false; ftes.len()];
    while let Some(Some((index, before))) = reached.get(&at) {
        chosen[*index] = true;
        at = *before;
    }
    Some(chosen)
}

/// The largest that fit into the sum, and what is left of it.
pub(super) fn largest(ftes: &[Fte], stated: Fte) -> (Vec<bool>, Fte) {
    let mut left = stated;
    let mut order: Vec<_> = (0..ftes.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(ftes[*index]));
    let mut chosen = vec![false; ftes.len()];
    for index in order {
        let fte = ftes[index];
        if fte > Fte::ZERO && fte <= left {
            chosen[index] = true;
            left -= fte;
        }
    }
    (chosen, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ftes(texts: &[&str]) -> Vec<Fte> {
        let read = |text: &&str| text.parse().expect("an FTE");
        texts.iter().map(read).collect()
    }

    #[test]
    fn as_many_workers_are_chosen_as_are_stated() {
        let workers = ftes(&["1", "0.5", "0.5"]);
        let one = "1".parse().expect("an FTE");
        assert_eq!(of(&workers, 2, one), Some(vec![false, true, true]));
        assert_eq!(of(&workers, 1, one), Some(vec![true, false, false]));
        assert_eq!(of(&workers, 3, one), None);
        assert_eq!(of(&workers, 0, Fte::ZERO), Some(vec![false; 3]));
    }

    /// 22 of 37 hours are 0.594595; two of them are stated as 1.19.
    #[test]
    fn the_sum_is_compared_in_two_decimals() {
        let workers = ftes(&["0.594595", "1", "0.594595"]);
        let stated = "1.19".parse().expect("an FTE");
        assert_eq!(of(&workers, 2, stated), Some(vec![true, false, true]));
    }

    #[test]
    fn the_largest_fit_first() {
        let (chosen, left) = largest(&ftes(&["0.5", "1", "0.6"]), Fte::ONE + Fte::ONE);
        assert_eq!(chosen, [false, true, true]);
        assert_eq!(left.to_string(), "0.4");
    }
}
