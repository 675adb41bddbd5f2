//! The funnel plot of the latest year: whether an authority differs from
//! England by more than chance gives one of its size.

use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_measures::chance::{Interval, limits};
use holdfast_measures::compare::counts;
use holdfast_measures::definition::{Definition, Spread};
use holdfast_measures::published::{figure_of, published_figure};
use holdfast_measures::{Figure, Value};
use holdfast_reference::{Area, AuthorityNumber, Releases};
use holdfast_report::chart::{
    About, Axis, ChartError, Funnel, Limits, Member, Named, Unit, Value as Drawing,
};
use holdfast_workforce::amount::readable;

use super::answer::{Beside, years};
use super::asked::name;
use crate::drawn::{self, drawn};

/// At how many sizes the limits are worked out; lines join them.
const STEPS: usize = 48;

/// All authorities of a year with their sizes.
pub(crate) struct Field {
    definition: &'static Definition,
    year: i16,
    average: Figure,
    members: Vec<(AuthorityNumber, Figure, f64)>,
    source: String,
}

impl Beside {
    /// What the funnel plot is drawn from; nothing where no model of chance is
    /// fair to the measure, or too few sizes are published.
    pub(crate) fn field(&self, releases: &Releases) -> Option<Field> {
        let measure = self.benchmark.measure;
        let definition = measure.definition();
        if definition.spread == Spread::CannotTell {
            return None;
        }
        let year = self.latest()?.0.year;
        let average = published_figure(releases, Area::England, year, measure)?;
        let members: Vec<_> = releases
            .rows(year)
            .filter_map(|(row, release)| {
                let (Area::Authority(number) | Area::Joint(number, _)) = row.area else {
                    return None;
                };
                let figure = figure_of(row, release, measure)?;
                let size = counts(&figure)?.of;
                (figure.value.ratio().is_some() && size >= 1.0).then_some((number, figure, size))
            })
            .collect();
        average.value.ratio().filter(|_| members.len() > 2)?;
        Some(Field {
            definition,
            year,
            source: average.source.in_words(),
            average,
            members,
        })
    }
}

impl Field {
    fn limits_at(&self, size: f64) -> Option<Limits> {
        let average = self.average.value.ratio()?.as_float() / 100.0;
        let found = limits(self.definition.spread, average, size)?;
        let percent = |it: Interval| (it.lower * 100.0, it.upper * 100.0);
        Some(Limits {
            size,
            inner: percent(found.inner),
            outer: percent(found.outer),
        })
    }

