//! A scenario as the fields of a form: its title, every number of it, and its
//! text. What was changed in a field is put into the text.

use holdfast_forecast::Scenario;
use holdfast_forecast::adjust::AdjustError;
use holdfast_forecast::values::{Named, read, reshaped, written};
use holdfast_measures::written::Problem;
use holdfast_workforce::Workforce;

use super::assumptions::numbers;
use crate::answers::Answers;

/// What a field says where a rate is estimated from the records.
const FROM_RECORDS: &str = "records";

/// Numbers that belong together.
pub(crate) struct Group {
    /// What they belong to.
    pub(crate) name: String,
    /// Their fields.
    pub(crate) fields: Vec<ValueField>,
}

/// The field of a number.
pub(crate) struct ValueField {
    /// Its name, which is also its identifier.
    pub(crate) name: String,
    /// What the number is.
    pub(crate) label: String,
    /// Where it comes from, and why.
    pub(crate) hint: String,
    /// Its unit.
    pub(crate) suffix: &'static str,
}

/// The name of the field of a path.
fn field(path: &str) -> String {
    format!("value.{path}")
}

/// What the field of a number shows.
fn shown(value: &Named) -> String {
    match value.shape {
        Some(shape) => written(shape, value.measured),
        None => FROM_RECORDS.to_owned(),
    }
}

/// The numbers of a scenario as fields in groups, in the order of its text.
pub(crate) fn groups(scenario: &Scenario, workforce: &Workforce) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for value in numbers(scenario, workforce) {
        let source = value.source.map_or("", |source| source.in_words());
        let hint = match (source, value.because.as_str()) {
            ("", because) | (because, "") => because.to_owned(),
            (source, because) => format!("{source}: {because}"),
        };
        let shown = ValueField {
            name: field(&value.path),
            label: value.label,
            hint,
            suffix: value.measured.suffix,
        };
        match groups.iter_mut().find(|group| group.name == value.group) {
            Some(group) => group.fields.push(shown),
            None => groups.push(Group {
                name: value.group,
                fields: vec![shown],
            }),
        }
    }
    groups
}

/// The form filled in with a scenario and its text.
pub(crate) fn filled(text: &str, workforce: &Workforce) -> Answers {
    let answers = Answers::default().with("text", text).with("before", text);
    let Ok(scenario) = Scenario::read(text) else {
        return answers;
    };
    let answers = answers.with("title", &scenario.title);
    numbers(&scenario, workforce)
        .iter()
        .fold(answers, |answers, value| {
            answers.with(&field(&value.path), shown(value))
        })
}

/// Reads the text of a form, and puts into it what was changed in its fields.
/// A text in which no field changed anything stays as it was typed.
///
/// # Errors
/// What is wrong with the text; what is wrong with a field is told there.
pub(crate) fn text_of(
    answers: &mut Answers,
    workforce: &Workforce,
) -> Result<String, Vec<Problem>> {
    let text = answers.text("text").replace("\r\n", "\n");
    let mut scenario = Scenario::read(&text)?;
    let before = Scenario::read(&answers.text("before").replace("\r\n", "\n"));
    let Ok(before) = before else {
        return Ok(text);
    };
    let mut is_changed = false;
    let title = answers.text("title").trim().to_owned();
    if title.is_empty() {
        answers.reject("title", "Enter a title for the scenario");
    } else if title != before.title {
        scenario.title = title;
        is_changed = true;
    }
    for value in numbers(&before, workforce) {
        let name = field(&value.path);
        let typed = answers.all(&name).next().map(|it| it.trim().to_owned());
        let Some(typed) = typed.filter(|typed| *typed != shown(&value)) else {
            continue;
        };
        let because = answers.text("because").to_owned();
        match changed(&scenario, &value, &typed, &because) {
            Ok(changed) => {
                scenario = changed;
                is_changed = true;
            }
            Err(problem) => answers.reject(&name, problem),
        }
    }
    match is_changed {
        true => Ok(scenario.write()),
        false => Ok(text),
    }
}

fn changed(
    scenario: &Scenario,
    value: &Named,
    typed: &str,
    because: &str,
) -> Result<Scenario, String> {
    let shape = match typed {
        FROM_RECORDS if value.path.ends_with("rate") => None,
        typed => {
            let shape = read(typed, value.measured);
            Some(shape.map_err(|problem| format!("{}: {problem}", value.label))?)
        }
    };
    reshaped(scenario, &value.path, shape, because).map_err(|error| match error {
        AdjustError::Refused { why, .. } => format!("{}: {why}", value.label),
        other => other.to_string(),
    })
}
