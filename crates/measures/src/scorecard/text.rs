//! The text of a scorecard: read with all that is wrong with it, and written.

use std::collections::BTreeSet;

use holdfast_workforce::codes::Service;
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::target::Target;
use crate::definition::{Measure, Unit};
use crate::formula::Formula;
use crate::value::Quantity;
use crate::written::{self, Problem, Written};

/// A scorecard as the council has arranged it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    /// Its name.
    pub name: String,
    /// The service that it measures.
    pub service: Service,
    /// Its groups of measures.
    pub groups: Vec<Group>,
    /// What is told in words.
    pub words: Vec<Words>,
}

/// A group of measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its heading.
    pub title: String,
    /// Its measures.
    pub lines: Vec<Line>,
}

/// A measure on a scorecard.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The measure.
    pub measure: Measure,
    /// The target, if there is one.
    pub target: Option<Target>,
    /// What a reader has to know.
    pub footnote: Option<String>,
}

/// Something that is told in words: themes of exit interviews, a survey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Its heading.
    pub title: String,
    /// What is told.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScorecardText {
    name: String,
    service: Service,
    #[serde(default)]
    group: Vec<GroupText>,
    #[serde(default)]
    words: Vec<Words>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupText {
    title: String,
    #[serde(default)]
    measure: Vec<LineText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineText {
    key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    footnote: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<TargetText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetText {
    value: Written,
    by: Written,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Written>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Written>,
}

impl Scorecard {
    /// The scorecard that a council begins with: the measures that the papers
    /// of councils report, and a place for what leavers and staff say.
    pub fn starter(service: Service) -> Self {
        let starter = Self::read(include_str!("starter.toml"));
        let groups = starter.map(|it| (it.name, it.groups)).unwrap_or_default();
        Self {
            name: groups.0,
            service,
            groups: groups.1,
            words: Vec::new(),
        }
    }

    /// The scorecard that the council keeps for a service, or the starter.
    ///
    /// # Errors
    /// All that is wrong with the text that is kept.
    pub fn kept(workforce: &Workforce, service: Service) -> Result<Self, Vec<Problem>> {
        match workforce.scorecards().by_reference(service.code()) {
            Some(kept) => Self::read(&kept.text),
            None => Ok(Self::starter(service)),
        }
    }

    /// Reads the text of a scorecard.
    ///
    /// # Errors
    /// All that is wrong with the text.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let text: ScorecardText = written::read(text).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        let groups = text
            .group
            .iter()
            .map(|group| Group {
                title: group.title.clone(),
                lines: group
                    .measure
                    .iter()
                    .filter_map(|line| read_line(&group.title, line, &mut problems))
                    .collect(),
            })
            .collect();
        let scorecard = Self {
            name: text.name,
            service: text.service,
            groups,
            words: text.words,
        };
        problems.extend(scorecard.unnamed());
        problems.extend(scorecard.repeated());
        match problems.is_empty() {
            true => Ok(scorecard),
            false => Err(problems),
        }
    }

    /// Writes the text of the scorecard, which reads back as the same.
    pub fn write(&self) -> String {
        let text = ScorecardText {
            name: self.name.clone(),
            service: self.service,
            group: self.groups.iter().map(write_group).collect(),
            words: self.words.clone(),
        };
        // Strings, dates and lists always write.
        toml::to_string_pretty(&text).unwrap_or_default()
    }

    /// Every measure of the scorecard, in its order.
    pub fn measures(&self) -> impl Iterator<Item = Measure> {
        let lines = self.groups.iter().flat_map(|group| &group.lines);
        lines.map(|line| line.measure)
    }

    fn unnamed(&self) -> Vec<Problem> {
        let problem = |place: String, what: &str| Problem {
            place,
            what: what.to_owned(),
        };
        let mut found = Vec::new();
        if self.name.trim().is_empty() {
            let what = "the scorecard has no name. Give it one.";
            found.push(problem("name".to_owned(), what));
        }
        for (index, group) in self.groups.iter().enumerate() {
            if group.title.trim().is_empty() {
                let what = "the group has no heading. Give it a `title`.";
                found.push(problem(format!("group {}", index + 1), what));
            }
        }
        found
    }

    fn repeated(&self) -> Vec<Problem> {
        let mut seen = BTreeSet::new();
        self.measures()
            .filter(|measure| !seen.insert(*measure))
            .map(|measure| Problem {
                place: measure.label().to_owned(),
                what: "the measure stands on the scorecard twice. Take one of them out.".to_owned(),
            })
            .collect()
    }
}

fn read_line(group: &str, line: &LineText, problems: &mut Vec<Problem>) -> Option<Line> {
    let place = format!("{group}, {}", line.key);
    let measure: Measure = match line.key.parse() {
        Ok(measure) => measure,
        Err(error) => {
            problems.push(Problem {
                place,
                what: format!("{error}."),
            });
            return None;
        }
    };
    let target = line.target.as_ref().and_then(|target| {
        let read = read_target(measure, target);
        read.map_err(|what| problems.push(Problem { place, what }))
            .ok()
    });
    Some(Line {
        measure,
        target,
        footnote: line.footnote.clone(),
    })
}

fn read_target(measure: Measure, text: &TargetText) -> Result<Target, String> {
    let number = |name: &str, Written(text): &Written| {
        let read: Result<Quantity, _> = text.parse();
        let read = read.map_err(|error| format!("the target’s {name} ‘{text}’ {error}."))?;
        match why_impossible(measure, read) {
            Some(why) => Err(format!("the target’s {name} ‘{text}’ {why}")),
            None => Ok(read),
        }
    };
    let date = |name: &str, Written(text): &Written| {
        let read: Result<Date, _> = text.trim().parse();
        read.map_err(|_| {
            format!("the target’s `{name}`, ‘{text}’, is not a date. Write it like 2027-03-31.")
        })
    };
    let by = date("by", &text.by)?;
    let from = match (&text.from, &text.start) {
        (Some(from), Some(start)) => Some((date("from", from)?, number("start", start)?)),
        (None, None) => None,
        _ => {
            return Err(
                "the way to the target needs both `from` and `start`, the day on which it begins and the value on that day. Give both or neither."
                    .to_owned(),
            );
        }
    };
    if from.is_some_and(|(from, _)| by <= from) {
        return Err(
            "the target is due before the way there begins, or on that day. Check `by` and `from`."
                .to_owned(),
        );
    }
    Ok(Target {
        value: number("value", &text.value)?,
        by,
        from,
    })
}

/// Why a measure can never have a value, if so.
fn why_impossible(measure: Measure, value: Quantity) -> Option<&'static str> {
    let is_net = matches!(measure.definition().formula, Formula::Less(..));
    let most = Quantity::from_units(100 * Quantity::ONE.units());
    match measure.unit() {
        _ if value < Quantity::ZERO && !is_net => {
            Some("is below zero, which this measure never is. Give zero or more.")
        }
        Unit::Percent if value > most => {
            Some("is above 100 percent. Give the percentage, such as 15 for 15%.")
        }
        _ => None,
    }
}

