//! A mapping profile: its text, what is wrong with it, and what it makes of a
//! sample file.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_intake::Problem;
use holdfast_intake::profile::Profile as Mapping;
use holdfast_store::TimedIds;
use holdfast_workforce::Change;
use holdfast_workforce::id::ProfileId;
use holdfast_workforce::record::{Kind, Profile};
use serde::Deserialize;

use super::preview::{Sample, Seeing, sample_of, see};
use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::keeping::{Kept, keep};
use crate::pages::{Page, form_page};
use crate::upload::FileForm;

/// What stands in the form of a new profile.
const STARTER: &str = include_str!("starter.toml");

/// Which profile.
#[derive(Deserialize)]
pub(crate) struct Which {
    profile: String,
}

#[derive(Template)]
#[template(path = "pages/profiles/edit.html")]
struct Edit {
    frame: Frame,
    trail: Vec<Link>,
    title: String,
    answers: Answers,
    is_kept: bool,
    problems: Vec<Problem>,
    seeing: Option<Seeing>,
    sample: Option<Sample>,
    conflict: Option<Link>,
}

/// Shows the form of a new profile.
pub(crate) async fn new(here: Here) -> Page {
    let answers = Answers::default().with("text", STARTER);
    show(&Edited { here, kept: None }, answers, Looked::default())
}

/// Shows a profile.
pub(crate) async fn profile(here: Here, Path(which): Path<Which>) -> Page {
    let kept = kept(&here, &which.profile)?;
    let seen = here
        .workforce
        .since(Kind::Profile, kept.id.into())
        .unwrap_or_default();
    let answers = Answers::default()
        .with("name", &kept.reference)
        .with("text", &kept.text)
        .with("seen", seen);
    let kept = Some(kept);
    show(&Edited { here, kept }, answers, Looked::default())
}

/// Tries or keeps a new profile.
pub(crate) async fn send_new(here: Here, form: FileForm) -> Page {
    act(Edited { here, kept: None }, form).await
}

/// Tries, keeps or takes away a profile.
pub(crate) async fn send(here: Here, Path(which): Path<Which>, form: FileForm) -> Page {
    let kept = Some(kept(&here, &which.profile)?);
    act(Edited { here, kept }, form).await
}

/// What is edited.
struct Edited {
    here: Here,
    kept: Option<Profile>,
}

/// What was found out about the text.
#[derive(Default)]
struct Looked {
    problems: Vec<Problem>,
    seeing: Option<Seeing>,
    sample: Option<Sample>,
    conflict: Option<Link>,
}

fn kept(here: &Here, id: &str) -> Result<Profile, PageError> {
    let profiles = here.workforce.profiles();
    let found = id
        .parse()
        .ok()
        .and_then(|id: ProfileId| profiles.get(id).cloned());
    found.ok_or_else(|| PageError::NoSuchRecord {
        kind: "mapping profile",
        reference: id.to_owned(),
        list: Link::new(
            address::profiles(&here.authority),
            "See all mapping profiles",
        ),
    })
}

async fn act(edited: Edited, form: FileForm) -> Page {
    let (file, mut answers) = form.into_file("file");
    if answers.text("action") == "remove" {
        return remove(edited, answers).await;
    }
    let mapping = Mapping::parse("profile", answers.text("text"));
    let mut looked = Looked {
        sample: sample_of(&edited.here, file, answers.text("sample")).await?,
        ..Looked::default()
    };
    let mapping = match mapping {
        Ok(mapping) => Some(mapping),
        Err(problems) => {
            answers.reject("text", in_words(&problems));
            looked.problems = problems;
            None
        }
    };
    if answers.text("action") == "preview" {
        match (&looked.sample, mapping) {
            (None, _) if answers.are_clear() => {
                answers.reject("file", "Select a file to try the profile on");
            }
            (Some(sample), Some(mapping)) => looked.seeing = Some(see(&mapping, sample)),
            _ => {}
        }
        return show(&edited, answers, looked);
    }
    save(edited, answers, looked).await
}

/// The first problem of a text, with its line.
fn in_words(problems: &[Problem]) -> String {
    let Some(first) = problems.first() else {
        return String::new();
    };
    let line = first
        .row
        .map_or_else(String::new, |row| format!("Line {row}: "));
    let column = first
        .column
        .as_ref()
        .map_or_else(String::new, |it| format!("‘{it}’ "));
    let more = match problems.len() - 1 {
        0 => String::new(),
        1 => " (and 1 more problem)".to_owned(),
        more => format!(" (and {more} more problems)"),
    };
    format!("{line}{column}{}{more}", first.message)
}

async fn save(edited: Edited, mut answers: Answers, looked: Looked) -> Page {
    let read = |text: &str| Ok::<_, String>(text.to_owned());
    let name = answers.required("name", "Enter a name for the profile", read);
    let Some(name) = name.filter(|_| answers.are_clear()) else {
        return show(&edited, answers, looked);
    };
    let new_id = ProfileId::next(&mut TimedIds);
    let profile = Profile {
        id: edited.kept.as_ref().map_or(new_id, |kept| kept.id),
        reference: name.clone(),
        text: answers.text("text").replace("\r\n", "\n"),
    };
    let title = format!("Mapping profile ‘{name}’");
    let change = Change::Put(profile.into());
    submit(&edited, answers, looked, title, change).await
}

async fn remove(edited: Edited, answers: Answers) -> Page {
    let Some(kept) = &edited.kept else {
        return show(&edited, answers, Looked::default());
    };
    let title = format!("Mapping profile ‘{}’ taken away", kept.reference);
    let change = Change::Remove(Kind::Profile, kept.id.into());
    submit(&edited, answers, Looked::default(), title, change).await
}

async fn submit(
    edited: &Edited,
    mut answers: Answers,
    mut looked: Looked,
    title: String,
    change: Change,
) -> Page {
    let authority = &edited.here.authority;
    match keep(&edited.here, &mut answers, "name", "profile", title, change).await? {
        Kept::Done => return Ok(Redirect::to(&address::profiles(authority)).into_response()),
        Kept::Refused => {}
        Kept::Conflict => {
            looked.conflict = edited.kept.as_ref().map(|kept| {
                let href = address::profile(authority, kept.id);
                Link::new(href, "Open the profile as it is now")
            });
        }
    }
    show(edited, answers, looked)
}

fn show(edited: &Edited, answers: Answers, looked: Looked) -> Page {
    let (here, kept) = (&edited.here, &edited.kept);
    let title = match kept {
        Some(kept) => format!("Mapping profile ‘{}’", kept.reference),
        None => "New mapping profile".to_owned(),
    };
    let page = Edit {
        frame: here.frame(Some(Section::Imports)),
        trail: vec![
            Link::new(address::imports(&here.authority), "Imports"),
            Link::new(address::profiles(&here.authority), "Mapping profiles"),
        ],
        title,
        answers,
        is_kept: kept.is_some(),
        problems: looked.problems,
        seeing: looked.seeing,
        sample: looked.sample,
        conflict: looked.conflict,
    };
    form_page(&page.answers, &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_is_a_sound_profile() {
        let read = Mapping::parse("starter", STARTER);
        assert!(read.is_ok(), "{read:?}");
    }
}
