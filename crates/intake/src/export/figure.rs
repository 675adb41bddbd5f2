//! A figure as JSON, and the rows beneath it as a sheet: people, posts, teams
//! and roles by name, dates as last days.

use holdfast_measures::value::{Quantity, Ratio};
use holdfast_measures::{Basis, Figure, Formula, Part, Row, Source, Subject, Timing};
use holdfast_reference::Symbol;
use holdfast_workforce::amount::readable;
use holdfast_workforce::{CodeSet as _, Workforce};
use serde_json::{Map, Value, json};

use super::position::{exact, number};
use super::{Cell, Column, ColumnKind, Sheet};

/// The formula with the numbers put in: `8 ÷ (8 + 12.5) × 100 = 39.0%`; nothing
/// where the value is a symbol, or is only one number itself.
pub fn calculation(figure: &Figure) -> Option<String> {
    figure.value.ratio()?;
    let formula = figure.measure.definition().formula;
    let amount = |component| match figure.part(component).map(|part| &part.amount) {
        Some(Ok(amount)) => readable(&amount.to_string()),
        Some(Err(missing)) => missing.symbol().to_string(),
        None => Symbol::NotAvailable.to_string(),
    };
    let working_days = figure.working_days.map(|days| days.to_string());
    let written = formula.written(amount, &working_days.unwrap_or_default());
    let is_one_number = matches!(formula, Formula::Count(_));
    (!is_one_number).then(|| format!("{written} = {}", figure.in_words()))
}

/// What is beneath a row, in words.
struct Named<'w> {
    record: &'static str,
    person: Option<(&'w str, Option<&'w str>)>,
    post: Option<&'w str>,
    team: Option<&'w str>,
    role: Option<&'w str>,
}

impl<'w> Named<'w> {
    fn of(workforce: &'w Workforce, row: &Row) -> Self {
        let person = row.person.and_then(|id| workforce.people().get(id));
        let post = row.post.and_then(|id| workforce.posts().get(id));
        let team = row.team.and_then(|id| workforce.teams().get(id));
        let role = row.role.and_then(|id| workforce.roles().get(id));
        Self {
            record: record_name(row.subject),
            person: person.map(|it| (it.reference.as_str(), it.name.as_deref())),
            post: post.map(|it| it.reference.as_str()),
            team: team.map(|it| it.name.as_str()),
            role: role.map(|it| it.name.as_str()),
        }
    }
}

/// A row in words: who, which post, which role and team, as far as it has them.
pub fn row_in_words(workforce: &Workforce, row: &Row) -> String {
    let named = Named::of(workforce, row);
    let person = named.person.map(|(number, name)| name.unwrap_or(number));
    let words: Vec<&str> = [person, named.post, named.role, named.team]
        .into_iter()
        .flatten()
        .collect();
    match words.is_empty() {
        true => named.record.to_owned(),
        false => words.join(", "),
    }
}

fn record_name(subject: Subject) -> &'static str {
    match subject {
        Subject::Assignment(_) => "assignment",
        Subject::Post(_) => "post",
        Subject::Absence(_) => "absence",
        Subject::Caseload(_) => "caseload",
        Subject::Stated(_) => "stated count",
        Subject::Calendar => "days",
    }
}

/// The rows beneath a figure, part by part. It names people: it is for the
/// council's own use.
pub fn figure_sheet(workforce: &Workforce, figure: &Figure) -> Sheet {
    let columns = vec![
        Column::text("Counted as"),
        Column::text("Person"),
        Column::text("Number"),
        Column::text("Post"),
        Column::text("Team"),
        Column::text("Role"),
        Column::of(ColumnKind::Amount { places: 2 }, "Amount"),
        Column::of(ColumnKind::Date, "First day"),
        Column::of(ColumnKind::Date, "Last day"),
    ];
    let rows = figure.parts.iter().flat_map(|part| {
        let cells = |row: &Row| row_cells(workforce, part, row);
        part.rows.iter().map(cells).collect::<Vec<_>>()
    });
    Sheet {
        title: format!(
            "{}: {}, {}",
            workforce.name(),
            figure.measure.label(),
            figure.period()
        ),
        columns,
        rows: rows.collect(),
        notes: figure_notes(figure),
    }
}

