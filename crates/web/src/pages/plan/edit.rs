//! The form of a scenario: an overview of what is set, a page for the numbers of
//! each section, and its text.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect};
use holdfast_forecast::Scenario;
use holdfast_forecast::series::Series;
use holdfast_intake::export::outlook_sheet;
use holdfast_measures::written::Problem;
use holdfast_store::TimedIds;
use holdfast_workforce::Change;
use holdfast_workforce::id::ScenarioId;
use holdfast_workforce::record::{self, Kind};

use super::chosen::{AS_NOW, Chosen, TAKEN};
use super::filling::{filled, sources, text_of};
use super::list::first_day;
use super::outlook::Which;
use super::parts::{offered, with_part};
use super::patience::{Patience, Progress};
use super::run::{NoPlan, Records, Run, patiently};
use super::sections::{self, OfKind, Summary, kinds, summaries};
use super::sheets::SheetView;
use super::words::answer;
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::drawn::undrawn;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::keeping::{Kept, keep};
use crate::pages::{Page, form_page};
use holdfast_paper::plan_charts;
use holdfast_report::chart::{Chart as _, ChartId};

/// What stands in the form where there are no records to begin with.
const STARTER: &str = include_str!("starter.toml");

#[derive(Template)]
#[template(path = "pages/plan/edit.html")]
struct Edit {
    frame: Frame,
    trail: Vec<Link>,
    title: String,
    answers: Answers,
    is_kept: bool,
    is_changed: bool,
    problems: Vec<Problem>,
    conflict: Option<Link>,
    sections: Vec<Summary>,
    preview: Option<Preview>,
    cancel: String,
    action: String,
}

/// The page of a section.
#[derive(Template)]
#[template(path = "pages/plan/section.html")]
struct SectionPage {
    frame: Frame,
    trail: Vec<Link>,
    caption: String,
    answers: Answers,
    section: &'static sections::Section,
    kinds: Vec<OfKind>,
    sources: Vec<Choice>,
    parts: Vec<Choice>,
    action: String,
}

/// What would come of it.
struct Preview {
    answer: String,
    chart: String,
    outlook: SheetView,
}

/// What is edited.
struct Edited {
    here: Here,
    kept: Option<record::Scenario>,
}

/// What was found out about a form.
#[derive(Default)]
struct Looked {
    problems: Vec<Problem>,
    conflict: Option<Link>,
    preview: Option<Preview>,
}

/// Shows the form of a new scenario, with the assumptions of another.
pub(crate) async fn new(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let mut asked = Answers::of(query);
    let at = first_day(&mut asked, &here);
    let from = match asked.text("from") {
        "" => AS_NOW,
        from => from,
    };
    let chosen = Chosen::of(&here, from)?;
    let text = match &chosen.kept {
        Some(kept) => kept.text.clone(),
        None => match chosen.scenario(&Records::of(&here).await?, at) {
            Ok(scenario) => scenario.write(),
            Err(_) => STARTER.to_owned(),
        },
    };
    let answers = opened(filled(&text, &here.workforce), asked.text("section"));
    Edited { here, kept: None }.show(answers, Looked::default())
}

/// The form, opened at a section.
fn opened(answers: Answers, section: &str) -> Answers {
    match sections::named(section) {
        Some(section) => answers.set("section", section.key),
        None => answers,
    }
}

/// Shows the form of a new scenario with a text.
pub(crate) fn begin(here: Here, text: &str) -> Page {
    let answers = filled(text, &here.workforce);
    let edited = Edited { here, kept: None };
    edited.show(answers, Looked::default())
}

/// Shows the form of a kept scenario.
pub(crate) async fn edit(
    here: Here,
    Path(which): Path<Which>,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let edited = Edited::of(here, &which)?;
    let kept = edited.kept.as_ref();
    let seen = kept.and_then(|it| {
        let workforce = &edited.here.workforce;
        workforce.since(Kind::Scenario, it.id.into())
    });
    let text = kept.map_or("", |it| it.text.as_str());
    let answers = filled(text, &edited.here.workforce).with("seen", seen.unwrap_or_default());
    let problems = Scenario::read(text).err().unwrap_or_default();
    edited.show(
        opened(answers, Answers::of(query).text("section")),
        Looked {
            problems,
            ..Looked::default()
        },
    )
}

/// Tries, adds to or keeps a new scenario.
pub(crate) async fn send_new(here: Here, answers: Answers) -> Page {
    act(Edited { here, kept: None }, answers).await
}

/// Tries, adds to, keeps or takes away a scenario.
pub(crate) async fn send(here: Here, Path(which): Path<Which>, answers: Answers) -> Page {
    act(Edited::of(here, &which)?, answers).await
}

