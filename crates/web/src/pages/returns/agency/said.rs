//! The form of what the council says of a quarter as a whole: why rules were
//! not kept, how agencies affected that, and the project teams.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_census::agency::{
    AgencyAnswers, AgencyConduct, Compliance, ProjectTeam, Quarter, RuleId,
};

use super::built::{QuarterReturn, fingerprint};
use super::fields::{
    explanation_field, read_rules, read_text, read_yes_or_no, rule_choices, yes_or_no,
    yes_or_no_word,
};
use super::views::colour;
use super::{Which, named};
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::returns::keep::keep;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/returns/agency/said.html")]
struct SaidPage {
    frame: Frame,
    trail: Vec<Link>,
    caption: String,
    answers: Answers,
    rules: Vec<RuleField>,
    agencies: Vec<AgencyFields>,
    teams: Vec<[String; 5]>,
    rule_choices: Vec<Choice>,
    yes_or_no: Vec<Choice>,
    cancel: String,
}

/// The field of a rule’s explanation.
struct RuleField {
    field: String,
    label: String,
    outcome: String,
    state: &'static str,
    colour: &'static str,
}

/// The fields of an agency.
struct AgencyFields {
    /// Its name; empty where one may be added.
    known: String,
    name: String,
    conduct: String,
    rules: String,
}

fn agency_field(number: usize, part: &str) -> String {
    format!("agency-{number}-{part}")
}

fn team_field(number: usize, part: &str) -> String {
    format!("team-{number}-{part}")
}

/// What the form is about.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    explanation: BTreeMap<RuleId, String>,
    agency: Vec<AgencyConduct>,
    project_team: Vec<ProjectTeam>,
}

impl Said {
    fn of(answers: &AgencyAnswers) -> Self {
        Self {
            explanation: answers.explanation.clone(),
            agency: answers.agency.clone(),
            project_team: answers.project_team.clone(),
        }
    }
}

/// Shows the form.
pub(crate) async fn form(here: Here, Path(which): Path<Which>) -> Page {
    let now = QuarterReturn::of(&here.workforce, which.quarter()?);
    let answers = filled(&now);
    show(&here, &now, answers)
}

/// Keeps what was answered.
pub(crate) async fn save(here: Here, Path(which): Path<Which>, mut answers: Answers) -> Page {
    let quarter = which.quarter()?;
    let now = QuarterReturn::of(&here.workforce, quarter);
    let read = read(&mut answers);
    if !answers.are_clear() {
        return show(&here, &now, answers);
    }
    let seen = answers.text("seen").to_owned();
    let title = format!("Agency return of {}: answers", named(quarter));
    let kept = keep(&here, quarter, title, |_, said| {
        let before = Said::of(said);
        if fingerprint(&before) != seen {
            return Err(before);
        }
        said.explanation.clone_from(&read.explanation);
        said.agency.clone_from(&read.agency);
        said.project_team.clone_from(&read.project_team);
        Ok(())
    });
    match kept.await? {
        Ok(()) => Ok(saved(&here, quarter).into_response()),
        Err(before) => {
            let mut answers = answers.set("seen", fingerprint(&before));
            answers.reject(
                &explanation_field(RuleId::R1),
                "Someone else answered in the meantime. Open the page again to see it, or save again to put your answers in its place",
            );
            show(&here, &now, answers)
        }
    }
}

/// Back at the page of the quarter, which says that the answers were saved.
pub(crate) fn saved(here: &Here, quarter: Quarter) -> Redirect {
    let path = address::agency_return(&here.authority, quarter);
    Redirect::to(&format!("{path}?done=answers"))
}

/// The form filled in with what is kept, all agencies and project teams that
/// are known, and room for one more of each.
fn filled(now: &QuarterReturn) -> Answers {
    let said = Said::of(&now.answers);
    let mut answers = Answers::default().with("seen", fingerprint(&said));
    for rule in RuleId::ALL {
        let text = said.explanation.get(&rule);
        answers = answers.with(&explanation_field(rule), text.map_or("", String::as_str));
    }
    let agencies = now.it.agencies.iter().map(|it| it.name.as_str());
    for (name, number) in agencies.chain([""]).zip(1..) {
        let mut conducts = said.agency.iter();
        let conduct = conducts.find(|it| it.name.trim() == name && !name.is_empty());
        answers = answers.with(&agency_field(number, "name"), name).with(
            &agency_field(number, "conduct"),
            conduct.map_or("", |it| it.conduct.as_str()),
        );
        for rule in conduct.map(|it| it.rules.as_slice()).unwrap_or_default() {
            answers = answers.with(&agency_field(number, "rules"), rule);
        }
    }
    with_teams(answers, now, &said)
}

