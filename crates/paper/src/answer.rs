//! What references in a line of text come to: figures, comparisons, savings.

use holdfast_document::{Note, Run};
use holdfast_intake::export::{calculation, forecast_number};
use holdfast_measures::benchmark::place;
use holdfast_measures::compare::{Comparison, Side, Verdict, change, compare};
use holdfast_measures::figure::{period, with_unit};
use holdfast_measures::publication::published_value;
use holdfast_measures::published::reference_date;
use holdfast_measures::scorecard::Scorecard;
use holdfast_measures::{Figure, Measure, Timing, Unit as Counted, Value};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::readable;
use holdfast_workforce::date::{in_words, months_later};
use holdfast_workforce::position::{Basis, Dimension, Line, Position, Selection, position};

use crate::compose::Composer;
use crate::reference::{Itself, Options, Quantity, Reference, Unit, Versus, Whose};

type Answer = Result<Vec<Run>, String>;

impl Composer<'_, '_> {
    /// What a reference in a line of text comes to.
    pub(crate) fn answer(&mut self, reference: &Reference) -> Answer {
        match reference {
            Reference::Figure(Quantity::Measure(measure), options) => {
                self.figure(*measure, options)
            }
            Reference::Figure(Quantity::Line(line), options) => self.line(*line, options),
            Reference::Versus(measure, versus, options) => self.versus(*measure, versus, options),
            Reference::Rank(measure, options) => self.rank(*measure, options),
            Reference::Working(measure, options) => self.working(*measure, options),
            Reference::Saving { plan, beside } => self.saving(plan, beside.as_deref()),
            Reference::Foreseen { plan, series, on } => self.foreseen(plan, series, *on),
            Reference::Itself(itself) => Ok(vec![Run::text(self.itself(*itself)?)]),
            Reference::Table(..) | Reference::Chart(..) => {
                Err("a table or chart stands by itself".to_owned())
            }
        }
    }

    fn itself(&self, itself: Itself) -> Result<String, String> {
        Ok(match itself {
            Itself::Council => self.facts.council_name().to_owned(),
            Itself::FiguresAt => in_words(self.facts.at),
            Itself::Day => in_words(self.facts.day),
            Itself::PublishedYear => self.facts.published_year()?.to_string(),
        })
    }

    fn figure(&mut self, measure: Measure, options: &Options) -> Answer {
        only(options, &["on", "team", "role", "of", "in", "unit"])?;
        match &options.of {
            Some(whose) => self.published_figure(measure, whose, options),
            None => {
                if options.years.is_some() {
                    return Err("‘in 2024’ is for published figures, with ‘of’; the council’s own have a date, with ‘on’".to_owned());
                }
                let figure = self.facts.figure(measure, options)?;
                known(&figure)?;
                let note = self.note_of(&figure);
                Ok(vec![Run::Figure {
                    text: shown(&figure, options.unit),
                    notes: vec![note],
                }])
            }
        }
    }

    fn published_figure(&mut self, measure: Measure, whose: &Whose, options: &Options) -> Answer {
        only(options, &["of", "in", "unit"])?;
        let year = self.year(options)?;
        let peer = self.facts.peer(whose)?;
        let (value, figure, citation) = self.facts.published(measure, peer, year)?;
        if let Some(symbol) = value.symbol() {
            return Err(format!(
                "{} has no number for {year}: {}",
                peer.name(),
                symbol.label().to_lowercase()
            ));
        }
        let name = format!(
            "{}, {}, {}",
            measure.label(),
            peer.label(),
            period(measure, reference_date(year))
        );
        let note = self.note(Note {
            name,
            value: with_unit(measure, value),
            working: figure.as_ref().and_then(calculation).unwrap_or_default(),
            source: citation,
            address: None,
        });
        Ok(vec![Run::Figure {
            text: number(measure, value, options.unit),
            notes: vec![note],
        }])
    }

    fn year(&self, options: &Options) -> Result<i16, String> {
        match options.years {
            Some((first, last)) if first == last => Ok(first),
            Some(_) => Err("one year is asked for here".to_owned()),
            None => self.facts.published_year(),
        }
    }