async fn act(edited: Edited, mut answers: Answers) -> Page {
    if answers.text("action") == "remove" {
        return remove(edited, answers).await;
    }
    let mut looked = Looked::default();
    let text = match text_of(&mut answers, &edited.here.workforce) {
        Ok(text) => text,
        Err(problems) => {
            answers.reject("text", told(&problems));
            looked.problems = problems;
            return edited.show(answers, looked);
        }
    };
    if !answers.are_clear() {
        return edited.show(answers, looked);
    }
    let open = answers.text("open");
    match (answers.text("action"), answers.text("add"), open) {
        ("preview", ..) => preview(edited, answers, &text).await,
        ("overview", ..) => edited.show(again(&edited, &answers, &text), Looked::default()),
        (_, "", "") => save(edited, answers, text).await,
        (_, "", open) => {
            let again = opened(again(&edited, &answers, &text), open);
            edited.show(again, Looked::default())
        }
        (_, part, _) => add(&edited, &answers, &text, part),
    }
}

/// The first problem of a text, and how many more there are.
fn told(problems: &[Problem]) -> String {
    let first = problems.first().map(ToString::to_string);
    let first = first.unwrap_or_default();
    let first = first.trim_end_matches('.');
    match problems.len() {
        0 | 1 => first.to_owned(),
        2 => format!("{first} (and 1 more problem)"),
        more => format!("{first} (and {} more problems)", more - 1),
    }
}

/// The form with what a text says, as if it had just been opened.
fn again(edited: &Edited, answers: &Answers, text: &str) -> Answers {
    filled(text, &edited.here.workforce).with("seen", answers.text("seen"))
}

/// The form with a part more, opened where the part is.
fn add(edited: &Edited, answers: &Answers, text: &str, part: &str) -> Page {
    let scenario = Scenario::read(text).ok();
    let more = scenario.and_then(|scenario| with_part(text, &scenario, part));
    let more = more.filter(|more| Scenario::read(more).is_ok());
    let mut again = again(edited, answers, more.as_deref().unwrap_or(text));
    again = opened(again, sections::of_part(part).map_or("", |it| it.key));
    if more.is_none() {
        again.reject("add", "This cannot be added once more");
    }
    edited.show(again, Looked::default())
}

async fn preview(edited: Edited, mut answers: Answers, text: &str) -> Page {
    match run(&edited.here, text).await? {
        Ok(run) => {
            let looked = Looked {
                preview: Some(Preview::of(&edited.here, &run)?),
                ..Looked::default()
            };
            edited.show(again(&edited, &answers, text), looked)
        }
        Err(problem) => {
            answers.reject("text", problem.told().join(" "));
            edited.show(answers, Looked::default())
        }
    }
}

async fn run(here: &Here, text: &str) -> Result<Result<Run, NoPlan>, PageError> {
    let (records, text) = (Records::of(here).await?, text.to_owned());
    patiently(move |patience: &Patience| {
        let scenario = Scenario::read(&text).map_err(NoPlan::Problems)?;
        Run::of(&records, &scenario, patience)
    })
    .await
}

impl Preview {
    fn of(here: &Here, run: &Run) -> Result<Self, PageError> {
        let fan = plan_charts::fan((&run.model, &run.outlook), Series::InPost, &here.workforce)
            .map_err(undrawn)?;
        let mut sheet = outlook_sheet(&run.model, &run.outlook);
        sheet.title = "What would come of it".to_owned();
        Ok(Self {
            answer: answer(run, Series::InPost),
            chart: fan.html(&ChartId::new("preview-fan").map_err(undrawn)?),
            outlook: SheetView::of("preview-outlook", sheet),
        })
    }
}

async fn save(edited: Edited, mut answers: Answers, text: String) -> Page {
    // A role that is not there shows only beside the records.
    let (records, read) = (Records::of(&edited.here).await?, Scenario::read(&text));
    if let Ok(scenario) = read {
        let fits = patiently(move |_| match records.ground(&scenario) {
            Ok(ground) => ground.model(&scenario).err().map(|it| it.to_string()),
            Err(_) => None,
        });
        if let Some(problem) = fits.await? {
            answers.reject("text", problem);
            return edited.show(answers, Looked::default());
        }
    }
    let record = edited.record(text);
    let title = format!("Scenario ‘{}’", super::chosen::title(&record));
    let path = address::scenario(&edited.here.authority, &record.reference);
    let change = Change::Put(record.into());
    submit(edited, answers, title, change, path).await
}

async fn remove(edited: Edited, answers: Answers) -> Page {
    let Some(kept) = &edited.kept else {
        return edited.show(answers, Looked::default());
    };
    let title = format!("Scenario ‘{}’ taken away", super::chosen::title(kept));
    let change = Change::Remove(Kind::Scenario, kept.id.into());
    let path = address::plan(&edited.here.authority);
    submit(edited, answers, title, change, path).await
}

