//! Records out of returns, on two returns made by hand.

use holdfast_census::{
    Block, Checker, Decimal, Item, Measured, RecordsError, Return, Written, Year, build,
    from_returns,
};
use holdfast_measures::{Ledger, Measure};
use holdfast_workforce::check::check;
use holdfast_workforce::codes::{AbsenceKind, Contract, Ethnicity, LeavingReason, Route, Service};
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
    Checker::new(Year::LAST).held(file, None).measured
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

/// Nothing says the vacancies, agency workers and posts of a day before the
/// first reference date; who started and left in its year, the file says.
#[test]
fn before_the_first_reference_date_no_stock_is_known_and_no_rate_is_nought() {
    let (workforce, _) = records(&[first(), second()]);
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    let value = |measure, at| ledger.figure(measure, at).rounded().to_string();
    for at in [date(2023, 9, 30), date(2024, 3, 31), date(2024, 9, 29)] {
        for measure in [
            Measure::VacancyRate,
            Measure::AgencyRateFte,
            Measure::AverageCaseload,
            Measure::InPostFte,
            Measure::TurnoverRateFte,
        ] {
            assert_eq!(value(measure, at), "x", "{measure:?} at {at}");
        }
    }
    let end = date(2024, 9, 30);
    assert_eq!(value(Measure::VacancyRate, end), "58.1");
    assert_eq!(value(Measure::TurnoverRateFte, end), "33.3");
    // Agency workers of the days before 30 September 2024 are not known.
    assert_eq!(value(Measure::AgencyAverageFte, end), "x");
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

/// A return is taken as records, and built from them again.
fn built_again(workforce: &Workforce, year: i16) -> Return {
    let written = Written {
        software: "Holdfast".to_owned(),
        at: date(2025, 10, 14).at(11, 11, 11, 0),
    };
    let year = Year::of(year).expect("described");
    build(workforce, year, None, &written).file
}

#[test]
fn a_return_that_is_built_again_says_the_same_fte_cases_and_weeks() {
    let weeks = |registration, weeks| {
        let mut worker = agency(registration, "0.5", "7");
        worker.put(Item::ContractWeeks, weeks);
        worker
    };
    let nought = |fte30| {
        let items = [
            (Item::FTE, "0"),
            (Item::FTE30, fte30),
            (Item::Cases30, "3"),
            (Item::WorkingDaysLost, "0"),
        ];
        employed("SW3001", "2019-09-02", &items)
    };
    let last = {
        let mut last = first();
        // Without Ben, of whom the next return says nothing.
        last.workers.remove(1);
        let more = [
            weeks("SW2003", "38"),
            weeks("SW2004", "12.5"),
            nought("0.5"),
        ];
        last.workers.extend(more);
        last
    };
    let this = {
        let mut this = second();
        this.workers.extend([weeks("SW2003", "104"), nought("0")]);
        this
    };
    let (workforce, _) = records(&[last.clone(), this.clone()]);
    let told = |file: &Return| {
        let mut told: Vec<_> = file
            .workers
            .iter()
            .map(|worker| {
                let items = [
                    Item::SWENo,
                    Item::AgencyWorker,
                    Item::FTE,
                    Item::FTE30,
                    Item::Cases30,
                    Item::ContractWeeks,
                ];
                let number = |item| match (item, worker.text(item)) {
                    (Item::FTE | Item::FTE30, Some(text)) => {
                        Decimal::read(text).map(|it| it.as_fte().to_string())
                    }
                    (_, text) => text.map(str::to_owned),
                };
                items.map(number)
            })
            .collect();
        told.sort();
        told
    };
    for (year, file) in [(2024, last), (2025, this)] {
        let again = built_again(&workforce, year);
        assert_eq!(told(&again), told(&file), "{year}");
        // Of the worker of no FTE it is asked whether that is so.
        let findings = Checker::new(Year::LAST).held(&again, None).findings;
        let asked = findings.all.iter().filter(|it| it.rule == "W109");
        assert_eq!(asked.count(), 1, "{year}");
        for measure in Measured::measures() {
            assert_eq!(
                measured(&again).value(measure),
                measured(&file).value(measure)
            );
        }
    }
}

#[test]
fn a_leaver_leaves_in_the_role_that_the_return_of_the_year_says() {
    let stayed = employed("SW1", "2019-09-02", &[FULL, BEFORE]);
    let items = [
        (Item::AgencyWorker, "0"),
        (Item::SWENo, "SW1"),
        (Item::OrgRole, "4"),
        (Item::RoleStartDate, "2019-09-02"),
    ];
    let left = block(&[&items[..], &left_on("2025-05-30")].concat());
    let returns = [with("2024", vec![stayed]), with("2025", vec![left])];
    let (workforce, _) = records(&returns);
    for (year, role) in [(2024, "5"), (2025, "4")] {
        let again = built_again(&workforce, year);
        let [worker] = &again.workers[..] else {
            panic!("one worker in {year}");
        };
        assert_eq!(worker.text(Item::OrgRole), Some(role), "{year}");
    }
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    for measure in [Measure::LeaversFte, Measure::LeaversHeadcount] {
        let figure = ledger.figure(measure, date(2025, 9, 30));
        let from_file = measured(&returns[1]).value(measure);
        assert_eq!(figure.value, from_file, "{measure:?}");
    }
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
            block(&[
                (Item::AgencyWorker, "1"),
                (Item::SWENo, "SW4"),
                (Item::FTE, "-1"),
                (Item::ContractWeeks, "six"),
            ]),
        ],
    );
    let (workforce, filled) = records(&[odd]);
    assert_eq!(
        filled,
        [
            "The date of joining, 2026-01-01, lies after 2025-09-30, which stands for it.",
            "Record 2 has no Social Work England number and was left out.",
            "The date of leaving cannot be read, and nothing else says that the worker left; they are taken to be in post.",
            "The date of joining is not known; 2024-09-30 stands for it.",
            "The role is not known; case holder stands for it.",
            "FTE is ‘-1’, which is no FTE; 0 stands for it.",
            "The agency workers who cover vacancies are 1, of 0.75 FTE; those chosen for it are 0, of 0 FTE.",
            "ContractWeeks is ‘six’, which is no length; it was left out.",
        ]
    );
    assert_eq!(workforce.people().len(), 4);
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