fn with_teams(mut answers: Answers, now: &QuarterReturn, said: &Said) -> Answers {
    let described = said.project_team.iter().map(|it| it.name.as_str());
    let mut names: Vec<_> = described.collect();
    // A team that an assignment names is asked about, too.
    let named = now.it.assignments.iter();
    for name in named.filter_map(|it| it.project_team.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for (name, number) in names.into_iter().chain([""]).zip(1..) {
        let mut teams = said.project_team.iter();
        let team = teams.find(|it| it.name == name && !name.is_empty());
        let yes = |of: fn(&ProjectTeam) -> Option<bool>| yes_or_no_word(team.and_then(of));
        let evidence = team.and_then(|it| it.evidence.as_deref());
        answers = answers
            .with(&team_field(number, "name"), name)
            .with(
                &team_field(number, "approved"),
                yes(|it| it.workers_approved),
            )
            .with(&team_field(number, "cost"), yes(|it| it.cost_apart))
            .with(&team_field(number, "control"), yes(|it| it.control_kept))
            .with(
                &team_field(number, "evidence"),
                evidence.unwrap_or_default(),
            );
    }
    answers
}

fn read(answers: &mut Answers) -> Said {
    let mut explanation = BTreeMap::new();
    for rule in RuleId::ALL {
        if let Some(text) = read_text(answers, &explanation_field(rule)) {
            explanation.insert(rule, text);
        }
    }
    Said {
        explanation,
        agency: read_agencies(answers),
        project_team: read_teams(answers),
    }
}

fn read_agencies(answers: &mut Answers) -> Vec<AgencyConduct> {
    let mut read: Vec<AgencyConduct> = Vec::new();
    for number in answers.numbers(|number| agency_field(number, "name")) {
        let field = |part| agency_field(number, part);
        let name = read_text(answers, &field("name"));
        let conduct = read_text(answers, &field("conduct"));
        let rules = read_rules(answers, &field("rules"));
        match (name, conduct) {
            (Some(name), Some(conduct)) => {
                if read.iter().any(|it| it.name == name) {
                    let what = "This agency stands above already. Write about it there";
                    answers.reject(&field("name"), what);
                }
                read.push(AgencyConduct {
                    name,
                    conduct,
                    rules,
                });
            }
            (None, Some(_)) => answers.reject(&field("name"), "Enter the agency"),
            (_, None) if !rules.is_empty() => {
                answers.reject(&field("conduct"), "Enter what the agency did");
            }
            (_, None) => {}
        }
    }
    read
}

fn read_teams(answers: &mut Answers) -> Vec<ProjectTeam> {
    let mut read = Vec::new();
    let mut seen = BTreeSet::new();
    for number in answers.numbers(|number| team_field(number, "name")) {
        let field = |part| team_field(number, part);
        let team = ProjectTeam {
            name: read_text(answers, &field("name")).unwrap_or_default(),
            workers_approved: read_yes_or_no(answers, &field("approved")),
            cost_apart: read_yes_or_no(answers, &field("cost")),
            control_kept: read_yes_or_no(answers, &field("control")),
            evidence: read_text(answers, &field("evidence")),
        };
        let conditions = [team.workers_approved, team.cost_apart, team.control_kept];
        let is_told = conditions.iter().any(Option::is_some) || team.evidence.is_some();
        if team.name.is_empty() && is_told {
            answers.reject(&field("name"), "Enter the name of the project team");
        } else if !team.name.is_empty() && !seen.insert(team.name.clone()) {
            answers.reject(&field("name"), "This project team stands above already");
        }
        // A team that an assignment names and nobody describes is no answer.
        if !team.name.is_empty() && is_told {
            read.push(team);
        }
    }
    read
}

fn show(here: &Here, now: &QuarterReturn, answers: Answers) -> Page {
    let quarter = now.it.quarter;
    let path = address::agency_return(&here.authority, quarter);
    let title = format!("Agency return, {}", named(quarter));
    let known: BTreeSet<_> = now.it.agencies.iter().map(|it| it.name.as_str()).collect();
    let agency = |number: usize| {
        let name = agency_field(number, "name");
        let typed = answers.text(&name);
        AgencyFields {
            known: match known.contains(typed) {
                true => typed.to_owned(),
                false => String::new(),
            },
            conduct: agency_field(number, "conduct"),
            rules: agency_field(number, "rules"),
            name,
        }
    };
    let agencies = answers.numbers(|number| agency_field(number, "name"));
    let teams = answers.numbers(|number| team_field(number, "name"));
    let parts = ["name", "approved", "cost", "control", "evidence"];
    let page = SaidPage {
        frame: here.frame(Some(Section::Returns)),
        trail: vec![
            Link::new(address::returns(&here.authority), "Returns"),
            Link::new(path.clone(), title),
        ],
        caption: named(quarter),
        rules: now.it.compliance.iter().map(rule).collect(),
        agencies: agencies.into_iter().map(agency).collect(),
        teams: teams
            .into_iter()
            .map(|number| parts.map(|part| team_field(number, part)))
            .collect(),
        rule_choices: rule_choices(),
        yes_or_no: yes_or_no(),
        cancel: path,
        answers,
    };
    form_page(&page.answers, &page)
}

fn rule(it: &Compliance) -> RuleField {
    RuleField {
        field: explanation_field(it.rule),
        label: format!("{} {}", it.rule, it.name),
        outcome: it.in_words.clone(),
        state: it.state.label(),
        colour: colour(it.state),
    }
}
