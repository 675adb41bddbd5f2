//! From a command to a change: it is tried, shown, and only then recorded.

use holdfast_store::{Conflict, Preview, Submission, SubmitError, TimedIds};
use holdfast_workforce::command::{Command, FieldProblem};
use holdfast_workforce::id::{IdSource, RecordId};
use holdfast_workforce::record::{Kind, Record};
use holdfast_workforce::story::{self, Story};
use holdfast_workforce::{Change, Finding, Seen, Sequence, Severity, Workforce};
use uuid::Uuid;

use crate::address;
use crate::answers::Answers;
use crate::error::PageError;
use crate::here::{Here, unavailable};

/// The hidden field with the change that was the last when the form was opened.
pub(super) const SEEN: &str = "seen";

/// The hidden field from which the identifiers of new records are made, so
/// that a form sent twice makes nothing twice.
pub(super) const FORM: &str = "form";

/// The name of the buttons that say how to go on.
pub(super) const STEP: &str = "step";

/// How a person wants to go on with what they typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Show what it would do.
    Check,
    /// Show the form again.
    Edit,
    /// Record it.
    Record,
}

impl Step {
    /// What the button that was pressed says.
    pub(crate) fn of(answers: &Answers) -> Self {
        match answers.text(STEP) {
            "record" => Self::Record,
            "edit" => Self::Edit,
            _ => Self::Check,
        }
    }
}

/// A command as somebody asks for it.
pub(super) struct Asked {
    /// The command.
    pub(super) command: Command,
    /// What the log calls it.
    pub(super) name: &'static str,
    /// What the person adds in words.
    pub(super) note: Option<String>,
    /// The last change when the form was opened.
    seen: Sequence,
    /// What the identifiers of new records are made from.
    form: Uuid,
}

/// What came of it.
pub(super) enum Outcome {
    /// It can be recorded; this is what it would do.
    Fits(Box<Fits>),
    /// It is recorded: where it can be seen.
    Recorded(String),
    /// It cannot be recorded as it is: a field and a sentence for each problem.
    Problems(Vec<Trouble>),
    /// Somebody else was faster.
    Conflict(Box<Conflict>),
}

/// Why a command cannot be carried out as it is.
#[derive(Debug)]
pub(super) struct Trouble {
    /// The field, by the name of its column.
    pub(super) field: String,
    /// The value that was found, where it is known.
    pub(super) value: String,
    /// What is wrong and what to do.
    pub(super) message: String,
    /// The record that it was found at, where it was found at one.
    pub(super) about: Option<(Kind, RecordId)>,
}

/// A change that could be made.
pub(super) struct Fits {
    /// What it would do.
    pub(super) stories: Vec<Story>,
    /// What is odd about it.
    pub(super) warnings: Vec<Finding>,
}

impl Asked {
    /// The command, with what the form brought along.
    pub(super) fn new(command: Command, name: &'static str, note: &str, answers: &Answers) -> Self {
        Self {
            command,
            name,
            note: Some(note.trim().to_owned()).filter(|note| !note.is_empty()),
            // A form that lost its number saw nothing: it conflicts rather than overwrites.
            seen: answers.text(SEEN).parse().unwrap_or(0),
            form: form_id(answers),
        }
    }

    /// The record that must not have been written since the form was opened.
    fn expects(&self, workforce: &Workforce) -> Vec<Seen> {
        let expected = self.command.subject().and_then(|(kind, id)| {
            let since = match workforce.since(kind, id) {
                Some(since) if since <= self.seen => since,
                // A correction may make a new record.
                None if matches!(self.command, Command::Correct(_)) => return None,
                _ => self.seen,
            };
            Some(Seen { kind, id, since })
        });
        expected.into_iter().collect()
    }

    fn plan(&self, workforce: &Workforce) -> Result<Vec<Change>, Vec<FieldProblem>> {
        let mut ids = FormIds::new(self.form);
        let changes = self.command.plan(workforce, &mut ids)?;
        let taken = changes
            .iter()
            .any(|change| ids.would_overwrite(workforce, change));
        if taken {
            let message = "This form was recorded already, and what it made was changed since. Open the form again.";
            return Err(vec![FieldProblem::new("form", message)]);
        }
        Ok(changes)
    }
}

