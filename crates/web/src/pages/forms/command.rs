//! A form of the working week, from the question to the record: the form, the
//! page to check it on, and what stands in the way.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_store::TimedIds;
use holdfast_workforce::Severity;
use holdfast_workforce::id::IdSource as _;

use super::conflict;
use super::desk::Desk;
use super::field::{self, Control, Field};
use super::find::{self, Sought};
use super::flow::{self, Asked, FORM, Fits, Outcome, SEEN, STEP, Step, Trouble};
use super::forms_of::{Form, form_named};
use super::further;
use super::merge;
use super::reading::Reading;
use super::subject::{self, Subject};
use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::changes::names::name;
use crate::pages::{Page, form_page, page};

/// What a page with a form shows.
#[derive(Template)]
#[template(path = "pages/forms/form.html")]
struct FormPage {
    frame: Frame,
    links: Vec<Link>,
    sheet: Sheet,
    answers: Answers,
}

/// What a page shows on which a form is checked before it is recorded.
#[derive(Template)]
#[template(path = "pages/forms/check.html")]
struct CheckPage {
    frame: Frame,
    links: Vec<Link>,
    title: String,
    caption: String,
    stories: Vec<String>,
    warnings: Vec<String>,
    answered: Vec<(String, String)>,
    hidden: Vec<(String, String)>,
    action: String,
}

/// A form with everything to draw it.
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) caption: String,
    pub(super) lead: String,
    pub(super) facts: Vec<(String, String)>,
    pub(super) obstacle: Option<String>,
    pub(super) fields: Vec<Field>,
    pub(super) action: String,
    pub(super) remove: Option<String>,
    /// What it would be filled in with if it were opened now.
    pub(super) now: Answers,
    /// What reads it, where something is asked that can be misread.
    pub(super) reading: Option<Reading>,
}

/// Shows a form, filled in with what the address says.
pub(crate) async fn show(
    here: Here,
    Path((_, name)): Path<(String, String)>,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let Some(form) = form_named(&name) else {
        return super::correction::blank(&here, &name, query);
    };
    let desk = desk(&here);
    let asked = Answers::of(query);
    let Some((subject, answers)) = subject::find(form.begins, desk, asked.clone()) else {
        return find::page_for(&here, &Sought::of(form), &asked);
    };
    let answers = (form.prefill)(desk, answers);
    let sheet = sheet(&here, form, subject, &answers);
    let answers = with_whole_dates(&sheet.fields, answers);
    let answers = merge::remember(opened(&here, answers), &sheet.now);
    sheet.page(&here, answers)
}

/// Takes a form: shows what it would do, or records it.
pub(crate) async fn send(
    here: Here,
    Path((_, name)): Path<(String, String)>,
    answers: Answers,
) -> Page {
    let Some(form) = form_named(&name) else {
        return super::correction::put_new(&here, &name, answers).await;
    };
    let desk = desk(&here);
    let Some((subject, answers)) = subject::find(form.begins, desk, answers.clone()) else {
        return find::page_for(&here, &Sought::of(form), &answers);
    };
    let sheet = sheet(&here, form, subject, &answers);
    take(&here, sheet, answers).await
}

/// Reads a form and goes the step that was asked for.
pub(super) async fn take(here: &Here, sheet: Sheet, mut answers: Answers) -> Page {
    let step = Step::of(&answers);
    if step == Step::Edit {
        return sheet.page(here, answers);
    }
    let asked = sheet
        .reading
        .and_then(|reading| reading.asked(here, &mut answers));
    let Some(asked) = asked else {
        further::find_all(here, &sheet, &mut answers).await?;
        return sheet.page(here, answers);
    };
    carry_out_with(here, sheet, asked, step, answers, |sheet, answers| {
        sheet.page(here, answers)
    })
    .await
}

/// Goes the step that was asked for, and answers with its page.
pub(super) async fn carry_out_with(
    here: &Here,
    sheet: Sheet,
    asked: Asked,
    step: Step,
    mut answers: Answers,
    draw: impl FnOnce(Sheet, Answers) -> Page,
) -> Page {
    match flow::carry_out(here, &asked, step).await? {
        Outcome::Fits(fits) => sheet.check(here, &answers, *fits),
        Outcome::Recorded(address) => Ok(Redirect::to(&address).into_response()),
        Outcome::Problems(problems) => {
            for trouble in problems {
                let (place, message) = told(here, &sheet, &answers, &trouble);
                answers.reject(&place, message);
            }
            further::find_all(here, &sheet, &mut answers).await?;
            draw(sheet, answers)
        }
        Outcome::Conflict(found) => conflict::page_for(here, &sheet, &answers, *found).await,
    }
}

