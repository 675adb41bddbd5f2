//! The backtest on the shipped statistics: its equations agree with an
//! independent script in Python, the engine's plans with the equations, and
//! they are good enough. See `backtest/README.md`.

use std::sync::LazyLock;

use holdfast_forecast::backtest::{Backtest, Band, Forecast, PREDICTED, Score, Standing, luck};
use holdfast_reference::{Area, AuthorityNumber, Measure, Release, Releases, read_release};
use holdfast_workforce::CodeSet as _;

const SAMPLE: &str = include_str!("backtest/sample.csv");
const SUMMARY: &str = include_str!("backtest/summary.csv");
const LUCK: &str = include_str!("backtest/luck.csv");

/// A few lines of the department's own file.
const CUT: &str = include_str!("../../reference/tests/data/indicators_cut.csv");

fn shipped() -> &'static Release {
    Releases::shipped().newest().expect("a release ships")
}

fn backtest() -> &'static Backtest {
    static BACKTEST: LazyLock<Backtest> = LazyLock::new(|| Backtest::of(shipped()));
    &BACKTEST
}

fn equations() -> &'static Backtest {
    static EQUATIONS: LazyLock<Backtest> = LazyLock::new(|| Backtest::of_equations(shipped()));
    &EQUATIONS
}

fn score(measure: Measure) -> Score {
    backtest()
        .score(measure, None)
        .expect("there are forecasts")
}

/// The lines of a table after its first, in cells.
fn lines(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

fn number(cell: &str) -> Option<f64> {
    (!cell.is_empty()).then(|| cell.parse().expect("a number"))
}

fn find(year: i16, area: Area, measure: Measure) -> Option<&'static Forecast> {
    let mut all = equations().forecasts.iter();
    all.find(|it| (it.year, it.area, it.measure) == (year, area, measure))
}

#[track_caller]
fn assert_near(found: f64, expected: f64, within: f64, what: &str) {
    let off = (found - expected).abs();
    assert!(off <= within, "{what}: {found}, the script has {expected}");
}

#[test]
fn medians_and_deviations_are_those_of_the_script() {
    for cells in lines(SAMPLE) {
        let year = cells[0].parse().expect("a year");
        let area = cells[1].parse().expect("an area");
        for (index, measure) in PREDICTED.into_iter().enumerate() {
            let what = format!("{} in {year} of {area}", measure.code());
            let found = find(year, area, measure);
            let expected = number(cells[index + 2]).zip(number(cells[index + 5]));
            assert_eq!(found.is_some(), expected.is_some(), "{what}");
            if let (Some(found), Some((median, deviation))) = (found, expected) {
                assert_near(found.median, median, 1e-3, &what);
                assert_near(found.deviation, deviation, 1e-3, &what);
            }
        }
    }
    assert!(lines(SAMPLE).count() >= 40);
}

#[test]
fn there_are_as_many_forecasts_as_the_script_makes() {
    let in_post = |it: &&Forecast| it.measure == Measure::InPostFte;
    let all = backtest().forecasts.iter();
    assert_eq!(all.filter(in_post).count(), 1053);
    assert_eq!(backtest().years(), (2019..=2025).collect::<Vec<_>>());
}

/// Errors and shares over all years, and in each: 16 numbers a line.
#[test]
fn the_summary_is_that_of_the_script() {
    for cells in lines(SUMMARY) {
        let measure = Measure::from_code(cells[0]).expect("a measure");
        let score = equations().score(measure, cells[1].parse().ok());
        let score = score.expect("there are forecasts");
        let errors = |it: holdfast_forecast::backtest::Errors| {
            [it.mean_absolute, it.root_mean_square, it.median_percent]
        };
        let mut found = vec![score.count as f64];
        found.extend(errors(score.model));
        found.extend(errors(score.no_change));
        found.push(score.count_again as f64);
        found.push(score.model_where_again.mean_absolute);
        found.extend(errors(score.change_again));
        found.extend([score.held_half, score.held_nine_tenths]);
        assert_eq!(found.len(), cells.len() - 2);
        for (found, expected) in found.into_iter().zip(&cells[2..]) {
            let expected = number(expected).expect("a number");
            assert_near(found, expected, 1e-3, &cells[..2].join(" "));
        }
    }
}

/// For 200 FTE in post, 40 vacant and 30 agency workers, as the script has it.
#[test]
fn the_luck_of_years_is_that_of_the_script() {
    let standing = Standing {
        in_post: 200.0,
        vacancies: 40.0,
        agency: 30.0,
    };
    let found = luck(shipped(), standing);
    let found = [
        ("attrition", found.shocks.attrition),
        ("hiring", found.shocks.hiring),
        ("establishment", found.shocks.establishment),
        ("agency", found.shocks.agency),
        ("hours", found.shocks.hours),
        ("follow_staff", found.follow_staff),
        ("drift_fades", found.drift_fades),
        ("adjusts", found.adjusts),
    ];
    assert_eq!(lines(LUCK).count(), found.len());
    for (cells, (name, found)) in lines(LUCK).zip(found) {
        assert_eq!(cells[0], name);
        assert_near(found, number(cells[1]).expect("a number"), 1e-4, name);
    }
}