/// Tries the command, and records it if that is the step.
pub(super) async fn carry_out(
    here: &Here,
    asked: &Asked,
    step: Step,
) -> Result<Outcome, PageError> {
    if step == Step::Record
        && let Some(page) = done_already(here, asked)
    {
        return Ok(Outcome::Recorded(page));
    }
    let (store, id) = (here.app.store(), here.authority.id);
    let expects = asked.expects(&here.workforce);
    let tried = store.preview(id, &expects, |workforce| asked.plan(workforce));
    let preview = match tried.await {
        Ok(preview) => preview,
        Err(error) => return refused(error),
    };
    if preview.changes.is_empty() {
        return Ok(Outcome::Problems(vec![Trouble {
            field: "form".to_owned(),
            value: String::new(),
            message: "Nothing would change: the records already say this".to_owned(),
            about: None,
        }]));
    }
    if preview.is_refused() {
        return Ok(Outcome::Problems(errors_in_words(&preview.findings)));
    }
    let touched: Vec<_> = preview.changes.iter().map(Change::subject).collect();
    let stories = story::tell(&preview.before, &preview.after, &touched);
    if step == Step::Record {
        return record(here, asked, &preview, &stories, expects).await;
    }
    let warnings = preview.findings;
    Ok(Outcome::Fits(Box::new(Fits { stories, warnings })))
}

async fn record(
    here: &Here,
    asked: &Asked,
    preview: &Preview,
    stories: &[Story],
    expects: Vec<Seen>,
) -> Result<Outcome, PageError> {
    let id = here.authority.id;
    let submission = Submission {
        actor: here.app.settings().actor.clone(),
        kind: asked.name.to_owned(),
        title: stories
            .first()
            .map_or_else(|| "Change".to_owned(), |story| story.text.clone()),
        note: asked.note.clone(),
        at: here.app.now(),
        authorities: vec![id],
        expects: expects.into_iter().map(|seen| (id, seen)).collect(),
    };
    let submitted = here
        .app
        .store()
        .submit(submission, |workforce| asked.plan(workforce));
    match submitted.await {
        Ok(receipt) => {
            let touched: Vec<_> = preview.changes.iter().map(Change::subject).collect();
            let states = [&*preview.after, &*preview.before];
            Ok(Outcome::Recorded(landing(
                here,
                states,
                &touched,
                receipt.seq,
            )))
        }
        Err(error) => refused(error),
    }
}

/// The page to go to where a form was sent twice and has done its work: all
/// that it makes is there, exactly as it would be made.
fn done_already(here: &Here, asked: &Asked) -> Option<String> {
    let workforce = &*here.workforce;
    let changes = asked.plan(workforce).ok()?;
    let is_there = |change: &Change| match change {
        Change::Put(record) => {
            workforce.record(record.kind(), record.id()).as_ref() == Some(record)
        }
        Change::Remove(..) => false,
    };
    if changes.is_empty() || !changes.iter().all(is_there) {
        return None;
    }
    let touched: Vec<_> = changes.iter().map(Change::subject).collect();
    Some(landing(here, [workforce, workforce], &touched, None))
}

fn refused(error: SubmitError<Vec<FieldProblem>>) -> Result<Outcome, PageError> {
    match error {
        SubmitError::Plan(problems) => {
            let trouble = |it: FieldProblem| Trouble {
                field: it.field.to_owned(),
                value: String::new(),
                message: it.message,
                about: None,
            };
            Ok(Outcome::Problems(
                problems.into_iter().map(trouble).collect(),
            ))
        }
        SubmitError::Refused(findings) => Ok(Outcome::Problems(errors_in_words(&findings))),
        SubmitError::Conflict(conflict) => Ok(Outcome::Conflict(conflict)),
        SubmitError::Store(error) => Err(unavailable(error)),
    }
}

/// The page that shows what was recorded: the person's, the post's, or the change itself.
fn landing(
    here: &Here,
    [after, before]: [&Workforce; 2],
    touched: &[(Kind, RecordId)],
    seq: Option<Sequence>,
) -> String {
    let person = touched.iter().find_map(|(kind, id)| {
        [after, before]
            .into_iter()
            .find_map(|workforce| person_of(workforce, *kind, *id))
            .filter(|id| after.people().get(*id).is_some())
    });
    let post = touched.iter().find_map(|(kind, id)| {
        let is_post = *kind == Kind::Post && after.posts().get(*id).is_some();
        is_post.then(|| address::post(&here.authority, (*id).into()))
    });
    let page = person
        .map(|id| address::person(&here.authority, id))
        .or(post);
    match (page, seq) {
        (Some(page), seq) => {
            address::with_query(&page, [("recorded", seq.map(|seq| seq.to_string()))])
        }
        (None, Some(seq)) => address::change(&here.authority, seq),
        (None, None) => address::changes(&here.authority),
    }
}