/// A return of 2024 or 2025 with these workers and nothing else.
fn with(year: &str, workers: Vec<Block>) -> Return {
    of_year(year, ["0", "0", "0"], workers)
}

const FULL: (Item, &str) = (Item::FTE, "1");
const BEFORE: (Item, &str) = (Item::FTE30, "1");

fn left_on(day: &str) -> [(Item, &str); 5] {
    [
        (Item::FTE, "0"),
        (Item::RoleEndDate, day),
        (Item::LeaverDestination, "1"),
        (Item::ReasonLeave, "1"),
        BEFORE,
    ]
}

/// First and last days of the engagements of the worker SW1.
fn days(returns: &[Return]) -> (Vec<(String, Option<String>)>, Vec<String>) {
    let (workforce, filled) = records(returns);
    let person = workforce.people().by_reference("SW1").expect("SW1");
    let mut days: Vec<_> = workforce
        .engagements()
        .linking(person.id)
        .map(|it| {
            let last = it.spell.last_day().map(|day| day.to_string());
            (it.spell.from.to_string(), last)
        })
        .collect();
    days.sort();
    let empty = Workforce::empty(workforce.id());
    let touched: Vec<_> = workforce
        .records()
        .map(|record| (record.kind(), record.id()))
        .collect();
    let errors = check(&empty, &workforce, &touched);
    let errors: Vec<_> = errors
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    assert_eq!(errors, []);
    (days, filled)
}

fn spell(from: &str, last: Option<&str>) -> (String, Option<String>) {
    (from.to_owned(), last.map(str::to_owned))
}

#[test]
fn an_agency_worker_who_is_employed_later_is_there_once() {
    let employed_later = employed("SW1", "2024-11-22", &[FULL, (Item::FTE30, "0")]);
    let (found, filled) = days(&[
        with("2024", vec![agency("SW1", "1", "9")]),
        with("2025", vec![employed_later]),
    ]);
    assert_eq!(
        found,
        [
            spell("2024-09-30", Some("2024-11-21")),
            spell("2024-11-22", None)
        ]
    );
    assert!(
        filled[0].contains("was employed from 2024-11-22"),
        "{filled:?}"
    );
}

#[test]
fn a_worker_with_two_records_of_a_day_may_come_to_more_than_a_whole() {
    let both = [agency("SW1", "0.6", "3"), agency("SW1", "0.6", "4")];
    days(&[with("2025", both.to_vec())]);
    let beside = [
        agency("SW1", "0.5", "3"),
        employed("SW1", "2019-01-07", &[FULL, BEFORE]),
    ];
    days(&[with("2025", beside.to_vec())]);
}

#[test]
fn whoever_leaves_and_comes_back_and_leaves_has_two_careers_in_any_order() {
    let last_year = with("2024", vec![employed("SW1", "2015-01-05", &[FULL, BEFORE])]);
    let back = employed("SW1", "2025-03-03", &left_on("2025-06-30"));
    let first = employed("SW1", "2015-01-05", &left_on("2024-12-31"));
    let expected = [
        spell("2015-01-05", Some("2024-12-31")),
        spell("2025-03-03", Some("2025-06-30")),
    ];
    for workers in [vec![back.clone(), first.clone()], vec![first, back]] {
        let (found, _) = days(&[last_year.clone(), with("2025", workers)]);
        assert_eq!(found, expected);
    }
}

#[test]
fn a_leaver_who_is_told_of_twice_leaves_once() {
    let leaver = || employed("SW1", "2015-01-05", &left_on("2024-12-31"));
    let (found, _) = days(&[with("2024", vec![leaver()]), with("2025", vec![leaver()])]);
    assert_eq!(found, [spell("2015-01-05", Some("2024-12-31"))]);
}

