//! What is asked of the local authority’s block.

use super::format::{self, fault};
use crate::finding::Telling;
use crate::item::{Format, Item, items_of};
use crate::rule::{Judge, Part, Rule, Severity};

/// The items that are numbers.
const NUMBERS: &[Item] = &[
    Item::NumberOfVacancies,
    Item::NoAgencyFTE,
    Item::NoAgencyHeadcount,
];

/// The items that say whether something is paid to all, some or none.
const ALLOWANCES: &[Item] = &[
    Item::RecruitmentBonus,
    Item::RetentionBonus,
    Item::PerformanceAward,
    Item::CarAllowance,
    Item::RelocationPackage,
    Item::RegionalWeighting,
    Item::CostSWE,
    Item::CostDBS,
];

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W002",
        severity: Severity::Error,
        says: "Every item of the local authority is there.",
        source: "Specification 4.5",
        about: &[
            Item::NumberOfVacancies,
            Item::NoAgencyFTE,
            Item::NoAgencyHeadcount,
            Item::RecruitmentBonus,
            Item::RetentionBonus,
            Item::PerformanceAward,
            Item::CarAllowance,
            Item::RelocationPackage,
            Item::RegionalWeighting,
            Item::CostSWE,
            Item::CostDBS,
            Item::OtherAllowances,
        ],
        judge: Judge::Authority(every_item_is_there),
    },
    Rule {
        id: "W003",
        severity: Severity::Error,
        says: "Vacancies and agency cover are numbers of 0 or more with at most four digits \
               before the point: FTE with at most two after it, headcount whole.",
        source: "Specification 3.3; the lower bound from the London Met module",
        about: NUMBERS,
        judge: Judge::Authority(numbers_are_well_written),
    },
    Rule {
        id: "W004",
        severity: Severity::Error,
        says: "The items about allowances are 0, 1 or 2.",
        source: "Specification 3.3.4 to 3.3.11",
        about: ALLOWANCES,
        judge: Judge::Authority(allowances_are_codes),
    },
    Rule {
        id: "W111",
        severity: Severity::Query,
        says: "Agency workers cover no more FTE than there are vacancies.",
        source: "Inferred: the department withholds the rate of cover where they do",
        about: &[Item::NoAgencyFTE, Item::NumberOfVacancies],
        judge: Judge::Authority(cover_is_within_vacancies),
    },
    Rule {
        id: "W113",
        severity: Severity::Query,
        says: "The FTE of agency cover is not above its headcount, and neither is 0 alone.",
        source: "Inferred: nobody’s FTE is above 1",
        about: &[Item::NoAgencyFTE, Item::NoAgencyHeadcount],
        judge: Judge::Authority(cover_agrees_with_headcount),
    },
];

fn every_item_is_there(part: &Part<'_>, telling: &mut Telling<'_>) {
    for definition in items_of(part.year, part.level) {
        if part.block.text(definition.item).is_none() {
            telling.item(
                definition.item,
                format!("{}: missing. Every authority gives it.", definition.meaning),
                match definition.format {
                    // The specification does not say what stands for none.
                    Format::Text { .. } => "Fill it in; where there is none, say so in words.",
                    _ => "Fill it in; 0 is an answer.",
                },
            );
        }
    }
}

fn numbers_are_well_written(part: &Part<'_>, telling: &mut Telling<'_>) {
    are_well_written(NUMBERS, part, telling);
}

fn allowances_are_codes(part: &Part<'_>, telling: &mut Telling<'_>) {
    are_well_written(ALLOWANCES, part, telling);
}

fn are_well_written(items: &[Item], part: &Part<'_>, telling: &mut Telling<'_>) {
    for item in items {
        let definition = item.definition();
        if definition.is_of(part.year)
            && let Some(text) = part.block.text(*item)
            && let Some(fault) = fault(definition.format, text)
        {
            telling.item(*item, fault.message(), fault.advice(*item, text));
        }
    }
}

fn number(part: &Part<'_>, item: Item) -> Option<i64> {
    format::number(part.block, item).map(|it| it.millionths)
}