/// What is told of a problem, and beside which field. One that was found at a
/// record of another kind than is corrected has no field here: it is told with
/// the name of that record.
pub(super) fn told(
    here: &Here,
    sheet: &Sheet,
    answers: &Answers,
    trouble: &Trouble,
) -> (String, String) {
    let message = trouble.message.trim_end_matches('.');
    let other = match (sheet.reading, trouble.about) {
        (Some(Reading::Record(table, _)), Some((kind, id))) if kind != table.kind() => {
            here.workforce.record(kind, id)
        }
        _ => None,
    };
    match other {
        Some(record) => {
            let name = name(&record, &here.workforce);
            ("form".to_owned(), format!("{name}: {message}"))
        }
        None => (
            place_of(&sheet.fields, answers, trouble),
            message.to_owned(),
        ),
    }
}

/// The field beside which a problem is told: its own; of several rows the one
/// with the value; or the form as a whole.
fn place_of(fields: &[Field], answers: &Answers, trouble: &Trouble) -> String {
    let name = trouble.field.as_str();
    let other = "other_post";
    let is_of = |field: &&Field| {
        let rest = field.name.strip_prefix(name);
        field.is_asked() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let holds = |field: &&Field| is_same(answers.text(&field.name).trim(), &trouble.value);
    let mut places = fields.iter().filter(is_of);
    let place = places.clone().find(holds).or_else(|| places.next());
    match place {
        Some(_) if name == "post" && !answers.text(other).trim().is_empty() => other.to_owned(),
        Some(place) => place.name.clone(),
        None => "form".to_owned(),
    }
}

/// Whether a text is the value that was found: dates may be written differently.
fn is_same(typed: &str, found: &str) -> bool {
    let date = |text: &str| holdfast_intake::schema::read_date(text).ok();
    typed == found || date(typed).is_some_and(|typed| date(found) == Some(typed))
}

impl Sheet {
    fn frame(&self, here: &Here) -> Frame {
        here.frame(Some(Section::Record))
    }

    /// The form.
    pub(super) fn page(mut self, here: &Here, answers: Answers) -> Page {
        let names = self.fields.iter().map(|field| field.name.as_str());
        let answers = answers.in_order(names);
        self.fields.extend(merge::hidden(&answers));
        let page = FormPage {
            frame: self.frame(here),
            links: vec![super::list::link(here)],
            sheet: self,
            answers,
        };
        form_page(&page.answers, &page)
    }

    /// The page to check it on.
    fn check(self, here: &Here, answers: &Answers, fits: Fits) -> Page {
        let warnings = fits
            .warnings
            .iter()
            .filter(|it| it.severity == Severity::Warning);
        page(&CheckPage {
            frame: self.frame(here),
            links: vec![super::list::link(here)],
            caption: if self.caption.is_empty() {
                self.title.clone()
            } else {
                format!("{}: {}", self.title, self.caption)
            },
            title: "Check before you record".to_owned(),
            stories: fits.stories.into_iter().map(|story| story.text).collect(),
            warnings: warnings.map(flow::in_words).collect(),
            answered: field::answered(&self.fields, answers),
            hidden: self.hidden(answers),
            action: self.action,
        })
    }

    /// Everything that was answered, to be sent along with the next step.
    pub(super) fn hidden(&self, answers: &Answers) -> Vec<(String, String)> {
        let pairs = answers
            .pairs()
            .filter(|(name, value)| *name != STEP && !value.is_empty());
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }
}

pub(super) fn desk(here: &Here) -> Desk<'_> {
    Desk {
        workforce: &here.workforce,
        today: here.app.today(),
    }
}

/// The answers of a form that is opened now.
pub(super) fn opened(here: &Here, answers: Answers) -> Answers {
    answers
        .set(SEEN, here.workforce.as_of())
        .set(FORM, TimedIds.next_id())
}

fn sheet(here: &Here, form: &'static Form, subject: Subject, answers: &Answers) -> Sheet {
    let mut fields = subject.fields;
    fields.extend((form.fields)(desk(here), answers));
    fields.extend([Field::hidden(SEEN), Field::hidden(FORM)]);
    let now = merge::prefilled(form, desk(here), answers);
    Sheet {
        title: form.title.to_owned(),
        caption: subject.caption,
        lead: format!("{}.", form.about),
        facts: subject.facts,
        obstacle: subject.obstacle,
        fields,
        action: address::form(&here.authority, form.name, []),
        remove: None,
        now,
        reading: Some(Reading::Form(form)),
    }
}

/// Addresses give dates as one text; the form has three controls.
fn with_whole_dates(fields: &[Field], mut answers: Answers) -> Answers {
    let dates = fields.iter().filter(|field| field.control == Control::Date);
    for field in dates {
        let whole = answers.text(&field.name).parse().ok();
        answers = answers.with_date(&field.name, whole);
    }
    answers
}

/// The answer to a form that nobody has.
pub(super) fn no_such_form() -> PageError {
    PageError::NoSuchPage
}

/// A page with a status of its own.
pub(super) fn with_status(status: StatusCode, template: &impl Template) -> Page {
    let mut response = page(template)?;
    *response.status_mut() = status;
    Ok(response)
}
