//! Answers as people write them.

use super::*;

const TEXT: &str = r#"
quarter = "2025-Q4"

[explanation]
R2 = "No worker at the cap was to be had for the court team."

[[agency]]
name = "Northern Care"
conduct = "Sends workers without references."
rules = ["R7"]

[[project_team]]
name = "Assessments"
workers_approved = true
cost_apart = false

[[assignment]]
reference = "A-1"
engagement_type = "paye"
project_team = "Assessments"
notice_days = 28
references_before_start = 2
reference_given_on = 2025-12-19
cool_off_exception = "probation"
last_role_elsewhere = { authority = "Norfolk", region = "east_of_england", last_day = 2025-07-31 }
director = { name = "A. Director", on = 2025-10-01 }
explanation = { R4 = "The contract is older." }
"#;

#[test]
fn answers_are_read_and_written_back_the_same() {
    let answers = AgencyAnswers::read(TEXT).expect("they read");
    let first = answers.of(" A-1 ").expect("it is there");
    assert_eq!(first.is_in_project_team(), Some(true));
    let elsewhere = first.last_role_elsewhere.as_ref().and_then(|it| it.region);
    assert_eq!(elsewhere, Some(Region::EastOfEngland));
    assert_eq!(AgencyAnswers::read(&answers.write()), Ok(answers));
    let none = AgencyAnswers::none("2025-Q4".parse().expect("a quarter"));
    assert_eq!(AgencyAnswers::read(&none.write()), Ok(none));
}

#[test]
fn slips_are_told_with_their_line_and_what_was_meant() {
    let told = |from: &str, to: &str| {
        let problems = AgencyAnswers::read(&TEXT.replace(from, to)).expect_err("wrong");
        problems[0].to_string()
    };
    let wrong = told("notice_days", "notise_days");
    assert!(
        wrong.starts_with("line 21: unknown field `notise_days`"),
        "{wrong}"
    );
    assert!(wrong.ends_with("Did you mean ‘notice_days’?"), "{wrong}");
    assert!(told("\"paye\"", "\"pay\"").contains("Did you mean ‘paye’?"));
    assert!(told("2025-12-19", "\"19 December\"").contains("‘19 December’ is not a date"));
    assert!(told("2025-Q4", "2025-Q5").contains("‘2025-Q5’ is not a quarter"));
    assert!(told("R4 =", "R8 =").contains("R8"));
}

#[test]
fn answers_that_contradict_each_other_are_told_together() {
    let twice = format!(
        "{TEXT}\n[[assignment]]\nreference = \"A-1\"\nproject_team = \"B\"\nin_project_team = false\n"
    );
    let problems = AgencyAnswers::read(&twice).expect_err("two problems");
    let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("assignment A-1: is answered for twice"));
}
