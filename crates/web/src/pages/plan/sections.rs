//! The sections of a scenario's form: an overview lists what is set in each, and
//! each has a page of its own.

use holdfast_forecast::Scenario;
use holdfast_forecast::values::{Named, has_evidence};
use holdfast_workforce::Workforce;

use super::assumptions::{numbers, shown};
use super::filling::{because_field, source_field, value_field};

/// A section: its name in addresses and forms, its title, the keys of the
/// scenario that it holds, and the parts that can be added in it.
pub(crate) struct Section {
    /// Its name in addresses and forms.
    pub(crate) key: &'static str,
    /// What it is called.
    pub(crate) title: &'static str,
    keys: &'static [&'static str],
    /// The codes of the parts that can be added in it.
    pub(crate) parts: &'static [&'static str],
}

const fn section(
    key: &'static str,
    title: &'static str,
    keys: &'static [&'static str],
    parts: &'static [&'static str],
) -> Section {
    Section {
        key,
        title,
        keys,
        parts,
    }
}

/// All sections in their order. What stands in no other is in the first.
static SECTIONS: [Section; 13] = [
    section("length", "How far ahead", &[], &[]),
    section(
        "start",
        "People and posts at the start",
        &["start", "role"],
        &[],
    ),
    section("leaving", "Leaving", &["attrition"], &[]),
    section(
        "intakes",
        "Newly qualified intakes",
        &["intake"],
        &["intake"],
    ),
    section(
        "hiring",
        "Hiring",
        &["hire", "conversion"],
        &["hire", "overseas", "conversion"],
    ),
    section(
        "moves",
        "Moving up, and within the council",
        &["progression", "move"],
        &["move"],
    ),
    section("absence", "Absence", &["absence"], &[]),
    section(
        "establishment",
        "Establishment",
        &["establishment"],
        &["establishment"],
    ),
    section("agency", "Agency workers", &["agency"], &["managed_team"]),
    section(
        "workload",
        "Workload",
        &["workload", "feedback"],
        &["cases", "reduced"],
    ),
    section("money", "Money", &["money"], &["salary", "outlay"]),
    section(
        "aims",
        "Targets and budgets",
        &["target", "budget"],
        &["target", "budget", "agency_budget"],
    ),
    section("uncertainty", "How much years differ", &["shocks"], &[]),
];

/// The section of a name.
pub(crate) fn named(key: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.key == key)
}

/// The section in which a part is added.
pub(crate) fn of_part(code: &str) -> Option<&'static Section> {
    SECTIONS
        .iter()
        .find(|section| section.parts.contains(&code))
}

/// The section in which a number stands.
fn of_path(path: &str) -> &'static Section {
    let part = path.split('.').next().unwrap_or_default();
    let holds = |section: &&Section| section.keys.contains(&part);
    SECTIONS.iter().find(holds).unwrap_or(&SECTIONS[0])
}

/// So many lines of a section are shown in the overview.
const LINES: usize = 8;

/// What is set in a section.
pub(crate) struct Summary {
    /// The section.
    pub(crate) section: &'static Section,
    /// What belongs together, with its values.
    pub(crate) lines: Vec<[String; 2]>,
    /// How many lines more there are.
    pub(crate) more: usize,
}

/// What a scenario sets in each section.
pub(crate) fn summaries(scenario: &Scenario, workforce: &Workforce) -> Vec<Summary> {
    let numbers = numbers(scenario, workforce);
    let summary = |section: &'static Section| {
        let own: Vec<&Named> = within(&numbers, section);
        let mut lines = lines(&own);
        let more = lines.len().saturating_sub(LINES + 1);
        if more > 0 {
            lines.truncate(LINES);
        }
        Summary {
            section,
            more: if more > 0 { more + 1 } else { 0 },
            lines,
        }
    };
    SECTIONS.iter().map(summary).collect()
}

fn within<'a>(numbers: &'a [Named], section: &'static Section) -> Vec<&'a Named> {
    let is_in = |value: &&Named| of_path(&value.path).key == section.key;
    numbers.iter().filter(is_in).collect()
}

/// A line for each group, with all that is set in it.
fn lines(values: &[&Named]) -> Vec<[String; 2]> {
    let groups = values.chunk_by(|one, next| one.group == next.group);
    let line = |group: &[&Named]| {
        let said = |value: &&Named| format!("{}: {}", value.label, shown(value));
        let values: Vec<String> = group.iter().map(said).collect();
        let name = group.first().map_or("", |value| value.group.as_str());
        [name.to_owned(), values.join("; ")]
    };
    groups.map(line).collect()
}

/// Numbers that belong together.
pub(crate) struct Group {
    /// What they belong to.
    pub(crate) name: String,
    /// Their fields.
    pub(crate) fields: Vec<ValueField>,
}

/// The fields of a number.
pub(crate) struct ValueField {
    /// The name of the field of the value, which is also its identifier.
    pub(crate) value: String,
    /// The name of the field of its source.
    pub(crate) source: String,
    /// The name of the field of its reason.
    pub(crate) because: String,
    /// What the number is.
    pub(crate) label: String,
    /// What and whose it is, for those who hear the field alone.
    pub(crate) about: String,
    /// Its unit.
    pub(crate) suffix: &'static str,
    /// Whether it can say where it comes from.
    pub(crate) has_evidence: bool,
}

/// The numbers of a section as fields in groups, in the order of the text.
pub(crate) fn groups(
    scenario: &Scenario,
    workforce: &Workforce,
    section: &'static Section,
) -> Vec<Group> {
    let numbers = numbers(scenario, workforce);
    let field = |value: &&Named| ValueField {
        value: value_field(&value.path),
        source: source_field(&value.path),
        because: because_field(&value.path),
        label: value.label.clone(),
        about: format!("{}, {}", value.group, value.label),
        suffix: value.measured.suffix,
        has_evidence: has_evidence(scenario, value),
    };
    let group = |values: &[&Named]| Group {
        name: values
            .first()
            .map_or_else(String::new, |it| it.group.clone()),
        fields: values.iter().map(field).collect(),
    };
    within(&numbers, section)
        .chunk_by(|one, next| one.group == next.group)
        .map(group)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::plan::parts::choices;

    #[test]
    fn every_part_is_added_in_one_section() {
        for part in choices() {
            let places = SECTIONS
                .iter()
                .filter(|section| section.parts.contains(&part.value.as_str()));
            assert_eq!(places.count(), 1, "{}", part.value);
        }
    }

    #[test]
    fn a_number_stands_in_the_section_of_its_part() {
        for (path, key) in [
            ("months", "length"),
            ("intake.Academy.size", "intakes"),
            ("agency.managed_team.One.fte", "agency"),
            ("feedback.elasticity", "workload"),
        ] {
            assert_eq!(of_path(path).key, key);
        }
    }
}