async fn submit(
    edited: Edited,
    mut answers: Answers,
    title: String,
    change: Change,
    path: String,
) -> Page {
    if !Progress::here().may_write() {
        return Err(PageError::Busy);
    }
    match keep(
        &edited.here,
        &mut answers,
        "title",
        "scenario",
        title,
        change,
    )
    .await?
    {
        Kept::Done => Ok(Redirect::to(&path).into_response()),
        Kept::Refused => edited.show(answers, Looked::default()),
        Kept::Conflict => {
            let conflict = edited.kept.as_ref().map(|kept| {
                let href = address::edit_scenario(&edited.here.authority, &kept.reference);
                Link::new(href, "Open the scenario as it is now")
            });
            edited.show(
                answers,
                Looked {
                    conflict,
                    ..Looked::default()
                },
            )
        }
    }
}

impl Edited {
    fn of(here: Here, which: &Which) -> Result<Self, PageError> {
        let kept = Chosen::of(&here, &which.scenario)?.kept;
        match kept {
            Some(_) => Ok(Self { here, kept }),
            // What is made from the records is not edited, but copied.
            None => Err(PageError::NoSuchPage),
        }
    }

    fn record(&self, text: String) -> record::Scenario {
        let new_id = ScenarioId::next(&mut TimedIds);
        match &self.kept {
            Some(kept) => record::Scenario {
                text,
                ..kept.clone()
            },
            None => record::Scenario {
                id: new_id,
                reference: self.reference(&text),
                text,
            },
        }
    }

    /// A name for addresses that no other scenario has, out of the title.
    fn reference(&self, text: &str) -> String {
        let title = Scenario::read(text).map(|it| it.title).unwrap_or_default();
        let begun = plain(&title);
        let scenarios = self.here.workforce.scenarios();
        let is_free = |name: &String| {
            !TAKEN.contains(&name.as_str()) && scenarios.by_reference(name).is_none()
        };
        let numbered = |number: usize| match number {
            1 => begun.clone(),
            _ => format!("{begun}-{number}"),
        };
        (1..).map(numbered).find(is_free).unwrap_or(begun.clone())
    }

    /// The page of the section that the form is opened at, or else the overview.
    fn show(&self, answers: Answers, looked: Looked) -> Page {
        let text = answers.text("text").replace("\r\n", "\n");
        let scenario = Scenario::read(&text).ok();
        let section = sections::named(answers.text("section"));
        match (section, &scenario) {
            (Some(section), Some(scenario)) => self.show_section(answers, section, scenario),
            _ => self.show_overview(answers, looked, &text, scenario.as_ref()),
        }
    }

    fn action(&self) -> String {
        let authority = &self.here.authority;
        match &self.kept {
            Some(kept) => address::edit_scenario(authority, &kept.reference),
            None => address::new_scenario(authority, []),
        }
    }

    fn show_section(
        &self,
        answers: Answers,
        section: &'static sections::Section,
        scenario: &Scenario,
    ) -> Page {
        let page = SectionPage {
            frame: self.here.frame(Some(Section::Plan)),
            trail: vec![Link::new(address::plan(&self.here.authority), "Plan")],
            caption: scenario.title.clone(),
            section,
            kinds: kinds(scenario, &self.here.workforce, section),
            sources: sources(),
            parts: offered(section.parts),
            action: self.action(),
            answers,
        };
        form_page(&page.answers, &page)
    }

    fn show_overview(
        &self,
        answers: Answers,
        looked: Looked,
        text: &str,
        scenario: Option<&Scenario>,
    ) -> Page {
        let authority = &self.here.authority;
        let plan = address::plan(authority);
        let (title, cancel) = match &self.kept {
            Some(kept) => (
                format!("Change ‘{}’", super::chosen::title(kept)),
                address::scenario(authority, &kept.reference),
            ),
            None => ("New scenario".to_owned(), plan.clone()),
        };
        let page = Edit {
            frame: self.here.frame(Some(Section::Plan)),
            trail: vec![Link::new(plan, "Plan")],
            title,
            is_kept: self.kept.is_some(),
            is_changed: self.kept.as_ref().is_some_and(|kept| kept.text != text),
            problems: looked.problems,
            conflict: looked.conflict,
            sections: scenario.map_or_else(Vec::new, |scenario| {
                summaries(scenario, &self.here.workforce)
            }),
            preview: looked.preview,
            cancel,
            action: self.action(),
            answers,
        };
        form_page(&page.answers, &page)
    }
}

/// A title as a part of an address: `academy-of-30`.
fn plain(title: &str) -> String {
    let words = title
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase);
    let name: String = words.collect::<Vec<_>>().join("-");
    let name: String = name.chars().take(60).collect();
    match name.trim_matches('-') {
        "" => "scenario".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_is_a_sound_scenario() {
        let read = Scenario::read(STARTER);
        assert!(read.is_ok(), "{read:?}");
    }

    #[test]
    fn a_title_becomes_a_part_of_an_address() {
        assert_eq!(plain("Academy of 30, 85% stay"), "academy-of-30-85-stay");
        assert_eq!(plain("Тест"), "scenario");
    }
}
