//! The fields of a form, described once: the page draws them, the check page
//! repeats what was answered in them, and problems find their place by them.

use holdfast_workforce::date::in_words;

use crate::answers::Answers;
use crate::components::Choice;

/// What a person is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// The name, by which the answer is sent: the column of the package format.
    pub(crate) name: String,
    /// What it is called on the page.
    pub(crate) label: String,
    /// What helps to answer, or nothing.
    pub(crate) hint: String,
    /// How it is answered.
    pub(crate) control: Control,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    /// A line of text; the number is its width in letters, nought for all there is.
    Text(usize),
    /// Full-time equivalents.
    Fte,
    /// An amount in pounds.
    Pounds,
    /// A number of days.
    Days,
    /// A date in three parts.
    Date,
    /// Several lines of text.
    Lines,
    /// One of a few.
    Radios(Vec<Choice>),
    /// One of many; the text stands for choosing none.
    Select(String, Vec<Choice>),
    /// One of many in groups; the text stands for choosing none.
    Grouped(String, Vec<Choices>),
    /// A heading between the fields: nothing is asked.
    Heading,
    /// Sent without being asked.
    Hidden,
}

/// A group of choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choices {
    /// What they have in common.
    pub(crate) label: String,
    /// The choices.
    pub(crate) choices: Vec<Choice>,
}

impl Field {
    /// A field without a hint.
    pub(crate) fn new(name: &str, label: &str, control: Control) -> Self {
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            hint: String::new(),
            control,
        }
    }

    /// A line of text.
    pub(crate) fn text(name: &str, label: &str, width: usize) -> Self {
        Self::new(name, label, Control::Text(width))
    }

    /// Full-time equivalents.
    pub(crate) fn fte(label: &str) -> Self {
        Self::new("fte", label, Control::Fte).hint("For example, 1 or 0.6")
    }

    /// A date.
    pub(crate) fn date(name: &str, label: &str) -> Self {
        Self::new(name, label, Control::Date).hint("For example, 31 3 2025")
    }

    /// A heading between fields.
    pub(crate) fn heading(label: &str) -> Self {
        Self::new("", label, Control::Heading)
    }

    /// A field that is sent and not asked.
    pub(crate) fn hidden(name: &str) -> Self {
        Self::new(name, "", Control::Hidden)
    }

    /// The same field with a hint.
    pub(crate) fn hint(mut self, hint: &str) -> Self {
        hint.clone_into(&mut self.hint);
        self
    }

    /// What it is called where it is answered already.
    pub(crate) fn title(&self) -> &str {
        self.label.trim_end_matches(" (optional)")
    }

    /// Whether a person answers it.
    pub(crate) fn is_asked(&self) -> bool {
        !matches!(self.control, Control::Heading | Control::Hidden)
    }

    /// What was answered, as a person reads it.
    pub(crate) fn answered(&self, answers: &Answers) -> String {
        let text = answers.text(&self.name).trim();
        let label_in = |choices: &[Choice]| {
            let found = choices.iter().find(|choice| choice.value == text);
            found.map(|choice| choice.label.clone())
        };
        let label = match &self.control {
            Control::Radios(choices) | Control::Select(_, choices) => label_in(choices),
            Control::Grouped(_, groups) => groups.iter().find_map(|it| label_in(&it.choices)),
            Control::Date => {
                let mut answers = answers.clone();
                answers.optional_date(&self.name, "").map(in_words)
            }
            Control::Fte => (!text.is_empty()).then(|| format!("{text} FTE")),
            Control::Pounds => (!text.is_empty()).then(|| format!("£{text}")),
            _ => None,
        };
        label.unwrap_or_else(|| text.to_owned())
    }
}

/// The fields that were answered, each with its answer, as a person reads them.
pub(crate) fn answered(fields: &[Field], answers: &Answers) -> Vec<(String, String)> {
    let asked = fields.iter().filter(|field| field.is_asked());
    asked
        .map(|field| (field.title().to_owned(), field.answered(answers)))
        .filter(|(_, answer)| !answer.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_repeated_as_people_read_them() {
        let fields = [
            Field::heading("The post"),
            Field::hidden("seen"),
            Field::fte("FTE"),
            Field::date("from", "First day"),
            Field::new(
                "cover",
                "Covers",
                Control::Radios(vec![Choice::new("act_up", "Act-up")]),
            ),
            Field::text("grade", "Grade", 5),
            Field::text("title", "Title (optional)", 0),
        ];
        let answers = Answers::default()
            .with("seen", 3)
            .with("fte", "0.6")
            .with("from-day", 1)
            .with("from-month", "4")
            .with("from-year", "2026")
            .with("cover", "act_up")
            .with("title", "Lead");
        let shown = answered(&fields, &answers);
        let shown: Vec<_> = shown
            .iter()
            .map(|(label, text)| (label.as_str(), text.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                ("FTE", "0.6 FTE"),
                ("First day", "1 April 2026"),
                ("Covers", "Act-up"),
                ("Title", "Lead")
            ]
        );
    }
}
