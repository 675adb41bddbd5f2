//! Waterfalls: what moved a number from one date to another.

use holdfast_workforce::amount::readable;

use super::about::{About, filled};
use super::axes::{self, Plot};
use super::drawing::{Anchor, Drawing, Place};
use super::ink::{BLACK, COUNCIL, DARK_GREY, Fill, SHADE, Stroke};
use super::row::{self, Row, TO_VALUE, WIDEST_VALUE};
use super::sheet::{Hand, Sheet};
use super::ticks::{Scale, Span};
use super::{Chart, ChartError, ChartId, ChartTable, Named, Picture, Width};

/// Half the width of the mark that stands for a total where the axis has no zero.
const HALF_MARK: f64 = 3.0;

/// What moved a number between two dates: its start, signed steps, and its end.
///
/// Bars of totals start at zero unless that would squeeze the steps into less than a third of the
/// axis. Then the axis says that it does not start at zero and totals are marks, not bars: no bar is
/// ever cut, and the lengths of the steps can be compared either way.
#[derive(Debug, Clone, PartialEq)]
pub struct Waterfall {
    about: About,
    of_what: String,
    start: Named,
    steps: Vec<Named>,
    end: Named,
}

impl Waterfall {
    /// A waterfall of steps of `of_what`, such as `What changed`. Texts of steps carry their sign as
    /// in tables, `+12.0` or `−36.2`; at the bars it is said in words.
    ///
    /// # Errors
    ///
    /// When a required part or a name is blank, a value is missing, or the steps do not come to the
    /// change from start to end. They may differ by what rounding to the decimals of the texts
    /// explains: half of the last shown place for each of the numbers.
    pub fn new(
        about: About,
        of_what: &str,
        start: Named,
        steps: Vec<Named>,
        end: Named,
    ) -> Result<Self, ChartError> {
        filled("name of what the steps are of", of_what)?;
        let waterfall = Self {
            about: about.checked()?,
            of_what: of_what.into(),
            start,
            steps,
            end,
        };
        waterfall.check()?;
        Ok(waterfall)
    }

    fn check(&self) -> Result<(), ChartError> {
        for it in self.all() {
            filled("name of a step", &it.name)?;
            if it.value.number().is_none() {
                return Err(ChartError::StepMissing {
                    name: it.name.clone(),
                    why: it.value.text().into(),
                });
            }
        }
        let steps: f64 = self.steps.iter().map(number).sum();
        let change = number(&self.end) - number(&self.start);
        let rounding: f64 = self
            .all()
            .map(|it| half_of_last_place(it.value.text()))
            .sum();
        // What binary fractions of decimals differ by.
        let farthest = self.all().map(|it| number(it).abs()).fold(1.0, f64::max);
        if (steps - change).abs() <= rounding + farthest * 1e-9 {
            return Ok(());
        }
        let decimals = self.all().map(|it| decimals(it.value.text())).max();
        let shown = |number: f64, more: usize| {
            readable(&format!("{number:.*}", decimals.unwrap_or(0) + more))
        };
        Err(ChartError::Steps {
            start: self.start.words(),
            end: self.end.words(),
            steps: shown(steps, 0),
            change: shown(change, 0),
            rounding: shown(rounding, 1),
        })
    }

    fn all(&self) -> impl Iterator<Item = &Named> {
        let start = std::iter::once(&self.start);
        start.chain(&self.steps).chain(std::iter::once(&self.end))
    }

    /// Totals and steps in order, each with where it starts and ends.
    fn bars(&self) -> Vec<Bar<'_>> {
        let mut reached = number(&self.start);
        let total = |named| Bar {
            named,
            kind: Kind::Total,
            from: 0.0,
            to: number(named),
        };
        let mut bars = vec![total(&self.start)];
        for step in &self.steps {
            let from = reached;
            reached += number(step);
            let kind = match number(step) < 0.0 {
                true => Kind::Down,
                false => Kind::Up,
            };
            bars.push(Bar {
                named: step,
                kind,
                from,
                to: reached,
            });
        }
        bars.push(total(&self.end));
        bars
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut sheet = Sheet::new(&self.about, width);
        let bars = self.bars();
        if let Some(span) = Span::of(bars.iter().map(|bar| bar.to)) {
            self.draw_plot(&mut sheet, &bars, span.with_zero_if_near(), width);
        }
        sheet.finish(&self.about, &self.description())
    }

    fn draw_plot(&self, sheet: &mut Sheet, bars: &[Bar<'_>], span: Span, width: Width) {
        let names = bars.iter().map(|bar| (bar.named.name.as_str(), bar.hand()));
        let rows = row::rows(sheet, names, width);
        let unit = &self.about.axis.unit;
        let left = row::left(&rows, width) + HALF_MARK;
        let widest = |bar: &Bar<'_>| bar.hand().lettering.widest(&bar.text());
        let values = bars.iter().map(widest).fold(0.0, f64::max) + TO_VALUE + HALF_MARK + 2.0;
        let ticks = axes::ticks_across(unit, span, sheet.width - left - values);
        let half_number = axes::widest(unit, ticks) / 2.0;
        let plot = Plot {
            left: left + half_number,
            right: sheet.width - values.max(half_number),
            top: sheet.cursor,
            bottom: row::bottom(&rows, sheet),
        };
        let scale = Scale::new(ticks, plot.left, plot.right);
        axes::draw_across(sheet, unit, plot, &scale);
        draw_connectors(sheet, bars, &rows, &scale);
        for (bar, row) in bars.iter().zip(&rows) {
            row.write_name(sheet, left - HALF_MARK);
            bar.draw(sheet, &scale, row);
        }
        axes::heading_across(sheet, &self.about.axis, ticks);
        self.note(sheet, &scale);
    }

    /// Says beneath the plot what hatching means, and why totals have no bars.
    fn note(&self, sheet: &mut Sheet, scale: &Scale) {
        if !holds_zero(scale) {
            sheet.note("Totals are marks and not bars, so that the steps can be seen.");
        }
        if self.steps.iter().any(|step| number(step) < 0.0) {
            let edge = Stroke::solid(DARK_GREY, 1.0);
            sheet.key((Kind::Down.fill(), edge), "Hatched: takes away.");
        }
    }

    fn description(&self) -> String {
        let steps: Vec<String> = self.steps.iter().map(step_words).collect();
        let steps = match steps.as_slice() {
            [] => "no steps".to_owned(),
            steps => steps.join("; "),
        };
        format!(
            "Waterfall chart. {}, by {}. From {} to {}: {steps}.",
            self.about.axis.told(),
            self.of_what,
            self.start.words(),
            self.end.words(),
        )
    }
}

