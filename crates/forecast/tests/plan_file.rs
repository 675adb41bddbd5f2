//! The page about the plan file, made from the comments of the types that read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use holdfast_forecast::Series;
use holdfast_forecast::levers::levers;
use holdfast_forecast::scenario::{
    Agency, Experience, MOST_FUTURE_MONTHS, MOST_FUTURES, MOST_MONTHS, MOST_PEOPLE, Money, OnCosts,
    Posts, Shocks,
};

const SOURCES: &[&str] = &[
    include_str!("../src/scenario.rs"),
    include_str!("../src/scenario/aims.rs"),
    include_str!("../src/scenario/establishment.rs"),
    include_str!("../src/scenario/money.rs"),
    include_str!("../src/scenario/people.rs"),
    include_str!("../src/scenario/workload.rs"),
];

/// Each type with the head under which its keys stand.
const SECTIONS: &[(&str, &str)] = &[
    ("Scenario", "At the top"),
    ("Start", "`[start]`"),
    ("StartingRole", "`[[start.position]]`"),
    ("Role", "`[[role]]`"),
    ("Attrition", "`[attrition]`"),
    ("AttritionGroup", "`[[attrition.group]]`"),
    ("RoleFactor", "`[[attrition.of_role]]`"),
    ("Shocks", "`[shocks]`"),
    ("Intake", "`[[intake]]`"),
    ("Hire", "`[[hire]]`"),
    ("Conversion", "`[[conversion]]`"),
    ("Progression", "`[[progression]]`"),
    ("Move", "`[[move]]`"),
    ("Absence", "`[[absence]]`"),
    ("EstablishmentChange", "`[[establishment]]`"),
    ("Posts", "`[posts]`"),
    ("Agency", "`[agency]`"),
    ("ManagedTeam", "`[[agency.managed_team]]`"),
    ("Workload", "`[workload]`"),
    ("CaseType", "`[[workload.cases]]`"),
    ("Reduced", "`[[workload.reduced]]`"),
    ("Feedback", "`[feedback]`"),
    ("Money", "`[money]`"),
    ("Salary", "`[[money.salary]]`"),
    ("OnCosts", "`[money.on_costs]`"),
    ("Outlay", "`[[money.outlay]]`"),
    ("Target", "`[[target]]`"),
    ("Budget", "`[[budget]]`"),
];

/// The functions that give defaults, with what they give.
const DEFAULTS: &[(&str, &str)] = &[
    ("ten_thousand", "10000"),
    ("all_spending", "`spend`"),
    ("one", "1"),
    ("one_each", "1"),
    ("all_of_them", "1"),
    ("none_of_them", "0"),
    ("no_amount", "0"),
    ("nothing", "0"),
    ("no_change", "0"),
    ("twelve", "12"),
    ("two_to_five", "`2_to_5`"),
];

const INTRODUCTION: &str = "\
# The plan file

This page is made from the types that read the file. To write it again, run
`HOLDFAST_WRITE=1 cargo test -p holdfast-forecast --test plan_file`.

A plan is one text in TOML. The program reads it, says everything that is wrong with its line and
key, and refuses keys that it does not know.

## Values

Where the table says *value*, write a number, or a table with what is known of it:

| Written | What it is |
| --- | --- |
| `0.12` | one number |
| `{ low = 0.09, high = 0.15 }` | anything between the two, all alike |
| `{ low = 0.09, likely = 0.12, high = 0.15 }` | between the two, one in between the likeliest: a triangle |
| `{ mean = 0.12, sd = 0.02 }` | a mean and a standard deviation: beta for shares, gamma for amounts, normal for changes |

Each table takes `value = 0.12` in place of a distribution, `source` (`\"records\"`, `\"national\"`, `\"paper\"`
or `\"judgement\"`, which is the default) and `because`, the reason in words. What is uncertain is drawn once
for each future. A *share* goes from 0 to 1, an *amount* from 0 up, a *change* up or down. A *rate* is a
yearly share as a value, or `\"records\"`: then it is estimated from the council's records.

A *month* is written `\"2027-09\"`; the plan's first is the month after the one it starts from. Experience is one of";

#[derive(Debug, Default)]
struct Section {
    about: String,
    all_default: bool,
    keys: Vec<Key>,
}

#[derive(Debug)]
struct Key {
    name: String,
    meaning: String,
    kind: String,
    default: Option<String>,
}