    /// A line of the establishment.
    fn line(&mut self, line: Line, options: &Options) -> Answer {
        only(options, &["on", "team", "role", "unit"])?;
        let at = options.on.unwrap_or(self.facts.at);
        let position = self.position(at, options, Dimension::Role)?;
        let Some(amount) = position.total.get(line) else {
            return Err(format!(
                "the records do not say ‘{}’ for {}",
                line.label(),
                in_words(at)
            ));
        };
        let places = if line.counts_people() { 0 } else { 2 };
        let text = readable(&amount.rounded(places));
        let unit = if line.counts_people() {
            "people"
        } else {
            "FTE"
        };
        let note = self.note(Note {
            name: format!("{}, {}{}", line.label(), in_words(at), part(options)),
            value: format!("{text} {unit}"),
            working: String::new(),
            source: self.source_of(&position),
            address: self.establishment_address(at),
        });
        let text = if options.unit == Unit::Words {
            format!("{text} {unit}")
        } else {
            text
        };
        Ok(vec![Run::Figure {
            text,
            notes: vec![note],
        }])
    }

    /// The position of a part of the service.
    pub(crate) fn position(
        &self,
        at: jiff::civil::Date,
        options: &Options,
        by: Dimension,
    ) -> Result<Position, String> {
        let scope = self.facts.scope(options)?;
        let selection = Selection {
            at,
            service: scope.service,
            team: scope.team,
            role: scope.role,
        };
        let found = position(self.facts.grounds.workforce, &selection, by);
        match found.basis {
            Basis::Nothing => Err(format!(
                "nothing is known of {}; the records begin later",
                in_words(at)
            )),
            _ => Ok(found),
        }
    }

    /// Where the numbers of a position come from.
    pub(crate) fn source_of(&self, position: &Position) -> String {
        match &position.basis {
            Basis::Stated { on, sources } => {
                format!("Stated for {}: {}", in_words(*on), sources.join("; "))
            }
            Basis::Records | Basis::Nothing => self
                .facts
                .ledger
                .reckon(
                    holdfast_measures::Scope::of(Some(self.facts.service)),
                    position.selection.at,
                )
                .source()
                .in_words(),
        }
    }

    fn versus(&mut self, measure: Measure, versus: &Versus, options: &Options) -> Answer {
        only(options, &["on", "team", "role", "in"])?;
        let mine = self.facts.figure(measure, options)?;
        known(&mine)?;
        let first = self.note_of(&mine);
        let (comparison, when, second) = match versus {
            Versus::Whose(whose) => self.beside_others(&mine, whose, options)?,
            Versus::LastYear => self.beside_then(&mine, months_later(mine.at, -12), options)?,
            Versus::On(day) => self.beside_then(&mine, *day, options)?,
            Versus::Target => return self.beside_target(&mine, first),
        };
        let text = told(&comparison, &when)?;
        Ok(vec![Run::Figure {
            text,
            notes: vec![first, second],
        }])
    }

    fn beside_others(
        &mut self,
        mine: &Figure,
        whose: &Whose,
        options: &Options,
    ) -> Result<(Comparison, String, usize), String> {
        let year = self.year(options)?;
        let peer = self.facts.peer(whose)?;
        let (value, _, citation) = self.facts.published(mine.measure, peer, year)?;
        let other = Side::of_value(peer.name(), value);
        let comparison = compare(mine.measure, Side::of_figure("the council", mine), other);
        let note = self.note(Note {
            name: format!(
                "{}, {}, {}",
                mine.measure.label(),
                peer.label(),
                period(mine.measure, reference_date(year))
            ),
            value: with_unit(mine.measure, value),
            working: comparison.in_words(),
            source: citation,
            address: None,
        });
        let is_same_day = mine.at == reference_date(year);
        let when = if is_same_day {
            String::new()
        } else {
            format!(" in {year}")
        };
        Ok((comparison, when, note))
    }

    fn beside_then(
        &mut self,
        mine: &Figure,
        day: jiff::civil::Date,
        options: &Options,
    ) -> Result<(Comparison, String, usize), String> {
        let options = Options {
            on: Some(day),
            ..options.clone()
        };
        let then = self.facts.figure(mine.measure, &options)?;
        known(&then)?;
        let comparison = change(
            mine.measure,
            Side::of_figure("now", mine),
            Side::of_figure("then", &then),
        );
        let note = self.note_of(&then);
        let when = match mine.measure.definition().timing {
            Timing::AtDate => format!(" on {}", in_words(day)),
            Timing::YearEnding => format!(" in the {}", then.period()),
        };
        Ok((comparison, when, note))
    }

