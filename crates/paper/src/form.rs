//! A paper as a form shows it: the main fields of its front matter, the rest of the front matter word
//! for word, and its body.
//!
//! Only the lines of the main fields are taken out of the front matter; comments and the order of
//! everything else stay as they were written.

use std::ops::Range;

use holdfast_measures::written;
use serde::Deserialize;
use toml::Value;
use toml::de::{DeTable, DeValue};

use crate::front::Exempt;
use crate::source::{FENCE, apart};

/// The parts of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The fields that every paper has.
    pub main: MainFields,
    /// The rest of the front matter, in TOML.
    pub rest: String,
    /// The text, in Markdown.
    pub body: String,
}

/// The fields that a form asks for one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct MainFields {
    /// What the paper is about.
    #[serde(default)]
    pub title: String,
    /// The committee that it goes to.
    #[serde(default)]
    pub committee: String,
    /// The day of the meeting, as it is written.
    #[serde(default, deserialize_with = "in_words")]
    pub date: String,
    /// The officer who is responsible for it.
    #[serde(default)]
    pub officer: String,
    /// The portfolio, or the cabinet member.
    #[serde(default)]
    pub portfolio: String,
    /// The wards that it affects.
    #[serde(default)]
    pub wards: String,
    /// Whether it is a key decision, where that is said.
    pub key_decision: Option<bool>,
    /// Why it is not open to the public.
    pub exempt: Option<Exempt>,
}

fn in_words<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(written::Written::deserialize(deserializer)?.0)
}

/// The names of the main fields in front matter.
const MAIN: [&str; 8] = [
    "title",
    "committee",
    "date",
    "officer",
    "portfolio",
    "wards",
    "key_decision",
    "exempt",
];

impl Form {
    /// Takes a paper apart. A front matter that cannot be read stays as it is, in the rest.
    pub fn of(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let Ok((front, body, _)) = apart(&text) else {
            return Self {
                body: text,
                ..Self::default()
            };
        };
        let front = front.trim_start_matches('\n');
        let main = toml::from_str::<MainFields>(front).ok();
        let cuts = main.as_ref().and_then(|_| main_lines(front));
        match main.zip(cuts) {
            Some((main, cuts)) => Self {
                main,
                rest: without(front, &cuts),
                body: body.to_owned(),
            },
            None => Self {
                main: MainFields::default(),
                rest: front.to_owned(),
                body: body.to_owned(),
            },
        }
    }

    /// The paper as one text.
    pub fn text(&self) -> String {
        let rest = self.rest.trim_matches('\n').trim_end();
        let body = self.body.replace("\r\n", "\n");
        let main = self.main.toml();
        match rest.is_empty() {
            true => format!("{FENCE}\n{main}{FENCE}\n{body}"),
            false => format!(
                "{FENCE}\n{main}{}\n{FENCE}\n{body}",
                rest.replace("\r\n", "\n")
            ),
        }
    }
}

/// How many lines of a paper stand before its body; its problems count lines from the beginning.
pub fn lines_before_body(text: &str) -> usize {
    let text = text.replace("\r\n", "\n");
    apart(&text).map_or(0, |(_, _, first)| first - 1)
}

impl MainFields {
    fn toml(&self) -> String {
        let quoted = |text: &str| Value::String(text.to_owned()).to_string();
        let mut lines = vec![format!("title = {}", quoted(&self.title))];
        let mut tell = |key: &str, text: &str| {
            if !text.is_empty() {
                lines.push(format!("{key} = {}", quoted(text)));
            }
        };
        tell("committee", &self.committee);
        tell("officer", &self.officer);
        tell("portfolio", &self.portfolio);
        tell("wards", &self.wards);
        lines.push(match self.date.parse::<jiff::civil::Date>() {
            Ok(day) => format!("date = {day}"),
            Err(_) => format!("date = {}", quoted(&self.date)),
        });
        if let Some(is_key) = self.key_decision {
            lines.push(format!("key_decision = {is_key}"));
        }
        if let Some(exempt) = &self.exempt {
            lines.push(format!(
                "exempt = {{ paragraphs = {:?}, public_interest = {} }}",
                exempt.paragraphs,
                quoted(&exempt.public_interest)
            ));
        }
        let mut text = lines.join("\n");
        text.push('\n');
        text
    }
}

