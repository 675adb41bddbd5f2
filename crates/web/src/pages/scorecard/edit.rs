//! The form that arranges a scorecard.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_measures::scorecard::{Problem, Scorecard};
use holdfast_store::TimedIds;
use holdfast_workforce::codes::Service;
use holdfast_workforce::id::ScorecardId;
use holdfast_workforce::record::{self, Kind};
use holdfast_workforce::{Change, CodeSet as _};

use super::asked::{Asked, kept};
use super::filling::{TopicFields, filled, group_choices, group_field, topics, words_field};
use super::reading::read;
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::keeping::{Kept, keep};
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/scorecard/edit.html")]
struct Edit {
    frame: Frame,
    trail: Vec<Link>,
    service: Service,
    answers: Answers,
    problems: Vec<Problem>,
    conflict: Option<Link>,
    groups: Vec<String>,
    choices: Vec<Choice>,
    topics: Vec<TopicFields>,
    words: Vec<[String; 3]>,
    text: String,
    cancel: String,
}

/// Shows the form.
pub(crate) async fn edit(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let asked = Asked::read(query, &here.workforce, here.app.today());
    let edited = Edited::of(here, asked.service);
    let kept = kept(&edited.here.workforce, asked.service);
    let seen = kept.and_then(|it| edited.here.workforce.since(Kind::Scorecard, it.id.into()));
    let answers = filled(&edited.before).with("seen", seen.unwrap_or_default());
    edited.show(answers, None)
}

/// Keeps what was arranged.
pub(crate) async fn save(here: Here, mut answers: Answers) -> Page {
    let service = Service::from_code(answers.text("service")).ok_or(PageError::BadRequest {
        reason: "The form names no service. Go back and open it again.".to_owned(),
    })?;
    let edited = Edited::of(here, service);
    let Some(scorecard) = read(&mut answers, service, &edited.before) else {
        return edited.show(answers, None);
    };
    let title = format!("Scorecard ‘{}’", scorecard.name);
    let change = Change::Put(edited.record(&scorecard).into());
    match keep(
        &edited.here,
        &mut answers,
        "name",
        "scorecard",
        title,
        change,
    )
    .await?
    {
        Kept::Done => {
            let path = address::scorecard(&edited.here.authority);
            let service = [("service", Some(service.code().to_owned()))];
            Ok(Redirect::to(&address::with_query(&path, service)).into_response())
        }
        Kept::Conflict => {
            let href = address::edit_scorecard(&edited.here.authority, service);
            let link = Link::new(href, "Open the scorecard as it is now");
            edited.show(answers, Some(link))
        }
        Kept::Refused => edited.show(answers, None),
    }
}

/// What is arranged.
struct Edited {
    here: Here,
    service: Service,
    before: Scorecard,
    problems: Vec<Problem>,
}

impl Edited {
    fn of(here: Here, service: Service) -> Self {
        let (before, problems) = match Scorecard::kept(&here.workforce, service) {
            Ok(scorecard) => (scorecard, Vec::new()),
            Err(problems) => (Scorecard::starter(service), problems),
        };
        Self {
            here,
            service,
            before,
            problems,
        }
    }

    fn record(&self, scorecard: &Scorecard) -> record::Scorecard {
        let kept = kept(&self.here.workforce, self.service);
        record::Scorecard {
            id: kept.map_or_else(|| ScorecardId::next(&mut TimedIds), |it| it.id),
            reference: self.service.code().to_owned(),
            text: scorecard.write(),
        }
    }

    fn show(&self, answers: Answers, conflict: Option<Link>) -> Page {
        let authority = &self.here.authority;
        let scorecard = address::scorecard(authority);
        let words = answers
            .numbers(|number| words_field(number, "title"))
            .into_iter();
        let page = Edit {
            frame: self.here.frame(Some(Section::Scorecard)),
            trail: vec![Link::new(scorecard.clone(), "Scorecard")],
            service: self.service,
            problems: self.problems.clone(),
            conflict,
            groups: answers
                .numbers(group_field)
                .into_iter()
                .map(group_field)
                .collect(),
            choices: group_choices(&answers),
            topics: topics(&answers),
            words: words
                .map(|number| ["title", "text", "source"].map(|part| words_field(number, part)))
                .collect(),
            text: match kept(&self.here.workforce, self.service) {
                Some(kept) => kept.text.clone(),
                None => self.before.write(),
            },
            cancel: address::with_query(
                &scorecard,
                [("service", Some(self.service.code().to_owned()))],
            ),
            answers,
        };
        form_page(&page.answers, &page)
    }
}
