//! The sections of a scenario's form: an overview lists what is set in each, and
//! each has a page of its own.

use holdfast_forecast::Scenario;
use holdfast_forecast::uncertain::Shape;
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
    /// What holds where nothing is set in it.
    pub(crate) unset: &'static str,
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
        unset: "Nothing is set.",
    }
}

/// What stands in the records, unless the scenario states its own position.
const START: Section = Section {
    unset: "Taken from the records.",
    ..section(
        "start",
        "People and posts at the start",
        &["start", "role"],
        &[],
    )
};

/// All sections in their order. What stands in no other is in the first.
static SECTIONS: [Section; 13] = [
    section("length", "How far ahead", &[], &[]),
    START,
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
        &["establishment", "posts"],
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
    let line = |group: Vec<&Named>| {
        let is_set = |value: &&&Named| value.source.is_some() || value.shape != Some(NOUGHT);
        let said = |value: &&Named| format!("{}: {}", value.label, shown(value));
        let values: Vec<String> = group.iter().filter(is_set).map(said).collect();
        let name = group.first().map_or("", |value| value.group.as_str());
        let values = match values.is_empty() {
            true => "nothing".to_owned(),
            false => values.join("; "),
        };
        [name.to_owned(), values]
    };
    together(values, |value| &value.group)
        .into_iter()
        .map(line)
        .collect()
}

/// Values with the same word, in the order of the first of each.
fn together<'a>(values: &[&'a Named], word: fn(&Named) -> &str) -> Vec<Vec<&'a Named>> {
    let mut found: Vec<Vec<&Named>> = Vec::new();
    for value in values {
        let is_same = |it: &&mut Vec<&Named>| it.first().map(|it| word(it)) == Some(word(value));
        match found.iter_mut().find(is_same) {
            Some(same) => same.push(value),
            None => found.push(vec![value]),
        }
    }
    found
}

/// What a value is where nothing was set.
const NOUGHT: Shape = Shape::Fixed(0.0);

/// So many groups of a kind stand in one table with a line for each.
const MANY: usize = 3;

/// Groups of a kind, such as all intakes.
pub(crate) struct OfKind {
    /// The identifier of its table.
    pub(crate) id: String,
    /// The kind.
    pub(crate) name: String,
    /// Its groups.
    pub(crate) groups: Vec<Group>,
    /// What the columns are called where each group is a line of one table;
    /// none where each has a line for every number.
    pub(crate) columns: Vec<String>,
}

/// Numbers that belong together.
pub(crate) struct Group {
    /// What they belong to.
    pub(crate) name: String,
    /// The same without its kind.
    pub(crate) short: String,
    /// Where they come from, in words.
    pub(crate) sources: String,
    /// Their fields; nothing in a column of which it has no number.
    pub(crate) fields: Vec<Option<ValueField>>,
}

/// The fields of a number.
#[derive(Clone)]
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

impl ValueField {
    fn of(scenario: &Scenario, value: &Named) -> Self {
        Self {
            value: value_field(&value.path),
            source: source_field(&value.path),
            because: because_field(&value.path),
            label: value.label.clone(),
            about: format!("{}, {}", value.group, value.label),
            suffix: value.measured.suffix,
            has_evidence: has_evidence(scenario, value),
        }
    }

    /// What it is, and in what it is counted.
    fn head(&self) -> String {
        match self.suffix {
            unit if unit.is_empty() || unit == self.label => self.label.clone(),
            unit => format!("{}, {unit}", self.label),
        }
    }
}

/// The kind of a group, and what it is called among its kind.
fn named_kind(group: &str) -> (&str, &str) {
    let end = group.find([':', ',']).unwrap_or(group.len());
    let (kind, rest) = group.split_at(end);
    match rest.get(2..) {
        Some(short) => (kind, short),
        None => (kind, kind),
    }
}

/// Where values come from, each source once.
fn sources(values: &[&Named]) -> String {
    let mut sources: Vec<&str> = Vec::new();
    for source in values.iter().filter_map(|value| value.source) {
        if !sources.contains(&source.in_words()) {
            sources.push(source.in_words());
        }
    }
    match sources.is_empty() {
        true => "not said".to_owned(),
        false => sources.join(", "),
    }
}

/// The numbers of a section as fields, by kind and group, in the order of the text.
pub(crate) fn kinds(
    scenario: &Scenario,
    workforce: &Workforce,
    section: &'static Section,
) -> Vec<OfKind> {
    let numbers = numbers(scenario, workforce);
    let group = |values: Vec<&Named>| {
        let name = values.first().map_or("", |it| it.group.as_str());
        let (_, short) = named_kind(name);
        let field = |value: &&Named| Some(ValueField::of(scenario, value));
        Group {
            name: name.to_owned(),
            short: short.to_owned(),
            sources: sources(&values),
            fields: values.iter().map(field).collect(),
        }
    };
    let of_kind = |(place, values): (usize, Vec<&Named>)| {
        let groups = together(&values, |value| &value.group).into_iter();
        let of_kind = OfKind {
            id: format!("values-{place}"),
            name: values
                .first()
                .map_or("", |it| named_kind(&it.group).0)
                .to_owned(),
            groups: groups.map(group).collect(),
            columns: Vec::new(),
        };
        match of_kind.groups.len() < MANY {
            true => of_kind,
            false => of_kind.in_columns(),
        }
    };
    together(&within(&numbers, section), |it| named_kind(&it.group).0)
        .into_iter()
        .enumerate()
        .map(of_kind)
        .collect()
}

impl OfKind {
    /// The same with a line for each group and a column for each number.
    fn in_columns(mut self) -> Self {
        let mut columns: Vec<String> = Vec::new();
        for field in self.groups.iter().flat_map(|it| it.fields.iter().flatten()) {
            let head = field.head();
            if !columns.contains(&head) {
                columns.push(head);
            }
        }
        for group in &mut self.groups {
            let fields: Vec<ValueField> = group.fields.drain(..).flatten().collect();
            let at = |head: &String| fields.iter().find(|it| it.head() == *head).cloned();
            group.fields = columns.iter().map(at).collect();
        }
        Self { columns, ..self }
    }
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
    fn a_group_is_called_by_what_tells_it_from_others_of_its_kind() {
        for (group, kind, short) in [
            (
                "Hiring: Experienced, Team Manager",
                "Hiring",
                "Experienced, Team Manager",
            ),
            (
                "Agency who stay, Team Manager",
                "Agency who stay",
                "Team Manager",
            ),
            ("Money", "Money", "Money"),
        ] {
            assert_eq!(named_kind(group), (kind, short));
        }
    }

    #[test]
    fn a_number_stands_in_the_section_of_its_part() {
        for (path, key) in [
            ("months", "length"),
            ("intake.Academy.size", "intakes"),
            ("agency.managed_team.One.fte", "agency"),
            ("feedback.elasticity", "workload"),
            ("posts.follow_staff", "establishment"),
        ] {
            assert_eq!(of_path(path).key, key);
        }
    }
}
