//! The figures of every team beside the whole, and what comes of it in words.

use holdfast_measures::chance::interval;
use holdfast_measures::compare::counts;
use holdfast_measures::definition::Unit;
use holdfast_measures::{Figure, Ledger, Measure, Scope, Topic};
use holdfast_workforce::amount::readable;
use holdfast_workforce::position::{Selection, TreeRow, team_tree};

use super::filters::Filters;
use super::telling;
use crate::format::count;
use crate::here::Here;

/// What is chosen unless something else is.
pub(super) const USUAL: [Measure; 5] = [
    Measure::VacancyRate,
    Measure::AgencyRateFte,
    Measure::TurnoverRateHeadcount,
    Measure::AverageCaseload,
    Measure::NewlyQualifiedToExperienced,
];

/// The teams with their figures, and the whole.
pub(super) struct Map {
    /// The measures that are chosen.
    pub(super) measures: Vec<Measure>,
    /// The teams, each with those below it, and their figures.
    pub(super) teams: Vec<(TreeRow, Vec<Figure>)>,
    /// The figures of all together.
    pub(super) whole: Vec<Figure>,
}

impl Map {
    /// Works them out.
    pub(super) fn of(here: &Here, filters: &Filters) -> Self {
        let workforce = &here.workforce;
        let measures = chosen(filters);
        let ledger = Ledger::new(workforce, filters.scope.service);
        let figures = |scope: Scope| {
            let reckoning = ledger.reckon(scope, filters.at);
            let figures = measures.iter().map(|measure| reckoning.figure(*measure));
            figures.collect::<Vec<_>>()
        };
        let selection = Selection {
            at: filters.at,
            service: filters.scope.service,
            team: filters.scope.team,
            role: filters.scope.role,
        };
        let team = |row: TreeRow| {
            let scope = Scope {
                team: Some(row.team),
                ..filters.scope
            };
            (row, figures(scope))
        };
        Self {
            teams: team_tree(workforce, &selection)
                .into_iter()
                .map(team)
                .collect(),
            whole: figures(filters.scope),
            measures,
        }
    }

    /// The teams in one measure, with the whole; groups of teams are left out,
    /// and teams without a number.
    fn column(&self, place: usize) -> Option<Teams<'_>> {
        let whole = self.whole.get(place)?;
        let teams = self.teams.iter().filter(|(row, _)| !row.has_below);
        let figures = teams.filter_map(|(row, figures)| Some((row, figures.get(place)?)));
        Some(Teams {
            whole,
            teams: figures
                .filter(|(_, figure)| figure.value.ratio().is_some())
                .collect(),
        })
    }
}

/// The teams in one measure.
struct Teams<'m> {
    whole: &'m Figure,
    teams: Vec<(&'m TreeRow, &'m Figure)>,
}

impl<'m> Teams<'m> {
    /// The teams that show more than the whole does.
    fn above(&self) -> Vec<(&'m TreeRow, &'m Figure)> {
        let places = self.whole.measure.unit().places();
        let shown = |figure: &Figure| figure.value.ratio().map(|it| it.units(places));
        let whole = shown(self.whole);
        let teams = self.teams.iter().copied();
        teams.filter(|(_, figure)| shown(figure) > whole).collect()
    }

    /// The teams above by more than chance would give.
    fn beyond_chance(&self) -> Vec<&'m str> {
        let teams = self.teams.iter();
        teams
            .filter(|(_, figure)| is_beyond_chance(figure, self.whole))
            .map(|(row, _)| row.label.as_str())
            .collect()
    }
}

/// The measures that are chosen: those that can be read as a rate or a ratio.
fn chosen(filters: &Filters) -> Vec<Measure> {
    let mut found: Vec<Measure> = Vec::new();
    for measure in filters
        .answers
        .all("measures")
        .filter_map(|key| key.parse().ok())
    {
        if !found.contains(&measure) && has_teams(measure) {
            found.push(measure);
        }
    }
    match found.is_empty() {
        true => USUAL.into(),
        false => found,
    }
}

