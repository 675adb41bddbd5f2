//! How far a report is, in words; and its problems, each with the place in the form.

use holdfast_paper::form::lines_before_body;
use holdfast_paper::problem::Problem;
use holdfast_paper::publish::Draft;
use holdfast_workforce::amount::counted;
use holdfast_workforce::record::Paper;

use super::desk::{Desk, version_of};

/// How far a report is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Its text cannot be read.
    Unreadable,
    /// Words or figures are missing; so many.
    Unwritten(usize),
    /// Offices have not agreed.
    Waiting(Vec<String>),
    /// Nothing stands in its way.
    Ready,
    /// It was published as it stands, as this version.
    Published(u32),
}

impl State {
    /// The state of a report that was composed.
    pub(crate) fn of(desk: &Desk, paper: &Paper, draft: &Result<Draft, Vec<Problem>>) -> Self {
        let Ok(draft) = draft else {
            return Self::Unreadable;
        };
        if let Some(version) = version_of(&desk.workforce, paper, &draft.fingerprint) {
            return Self::Published(version);
        }
        let missing = draft.offices.iter().filter(|(_, agreed)| agreed.is_none());
        let missing: Vec<String> = missing.map(|(office, _)| office.clone()).collect();
        match (draft.composed.problems.len(), missing.is_empty()) {
            (0, true) => Self::Ready,
            (0, false) => Self::Waiting(missing),
            (count, _) => Self::Unwritten(count),
        }
    }

    /// What stands in the way, as a sentence without its full stop.
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Unreadable => "The text cannot be read".to_owned(),
            Self::Unwritten(count) => {
                let things = counted(*count, "place is", "places are");
                format!("{things} still to be written or put right")
            }
            Self::Waiting(offices) => format!("Waits for the agreement of {}", listed(offices)),
            Self::Ready => "Ready to be published".to_owned(),
            Self::Published(version) => format!("Published as it stands, as version {version}"),
        }
    }
}

/// Words with commas and a last ‘and’.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A problem of a report's text.
pub(crate) struct ProblemView {
    /// Where it is, in the words of the form.
    pub(crate) place: String,
    /// The field of the form that it is in.
    pub(crate) field: &'static str,
    /// What is wrong, and what to do.
    pub(crate) what: String,
}

impl ProblemView {
    /// The problems of a text. Lines are counted within the field of the form.
    pub(crate) fn all(text: &str, problems: &[Problem]) -> Vec<Self> {
        let before = lines_before_body(text);
        problems.iter().map(|it| Self::of(it, before)).collect()
    }

    fn of(problem: &Problem, before: usize) -> Self {
        let column = match problem.column {
            0 => String::new(),
            column => format!(", column {column}"),
        };
        let (place, field) = match problem.line.checked_sub(before) {
            _ if problem.line == 0 => ("The whole text".to_owned(), "paper_text"),
            Some(line) if line > 0 => (format!("Text, line {line}{column}"), "paper_text"),
            _ => ("Head of the report".to_owned(), "paper_rest"),
        };
        Self {
            place,
            field,
            what: problem.what.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_says_what_is_waited_for() {
        let offices = ["Finance", "Legal", "Human resources"].map(str::to_owned);
        assert_eq!(
            State::Waiting(offices.into()).in_words(),
            "Waits for the agreement of Finance, Legal and Human resources"
        );
        let one = State::Unwritten(1).in_words();
        assert_eq!(one, "1 place is still to be written or put right");
    }

    #[test]
    fn lines_are_counted_within_the_field() {
        let text = "+++\ntitle = \"T\"\n+++\nOne\nTwo {{ x }}\n";
        let at = |line| Problem {
            line,
            column: 5,
            what: "unknown".to_owned(),
        };
        let shown = ProblemView::all(text, &[at(5), at(2)]);
        assert_eq!(shown[0].place, "Text, line 2, column 5");
        assert_eq!(shown[1].field, "paper_rest");
    }
}
