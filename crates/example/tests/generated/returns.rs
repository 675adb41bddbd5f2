//! The returns of synthetic authorities: file and records give the same figures.

use holdfast_census::{
    Built, Checker, Item, Measured, RecordKind, Return, Severity, Wrapper, Written, Year, build,
    from_returns,
};
use holdfast_example::{Plan, generate, national_return};
use holdfast_measures::figure::evaluate;
use holdfast_measures::{Component, Ledger, Scope, Value, calendar};
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::check::check;
use holdfast_workforce::codes::Service;
use holdfast_workforce::id::CountingIds;
use jiff::civil::date;

fn built(workforce: &Workforce, year: Year) -> Built {
    let written = Written {
        software: "Holdfast".to_owned(),
        at: date(2025, 10, 14).at(11, 11, 11, 0),
    };
    build(workforce, year, None, &written)
}

fn file(built: &Built) -> Vec<u8> {
    let mut bytes = Vec::new();
    built
        .file
        .write(&mut bytes, Wrapper::None)
        .expect("memory takes it");
    bytes
}

/// Checks every measure of a year and gives how many were exactly equal.
fn agree(workforce: &Workforce, year: Year) -> usize {
    let bytes = file(&built(workforce, year));
    let checked = Checker::new(year)
        .file(bytes.as_slice(), None)
        .expect("it can be read");
    let ledger = Ledger::new(workforce, Some(Service::Children));
    let at = year.reference_date();
    let reckoning = ledger.reckon(Scope::CHILDREN, at);
    let mut equal = 0;
    for measure in Measured::measures() {
        let formula = measure.definition().formula;
        // The file holds vacancies and their cover to two decimals, rounded once.
        let as_filed = |component| {
            let amount: Fte = reckoning
                .part(component)
                .amount
                .clone()
                .map_err(|it| it.symbol())?;
            let is_short = matches!(
                component,
                Component::VacanciesFte | Component::AgencyCoverFte
            );
            Ok(match is_short {
                true => amount.rounded(2).parse().expect("two decimals"),
                false => amount,
            })
        };
        let expected = evaluate(formula, calendar::working_days_in_year(at), as_filed)
            .map_or_else(Value::Symbol, Value::Exact);
        let found = checked.measured.value(measure);
        assert_eq!(found, expected, "{measure}, {year}");
        equal += usize::from(found == ledger.figure(measure, at).value);
    }
    equal
}

/// Of the example, whose posts are of whole hundredths, every measure is equal
/// to the last digit; so it is in each year.
#[test]
fn every_measure_of_the_file_is_that_of_the_records() {
    let workforce = generate(&Plan::default());
    let all = Measured::measures().count();
    assert!(all >= 15, "{all} measures");
    for year in Year::known() {
        assert_eq!(agree(&workforce, year), all, "{year}");
    }
}

#[test]
fn other_authorities_agree_too() {
    for seed in 2..5 {
        let workforce = generate(&super::plan(seed));
        agree(&workforce, Year::LAST);
        agree(&workforce, Year::FIRST);
    }
}

#[test]
fn a_built_file_reads_and_writes_the_same_and_has_the_shape_of_its_year() {
    let workforce = generate(&Plan::default());
    for year in Year::known() {
        let built = built(&workforce, year);
        assert_eq!(built.people.len(), built.file.workers.len());
        let first = file(&built);
        let (read, remarks) = Return::read(first.as_slice()).expect("it can be read");
        assert_eq!(remarks, []);
        assert_eq!(read, built.file);
        let mut second = Vec::new();
        read.write(&mut second, Wrapper::None)
            .expect("memory takes it");
        assert_eq!(first, second, "{year}");
    }
}

/// What no record holds, its allowances, the example has not said.
#[test]
fn nothing_in_a_built_file_must_be_mended_but_what_was_not_answered() {
    let workforce = generate(&Plan::default());
    let mut last_year = None;
    for year in Year::known() {
        let built = built(&workforce, year);
        let checked = Checker::new(year).held(&built.file, last_year.as_ref());
        let all = checked.findings.all.iter();
        let unanswered = built.notes.iter().filter(|it| it.people.is_empty());
        let unanswered: Vec<_> = unanswered
            .filter_map(|it| it.item.map(Item::element))
            .collect();
        assert_eq!(unanswered.is_empty(), year < Year::LAST, "{year}");
        let errors = all.filter(|it| it.severity == Severity::Error);
        let elements: Vec<_> = errors.map(|it| it.element.as_str()).collect();
        assert_eq!(elements, unanswered, "{year}");
        last_year = Some(checked.summary);
    }
}

#[test]
fn several_authorities_stand_in_one_file() {
    let mut bytes = Vec::new();
    let workers = national_return(&mut bytes, Year::LAST, 3).expect("memory takes it");
    let checked = Checker::default()
        .file(bytes.as_slice(), None)
        .expect("it can be read");
    let entries = &checked.summary.entries;
    assert_eq!(entries.len(), workers as usize);
    for kind in [
        RecordKind::Agency,
        RecordKind::InPost,
        RecordKind::Starter,
        RecordKind::Leaver,
    ] {
        assert!(checked.summary.of_kind(kind).count() > 0, "{kind:?}");
    }
    let registrations: std::collections::BTreeSet<_> =
        entries.iter().map(|it| &it.registration[..6]).collect();
    assert!(registrations.len() == 3, "{registrations:?}");
}

/// What was sent is where a council may begin: the returns of five years make
/// records that keep every rule, and that measure as the returns do.
#[test]
fn the_returns_of_five_years_make_records_that_measure_alike() {
    let workforce = generate(&Plan::default());
    let returns: Vec<Return> = Year::known()
        .map(|year| built(&workforce, year).file)
        .collect();
    let mut ids = CountingIds::default();
    let made = from_returns(&returns, &mut ids).expect("they belong together");
    let empty = Workforce::empty(made.workforce.id());
    let touched: Vec<_> = made
        .workforce
        .records()
        .map(|record| (record.kind(), record.id()))
        .collect();
    let errors: Vec<_> = check(&empty, &made.workforce, &touched)
        .into_iter()
        .filter(|finding| finding.severity == holdfast_workforce::Severity::Error)
        .map(|finding| finding.message)
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let ledger = Ledger::new(&made.workforce, Some(Service::Children));
    for (file, year) in returns.iter().zip(Year::known()) {
        let measured = Checker::new(year).held(file, None).measured;
        for measure in Measured::measures() {
            let figure = ledger.figure(measure, year.reference_date());
            assert_eq!(figure.value, measured.value(measure), "{measure}, {year}");
        }
    }
}
