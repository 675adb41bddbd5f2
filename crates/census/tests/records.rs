//! Records out of returns, on two returns made by hand.

use holdfast_census::{Block, Item, Measured, RecordsError, Return, Year, from_returns};
use holdfast_measures::{Ledger, Measure};
use holdfast_workforce::check::check;
use holdfast_workforce::codes::{AbsenceKind, Contract, LeavingReason, Service};
use holdfast_workforce::id::CountingIds;
use holdfast_workforce::{Severity, Workforce};
use jiff::civil::date;

fn block(items: &[(Item, &str)]) -> Block {
    let mut block = Block::default();
    for (item, text) in items {
        block.put(*item, text);
    }
    block
}

fn of_year(year: &str, authority: [&str; 3], workers: Vec<Block>) -> Return {
    let reference_date = format!("{year}-09-30");
    Return {
        header: block(&[
            (Item::Collection, "CSWW"),
            (Item::Year, year),
            (Item::ReferenceDate, &reference_date),
            (Item::SourceLevel, "L"),
            (Item::LEA, "926"),
        ]),
        authority: block(&[
            (Item::NumberOfVacancies, authority[0]),
            (Item::NoAgencyFTE, authority[1]),
            (Item::NoAgencyHeadcount, authority[2]),
        ]),
        workers,
    }
}

/// A worker of whom the dates and counts matter.
fn employed(registration: &str, started: &str, more: &[(Item, &str)]) -> Block {
    let mut items = vec![
        (Item::AgencyWorker, "0"),
        (Item::SWENo, registration),
        (Item::PersonBirthDate, "1985-03-24"),
        (Item::Sex, "F"),
        (Item::Ethnicity, "WBRI"),
        (Item::QualLevel, "2"),
        (Item::StepUpGrad, "0"),
        (Item::OrgRole, "5"),
        (Item::RoleStartDate, started),
        (Item::StartOrigin, "1"),
    ];
    items.extend_from_slice(more);
    block(&items)
}

fn agency(registration: &str, fte: &str, cases: &str) -> Block {
    block(&[
        (Item::AgencyWorker, "1"),
        (Item::SWENo, registration),
        (Item::FTE, fte),
        (Item::Cases30, cases),
    ])
}

/// In 2024: Ada in post since 2019, Ben started, Cleo left, and two agency
/// workers, one of whom covers a vacancy.
fn first() -> Return {
    of_year(
        "2024",
        ["2.50", "1.00", "1"],
        vec![
            employed(
                "SW1001",
                "2019-09-02",
                &[
                    (Item::FTE, "0.8"),
                    (Item::FTE30, "1"),
                    (Item::Cases30, "10"),
                    (Item::WorkingDaysLost, "5.5"),
                    (Item::Absat30Sept, "1"),
                    (Item::ReasonAbsence, "MAT"),
                ],
            ),
            employed(
                "SW1002",
                "2024-02-01",
                &[
                    (Item::FTE, "1"),
                    (Item::FTE30, "0"),
                    (Item::Cases30, "14"),
                    (Item::WorkingDaysLost, "0"),
                ],
            ),
            employed(
                "SW1003",
                "2015-05-11",
                &[
                    (Item::FTE, "0"),
                    (Item::RoleEndDate, "2024-03-31"),
                    (Item::LeaverDestination, "6"),
                    (Item::ReasonLeave, "5"),
                    (Item::FTE30, "0.6"),
                    (Item::WorkingDaysLost, "2"),
                ],
            ),
            agency("SW2001", "1", "18"),
            agency("SW2002", "0.5", "0"),
        ],
    )
}

/// In 2025: Ada works less, Ben is not told of, Dan came and went.
fn second() -> Return {
    of_year(
        "2025",
        ["3.00", "1.00", "1"],
        vec![
            employed(
                "SW1001",
                "2019-09-02",
                &[
                    (Item::FTE, "0.6"),
                    (Item::FTE30, "0.8"),
                    (Item::Cases30, "9"),
                    (Item::WorkingDaysLost, "0"),
                    (Item::BaseSalary, "42000.00"),
                    (Item::RRPayments, "1000.00"),
                ],
            ),
            employed(
                "SW1004",
                "2025-01-06",
                &[
                    (Item::FTE, "0"),
                    (Item::RoleEndDate, "2025-05-30"),
                    (Item::LeaverDestination, "3"),
                    (Item::ReasonLeave, "1"),
                    (Item::FTE30, "0"),
                    (Item::WorkingDaysLost, "0"),
                ],
            ),
            agency("SW2001", "1", "18"),
        ],
    )
}

fn records(returns: &[Return]) -> (Workforce, Vec<String>) {
    let mut ids = CountingIds::default();
    let made = from_returns(returns, &mut ids).expect("they belong together");
    let filled = made.filled.into_iter().map(|it| it.message).collect();
    (made.workforce, filled)
}

fn measured(file: &Return) -> Measured {
    file.check(Year::LAST, None).measured
}

#[test]
fn the_records_measure_as_the_return_does() {
    let (workforce, filled) = records(&[first()]);
    assert_eq!(filled, Vec::<String>::new());
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    let from_file = measured(&first());
    for measure in Measured::measures() {
        let figure = ledger.figure(measure, date(2024, 9, 30));
        assert_eq!(figure.value, from_file.value(measure), "{measure:?}");
    }
    // Worked by hand: 0.6 of 1.8 left; 2.5 of 2.5 + 1.8 are vacant; 42 cases
    // are held by 0.8 + 1 + 1 FTE.
    let shown = |measure: Measure| ledger.figure(measure, date(2024, 9, 30)).rounded();
    assert_eq!(shown(Measure::TurnoverRateFte).to_string(), "33.3");
    assert_eq!(shown(Measure::VacancyRate).to_string(), "58.1");
    assert_eq!(shown(Measure::AverageCaseload).to_string(), "15.0");
}

