//! A scenario as the fields of a form: its title, every number of it with where
//! it comes from, and its text. What was changed in a field is put into the text.

use holdfast_forecast::Scenario;
use holdfast_forecast::uncertain::{Evidence, Shape};
use holdfast_forecast::values::{Named, evidenced, read, refusal, reshaped, written};
use holdfast_measures::written::Problem;
use holdfast_workforce::Workforce;

use super::assumptions::numbers;
use crate::answers::Answers;
use crate::components::Choice;

/// What a field says where a rate is estimated from the records.
const FROM_RECORDS: &str = "records";

/// The name of the field of the value at a path.
pub(crate) fn value_field(path: &str) -> String {
    format!("value.{path}")
}

/// The name of the field of the source of the value at a path.
pub(crate) fn source_field(path: &str) -> String {
    format!("source.{path}")
}

/// The name of the field of the reason of the value at a path.
pub(crate) fn because_field(path: &str) -> String {
    format!("because.{path}")
}

/// Where a value may come from.
pub(crate) fn sources() -> Vec<Choice> {
    let choice = |source: Evidence| Choice::new(source.key(), source.in_words());
    std::iter::once(Choice::new("", "not said"))
        .chain(Evidence::ALL.map(choice))
        .collect()
}

/// What the field of a number shows.
fn shown(value: &Named) -> String {
    match value.shape {
        Some(shape) => written(shape, value.measured),
        None => FROM_RECORDS.to_owned(),
    }
}

fn source_of(value: &Named) -> &'static str {
    value.source.map_or("", Evidence::key)
}

/// The form filled in with a scenario and its text.
pub(crate) fn filled(text: &str, workforce: &Workforce) -> Answers {
    let answers = Answers::default().with("text", text);
    let Ok(scenario) = Scenario::read(text) else {
        return answers;
    };
    let answers = answers
        .with("title", &scenario.title)
        .with("called", &scenario.title);
    numbers(&scenario, workforce)
        .iter()
        .fold(answers, |answers, value| {
            answers
                .with(&value_field(&value.path), shown(value))
                .with(&source_field(&value.path), source_of(value))
                .with(&because_field(&value.path), &value.because)
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
    let before = Scenario::read(&text)?;
    let mut scenario = before.clone();
    let mut is_changed = false;
    if answers.all("title").next().is_some() {
        let title = answers.text("title").trim().to_owned();
        if title.is_empty() {
            answers.reject("title", "Enter a title for the scenario");
        } else if title != answers.text("called").trim() {
            scenario.title = title;
            is_changed = true;
        }
    }
    for value in numbers(&before, workforce) {
        let Some(typed) = Typed::of(answers, &value) else {
            continue;
        };
        match typed.put(&scenario, &value) {
            Ok(changed) => {
                scenario = changed;
                is_changed = true;
            }
            Err(problem) => answers.reject(&value_field(&value.path), problem),
        }
    }
    match is_changed {
        true => Ok(scenario.write()),
        false => Ok(text),
    }
}

/// What was typed for a number that is not what stood there.
struct Typed {
    value: String,
    /// Where it comes from and why, where that was changed.
    evidence: Option<(Option<Evidence>, String)>,
}

impl Typed {
    fn of(answers: &Answers, value: &Named) -> Option<Self> {
        let typed = |field: String| answers.all(&field).next().map(|it| it.trim().to_owned());
        let text = typed(value_field(&value.path))?;
        let source = typed(source_field(&value.path));
        let because = typed(because_field(&value.path));
        let is_new =
            |typed: &Option<String>, old: &str| typed.as_deref().is_some_and(|it| it != old);
        let has_evidence =
            is_new(&source, source_of(value)) || is_new(&because, value.because.trim());
        let is_changed = text != shown(value);
        // What is estimated from the records has no other evidence.
        if !is_changed && (!has_evidence || value.shape.is_none()) {
            return None;
        }
        let source = source.unwrap_or_else(|| source_of(value).to_owned());
        let source = Evidence::ALL.into_iter().find(|it| it.key() == source);
        Some(Self {
            value: text,
            evidence: has_evidence.then(|| (source, because.unwrap_or_default())),
        })
    }

    /// Puts it into a scenario; a new value without evidence is a judgement.
    fn put(&self, scenario: &Scenario, value: &Named) -> Result<Scenario, String> {
        let shape = self.shape(value)?;
        let put = match (shape, &self.evidence) {
            (Some(shape), Some((source, because))) => {
                let source = source.unwrap_or_default();
                evidenced(scenario, &value.path, shape, source, because)
            }
            (shape, _) => reshaped(scenario, &value.path, shape, ""),
        };
        put.map_err(|error| format!("{}: {}", value.label, refusal(value, shape, &error)))
    }

    fn shape(&self, value: &Named) -> Result<Option<Shape>, String> {
        if self.value == FROM_RECORDS && value.path.ends_with("rate") {
            return Ok(None);
        }
        let shape = read(&self.value, value.measured);
        shape
            .map(Some)
            .map_err(|problem| format!("{}: {problem}", value.label))
    }
}
