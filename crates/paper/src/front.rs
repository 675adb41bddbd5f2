//! The front matter of a paper: what a committee asks of every report before its words begin.

use holdfast_measures::written;
use holdfast_workforce::codes::Service;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// The front matter of a paper. Only the title and the date are required.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// What the paper is about.
    pub title: String,
    /// The committee that it goes to.
    pub committee: Option<String>,
    /// The day of the meeting, or of the paper where there is none.
    pub date: written::Written,
    /// The day of which the figures are; without it the last month-end before the date.
    pub figures: Option<written::Written>,
    /// The item on the agenda.
    pub item: Option<String>,
    /// The officer who is responsible for it.
    pub officer: Option<String>,
    /// The portfolio, or the cabinet member.
    pub portfolio: Option<String>,
    /// The wards that it affects.
    pub wards: Option<String>,
    /// Whether it is a key decision.
    pub key_decision: Option<bool>,
    /// Whether it stands in the forward plan.
    pub forward_plan: Option<bool>,
    /// The service that its figures count: `children` without it, or `adults`.
    #[serde(default)]
    pub service: ServiceName,
    /// Whether headings and paragraphs are numbered; they are, without it.
    #[serde(default = "yes")]
    pub numbered: bool,
    /// Why it is not open to the public.
    pub exempt: Option<Exempt>,
    /// What follows from it for the council, under the headings of its own template.
    #[serde(default)]
    pub implications: Vec<Implication>,
    /// Who was asked, and what was said.
    #[serde(default)]
    pub consultations: Vec<Consultation>,
    /// Whose agreement it needs before it is published.
    #[serde(default)]
    pub sign_offs: Vec<SignOff>,
    /// When the decision takes effect.
    pub implementation: Option<String>,
    /// Papers that it draws on.
    #[serde(default)]
    pub background: Vec<String>,
    /// Whom to ask about it.
    pub contact: Option<Contact>,
    /// How to have it in large print, Braille, or another language.
    pub formats: Option<String>,
}

fn yes() -> bool {
    true
}

/// The service whose figures a paper prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceName {
    /// Children’s services.
    #[default]
    Children,
    /// Adults’ services.
    Adults,
}

impl From<ServiceName> for Service {
    fn from(name: ServiceName) -> Self {
        match name {
            ServiceName::Children => Self::Children,
            ServiceName::Adults => Self::Adults,
        }
    }
}

/// Why a paper is not open to the public: Local Government Act 1972, Schedule 12A.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exempt {
    /// The paragraphs of Part 1 that it falls under, 1 to 7.
    pub paragraphs: Vec<u8>,
    /// Why the public interest in keeping it closed outweighs that in opening it.
    pub public_interest: String,
}

/// What follows from a paper in one respect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implication {
    /// In which respect: `Finance`, `Legal`, `Equality`.
    pub of: String,
    /// What follows; `None` is said in words.
    pub text: String,
}

/// Somebody who was asked about a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consultation {
    /// Who was asked.
    pub who: String,
    /// The reference of their answer, such as `FD 1234/25`.
    pub reference: Option<String>,
    /// What they said.
    pub outcome: Option<String>,
}

/// Somebody whose agreement a paper needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// In which office: `Finance`, `Monitoring officer`.
    pub office: String,
    /// Who that is.
    pub name: Option<String>,
}

/// Whom to ask about a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The telephone number.
    pub telephone: Option<String>,
    /// The address of mail.
    pub email: Option<String>,
}

/// What the seven paragraphs of Schedule 12A, Part 1, exempt, in short: Local Government Act 1972.
pub const PARAGRAPHS: [&str; 7] = [
    "information relating to any individual",
    "information likely to reveal the identity of an individual",
    "financial or business affairs of any person, the authority included",
    "consultations or negotiations on labour relations",
    "legal professional privilege",
    "notices, orders or directions that the authority proposes",
    "prevention, investigation or prosecution of crime",
];

