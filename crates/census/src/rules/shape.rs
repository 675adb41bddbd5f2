//! The shape of the file: elements that belong, in order, once.

use crate::finding::{About, Findings, Telling};
use crate::item::{Definition, Item, Level, authority_block, header_group};
use crate::read::{Oddity, Remark};
use crate::rule::{Judge, Part, Rule, Severity};
use crate::year::Year;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W901",
        severity: Severity::Error,
        says: "Nothing stands in the file but the parts of the return and their items.",
        source: "Specification 4.3 to 4.5",
        about: &[],
        judge: Judge::Reading,
    },
    Rule {
        id: "W902",
        severity: Severity::Error,
        says: "Every element of a part is one of its items.",
        source: "Specification 4.4 and 4.5",
        about: &[],
        judge: Judge::Part(elements_are_items),
    },
    Rule {
        id: "W903",
        severity: Severity::Error,
        says: "The items of a part stand in the order of the specification.",
        source: "Specification 4.4 and 4.5",
        about: &[],
        judge: Judge::Part(items_are_in_order),
    },
    Rule {
        id: "W904",
        severity: Severity::Error,
        says: "No item stands twice in a part; absences and contracts may.",
        source: "Specification 4.5",
        about: &[],
        judge: Judge::Part(items_stand_once),
    },
    Rule {
        id: "W905",
        severity: Severity::Query,
        says: "Elements have the names of the specification, in no namespace.",
        source: "Specification 4.4 and 4.5, whose samples have no namespace; schemas that councils \
                 share",
        about: &[],
        judge: Judge::Reading,
    },
    Rule {
        id: "W906",
        severity: Severity::Error,
        says: "The header, the authority and the workers are there, in this order, the first two \
               once; the items of the header stand in CollectionDetails and Source.",
        source: "Specification 4.3 and 4.4",
        about: &[],
        judge: Judge::Reading,
    },
    Rule {
        id: "W907",
        severity: Severity::Query,
        says: "The header says of which year the return is, and no other is named for the check; \
               otherwise what stands in it tells.",
        source: "Specification 4.4; what only some years have, by 1.5",
        about: &[Item::Year],
        judge: Judge::Reading,
    },
    Rule {
        id: "W908",
        severity: Severity::Query,
        says: "The file is in the encoding that it declares.",
        source: "Inferred: XML 1.0, 4.3.3. That it is another can only be told by its letters",
        about: &[],
        judge: Judge::Reading,
    },
];

/// The rule of this module with an id.
fn rule(id: &str) -> &'static Rule {
    RULES.iter().find(|rule| rule.id == id).unwrap_or(&RULES[0])
}

/// Tells by what the year of a return was found; `said` is what its header says.
pub(crate) fn tell_year(year: Year, said: Option<&str>, because: &str, findings: &mut Findings) {
    let (header, advice) = match said {
        None => (
            "The header does not say a year.".to_owned(),
            "Give the year in the header, or name it when the file is checked.",
        ),
        Some(said) => (
            format!("The header says the year ‘{said}’, whose return is not described here."),
            "Mend the year; where it is right, read the findings with care.",
        ),
    };
    Telling::of_file(findings, rule("W907")).file(
        Item::Year.element(),
        &year.to_string(),
        format!("{header} The return was judged as one of {year}, because {because}."),
        advice,
    );
}

/// Tells that the header says another year than was named for the check.
pub(crate) fn tell_other_year(year: Year, named: Year, findings: &mut Findings) {
    Telling::of_file(findings, rule("W907")).file(
        Item::Year.element(),
        &year.to_string(),
        format!(
            "The header says {year}, and {named} was named for the check. The header counts: the \
             return was judged as one of {year}."
        ),
        format!("Where it is the return of {named}, mend the year in the header."),
    );
}

/// Tells what the reader noticed.
pub(crate) fn tell(remark: &Remark, year: Year, findings: &mut Findings) {
    let Some((id, message, advice)) = words(remark.oddity, year) else {
        return;
    };
    let (element, value) = match remark.oddity {
        Oddity::StrayText | Oddity::DeclaredEncoding => ("", remark.element.as_str()),
        _ => (remark.element.as_str(), ""),
    };
    // What is not there stands nowhere.
    let is_there = !matches!(remark.oddity, Oddity::Absent(_));
    Telling::of_file(findings, rule(id)).tell(About {
        element,
        value,
        place: Some(remark.place).filter(|_| is_there),
        record: None,
        message,
        advice: advice.to_owned(),
    });
}