fn row_cells(workforce: &Workforce, part: &Part, row: &Row) -> Vec<Cell> {
    let named = Named::of(workforce, row);
    vec![
        Cell::Text(part.component.label().to_owned()),
        Cell::text(named.person.and_then(|(_, name)| name)),
        Cell::text(named.person.map(|(number, _)| number)),
        Cell::text(named.post),
        Cell::text(named.team),
        Cell::text(named.role),
        Cell::Amount(row.amount),
        Cell::date(row.spell.map(|spell| spell.from)),
        Cell::date(row.spell.and_then(|spell| spell.last_day())),
    ]
}

/// What a reader of a figure has to know: value, definition, source, notes.
fn figure_notes(figure: &Figure) -> Vec<String> {
    let value = calculation(figure).unwrap_or_else(|| figure.in_words());
    let mut notes = vec![
        format!("{}: {value}.", figure.measure.label()),
        figure.measure.definition().meaning.to_owned(),
        format!("{}.", figure.standing()),
        format!("Source: {}.", figure.source.in_words()),
    ];
    notes.extend(figure.notes.iter().cloned());
    notes.extend(disclosure_note(figure));
    notes
}

/// What is to be done before a figure is published, where few people are
/// behind it.
pub(super) fn disclosure_note(figure: &Figure) -> Option<String> {
    let symbol = figure.disclosure?;
    Some(format!(
        "{}: few people are behind it. Publish {symbol} in its place.",
        figure.measure.label()
    ))
}

/// A figure as JSON with stable keys and without the rows beneath, so that it
/// names nobody: the value exact and rounded, its parts, definition, period,
/// source and symbol.
pub fn figure_json(figure: &Figure) -> Value {
    let definition = figure.measure.definition();
    let (above, below) = figure.numerator_and_denominator();
    let amount = |quantity: Option<Quantity>| quantity.map_or(Value::Null, exact);
    json!({
        "measure": figure.measure.key(),
        "label": definition.label,
        "value": rounded(figure),
        "exact": figure.value.ratio().as_ref().map(Ratio::to_string),
        "unit": definition.unit.label(),
        "symbol": symbol_json(figure.value.symbol()),
        "publish_as": symbol_json(figure.disclosure),
        "numerator": amount(above),
        "denominator": amount(below),
        "working_days": figure.working_days,
        "parts": figure.parts.iter().map(|part| Value::Object(part_json(part))).collect::<Value>(),
        "definition": definition.meaning,
        "definition_source": definition.source,
        "formula": definition.formula.in_words(),
        "calculation": calculation(figure),
        "basis": basis_code(definition.basis),
        "official": definition.basis == Basis::Official && figure.scope.is_official(),
        "standing": figure.standing(),
        "service": figure.scope.service.map(|service| service.code()),
        "at": figure.at,
        "timing": timing_code(definition.timing),
        "period": figure.period(),
        "source": source_json(&figure.source),
        "notes": figure.notes,
    })
}

/// The same with the rows beneath, which name people, and with the team and
/// role that the figure is about.
pub fn figure_rows_json(workforce: &Workforce, figure: &Figure) -> Value {
    let mut value = figure_json(figure);
    let parts = figure.parts.iter().map(|part| {
        let mut object = part_json(part);
        let rows = part.rows.iter().map(|row| row_json(workforce, row));
        object.insert("rows".to_owned(), rows.collect());
        Value::Object(object)
    });
    let team = figure.scope.team.and_then(|id| workforce.teams().get(id));
    let role = figure.scope.role.and_then(|id| workforce.roles().get(id));
    value["parts"] = parts.collect();
    value["team"] = json!(team.map(|it| &it.reference));
    value["role"] = json!(role.map(|it| &it.reference));
    value["authority"] = json!({
        "number": workforce.authority().map(|authority| &authority.reference),
        "name": workforce.name(),
    });
    value
}

fn rounded(figure: &Figure) -> Value {
    let ratio = figure.value.ratio();
    ratio.map_or(Value::Null, |_| number(&figure.rounded().replace('−', "-")))
}

/// A value by itself, rounded as its measure is shown, or the symbol as text.
pub(super) fn value_json(value: holdfast_measures::Value, places: u32) -> Value {
    match value.symbol() {
        Some(symbol) => json!(symbol.code()),
        None => number(&value.rounded(places).replace('−', "-")),
    }
}

fn part_json(part: &Part) -> Map<String, Value> {
    let mut object = Map::new();
    let amount = part.amount.as_ref();
    let known = amount.map_or(Value::Null, |amount| exact(*amount));
    object.insert("label".to_owned(), json!(part.component.label()));
    object.insert("amount".to_owned(), known);
    let missing = amount.err().map(holdfast_measures::Missing::in_words);
    object.insert("missing".to_owned(), json!(missing));
    object.insert("row_count".to_owned(), json!(part.rows.len()));
    object
}

