//! The answers of the form as a scorecard, with all that is wrong in them.

use holdfast_measures::scorecard::{Group, Line, Scorecard, Target, Words};
use holdfast_measures::value::Quantity;
use holdfast_measures::{Measure, Unit};
use holdfast_workforce::codes::Service;
use jiff::civil::Date;

use super::filling::{field_of, group_field, words_field};
use crate::answers::{Answers, read_date};

/// Reads a scorecard; `before` gives the order of measures that stay.
pub(crate) fn read(
    answers: &mut Answers,
    service: Service,
    before: &Scorecard,
) -> Option<Scorecard> {
    let name = answers.required("name", "Enter a name for the scorecard", as_typed);
    let chosen = chosen(answers, before);
    if chosen.is_empty() {
        answers.reject("measure", "Select at least one measure");
    }
    let lines: Vec<_> = chosen
        .into_iter()
        .map(|measure| (group_of(answers, measure), read_line(answers, measure)))
        .collect();
    let mut groups = Vec::new();
    for number in answers.numbers(group_field) {
        let lines: Vec<_> = lines
            .iter()
            .filter(|(group, _)| *group == Some(number))
            .map(|(_, line)| line.clone())
            .collect();
        let title = answers.text(&group_field(number)).trim().to_owned();
        if title.is_empty() && !lines.is_empty() {
            let problem = format!("Enter a heading for group {number}, which has measures");
            answers.reject(&group_field(number), problem);
        }
        if !lines.is_empty() {
            groups.push(Group { title, lines });
        }
    }
    let words = read_words(answers);
    let name = name.filter(|_| answers.are_clear())?;
    Some(Scorecard {
        name,
        service,
        groups,
        words,
    })
}

fn as_typed(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}

/// The measures that were ticked: those of before in their order, then the others.
fn chosen(answers: &Answers, before: &Scorecard) -> Vec<Measure> {
    let is_ticked = |measure: &Measure| answers.has_chosen("measure", measure.key());
    let mut chosen: Vec<_> = before.measures().filter(is_ticked).collect();
    let all = Measure::ALL.iter().copied().filter(is_ticked);
    let new: Vec<_> = all.filter(|measure| !chosen.contains(measure)).collect();
    chosen.extend(new);
    chosen
}

fn group_of(answers: &mut Answers, measure: Measure) -> Option<usize> {
    let known = answers.numbers(group_field);
    let field = field_of(measure, "group");
    let missing = format!("Select a group for ‘{}’", measure.label());
    answers.required(&field, &missing, |text| {
        let number = text.parse().ok();
        number
            .filter(|it| known.contains(it))
            .ok_or(missing.clone())
    })
}

fn read_line(answers: &mut Answers, measure: Measure) -> Line {
    let note = answers.optional(&field_of(measure, "note"), as_typed);
    Line {
        measure,
        target: read_target(answers, measure),
        footnote: note.map(|note| one_line(&note)),
    }
}

/// A footnote stands in one line, however it was typed.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read_target(answers: &mut Answers, measure: Measure) -> Option<Target> {
    let fields = ["target", "by", "start", "from"].map(|part| field_of(measure, part));
    let is_blank = |field: &String| answers.text(field).trim().is_empty();
    let [no_target, no_by, no_start, no_from] = [0, 1, 2, 3].map(|place| is_blank(&fields[place]));
    if no_target && no_by && no_start && no_from {
        return None;
    }
    let [target, by, start, from] = fields;
    let label = measure.label();
    let missing = format!("Enter the target of ‘{label}’, or clear its dates");
    let value = answers.required(&target, &missing, |text| amount(measure, text));
    let missing = format!("Enter the date by which the target of ‘{label}’ is due");
    let by_day = answers.required(&by, &missing, |text| day("The date of the target", text));
    let started = match no_start && no_from {
        true => None,
        false => {
            let missing = format!("Enter where ‘{label}’ starts, or clear the start date");
            let value = answers.required(&start, &missing, |text| amount(measure, text));
            let missing = format!("Enter the date on which ‘{label}’ starts, or clear the start");
            let day = answers.required(&from, &missing, |text| day("The start date", text));
            Some(day.zip(value)?)
        }
    };
    let (value, by_day) = value.zip(by_day)?;
    if started.is_some_and(|(day, _)| by_day <= day) {
        answers.reject(
            &from,
            "The start date must be before the date of the target",
        );
    }
    Some(Target {
        value,
        by: by_day,
        from: started,
    })
}