/// The types of the sources with their keys, by name.
fn sections() -> BTreeMap<String, Section> {
    let mut sections = BTreeMap::new();
    for source in SOURCES {
        let mut current: Option<(String, Section)> = None;
        let (mut about, mut attributes) = (String::new(), String::new());
        for line in source.lines().map(str::trim) {
            if let Some(comment) = line.strip_prefix("///") {
                about.push_str(comment);
            } else if let Some(name) = line.strip_prefix("pub struct ") {
                let name = name.trim_end_matches(" {").to_owned();
                let section = Section {
                    about: std::mem::take(&mut about),
                    all_default: attributes.contains("deny_unknown_fields, default"),
                    keys: Vec::new(),
                };
                let reads = attributes.contains("deny_unknown_fields");
                current = reads.then_some((name, section));
                attributes.clear();
            } else if let Some((name, kind)) = field(line).filter(|_| current.is_some()) {
                let default = default(&attributes);
                let name = quoted(&attributes, "rename = \"")
                    .unwrap_or(name)
                    .to_owned();
                let meaning = std::mem::take(&mut about).trim().to_owned();
                let key = Key {
                    name,
                    meaning,
                    kind: kind.to_owned(),
                    default,
                };
                if let Some((_, section)) = &mut current {
                    section.keys.push(key);
                }
                attributes.clear();
            } else if line == "}" {
                sections.extend(current.take());
                about.clear();
                attributes.clear();
            } else if !line.is_empty() {
                attributes.push_str(line);
                if !(line.starts_with('#') || current.is_some()) {
                    about.clear();
                    attributes.clear();
                }
            }
        }
    }
    sections
}

fn field(line: &str) -> Option<(&str, &str)> {
    let (name, kind) = line.strip_prefix("pub ")?.split_once(": ")?;
    Some((name, kind.strip_suffix(',')?))
}

fn quoted<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once('"')?.0)
}

/// What a key stands for that is left out; nothing where it must be there.
fn default(attributes: &str) -> Option<String> {
    match quoted(attributes, "default = \"") {
        Some(function) => {
            let known = DEFAULTS.iter().find(|(name, _)| *name == function);
            let (_, value) = known.expect("the default is known to this page");
            Some((*value).to_owned())
        }
        None => attributes.contains("default").then(|| "–".to_owned()),
    }
}

/// What kind of value a key takes, with an example.
fn kind(written: &str) -> (&'static str, &'static str) {
    let inner = written
        .trim_start_matches("Option<")
        .trim_start_matches("Spanned<")
        .trim_end_matches('>')
        .trim_start_matches("super::");
    match inner {
        "String" => ("text", "`\"…\"`"),
        "u8" | "u16" | "u32" | "u64" => ("whole number", "`12`"),
        "i16" => ("year", "`2027`"),
        "f64" => ("number", "`0.02`"),
        "[f64; 5]" => ("five shares", "`[0.17, 0.17, 0.24, 0.21, 0.21]`"),
        "Vec<f64" => ("twelve numbers", "`[1, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1]`"),
        "Vec<u8" => ("months of a year", "`[3, 9]`"),
        "Vec<Month" => ("months", "`[\"2027-03\", \"2027-09\"]`"),
        "Month" => ("month", "`\"2027-09\"`"),
        "Date" => ("date", "`2027-03-31`"),
        "Uncertain<Share" => ("share, value", "`0.12`"),
        "Uncertain<Amount" => ("amount, value", "`30`"),
        "Uncertain<Change" => ("change, value", "`-30`"),
        "Rate" => ("rate", "`0.12`"),
        "Experience" => ("experience", "`\"2_to_5\"`"),
        "Evidence" => (
            "`records`, `national`, `paper` or `judgement`",
            "`\"national\"`",
        ),
        "Series" => ("a series, see below", "`\"spend\"`"),
        "HireKind" => ("`experienced`, `overseas` or `returning`", "`\"overseas\"`"),
        "Count" => ("`chance` or `fixed`", "`\"fixed\"`"),
        "Limit" => ("`vacancies` or `none`", "`\"none\"`"),
        "AbsenceKind" => (
            "`maternity`, `long_term_sickness` or `secondment`",
            "`\"maternity\"`",
        ),
        _ => ("section", "see below"),
    }
}

