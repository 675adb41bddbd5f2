//! What stands between `{{` and `}}`, read into what is asked for.
//!
//! | written | read as |
//! | --- | --- |
//! | `vacancy_rate`, `vacancy_rate on 2025-03-31`, `in_post team "North"` | a figure |
//! | `turnover of england in 2024` | a published figure |
//! | `caseload vs england`, `turnover vs last year`, `vacancy_rate vs target` | a comparison |
//! | `rank turnover`, `working turnover` | the place among authorities, how it was worked out |
//! | `establishment in_post`, `establishment net_gap role "Team Manager"` | a line of the establishment |
//! | `saving(academy)`, `saving(academy, as_now)` | what a plan saves, with its formula |
//! | `plan academy in_post on 2027-03-31` | what a plan foresees |
//! | `table establishment by role`, `chart turnover 2017..2025 neighbours` | a table, a chart |

pub mod catalogue;
mod words;

use holdfast_measures::Measure;
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::nearest::did_you_mean;
use holdfast_workforce::position::Line;
use jiff::civil::Date;

use words::{Token, Words};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A figure, in a line of text.
    Figure(Quantity, Options),
    /// A figure beside another.
    Versus(Measure, Versus, Options),
    /// The place of a published figure among all authorities.
    Rank(Measure, Options),
    /// How a figure was worked out.
    Working(Measure, Options),
    /// What a plan saves beside another.
    Saving {
        /// The plan.
        plan: String,
        /// The plan that it is compared with; nothing for the council's first.
        beside: Option<String>,
    },
    /// What a plan foresees.
    Foreseen {
        /// The plan.
        plan: String,
        /// What of it, by its key.
        series: String,
        /// The day; without it the plan's end.
        on: Option<Date>,
    },
    /// Something that the paper says of itself.
    Itself(Itself),
    /// A table.
    Table(TableOf, Options),
    /// A chart.
    Chart(ChartOf, Options),
}

impl Reference {
    /// Whether it stands by itself and not in a line of text.
    pub fn is_block(&self) -> bool {
        matches!(self, Self::Table(..) | Self::Chart(..))
    }
}

/// What has a value at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A measure.
    Measure(Measure),
    /// A line of the establishment.
    Line(Line),
}

/// What a paper says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Itself {
    /// The council's name.
    Council,
    /// The day of the figures.
    FiguresAt,
    /// The day of the paper.
    Day,
    /// The year of the latest published figures.
    PublishedYear,
}

/// Whose figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// England's.
    England,
    /// The region's.
    Region,
    /// The median of the statistical neighbours.
    Neighbours,
    /// Another authority's or region's, by its name.
    Named(String),
}

/// What a figure is set beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Versus {
    /// A published figure of others.
    Whose(Whose),
    /// The council's own a year before.
    LastYear,
    /// The council's own on another day.
    On(Date),
    /// The target of the scorecard.
    Target,
}

/// What a table shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableOf {
    /// The establishment: posts, people, vacancies, agency.
    Establishment,
    /// The scorecard.
    Scorecard,
    /// Measures beside the year before and others.
    Measures(Vec<Measure>),
    /// A measure over published years.
    Benchmark(Measure),
    /// Measures team by team.
    Teams(Vec<Measure>),
    /// A plan by years.
    Plan(String),
    /// The chances of a plan's targets.
    PlanChances(String),
    /// A plan beside another.
    PlanBeside(String, String),
    /// Records of the strategy.
    Strategy(StrategyTable),
    /// Counts that describe people.
    People(Described),
}

/// Which counts that describe people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Described {
    /// Leavers by reason, over three years.
    LeaversByReason,
    /// Leavers by where they went, over three years.
    LeaversByDestination,
    /// People in post by ethnicity.
    StaffByEthnicity,
    /// People in post by sex.
    StaffBySex,
}