impl Chart for Waterfall {
    fn picture(&self, id: &ChartId, width: Width) -> Picture {
        self.draw(width).picture(&id.at(width))
    }

    fn table(&self) -> ChartTable {
        let header = vec![self.of_what.clone(), self.about.axis.heading()];
        let row = |it: &Named| vec![it.name.clone(), it.value.text().into()];
        ChartTable::new(&self.about, header, self.all().map(row).collect())
    }
}

/// A total or a step, from where to where it goes.
struct Bar<'a> {
    named: &'a Named,
    kind: Kind,
    from: f64,
    to: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Total,
    Up,
    Down,
}

impl Kind {
    fn fill(self) -> Fill {
        match self {
            Self::Total => Fill::Even(COUNCIL),
            Self::Up => Fill::Even(SHADE),
            Self::Down => Fill::Hatched(BLACK),
        }
    }
}

impl Bar<'_> {
    fn hand(&self) -> Hand {
        match self.kind {
            Kind::Total => Hand::strong(BLACK),
            Kind::Up | Kind::Down => Hand::plain(BLACK),
        }
    }

    /// One line at most.
    fn text(&self) -> Vec<String> {
        let text = match self.kind {
            Kind::Total => self.named.value.text().to_owned(),
            Kind::Up | Kind::Down => signed_in_words(self.named),
        };
        self.hand().lettering.wrap_within(&text, WIDEST_VALUE, 1)
    }

    /// Draws a bar; a total without zero on the axis is a mark.
    fn draw(&self, sheet: &mut Sheet, scale: &Scale, row: &Row) {
        let (from, to) = (scale.at(self.from), scale.at(self.to));
        let is_mark = self.kind == Kind::Total && !holds_zero(scale);
        let (from, to) = match is_mark {
            true => (to - HALF_MARK, to + HALF_MARK),
            false => (from, to),
        };
        row.draw_bar(sheet, from, to, self.kind.fill());
        let at = Place::new(from.max(to) + TO_VALUE, row.bar);
        sheet.write(&self.text(), at, Anchor::Start, self.hand());
    }
}

/// From the end of each bar to where the next one starts, or ends if it is the end.
fn draw_connectors(sheet: &mut Sheet, bars: &[Bar<'_>], rows: &[Row], scale: &Scale) {
    for (bar, pair) in bars.iter().zip(rows.windows(2)) {
        let x = scale.at(bar.to);
        let from = Place::new(x, pair[0].bottom_of_bar());
        let to = Place::new(x, pair[1].top_of_bar());
        sheet.line(from, to, Stroke::solid(DARK_GREY, 1.0));
    }
}

fn holds_zero(scale: &Scale) -> bool {
    let Span { low, high } = scale.ticks.span();
    low <= 0.0 && high >= 0.0
}

/// A waterfall has no value that is missing.
fn number(named: &Named) -> f64 {
    named.value.number().unwrap_or(0.0)
}

/// `Leavers down 36.2`.
fn step_words(step: &Named) -> String {
    format!("{} {}", step.name, signed_in_words(step))
}

/// `down 36.2`, or the text alone when it shows nothing but zeros.
fn signed_in_words(step: &Named) -> String {
    let text = step.value.text().trim();
    let amount = text.trim_start_matches(['+', '-', '−']);
    if !amount.contains(|letter: char| matches!(letter, '1'..='9')) {
        return amount.to_owned();
    }
    match number(step) < 0.0 {
        true => format!("down {amount}"),
        false => format!("up {amount}"),
    }
}

/// How many decimals a text shows.
fn decimals(text: &str) -> usize {
    let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).count();
    text.rsplit_once('.').map_or(0, |(_, part)| digits(part))
}

/// The most that rounding to the shown decimals takes away or adds.
fn half_of_last_place(text: &str) -> f64 {
    let place = i32::try_from(decimals(text)).unwrap_or(i32::MAX);
    0.5 * 10.0_f64.powi(-place)
}
