//! A comparison for programs: everything of it as JSON and as one long table.

use holdfast_forecast::compare::{Compared, Comparison, Mark, Side};
use holdfast_forecast::outlook::Band;
use holdfast_forecast::scenario::Aim;
use holdfast_forecast::{Model, Scenario};
use serde_json::{Map, Value, json};

use super::courses::{NUMBERS, number, numbers, share};
use super::line_key;
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

fn band_json(band: &Band) -> Value {
    json!({ "mean": band.mean, "sd": band.sd, "p5": band.p5, "p25": band.p25, "p50": band.p50, "p75": band.p75, "p95": band.p95 })
}

fn of_one(base: &Model, comparison: &Comparison) -> Value {
    let courses: Map<String, Value> = comparison
        .courses
        .iter()
        .map(|course| {
            let bands = course.bands.iter();
            let bands: Vec<Option<Value>> = bands.map(|it| it.as_ref().map(band_json)).collect();
            (line_key(base, course.column), json!(bands))
        })
        .collect();
    let day = |month: usize| base.scenario().month_end(month).to_string();
    json!({
        "differences": courses,
        "fte_years": comparison.fte_years.as_ref().map(band_json),
        "pounds": comparison.pounds.as_ref().map(band_json),
        "pounds_per_fte_year": comparison.pounds_per_fte_year.map(|ratio| json!({
            "value": ratio.value,
            "low": ratio.interval.map(|it| it.0),
            "high": ratio.interval.map(|it| it.1),
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

struct Table<'a> {
    base: &'a Model,
    rows: Vec<Vec<Cell>>,
}

impl Table<'_> {
    fn row(&mut self, it: &Side, line: &str, month: usize, numbers: impl Iterator<Item = Cell>) {
        let day = it.model.scenario().month_end(month).to_string();
        let words = [it.title(), line, &day].map(|text| Cell::Text(text.to_owned()));
        self.rows.push(words.into_iter().chain(numbers).collect());
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
                self.row(it, &key, month, share(*chance));
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
                    self.row(it, &key, month, numbers(band));
                }
            }
        }
        for (key, band) in [
            ("fte_years", comparison.fte_years),
            ("pounds", comparison.pounds),
        ] {
            if let Some(band) = band {
                self.row(it, key, last, numbers(&band));
            }
        }
        if let Some(ratio) = comparison.pounds_per_fte_year {
            let (low, high) = ratio.interval.unzip();
            let blank = || Cell::Empty;
            let end = |end: Option<f64>| end.map_or(Cell::Empty, number);
            let cells = [
                number(ratio.value),
                blank(),
                end(low),
                blank(),
                blank(),
                blank(),
                end(high),
            ];
            self.row(it, "pounds_per_fte_year", last, cells.into_iter());
        }
        let paid = &comparison.break_even;
        for (month, paid) in paid.shares.iter().enumerate() {
            self.row(it, "break_even.share", month, share(*paid));
        }
        if let Some(month) = paid.median {
            self.row(it, "break_even", month, share(paid.shares[month]));
        }
    }
}