/// If this fails, the model is to be mended, not the test.
#[test]
fn every_bar_is_reached_for_every_measure() {
    for measure in PREDICTED {
        for verdict in score(measure).verdicts() {
            let bar = verdict.bar.in_words();
            assert!(
                verdict.reached,
                "{}: {bar}: {:?}",
                measure.label(),
                score(measure)
            );
        }
    }
}

/// The engine draws people one by one, month by month; the equations know years.
/// Chance among 300 futures moves a median by about 1.25 ÷ √300 = 0.07 deviations.
#[test]
fn the_engine_foresees_what_the_equations_do() {
    let pairs = backtest().forecasts.iter().zip(&equations().forecasts);
    let (mut off, mut wider) = ([0.0; 3], [0.0; 3]);
    let mut count = [0.0; 3];
    for (engine, equation) in pairs {
        assert_eq!((engine.year, engine.area), (equation.year, equation.area));
        let measure = PREDICTED.iter().position(|it| *it == engine.measure);
        let measure = measure.expect("one of the three");
        if equation.no_change < 40.0 {
            continue;
        }
        off[measure] += (engine.median - equation.median) / equation.deviation;
        wider[measure] += (engine.deviation / equation.deviation).ln();
        count[measure] += 1.0;
    }
    for measure in 0..3 {
        let (off, wider) = (
            off[measure] / count[measure],
            wider[measure] / count[measure],
        );
        assert!(
            off.abs() < 0.1,
            "{measure}: medians are {off} deviations off"
        );
        assert!(wider.abs() < 0.1, "{measure}: bands are wider by {wider}");
    }
}

#[test]
fn several_years_ahead_it_still_beats_no_change_with_true_bands() {
    let all = &backtest().ahead;
    assert_eq!(all.len(), 12);
    for it in all {
        assert!(it.mean_absolute < it.no_change, "{it:?}");
        assert!((45.0..=55.0).contains(&it.held_half), "{it:?}");
        assert!((85.0..=95.0).contains(&it.held_nine_tenths), "{it:?}");
    }
}

#[test]
fn the_county_and_the_two_that_followed_it_are_one() {
    let numbers = [928, 940, 941].map(|it| AuthorityNumber::new(it).expect("three digits"));
    let about = |number| {
        let all = backtest().forecasts.iter();
        all.filter(move |it| it.is_about(number)).map(|it| it.year)
    };
    let expected: Vec<i16> = (2019..=2025).flat_map(|year| [year; 3]).collect();
    for number in numbers {
        assert_eq!(about(number).collect::<Vec<_>>(), expected, "{number}");
    }
}

/// Eight people in the City of London, and fewer on the Isles of Scilly.
#[test]
fn tiny_authorities_have_forecasts_that_are_not_below_nought() {
    let tiny = [201, 420].map(|it| AuthorityNumber::new(it).expect("three digits"));
    let all = backtest().forecasts.iter();
    let theirs: Vec<_> = all
        .filter(|it| tiny.iter().any(|number| it.is_about(*number)))
        .collect();
    assert!(theirs.len() >= 30, "{}", theirs.len());
    for it in theirs {
        for band in Band::ALL {
            let (low, high) = it.band(band).into_inner();
            assert!(
                0.0 <= low && low <= it.median && it.median <= high,
                "{it:?}"
            );
        }
    }
}

#[test]
fn where_nothing_was_published_nothing_is_held() {
    let without: Vec<_> = backtest()
        .forecasts
        .iter()
        .filter(|it| it.truth.is_none())
        .collect();
    assert!(!without.is_empty());
    assert!(without.iter().all(|it| it.held(Band::Half).is_none()));
}

/// The release of some years only, of the lines in [`CUT`].
fn cut(years: &[&str]) -> Release {
    let wanted = |line: &&str| years.iter().any(|year| line.starts_with(year));
    let head = CUT.lines().take(1);
    let lines: Vec<&str> = head.chain(CUT.lines().filter(wanted)).collect();
    read_release(lines.join("\n").as_bytes()).expect("it can be read")
}

#[test]
fn one_year_or_two_give_no_forecast_and_no_panic() {
    for release in [cut(&["2025"]), cut(&["2024", "2025"])] {
        assert_eq!(Backtest::of(&release).forecasts, []);
        assert_eq!(Backtest::of(&release).score(Measure::InPostFte, None), None);
        assert_eq!(Backtest::of(&release).ahead, []);
        let standing = Standing {
            in_post: 0.0,
            vacancies: 0.0,
            agency: 0.0,
        };
        let shocks = luck(&release, standing).shocks;
        assert!(shocks.attrition.is_finite() && shocks.agency.is_finite());
    }
}

/// Years without a line, and authorities that come and go.
#[test]
fn a_release_with_gaps_gives_what_it_can() {
    let backtest = Backtest::of(&cut(&["20"]));
    for it in &backtest.forecasts {
        assert!(it.median.is_finite() && it.deviation.is_finite(), "{it:?}");
    }
}
