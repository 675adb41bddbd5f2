//! `holdfast report list`, `show`, `put`, `agree` and `publish`: papers that are kept with the records.

use std::convert::Infallible;

use holdfast_intake::export::{Cell, Column, Sheet};
use holdfast_paper::form::Form;
use holdfast_paper::problem::Problem;
use holdfast_paper::publish::{CannotAgree, CannotPublish, Draft, Frozen, free_name, publish};
use holdfast_paper::{Grounds, compose};
use holdfast_reference::Releases;
use holdfast_store::{Store, Submission, SubmitError, TimedIds};
use holdfast_workforce::id::{PaperId, PublishedPaperId};
use holdfast_workforce::record::{Authority, Paper};
use holdfast_workforce::{Change, Workforce};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::grounds::{text_of, unsound};
use crate::cli::{ReportAgree, ReportList, ReportPublish, ReportPut, ReportShow};
use crate::command::{listing, source};
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// The papers of an authority, and who changes them.
pub(crate) struct Desk<'s> {
    store: &'s Store,
    authority: &'s Authority,
    releases: Releases,
    settings: &'s Settings,
}

/// Why nothing was kept.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("there is no report ‘{0}’; `holdfast report list` names all")]
    Unknown(String),
    #[error("the report cannot be read")]
    Unreadable(Vec<Problem>),
    #[error(transparent)]
    Agreeing(#[from] CannotAgree),
    #[error(transparent)]
    Publishing(#[from] CannotPublish),
}

/// Lists papers in writing with what stands in their way, and published ones.
pub(super) async fn list(options: &ReportList, settings: &Settings) -> Result<(), Failure> {
    let (workforce, releases) = source::with_releases(&options.records, settings).await?;
    let draft = |paper: &Paper| {
        let way = match Draft::of(paper, Grounds::of(&workforce, &releases)) {
            Ok(draft) => draft.obstacles(),
            Err(problems) => problems.iter().map(ToString::to_string).collect(),
        };
        let way = match way.is_empty() {
            true => "ready to be published".to_owned(),
            false => way.join("; "),
        };
        [
            paper.reference.clone(),
            Form::of(&paper.text).main.title,
            way,
        ]
    };
    let drafts = workforce.papers().iter().map(draft);
    let published = workforce.published_papers().iter().map(|record| {
        let title = Frozen::read(&record.text).map(|it| it.document.title);
        let state = format!("published on {}", record.on);
        [record.reference.clone(), title.unwrap_or_default(), state]
    });
    let all: Vec<[String; 3]> = drafts.chain(published).collect();
    let sheet = Sheet {
        title: "Reports".to_owned(),
        columns: ["Name", "Title", "State"].map(Column::text).to_vec(),
        rows: all
            .iter()
            .map(|row| row.clone().map(Cell::Text).to_vec())
            .collect(),
        notes: Vec::new(),
    };
    let told = || {
        let one = |[name, title, state]: &[String; 3]| json!({ "name": name, "title": title, "state": state });
        all.iter().map(one).collect::<Value>()
    };
    listing::print_sheet(&sheet, told, options.format);
    Ok(())
}

/// Prints the text of a paper, or of a published one.
pub(super) async fn show(options: &ReportShow, settings: &Settings) -> Result<(), Failure> {
    let (workforce, _) = source::with_releases(&options.records, settings).await?;
    let published = workforce.published_papers().by_reference(&options.name);
    let frozen = published
        .and_then(|it| Frozen::read(&it.text).ok())
        .map(|it| it.text);
    let kept = workforce
        .papers()
        .by_reference(&options.name)
        .map(|it| it.text.clone());
    let unknown = || told(Refusal::Unknown(options.name.clone()));
    printer::bytes(kept.or(frozen).ok_or_else(unknown)?.as_bytes());
    Ok(())
}

/// Keeps a file as a paper.
pub(super) async fn put(options: &ReportPut, settings: &Settings) -> Result<(), Failure> {
    let text = text_of(&options.file)?;
    let stem = options.file.file_stem().and_then(|it| it.to_str());
    let name = options.name.as_deref().or(stem).unwrap_or_default();
    let store = source::open_existing(settings).await?;
    let authorities = store.authorities().await.or_fail()?;
    let authority = source::choose(&authorities, options.authority.as_deref(), |it| it)?;
    let desk = Desk::of(&store, authority, settings).await?;
    let kept = desk.put(name, &text).await?;
    printer::note(&format!("The report is kept as ‘{kept}’."));
    Ok(())
}

/// Agrees to a paper as it stands.
pub(super) async fn agree(options: &ReportAgree, settings: &Settings) -> Result<(), Failure> {
    let store = source::open_existing(settings).await?;
    let authorities = store.authorities().await.or_fail()?;
    let authority = source::choose(&authorities, options.authority.as_deref(), |it| it)?;
    let desk = Desk::of(&store, authority, settings).await?;
    desk.agree(&options.name, &options.office, &options.by)
        .await?;
    printer::note(&format!(
        "{} has agreed for {}.",
        options.by, options.office
    ));
    Ok(())
}

/// Publishes a paper.
pub(super) async fn publish_one(
    options: &ReportPublish,
    settings: &Settings,
) -> Result<(), Failure> {
    let store = source::open_existing(settings).await?;
    let authorities = store.authorities().await.or_fail()?;
    let authority = source::choose(&authorities, options.authority.as_deref(), |it| it)?;
    let desk = Desk::of(&store, authority, settings).await?;
    let reference = desk.publish(&options.name).await?;
    printer::note(&format!("Published as ‘{reference}’."));
    Ok(())
}

impl<'s> Desk<'s> {
    /// The desk of an authority.
    pub(crate) async fn of(
        store: &'s Store,
        authority: &'s Authority,
        settings: &'s Settings,
    ) -> Result<Self, Failure> {
        Ok(Self {
            store,
            authority,
            releases: store.releases().await.or_fail()?,
            settings,
        })
    }

    /// Keeps a text as a paper, and gives the name that it has. A text that has a problem is kept as
    /// a draft; one that cannot be read is not.
    pub(crate) async fn put(&self, name: &str, text: &str) -> Result<String, Failure> {
        let workforce = self.store.workforce(self.authority.id).await.or_fail()?;
        let composed = compose(text, Grounds::of(&workforce, &self.releases));
        let composed = composed.map_err(|problems| unsound(&problems))?;
        for problem in &composed.problems {
            printer::note(&problem.to_string());
        }
        let known = workforce.papers().by_reference(name).cloned();
        let paper = match known {
            Some(known) => Paper {
                text: text.to_owned(),
                ..known
            },
            None => Paper {
                id: PaperId::next(&mut TimedIds),
                reference: free_name(&workforce, name),
                text: text.to_owned(),
                agreements: Vec::new(),
            },
        };
        let reference = paper.reference.clone();
        let change = Change::Put(paper.into());
        let plan = |_: &Workforce| Ok::<_, Infallible>(vec![change.clone()]);
        let submission = self.submission(format!("Report ‘{}’", composed.front.title));
        self.store.submit(submission, plan).await.or_fail()?;
        Ok(reference)
    }

    /// Keeps that an office agrees to a paper as it stands.
    pub(crate) async fn agree(&self, name: &str, office: &str, by: &str) -> Result<(), Failure> {
        let today = source::today(self.settings);
        let plan = |workforce: &Workforce| {
            let (paper, draft) = self.draft(workforce, name)?;
            let agreed = draft.agree(paper, office, by, today)?;
            Ok(vec![Change::Put(agreed.into())])
        };
        let submission = self.submission(format!("Report ‘{name}’ agreed to for {office}"));
        self.store.submit(submission, plan).await.map_err(refused)?;
        Ok(())
    }

    /// Publishes a paper, and gives the name of the version.
    pub(crate) async fn publish(&self, name: &str) -> Result<String, Failure> {
        let today = source::today(self.settings);
        let id = PublishedPaperId::next(&mut TimedIds);
        let plan = |workforce: &Workforce| {
            let (paper, draft) = self.draft(workforce, name)?;
            let record = publish(paper, &draft, workforce, today, id)?;
            Ok(vec![Change::Put(record.into())])
        };
        let submission = self.submission(format!("Report ‘{name}’ published"));
        self.store.submit(submission, plan).await.map_err(refused)?;
        let workforce = self.store.workforce(self.authority.id).await.or_fail()?;
        let record = workforce.published_papers().get(id);
        Ok(record.map_or_else(String::new, |it| it.reference.clone()))
    }

    fn draft<'w>(
        &self,
        workforce: &'w Workforce,
        name: &str,
    ) -> Result<(&'w Paper, Draft), Refusal> {
        let paper = workforce.papers().by_reference(name);
        let paper = paper.ok_or_else(|| Refusal::Unknown(name.to_owned()))?;
        let draft = Draft::of(paper, Grounds::of(workforce, &self.releases));
        Ok((paper, draft.map_err(Refusal::Unreadable)?))
    }

    fn submission(&self, title: String) -> Submission {
        Submission {
            actor: self.settings.actor.clone(),
            kind: "paper".to_owned(),
            title,
            note: None,
            at: Timestamp::now(),
            authorities: vec![self.authority.id],
            expects: Vec::new(),
        }
    }
}

fn refused(error: SubmitError<Refusal>) -> Failure {
    match error {
        SubmitError::Plan(refusal) => told(refusal),
        other => Failure::Other(other.into()),
    }
}

fn told(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Unreadable(problems) => unsound(&problems),
        other => Failure::Input(other.to_string()),
    }
}