/// Examples of keys of which that of their kind would not do.
const EXAMPLES: &[(&str, &str)] = &[
    ("title", "`\"Growing our own\"`"),
    ("about", "`\"For the board of May\"`"),
    ("because", "`\"Funding ends\"`"),
    ("name", "`\"Autumn intake\"`"),
    ("id", "`\"SW\"`"),
    ("role", "`\"SW\"`"),
    ("from", "`\"SW\"`"),
    ("to", "`\"SSW\"`"),
    ("months", "`60`"),
    ("futures", "`10000`"),
    ("seed", "`7`"),
    ("lead_months", "`2`"),
    ("people", "`85`"),
    ("fte", "`0.9`"),
    ("weight", "`1.5`"),
    ("factor", "`0.9`"),
    ("award", "`0.03`"),
    ("trend", "`0.02`"),
    ("elasticity", "`0.3`"),
    ("attrition", "`0.1`"),
    ("hiring", "`0.1`"),
    ("establishment", "`0.02`"),
    ("agency", "`0.1`"),
    ("a_year", "`30`"),
    ("pounds", "`1200000`"),
    ("agency_a_year", "`80000`"),
    ("agency_premium", "`30000`"),
    ("cost_each", "`5000`"),
    ("cost_a_year", "`300000`"),
    ("cost_a_month", "`95500`"),
    ("threshold", "`5000`"),
    ("supplement", "`2000`"),
    ("recruitment", "`4000`"),
    ("leaver", "`10000`"),
    ("retention", "`0.85`"),
    ("pass", "`0.97`"),
    ("returns", "`0.9`"),
    ("holds_cases", "`1`"),
    ("covers", "`0.7`"),
];

/// The example of a key of a section.
fn example(section: &str, key: &Key, of_kind: &'static str) -> &'static str {
    let fits = |(name, example): &&(&str, &'static str)| {
        let is_text = example.starts_with("`\"");
        let is_list = of_kind.starts_with("`[");
        *name == key.name
            && of_kind != "see below"
            && !is_list
            && (of_kind.starts_with("`\"") == is_text)
    };
    let found = EXAMPLES.iter().find(fits).map(|(_, example)| *example);
    match (section, key.name.as_str()) {
        ("Start", "agency") | ("Budget", "year") | ("Target", "of") => of_kind,
        ("ManagedTeam", "fte") => "`8`",
        ("ManagedTeam", "name") => "`\"Agency team\"`",
        ("Move", "name") => "`\"Adults’ services\"`",
        ("CaseType", "name") => "`\"Children looked after\"`",
        ("Outlay", "name") => "`\"Academy\"`",
        ("Role", "name") => "`\"Social worker\"`",
        ("Hire", "name") => "`\"Experienced\"`",
        ("Conversion", "name") => "`\"Offer to agency workers\"`",
        ("CaseType", "cases") => "`1600`",
        ("Reduced", "to") => "`0.65`",
        ("Hire", "months_to_hire" | "arrival_lag") => "`3`",
        ("Intake", "drop_out") => "`0.1`",
        ("Target", "at_most" | "at_least") => "`5`",
        ("Feedback", "because") => "`\"Our leavers of five years\"`",
        ("Feedback", "reference") => "`17`",
        ("OnCosts", "national_insurance") => "`0.15`",
        ("OnCosts", "pension") => "`0.2`",
        ("OnCosts", "levy") => "`0.005`",
        ("OnCosts", "each") => "`600`",
        ("Salary", "a_year") => "`42000`",
        ("Conversion", "a_year") => "`0.2`",
        ("Absence", "months") => "`9`",
        ("Hire" | "Conversion" | "ManagedTeam", "from") => of_kind,
        _ => found.unwrap_or(of_kind),
    }
}

/// What a key without a value of its own for it stands for, by kind.
fn default_of_kind(written: &str) -> &'static str {
    match written {
        "u8" | "u16" => "0",
        "Rate" => "`\"records\"`",
        "HireKind" => "`experienced`",
        "Count" => "`chance`",
        "Limit" => "`vacancies`",
        _ => "–",
    }
}

/// The defaults of the types that give them all at once.
fn whole_defaults(name: &str) -> toml::Table {
    let written = match name {
        "Agency" => toml::to_string(&Agency::default()),
        "Money" => toml::to_string(&Money::default()),
        "OnCosts" => toml::to_string(&OnCosts::default()),
        "Posts" => toml::to_string(&Posts::default()),
        "Shocks" => toml::to_string(&Shocks::default()),
        _ => Ok(String::new()),
    };
    written.expect("a text").parse().expect("a table")
}

