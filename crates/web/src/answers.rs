//! Forms: reads every answer, keeps what was typed, and collects every problem
//! beside its field before anything is refused.
//!
//! A field is read with the parser of the type it becomes, so what a form
//! accepts and what the records can hold are the same thing.

mod date;

use std::fmt::Display;

use axum::Form;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use holdfast_workforce::CodeSet;

pub(crate) use date::{DatePart, read_date};

use crate::error::PageError;

/// What a person answered in a form, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    raw: Vec<(String, String)>,
    problems: Vec<Problem>,
}

/// Something to put right in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The name of the field.
    pub(crate) field: String,
    /// The parts of a date that are wrong; none for other fields.
    pub(crate) parts: Vec<DatePart>,
    /// What is wrong and what to do, as a sentence without its full stop.
    pub(crate) message: String,
}

impl Problem {
    /// The identifier of the control that the summary leads to.
    pub(crate) fn anchor(&self) -> String {
        match self.parts.first() {
            Some(part) => part.control(&self.field),
            None => self.field.clone(),
        }
    }
}

impl Answers {
    /// The answers as a browser sent them, in order; names may repeat.
    pub(crate) fn of(raw: Vec<(String, String)>) -> Self {
        Self {
            raw,
            problems: Vec::new(),
        }
    }

    /// The same answers with a field filled in, for a form that shows what is recorded.
    pub(crate) fn with(mut self, field: &str, value: impl Display) -> Self {
        self.raw.push((field.to_owned(), value.to_string()));
        self
    }

    /// Every answer as it was sent, in order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.raw
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The numbers, from one on, of repeated fields that the form holds.
    pub(crate) fn numbers(&self, field: impl Fn(usize) -> String) -> Vec<usize> {
        let is_there = |number: &usize| {
            let field = field(*number);
            self.pairs().any(|(name, _)| name == field)
        };
        (1..=self.raw.len()).take_while(is_there).collect()
    }

    /// The same answers with a field's answer in the place of any it had.
    pub(crate) fn set(mut self, field: &str, value: impl Display) -> Self {
        self.raw.retain(|(name, _)| name != field);
        self.with(field, value)
    }

    /// What was typed into the field, as it was typed.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.all(field).next().unwrap_or_default()
    }

    /// Everything that was chosen in the field.
    pub(crate) fn all(&self, field: &str) -> impl Iterator<Item = &str> {
        self.raw
            .iter()
            .filter(move |(name, _)| name == field)
            .map(|(_, value)| value.as_str())
    }

    /// Whether the value was chosen in the field.
    pub(crate) fn has_chosen(&self, field: &str, value: &str) -> bool {
        self.all(field).any(|chosen| chosen == value)
    }

    /// Reads a field that has to be filled in. `missing` says what to enter
    /// where it is not, such as `Enter the FTE`.
    pub(crate) fn required<T, E: Display>(
        &mut self,
        field: &str,
        missing: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if self.text(field).trim().is_empty() {
            self.reject(field, missing);
            return None;
        }
        self.optional(field, read)
    }

    /// Reads a field that may be left empty.
    pub(crate) fn optional<T, E: Display>(
        &mut self,
        field: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(field).trim();
        if text.is_empty() {
            return None;
        }
        match read(text) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.reject(field, problem);
                None
            }
        }
    }

    /// Reads one code of a set, which has to be chosen. `missing` also answers
    /// codes that no form of ours offers.
    pub(crate) fn required_code<S: CodeSet>(&mut self, field: &str, missing: &str) -> Option<S> {
        self.required(field, missing, |code| S::from_code(code).ok_or(missing))
    }

    /// Reads one code of a set, or nothing where none was chosen.
    pub(crate) fn optional_code<S: CodeSet>(&mut self, field: &str, unknown: &str) -> Option<S> {
        self.optional(field, |code| S::from_code(code).ok_or(unknown))
    }

    /// Adds a problem that shows only when fields are seen together, or in the records.
    pub(crate) fn reject(&mut self, field: &str, message: impl Display) {
        self.reject_parts(field, Vec::new(), message);
    }

    fn reject_parts(&mut self, field: &str, parts: Vec<DatePart>, message: impl Display) {
        let problem = Problem {
            field: field.to_owned(),
            parts,
            message: message.to_string(),
        };
        self.problems.push(problem);
    }

    /// Every problem, in the order in which they were found.
    pub(crate) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The same answers with their problems in the order of the fields, and
    /// those of the form as a whole before them.
    pub(crate) fn in_order<'a>(mut self, fields: impl Iterator<Item = &'a str>) -> Self {
        let fields: Vec<_> = fields.collect();
        self.problems
            .sort_by_key(|problem| fields.iter().position(|field| *field == problem.field));
        self
    }

    /// Whether no problem was found.
    pub(crate) fn are_clear(&self) -> bool {
        self.problems.is_empty()
    }

    /// The first problem of the field: one at a time can be read beside it.
    pub(crate) fn problem(&self, field: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.field == field)
    }

    /// What stands before the page's title while there are problems.
    pub(crate) fn title_prefix(&self) -> &'static str {
        if self.are_clear() { "" } else { "Error: " }
    }

    /// The status of a page that shows the form.
    pub(crate) fn status(&self) -> StatusCode {
        if self.are_clear() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }

    /// The identifiers that describe the control: its hint and its problem.
    pub(crate) fn described_by(&self, field: &str, hint: &str) -> String {
        let hint = if hint.is_empty() {
            String::new()
        } else {
            format!("{field}-hint")
        };
        let problem = self
            .problem(field)
            .map(|_| format!("{field}-error"))
            .unwrap_or_default();
        format!("{hint} {problem}").trim().to_owned()
    }
}

