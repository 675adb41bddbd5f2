//! R4: the worker's notice is four weeks, or the council's own where that is shorter.

use holdfast_workforce::amount::counted;

use crate::agency::assignment::job_label;
use crate::agency::compliance::{Case, State, Verdict, not_in_the_book, verdict};
use crate::agency::rule_book::{AgencyRule, ParameterName as P};

pub(crate) fn judge(case: &Case<'_>, rule: &AgencyRule) -> Verdict {
    let Some(notice) = case.answer(|it| it.notice_days) else {
        return verdict(State::CannotTell, "The worker’s notice is not answered.");
    };
    let Some(national) = case.whole(P::NoticeDays, rule) else {
        return not_in_the_book(P::NoticeDays);
    };
    let own = case.whole(P::SubstantiveNoticeDays, rule);
    let notice = i32::try_from(notice).unwrap_or(i32::MAX);
    let asked = own.map_or(national, |own| own.min(national));
    let given = format!("The worker’s notice is {}", counted(notice, "day", "days"));
    match own {
        _ if notice >= asked => verdict(State::Kept, format!("{given}; {asked} are asked.")),
        None => verdict(
            State::CannotTell,
            format!(
                "{given}, and {national} are asked unless the council’s own notice for {} is shorter. Put it into the rule book as `substantive_notice_days`.",
                job_label(case.row.job_type).to_lowercase()
            ),
        ),
        Some(_) => verdict(State::NotKept, format!("{given}; {asked} are asked.")),
    }
}