fn page() -> String {
    let sections = sections();
    let mut page = INTRODUCTION.to_owned();
    let words: Vec<_> = Experience::ALL
        .iter()
        .map(|it| format!("`{}`", it.key()))
        .collect();
    let _ = writeln!(page, "{}", limits(&words.join(", ")));
    for (name, head) in SECTIONS {
        let section = sections.get(*name).expect("the type is there");
        let defaults = whole_defaults(name);
        let _ = write!(
            page,
            "\n## {head}\n\n{}\n\n| Key | Meaning | Kind | Left out | Example |\n| --- | --- | --- | --- | --- |\n",
            links_as_code(section.about.trim())
        );
        for key in &section.keys {
            let (kind, of_kind) = kind(&key.kind);
            let example = example(name, key, of_kind);
            let whole = section.all_default.then(|| match defaults.get(&key.name) {
                Some(value) if !value.is_table() => value.to_string(),
                _ => "–".to_owned(),
            });
            let optional = key.kind.starts_with("Option").then(|| "–".to_owned());
            let plain = key.default.clone().filter(|default| default != "–");
            let by_kind = key
                .default
                .is_some()
                .then(|| default_of_kind(&key.kind).to_owned());
            let default = plain.or(whole).or(optional).or(by_kind);
            let default = default.unwrap_or_else(|| "must be there".to_owned());
            let meaning = links_as_code(&key.meaning).replace('|', "\\|");
            let _ = writeln!(
                page,
                "| `{}` | {meaning} | {kind} | {default} | {example} |",
                key.name
            );
        }
    }
    page + &series() + &ready_made()
}

/// The words for experience, and the bounds that no key's own comment tells.
fn limits(experience: &str) -> String {
    format!(
        " {experience}.\n\n## Limits\n\n\
         - {MOST_MONTHS} months, {MOST_FUTURES} futures, and {MOST_FUTURE_MONTHS} futures times months.\n\
         - {MOST_PEOPLE} people or FTE in a position, an intake or a year of hires; at most 1 FTE for each person.\n\
         - 60 months from offer to arrival, for each of the two waits; 120 months of an absence.\n\
         - 0 to 2 for a shock, 0 to 10 for `attrition.factor`.\n\
         - Nothing that begins may begin before the plan. What begins after its end is noted and has no effect.\n\
         - No role may be taken below nought, whatever the order of the changes in the text."
    )
}

/// Links within the documentation of the code, as names of code or keys.
fn links_as_code(text: &str) -> String {
    let numbers = [
        ("[`MOST_MONTHS`]", "120"),
        ("[`MOST_FUTURES`]", "100,000"),
        (", see [`Series`]", ""),
    ];
    let text = numbers
        .iter()
        .fold(text.to_owned(), |text, (link, number)| {
            text.replace(link, number)
        });
    text.replace(" (see [`crate::rates`])", "")
}

fn series() -> String {
    let head = "\n## Series\n\nWhat a target may be of.\n\n| Key | Name | Meaning |\n| --- | --- | --- |\n";
    Series::ALL
        .iter()
        .fold(head.to_owned(), |mut page, series| {
            let _ = writeln!(
                page,
                "| `{}` | {} | {} |",
                series.key(),
                series.label(),
                series.meaning().trim()
            );
            page
        })
}

fn ready_made() -> String {
    let mut page = "\n## Ready-made levers\n\nChanges of a plan that councils have reported. A parameter without a default must be given.\n".to_owned();
    for lever in levers() {
        let _ = write!(
            page,
            "\n### `{}`: {}\n\n{} From: {}.\n\n| Parameter | Meaning | Unit | Default | Where from |\n| --- | --- | --- | --- | --- |\n",
            lever.key, lever.name, lever.changes, lever.source
        );
        if let Some(unless) = lever.role.unless_named() {
            let _ = writeln!(
                page,
                "| `role` | The role that it is about | a role | {unless} | – |"
            );
        }
        if lever.takes_instead {
            let _ = writeln!(
                page,
                "| `instead` | The role whose posts replace them | a role | must be given | – |"
            );
        }
        for parameter in lever.parameters {
            let default = parameter
                .default
                .map_or_else(|| "must be given".to_owned(), |it| it.to_string());
            let unit = parameter.unit.in_words();
            let _ = writeln!(
                page,
                "| `{}` | {} | {unit} | {default} | {} |",
                parameter.key, parameter.name, parameter.source
            );
        }
    }
    page
}

#[test]
fn the_page_about_the_plan_file_is_the_one_that_is_kept() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/plan-file.md");
    let page = page();
    if std::env::var_os("HOLDFAST_WRITE").is_some() {
        std::fs::write(&path, &page).expect("it can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == page,
        "docs/plan-file.md is not up to date. Write it again with HOLDFAST_WRITE=1"
    );
}

#[test]
fn every_type_of_the_plan_file_has_its_section() {
    let listed: Vec<_> = SECTIONS.iter().map(|(name, _)| *name).collect();
    let missing: Vec<_> = sections()
        .into_keys()
        .filter(|name| !listed.contains(&name.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
