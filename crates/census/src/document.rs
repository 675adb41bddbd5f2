//! The description of the rules for people, in Markdown.

use std::fmt::Write as _;

use crate::rule::{Rule, rules};
use crate::year::Year;

const INTRODUCTION: &str = "\
# The rules of the annual return

This page is made from the rules that the program judges with. To write it again, run
`HOLDFAST_WRITE=1 cargo test -p holdfast-census --test rules`.

**These rules are ours, not the department’s.** The Department for Education’s own validation rules
for the children’s social work workforce return are not public: their numbers, messages and
severities are not known here, and no rule below is one of them. Each says where its logic is from.
A return without a finding may still be refused or questioned; a finding may be something that the
department accepts.

- An **error** must be mended: what stands there contradicts the published description of the
  return, or cannot be.
- A **query** is odd and may be right. Mend it, or explain it in a note; the note is kept and comes
  back next year with the same query.

What cannot be read is told once, by the rule about how it is written, and no other rule judges it.

## Four kinds of record

The specification asks different items of each, and tells them apart only by what they carry:

| Kind | What tells it |
| --- | --- |
| agency worker | `AgencyWorker` is 1 |
| leaver | not an agency worker, and `RoleEndDate` is there |
| starter | neither, and `RoleStartDate` lies in the year |
| in post | everybody else |

The year runs from 1 October to 30 September, the reference date. `FTE` is that of the reference
date, 0 for leavers. `FTE30` is that of the 30 September **before**, 0 for starters.

## Sources

- Specification: the department’s business and technical specification of the return, 2024 to 2025,
  version 1.
- LAIT data dictionary: that of the department’s Local Authority Interactive Tool.
- London Met module: a reading of the department’s documents at London Metropolitan University.
- Schemas that councils share: those of London’s authorities, 2021 to 2025.
- Inferred: from the above and from the published statistics, with the reason. The thresholds of
  these rules are ours.
";

/// The sections, by the first digit of an id.
const SECTIONS: &[(&str, &str)] = &[
    ("W0", "From published texts"),
    ("W1", "Inferred"),
    ("W9", "The shape of the file"),
];

/// The rules as a page for people, in Markdown.
pub fn rules_document() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (ids, title) in SECTIONS {
        let lines = rules().filter(|rule| rule.id.starts_with(ids)).map(line);
        let table: String = lines.collect();
        let _ = write!(
            page,
            "\n## {title}\n\n| Rule | | What must hold | Source | Years |\n| --- | --- | --- | --- | --- |\n{table}"
        );
    }
    page
}

fn line(rule: &Rule) -> String {
    let years = match rule.years() {
        (_, Some(until)) => format!("to {until}"),
        (since, None) if since > Year::FIRST.number() => format!("{since} on"),
        _ => "all".to_owned(),
    };
    let severity = rule.severity.label().to_lowercase();
    format!(
        "| {} | {severity} | {} | {} | {years} |\n",
        rule.id, rule.says, rule.source
    )
}