fn row_json(workforce: &Workforce, row: &Row) -> Value {
    let named = Named::of(workforce, row);
    json!({
        "record": named.record,
        "person": named.person.map(|(number, name)| json!({ "number": number, "name": name })),
        "post": named.post,
        "team": named.team,
        "role": named.role,
        "amount": exact(row.amount),
        "first_day": row.spell.map(|spell| spell.from),
        "last_day": row.spell.and_then(|spell| spell.last_day()),
    })
}

pub(super) fn symbol_json(symbol: Option<Symbol>) -> Value {
    symbol.map_or(
        Value::Null,
        |symbol| json!({ "code": symbol.code(), "meaning": symbol.label() }),
    )
}

pub(crate) fn basis_code(basis: Basis) -> &'static str {
    match basis {
        Basis::Official => "official",
        Basis::CouncilPapers => "council_papers",
        Basis::LocalVariant => "local_variant",
    }
}

pub(crate) fn timing_code(timing: Timing) -> &'static str {
    match timing {
        Timing::AtDate => "at_date",
        Timing::YearEnding => "year_ending",
    }
}

fn source_json(source: &Source) -> Value {
    let mut object = match source {
        Source::Records { as_of } => json!({ "kind": "records", "change": as_of }),
        Source::Stated { on, sources } => {
            json!({ "kind": "stated", "on": on, "sources": sources })
        }
        Source::Release { key, .. } => json!({ "kind": "release", "release": key }),
        Source::Return { authority, year } => {
            json!({ "kind": "return", "authority": authority, "year": year })
        }
        Source::AsPublished { .. } => json!({ "kind": "as_published" }),
    };
    object["text"] = json!(source.in_words());
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_measures::{Ledger, Measure};
    use holdfast_workforce::codes::{OrganisationRole, Service};
    use holdfast_workforce::fixture::Council;
    use holdfast_workforce::record;
    use jiff::civil::date;

    /// One post that Ada Exampleby holds, one that is vacant.
    fn council() -> Workforce {
        let mut council = Council::new();
        council.edit::<record::Role>(council.role, |role| {
            role.organisation_role = Some(OrganisationRole::CaseHolder);
        });
        let post = council.post("P1");
        council.holder("Ada", post);
        council.post("P2");
        council.workforce()
    }

    fn vacancy_rate(workforce: &Workforce) -> Figure {
        let ledger = Ledger::new(workforce, Some(Service::Children));
        ledger.figure(Measure::VacancyRate, date(2022, 3, 31))
    }

    #[test]
    fn the_numbers_are_put_into_the_formula() {
        let figure = vacancy_rate(&council());
        assert_eq!(
            calculation(&figure).as_deref(),
            Some("1 ÷ (1 + 1) × 100 = 50.0%")
        );
    }

    #[test]
    fn rows_are_written_with_names_and_only_for_the_council_itself() {
        let workforce = council();
        let figure = vacancy_rate(&workforce);
        let sheet = figure_sheet(&workforce, &figure);
        assert_eq!(sheet.rows.len(), 2);
        assert_eq!(
            sheet.rows[0][..4],
            [
                Cell::Text("Vacancies, FTE".to_owned()),
                Cell::Empty,
                Cell::Empty,
                Cell::Text("P2".to_owned()),
            ]
        );
        assert_eq!(sheet.rows[1][1], Cell::Text("Ada".to_owned()));
        let public = figure_json(&figure);
        assert!(!public.to_string().contains("Ada"), "{public}");
        assert_eq!(public["value"].to_string(), "50.0");
        assert_eq!(public["exact"], "50");
        assert_eq!(public["denominator"], 2);
        assert_eq!(public["official"], true);
        let own = figure_rows_json(&workforce, &figure);
        assert_eq!(own["parts"][1]["rows"][0]["person"]["name"], "Ada");
    }

    #[test]
    fn a_figure_without_a_number_says_why() {
        let workforce = council();
        let ledger = Ledger::new(&workforce, Some(Service::Children));
        let figure = ledger.figure(Measure::VacancyCoverRate, date(1999, 3, 31));
        let value = figure_json(&figure);
        assert_eq!(value["value"], Value::Null);
        assert!(value["symbol"]["code"].is_string(), "{value}");
        assert!(value["parts"][0]["missing"].is_string(), "{value}");
    }
}
