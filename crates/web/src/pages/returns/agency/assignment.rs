//! The form of an assignment: how each rule stands for it and why, and what
//! only the council can answer.

mod reading;

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_census::agency::{
    AgencyAssignment, AssignmentAnswers, CoolOffException, EngagementType, Quarter, RuleId,
};
use holdfast_reference::Region;
use holdfast_workforce::CodeSet as _;
use serde::Deserialize;

use reading::{filled, read};

use super::built::{QuarterReturn, fingerprint};
use super::fields::{explanation_field, word, yes_or_no};
use super::named;
use super::said::saved;
use super::views::{JudgementView, days, judgements};
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::error::PageError;
use crate::format::capitalised;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::returns::keep::keep;
use crate::pages::{Page, form_page};

/// Which assignment of which quarter.
#[derive(Deserialize)]
pub(crate) struct Which {
    quarter: String,
    reference: String,
}

#[derive(Template)]
#[template(path = "pages/returns/agency/assignment.html")]
struct AssignmentPage {
    frame: Frame,
    trail: Vec<Link>,
    title: String,
    caption: String,
    facts: Vec<(&'static str, String)>,
    breach: Option<String>,
    judgements: Vec<JudgementView>,
    explained: Vec<(String, String)>,
    answers: Answers,
    choices: Choices,
    has_next: bool,
    cancel: String,
}

/// What there is to choose from.
struct Choices {
    yes_or_no: Vec<Choice>,
    engagement: Vec<Choice>,
    regions: Vec<Choice>,
    exceptions: Vec<Choice>,
}

impl Choices {
    fn all() -> Self {
        let engagement = EngagementType::ALL.iter();
        let regions = Region::ITEMS.iter();
        let exceptions = CoolOffException::ALL.iter();
        Self {
            yes_or_no: yes_or_no(),
            engagement: engagement
                .map(|it| Choice::new(word(it), it.label()))
                .collect(),
            regions: regions.map(|it| Choice::new(it.code, it.label)).collect(),
            exceptions: exceptions
                .map(|it| Choice::new(word(it), capitalised(it.in_words())))
                .collect(),
        }
    }
}

/// An assignment of a quarter.
struct Opened {
    here: Here,
    now: QuarterReturn,
    /// Its place among the assignments.
    place: usize,
}

impl Opened {
    fn of(here: Here, which: &Which) -> Result<Self, PageError> {
        let quarter: Quarter = which.quarter.parse().map_err(|_| PageError::NoSuchPage)?;
        let now = QuarterReturn::of(&here.workforce, quarter);
        let mut all = now.it.assignments.iter();
        let place = all.position(|it| it.reference == which.reference);
        let place = place.ok_or_else(|| PageError::NoSuchRecord {
            kind: "agency assignment of the quarter",
            reference: which.reference.clone(),
            list: Link::new(
                address::agency_return(&here.authority, quarter),
                "See the return of the quarter",
            ),
        })?;
        Ok(Self { here, now, place })
    }

    fn quarter(&self) -> Quarter {
        self.now.it.quarter
    }

    fn row(&self) -> &AgencyAssignment {
        &self.now.it.assignments[self.place]
    }

    /// The next assignment on the page of the quarter.
    fn next(&self) -> Option<String> {
        let next = self.now.it.assignments.get(self.place + 1)?;
        let authority = &self.here.authority;
        Some(address::agency_assignment(
            authority,
            self.quarter(),
            &next.reference,
        ))
    }

    fn known(&self) -> AssignmentAnswers {
        let reference = &self.row().reference;
        let known = self.now.answers.of(reference).cloned();
        known.unwrap_or_else(|| AssignmentAnswers {
            reference: reference.clone(),
            ..AssignmentAnswers::default()
        })
    }

    /// The rules that are explained here: those that were not kept, and those
    /// that are explained already.
    fn explained(&self) -> Vec<RuleId> {
        let known = self.known();
        let rows = judgements(&self.now.it, &self.row().reference);
        let wanted =
            |row: &&JudgementView| row.is_broken || known.explanation.contains_key(&row.rule);
        rows.iter().filter(wanted).map(|row| row.rule).collect()
    }
}

/// Shows the form.
pub(crate) async fn form(here: Here, Path(which): Path<Which>) -> Page {
    let opened = Opened::of(here, &which)?;
    let answers = filled(&opened.known());
    show(&opened, answers)
}

/// Keeps what was answered.
pub(crate) async fn save(here: Here, Path(which): Path<Which>, mut answers: Answers) -> Page {
    let opened = Opened::of(here, &which)?;
    let known = opened.known();
    let read = read(&mut answers, &known);
    if !answers.are_clear() {
        return show(&opened, answers);
    }
    let seen = answers.text("seen").to_owned();
    let title = format!(
        "Agency return of {}: assignment {}",
        named(opened.quarter()),
        known.reference
    );
    let nothing = AssignmentAnswers {
        reference: known.reference.clone(),
        ..AssignmentAnswers::default()
    };
    let kept = keep(&opened.here, opened.quarter(), title, |_, said| {
        let before = said.of(&known.reference).unwrap_or(&nothing);
        if fingerprint(before) != seen {
            return Err(fingerprint(before));
        }
        said.put(read.clone());
        Ok(())
    });
    match (kept.await?, opened.next()) {
        (Ok(()), Some(next)) if answers.text("action") == "next" => {
            Ok(Redirect::to(&next).into_response())
        }
        (Ok(()), _) => Ok(saved(&opened.here, opened.quarter()).into_response()),
        (Err(now), _) => {
            let mut answers = answers.set("seen", now);
            answers.reject(
                "engagement_type",
                "Someone else answered for this worker in the meantime. Open the page again to see it, or save again to put your answers in its place",
            );
            show(&opened, answers)
        }
    }
}

fn show(opened: &Opened, answers: Answers) -> Page {
    let (here, it, row) = (&opened.here, &opened.now.it, opened.row());
    let path = address::agency_return(&here.authority, opened.quarter());
    let mut breaches = it.breaches.iter();
    let breach = breaches.find(|breach| breach.reference == row.reference);
    let explained = opened.explained();
    let judgements = judgements(it, &row.reference);
    let label = |rule: &RuleId| {
        let name = judgements.iter().find(|it| it.rule == *rule);
        let name = name.map_or("", |it| it.name.as_str());
        (
            explanation_field(*rule),
            format!("Why {rule} {name} was not kept"),
        )
    };
    let page = AssignmentPage {
        frame: here.frame(Some(Section::Returns)),
        trail: vec![
            Link::new(address::returns(&here.authority), "Returns"),
            Link::new(
                path.clone(),
                format!("Agency return, {}", named(opened.quarter())),
            ),
        ],
        title: row.worker.clone(),
        caption: format!("Agency assignment, {}", named(opened.quarter())),
        facts: facts(row),
        breach: breach.map(|it| it.signed.clone()),
        explained: explained.iter().map(label).collect(),
        judgements,
        answers,
        choices: Choices::all(),
        has_next: opened.next().is_some(),
        cancel: path,
    };
    form_page(&page.answers, &page)
}

fn facts(row: &AgencyAssignment) -> Vec<(&'static str, String)> {
    vec![
        ("Assignment", row.reference.clone()),
        ("Role", row.role.clone()),
        ("Team", row.team.clone()),
        ("Agency", row.agency.clone().unwrap_or_default()),
        ("Days", days(row)),
        (
            "Hourly pay",
            row.pay.map(crate::format::pounds).unwrap_or_default(),
        ),
    ]
}
