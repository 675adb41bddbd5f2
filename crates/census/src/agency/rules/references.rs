//! R7: references before the engagement, and one from the council before the
//! assignment ends.

use holdfast_workforce::amount::counted;
use holdfast_workforce::date::in_words;

use crate::agency::compliance::{Case, State, Verdict, not_in_the_book, verdict};
use crate::agency::rule_book::{AgencyRule, ParameterName as P};

pub(crate) fn judge(case: &Case<'_>, rule: &AgencyRule) -> Verdict {
    let Some(asked) = case.whole(P::References, rule) else {
        return not_in_the_book(P::References);
    };
    let (before, given) = (obtained(case, asked), outgoing(case));
    let state = before
        .state
        .max(given.as_ref().map_or(State::DoesNotApply, |it| it.state));
    let why = [Some(before), given].into_iter().flatten().map(|it| it.why);
    verdict(state, why.collect::<Vec<_>>().join(" "))
}

fn obtained(case: &Case<'_>, asked: i32) -> Verdict {
    let Some(obtained) = case.answer(|it| it.references_before_start) else {
        let why = "How many references were obtained before the engagement is not answered.";
        return verdict(State::CannotTell, why);
    };
    let obtained = i32::try_from(obtained).unwrap_or(i32::MAX);
    let state = match obtained >= asked {
        true => State::Kept,
        false => State::NotKept,
    };
    let references = counted(obtained, "reference", "references");
    verdict(
        state,
        format!("{references} obtained before the engagement; {asked} are asked."),
    )
}

/// The council’s own reference, due by the last day where that is in the quarter.
fn outgoing(case: &Case<'_>) -> Option<Verdict> {
    let last = case.row.last_day?;
    if !case.quarter.spell().contains(last) {
        return None;
    }
    let ended = format!("The assignment ended on {}", in_words(last));
    Some(match case.answer(|it| it.reference_given_on) {
        None => verdict(
            State::CannotTell,
            format!("{ended}; whether the council’s reference was shared by then is not answered."),
        ),
        Some(on) if on <= last => verdict(
            State::Kept,
            format!(
                "The council’s reference was shared on {}, before the end.",
                in_words(on)
            ),
        ),
        Some(on) => verdict(
            State::NotKept,
            format!(
                "{ended}; the council’s reference was shared on {}.",
                in_words(on)
            ),
        ),
    })
}
