//! The definitions of all measures: as a sheet, as JSON, and as the page of
//! the manual.

use holdfast_measures::{Definition, Direction, Measure, Topic};
use serde_json::{Value, json};

use super::figure::{basis_code, timing_code};
use super::{Cell, Column, Sheet};

/// Every definition, by topic.
fn definitions() -> impl Iterator<Item = &'static Definition> {
    Topic::ALL.iter().flat_map(|topic| of_topic(*topic))
}

fn of_topic(topic: Topic) -> impl Iterator<Item = &'static Definition> {
    let all = Measure::ALL.iter().map(|measure| measure.definition());
    all.filter(move |definition| definition.topic == topic)
}

/// All definitions as a sheet.
pub fn definitions_sheet() -> Sheet {
    let heads = [
        "Topic",
        "Key",
        "Name",
        "Unit",
        "Better is",
        "Time",
        "Basis",
        "Formula",
        "Meaning",
        "Source",
    ];
    let cells = |definition: &Definition| {
        let texts = [
            definition.topic.label(),
            definition.key,
            definition.label,
            definition.unit.label(),
            better(definition.direction),
            time(definition),
            definition.basis.label(),
            &definition.formula.in_words(),
            definition.meaning,
            definition.source,
        ];
        texts.map(|text| Cell::Text(text.to_owned())).to_vec()
    };
    Sheet {
        title: "Measures".to_owned(),
        columns: heads.map(Column::text).to_vec(),
        rows: definitions().map(cells).collect(),
        notes: Vec::new(),
    }
}

/// All definitions as JSON with stable keys.
pub fn definitions_json() -> Value {
    let object = |definition: &Definition| {
        json!({
            "measure": definition.key,
            "label": definition.label,
            "topic": definition.topic.label(),
            "unit": definition.unit.label(),
            "places": definition.unit.places(),
            "better": better(definition.direction),
            "timing": timing_code(definition.timing),
            "basis": basis_code(definition.basis),
            "formula": definition.formula.in_words(),
            "definition": definition.meaning,
            "definition_source": definition.source,
        })
    };
    definitions().map(object).collect()
}

pub(crate) fn better(direction: Direction) -> &'static str {
    match direction {
        Direction::LowerIsBetter => "lower",
        Direction::HigherIsBetter => "higher",
        Direction::Neither => "neither",
    }
}

fn time(definition: &Definition) -> &'static str {
    match timing_code(definition.timing) {
        "at_date" => "at a date",
        _ => "year ending",
    }
}

/// The page of the manual that lists all definitions.
pub fn definitions_document() -> String {
    let mut text = INTRODUCTION.to_owned();
    for topic in Topic::ALL {
        text += &format!("\n## {}\n", topic.label());
        of_topic(*topic).for_each(|definition| text += &section(definition));
    }
    text
}

const INTRODUCTION: &str = "\
# Measures

This page is made from the definitions that the program computes with;
`holdfast measures` prints the same. `holdfast measure NAME --at DATE --explain`
shows a figure with everything behind it: the formula with the numbers put in,
the source, and the rows.

Values are exact until they are shown, and rounded half up once. A formula that
divides by nothing gives `z` (not applicable); cover above 100% gives `u`
(withheld, low reliability), as in the statistics; what the records cannot tell
gives `x` (not available), with the reason. Sickness figures behind which there
are fewer than five people are published as `c`.

Official measures are those of the Department for Education’s children’s social
work workforce statistics, which count children’s services. The same formula for
adults’ services, a team or a role is named as such. Measures of council papers
have no official definition; local variants must not be compared with the
official measure that they resemble.
";

fn section(definition: &Definition) -> String {
    format!(
        "\n### {}\n\n`{}` · {} · {} · better is {}\n\n{}\n\n- Formula: {}\n- {}\n- Source: {}\n",
        definition.label,
        definition.key,
        definition.unit.label(),
        time(definition),
        better(definition.direction),
        definition.meaning,
        definition.formula.in_words(),
        definition.basis.label(),
        definition.source,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_is_listed_once() {
        assert_eq!(definitions().count(), Measure::ALL.len());
        assert_eq!(definitions_sheet().rows.len(), Measure::ALL.len());
        let json = definitions_json();
        let turnover = json.as_array().into_iter().flatten();
        let mut turnover = turnover.filter(|it| it["measure"] == "turnover_rate_fte");
        assert_eq!(
            turnover.next().map(|it| it["formula"].clone()),
            Some(json!("Leavers in the year, FTE ÷ In post, FTE × 100"))
        );
    }
}