/// The person that a record belongs to.
fn person_of(
    workforce: &Workforce,
    kind: Kind,
    id: RecordId,
) -> Option<holdfast_workforce::id::PersonId> {
    let engagement = match workforce.record(kind, id)? {
        Record::Person(it) => return Some(it.id),
        Record::Caseload(it) => return Some(it.person),
        Record::Engagement(it) => return Some(it.person),
        Record::Assignment(it) => it.engagement,
        Record::Absence(it) => it.engagement,
        Record::Pay(it) => it.engagement,
        _ => return None,
    };
    workforce.engagements().get(engagement).map(|it| it.person)
}

/// The errors of the checks, each with its field and as sentences.
fn errors_in_words(findings: &[Finding]) -> Vec<Trouble> {
    let errors = findings.iter().filter(|it| it.severity == Severity::Error);
    let trouble = |it: &Finding| Trouble {
        field: it.field.to_owned(),
        value: it.value.clone(),
        message: in_words(it),
        about: Some((it.kind, it.id)),
    };
    errors.map(trouble).collect()
}

/// A finding as sentences for people, without the names of columns.
pub(super) fn in_words(finding: &Finding) -> String {
    let name = holdfast_intake::schema::Table::of_kind(finding.kind)
        .and_then(|table| table.schema().column(finding.field))
        .map_or(finding.field, |column| column.title);
    let advice = without_codes(&finding.advice);
    let stop = if finding.message.ends_with('.') {
        ""
    } else {
        "."
    };
    // `FTE is above 1.0`, but `FTE: the post is full`.
    let colon = if finding.message.starts_with("is ") {
        ""
    } else {
        ":"
    };
    format!("{name}{colon} {}{stop} {advice}", finding.message)
}

/// Advice names columns in brackets for those who write files.
fn without_codes(advice: &str) -> String {
    let mut text = advice.to_owned();
    for column in ["over_reason", "holding"] {
        text = text.replace(&format!(" ({column})"), "");
    }
    text
}

/// What the identifiers of a form's new records are made from.
pub(super) fn form_id(answers: &Answers) -> Uuid {
    let given = answers.text(FORM).parse();
    given.unwrap_or_else(|_| TimedIds.next_id())
}

/// Identifiers that are the same each time that a form is planned.
struct FormIds {
    first: Uuid,
    given: u32,
}

impl FormIds {
    fn new(first: Uuid) -> Self {
        Self { first, given: 0 }
    }

    /// Whether the change would write over a record that was there before under
    /// one of the identifiers given here.
    fn would_overwrite(&self, workforce: &Workforce, change: &Change) -> bool {
        let Change::Put(record) = change else {
            return false;
        };
        let is_mine = (1..=self.given).any(|count| self.at(count) == record.id().0);
        let known = workforce.record(record.kind(), record.id());
        is_mine && known.is_some_and(|known| known != *record)
    }

    fn at(&self, count: u32) -> Uuid {
        let bits = self.first.as_u128();
        let low = (bits as u32).wrapping_add(count);
        Uuid::from_u128((bits & !u128::from(u32::MAX)) | u128::from(low))
    }
}

impl IdSource for FormIds {
    fn next_id(&mut self) -> Uuid {
        self.given += 1;
        self.at(self.given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_gives_the_same_identifiers_each_time() {
        let first = TimedIds.next_id();
        let (mut once, mut again) = (FormIds::new(first), FormIds::new(first));
        let made = [once.next_id(), once.next_id(), once.next_id()];
        assert_eq!(made, [again.next_id(), again.next_id(), again.next_id()]);
        assert!(made[0] != made[1] && made[1] != made[2] && made[0] != first);
    }

    #[test]
    fn advice_for_files_loses_its_column_names() {
        assert_eq!(
            without_codes("End one, or give the reason (over_reason)."),
            "End one, or give the reason."
        );
    }
}