fn write_group(group: &Group) -> GroupText {
    let line = |line: &Line| LineText {
        key: line.measure.key().to_owned(),
        footnote: line.footnote.clone(),
        target: line.target.map(|target| TargetText {
            value: Written(target.value.to_string()),
            by: Written(target.by.to_string()),
            from: target.from.map(|(from, _)| Written(from.to_string())),
            start: target.from.map(|(_, start)| Written(start.to_string())),
        }),
    };
    GroupText {
        title: group.title.clone(),
        measure: group.lines.iter().map(line).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_reads_and_reads_back() {
        for service in [Service::Children, Service::Adults] {
            let starter = Scorecard::starter(service);
            assert!(starter.measures().count() >= 12);
            assert_eq!(Scorecard::read(&starter.write()), Ok(starter));
        }
    }

    #[test]
    fn every_problem_is_told_at_once_with_its_place() {
        let text = r#"
name = "Ours"
service = "children"

[[group]]
title = "Vacancies"

[[group.measure]]
key = "vacancy"

[[group.measure]]
key = "vacancy_rate"
target = { value = "ten", by = "2027-03-31" }

[[group.measure]]
key = "vacancy_rate"
target = { value = "10", by = "2027-03-31", from = "2028-03-31", start = "12" }
"#;
        let problems = Scorecard::read(text).expect_err("four problems");
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[0].starts_with("Vacancies, vacancy: ‘vacancy’ is not a measure"));
        assert!(told[1].contains("‘ten’ is not a number"));
        assert!(told[2].contains("due before the way there begins"));
        assert!(told[3].contains("twice"));
    }

    #[test]
    fn a_target_that_can_never_be_and_a_missing_name_are_problems() {
        let line = |key: &str, value: &str| {
            format!(
                "[[group.measure]]\nkey = \"{key}\"\ntarget = {{ value = \"{value}\", by = \"2027-03-31\" }}\n"
            )
        };
        let text = format!(
            "name = \" \"\nservice = \"children\"\n[[group]]\ntitle = \"\"\n{}{}{}{}",
            line("vacancy_rate", "150"),
            line("agency_fte", "-1"),
            line("net_change_headcount", "-5"),
            line("turnover_rate_fte", "100"),
        );
        let problems = Scorecard::read(&text).expect_err("four problems");
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[0].contains("‘150’ is above 100 percent"));
        assert!(told[1].contains("‘-1’ is below zero"));
        assert!(told[2].starts_with("name: the scorecard has no name"));
        assert!(told[3].starts_with("group 1: the group has no heading"));
    }

    #[test]
    fn numbers_and_dates_may_stand_without_quotation_marks() {
        let read = |target: &str| {
            Scorecard::read(&format!(
                "name = \"Ours\"\nservice = \"children\"\n[[group]]\ntitle = \"Vacancies\"\n[[group.measure]]\nkey = \"vacancy_rate\"\ntarget = {{ {target} }}\n"
            ))
        };
        let plain = read("value = 12.5, by = 2027-03-31, from = 2025-03-31, start = 20");
        let quoted =
            read(r#"value = "12.5", by = "2027-03-31", from = "2025-03-31", start = "20""#);
        assert!(plain.is_ok(), "{plain:?}");
        assert_eq!(plain, quoted);
        let written = plain.map(|it| it.write()).unwrap_or_default();
        assert_eq!(Scorecard::read(&written), quoted);
        let problems = read(r#"value = 15, by = "31/03/2027""#).expect_err("no date");
        assert_eq!(
            problems[0].to_string(),
            "Vacancies, vacancy_rate: the target’s `by`, ‘31/03/2027’, is not a date. Write it like 2027-03-31."
        );
    }

    #[test]
    fn a_text_that_is_no_scorecard_names_its_line() {
        let problems = Scorecard::read("name = \"Ours\"\nservice = \"cats\"\n").expect_err("wrong");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].place, "line 2");
    }
}
