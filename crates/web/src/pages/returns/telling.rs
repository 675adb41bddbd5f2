//! Findings and measures of a return as pages show them.

use holdfast_census::{Finding, Findings, Measured, Severity};
use holdfast_measures::Measure;
use holdfast_measures::figure::with_unit;

use super::built::Known;
use crate::address;
use crate::components::Link;
use crate::format::count;
use crate::here::Here;

/// A finding in a table.
pub(crate) struct FindingView {
    /// Error or query.
    pub(crate) severity: &'static str,
    /// The colour of its tag.
    pub(crate) colour: &'static str,
    /// The rule’s id.
    pub(crate) rule: &'static str,
    /// The rule, in a sentence.
    pub(crate) says: &'static str,
    /// Whose record it is, in words.
    pub(crate) record: String,
    /// The person, where the records know them.
    pub(crate) person: Option<Link>,
    /// The element.
    pub(crate) element: String,
    /// What stands there.
    pub(crate) value: String,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) advice: String,
    /// Where it stands in a file; empty where there is none.
    pub(crate) place: String,
}

impl FindingView {
    /// A finding of a file.
    pub(crate) fn of(finding: &Finding) -> Self {
        let place = finding.place.map(|place| {
            let (line, column) = (place.line, place.column);
            format!("Line {line}, column {column}")
        });
        Self {
            severity: finding.severity.label(),
            colour: match finding.severity {
                Severity::Error => "red",
                Severity::Query => "yellow",
            },
            rule: finding.rule,
            says: holdfast_census::rule(finding.rule).map_or("", |rule| rule.says),
            record: record(finding),
            person: None,
            element: finding.element.clone(),
            value: finding.value.clone(),
            message: finding.message.clone(),
            advice: finding.advice.clone(),
            place: place.unwrap_or_default(),
        }
    }
}

impl FindingView {
    /// A finding of a return that was built from records.
    pub(crate) fn known(here: &Here, known: &Known<'_>) -> Self {
        let person = known.person.map(|person| {
            let href = address::person(&here.authority, person.id);
            Link::new(href, person.display_name())
        });
        Self {
            person,
            ..Self::of(known.finding)
        }
    }
}

/// Whose record a finding is about: `SW123456, leaver`.
fn record(finding: &Finding) -> String {
    let Some(record) = &finding.record else {
        return "The return as a whole".to_owned();
    };
    let kind = record.kind.label();
    match record.registration.as_str() {
        "" => format!("Record {}, {kind}", record.number),
        registration => format!("{registration}, {kind}"),
    }
}

/// What is left to do before a return can be signed off, as a sentence.
pub(crate) fn left_to_do(errors: usize, queries: usize) -> String {
    let errors = match errors {
        0 => None,
        1 => Some("1 error must be mended".to_owned()),
        many => Some(format!("{} errors must be mended", count(many))),
    };
    let queries = match (queries, errors.is_some()) {
        (0, _) => None,
        (1, true) => Some("1 query explained".to_owned()),
        (1, false) => Some("1 query must be explained".to_owned()),
        (many, true) => Some(format!("{} queries explained", count(many))),
        (many, false) => Some(format!("{} queries must be explained", count(many))),
    };
    let parts: Vec<String> = [errors, queries].into_iter().flatten().collect();
    match parts.is_empty() {
        true => "Nothing is left to mend or to explain.".to_owned(),
        false => format!(
            "{} before this return can be signed off.",
            parts.join(" and ")
        ),
    }
}

/// How often each rule found something.
pub(crate) struct RuleCount {
    /// The rule’s id.
    pub(crate) rule: &'static str,
    /// What must hold.
    pub(crate) says: &'static str,
    /// Where that is from.
    pub(crate) source: &'static str,
    /// Error or query.
    pub(crate) severity: &'static str,
    /// How often.
    pub(crate) count: String,
}

/// The rules that found something.
pub(crate) fn by_rule(findings: &Findings) -> Vec<RuleCount> {
    let counted = findings.by_rule().filter_map(|(id, found)| {
        let rule = holdfast_census::rule(id)?;
        Some(RuleCount {
            rule: rule.id,
            says: rule.says,
            source: rule.source,
            severity: rule.severity.label(),
            count: count(found),
        })
    });
    counted.collect()
}

/// A measure in a table.
pub(crate) struct MeasureView {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Where the same measure is opened; empty for a file of unknown records.
    pub(crate) href: String,
    /// Its value with the unit.
    pub(crate) value: String,
}

/// Why measures have no number, and what was left out of them, each once.
pub(crate) fn measure_notes(measured: &Measured) -> Vec<String> {
    let mut notes: Vec<(String, Vec<&'static str>)> = Vec::new();
    for measure in Measured::measures() {
        let figure = measured.figure(measure);
        for note in figure.why_none().into_iter().chain(figure.notes) {
            match notes.iter_mut().find(|(told, _)| *told == note) {
                Some((_, names)) => names.push(measure.label()),
                None => notes.push((note, vec![measure.label()])),
            }
        }
    }
    let told = notes.into_iter();
    told.map(|(note, names)| format!("{}: {note}", names.join(", ")))
        .collect()
}

/// The measures of a return; `address` leads to each, or is empty.
pub(crate) fn measures(
    measured: &Measured,
    address: impl Fn(Measure) -> String,
) -> Vec<MeasureView> {
    let view = |measure: Measure| MeasureView {
        name: measure.label(),
        href: address(measure),
        value: with_unit(measure, measured.value(measure)),
    };
    Measured::measures().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_told_with_its_numbers() {
        assert_eq!(
            left_to_do(12, 30),
            "12 errors must be mended and 30 queries explained before this return can be signed off."
        );
        assert_eq!(
            left_to_do(1, 0),
            "1 error must be mended before this return can be signed off."
        );
        assert_eq!(
            left_to_do(0, 1),
            "1 query must be explained before this return can be signed off."
        );
        assert_eq!(left_to_do(0, 0), "Nothing is left to mend or to explain.");
    }
}