/// Where the main fields stand, as ranges of bytes.
fn main_lines(front: &str) -> Option<Vec<Range<usize>>> {
    let table = DeTable::parse(front).ok()?;
    let mut found = Vec::new();
    for (key, value) in table.get_ref() {
        if !MAIN.contains(&key.get_ref().as_ref()) {
            continue;
        }
        match value.get_ref() {
            DeValue::Table(inner) => {
                found.push(key.span());
                let inner = inner.iter();
                found.extend(inner.map(|(key, value)| key.span().start..value.span().end));
            }
            _ => found.push(key.span().start..value.span().end),
        }
    }
    Some(found)
}

/// A text without the lines that ranges of it touch.
fn without(text: &str, cuts: &[Range<usize>]) -> String {
    let mut kept = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if !cuts.iter().any(|cut| cut.start < end && cut.end > at) {
            kept.push_str(line);
        }
        at = end;
    }
    kept.trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front::Front;
    use proptest::prelude::*;

    const PAPER: &str = "+++\n# Whose paper it is\ntitle = \"A “paper”\"\ndate = 2025-10-14\nwards = \"All\"\nnumbered = false # as the council wants\n\n[exempt]\nparagraphs = [3, 4]\npublic_interest = \"\"\"\nIt names\n[prices]\"\"\"\n\n# Whom to ask\n[contact]\nname = \"A. Lee\"\n+++\n\n# One\n\nWords.\n";

    #[test]
    fn the_main_fields_come_out_and_everything_else_stays_word_for_word() {
        let form = Form::of(PAPER);
        assert_eq!(form.main.title, "A “paper”");
        assert_eq!(form.main.date, "2025-10-14");
        assert_eq!(form.main.exempt.as_ref().unwrap().paragraphs, [3, 4]);
        assert_eq!(
            form.main.exempt.as_ref().unwrap().public_interest,
            "It names\n[prices]"
        );
        for words in [
            "# Whose paper it is",
            "numbered = false # as the council wants",
            "# Whom to ask\n[contact]\nname = \"A. Lee\"",
        ] {
            assert!(form.rest.contains(words), "{words}: {}", form.rest);
        }
        for words in ["title", "exempt", "paragraphs", "prices"] {
            assert!(!form.rest.contains(words), "{words}: {}", form.rest);
        }
        assert_eq!(form.body, "\n# One\n\nWords.\n");
    }

    #[test]
    fn what_is_put_together_again_says_the_same() {
        let front = |text: &str| Front::read(&apart(text).unwrap().0).unwrap();
        let again = Form::of(PAPER).text();
        assert_eq!(front(&again), front(PAPER));
        assert_eq!(Form::of(&again).text(), again);
    }

    #[test]
    fn a_front_matter_that_cannot_be_read_is_kept_as_it_is() {
        let form = Form::of("+++\ntitle = \n+++\nWords\n");
        assert_eq!(
            (form.rest.as_str(), form.body.as_str()),
            ("title = \n", "Words\n")
        );
        assert_eq!(Form::of("Words").body, "Words");
        assert_eq!(lines_before_body(PAPER), 17);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_comes_back(title in ".*", interest in ".*", body in "[^\r]*") {
            let form = Form {
                main: MainFields {
                    title,
                    date: "2025-10-14".to_owned(),
                    exempt: Some(Exempt { paragraphs: vec![1], public_interest: interest }),
                    ..MainFields::default()
                },
                rest: "numbered = false".to_owned(),
                body,
            };
            prop_assert_eq!(Form::of(&form.text()), form);
        }
    }
}
