//! Two positions beside each other.

use jiff::civil::date;

use super::shown;
use crate::fixture::{Council, days, fte};
use crate::position::{Dimension, Line, Selection, compare, position};

#[test]
fn a_row_that_is_missing_at_one_of_the_dates_counts_as_nought_there() {
    let mut council = Council::new();
    let (old, new) = (council.role("Unqualified"), council.role("Practice Lead"));
    council.post("P1");
    council.post_with("P2", |it| {
        it.role = old;
        it.fte = fte("0.5");
        it.spell = days(date(2020, 4, 1), date(2021, 3, 31));
    });
    council.post_with("P3", |it| {
        it.role = new;
        it.fte = fte("0.8");
        it.spell.from = date(2021, 4, 1);
    });
    let workforce = council.workforce();
    let on = |day| position(&workforce, &Selection::at(day), Dimension::Role);
    let comparison = compare(&on(date(2021, 4, 1)), &on(date(2021, 3, 31)));
    let found: Vec<_> = comparison
        .rows
        .iter()
        .map(|row| {
            let of = |amounts| shown(amounts, Line::Established).unwrap_or_default();
            (
                row.label.as_str(),
                of(&row.then),
                of(&row.now),
                of(&row.variance),
            )
        })
        .collect();
    let expected = [
        ("Social Worker", "1", "1", "0"),
        ("Practice Lead", "0", "0.8", "0.8"),
        ("Unqualified", "0.5", "0", "-0.5"),
    ]
    .map(|(label, then, now, variance)| {
        (label, then.to_owned(), now.to_owned(), variance.to_owned())
    });
    assert_eq!(found, expected);
    let total = &comparison.total.variance;
    assert_eq!(shown(total, Line::Established).as_deref(), Some("0.3"));
}
