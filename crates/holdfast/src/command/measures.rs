//! `holdfast measures`: the definitions of all measures, by topic.

use holdfast_intake::export::{definitions_json, definitions_sheet, to_csv};
use holdfast_measures::{Definition, Measure, Topic};

use crate::cli::{self, Format};
use crate::failure::Failure;
use crate::printer;

/// Lists the definitions.
pub(crate) fn run(options: &cli::Measures) -> Result<(), Failure> {
    match options.format {
        Format::Table => printer::data(&in_words()),
        Format::Json => printer::data(&format!("{:#}", definitions_json())),
        Format::Csv => printer::bytes(&to_csv(&definitions_sheet())),
    }
    Ok(())
}

/// The definitions are too long for the columns of a table.
fn in_words() -> String {
    let topics = Topic::ALL.iter().map(|topic| {
        let all = Measure::ALL.iter().map(|measure| measure.definition());
        let definitions = all.filter(|definition| definition.topic == *topic);
        let told: Vec<_> = definitions.map(definition).collect();
        format!("{}\n\n{}", topic.label(), told.join("\n"))
    });
    topics.collect::<Vec<_>>().join("\n")
}

fn definition(definition: &Definition) -> String {
    format!(
        "  {}: {}, {}\n    {}\n    = {}\n    {}. {}.\n",
        definition.key,
        definition.label,
        definition.unit.label(),
        definition.meaning,
        definition.formula.in_words(),
        definition.basis.label(),
        definition.source,
    )
}
