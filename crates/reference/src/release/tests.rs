use super::*;
use crate::area::Region;
use crate::published::Symbol;

fn area(key: &str) -> Area {
    key.parse().expect("the key of an area")
}

fn row(key: &str, year: i16) -> &'static IndicatorRow {
    let found = Releases::shipped().row(area(key), year);
    found.expect("a row for the area and year").0
}

fn value(key: &str, year: i16, measure: Measure) -> String {
    let found = Releases::shipped().value(area(key), year, measure);
    found.map_or_else(String::new, |(value, release)| {
        format!("{value} ({})", release.key())
    })
}

fn source(release: &'static str) -> Source {
    Source {
        release: release.into(),
        ..sources::INDICATORS
    }
}

/// A release in which each area has a number of people in post in a year.
fn invented(name: &'static str, rows: &[(&str, i16, i64)]) -> Release {
    let row = |(key, year, people): &(&str, i16, i64)| {
        let mut row = IndicatorRow::empty(area(key), *year);
        let number = Number::from_tenths(people * 10);
        row.set(Measure::InPostHeadcount, Published::Number(number));
        row
    };
    Release::new(source(name), rows.iter().map(row).collect())
}

fn none() -> Releases {
    Releases(Arc::default())
}

fn people(releases: &Releases, key: &str, year: i16) -> Vec<(String, String)> {
    let values = releases.every_value(area(key), year, Measure::InPostHeadcount);
    values
        .map(|(value, release)| (value.to_string(), release.key()))
        .collect()
}

fn shipped_release(year: i16) -> &'static Release {
    let mut releases = Releases::shipped().iter();
    let found = releases.find(|release| release.reporting_year() == year);
    found.expect("a shipped release")
}

#[test]
fn every_area_and_year_of_the_release_of_2025_stands_once() {
    let release = shipped_release(2025);
    assert_eq!((release.rows().len(), release.years()), (1463, 2017..=2025));
    let mut keys: Vec<_> = release
        .rows()
        .iter()
        .map(|row| (row.year, row.area))
        .collect();
    keys.dedup();
    assert_eq!(keys.len(), 1463);
    // England, nine regions, two parts of London, the authorities past and present, two joint returns.
    assert_eq!(release.areas(), 1 + 9 + 2 + (153 - 2 - 2) + 5 + 2);
}

#[test]
fn the_release_of_2025_holds_each_symbol_as_often_as_it_was_published() {
    let rows = shipped_release(2025).rows().iter();
    let values = rows.flat_map(|row| Measure::ALL.iter().map(|measure| row.value(*measure)));
    let values: Vec<_> = values.map(|value| value.expect("no gaps")).collect();
    let symbols: Vec<_> = values.into_iter().filter_map(Published::symbol).collect();
    let count = |symbol| symbols.iter().filter(|found| **found == symbol).count();
    assert_eq!(count(Symbol::NotAvailable), 98);
    assert_eq!(count(Symbol::NotApplicable), 81);
    assert_eq!(count(Symbol::LowReliability), 51);
    assert_eq!(count(Symbol::Low), 12);
    assert_eq!(count(Symbol::Confidential), 8);
}

#[test]
fn what_is_written_is_what_was_published() {
    for (year, text) in [
        (2025, include_str!("../../data/indicators.csv")),
        (2016, include_str!("../../data/indicators_2016.csv")),
    ] {
        let mut lines = text.lines();
        let headings: Vec<_> = lines.next().expect("headings").split(',').collect();
        for line in lines {
            let cells: Vec<_> = line.split(',').collect();
            let stands = shipped_release(year).row(area(cells[1]), cells[0].parse().expect("year"));
            for (heading, cell) in headings.iter().zip(&cells).skip(2) {
                let measure = Measure::from_code(heading).expect("a measure");
                let value = stands.expect("a row").value(measure);
                assert_eq!(value.map_or_else(String::new, |it| it.to_string()), *cell);
            }
        }
    }
}

#[test]
fn withheld_numbers_keep_their_symbol() {
    // No return of 2025 from two London boroughs; too few days in Scilly.
    assert_eq!(value("207", 2025, Measure::InPostFte), "x (2025)");
    assert_eq!(value("420", 2018, Measure::DaysLost), "c (2025)");
    assert_eq!(value("394", 2025, Measure::AgencyFte), "low (2025)");
}

#[test]
fn the_series_begins_in_2016_with_what_the_interactive_tool_has() {
    assert_eq!(Releases::shipped().years(), Some(2016..=2025));
    assert_eq!(
        value("england", 2016, Measure::AverageCaseload),
        "16.1 (2016)"
    );
    assert_eq!(value("926", 2016, Measure::VacancyRate), "20 (2016)");
    assert_eq!(value("926", 2016, Measure::InPostHeadcount), "");
    // The tool has no caseload of Brent in 2016.
    assert_eq!(value("304", 2016, Measure::AverageCaseload), "");
    assert!(
        shipped_release(2016)
            .source()
            .citation()
            .contains("Local Authority Interactive Tool")
    );
}

#[test]
fn either_authority_of_a_joint_return_finds_the_row_of_both() {
    assert_eq!(row("314", 2025), row("318", 2025));
    assert_eq!(row("314", 2025).area.to_string(), "314+318");
    assert_eq!(row("941", 2021).area.to_string(), "940+941");
    assert!(Releases::shipped().row(area("941"), 2020).is_none());
}