/// Counts what the reader noticed and keeps no remark of.
pub(crate) fn count(oddity: Oddity, times: usize, year: Year, findings: &mut Findings) {
    if let Some((id, ..)) = words(oddity, year) {
        findings.count_more(id, rule(id).severity, times);
    }
}

/// The rule that something odd breaks, what is wrong, and what to do. A wrapper
/// around the workers is told to nobody: the specification has it both ways.
fn words(oddity: Oddity, year: Year) -> Option<(&'static str, String, &'static str)> {
    let part = |level| match level {
        Level::Header => "header",
        Level::Authority => "block of the local authority",
        Level::Worker => "record of a worker",
    };
    let (id, message, advice) = match oddity {
        Oddity::Wrapped => return None,
        Oddity::UnknownElement => (
            "W901",
            "The return has no such element; it was passed over with all that is in it.".to_owned(),
            "Take it out, or mend its name.",
        ),
        Oddity::StrayText => (
            "W901",
            "Words stand between the elements.".to_owned(),
            "Take them out, or put them into an element.",
        ),
        Oddity::ElementInItem => (
            "W901",
            "An element stands inside the text of an item; it was passed over.".to_owned(),
            "Write the text alone.",
        ),
        Oddity::OtherName(item) => (
            "W905",
            format!(
                "The specification names this item {}; it was read as that.",
                item.element()
            ),
            "Rename the element before the file is sent.",
        ),
        Oddity::OtherBlockName => (
            "W905",
            format!(
                "In {year} the block of the local authority is named {}.",
                authority_block(year)
            ),
            "Rename the block before the file is sent.",
        ),
        Oddity::Repeated(level) => (
            "W906",
            format!("The {} stands in the file a second time.", part(level)),
            "Leave one of them in.",
        ),
        Oddity::Late(level) => (
            "W906",
            format!(
                "The {} stands after something that it should precede.",
                part(level)
            ),
            "Put the header first, then the local authority, then the workers.",
        ),
        Oddity::InWrapper(level) => (
            "W906",
            format!("The {} stands inside CSWWWorkers.", part(level)),
            "Put it before CSWWWorkers, which holds the records of workers alone.",
        ),
        Oddity::WrappedAgain => (
            "W906",
            "The workers stand in more than one CSWWWorkers.".to_owned(),
            "Put all of them into one, or all directly into the message.",
        ),
        Oddity::OutsideGroup(item) => (
            "W906",
            format!("In the header, this item stands in {}.", header_group(item)),
            "Put it there.",
        ),
        Oddity::Regrouped => (
            "W906",
            "The group stands in the header a second time, or inside another.".to_owned(),
            "Put CollectionDetails, then Source into the header, each once.",
        ),
        Oddity::Attribute => (
            "W901",
            "The elements of the return have no attributes; this one was passed over.".to_owned(),
            "Take it out, or put what it says into the item that it belongs to.",
        ),
        Oddity::Namespace => (
            "W905",
            "The return has no namespace and no schema that it refers to; elements were read by \
             their names without one."
                .to_owned(),
            "Take the prefix or the attribute out before the file is sent.",
        ),
        Oddity::DeclaredEncoding => (
            "W908",
            "The file declares another encoding than UTF-8, but this text is written in UTF-8: \
             read as declared, its letters are others."
                .to_owned(),
            "Declare UTF-8 in the first line of the file.",
        ),
        Oddity::Absent(level) => (
            "W906",
            format!("There is no {}.", part(level)),
            "Add it; a return without it is not accepted.",
        ),
    };
    Some((id, message, advice))
}

fn elements_are_items(part: &Part<'_>, telling: &mut Telling<'_>) {
    for cell in part.block.cells().filter(|cell| cell.item.is_none()) {
        let message = match Item::of_element(cell.element) {
            Some(_) => "The item belongs to another part of the return.",
            None => "The return has no such item.",
        };
        telling.cell(&cell, message, "Take it out, or mend its name.");
    }
}

fn items_are_in_order(part: &Part<'_>, telling: &mut Telling<'_>) {
    let mut last: Option<&'static Definition> = None;
    for cell in part.block.cells() {
        let Some(definition) = cell.item.map(Item::definition) else {
            continue;
        };
        // Repeats are another rule's.
        if let Some(last) = last.filter(|last| last.item > definition.item) {
            telling.cell(
                &cell,
                format!("It stands after {}, but belongs before it.", last.element),
                "Put the elements in the order of the specification.",
            );
            return;
        }
        last = Some(definition);
    }
}