#[test]
fn returns_of_two_years_make_one_history() {
    let (workforce, filled) = records(&[second(), first()]);
    assert_eq!(
        filled,
        [
            "The return of 2024 has the worker in post, this one neither in post nor as a leaver; \
             2024-10-01 stands for the last day."
        ]
    );
    let ada = workforce.people().by_reference("SW1001").expect("Ada");
    let [engagement] = workforce.engagements().linking(ada.id).collect::<Vec<_>>()[..] else {
        panic!("Ada has one engagement");
    };
    assert_eq!(engagement.spell.from, date(2019, 9, 2));
    let steps: Vec<_> = workforce
        .assignments()
        .linking(engagement.id)
        .map(|it| (it.spell.from, it.fte.to_string()))
        .collect();
    let expected = [
        (date(2019, 9, 2), "1".to_owned()),
        (date(2024, 9, 30), "0.8".to_owned()),
        (date(2025, 9, 30), "0.6".to_owned()),
    ];
    assert_eq!(steps, expected);
    let absences: Vec<_> = workforce
        .absences()
        .linking(engagement.id)
        .map(|it| (it.kind, it.spell.from, it.spell.last_day()))
        .collect();
    let expected = [
        (
            AbsenceKind::Sickness,
            date(2023, 10, 1),
            Some(date(2024, 9, 29)),
        ),
        (
            AbsenceKind::Maternity,
            date(2024, 9, 30),
            Some(date(2024, 9, 30)),
        ),
    ];
    assert_eq!(absences, expected);

    let cleo = workforce.people().by_reference("SW1003").expect("Cleo");
    let left = workforce
        .engagements()
        .linking(cleo.id)
        .next()
        .expect("one");
    assert_eq!(left.reason, Some(LeavingReason::Retired));
    assert_eq!(left.spell.last_day(), Some(date(2024, 3, 31)));

    let ben = workforce.people().by_reference("SW1002").expect("Ben");
    let gone = workforce.engagements().linking(ben.id).next().expect("one");
    assert_eq!(gone.reason, Some(LeavingReason::NotKnown));

    let agency = workforce.engagements().iter();
    let agency = agency.filter(|it| it.contract == Contract::Agency).count();
    assert_eq!(agency, 3);
}

#[test]
fn the_records_keep_every_rule_that_stops_an_import() {
    let (workforce, _) = records(&[first(), second()]);
    let empty = Workforce::empty(workforce.id());
    let touched: Vec<_> = workforce
        .records()
        .map(|record| (record.kind(), record.id()))
        .collect();
    let errors: Vec<_> = check(&empty, &workforce, &touched)
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    assert_eq!(errors, []);
}

#[test]
fn the_same_returns_give_the_same_records() {
    let (once, _) = records(&[first(), second()]);
    let (again, _) = records(&[second(), first()]);
    assert!(once.records().eq(again.records()));
}

#[test]
fn what_a_return_does_not_say_is_filled_in_and_told() {
    let odd = of_year(
        "2025",
        ["0", "0.75", "1"],
        vec![
            employed("SW1", "2026-01-01", &[(Item::FTE, "1"), (Item::FTE30, "0")]),
            block(&[
                (Item::AgencyWorker, "0"),
                (Item::FTE, "1"),
                (Item::OrgRole, "5"),
            ]),
            block(&[
                (Item::AgencyWorker, "0"),
                (Item::SWENo, "SW2"),
                (Item::FTE, "0"),
                (Item::FTE30, "1"),
                (Item::RoleEndDate, "last May"),
            ]),
            agency("SW3", "1", "4"),
        ],
    );
    let (workforce, filled) = records(&[odd]);
    assert_eq!(
        filled,
        [
            "The date of joining, 2026-01-01, lies after 2025-09-30, which stands for it.",
            "Record 2 has no Social Work England number and was left out.",
            "The date of leaving cannot be read; the reference date stands for it.",
            "The date of joining is not known; 2024-09-30 stands for it.",
            "0.75 FTE of agency workers cover vacancies; those chosen for it come to 0.",
        ]
    );
    assert_eq!(workforce.people().len(), 3);
}

#[test]
fn returns_that_do_not_belong_together_are_refused() {
    let mut ids = CountingIds::default();
    let mut refused = |returns: &[Return]| {
        from_returns(returns, &mut ids)
            .map(drop)
            .expect_err("refused")
    };
    let year = |number| Year::of(number).expect("described");
    assert_eq!(refused(&[]), RecordsError::Nothing);
    assert_eq!(refused(&[Return::default()]), RecordsError::NoYear(1));
    assert_eq!(
        refused(&[first(), first()]),
        RecordsError::Twice(year(2024))
    );
    let mut other = second();
    other.header = block(&[(Item::Year, "2025"), (Item::LEA, "888")]);
    assert_eq!(
        refused(&[first(), other.clone()]),
        RecordsError::OtherAuthority {
            year: year(2025),
            found: "888".to_owned(),
            expected: "926".to_owned(),
        }
    );
    other.header = block(&[(Item::Year, "2025")]);
    assert_eq!(refused(&[other]), RecordsError::NoAuthority(year(2025)));
}
