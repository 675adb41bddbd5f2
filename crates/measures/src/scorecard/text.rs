//! The text of a scorecard: read with all that is wrong with it, and written.

use std::collections::BTreeSet;

use holdfast_workforce::codes::Service;
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::target::Target;
use crate::definition::Measure;
use crate::value::Quantity;

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

/// Something wrong with the text of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct Problem {
    /// Where: a line, or a group and measure.
    pub place: String,
    /// What is wrong, and what to do.
    pub what: String,
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
    value: String,
    by: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
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
        let text: ScorecardText = toml::from_str(text).map_err(|error| {
            vec![Problem {
                place: line_of(text, error.span()),
                what: format!(
                    "{}. Mend this line and read the text again.",
                    error.message()
                ),
            }]
        })?;
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

fn line_of(text: &str, span: Option<std::ops::Range<usize>>) -> String {
    let before = span.and_then(|span| text.get(..span.start));
    match before {
        Some(before) => format!("line {}", before.matches('\n').count() + 1),
        None => "the text".to_owned(),
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
        let read = read_target(target);
        read.map_err(|what| problems.push(Problem { place, what }))
            .ok()
    });
    Some(Line {
        measure,
        target,
        footnote: line.footnote.clone(),
    })
}

fn read_target(text: &TargetText) -> Result<Target, String> {
    let number = |name: &str, text: &str| {
        let read: Result<Quantity, _> = text.parse();
        read.map_err(|error| format!("the target’s {name} ‘{text}’ {error}."))
    };
    let from = match (text.from, &text.start) {
        (Some(from), Some(start)) => Some((from, number("start", start)?)),
        (None, None) => None,
        _ => {
            return Err(
                "the way to the target needs both `from` and `start`, the day on which it begins and the value on that day. Give both or neither."
                    .to_owned(),
            );
        }
    };
    if from.is_some_and(|(from, _)| text.by <= from) {
        return Err(
            "the target is due before the way there begins. Check `by` and `from`.".to_owned(),
        );
    }
    Ok(Target {
        value: number("value", &text.value)?,
        by: text.by,
        from,
    })
}

fn write_group(group: &Group) -> GroupText {
    let line = |line: &Line| LineText {
        key: line.measure.key().to_owned(),
        footnote: line.footnote.clone(),
        target: line.target.map(|target| TargetText {
            value: target.value.to_string(),
            by: target.by,
            from: target.from.map(|(from, _)| from),
            start: target.from.map(|(_, start)| start.to_string()),
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
    fn a_text_that_is_no_scorecard_names_its_line() {
        let problems = Scorecard::read("name = \"Ours\"\nservice = \"cats\"\n").expect_err("wrong");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].place, "line 2");
    }
}
