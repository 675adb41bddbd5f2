//! What the numbers of a scenario are called, and in what they are counted.

use toml::{Table, Value};

use crate::scenario::Experience;
use crate::series::{Series, Unit};

/// In what a number is counted, as people read it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// What stands behind it, such as `%` or `FTE`.
    pub suffix: &'static str,
    /// By how much what is read is larger than what is written: 100 for shares.
    pub scale: f64,
}

const fn plain(suffix: &'static str) -> Measured {
    Measured { suffix, scale: 1.0 }
}

const PERCENT: Measured = Measured {
    suffix: "%",
    scale: 100.0,
};

/// The parts of a scenario in the order in which they are shown.
const PARTS: [&str; 17] = [
    "start",
    "role",
    "attrition",
    "shocks",
    "intake",
    "hire",
    "conversion",
    "progression",
    "move",
    "absence",
    "establishment",
    "agency",
    "workload",
    "feedback",
    "money",
    "target",
    "budget",
];

/// The place of the part that a path leads into; what stands outside of all
/// parts comes first.
pub(super) fn rank(path: &str) -> usize {
    let part = path.split('.').next().unwrap_or_default();
    let place = PARTS.iter().position(|known| *known == part);
    place.map_or(0, |place| place + 1)
}

/// The part of a scenario that its keys from the top lead to.
pub(super) fn section(keys: &[String]) -> String {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let named = match keys.as_slice() {
        ["start"] => "Start",
        ["start", "position"] => "Position at the start",
        ["role"] => "Role",
        ["attrition"] => "Leaving",
        ["attrition", "group"] => "Leaving",
        ["attrition", "of_role"] => "Leaving, multiplied",
        ["shocks"] => "How much years differ",
        ["intake"] => "Newly qualified intake",
        ["hire"] => "Hiring",
        ["conversion"] => "Agency workers who become permanent",
        ["progression"] => "Moving up",
        ["move"] => "Moves within the council",
        ["absence"] => "Absence",
        ["establishment"] => "Change of the establishment",
        ["agency"] => "Agency workers",
        ["agency", "managed_team"] => "Managed team",
        ["workload"] => "Workload",
        ["workload", "cases"] => "Cases",
        ["workload", "reduced"] => "Reduced caseload",
        ["feedback"] => "Leaving answers to workload",
        ["money"] => "Money",
        ["money", "salary"] => "Salary",
        ["money", "on_costs"] => "On-costs",
        ["money", "outlay"] => "Outlay",
        ["target"] => "Target",
        ["budget"] => "Budget",
        other => return spaced(other.last().unwrap_or(&"")),
    };
    named.to_owned()
}