/// Items that the layout of the specification allows more than once.
const MAY_REPEAT: [Item; 4] = [
    Item::ContractWeeks,
    Item::Absat30Sept,
    Item::ReasonAbsence,
    Item::CFKSSstatus,
];

fn items_stand_once(part: &Part<'_>, telling: &mut Telling<'_>) {
    let mut seen = 0_u64;
    for cell in part.block.cells() {
        let Some(item) = cell.item.filter(|item| !MAY_REPEAT.contains(item)) else {
            continue;
        };
        let bit = 1 << (item as u32);
        if seen & bit != 0 {
            telling.cell(
                &cell,
                "The item stands in the same part twice; the first was read.",
                "Leave one of them in.",
            );
        }
        seen |= bit;
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{Change, EXAMPLE, Example};

    /// The files as they stand say otherwise, so each change is one of the text.
    pub(crate) const EXAMPLES: &[Example] = &[
        Example {
            rule: "W901",
            passes: &[Change::Text("<LALevel>", "<!-- vacancies --><LALevel>")],
            fails: &[Change::Text("<LALevel>", "<Extra>1</Extra><LALevel>")],
            finds: &["Extra"],
            ..EXAMPLE
        },
        Example {
            rule: "W902",
            fails: &[Change::Text("</OrgRole>", "</OrgRole><Shoe>7</Shoe>")],
            finds: &["Shoe"],
            ..EXAMPLE
        },
        Example {
            rule: "W903",
            fails: &[
                Change::Text("<QualLevel>2</QualLevel>", ""),
                Change::Text("</OrgRole>", "</OrgRole><QualLevel>2</QualLevel>"),
            ],
            finds: &["QualLevel"],
            ..EXAMPLE
        },
        // Contracts may follow each other.
        Example {
            rule: "W904",
            passes: &[Change::Text(
                "</ContractWeeks>",
                "</ContractWeeks><ContractWeeks>4</ContractWeeks>",
            )],
            fails: &[Change::Text("</OrgRole>", "</OrgRole><OrgRole>5</OrgRole>")],
            finds: &["OrgRole"],
            ..EXAMPLE
        },
        Example {
            rule: "W905",
            fails: &[
                Change::Text("<DateTime>", "<DataTime>"),
                Change::Text("</DateTime>", "</DataTime>"),
            ],
            finds: &["DataTime"],
            ..EXAMPLE
        },
        // A file that refers to a schema is read as it stands.
        Example {
            rule: "W905",
            fails: &[Change::Text("<Message>", "<Message xmlns=\"urn:csww\">")],
            finds: &["Message xmlns"],
            tells: "no namespace",
            ..EXAMPLE
        },
        Example {
            rule: "W901",
            fails: &[Change::Text("<OrgRole>", "<OrgRole note=\"acting up\">")],
            finds: &["OrgRole note"],
            ..EXAMPLE
        },
        Example {
            rule: "W906",
            fails: &[
                Change::Text("<CollectionDetails>", ""),
                Change::Text("</CollectionDetails>", ""),
            ],
            finds: &["Collection", "Year", "ReferenceDate"],
            tells: "In the header, this item stands in CollectionDetails.",
            ..EXAMPLE
        },
        Example {
            rule: "W908",
            passes: &[Change::Text("<Header>", "<!-- Zoë --><Header>")],
            fails: &[
                Change::Text("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\""),
                Change::Text(">None<", ">Zoë’s café<"),
            ],
            finds: &[""],
            ..EXAMPLE
        },
        Example {
            rule: "W907",
            fails: &[Change::Text("<Year>2025</Year>", "")],
            finds: &["Year"],
            tells: "judged as one of 2025, because the reference date of its header is 30 September",
            also: Some(("W001", "the year is missing from the header")),
            ..EXAMPLE
        },
        Example {
            rule: "W906",
            passes: &[
                Change::Text("<CSWWWorker>", "<CSWWWorkers><CSWWWorker>"),
                Change::Text("</Message>", "</CSWWWorkers></Message>"),
            ],
            fails: &[Change::Text("<LALevel>", "<LALevel/><LALevel>")],
            finds: &["LALevel"],
            also: Some(("W002", "a block with nothing in it lacks every item")),
            ..EXAMPLE
        },
    ];
}