fn amount(measure: Measure, text: &str) -> Result<Quantity, String> {
    let digits = text.trim_end_matches('%').trim();
    let read: Result<Quantity, _> = digits.parse();
    let value = read.map_err(|problem| format!("‘{}’ {problem}", measure.label()))?;
    let hundred = Quantity::whole(100);
    match measure.unit() {
        Unit::Percent if value < Quantity::ZERO || value > hundred => Err(format!(
            "‘{}’ must be from 0 to 100 percent",
            measure.label()
        )),
        _ => Ok(value),
    }
}

fn day(start: &str, text: &str) -> Result<Date, String> {
    read_date(text).map_err(|(_, problem)| format!("{start} {problem}"))
}

fn read_words(answers: &mut Answers) -> Vec<Words> {
    let mut words = Vec::new();
    for number in answers.numbers(|number| words_field(number, "title")) {
        let fields = ["title", "text", "source"].map(|part| words_field(number, part));
        if fields.iter().all(|it| answers.text(it).trim().is_empty()) {
            continue;
        }
        let [title, text, source] = fields;
        let title = answers.required(&title, "Enter a heading for these words", as_typed);
        let text = answers.required(&text, "Enter what is told under this heading", as_typed);
        let source = answers.required(&source, "Enter where these words come from", as_typed);
        if let (Some(title), Some(text), Some(source)) = (title, text, source) {
            let text = text.replace("\r\n", "\n");
            words.push(Words {
                title,
                text,
                source,
            });
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::scorecard::filling::filled;
    use jiff::civil::date;

    fn starter() -> Scorecard {
        Scorecard::starter(Service::Children)
    }

    fn messages(mut answers: Answers) -> Vec<String> {
        assert_eq!(read(&mut answers, Service::Children, &starter()), None);
        let problems = answers.problems().iter();
        problems.map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn a_form_that_is_sent_as_it_is_changes_nothing() {
        let mut scorecard = starter();
        scorecard.groups[0].lines[0].target = Some(Target {
            value: Quantity::whole(15),
            by: date(2028, 3, 31),
            from: Some((date(2026, 3, 31), Quantity::whole(35))),
        });
        scorecard.groups[1].lines[2].footnote = Some("Counted anew.".to_owned());
        scorecard.words.push(Words {
            title: "Exit interviews".to_owned(),
            text: "Caseloads.\n\nPay.".to_owned(),
            source: "Interviews of 2026".to_owned(),
        });
        let read = read(&mut filled(&scorecard), Service::Children, &scorecard);
        assert_eq!(read, Some(scorecard));
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let answers = filled(&starter())
            .set("name", "")
            .set("group-1", "")
            .set("vacancy_rate-target", "ten")
            .set("turnover_rate_fte-target", "140")
            .set("turnover_rate_fte-by", "31/2/2027")
            .set("average_caseload-by", "31/3/2027")
            .set("words-1-text", "Pay.");
        let told = messages(answers);
        for words in [
            "Enter a name for the scorecard",
            "Enter a heading for group 1, which has measures",
            "‘Vacancy rate’ is not a number",
            "Enter the date by which the target of ‘Vacancy rate’ is due",
            "must be from 0 to 100 percent",
            "must be a real date",
            "Enter the target of ‘Average caseload’, or clear its dates",
            "Enter a heading for these words",
            "Enter where these words come from",
        ] {
            assert!(
                told.iter().any(|it| it.contains(words)),
                "{words}: {told:?}"
            );
        }
    }

    #[test]
    fn a_target_cannot_be_due_before_the_way_to_it_begins() {
        let answers = filled(&starter())
            .set("vacancy_rate-target", "10%")
            .set("vacancy_rate-by", "31/3/2026")
            .set("vacancy_rate-start", "12")
            .set("vacancy_rate-from", "31/3/2027");
        let told = messages(answers);
        assert_eq!(
            told,
            ["The start date must be before the date of the target"]
        );
        assert_eq!(
            messages(filled(&starter()).set("measure", "")),
            ["Select at least one measure"]
        );
    }
}
