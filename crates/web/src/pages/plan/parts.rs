//! Parts that a form adds to a scenario, to be filled in.

use holdfast_forecast::Scenario;

use crate::components::Choice;

/// A part: its code, what it is called, and its text. `MONTH` stands for the
/// plan's first month, `LAST` for its last, `YEAR` for the financial year that
/// the first lies in, `ROLE` for the line that names a role.
const PARTS: [(&str, &str, &str); 14] = [
    (
        "intake",
        "An intake of newly qualified workers",
        "[[intake]]\nname = \"NAME\"\nROLEmonths = [9]\nsize = 5\nretention = 0.85\n",
    ),
    (
        "hire",
        "Hiring of experienced workers",
        "[[hire]]\nname = \"NAME\"\nROLEa_year = 5\nmonths_to_hire = 4\n",
    ),
    (
        "overseas",
        "Hiring from overseas",
        "[[hire]]\nname = \"NAME\"\nROLEkind = \"overseas\"\na_year = 5\nmonths_to_hire = 4\narrival_lag = 6\n",
    ),
    (
        "conversion",
        "Agency workers who become permanent",
        "[[conversion]]\nname = \"NAME\"\nROLEa_year = 0.1\n",
    ),
    (
        "move",
        "Moves within the council",
        "[[move]]\nname = \"NAME\"\nrate = 0.01\n",
    ),
    (
        "establishment",
        "A change of the establishment",
        "[[establishment]]\nmonth = \"MONTH\"\nchange = 0\n",
    ),
    (
        "managed_team",
        "A managed team",
        "[[agency.managed_team]]\nname = \"NAME\"\nfte = 8\nfrom = \"MONTH\"\nuntil = \"LAST\"\ncost_a_month = 95500\n",
    ),
    (
        "salary",
        "A salary",
        "[[money.salary]]\na_year = 45000\nsupplement = 0\n",
    ),
    (
        "outlay",
        "An outlay",
        "[[money.outlay]]\nname = \"NAME\"\nmonth = \"MONTH\"\npounds = 0\n",
    ),
    (
        "cases",
        "Cases",
        "[[workload.cases]]\nname = \"NAME\"\ncases = 1000\ntrend = 0\n",
    ),
    (
        "reduced",
        "A reduced caseload of the newly qualified",
        "[[workload.reduced]]\nexperience = \"newly_qualified\"\nto = 0.8\n",
    ),
    (
        "target",
        "A target for the vacancy rate",
        "[[target]]\nof = \"vacancy_rate\"\nat_most = 5\nby = \"LAST\"\n",
    ),
    (
        "budget",
        "A budget of a financial year",
        "[[budget]]\nyear = YEAR\npounds = 0\n",
    ),
    (
        "agency_budget",
        "A budget for agency workers",
        "[[budget]]\nyear = YEAR\nof = \"agency_spend\"\npounds = 0\n",
    ),
];

/// The parts as choices.
pub(crate) fn choices() -> Vec<Choice> {
    let parts = PARTS.iter();
    parts
        .map(|(code, label, _)| Choice::new(*code, *label))
        .collect()
}

/// Some of the parts as choices.
pub(crate) fn offered(codes: &[&str]) -> Vec<Choice> {
    let is_offered = |choice: &Choice| codes.contains(&choice.value.as_str());
    choices().into_iter().filter(is_offered).collect()
}

/// The text of a scenario with a part more; nothing where there is no such part.
pub(crate) fn with_part(text: &str, scenario: &Scenario, code: &str) -> Option<String> {
    let (_, label, part) = PARTS.iter().find(|(known, ..)| *known == code)?;
    let first = scenario.first_month();
    let day = first.first_day();
    let year = match day.month() < 4 {
        true => day.year() - 1,
        false => day.year(),
    };
    let part = part.replace("ROLE", &role(scenario, code));
    let part = part
        .replace("NAME", &unused(text, label))
        .replace("MONTH", &first.to_string())
        .replace("LAST", &scenario.last_month().to_string())
        .replace("YEAR", &year.to_string());
    Some(format!("{}\n\n{part}", text.trim_end()))
}

/// The line that names the role in which others of the scenario begin, where
/// they have one: a plan's first role is often its most senior.
fn role(scenario: &Scenario, code: &str) -> String {
    let newly = scenario.intakes.iter().find_map(|it| it.role.as_ref());
    let hired = scenario.hires.iter().find_map(|it| it.role.as_ref());
    let role = match code {
        "intake" => newly,
        _ => hired,
    };
    let line = |role: &toml::Spanned<String>| {
        let role = toml::Value::String(role.get_ref().clone());
        format!("role = {role}\n")
    };
    role.map_or_else(String::new, line)
}

/// A name that the text does not hold yet.
fn unused(text: &str, label: &str) -> String {
    let numbered = |number: usize| match number {
        1 => label.to_owned(),
        _ => format!("{label} {number}"),
    };
    let mut names = (1..).map(numbered);
    let is_free = |name: &String| !text.contains(&format!("\"{name}\""));
    names.find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title = \"A plan\"\nmonths = 24\n[start]\ndate = 2025-03-31\n[[start.position]]\nestablished = 100\nin_post = 90\n[attrition]\nrate = 0.1\n";

    #[test]
    fn every_part_can_be_added_as_often_as_it_makes_sense() {
        for (code, ..) in PARTS {
            let read = |text: &str| Scenario::read(text).map_err(|it| format!("{code}: {it:?}"));
            let once = with_part(TEXT, &read(TEXT).unwrap(), code).unwrap();
            let scenario = read(&once).unwrap();
            // A budget is one of its year, and a group is reduced once.
            if !["budget", "agency_budget", "reduced", "salary"].contains(&code) {
                let twice = with_part(&once, &scenario, code).unwrap();
                read(&twice).unwrap();
            }
        }
    }

    #[test]
    fn no_other_part_is_added() {
        let scenario = Scenario::read(TEXT).unwrap();
        assert_eq!(with_part(TEXT, &scenario, "parks"), None);
    }
}
