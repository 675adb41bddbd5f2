//! Norfolk, June 2018, as its committee paper printed it.

use jiff::civil::date;

use super::{lines, row, shown, stated};
use crate::codes::{Service, StatedCategory};
use crate::fixture::Council;
use crate::position::{Basis, Dimension, Line, Position, RowKey, Selection, position};
use crate::record::StatedPosition;

/// Role, established, in post, and the vacancies that the paper prints.
const ROLES: [(&str, &str, &str, &str); 5] = [
    ("Social Worker", "201.26", "129.67", "71.59"),
    ("Snr Social Worker", "97.48", "79.95", "17.53"),
    ("Practice Consultant", "33.88", "20.41", "13.47"),
    ("Team Manager", "56", "51.61", "4.39"),
    ("IRO/LADO", "17.7", "16.5", "1.2"),
];

fn norfolk() -> Council {
    let mut council = Council::new();
    for (name, established, in_post, _) in ROLES {
        let role = match name {
            "Social Worker" => council.role,
            name => council.role(name),
        };
        let counts = [
            (StatedCategory::Established, established),
            (StatedCategory::InPost, in_post),
        ];
        for (category, value) in counts {
            let count = stated(&mut council, category, value);
            council.add(StatedPosition {
                role: Some(role),
                ..count
            });
        }
    }
    let totals = [
        (StatedCategory::Established, "406.31"),
        (StatedCategory::InPost, "298.14"),
        (StatedCategory::Agency, "75.75"),
        (StatedCategory::NewlyQualified, "25.5"),
    ];
    for (category, value) in totals {
        let count = stated(&mut council, category, value);
        council.add(count);
    }
    council
}

fn by(dimension: Dimension) -> Position {
    let selection = Selection::at(date(2018, 6, 30));
    position(&norfolk().workforce(), &selection, dimension)
}

#[test]
fn the_sub_total_is_406_31_established_298_14_in_post_and_108_17_vacant() {
    let total = by(Dimension::Role).total;
    assert_eq!(shown(&total, Line::Established).as_deref(), Some("406.31"));
    assert_eq!(shown(&total, Line::InPost).as_deref(), Some("298.14"));
    assert_eq!(shown(&total, Line::Vacancies).as_deref(), Some("108.17"));
}

#[test]
fn each_role_has_the_vacancies_that_the_paper_prints() {
    let position = by(Dimension::Role);
    let found: Vec<_> = position
        .rows
        .iter()
        .filter(|row| row.key != RowKey::Undivided)
        .map(|row| (row.label.as_str(), shown(&row.amounts, Line::Vacancies)))
        .collect();
    let printed = ROLES.map(|(name, _, _, vacancies)| (name, Some(vacancies.to_owned())));
    assert_eq!(found, printed);
}

#[test]
fn with_the_newly_qualified_323_64_are_in_post_and_82_67_vacancies_are_left() {
    let total = by(Dimension::Role).total;
    assert_eq!(
        shown(&total, Line::InPostWithOutside).as_deref(),
        Some("323.64")
    );
    assert_eq!(
        shown(&total, Line::VacanciesLessOutside).as_deref(),
        Some("82.67")
    );
}

#[test]
fn the_net_gap_is_6_92_and_nothing_is_over_establishment() {
    let total = by(Dimension::Role).total;
    assert_eq!(shown(&total, Line::Agency).as_deref(), Some("75.75"));
    assert_eq!(shown(&total, Line::NetGap).as_deref(), Some("6.92"));
    assert_eq!(shown(&total, Line::OverEstablishment).as_deref(), Some("0"));
}

#[test]
fn the_vacancy_rate_is_26_6_percent() {
    let total = by(Dimension::Role).total;
    assert_eq!(total.vacancy_rate().as_deref(), Some("26.6"));
}

#[test]
fn the_rows_add_up_to_406_32_and_the_reader_is_told() {
    assert_eq!(
        by(Dimension::Role).notes,
        [
            "Established: the rows add up to 406.32; the source printed 406.31, \
             and the totals here follow the source."
        ]
    );
}

#[test]
fn what_the_source_does_not_divide_stands_in_a_row_of_its_own() {
    let position = by(Dimension::Role);
    let undivided = row(&position, RowKey::Undivided).amounts;
    assert_eq!(
        lines(&undivided),
        [
            (Line::NewlyQualified, "25.5".to_owned()),
            (Line::AgencyNotStated, "75.75".to_owned()),
            (Line::Agency, "75.75".to_owned()),
        ]
    );
    let first = position.rows[0].amounts;
    assert_eq!(first.get(Line::Agency), None);
    assert_eq!(first.get(Line::NetGap), None);
}

#[test]
fn the_service_has_the_numbers_of_the_total() {
    let position = by(Dimension::Service);
    let children = row(&position, RowKey::Service(Service::Children)).amounts;
    assert_eq!(children, position.total);
}

#[test]
fn the_count_answers_for_later_days_and_says_of_which_day_it_is() {
    let selection = Selection::at(date(2018, 8, 1));
    let position = position(&norfolk().workforce(), &selection, Dimension::Role);
    let Basis::Stated { on, sources } = &position.basis else {
        panic!("stated, not {:?}", position.basis);
    };
    assert_eq!(
        (*on, sources.as_slice()),
        (date(2018, 6, 30), &["A paper".to_owned()][..])
    );
    assert_eq!(
        position.notes[0],
        "The latest count on or before 1 August 2018 is of 30 June 2018."
    );
}

#[test]
fn before_the_first_count_nothing_is_known() {
    let selection = Selection::at(date(2018, 6, 29));
    let position = position(&norfolk().workforce(), &selection, Dimension::Role);
    assert_eq!(position.basis, Basis::Nothing);
    assert!(position.rows.is_empty() && lines(&position.total).is_empty());
    assert_eq!(
        position.notes,
        ["Nothing is recorded for this date. The first facts are of 30 June 2018."]
    );
}