#[test]
fn a_date_of_leaving_that_says_nothing_makes_nobody_leave() {
    let items = [FULL, (Item::RoleEndDate, "n/a"), BEFORE];
    let (found, filled) = days(&[
        with("2024", vec![employed("SW1", "2015-01-05", &items)]),
        with("2025", vec![employed("SW1", "2015-01-05", &[FULL, BEFORE])]),
    ]);
    assert_eq!(found, [spell("2015-01-05", None)]);
    assert!(filled[0].contains("taken to be in post"), "{filled:?}");
}

#[test]
fn what_two_returns_say_against_each_other_is_told() {
    let in_post = |started| employed("SW1", started, &[FULL, BEFORE]);
    // Left before the day on which the year before had the worker in post.
    let (found, filled) = days(&[
        with("2024", vec![in_post("2015-01-05")]),
        with(
            "2025",
            vec![employed("SW1", "2015-01-05", &left_on("2023-05-31"))],
        ),
    ]);
    assert_eq!(found, [spell("2015-01-05", Some("2024-10-01"))]);
    assert!(filled[0].contains("lies before 2024-09-30"), "{filled:?}");
    // Another date of joining.
    let (found, filled) = days(&[
        with("2024", vec![in_post("2015-01-05")]),
        with("2025", vec![in_post("2010-01-05")]),
    ]);
    assert_eq!(found, [spell("2015-01-05", None)]);
    assert!(filled[0].contains("was 2015-01-05 before"), "{filled:?}");
    // Nobody told of the worker before.
    let (found, filled) = days(&[
        with("2024", vec![]),
        with("2025", vec![in_post("2012-01-05")]),
    ]);
    assert_eq!(found, [spell("2012-01-05", None)]);
    assert!(
        filled[0].contains("no earlier return has them"),
        "{filled:?}"
    );
}

/// A literal dollar at the end is a fault of schemas that councils share.
#[test]
fn a_number_is_known_again_however_it_is_written() {
    let in_post = |number| employed(number, "2015-01-05", &[FULL, BEFORE]);
    let (found, filled) = days(&[
        with("2024", vec![in_post("SW1$")]),
        with("2025", vec![in_post("sw1")]),
    ]);
    assert_eq!(found, [spell("2015-01-05", None)]);
    assert_eq!(filled, Vec::<String>::new());
}

#[test]
fn no_to_both_routes_is_another_route_and_what_was_known_stays_known() {
    let items = [FULL, BEFORE, (Item::FrontlineGrad, "0")];
    let mut later = employed("SW1", "2015-01-05", &items);
    later = {
        let mut changed = Block::default();
        for cell in later.cells() {
            let item = cell.item.expect("an item");
            let text = if item == Item::Ethnicity {
                "NOBT"
            } else {
                cell.text
            };
            changed.put(item, text);
        }
        changed
    };
    let (workforce, _) = records(&[
        with("2024", vec![employed("SW1", "2015-01-05", &items)]),
        with("2025", vec![later]),
    ]);
    let person = workforce.people().by_reference("SW1").expect("SW1");
    assert_eq!(person.route, Some(Route::Other));
    assert_eq!(person.ethnicity, Some(Ethnicity::WhiteBritish));
}

#[test]
fn whoever_left_in_another_year_is_no_leaver_of_this_one() {
    let file = with(
        "2025",
        vec![
            employed("SW1", "2015-01-05", &left_on("2023-03-31")),
            employed("SW2", "2015-01-05", &[FULL, BEFORE]),
        ],
    );
    let measured = measured(&file);
    let turnover = measured.value(Measure::TurnoverRateFte);
    assert_eq!(turnover.rounded(1), "0.0");
}

mod whatever_is_returned {
    use proptest::prelude::*;

    use super::*;

    /// Texts that stand in items, and some that should not.
    fn text() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "0",
            "1",
            "5",
            "10",
            "-1",
            "0.5",
            "1,5",
            "999999999999.999999",
            "9999",
            "",
            "SIC",
            "MAT",
            "NOBT",
            "WBRI",
            "F",
            "0000-01-01",
            "2015-01-05",
            "2024-09-30",
            "2024-10-01",
            "2025-09-30",
            "2025-05-01",
            "9999-12-31",
            "soon",
            "SW1",
            "SW2",
            "$",
        ])
    }

    fn worker() -> impl Strategy<Value = Block> {
        let items: Vec<_> = holdfast_census::ITEMS
            .iter()
            .filter(|it| it.level == holdfast_census::Level::Worker)
            .map(|it| it.item)
            .collect();
        prop::collection::vec((prop::sample::select(items), text()), 0..24)
            .prop_map(|items| block(&items))
    }

    proptest! {
        /// Nobody is lost without a word, nothing panics, and the same returns
        /// give the same records.
        #[test]
        fn records_are_made_of_it(
            first in prop::collection::vec(worker(), 0..6),
            second in prop::collection::vec(worker(), 0..6),
            sums in [text(), text(), text()],
        ) {
            let returns = [of_year("2024", sums, first), of_year("2025", sums, second)];
            let (once, told) = records(&returns);
            let (again, told_again) = records(&returns);
            prop_assert!(once.records().eq(again.records()));
            prop_assert_eq!(told, told_again);
            for file in &returns {
                Checker::new(Year::LAST).held(file, None);
            }
        }
    }
}
