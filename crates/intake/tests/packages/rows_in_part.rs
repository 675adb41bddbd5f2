//! Rows that cannot be read as a whole are judged by what can be read of them,
//! so that all that is wrong is told at once.

use crate::support::{at, problems_after, told};

#[test]
fn a_row_with_an_unreadable_cell_is_judged_by_its_other_cells() {
    let file = "assignments.csv";
    let row = |cells: &str| {
        let old = "S1,E1,P1,2020-04-01,,0.8,substantive,,";
        told(&problems_after("assignments", old, cells))
    };
    assert_eq!(
        row("S1,E1,P11,soon,,1.2,substantive,vacancy,"),
        [
            at(file, 2, "from", "soon", "not-a-date"),
            at(file, 2, "post", "P11", "reference-to-nothing"),
            at(file, 2, "fte", "1.2", "fte-above-one"),
            at(file, 2, "cover", "vacancy", "cover-reason-unexpected"),
        ]
    );
    assert_eq!(
        row("S1,E1,P1,2020-04-01,2019-04-01,0.8,sometimes,vacancy,"),
        [
            at(file, 2, "holding", "sometimes", "unknown-code"),
            at(file, 2, "to", "2019-04-01", "end-before-start"),
        ]
    );
    // What is agreed is agreed, and what cannot be read is not guessed.
    assert_eq!(
        row("S1,E1,P1,2020-04-01,soon,1.2,substantive,,agreed"),
        [at(file, 2, "to", "soon", "not-a-date")]
    );
}

#[test]
fn a_row_that_refers_to_nothing_is_judged_by_its_other_cells() {
    let old = "S1,E1,P1,2020-04-01,,0.8,";
    let found = told(&problems_after(
        "assignments",
        old,
        "S1,E9,P1,2020-04-01,,1.2,",
    ));
    let file = "assignments.csv";
    assert_eq!(
        found,
        [
            at(file, 2, "engagement", "E9", "reference-to-nothing"),
            at(file, 2, "fte", "1.2", "fte-above-one"),
        ]
    );
}

#[test]
fn rows_of_every_table_are_judged_beside_an_unreadable_cell() {
    let found = |table, old, new| {
        let mut found = told(&problems_after(table, old, new));
        found.retain(|it| it.0 == format!("{table}.csv"));
        found
    };
    assert_eq!(
        found("posts", "T2,FSW,0.5,base", "T2,FSW,0,bass"),
        [
            at("posts.csv", 4, "funding", "bass", "unknown-code"),
            at("posts.csv", 4, "fte", "0", "post-fte-impossible"),
        ]
    );
    assert_eq!(
        found(
            "pay",
            "E1,base_salary,2020-04-01,2024-03-31,38223",
            "E1,salary,2020-04-01,2020-03-31,-1"
        ),
        [
            at("pay.csv", 2, "element", "salary", "unknown-code"),
            at("pay.csv", 2, "to", "2020-03-31", "end-before-start"),
            at("pay.csv", 2, "amount", "-1", "pay-impossible"),
        ]
    );
    assert_eq!(
        found("caseloads", "2024-03-31,16", "2024-03-30,many"),
        [
            at("caseloads.csv", 2, "cases", "many", "not-a-whole-number"),
            at("caseloads.csv", 2, "date", "2024-03-30", "not-a-month-end"),
        ]
    );
    assert_eq!(
        found(
            "teams",
            "T2,\"Duty, North\",T1,children,2020-04-01,",
            "T2,,T9,children,2020-04-01,2020-03-31"
        ),
        [
            at("teams.csv", 3, "name", "", "missing-value"),
            at("teams.csv", 3, "parent", "T9", "reference-to-nothing"),
            at("teams.csv", 3, "to", "2020-03-31", "end-before-start"),
        ]
    );
}