/// Which part of the strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrategyTable {
    /// Objectives and strands with their status.
    Objectives,
    /// Actions.
    Actions,
    /// Proposals.
    Proposals,
    /// Priorities of the year.
    Priorities,
    /// Risks.
    Risks,
    /// Requests of members.
    Requests,
    /// Pledges and practice standards.
    Pledges,
    /// Practice audits.
    Audits,
}

impl StrategyTable {
    const ALL: [(&'static str, Self); 8] = [
        ("objectives", Self::Objectives),
        ("actions", Self::Actions),
        ("proposals", Self::Proposals),
        ("priorities", Self::Priorities),
        ("risks", Self::Risks),
        ("requests", Self::Requests),
        ("pledges", Self::Pledges),
        ("audits", Self::Audits),
    ];
}

/// What a chart draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartOf {
    /// A measure: over months, or over published years where years or others are named.
    Measure(Measure),
    /// All authorities in a row.
    Authorities(Measure),
    /// A line of the establishment as bars.
    Bars(Line),
    /// What a plan foresees of a series.
    Plan(String, String),
    /// What moves the FTE in post in a plan.
    PlanSteps(String),
}

/// What a table's rows stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Roles.
    Role,
    /// Teams.
    Team,
    /// Services.
    Service,
}

/// What narrows what is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The day, where it is not that of the paper's figures.
    pub on: Option<Date>,
    /// A team by its name or number.
    pub team: Option<String>,
    /// A role by its name or number.
    pub role: Option<String>,
    /// Whose published figure.
    pub of: Option<Whose>,
    /// Years, the first and the last.
    pub years: Option<(i16, i16)>,
    /// Who stands beside the council.
    pub beside: Vec<Whose>,
    /// What the rows stand for.
    pub by: Option<By>,
    /// Another day to compare with.
    pub compared: Option<Date>,
    /// Whether the unit is printed behind the number.
    pub unit: Unit,
}

/// Whether the unit stands behind the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Only the percent sign and the pound.
    #[default]
    Sign,
    /// The unit in words.
    Words,
}

/// Other names that people use for measures, with the measure's own.
const ALIASES: [(&str, Measure); 8] = [
    ("caseload", Measure::AverageCaseload),
    ("turnover", Measure::TurnoverRateFte),
    ("agency_rate", Measure::AgencyRateFte),
    ("sickness", Measure::AbsenceRate),
    ("starters", Measure::StartersHeadcount),
    ("leavers", Measure::LeaversHeadcount),
    ("newly_qualified", Measure::NewlyQualifiedShare),
    ("headcount", Measure::InPostHeadcount),
];

impl Reference {
    /// Reads what stands between the braces.
    ///
    /// # Errors
    /// Where it is nothing that can be asked for; the sentence says what to write.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut words = Words::of(text)?;
        let Some(first) = words.peek_word() else {
            return Err(match words.is_done() {
                true => {
                    "this reference is empty; write what it stands for, such as {{ vacancy_rate }}"
                        .to_owned()
                }
                false => format!("‘{text}’ does not begin with the name of anything"),
            });
        };
        let read = match first.as_str() {
            "table" => words.after(read_table),
            "chart" => words.after(read_chart),
            "saving" => words.after(read_saving),
            "plan" => words.after(read_foreseen),
            "rank" => words.after(|words| Ok(Self::Rank(measure(words)?, options(words)?))),
            "working" => words.after(|words| Ok(Self::Working(measure(words)?, options(words)?))),
            _ => read_figure(&mut words),
        }?;
        match words.next() {
            None => Ok(read),
            Some(left) => Err(format!("‘{left}’ says nothing here; take it out")),
        }
    }
}

fn read_figure(words: &mut Words) -> Result<Reference, String> {
    let itself = |word: &str| {
        Some(match word {
            "council" => Itself::Council,
            "figures_date" => Itself::FiguresAt,
            "date" => Itself::Day,
            "published_year" => Itself::PublishedYear,
            _ => return None,
        })
    };
    if let Some(itself) = words.peek_word().as_deref().and_then(itself) {
        words.next();
        return Ok(Reference::Itself(itself));
    }
    let quantity = quantity(words)?;
    let options = options(words)?;
    if !words.takes("vs") {
        return Ok(Reference::Figure(quantity, options));
    }
    let Quantity::Measure(measure) = quantity else {
        return Err("a line of the establishment cannot be compared in a sentence; use a measure such as in_post_fte, or {{ table establishment vs 2024-03-31 }}".to_owned());
    };
    Ok(Reference::Versus(measure, versus(words)?, options))
}