/// What an item of a list is about, out of its words.
pub(super) fn about(item: &Table, name: &dyn Fn(&str) -> String) -> String {
    let text = |key: &str| item.get(key).and_then(Value::as_str);
    let moved = text("from")
        .zip(text("to"))
        .map(|(from, to)| format!("{} to {}", name(from), name(to)));
    let own = text("name").map(str::to_owned);
    let is_said = |role: &String| own.as_ref().is_some_and(|own| own.contains(role));
    let role = text("role").map(name).filter(|role| !is_said(role));
    let kind = text("kind").filter(|_| own.is_none()).map(spaced);
    let experience = text("experience").map(|key| {
        let known = Experience::ALL.into_iter().find(|it| it.key() == key);
        known.map_or_else(|| key.to_owned(), |it| it.label().to_lowercase())
    });
    let experience = experience.filter(|it| !is_said(it));
    let series = text("of").and_then(Series::from_key);
    let series = series.map(|series| series.label().to_owned());
    let year = item.get("year").map(|year| format!("from April {year}"));
    let month = text("month").map(str::to_owned);
    [own, kind, moved, role, experience, series, year, month]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a number is called.
pub(super) fn label(section: &str, key: &str) -> String {
    let label = match (section, key) {
        ("", "months") => "Months ahead",
        ("attrition" | "group", "rate") => "Leave in a year",
        ("absence", "rate") => "Absences begin in a year",
        ("absence", "months") => "Months away",
        ("absence", "returns") => "Come back",
        ("progression", "rate") => "Move up in a year",
        ("move", "rate") => "Move in a year",
        ("hire", "a_year") => "Accept an offer in a year",
        ("hire", "months_to_hire") => "Months from offer to first day",
        ("hire", "arrival_lag") => "Further months until arrival",
        ("conversion", "a_year") => "Become permanent in a year",
        ("salary", "a_year") => "Salary for one FTE a year",
        ("salary", "supplement") => "Supplement for one FTE a year",
        ("intake", "size") => "Places each time",
        ("intake", "drop_out") => "Do not start",
        ("intake", "pass") => "Pass the assessment",
        ("intake", "retention") => "Still there after their first months",
        ("intake", "retention_months") => "Months of that retention",
        ("intake", "outside_months") => "Months outside the establishment",
        ("intake", "cost_a_year") => "Cost of the academy a year",
        ("managed_team", "cost_a_month") => "Cost a month",
        ("establishment", "change") => "FTE more or less",
        ("agency", "covers") => "Vacancies that they cover",
        ("agency", "covers_absence") => "Absence that they cover",
        ("agency", "cap") => "At most",
        ("agency", "lead_months") => "Months from vacancy to cover",
        ("shocks", "attrition") => "Leaving, standard deviation",
        ("shocks", "hiring") => "Hiring, standard deviation",
        ("shocks", "establishment") => "Establishment, drift in a year",
        ("shocks", "agency") => "Agency cover, standard deviation",
        ("start", "agency") => "Agency at the start",
        ("position", "established") => "Established",
        ("position", "in_post") => "In post",
        ("position", "people") => "People in post",
        ("cases", "cases") => "Cases at the start",
        ("cases", "trend") => "Change in a year",
        ("cases", "weight") => "Weight of one case",
        ("reduced", "to") => "Share of a full caseload",
        ("feedback", "reference") => "Caseload at which the rates hold",
        ("money", "award") => "Pay award each April",
        ("money", "agency_a_year") => "Agency worker, one FTE a year",
        ("money", "agency_premium") => "Agency premium for one FTE a year",
        ("money", "recruitment") => "Each hire",
        ("money", "leaver") => "Each leaver",
        ("on_costs", "national_insurance") => "National Insurance",
        ("on_costs", "threshold") => "Pay free of it, a year",
        ("on_costs", "pension") => "Pension contribution",
        ("on_costs", "levy") => "Apprenticeship levy",
        ("on_costs", "each") => "Each person a year",
        (_, "cost_each") => "Cost of each",
        (_, "holds_cases") => "Share that holds cases",
        (_, "fte") => "FTE",
        (_, key) => return spaced(key),
    };
    label.to_owned()
}

/// In what a number is counted.
pub(super) fn measured(section: &str, key: &str, owner: &Table) -> Measured {
    match (section, key) {
        ("shocks", _) | ("conversion", "a_year") | ("reduced", "to") => PERCENT,
        (
            _,
            "rate" | "drop_out" | "pass" | "retention" | "returns" | "covers" | "covers_absence"
            | "holds_cases" | "trend" | "award" | "national_insurance" | "pension" | "levy",
        ) => PERCENT,
        ("target", _) => {
            let of = owner.get("of").and_then(Value::as_str);
            match of.and_then(Series::from_key).map(Series::unit) {
                Some(Unit::Percent) => plain("%"),
                Some(Unit::Pounds) => plain("£"),
                Some(Unit::Fte) => plain("FTE"),
                _ => plain(""),
            }
        }
        (_, "months_to_hire" | "arrival_lag" | "lead_months" | "retention_months")
        | (_, "outside_months" | "months") => plain("months"),
        ("intake", "size") | ("hire", "a_year") | ("position", "people") => plain("people"),
        (_, "fte" | "change" | "established" | "in_post" | "cap") | ("start", "agency") => {
            plain("FTE")
        }
        ("cases", "cases") => plain("cases"),
        ("", _) | (_, "weight" | "elasticity" | "reference" | "year") => plain(""),
        _ => plain("£"),
    }
}

/// A key in words: `agency_premium` as `Agency premium`.
fn spaced(key: &str) -> String {
    let words = spaced_lower(key);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn spaced_lower(key: &str) -> String {
    key.replace('_', " ")
}