#[test]
fn authorities_abolished_since_keep_their_rows() {
    assert_eq!(row("909", 2022).area.to_string(), "909");
    assert!(Releases::shipped().row(area("909"), 2023).is_none());
}

#[test]
fn the_middle_authorities_are_those_of_the_release() {
    let middle = |measure| {
        let spread = Releases::shipped().spread(measure, 2025);
        let mut numbers: Vec<_> = spread.iter().map(|pair| pair.1).collect();
        numbers.sort_unstable();
        numbers.get(numbers.len() / 2).map(ToString::to_string)
    };
    assert_eq!(middle(Measure::InPostHeadcount).as_deref(), Some("219"));
    assert_eq!(middle(Measure::TurnoverRateFte).as_deref(), Some("11.8"));
    assert_eq!(middle(Measure::AgencyRateFte).as_deref(), Some("12.8"));
    assert_eq!(middle(Measure::VacancyRate).as_deref(), Some("14.4"));
    assert_eq!(middle(Measure::AverageCaseload).as_deref(), Some("15.2"));
    assert_eq!(middle(Measure::AbsenceRate).as_deref(), Some("3.6"));
}

#[test]
fn the_highest_caseload_since_2017_was_in_north_east_lincolnshire() {
    let releases = Releases::shipped();
    let all = (2017..=2025).flat_map(|year| releases.spread(Measure::AverageCaseload, year));
    let (number, caseload) = all.max_by_key(|pair| pair.1).expect("authorities");
    assert_eq!((number.get(), caseload.to_string().as_str()), (812, "32.7"));
}

#[test]
fn the_regions_make_england() {
    for year in 2017..=2025 {
        let regions = Region::ALL.iter().map(|region| {
            let (row, _) = Releases::shipped()
                .row(Area::Region(*region), year)
                .expect("a region");
            row.number(Measure::InPostHeadcount).expect("a number")
        });
        let total: i64 = regions.map(Number::tenths).sum();
        assert_eq!(
            Some(Number::from_tenths(total)),
            row("england", year).number(Measure::InPostHeadcount)
        );
    }
}

#[test]
fn a_figure_comes_from_the_newest_release_and_the_older_ones_stay_beside_it() {
    let newer = invented("newer", &[("926", 2024, 101), ("926", 2025, 120)]);
    let older = invented("older", &[("926", 2023, 90), ("926", 2024, 100)]);
    for releases in [
        none().with(newer.clone()).with(older.clone()),
        none().with(older).with(newer),
    ] {
        let pair = |value: &str, key: &str| (value.to_owned(), key.to_owned());
        assert_eq!(
            people(&releases, "926", 2024),
            [pair("101", "2025"), pair("100", "2024")]
        );
        assert_eq!(people(&releases, "926", 2023), [pair("90", "2024")]);
        let current = releases.value(area("926"), 2024, Measure::InPostHeadcount);
        let number = current.and_then(|(value, _)| value.number());
        assert_eq!(number, Some(Number::from_tenths(1010)));
        assert_eq!(releases.years(), Some(2023..=2025));
    }
}

#[test]
fn a_correction_of_the_same_year_is_the_newer_of_the_two() {
    let first = invented("first", &[("926", 2025, 120)]);
    let corrected = invented("corrected", &[("926", 2025, 121)]);
    let releases = none().with(first.clone()).with(corrected);
    let found = people(&releases, "926", 2025);
    let keys: Vec<_> = found
        .iter()
        .map(|(value, key)| (&**value, &**key))
        .collect();
    assert_eq!(keys, [("121", "2025-2"), ("120", "2025")]);
    let again = releases.with(invented("first again", &[("926", 2025, 120)]));
    assert_eq!(again.iter().count(), 2);
    assert_eq!(
        again.like(&first).map(Release::key).as_deref(),
        Some("2025")
    );
}

#[test]
fn a_revision_counts_the_figures_that_differ_among_those_that_can_be_compared() {
    let first = [("926", 2024, 100), ("926", 2025, 120), ("929", 2025, 7)];
    let next = [("926", 2024, 100), ("926", 2025, 121), ("926", 2026, 130)];
    let held = none().with(invented("first", &first));
    let revision = held.revision(&invented("next", &next));
    assert_eq!((revision.compared, revision.revised), (2, 1));
}

#[test]
fn nobody_counts_twice_when_a_joint_return_is_made_or_ended() {
    let apart = invented(
        "apart",
        &[("314", 2024, 70), ("318", 2024, 80), ("926", 2024, 9)],
    );
    let joint = invented("joint", &[("314+318", 2024, 150), ("314+318", 2025, 151)]);
    let together = none().with(apart).with(joint.clone());
    let spread = |releases: &Releases| -> Vec<(u16, String)> {
        let numbers = releases.spread(Measure::InPostHeadcount, 2024);
        let plain = numbers
            .iter()
            .map(|pair| (pair.0.get(), pair.1.to_string()));
        plain.collect()
    };
    assert_eq!(
        spread(&together),
        [(314, "150".to_owned()), (926, "9".to_owned())]
    );
    let parted = [("314", 2024, 71), ("318", 2024, 81), ("926", 2026, 9)];
    let ended = none().with(joint).with(invented("parted", &parted));
    assert_eq!(
        spread(&ended),
        [(314, "71".to_owned()), (318, "81".to_owned())]
    );
}
