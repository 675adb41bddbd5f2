//! What is asked of the local authority’s block.

use crate::finding::Telling;
use crate::item::items_of;
use crate::rule::{Judge, Part, Rule, Severity};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W002",
    severity: Severity::Error,
    says: "Every item of the local authority is there.",
    source: "Specification 4.5",
    judge: Judge::Authority(every_item_is_there),
}];

fn every_item_is_there(part: &Part<'_>, telling: &mut Telling<'_>) {
    for definition in items_of(part.year, part.level) {
        if part.block.text(definition.item).is_none() {
            telling.item(
                definition.item,
                format!(
                    "{} is missing; every authority gives it.",
                    definition.meaning
                ),
                "Fill it in; 0 is an answer.",
            );
        }
    }
}
