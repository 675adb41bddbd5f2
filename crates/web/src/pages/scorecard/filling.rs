//! A scorecard as the answers of its form, and what the form offers.

use std::fmt::Display;

use holdfast_measures::scorecard::{Line, Scorecard, Target};
use holdfast_measures::{Measure, Topic};

use crate::answers::Answers;
use crate::components::Choice;
use crate::pages::establishment::filters::slashed;

/// A form has at least so many headings for groups.
const LEAST_GROUPS: usize = 6;

/// A form has at least so many places for words.
const LEAST_WORDS: usize = 2;

/// A field of one measure: `vacancy_rate-target`.
pub(crate) fn field_of(measure: Measure, part: &str) -> String {
    format!("{}-{part}", measure.key())
}

/// The heading of a group, counted from one.
pub(crate) fn group_field(number: usize) -> String {
    format!("group-{number}")
}

/// A field of what is told in words, counted from one.
pub(crate) fn words_field(number: usize, part: &str) -> String {
    format!("words-{number}-{part}")
}

/// The form filled in with a scorecard as it is.
pub(crate) fn filled(scorecard: &Scorecard) -> Answers {
    let mut answers = Answers::default().with("name", &scorecard.name);
    for number in 1..=LEAST_GROUPS.max(scorecard.groups.len() + 1) {
        let group = scorecard.groups.get(number - 1);
        let title = group.map_or("", |group| group.title.as_str());
        answers = answers.with(&group_field(number), title);
    }
    for (group, number) in scorecard.groups.iter().zip(1..) {
        for line in &group.lines {
            answers = with_line(answers, line).with(&field_of(line.measure, "group"), number);
        }
    }
    for measure in Measure::ALL {
        if !scorecard.measures().any(|it| it == *measure) {
            let number = usual_group(scorecard, *measure);
            answers = answers.with(&field_of(*measure, "group"), number);
        }
    }
    for number in 1..=LEAST_WORDS.max(scorecard.words.len() + 1) {
        let words = scorecard.words.get(number - 1);
        let parts = words.map_or(["", "", ""], |it| [&it.title, &it.text, &it.source]);
        for (part, text) in ["title", "text", "source"].into_iter().zip(parts) {
            answers = answers.with(&words_field(number, part), text);
        }
    }
    answers
}

fn with_line(answers: Answers, line: &Line) -> Answers {
    let answers = answers.with("measure", line.measure.key());
    let field = |part: &str| field_of(line.measure, part);
    let answers = match &line.footnote {
        Some(footnote) => answers.with(&field("note"), footnote),
        None => answers,
    };
    let Some(Target { value, by, from }) = line.target else {
        return answers;
    };
    let answers = answers
        .with(&field("target"), value)
        .with(&field("by"), slashed(by));
    match from {
        Some((day, start)) => answers
            .with(&field("start"), start)
            .with(&field("from"), slashed(day)),
        None => answers,
    }
}

/// The group that holds measures of the same topic, or else the last.
fn usual_group(scorecard: &Scorecard, measure: Measure) -> usize {
    let topic = measure.definition().topic;
    let mut groups = scorecard.groups.iter();
    let place = groups.position(|group| {
        let mut lines = group.lines.iter();
        lines.any(|line| line.measure.definition().topic == topic)
    });
    place.map_or(scorecard.groups.len().max(1), |place| place + 1)
}

/// A heading of the form with its measures.
pub(crate) struct TopicFields {
    /// The heading.
    pub(crate) label: &'static str,
    /// The measures.
    pub(crate) measures: Vec<MeasureFields>,
}

/// The fields of a measure.
pub(crate) struct MeasureFields {
    /// Its key.
    pub(crate) key: &'static str,
    /// What it is called.
    pub(crate) label: &'static str,
    /// The unit of its targets.
    pub(crate) unit: &'static str,
    /// The names of its fields.
    pub(crate) group: String,
    pub(crate) target: String,
    pub(crate) by: String,
    pub(crate) start: String,
    pub(crate) from: String,
    pub(crate) note: String,
    /// Whether anything stands in them.
    pub(crate) is_open: bool,
}

/// All measures under their headings.
pub(crate) fn topics(answers: &Answers) -> Vec<TopicFields> {
    let measures = |topic: Topic| {
        let all = Measure::ALL.iter().copied();
        all.filter(move |measure| measure.definition().topic == topic)
    };
    let topic = |topic: &Topic| TopicFields {
        label: topic.label(),
        measures: measures(*topic)
            .map(|measure| MeasureFields::of(measure, answers))
            .collect(),
    };
    Topic::ALL.iter().map(topic).collect()
}

impl MeasureFields {
    fn of(measure: Measure, answers: &Answers) -> Self {
        let field = |part: &str| field_of(measure, part);
        let told = ["target", "by", "start", "from", "note"].map(field);
        let is_used = |field: &String| {
            !answers.text(field).trim().is_empty() || answers.problem(field).is_some()
        };
        let is_open = told.iter().any(is_used) || answers.problem(&field("group")).is_some();
        let [target, by, start, from, note] = told;
        Self {
            key: measure.key(),
            label: measure.label(),
            unit: measure.unit().label(),
            group: field("group"),
            target,
            by,
            start,
            from,
            note,
            is_open,
        }
    }
}

/// The groups as choices for a measure.
pub(crate) fn group_choices(answers: &Answers) -> Vec<Choice> {
    let numbers = answers.numbers(group_field).into_iter();
    numbers
        .map(|number| {
            let title = answers.text(&group_field(number)).trim();
            Choice::new(number.to_string(), labelled(number, title))
        })
        .collect()
}

fn labelled(number: impl Display, title: &str) -> String {
    match title {
        "" => format!("Group {number}"),
        title => format!("Group {number}: {title}"),
    }
}