fn versus(words: &mut Words) -> Result<Versus, String> {
    if words.takes("target") {
        return Ok(Versus::Target);
    }
    if words.takes("last") {
        return match words.takes("year") {
            true => Ok(Versus::LastYear),
            false => Err("after ‘vs last’ comes ‘year’".to_owned()),
        };
    }
    if let Some(day) = words.date()? {
        return Ok(Versus::On(day));
    }
    match whose(words) {
        Some(whose) => Ok(Versus::Whose(whose)),
        None => Err("after ‘vs’ comes england, region, neighbours, \"an authority\", last year, a date such as 2024-03-31, or target".to_owned()),
    }
}

fn whose(words: &mut Words) -> Option<Whose> {
    let found = match words.peek()? {
        Token::Quoted(name) => Whose::Named(name.clone()),
        Token::Word(word) => match word.as_str() {
            "england" => Whose::England,
            "region" => Whose::Region,
            "neighbours" => Whose::Neighbours,
            _ => return None,
        },
        _ => return None,
    };
    words.next();
    Some(found)
}

fn options(words: &mut Words) -> Result<Options, String> {
    let mut options = Options::default();
    while option(words, &mut options)? {}
    Ok(options)
}

/// Reads one option; whether there was one.
fn option(words: &mut Words, options: &mut Options) -> Result<bool, String> {
    if words.takes("on") {
        let Some(day) = words.date()? else {
            return Err("after ‘on’ comes a date such as 2025-03-31 or 31 March 2025".to_owned());
        };
        return once(&mut options.on, day, "on");
    }
    if words.takes("team") {
        return once(&mut options.team, words.name("team")?, "team");
    }
    if words.takes("role") {
        return once(&mut options.role, words.name("role")?, "role");
    }
    if words.takes("of") {
        let Some(whose) = whose(words) else {
            return Err(
                "after ‘of’ comes england, region, neighbours or \"an authority\"".to_owned(),
            );
        };
        return once(&mut options.of, whose, "of");
    }
    if words.takes("by") {
        return once(&mut options.by, by(words)?, "by");
    }
    if words.takes("in") {
        let Some(year) = words.year() else {
            return Err("after ‘in’ comes a year such as 2024".to_owned());
        };
        return once(&mut options.years, (year, year), "in");
    }
    if words.takes("with") {
        return match words.takes("unit") {
            true => {
                options.unit = Unit::Words;
                Ok(true)
            }
            false => Err("after ‘with’ comes ‘unit’".to_owned()),
        };
    }
    if let Some(years) = words.years()? {
        return once(&mut options.years, years, "years");
    }
    Ok(false)
}

fn once<T>(kept: &mut Option<T>, found: T, name: &str) -> Result<bool, String> {
    match kept.replace(found) {
        None => Ok(true),
        Some(_) => Err(format!("‘{name}’ stands twice")),
    }
}

fn by(words: &mut Words) -> Result<By, String> {
    match words.next_word().as_deref() {
        Some("role") => Ok(By::Role),
        Some("team") => Ok(By::Team),
        Some("service") => Ok(By::Service),
        _ => Err("after ‘by’ comes role, team or service".to_owned()),
    }
}

fn quantity(words: &mut Words) -> Result<Quantity, String> {
    if words.takes("establishment") {
        return line(words).map(Quantity::Line);
    }
    let Some(word) = words.next_word() else {
        return Err("here comes the name of a figure, such as vacancy_rate".to_owned());
    };
    let line = || Line::from_code(&word).map(Quantity::Line);
    match measure_of(&word) {
        Some(measure) => Ok(Quantity::Measure(measure)),
        None => line().ok_or_else(|| unknown(&word)),
    }
}

