//! The form of a report: filled in from its text, and read into a text again.

use holdfast_paper::form::{Form, MainFields};
use holdfast_paper::front::{Exempt, PARAGRAPHS};

use crate::answers::Answers;
use crate::components::Choice;

/// The form with what a text says.
pub(crate) fn filled(text: &str) -> Answers {
    let Form { main, rest, body } = Form::of(text);
    let key = main
        .key_decision
        .map_or("", |it| if it { "yes" } else { "no" });
    let exempt = main.exempt.as_ref();
    let paragraphs = exempt.map_or(&[][..], |it| it.paragraphs.as_slice());
    let mut answers = Answers::default()
        .with("paper_title", main.title)
        .with("paper_committee", main.committee)
        .with_date("paper_date", main.date.parse().ok())
        .with("paper_officer", main.officer)
        .with("paper_portfolio", main.portfolio)
        .with("paper_wards", main.wards)
        .with("paper_key", key)
        .with(
            "paper_interest",
            exempt.map_or("", |it| it.public_interest.as_str()),
        )
        .with("paper_rest", rest)
        .with("paper_text", body);
    for paragraph in paragraphs {
        answers = answers.with("paper_exempt", paragraph);
    }
    answers
}

/// The text that a form says. What is missing is told at its field.
pub(crate) fn text_of(answers: &mut Answers) -> String {
    let date = answers.required_date("paper_date", "the day of the meeting");
    if answers.text("paper_title").trim().is_empty() {
        answers.reject("paper_title", "Enter the title");
    }
    let line = |field: &str| answers.text(field).trim().to_owned();
    let main = MainFields {
        title: line("paper_title"),
        committee: line("paper_committee"),
        date: date.map_or_else(String::new, |it| it.to_string()),
        officer: line("paper_officer"),
        portfolio: line("paper_portfolio"),
        wards: line("paper_wards"),
        key_decision: match answers.text("paper_key") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        exempt: exempt(answers),
    };
    Form {
        main,
        rest: answers.text("paper_rest").to_owned(),
        body: answers.text("paper_text").to_owned(),
    }
    .text()
}

fn exempt(answers: &Answers) -> Option<Exempt> {
    let chosen = answers.all("paper_exempt");
    let paragraphs: Vec<u8> = chosen.filter_map(|it| it.parse().ok()).collect();
    let public_interest = answers.text("paper_interest").replace("\r\n", "\n");
    let public_interest = public_interest.trim().to_owned();
    let is_open = paragraphs.is_empty() && public_interest.is_empty();
    (!is_open).then_some(Exempt {
        paragraphs,
        public_interest,
    })
}

/// The paragraphs under which a report may be closed.
pub(crate) fn paragraphs() -> Vec<Choice> {
    let choice = |(place, what): (usize, &&str)| {
        let number = place + 1;
        Choice::new(number.to_string(), format!("{number}: {what}"))
    };
    PARAGRAPHS.iter().enumerate().map(choice).collect()
}