    fn beside_target(&mut self, mine: &Figure, note: usize) -> Answer {
        let kept = Scorecard::kept(self.facts.grounds.workforce, self.facts.service);
        let scorecard =
            kept.map_err(|_| "the scorecard cannot be read; mend it first".to_owned())?;
        let lines = scorecard.groups.iter().flat_map(|group| &group.lines);
        let target = lines
            .filter(|line| line.measure == mine.measure)
            .find_map(|line| line.target.as_ref());
        let Some(target) = target else {
            return Err(format!(
                "the scorecard has no target for ‘{}’; give it one there",
                mine.measure.key()
            ));
        };
        let state = target.state(mine);
        let text = format!(
            "{}, against the target of {}: {}",
            shown(mine, Unit::Sign),
            target.in_words(mine.measure),
            state.status.label().to_lowercase()
        );
        Ok(vec![Run::Figure {
            text,
            notes: vec![note],
        }])
    }

    fn rank(&mut self, measure: Measure, options: &Options) -> Answer {
        only(options, &["in"])?;
        let year = self.year(options)?;
        let Some(council) = self.facts.council else {
            return Err(format!(
                "{} has no number of the Department for Education’s, so it has no place among authorities",
                self.facts.council_name()
            ));
        };
        let peer = holdfast_measures::benchmark::Peer::Council(council);
        let (value, figure, citation) = self.facts.published(measure, peer, year)?;
        let found = place(self.facts.grounds.releases, measure, year, value);
        let Some(found) = found else {
            return Err(format!(
                "there is no place for {year}: the council has no number"
            ));
        };
        let text = found.in_words(measure);
        let note = self.note(Note {
            name: format!(
                "{} among all authorities, {}",
                measure.label(),
                period(measure, reference_date(year))
            ),
            value: text.clone(),
            working: figure
                .as_ref()
                .and_then(calculation)
                .unwrap_or_else(|| with_unit(measure, value)),
            source: citation,
            address: None,
        });
        Ok(vec![Run::Figure {
            text,
            notes: vec![note],
        }])
    }

    fn working(&mut self, measure: Measure, options: &Options) -> Answer {
        only(options, &["on", "team", "role"])?;
        let figure = self.facts.figure(measure, options)?;
        known(&figure)?;
        if figure.disclosure.is_some() {
            return Err(
                "its parts may not be published, because so few people are behind it".to_owned(),
            );
        }
        let note = self.note_of(&figure);
        let text = calculation(&figure).unwrap_or_else(|| figure.in_words());
        Ok(vec![Run::Figure {
            text,
            notes: vec![note],
        }])
    }

    /// The note of one of the council's own figures.
    pub(crate) fn note_of(&mut self, figure: &Figure) -> usize {
        let workforce = self.facts.grounds.workforce;
        let team = figure
            .scope
            .team
            .and_then(|id| workforce.teams().get(id))
            .map(|it| it.name.as_str());
        let role = figure
            .scope
            .role
            .and_then(|id| workforce.roles().get(id))
            .map(|it| it.name.as_str());
        let part: String = team
            .into_iter()
            .chain(role)
            .map(|name| format!(", {name}"))
            .collect();
        let working = match figure.disclosure {
            Some(_) => None,
            None => calculation(figure),
        };
        let address = self.facts.grounds.site.map(|site| {
            let service = self.facts.service.code();
            format!(
                "{site}/measures/{}?at={}&service={service}",
                figure.measure.key(),
                figure.at
            )
        });
        self.note(Note {
            name: format!("{}, {}{part}", figure.measure.label(), figure.period()),
            value: shown(figure, Unit::Words),
            working: working.unwrap_or_default(),
            source: figure.source.in_words(),
            address,
        })
    }

    fn establishment_address(&self, at: jiff::civil::Date) -> Option<String> {
        let site = self.facts.grounds.site?;
        Some(format!(
            "{site}/establishment?at={at}&service={}",
            self.facts.service.code()
        ))
    }

    fn saving(&mut self, plan: &str, beside: Option<&str>) -> Answer {
        let saved = self.plans.saved(self.facts, plan, beside)?;
        let note = self.note(Note {
            name: format!(
                "Saved a year by ‘{}’ against ‘{}’",
                saved.changed, saved.base
            ),
            value: saved.value.clone(),
            working: saved.working.clone(),
            source: saved.source,
            address: None,
        });
        Ok(vec![Run::Figure {
            text: format!("{} ({})", saved.value, saved.working),
            notes: vec![note],
        }])
    }

