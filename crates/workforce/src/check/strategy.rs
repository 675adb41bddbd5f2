//! Rules on the strategy: its items, what members ask, and pledges.

use jiff::civil::Date;

use super::rule::{
    ACKNOWLEDGED_OUTSIDE_PLEDGE, ACKNOWLEDGED_TWICE, ANSWER_IN_PART, DECISION_IN_PART,
    END_BEFORE_START, ITEM_BELOW_ITSELF, OWNER_MISSING, RATING_IMPOSSIBLE, RATING_MISSING,
    TARGET_WITHOUT_DAY, TARGET_WITHOUT_MEASURE,
};
use super::team::{ends_after_it_starts, is_above_itself};
use super::{Findings, Say};
use crate::codes::StrategySort;
use crate::date::in_words;
use crate::record::{Acknowledgement, MemberRequest, Pledge, StrategyItem};
use crate::snapshot::{Fact, Workforce};

pub(super) fn check_item(after: &Workforce, item: &StrategyItem, findings: &mut Findings) {
    let items = after.strategy_items();
    if is_above_itself(items, item, |item| item.parent.map(Into::into)) {
        findings.add(
            ITEM_BELOW_ITSELF,
            item,
            Say {
                field: "parent",
                value: &item.reference,
                message: "is above itself in the tree of the strategy".to_owned(),
                advice: "Give one of the items in the circle another parent, or none.",
            },
        );
    }
    follows(item, item.from, ("due", item.due), findings);
    check_rating(item, findings);
    check_target(item, findings);
    check_completeness(item, findings);
}

/// Likelihood and impact are from 1 to 5, and a risk has both.
fn check_rating(item: &StrategyItem, findings: &mut Findings) {
    for (field, rating) in [("likelihood", item.likelihood), ("impact", item.impact)] {
        match rating {
            Some(rating) if !(1..=5).contains(&rating) => findings.add(
                RATING_IMPOSSIBLE,
                item,
                Say {
                    field,
                    value: &rating,
                    message: "is not from 1 to 5".to_owned(),
                    advice: "Give 1 for the least and 5 for the most.",
                },
            ),
            None if item.sort == StrategySort::Risk => findings.add(
                RATING_MISSING,
                item,
                Say {
                    field,
                    value: &"",
                    message: "is blank, so the risk cannot be placed among others".to_owned(),
                    advice: "Give 1 for the least and 5 for the most.",
                },
            ),
            _ => {}
        }
    }
}

fn check_target(item: &StrategyItem, findings: &mut Findings) {
    for (field, level) in [("baseline", item.baseline), ("target", item.target)] {
        if let (Some(level), None) = (level, &item.measure) {
            findings.add(
                TARGET_WITHOUT_MEASURE,
                item,
                Say {
                    field,
                    value: &level,
                    message: "is the value of no measure".to_owned(),
                    advice: "Name the measure, or leave the value blank.",
                },
            );
        }
    }
    if let (Some(target), None) = (item.target, item.due) {
        findings.add(
            TARGET_WITHOUT_DAY,
            item,
            Say {
                field: "target",
                value: &target,
                message: "has no day by which it is due".to_owned(),
                advice: "Give the day by which the target is to be reached.",
            },
        );
    }
}

fn check_completeness(item: &StrategyItem, findings: &mut Findings) {
    let is_open = item.sort == StrategySort::Action && !item.progress.is_closed();
    let missing = [("owner", item.owner.is_none()), ("due", item.due.is_none())];
    for (field, _) in missing.into_iter().filter(|it| it.1 && is_open) {
        findings.add(
            OWNER_MISSING,
            item,
            Say {
                field,
                value: &"",
                message: "is blank, and the action is open".to_owned(),
                advice: "Say who answers for the action and by when it is to be done.",
            },
        );
    }
    let decided = ("decision", item.decision.is_some());
    go_together(
        item,
        DECISION_IN_PART,
        decided,
        ("decided_on", item.decided_on.is_some()),
        findings,
    );
}

/// Of two fields that belong together neither stands alone.
fn go_together<T: Fact>(
    record: &T,
    rule: super::Rule,
    one: (&'static str, bool),
    other: (&'static str, bool),
    findings: &mut Findings,
) {
    let (blank, filled) = match (one.1, other.1) {
        (true, false) => (other.0, one.0),
        (false, true) => (one.0, other.0),
        _ => return,
    };
    findings.add(
        rule,
        record,
        Say {
            field: blank,
            value: &"",
            message: format!("is blank although {} is given", filled.replace('_', " ")),
            advice: "Fill in both, or leave both blank.",
        },
    );
}

/// A later day does not lie before an earlier one.
fn follows<T: Fact>(
    record: &T,
    first: Option<Date>,
    (field, then): (&'static str, Option<Date>),
    findings: &mut Findings,
) {
    let (Some(first), Some(then)) = (first, then) else {
        return;
    };
    if then < first {
        findings.add(
            END_BEFORE_START,
            record,
            Say {
                field,
                value: &then,
                message: format!("is before {}, on which it begins", in_words(first)),
                advice: "Put the later day on or after the first, or leave it empty.",
            },
        );
    }
}

pub(super) fn check_request(request: &MemberRequest, findings: &mut Findings) {
    let asked = Some(request.asked_on);
    follows(request, asked, ("due", request.due), findings);
    follows(
        request,
        asked,
        ("answered_on", request.answered_on),
        findings,
    );
    go_together(
        request,
        ANSWER_IN_PART,
        ("answered_on", request.answered_on.is_some()),
        ("answer", request.answer.is_some()),
        findings,
    );
}

pub(super) fn check_pledge(pledge: &Pledge, findings: &mut Findings) {
    if let Some(spell) = pledge.spell {
        ends_after_it_starts(pledge, spell, findings);
    }
}

pub(super) fn check_acknowledgement(
    after: &Workforce,
    it: &Acknowledgement,
    findings: &mut Findings,
) {
    let pledge = after.pledges().get(it.pledge);
    let spell = pledge.and_then(|pledge| pledge.spell);
    if spell.is_some_and(|spell| !spell.contains(it.on)) {
        findings.add(
            ACKNOWLEDGED_OUTSIDE_PLEDGE,
            it,
            Say {
                field: "date",
                value: &it.on,
                message: "is a day on which the pledge does not hold".to_owned(),
                advice: "Correct the day, or the first and last day of the pledge.",
            },
        );
    }
    let mut others = after.acknowledgements().linking(it.person);
    if others.any(|other| other.id < it.id && other.pledge == it.pledge && other.on == it.on) {
        findings.add(
            ACKNOWLEDGED_TWICE,
            it,
            Say {
                field: "date",
                value: &it.on,
                message: "the person has acknowledged the pledge on this day already".to_owned(),
                advice: "Keep one of the two.",
            },
        );
    }
}