/// A line of the establishment by its name.
fn line(words: &mut Words) -> Result<Line, String> {
    let names = || Line::ALL.iter().map(|line| line.code());
    let Some(word) = words.next_word() else {
        return Err("after ‘establishment’ comes one of its lines: established, in_post, vacancies, agency, net_gap".to_owned());
    };
    Line::from_code(&word).ok_or_else(|| {
        let near = did_you_mean(&word, names());
        format!(
            "‘{word}’ is no line of the establishment. {}",
            near.unwrap_or_else(|| "`holdfast report figures` lists all".to_owned())
        )
    })
}

fn measure(words: &mut Words) -> Result<Measure, String> {
    let Some(word) = words.next_word() else {
        return Err("here comes the name of a measure, such as vacancy_rate".to_owned());
    };
    measure_of(&word).ok_or_else(|| unknown(&word))
}

fn measure_of(word: &str) -> Option<Measure> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == word);
    alias
        .map(|(_, measure)| *measure)
        .or_else(|| word.parse().ok())
}

fn unknown(word: &str) -> String {
    let names = Measure::ALL.iter().map(|measure| measure.key());
    let lines = Line::ALL.iter().map(|line| line.code());
    let aliases = ALIASES.iter().map(|(alias, _)| *alias);
    let near = did_you_mean(
        word,
        names
            .chain(lines)
            .chain(aliases)
            .chain(["table", "chart", "saving", "plan", "rank"]),
    );
    format!(
        "‘{word}’ is no figure. {}",
        near.unwrap_or_else(|| "`holdfast report figures` lists all".to_owned())
    )
}

/// The measures that follow each other.
fn measures(words: &mut Words) -> Result<Vec<Measure>, String> {
    let mut found = vec![measure(words)?];
    loop {
        words.takes_sign(',');
        let Some(next) = words.peek_word().as_deref().and_then(measure_of) else {
            return Ok(found);
        };
        words.next();
        found.push(next);
    }
}

fn read_table(words: &mut Words) -> Result<Reference, String> {
    let Some(word) = words.peek_word() else {
        return Err("after ‘table’ comes what it shows: establishment, scorecard, measures, benchmark, teams, plan, or a part of the strategy such as actions".to_owned());
    };
    words.next();
    let of = match word.as_str() {
        "establishment" => TableOf::Establishment,
        "scorecard" => TableOf::Scorecard,
        "measures" => TableOf::Measures(measures(words)?),
        "benchmark" => TableOf::Benchmark(measure(words)?),
        "teams" => TableOf::Teams(measures(words)?),
        "plan" => plan_table(words)?,
        "leavers" | "staff" => TableOf::People(described(&word, words)?),
        other => match StrategyTable::ALL.iter().find(|(name, _)| *name == other) {
            Some((_, table)) => TableOf::Strategy(*table),
            None => return Err(no_table(other)),
        },
    };
    let mut options = options(words)?;
    beside(words, &mut options);
    if words.takes("vs") {
        options.compared = words.date()?;
        if options.compared.is_none() {
            return Err("after ‘vs’ in a table comes a date such as 2024-03-31".to_owned());
        }
    }
    Ok(Reference::Table(of, options))
}

fn no_table(word: &str) -> String {
    let names = [
        "establishment",
        "scorecard",
        "measures",
        "benchmark",
        "teams",
        "plan",
        "leavers",
        "staff",
    ];
    let strategy = StrategyTable::ALL.iter().map(|(name, _)| *name);
    let near = did_you_mean(word, names.into_iter().chain(strategy));
    format!("‘{word}’ is no table. {}", near.unwrap_or_else(|| "There are establishment, scorecard, measures, benchmark, teams, plan and the parts of the strategy".to_owned()))
}

