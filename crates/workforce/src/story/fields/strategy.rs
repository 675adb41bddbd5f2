//! The records of the strategy field by field.

use super::{Field, blank, code, day, figure, named, pounds, text, within};
use crate::date::Spell;
use crate::id::StrategyItemId;
use crate::record::{
    Acknowledgement, Board, MemberRequest, Person, Pledge, PracticeAudit, StrategyItem,
};
use crate::snapshot::Workforce;

pub(super) fn board(it: &Board) -> Vec<Field> {
    vec![
        text("number", Some(&it.reference)),
        text("name", Some(&it.name)),
        text("chair", it.chair.as_ref()),
        text("purpose", it.purpose.as_ref()),
        text("meetings", it.meets.as_ref()),
    ]
}

pub(super) fn item(it: &StrategyItem, names: &Workforce) -> Vec<Field> {
    let board = |id| named("board", names.boards().get(id), |it| &it.name);
    vec![
        text("number", Some(&it.reference)),
        code("sort", Some(it.sort)),
        about("part of", it.parent, names),
        text("title", Some(&it.title)),
        text("detail", it.detail.as_ref()),
        code("service", it.service),
        text("year", it.year.as_ref()),
        text("owner", it.owner.as_ref()),
        it.board.map_or(blank("board"), board),
        day("first day", it.from),
        day("due", it.due),
        code("progress", Some(it.progress)),
        day("day of its end", it.ended_on),
        code("decision", it.decision),
        day("day of the decision", it.decided_on),
        figure("cost", it.cost.map(pounds)),
        figure("likelihood", it.likelihood),
        figure("impact", it.impact),
        text("measure", it.measure.as_ref()),
        figure("baseline", it.baseline),
        figure("target", it.target),
        figure("place in lists", Some(it.order)),
    ]
}

pub(super) fn request(it: &MemberRequest, names: &Workforce) -> Vec<Field> {
    vec![
        text("number", Some(&it.reference)),
        named("board", names.boards().get(it.board), |it| &it.name),
        text("asked by", Some(&it.asked_by)),
        day("asked on", Some(it.asked_on)),
        text("question", Some(&it.question)),
        day("due", it.due),
        day("answered on", it.answered_on),
        text("answer", it.answer.as_ref()),
        about("strategy item", it.item, names),
    ]
}

pub(super) fn pledge(it: &Pledge) -> Vec<Field> {
    vec![
        text("number", Some(&it.reference)),
        code("sort", Some(it.sort)),
        text("text", Some(&it.text)),
        day("first day", it.spell.map(|spell| spell.from)),
        day("last day", it.spell.as_ref().and_then(Spell::last_day)),
        figure("place in lists", Some(it.order)),
    ]
}

pub(super) fn acknowledgement(it: &Acknowledgement, names: &Workforce) -> Vec<Field> {
    let person = names.people().get(it.person);
    vec![
        named("pledge", names.pledges().get(it.pledge), |it| &it.reference),
        named("person", person, Person::display_name),
        day("date", Some(it.on)),
    ]
}

pub(super) fn audit(it: &PracticeAudit, names: &Workforce) -> Vec<Field> {
    vec![
        text("number", Some(&it.reference)),
        text("programme", Some(&it.programme)),
        text("theme", Some(&it.theme)),
        day("date", Some(it.on)),
        within("team", it.team, names),
        code("method", Some(it.method)),
        code("grade", it.grade),
        text("finding", it.finding.as_ref()),
        text("learning", it.learning.as_ref()),
        about("strategy item", it.item, names),
    ]
}

/// An item of the strategy that a record refers to, by its title.
fn about(label: &'static str, id: Option<StrategyItemId>, names: &Workforce) -> Field {
    let of = |id| named(label, names.strategy_items().get(id), |it| &it.title);
    id.map_or(blank(label), of)
}
