use std::collections::BTreeSet;

use holdfast_measures::Measure;
use holdfast_measures::disclosure::Policy;
use holdfast_reference::Releases;
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::{AbsenceKind, LeavingReason, OrganisationRole, Service};
use holdfast_workforce::fixture::{Council, days};
use holdfast_workforce::position::Dimension;
use holdfast_workforce::record::{Assignment, Engagement, Role};
use jiff::civil::date;

use super::*;

const AT: jiff::civil::Date = date(2023, 3, 31);

/// Ten people in post, of whom some left in the year to 31 March 2023: three
/// resigned, one was dismissed.
fn council() -> Council {
    let mut council = Council::new();
    let role = council.role;
    council.edit::<Role>(role, |it| {
        it.organisation_role = Some(OrganisationRole::CaseHolder)
    });
    for number in 0..14 {
        let post = council.post(&format!("P{number}"));
        let holder = council.holder(&format!("Person {number}"), post);
        let reason = match number {
            0..3 => Some(LeavingReason::Resignation),
            3 => Some(LeavingReason::Dismissed),
            _ => None,
        };
        if let Some(reason) = reason {
            let until = Some(date(2022, 9, 30));
            council.edit::<Engagement>(holder.engagement, |it| {
                it.spell.until = until;
                it.reason = Some(reason);
            });
            council.edit::<Assignment>(holder.assignment, |it| it.spell.until = until);
        }
    }
    council
}

#[test]
fn every_row_has_a_cell_for_every_column_and_keys_tell_rows_apart() {
    let workforce = council().workforce();
    let options = OpenOptions::up_to(AT);
    let open = OpenData::of(&workforce, Releases::shipped(), options);
    for filled in &open.tables {
        let fields = filled.table.fields();
        let key: Vec<usize> = filled
            .table
            .key()
            .iter()
            .map(|name| {
                fields
                    .iter()
                    .position(|it| it.name == *name)
                    .expect("a column")
            })
            .collect();
        let mut seen = BTreeSet::new();
        for row in &filled.rows {
            assert_eq!(row.len(), fields.len(), "{}", filled.table.name());
            let cells: Vec<String> = key.iter().map(|it| format!("{:?}", row[*it])).collect();
            assert!(
                seen.insert(cells.clone()),
                "{} {cells:?}",
                filled.table.name()
            );
            for (cell, field) in row.iter().zip(fields) {
                assert!(*cell != Cell::Empty || !field.required, "{}", field.name);
            }
        }
    }
    let figures = &open.tables[0].json();
    assert_eq!(figures[0]["service"], "children");
    assert!(
        figures
            .iter()
            .any(|it| it["measure"] == "vacancy_rate" && it["at"] == "2023-03-31")
    );
}

#[test]
fn nobody_is_named_in_any_file() {
    let workforce = council().workforce();
    let open = OpenData::of(&workforce, Releases::shipped(), OpenOptions::up_to(AT));
    for (name, bytes) in open.files() {
        let text = String::from_utf8(bytes).expect("text");
        assert!(!text.contains("Person 1"), "{name}");
    }
}

#[test]
fn a_year_whose_few_leavers_are_published_in_all_gives_no_reason() {
    let workforce = council().workforce();
    let filled = leavers(&workforce, Service::Children, &[AT], Policy::USUAL);
    // Four left, and the measure says so: 3 and 1 would be one of three pairs.
    assert_eq!(filled.rows.len(), LeavingReason::ALL.len() + 1);
    assert!(
        filled
            .json()
            .iter()
            .all(|row| row["symbol"] == "c" && row["people"].is_null())
    );
    let open = leavers(
        &workforce,
        Service::Children,
        &[AT],
        Policy { threshold: 1 },
    );
    let of = |reason: &str| {
        open.json()
            .into_iter()
            .find(|it| it["reason"] == reason)
            .expect("a row")
    };
    assert_eq!(of("resignation")["people"], 3);
    assert_eq!(of("resignation")["share"].to_string(), "75.0");
    assert_eq!(of("all")["people"], 4);
    assert_eq!(of("retired")["people"], 0);
}

#[test]
fn sickness_of_few_is_hidden_and_so_is_that_of_any_team() {
    let mut council = council();
    let post = council.post("P20");
    let ada = council.holder("Ada", post);
    let january = days(date(2023, 1, 2), date(2023, 1, 31));
    council.absence(ada.engagement, AbsenceKind::Sickness, january);
    let workforce = council.workforce();
    let team = workforce.teams().iter().next().map(|it| it.id);
    let asked = |team| Asked {
        service: Some(Service::Children),
        team,
        role: None,
        measures: vec![Measure::DaysLost, Measure::InPostHeadcount],
        days: vec![AT],
    };
    for team in [None, team] {
        let rows = figures(&workforce, &asked(team), Policy::USUAL).json();
        assert_eq!(rows[0]["symbol"], "c", "{rows:?}");
        assert!(
            rows[0]["value"].is_null()
                && rows[0]["numerator"].is_null()
                && rows[0]["exact"].is_null()
        );
        assert_eq!(rows[1]["value"], 11);
    }
    let open = figures(&workforce, &asked(None), Policy { threshold: 1 }).json();
    assert!(open[0]["value"].is_number());
}

#[test]
fn roles_and_teams_add_up_to_the_total() {
    let workforce = council().workforce();
    let by = [Dimension::Role, Dimension::Team];
    let rows = establishment(&workforce, &[Service::Children], &by, &[AT]).json();
    let sum = |by: &str| -> f64 {
        let of = rows.iter().filter(|it| it["by"] == by);
        of.filter_map(|it| it["established"].as_f64()).sum()
    };
    assert_eq!(sum("total"), 14.0);
    assert_eq!((sum("role"), sum("team")), (14.0, 14.0));
}

#[test]
fn the_description_names_every_column_and_says_what_is_hidden() {
    let workforce = council().workforce();
    let open = OpenData::of(&workforce, Releases::shipped(), OpenOptions::up_to(AT));
    let package = open.data_package();
    assert_eq!(
        package["resources"].as_array().map(Vec::len),
        Some(OpenTable::FILES.len())
    );
    let description = package["description"].as_str().expect("text");
    assert!(
        description.contains("hidden below 5 and marked `c`"),
        "{description}"
    );
    let symbol = &package["resources"][0]["schema"]["fields"][10];
    assert_eq!(
        symbol["constraints"]["enum"],
        json!(["c", "k", "u", "x", "z"])
    );
    assert_eq!(
        open.archive().expect("packed"),
        open.archive().expect("packed")
    );
    assert_eq!(&open.workbook().expect("written")[..2], b"PK");
}