fn described(of: &str, words: &mut Words) -> Result<Described, String> {
    let by = words.takes("by").then(|| words.next_word()).flatten();
    match (of, by.as_deref()) {
        ("leavers", Some("reason")) => Ok(Described::LeaversByReason),
        ("leavers", Some("destination")) => Ok(Described::LeaversByDestination),
        ("leavers", _) => Err("leavers are counted ‘by reason’ or ‘by destination’".to_owned()),
        (_, Some("ethnicity")) => Ok(Described::StaffByEthnicity),
        (_, Some("sex")) => Ok(Described::StaffBySex),
        _ => Err("staff are counted ‘by ethnicity’ or ‘by sex’".to_owned()),
    }
}

fn plan_table(words: &mut Words) -> Result<TableOf, String> {
    let plan = words.name("plan")?;
    if words.takes("vs") {
        return Ok(TableOf::PlanBeside(plan, words.name("vs")?));
    }
    Ok(match words.takes("chances") {
        true => TableOf::PlanChances(plan),
        false => TableOf::Plan(plan),
    })
}

/// Who stands beside the council, by words that follow each other, and options among them.
fn beside(words: &mut Words, options: &mut Options) {
    while let Some(found) = whose(words) {
        options.beside.push(found);
        words.takes_sign(',');
    }
}

fn read_chart(words: &mut Words) -> Result<Reference, String> {
    if words.takes("plan") {
        let plan = words.name("plan")?;
        return Ok(match words.next_word() {
            Some(word) if word == "steps" => {
                Reference::Chart(ChartOf::PlanSteps(plan), Options::default())
            }
            Some(series) => Reference::Chart(ChartOf::Plan(plan, series), Options::default()),
            None => {
                return Err(
                    "after the plan’s name comes what of it: in_post, vacancies, agency, or steps"
                        .to_owned(),
                );
            }
        });
    }
    let quantity = quantity(words)?;
    let mut options = options(words)?;
    let authorities = words.takes("authorities");
    beside(words, &mut options);
    while option(words, &mut options)? {
        beside(words, &mut options);
    }
    let of = match (quantity, authorities) {
        (Quantity::Measure(measure), true) => ChartOf::Authorities(measure),
        (Quantity::Measure(measure), false) if options.by.is_some() => {
            ChartOf::Bars(bar_line(measure)?)
        }
        (Quantity::Measure(measure), false) => ChartOf::Measure(measure),
        (Quantity::Line(line), _) => ChartOf::Bars(line),
    };
    Ok(Reference::Chart(of, options))
}

/// The line of the establishment that counts what a measure counts.
fn bar_line(measure: Measure) -> Result<Line, String> {
    Ok(match measure {
        Measure::VacanciesFte => Line::Vacancies,
        Measure::AgencyFte => Line::Agency,
        Measure::InPostFte => Line::InPost,
        Measure::InPostHeadcount => Line::InPostHeadcount,
        Measure::AgencyHeadcount => Line::AgencyHeadcount,
        _ => {
            return Err(format!(
                "‘{}’ cannot be drawn as bars; vacancies, agency, in_post and the lines of the establishment can",
                measure.key()
            ));
        }
    })
}

fn read_saving(words: &mut Words) -> Result<Reference, String> {
    let how = "write it as saving(academy), or saving(academy, as-now), with the names of plans";
    if !words.takes_sign('(') {
        return Err(how.to_owned());
    }
    let plan = words.name("saving(")?;
    let beside = match words.takes_sign(',') {
        true => Some(words.name(",")?),
        false => None,
    };
    match words.takes_sign(')') {
        true => Ok(Reference::Saving { plan, beside }),
        false => Err(how.to_owned()),
    }
}

fn read_foreseen(words: &mut Words) -> Result<Reference, String> {
    let plan = words.name("plan")?;
    let Some(series) = words.next_word() else {
        return Err("after the plan’s name comes what it foresees, such as in_post".to_owned());
    };
    let on = match words.takes("on") {
        true => words.date()?,
        false => None,
    };
    Ok(Reference::Foreseen { plan, series, on })
}

#[cfg(test)]
mod tests;
