//! What later years say changes no forecast of earlier ones; and odd panels.

use holdfast_reference::Releases;
use proptest::prelude::*;

use super::panel::{Observed, Panel};
use super::{Forecast, of_equations};

fn shipped() -> Panel {
    Panel::of(Releases::shipped().newest().expect("a release ships"))
}

/// The bits of what is foreseen, up to a year.
fn foreseen(all: &[Forecast], until: i16) -> Vec<(i16, u64, u64)> {
    let wanted = all.iter().filter(|it| it.year <= until);
    let bits = |it: &Forecast| (it.year, it.median.to_bits(), it.deviation.to_bits());
    wanted.map(bits).collect()
}

#[test]
fn later_years_change_nothing_bit_for_bit() {
    let panel = shipped();
    let before = of_equations(&panel);
    for first_altered in 3..panel.years - 1 {
        let mut altered = panel.clone();
        for (index, unit) in altered.units.iter_mut().enumerate() {
            for year in &mut unit.years[first_altered..] {
                *year = match index % 3 {
                    0 => Observed::NOTHING,
                    _ => Observed {
                        in_post: 999.0,
                        vacancies: year.in_post,
                        agency: 0.0,
                        starters: 5.0 * year.leavers,
                        leavers: 1.0,
                    },
                };
            }
        }
        let until = panel.year(first_altered);
        let after = of_equations(&altered);
        let same = |until| foreseen(&before, until) == foreseen(&after, until);
        assert!(same(until), "{until}");
        assert!(
            !same(until + 1),
            "{until}: the altered years are not looked at"
        );
    }
}

/// Nought, next to nothing, much, or not known.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(0.1), 0.0..3.0, 0.0..900.0, Just(f64::NAN),]
}

fn any_observed() -> impl Strategy<Value = Observed> {
    prop::array::uniform5(any_number()).prop_map(
        |[in_post, vacancies, agency, starters, leavers]| Observed {
            in_post,
            vacancies,
            agency,
            starters,
            leavers,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_was_published_forecasts_are_finite_and_not_below_nought(
        observed in prop::collection::vec(any_observed(), 0..48),
        years in 1_usize..=6,
    ) {
        let mut panel = shipped().known_after(years);
        panel.units.truncate(observed.len() / years);
        for (place, it) in observed.into_iter().enumerate() {
            if let Some(unit) = panel.units.get_mut(place / years) {
                unit.years[place % years] = it;
            }
        }
        for it in of_equations(&panel) {
            prop_assert!(it.median.is_finite() && it.median >= 0.0, "{it:?}");
            prop_assert!(it.deviation.is_finite() && it.deviation >= 0.0, "{it:?}");
            prop_assert!(it.no_change.is_finite(), "{it:?}");
        }
    }
}
