//! Papers to begin with.
//!
//! A template holds more than every council can answer. What is begun from it holds only what the
//! records answer now, and says what was left out and why.

use std::str::FromStr;

use holdfast_workforce::nearest::did_you_mean;
use jiff::civil::Date;

use crate::compose::compose;
use crate::facts::Grounds;
use crate::problem::Problem;

macro_rules! templates {
    ($($(#[doc = $doc:literal])* $name:ident = $key:literal, $label:literal, $text:literal;)+) => {
        /// A paper to begin with.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Template { $($(#[doc = $doc])* $name,)+ }

        impl Template {
            /// Every template.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its name in commands and addresses.
            pub const fn key(self) -> &'static str { match self { $(Self::$name => $key,)+ } }

            /// What it is called.
            pub const fn label(self) -> &'static str { match self { $(Self::$name => $label,)+ } }

            const fn text(self) -> &'static str { match self { $(Self::$name => include_str!($text),)+ } }
        }
    };
}

templates! {
    /// A report to a scrutiny committee.
    ScrutinyReport = "scrutiny-report", "Report to a scrutiny committee", "../templates/scrutiny-report.md";
    /// The scorecard of a month.
    MonthlyScorecard = "monthly-scorecard", "Monthly scorecard", "../templates/monthly-scorecard.md";
    /// The six-monthly health check.
    HealthCheck = "health-check", "Six-monthly health check", "../templates/health-check.md";
    /// The annual report of the principal social worker.
    AnnualReport = "annual-report", "Annual report of the principal social worker", "../templates/annual-report.md";
    /// The workforce plan for a cabinet.
    WorkforcePlan = "workforce-plan", "Workforce plan", "../templates/workforce-plan.md";
    /// What inspectors ask for.
    InspectionPack = "inspection-pack", "Inspection pack", "../templates/inspection-pack.md";
}

impl FromStr for Template {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL
            .iter()
            .copied()
            .find(|template| template.key() == text);
        found.ok_or_else(|| {
            let names = || Self::ALL.iter().map(|template| template.key());
            let near = did_you_mean(text, names());
            let all = || format!("There are {}.", names().collect::<Vec<_>>().join(", "));
            format!(
                "there is no template ‘{text}’. {}",
                near.unwrap_or_else(all)
            )
        })
    }
}

/// A paper that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// Its text.
    pub text: String,
    /// What of the template the records do not answer, and why.
    pub left_out: Vec<String>,
}

impl Template {
    /// Begins a paper of a day.
    ///
    /// # Errors
    /// Where the template itself cannot be read, which its tests rule out.
    pub fn begin(self, day: Date, grounds: Grounds<'_>) -> Result<Begun, Vec<Problem>> {
        let plans = grounds.workforce.scenarios();
        let plan = plans
            .iter()
            .next()
            .map_or("none", |plan| plan.reference.as_str());
        let text = self
            .text()
            .replace("= DATE", &format!("= {day}"))
            .replace("PLAN", plan);
        let composed = compose(&text, grounds)?;
        let unanswered = |line: usize| {
            composed
                .problems
                .iter()
                .any(|it| it.line == line && it.column > 0)
        };
        let kept = text
            .lines()
            .enumerate()
            .filter(|(place, _)| !unanswered(place + 1));
        let text = kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        Ok(Begun {
            text: without_empty_parts(&text),
            left_out: composed
                .problems
                .iter()
                .filter(|it| it.column > 0)
                .map(|it| it.what.clone())
                .collect(),
        })
    }
}

/// A text without headings beneath which nothing is left, and without several empty lines together.
fn without_empty_parts(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines() {
        let is_empty = line.trim().is_empty();
        let before = kept.iter().rev().find(|it| !it.trim().is_empty()).copied();
        if is_empty && kept.last().is_some_and(|it| it.trim().is_empty()) {
            continue;
        }
        if line.starts_with("# ") && before.is_some_and(|it| it.starts_with("# ")) {
            while kept.pop().is_some_and(|it| !it.starts_with("# ")) {}
        }
        kept.push(line);
    }
    let last = kept.iter().rposition(|it| !it.trim().is_empty());
    if let Some(last) = last.filter(|last| kept[*last].starts_with("# ")) {
        kept.truncate(last);
    }
    let mut text = kept.join("\n").trim_end().to_owned();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_goes_with_the_last_line_beneath_it() {
        let text = "# One\n\n\n# Two\n\nwords\n\n# Three\n\n";
        assert_eq!(without_empty_parts(text), "# Two\n\nwords\n");
    }

    #[test]
    fn an_unknown_template_is_told_by_its_neighbour() {
        let told = "scrutiny".parse::<Template>().unwrap_err();
        assert!(
            told.starts_with("there is no template ‘scrutiny’"),
            "{told}"
        );
        assert_eq!(
            "helth-check".parse::<Template>().unwrap_err(),
            "there is no template ‘helth-check’. Did you mean ‘health-check’?"
        );
    }
}