    fn foreseen(&mut self, plan: &str, series: &str, on: Option<jiff::civil::Date>) -> Answer {
        let foreseen = self.plans.foreseen(self.facts, plan, series, on)?;
        let unit = foreseen.series.unit();
        let number = |value| with_sign(unit, &forecast_number(unit, value));
        let band = foreseen.band;
        let text = format!(
            "{} ({} to {})",
            number(band.p50),
            number(band.p5),
            number(band.p95)
        );
        let note = self.note(Note {
            name: format!(
                "{}, {}, as ‘{}’ foresees",
                foreseen.series.label(),
                in_words(foreseen.on),
                foreseen.title
            ),
            value: text.clone(),
            working: "The middle of all simulated futures; nine in ten lie within the brackets."
                .to_owned(),
            source: foreseen.source,
            address: None,
        });
        Ok(vec![Run::Figure {
            text,
            notes: vec![note],
        }])
    }
}

fn with_sign(unit: holdfast_forecast::series::Unit, number: &str) -> String {
    use holdfast_forecast::series::Unit as Of;
    match unit {
        Of::Pounds => format!("£{number}").replace("£−", "−£"),
        Of::Percent => format!("{number}%"),
        Of::Fte | Of::Ratio => number.to_owned(),
    }
}

/// A part of the service, for the name of a note.
fn part(options: &Options) -> String {
    let names = options.team.iter().chain(&options.role);
    names.map(|name| format!(", {name}")).collect()
}

/// Refuses a figure without a number, and says why there is none.
fn known(figure: &Figure) -> Result<(), String> {
    match figure.value {
        Value::Exact(_) => Ok(()),
        Value::Symbol(_) => Err(format!(
            "there is no number for {}. {}",
            figure.period(),
            figure.why_none().join(" ")
        )),
    }
}

/// Refuses options that say nothing where they stand.
pub(crate) fn only(options: &Options, taken: &[&str]) -> Result<(), String> {
    let said = [
        ("on", options.on.is_some()),
        ("team", options.team.is_some()),
        ("role", options.role.is_some()),
        ("of", options.of.is_some()),
        ("in", options.years.is_some()),
        ("by", options.by.is_some()),
        ("beside", !options.beside.is_empty()),
        ("vs", options.compared.is_some()),
        ("unit", options.unit == Unit::Words),
    ];
    let stray = said
        .iter()
        .find(|(name, is_said)| *is_said && !taken.contains(name));
    match stray {
        None => Ok(()),
        Some((name, _)) => {
            let name = match *name {
                "in" => "a year",
                "beside" => "whoever stands beside",
                "unit" => "with unit",
                name => name,
            };
            Err(format!("‘{name}’ says nothing here; take it out"))
        }
    }
}

/// A figure as it is printed: its symbol where so few people are behind it.
pub(crate) fn shown(figure: &Figure, unit: Unit) -> String {
    match figure.disclosure {
        Some(_) => published_value(figure),
        None => number(figure.measure, figure.value, unit),
    }
}

/// A value with its percent sign, or its whole unit.
pub(crate) fn number(measure: Measure, value: Value, unit: Unit) -> String {
    let whole = with_unit(measure, value);
    match (unit, measure.unit()) {
        (Unit::Words, _) | (_, Counted::Percent) => whole,
        (Unit::Sign, _) => whole.split(' ').next().unwrap_or_default().to_owned(),
    }
}

/// A comparison as a clause: `16.6, above England’s 16.1`.
fn told(comparison: &Comparison, when: &str) -> Result<String, String> {
    use std::cmp::Ordering;
    let measure = comparison.measure;
    let shown = |value| number(measure, value, Unit::Sign);
    let (mine, other) = (shown(comparison.mine.value), shown(comparison.other.value));
    let Some(order) = comparison.order() else {
        return Err(comparison.in_words());
    };
    let relation = match order {
        Ordering::Less => "below",
        Ordering::Greater => "above",
        Ordering::Equal => "the same as",
    };
    let whose = match comparison.other.name.as_str() {
        "then" => format!("{other}{when}"),
        name => format!("{} {other}{when}", possessive(name)),
    };
    let chance = match comparison.verdict {
        Verdict::NoRealDifference => ", no more than chance would give",
        _ => "",
    };
    Ok(format!("{mine}, {relation} {whose}{chance}"))
}

fn possessive(name: &str) -> String {
    match name.ends_with('s') {
        true => format!("{name}’"),
        false => format!("{name}’s"),
    }
}
