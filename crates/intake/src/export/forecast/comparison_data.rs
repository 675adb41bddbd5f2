//! A comparison for programs: everything of it as JSON and as one long table.

use holdfast_forecast::compare::{Compared, Comparison, Mark, Replaced, Side};
use holdfast_forecast::expected::Expected;
use holdfast_forecast::scenario::Aim;
use holdfast_forecast::series::Unit;
use holdfast_forecast::{Model, Scenario};
use serde_json::{Map, Value, json};

use super::courses::{NUMBERS, SHARE, number, numbers, share};
use super::json::{band_json, expected_json, year_json};
use super::{line_key, line_unit, rounded, unit_key};
use crate::export::{Cell, Column, ColumnKind, Sheet};

/// A base and what it is compared with. The base comes first.
pub fn comparison_json(compared: &Compared) -> Value {
    let (all, marks) = (&compared.sides, &compared.marks);
    let base = &all[0];
    let day = |month: usize| base.model.scenario().month_end(month).to_string();
    let chances = |it: &Side| -> Map<String, Value> {
        let keys = marks
            .iter()
            .map(|mark| mark_key(base.model.scenario(), mark));
        keys.zip(it.chances.iter().map(|chance| json!(chance)))
            .collect()
    };
    let others = all.iter().filter_map(|it| {
        let comparison = it.comparison.as_ref()?;
        let mut told = of_one(&base.model, comparison);
        told["title"] = json!(it.title());
        told["chances"] = Value::Object(chances(it));
        Some(told)
    });
    json!({
        "base": { "title": base.title(), "chances": chances(base) },
        "month_ends": (0..=base.model.months()).map(day).collect::<Value>(),
        "others": others.collect::<Value>(),
    })
}

/// The expected courses of a base and a changed scenario, side by side.
pub fn expected_comparison_json(base: &Model, changed: &Model) -> Value {
    let course = |model: &Model| expected_json(model, &Expected::of(model));
    json!({
        "title": changed.scenario().title,
        "base": course(base),
        "changed": course(changed),
        "replaced": Replaced::of(base, changed).map(|it| replaced_json(base, &it)),
    })
}

fn replaced_json(model: &Model, replaced: &Replaced) -> Value {
    let pounds = |value| rounded(Unit::Pounds, value);
    json!({
        "month_end": model.scenario().month_end(replaced.month).to_string(),
        "agency_fte": rounded(Unit::Fte, replaced.fte),
        "pounds_a_year": replaced.a_year.map(pounds),
        "low": replaced.ends.map(|it| pounds(it.0)),
        "high": replaced.ends.map(|it| pounds(it.1)),
    })
}

fn of_one(base: &Model, comparison: &Comparison) -> Value {
    let courses: Map<String, Value> = comparison
        .courses
        .iter()
        .map(|course| {
            let bands = course.bands.iter();
            let unit = line_unit(course.column);
            let bands: Vec<Option<Value>> = bands
                .map(|it| it.as_ref().map(|it| band_json(unit, it)))
                .collect();
            (line_key(base, course.column), json!(bands))
        })
        .collect();
    let units: Map<String, Value> = comparison
        .courses
        .iter()
        .map(|it| (line_key(base, it.column), json!(unit_key(it.column))))
        .collect();
    let day = |month: usize| base.scenario().month_end(month).to_string();
    json!({
        "differences": courses,
        "fte_years": comparison.fte_years.as_ref().map(|it| band_json(Unit::Fte, it)),
        "pounds": comparison.pounds.as_ref().map(|it| band_json(Unit::Pounds, it)),
        "year_to": comparison.years.iter().map(|course| year_json(base, course)).collect::<Value>(),
        "replaced": comparison.replaced.as_ref().map(|it| replaced_json(base, it)),
        "units": units,
        "pounds_per_fte_year": comparison.pounds_per_fte_year.map(|ratio| json!({
            "value": rounded(Unit::Pounds, ratio.value),
            "low": ratio.interval.map(|it| rounded(Unit::Pounds, it.0)),
            "high": ratio.interval.map(|it| rounded(Unit::Pounds, it.1)),
        })),
        "break_even": {
            "shares": comparison.break_even.shares,
            "month": comparison.break_even.median.map(day),
            "costs_more_first": comparison.break_even.costs_more_first,
        },
    })
}

/// A mark as a key.
fn mark_key(scenario: &Scenario, mark: &Mark) -> String {
    match mark {
        Mark::Target { of, aim, month } => {
            let (side, value) = match aim {
                Aim::AtMost(most) => ("at_most", most),
                Aim::AtLeast(least) => ("at_least", least),
            };
            let by = scenario.month_end(*month);
            format!("chance.{}.{side}.{value}.by.{by}", of.key())
        }
        Mark::Budget(budget) => format!(
            "chance.budget.{}.{}.{}",
            budget.year.get_ref(),
            budget.of.key(),
            budget.pounds
        ),
        Mark::Passed => "chance.passed".to_owned(),
    }
}