    /// Where a rate lies, in words.
    fn standing(&self, figure: &Figure, size: f64) -> &'static str {
        let (Some(rate), Some(limits)) = (figure.value.ratio(), self.limits_at(size)) else {
            return "cannot tell";
        };
        let rate = rate.as_float();
        let is_within = |(lower, upper): (f64, f64)| (lower..=upper).contains(&rate);
        match (is_within(limits.inner), is_within(limits.outer)) {
            (true, _) => "within what chance gives",
            (false, true) => "outside the 95% limits",
            (false, false) => "outside the 99.8% limits",
        }
    }

    /// What the plot says of an authority, as a sentence.
    pub(crate) fn sentence(&self, council: AuthorityNumber) -> Option<String> {
        let (_, figure, size) = self.members.iter().find(|it| it.0 == council)?;
        let limits = self.limits_at(*size)?;
        Some(format!(
            "{}’s {} lies {}: at its size, 19 of 20 authorities with England’s rate would lie between {:.1}% and {:.1}%.",
            name(council),
            figure.in_words(),
            self.standing(figure, *size),
            limits.inner.0,
            limits.inner.1,
        ))
    }

    /// How the limits are worked out, as sentences.
    pub(crate) fn method(&self) -> [&'static str; 2] {
        let model = match self.definition.spread {
            Spread::Events => {
                "Events such as leaving are taken as Poisson distributed around England’s rate."
            }
            _ => "Shares are taken as binomially distributed around England’s rate.",
        };
        [
            model,
            "The limits are the exact quantiles for each size, 95% and 99.8%, interpolated between whole numbers (Spiegelhalter, Statistics in Medicine 24, 2005). FTE take the place of whole numbers.",
        ]
    }

    /// The plot, with an authority marked.
    ///
    /// # Errors
    /// When a value is too large to be drawn.
    pub(crate) fn plot(&self, council: AuthorityNumber) -> Result<Option<Funnel>, ChartError> {
        let measure = self.average.measure;
        let about = About {
            title: format!("{} against size, {}", measure.label(), self.year),
            axis: drawn::axis(measure),
            source: self.source.clone(),
            date: years(measure, self.year, self.year),
        };
        let average = Named::new("England", drawn(measure, Some(self.average.value))?);
        let members = self.members.iter().map(|it| Ok((it.0, self.member(it)?)));
        let members: Vec<_> = members.collect::<Result<_, ChartError>>()?;
        let (own, others): (Vec<_>, Vec<_>) = members
            .into_iter()
            .partition(|(number, _)| *number == council);
        let Some((_, own)) = own.into_iter().next() else {
            return Ok(None);
        };
        let funnel = Funnel::new(about, self.size(), average, self.all_limits(), own)?;
        Ok(Some(funnel.others(others.into_iter().map(|(_, it)| it))))
    }

    fn size(&self) -> Axis {
        let whole = self.definition.formula.whole();
        let words = whole.map_or_else(String::new, |whole| match whole.components() {
            (first, None) => first.label().to_owned(),
            (first, Some(second)) => format!("{} and {}", first.label(), lower(second.label())),
        });
        let unit = match self.definition.key.ends_with("headcount") {
            true => Unit::count("people"),
            false => Unit::named("FTE"),
        };
        Axis::new(words, unit)
    }

    fn member(
        &self,
        (number, figure, size): &(AuthorityNumber, Figure, f64),
    ) -> Result<Member, ChartError> {
        Ok(Member {
            name: name(*number),
            size: Drawing::new(*size, readable(&format!("{size:.1}")))?,
            rate: drawn(figure.measure, Some(figure.value))?,
            standing: self.standing(figure, *size).to_owned(),
        })
    }

    /// The limits from the smallest size to beyond the largest, closer where
    /// they bend.
    fn all_limits(&self) -> Vec<Limits> {
        let sizes = self.members.iter().map(|it| it.2);
        let largest = sizes.clone().fold(1.0, f64::max) * 1.05;
        let smallest = sizes.fold(largest, f64::min).max(1.0);
        let ratio = largest / smallest;
        let size = |step: usize| smallest * ratio.powf(step as f64 / STEPS as f64);
        (0..=STEPS)
            .filter_map(|step| self.limits_at(size(step)))
            .collect()
    }

    /// The plot as a file.
    pub(crate) fn sheet(&self) -> Sheet {
        let measure = self.average.measure;
        let amount = |places, title: String| Column::of(ColumnKind::Amount { places }, title);
        let size = self.size();
        let row = |(number, figure, of): &(AuthorityNumber, Figure, f64)| {
            let below = figure.numerator_and_denominator().1;
            let value: Option<Value> = Some(figure.value);
            vec![
                Cell::Text(number.to_string()),
                Cell::Text(name(*number)),
                Cell::amount(below),
                drawn::cell(measure, value),
                Cell::Text(self.standing(figure, *of).to_owned()),
            ]
        };
        Sheet {
            title: format!("{} against size, {}", measure.label(), self.year),
            columns: vec![
                Column::text("Number"),
                Column::text("Authority"),
                amount(1, size.measure),
                drawn::column(measure, measure.label()),
                Column::text("Against the limits around England’s rate"),
            ],
            rows: self.members.iter().map(row).collect(),
            notes: self
                .method()
                .map(str::to_owned)
                .into_iter()
                .chain([
                    self.source.clone(),
                    holdfast_reference::ATTRIBUTION.to_owned(),
                ])
                .collect(),
        }
    }
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(|it| it.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