/// Whether a measure can be read team by team: amounts grow with the team.
pub(crate) fn has_teams(measure: Measure) -> bool {
    matches!(
        measure.unit(),
        Unit::Percent | Unit::CasesPerFte | Unit::ForOne
    )
}

/// Where the limits of chance lie: those of a funnel plot, as many teams are
/// looked at together.
const CONFIDENCE: f64 = 0.998;

/// Whether a value lies above the whole’s by more than chance would give.
pub(super) fn is_beyond_chance(figure: &Figure, whole: &Figure) -> bool {
    let spread = figure.measure.definition().spread;
    let interval = counts(figure).and_then(|counts| interval(spread, counts, CONFIDENCE));
    let whole = whole.value.ratio();
    interval
        .zip(whole)
        .is_some_and(|(interval, whole)| interval.lower * 100.0 > whole.as_float())
}

/// The numbers behind a rate, so that nobody reads one person as a trend:
/// `1 of 4`, `3 left, 12 in post`.
pub(super) fn people(figure: &Figure) -> String {
    let (Some(above), Some(below)) = figure.numerator_and_denominator() else {
        return String::new();
    };
    let definition = figure.measure.definition();
    let part = definition.formula.part();
    let above = readable(&above.rounded(part.places().min(1)));
    let whole = definition.formula.whole().map(|whole| whole.components().0);
    let places = whole.map_or(0, |whole| whole.places().min(1));
    let below = readable(&below.rounded(places));
    let fte = if places > 0 { " FTE" } else { "" };
    match (definition.topic, definition.unit) {
        (Topic::Movement, _) => format!("{above} left, {below}{fte} in post"),
        (_, Unit::CasesPerFte) => format!("{above} cases, {below} FTE"),
        (_, Unit::ForOne) => format!("{above} to {below}{fte}"),
        (Topic::Absence, _) => format!("{above} days, {below}{fte}"),
        _ => format!("{above} of {below}{fte}"),
    }
}

/// The answer: the headline, and how many teams lie above it.
pub(super) fn answer(map: &Map) -> String {
    let Some(headline) = map.whole.first() else {
        return String::new();
    };
    let name = headline.measure.label();
    if headline.value.ratio().is_none() {
        let why = telling::why_none(headline).join(" ");
        return format!("{name} has no number. {why}");
    }
    let told: Vec<String> = [above(map), beyond_chance(map)]
        .into_iter()
        .flatten()
        .collect();
    told.join(" ")
}

/// How many teams lie above the headline, and which is the highest.
fn above(map: &Map) -> Option<String> {
    let teams = map.column(0)?;
    let above = teams.above();
    let mut told = format!(
        "{} is {} ({}); {} of {} {} above it.",
        teams.whole.measure.label(),
        teams.whole.in_words(),
        people(teams.whole),
        count(above.len()),
        match teams.teams.len() {
            1 => "1 team".to_owned(),
            teams => format!("{} teams", count(teams)),
        },
        if above.len() == 1 { "is" } else { "are" },
    );
    if let Some((row, figure)) = above.iter().max_by_key(|(_, figure)| figure.value.ratio()) {
        told += &format!(
            " The highest is {}: {} ({}).",
            row.label,
            figure.in_words(),
            people(figure)
        );
    }
    Some(told)
}

/// The teams that lie above the whole by more than chance would give, in any
/// of the measures.
fn beyond_chance(map: &Map) -> Option<String> {
    let columns = (0..map.measures.len()).filter_map(|place| map.column(place));
    let told = columns.filter_map(|teams| {
        let beyond = teams.beyond_chance();
        let name = teams.whole.measure.label();
        (!beyond.is_empty()).then(|| format!("{} in {}", name.to_lowercase(), beyond.join(", ")))
    });
    let told: Vec<String> = told.collect();
    match told.is_empty() {
        true => {
            Some("No team lies above all together by more than chance alone would give.".to_owned())
        }
        false => Some(format!(
            "By more than chance alone would give: {}.",
            told.join("; ")
        )),
    }
}
