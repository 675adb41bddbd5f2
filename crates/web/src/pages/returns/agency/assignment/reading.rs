//! The answers about an assignment, from and into the fields of its form.

use std::collections::BTreeMap;

use holdfast_census::agency::{AssignmentAnswers, RoleElsewhere, RuleId, SignOff};
use holdfast_workforce::CodeSet as _;

use crate::answers::Answers;
use crate::pages::returns::agency::built::fingerprint;
use crate::pages::returns::agency::fields::{
    explanation_field, read_number, read_text, read_word, read_yes_or_no, word, yes_or_no_word,
};

/// The form filled in with what is kept.
pub(super) fn filled(known: &AssignmentAnswers) -> Answers {
    let number = |number: Option<u32>| number.map(|it| it.to_string()).unwrap_or_default();
    let elsewhere = known.last_role_elsewhere.as_ref();
    let region = elsewhere.and_then(|it| it.region);
    let engagement = known.engagement_type.as_ref().map(word);
    let exception = known.cool_off_exception.as_ref().map(word);
    let fields = [
        ("seen", fingerprint(known)),
        ("engagement_type", engagement.unwrap_or_default()),
        (
            "in_project_team",
            yes_or_no_word(known.is_in_project_team()).to_owned(),
        ),
        (
            "project_team",
            known.project_team.clone().unwrap_or_default(),
        ),
        ("notice_days", number(known.notice_days)),
        (
            "references_before_start",
            number(known.references_before_start),
        ),
        (
            "experience_confirmed",
            yes_or_no_word(known.experience_confirmed).to_owned(),
        ),
        (
            "no_recent_role_elsewhere",
            yes_or_no_word(known.no_recent_role_elsewhere).to_owned(),
        ),
        (
            "elsewhere_authority",
            elsewhere.map(|it| it.authority.clone()).unwrap_or_default(),
        ),
        (
            "elsewhere_region",
            region.map(|it| it.code().to_owned()).unwrap_or_default(),
        ),
        ("cool_off_exception", exception.unwrap_or_default()),
    ];
    let mut answers = Answers::default()
        .with_date("reference_given_on", known.reference_given_on)
        .with_date("elsewhere_last_day", elsewhere.map(|it| it.last_day));
    for (field, text) in fields {
        answers = answers.with(field, text);
    }
    for (field, signed) in [
        ("director", &known.director),
        ("chief_executive", &known.chief_executive),
    ] {
        let name = signed.as_ref().map_or("", |it| it.name.as_str());
        answers = answers
            .with(field, name)
            .with_date(&format!("{field}_on"), signed.as_ref().map(|it| it.on));
    }
    for (rule, text) in &known.explanation {
        answers = answers.with(&explanation_field(*rule), text);
    }
    answers
}

/// What was answered; explanations that the form did not ask for stay.
pub(super) fn read(answers: &mut Answers, known: &AssignmentAnswers) -> AssignmentAnswers {
    let mut read = AssignmentAnswers {
        reference: known.reference.clone(),
        engagement_type: read_word(answers, "engagement_type"),
        in_project_team: read_yes_or_no(answers, "in_project_team"),
        project_team: read_text(answers, "project_team"),
        notice_days: read_number(answers, "notice_days", "The notice"),
        references_before_start: read_number(
            answers,
            "references_before_start",
            "The number of references",
        ),
        reference_given_on: answers.optional_date(
            "reference_given_on",
            "the day on which you gave a reference",
        ),
        experience_confirmed: read_yes_or_no(answers, "experience_confirmed"),
        no_recent_role_elsewhere: read_yes_or_no(answers, "no_recent_role_elsewhere"),
        cool_off_exception: read_word(answers, "cool_off_exception"),
        last_role_elsewhere: read_elsewhere(answers),
        director: read_signed(answers, "director", "director of children’s services"),
        chief_executive: read_signed(answers, "chief_executive", "chief executive"),
        explanation: read_explanations(answers, &known.explanation),
    };
    if read.project_team.is_some() && read.in_project_team == Some(false) {
        let what = "Take the name out, or say that the worker is in a project team";
        answers.reject("project_team", what);
    }
    // The name of a team says the rest.
    if read.project_team.is_some() {
        read.in_project_team = None;
    }
    read
}

fn read_elsewhere(answers: &mut Answers) -> Option<RoleElsewhere> {
    let authority = read_text(answers, "elsewhere_authority");
    let region = answers.optional_code("elsewhere_region", "Select a region from the list");
    let last_day = answers.optional_date("elsewhere_last_day", "the last day in that role");
    if authority.is_none() && region.is_none() && last_day.is_none() {
        return None;
    }
    if authority.is_none() {
        answers.reject("elsewhere_authority", "Enter the council");
    }
    if region.is_none() {
        answers.reject("elsewhere_region", "Select the region of that council");
    }
    if last_day.is_none() && answers.problem("elsewhere_last_day").is_none() {
        answers.reject("elsewhere_last_day", "Enter the last day in that role");
    }
    Some(RoleElsewhere {
        authority: authority?,
        region,
        last_day: last_day?,
    })
}

fn read_signed(answers: &mut Answers, field: &str, who: &str) -> Option<SignOff> {
    let on = format!("{field}_on");
    let name = read_text(answers, field);
    let day = answers.optional_date(&on, &format!("the day on which the {who} signed"));
    match (name, day) {
        (Some(name), Some(on)) => Some(SignOff { name, on }),
        (Some(_), None) => {
            if answers.problem(&on).is_none() {
                answers.reject(&on, format!("Enter the day on which the {who} signed"));
            }
            None
        }
        (None, Some(_)) => {
            answers.reject(field, format!("Enter the name of the {who}"));
            None
        }
        (None, None) => None,
    }
}

fn read_explanations(
    answers: &mut Answers,
    known: &BTreeMap<RuleId, String>,
) -> BTreeMap<RuleId, String> {
    let mut read = known.clone();
    for rule in RuleId::ALL {
        let field = explanation_field(rule);
        if !answers.pairs().any(|(name, _)| name == field) {
            continue;
        }
        match read_text(answers, &field) {
            Some(text) => read.insert(rule, text),
            None => read.remove(&rule),
        };
    }
    read
}