/// Everything that [`comparison_json`] tells, one number or band to a row.
pub fn every_difference_sheet(compared: &Compared) -> Sheet {
    let mut columns = ["scenario", "line", "month"].map(Column::text).to_vec();
    columns.extend(NUMBERS.map(|name| Column::of(ColumnKind::Figure, name)));
    columns.push(Column::text("unit"));
    let mut table = Table {
        base: &compared.sides[0].model,
        rows: Vec::new(),
    };
    for it in &compared.sides {
        table.of_one(it, &compared.marks);
    }
    Sheet {
        title: "Every difference".to_owned(),
        columns,
        rows: table.rows,
        notes: Vec::new(),
    }
}

/// A number without a band, perhaps with an interval in place of the 5th and
/// 95th percentiles.
fn alone(unit: Unit, value: f64, ends: Option<(f64, f64)>) -> impl Iterator<Item = Cell> {
    let (low, high) = ends.unzip();
    let end = |end: Option<f64>| end.map_or(Cell::Empty, |end| number(unit, end));
    let blank = || Cell::Empty;
    [
        number(unit, value),
        blank(),
        end(low),
        blank(),
        blank(),
        blank(),
        end(high),
    ]
    .into_iter()
}

struct Table<'a> {
    base: &'a Model,
    rows: Vec<Vec<Cell>>,
}

impl Table<'_> {
    fn row(
        &mut self,
        it: &Side,
        (line, unit): (&str, &str),
        month: usize,
        numbers: impl Iterator<Item = Cell>,
    ) {
        let day = it.model.scenario().month_end(month).to_string();
        let words = [it.title(), line, &day].map(|text| Cell::Text(text.to_owned()));
        let unit = [Cell::Text(unit.to_owned())];
        self.rows
            .push(words.into_iter().chain(numbers).chain(unit).collect());
    }

    fn of_one(&mut self, it: &Side, marks: &[Mark]) {
        let last = it.model.months();
        for (mark, chance) in marks.iter().zip(&it.chances) {
            let month = match mark {
                Mark::Target { month, .. } => *month,
                Mark::Budget(_) | Mark::Passed => last,
            };
            if let Some(chance) = chance {
                let key = mark_key(self.base.scenario(), mark);
                self.row(it, (&key, SHARE), month, share(*chance));
            }
        }
        if let Some(comparison) = &it.comparison {
            self.differences(it, comparison, last);
        }
    }

    fn differences(&mut self, it: &Side, comparison: &Comparison, last: usize) {
        for course in &comparison.courses {
            let key = format!("difference.{}", line_key(self.base, course.column));
            for (month, band) in course.bands.iter().enumerate() {
                if let Some(band) = band {
                    let unit = line_unit(course.column);
                    let about = (&*key, unit_key(course.column));
                    self.row(it, about, month, numbers(unit, band));
                }
            }
        }
        for course in &comparison.years {
            let key = format!("difference.year_to.{}", line_key(self.base, course.column));
            for (month, band) in course.bands.iter().enumerate() {
                if let Some(band) = band {
                    self.row(it, (&key, "pounds"), month, numbers(Unit::Pounds, band));
                }
            }
        }
        for (key, unit, band) in [
            (("fte_years", "FTE-years"), Unit::Fte, comparison.fte_years),
            (("pounds", "pounds"), Unit::Pounds, comparison.pounds),
        ] {
            if let Some(band) = band {
                self.row(it, key, last, numbers(unit, &band));
            }
        }
        if let Some(replaced) = &comparison.replaced {
            let month = replaced.month;
            let fte = alone(Unit::Fte, replaced.fte, None);
            self.row(it, ("replaced.agency", "FTE"), month, fte);
            if let Some(pounds) = replaced.a_year {
                let cells = alone(Unit::Pounds, pounds, replaced.ends);
                self.row(it, ("replaced.pounds", "pounds a year"), month, cells);
            }
        }
        if let Some(ratio) = comparison.pounds_per_fte_year {
            let cells = alone(Unit::Pounds, ratio.value, ratio.interval);
            self.row(it, ("pounds_per_fte_year", "pounds"), last, cells);
        }
        let paid = &comparison.break_even;
        for (month, paid) in paid.shares.iter().enumerate() {
            self.row(it, ("break_even.share", SHARE), month, share(*paid));
        }
        if let Some(month) = paid.median {
            self.row(it, ("break_even", SHARE), month, share(paid.shares[month]));
        }
    }
}