impl Front {
    /// Reads the front matter of a text; its lines stand where they do in the whole text.
    ///
    /// # Errors
    /// Where it is no TOML, lacks the title or the date, or says what cannot be.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let front: Self = written::read(text).map_err(|problem| vec![placed(&problem)])?;
        let problems = front.problems();
        match problems.is_empty() {
            true => Ok(front),
            false => Err(problems),
        }
    }

    /// The day of the paper.
    pub fn day(&self) -> Option<Date> {
        self.date.parse().ok()
    }

    /// The day of the figures: as stated, or else the last month-end before the day of the paper.
    pub fn figures_at(&self) -> Option<Date> {
        match &self.figures {
            Some(stated) => stated.parse().ok(),
            None => self.day()?.first_of_month().yesterday().ok(),
        }
    }

    fn problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        let mut tell = |what: String| {
            found.push(Problem {
                line: 1,
                column: 0,
                what,
            })
        };
        if self.title.trim().is_empty() {
            tell(
                "`title` is empty; a document without a title cannot be read aloud or found"
                    .to_owned(),
            );
        }
        for (key, day) in [
            ("date", Some(&self.date)),
            ("figures", self.figures.as_ref()),
        ] {
            if let Some(day) = day.filter(|it| it.parse::<Date>().is_err()) {
                tell(format!(
                    "`{key}` is ‘{}’, which is no date; write it as 2025-10-14",
                    day.0
                ));
            }
        }
        if let Some(exempt) = &self.exempt {
            exempt.problems().into_iter().for_each(tell);
        }
        found
    }
}

impl Exempt {
    fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        if self.paragraphs.is_empty() {
            found.push("`exempt.paragraphs` is empty; name the paragraphs of Schedule 12A, Part 1, from 1 to 7".to_owned());
        }
        for number in self
            .paragraphs
            .iter()
            .filter(|number| !(1..=7).contains(*number))
        {
            found.push(format!(
                "`exempt.paragraphs` holds {number}; Schedule 12A, Part 1, has paragraphs 1 to 7"
            ));
        }
        if self.public_interest.trim().is_empty() {
            found.push("`exempt.public_interest` is empty; a paper may be closed only where the public interest in that is greater, so say why it is".to_owned());
        }
        found
    }
}

/// A problem of a TOML text, with its line as a number.
fn placed(problem: &written::Problem) -> Problem {
    let line = problem
        .place
        .strip_prefix("line ")
        .and_then(|line| line.parse().ok());
    match line {
        Some(line) => Problem {
            line,
            column: 0,
            what: problem.what.clone(),
        },
        None => Problem {
            line: 1,
            column: 0,
            what: format!("front matter: {}", problem.what),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn figures_are_of_the_last_month_end_unless_a_day_is_stated() {
        let front = Front::read("title = \"Workforce\"\ndate = 2025-10-14\n").unwrap();
        assert_eq!(front.figures_at(), Some(date(2025, 9, 30)));
        let front = Front::read("title = \"Workforce\"\ndate = 2025-10-14\nfigures = 2025-03-31\n")
            .unwrap();
        assert_eq!(front.figures_at(), Some(date(2025, 3, 31)));
    }

    #[test]
    fn what_is_wrong_is_told_with_what_to_do() {
        let told = |text: &str| {
            let problems = Front::read(text).unwrap_err();
            problems
                .iter()
                .map(Problem::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert!(
            told("\ntitle = \"T\"\ndate = 2025-10-14\ncomittee = \"C\"\n")
                .contains("Did you mean ‘committee’?")
        );
        assert!(told("title = \"T\"\ndate = \"31 June\"\n").contains("`date` is ‘31 June’"));
        let exempt = "title = \"T\"\ndate = 2025-10-14\n[exempt]\nparagraphs = [9]\npublic_interest = \"\"\n";
        assert!(told(exempt).contains("holds 9"));
        assert!(told(exempt).contains("say why it is"));
    }
}