impl<S: Send + Sync> FromRequest<S> for Answers {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        match Form::<Vec<(String, String)>>::from_request(request, state).await {
            Ok(Form(raw)) => Ok(Self::of(raw)),
            Err(rejection) => Err(match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
                _ => PageError::BadRequest {
                    reason:
                        "What was sent is not a form of Holdfast. Go back and send the form again."
                            .to_owned(),
                },
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use holdfast_workforce::amount::Fte;
    use holdfast_workforce::codes::Service;

    use super::*;

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        Answers::of(crate::testing::pairs(pairs))
    }

    fn fte(text: &str) -> Result<Fte, String> {
        text.parse().map_err(|problem| format!("FTE {problem}"))
    }

    #[test]
    fn every_problem_is_found_at_once_and_what_was_typed_stays() {
        let mut form = answers(&[("fte", " half "), ("name", "  "), ("service", "parks")]);
        form.required("fte", "Enter the FTE", fte);
        form.required("name", "Enter the name", |text| {
            Ok::<_, String>(text.to_owned())
        });
        form.required_code::<Service>("service", "Select the service");
        let messages: Vec<_> = form
            .problems()
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        assert_eq!(
            messages,
            [
                "FTE is not a number; write digits with a point, such as 0.6",
                "Enter the name",
                "Select the service"
            ]
        );
        assert_eq!(form.text("fte"), " half ");
        assert_eq!(form.title_prefix(), "Error: ");
        assert_eq!(form.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }

    #[test]
    fn good_answers_become_values_without_the_space_around_them() {
        let mut form = answers(&[("fte", " 0.6 "), ("service", "adults"), ("note", "")]);
        assert_eq!(
            form.required("fte", "Enter the FTE", fte),
            Some(Fte::from_units(600_000))
        );
        assert_eq!(
            form.required_code("service", "Select the service"),
            Some(Service::Adults)
        );
        assert_eq!(form.optional("note", fte), None);
        assert_eq!(
            form.optional_code::<Service>("note", "Select a service"),
            None
        );
        assert!(form.are_clear());
        assert_eq!(form.title_prefix(), "");
    }

    #[test]
    fn a_field_shows_its_first_problem_only() {
        let mut form = answers(&[("fte", "x")]);
        form.optional("fte", fte);
        form.reject("fte", "FTE is more than the post has");
        assert_eq!(
            form.problem("fte").unwrap().message,
            form.problems()[0].message
        );
        assert_eq!(form.problems().len(), 2);
        assert_eq!(
            form.described_by("fte", "For example, 0.6"),
            "fte-hint fte-error"
        );
        assert_eq!(form.described_by("name", ""), "");
    }

    #[test]
    fn several_choices_of_one_field_are_all_kept() {
        let form = answers(&[("team", "a"), ("team", "b")]);
        assert!(form.has_chosen("team", "a") && form.has_chosen("team", "b"));
        assert!(!form.has_chosen("team", "c"));
        assert_eq!(form.all("team").count(), 2);
    }

    #[test]
    fn a_form_can_show_what_is_recorded() {
        let form = Answers::default().with("fte", Fte::from_units(600_000));
        assert_eq!(form.text("fte"), "0.6");
        assert_eq!(form.text("name"), "");
    }
}