fn cover_is_within_vacancies(part: &Part<'_>, telling: &mut Telling<'_>) {
    let (Some(cover), Some(vacancies)) = (
        number(part, Item::NoAgencyFTE),
        number(part, Item::NumberOfVacancies),
    ) else {
        return;
    };
    if cover > vacancies {
        telling.item(
            Item::NoAgencyFTE,
            format!(
                "Agency workers cover more FTE than the vacancies, {}. Cover above all vacancies \
                 is not published.",
                part.block.text(Item::NumberOfVacancies).unwrap_or_default()
            ),
            "Vacancies include those that agency workers cover: check both, and leave out agency \
             workers who are additional.",
        );
    }
}

fn cover_agrees_with_headcount(part: &Part<'_>, telling: &mut Telling<'_>) {
    let (Some(fte), Some(headcount)) = (
        number(part, Item::NoAgencyFTE),
        number(part, Item::NoAgencyHeadcount),
    ) else {
        return;
    };
    let text = part.block.text(Item::NoAgencyHeadcount).unwrap_or_default();
    if fte > headcount {
        telling.item(
            Item::NoAgencyFTE,
            format!("The FTE is above the headcount, {text}, but nobody’s FTE is above 1."),
            "Check both; they may have been exchanged.",
        );
    } else if fte == 0 && headcount > 0 {
        telling.item(
            Item::NoAgencyFTE,
            format!("The FTE is 0, but the headcount of the same workers is {text}."),
            "Check both; they are about the same workers.",
        );
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{Change, EXAMPLE, Example, Of};
    use super::*;

    const fn set(item: Item, text: &'static str) -> Change {
        Change::Item(Of::Authority, item, text)
    }

    pub(crate) const EXAMPLES: &[Example] = &[
        Example {
            rule: "W002",
            passes: &[set(Item::OtherAllowances, "None")],
            fails: &[set(Item::NumberOfVacancies, ""), set(Item::CostDBS, " ")],
            finds: &["NumberOfVacancies", "CostDBS"],
            ..EXAMPLE
        },
        Example {
            rule: "W003",
            passes: &[set(Item::NumberOfVacancies, "2.50")],
            fails: &[
                set(Item::NumberOfVacancies, "2.125"),
                set(Item::NoAgencyFTE, "one"),
                set(Item::NoAgencyHeadcount, "1.5"),
            ],
            finds: &["NumberOfVacancies", "NoAgencyFTE", "NoAgencyHeadcount"],
            ..EXAMPLE
        },
        // What cannot be is not compared with anything.
        Example {
            rule: "W003",
            fails: &[
                set(Item::NumberOfVacancies, "-5"),
                set(Item::NoAgencyHeadcount, "-1"),
            ],
            finds: &["NumberOfVacancies", "NoAgencyHeadcount"],
            ..EXAMPLE
        },
        Example {
            rule: "W004",
            passes: &[set(Item::CarAllowance, "2")],
            fails: &[set(Item::CarAllowance, "3"), set(Item::CostSWE, "Y")],
            finds: &["CarAllowance", "CostSWE"],
            ..EXAMPLE
        },
        Example {
            rule: "W111",
            passes: &[
                set(Item::NoAgencyFTE, "1.00"),
                set(Item::NumberOfVacancies, "1.00"),
            ],
            fails: &[
                set(Item::NoAgencyFTE, "1.00"),
                set(Item::NumberOfVacancies, "0.80"),
            ],
            finds: &["NoAgencyFTE"],
            ..EXAMPLE
        },
        // The base has one agency worker of 1 FTE who covers.
        Example {
            rule: "W113",
            passes: &[
                set(Item::NoAgencyFTE, "0"),
                set(Item::NoAgencyHeadcount, "0"),
            ],
            fails: &[set(Item::NoAgencyHeadcount, "0")],
            finds: &["NoAgencyFTE"],
            ..EXAMPLE
        },
        Example {
            rule: "W113",
            passes: &[set(Item::NoAgencyFTE, "1")],
            fails: &[set(Item::NoAgencyFTE, "0")],
            finds: &["NoAgencyFTE"],
            ..EXAMPLE
        },
    ];
}
