//! Stories: what a change means, in the words of the people who make it.
//!
//! An import of ten thousand rows and a form filled in by hand are told the
//! same way, because both are changes of records. Everything told names the
//! record it is about, so that it can be opened.

mod corrections;
mod fields;
mod people;
mod posts;

use std::collections::BTreeMap;

pub use fields::{Difference, Field, differences, fields, payment};
use jiff::civil::Date;

use crate::code::codes;
use crate::id::RecordId;
use crate::record::{Kind, Person, Record};
use crate::snapshot::Workforce;

codes! {
    /// What kind of thing happens.
    Happening {
        /// Somebody joins the council.
        Starter = "starter", "Starters";
        /// Somebody leaves the council.
        Leaver = "leaver", "Leavers";
        /// Somebody goes from one post to another.
        Move = "move", "Moves";
        /// Somebody works more or fewer hours.
        Hours = "hours", "Changes of FTE";
        /// Somebody covers a post that is not theirs.
        Cover = "cover", "Cover, act-ups and secondments";
        /// An agency assignment begins.
        AgencyStart = "agency_start", "Agency assignments begun";
        /// An agency assignment ends.
        AgencyEnd = "agency_end", "Agency assignments ended";
        /// Somebody is absent.
        Absence = "absence", "Absences";
        /// A post is added.
        PostAdded = "post_added", "Posts added";
        /// A post is changed.
        PostChanged = "post_changed", "Posts changed";
        /// A post is closed.
        PostClosed = "post_closed", "Posts closed";
        /// Something about the structure is added or changed.
        Structure = "structure", "Teams and roles";
        /// Something about the strategy, its boards, pledges or audits is added or changed.
        Strategy = "strategy", "Strategy";
        /// Something recorded earlier is put right.
        Correction = "correction", "Corrections";
        /// A record is taken away.
        Removal = "removal", "Records taken away";
        /// Figures are added: pay, caseloads, counts, published figures.
        Figures = "figures", "Figures";
    }
}

/// One thing that a change does.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// What kind of thing it is.
    pub happening: Happening,
    /// From when.
    pub on: Option<Date>,
    /// What happens, as a sentence without its full stop.
    pub text: String,
    /// The record it is about.
    pub kind: Kind,
    /// The record it is about, or one of them.
    pub id: RecordId,
    /// How many records it is about; figures are told by their number.
    pub records: usize,
}

/// What a story is told with: the snapshots around the change.
struct Telling<'a> {
    before: &'a Workforce,
    after: &'a Workforce,
    stories: Vec<Story>,
}

impl Telling<'_> {
    fn add(
        &mut self,
        happening: Happening,
        on: Option<Date>,
        about: (Kind, RecordId),
        text: String,
    ) {
        let (kind, id) = about;
        self.stories.push(Story {
            happening,
            on,
            text,
            kind,
            id,
            records: 1,
        });
    }
}

/// Tells what a change does: `before` and `after` are the snapshots around it,
/// `touched` names the records that it writes or takes away.
pub fn tell(before: &Workforce, after: &Workforce, touched: &[(Kind, RecordId)]) -> Vec<Story> {
    let mut telling = Telling {
        before,
        after,
        stories: Vec::new(),
    };
    let mut figures = Figures::default();
    let single = few_figures(before, after, touched);
    for (kind, id) in touched {
        let was = before.record(*kind, *id);
        let is = after.record(*kind, *id);
        if was == is {
            continue;
        }
        match (was, is) {
            (Some(was), Some(is)) if single && counts_as_figure(*kind) => {
                telling.tell_fields(&was, &is);
            }
            (Some(_), Some(_)) if counts_as_figure(*kind) => figures.changed.count(*kind, *id),
            (None, Some(_)) if counts_as_figure(*kind) => figures.added.count(*kind, *id),
            (_, None) if counts_as_figure(*kind) => figures.removed.count(*kind, *id),
            (was, Some(is)) => telling.tell_record(was.as_ref(), &is),
            (Some(was), None) => telling.tell_removal(&was),
            (None, None) => {}
        }
    }
    telling.tell_figures(&figures);
    telling
        .stories
        .sort_by_key(|story| (story.happening, story.on));
    telling.stories
}

/// Whether so few figures change that each can be told.
fn few_figures(before: &Workforce, after: &Workforce, touched: &[(Kind, RecordId)]) -> bool {
    let figures = touched.iter().filter(|(kind, _)| counts_as_figure(*kind));
    let changed = figures.filter(|(kind, id)| {
        let (was, is) = (before.record(*kind, *id), after.record(*kind, *id));
        was.is_some() && is.is_some() && was != is
    });
    changed.take(FIGURES_TOLD + 1).count() <= FIGURES_TOLD
}

/// How many changed figures are told one by one.
const FIGURES_TOLD: usize = 20;

/// Figures come by the thousand and are told by their number.
#[derive(Default)]
struct Figures {
    added: Counted,
    changed: Counted,
    removed: Counted,
}

/// How many records of each kind, and one of them.
#[derive(Default)]
struct Counted(BTreeMap<Kind, (usize, RecordId)>);

impl Counted {
    fn count(&mut self, kind: Kind, id: RecordId) {
        self.0.entry(kind).or_insert((0, id)).0 += 1;
    }
}

fn counts_as_figure(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Pay | Kind::Caseload | Kind::StatedPosition | Kind::Indicator | Kind::Acknowledgement
    )
}

impl Telling<'_> {
    fn tell_figures(&mut self, figures: &Figures) {
        let told = [
            (&figures.added, Happening::Figures, "added"),
            (&figures.changed, Happening::Figures, "changed"),
            (&figures.removed, Happening::Removal, "taken away"),
        ];
        for (counted, happening, done) in told {
            for (kind, (count, id)) in &counted.0 {
                let name = if *count == 1 {
                    kind.name()
                } else {
                    kind.plural()
                };
                let text = format!("{count} {name} {done}");
                self.stories.push(Story {
                    happening,
                    on: None,
                    text,
                    kind: *kind,
                    id: *id,
                    records: *count,
                });
            }
        }
    }

    fn tell_record(&mut self, was: Option<&Record>, is: &Record) {
        match (was, is) {
            (None, Record::Engagement(is)) => self.engagement_begins(is),
            (Some(Record::Engagement(was)), Record::Engagement(is)) => {
                self.engagement_changes(was, is);
            }
            (None, Record::Assignment(is)) => self.assignment_begins(is),
            (Some(Record::Assignment(was)), Record::Assignment(is)) => {
                self.assignment_changes(was, is);
            }
            (None, Record::Absence(is)) => self.absence_begins(is),
            (Some(Record::Absence(was)), Record::Absence(is)) => self.absence_changes(was, is),
            (None, Record::Post(is)) => self.post_begins(is),
            (Some(Record::Post(was)), Record::Post(is)) => self.post_changes(was, is),
            // A new person is told by the engagement that comes with them.
            (None, Record::Person(is)) if self.is_engaged(is) => {}
            (Some(was), is) if !is_told_whole(is) => self.tell_fields(was, is),
            (was, is) => self.tell_plainly(was.is_none(), is),
        }
    }

    fn is_engaged(&self, is: &Person) -> bool {
        self.after.engagements().linking(is.id).next().is_some()
    }

    fn tell_plainly(&mut self, is_new: bool, is: &Record) {
        let name = match is {
            Record::Team(team) => team.name.as_str(),
            Record::Role(role) => role.name.as_str(),
            Record::Person(person) => person.display_name(),
            Record::Authority(authority) => authority.name.as_str(),
            Record::Profile(profile) => profile.reference.as_str(),
            Record::Scorecard(scorecard) => scorecard.reference.as_str(),
            Record::Publication(publication) => publication.reference.as_str(),
            Record::Return(said) => said.reference.as_str(),
            Record::Scenario(scenario) => scenario.reference.as_str(),
            Record::Paper(paper) => paper.reference.as_str(),
            Record::PublishedPaper(paper) => paper.reference.as_str(),
            Record::Board(board) => board.name.as_str(),
            Record::StrategyItem(item) => item.title.as_str(),
            Record::Pledge(pledge) => pledge.text.as_str(),
            other => other.reference().unwrap_or_default(),
        };
        let happening = match is {
            Record::Person(_) => Happening::Correction,
            _ if is_of_strategy(is.kind()) => Happening::Strategy,
            _ => Happening::Structure,
        };
        let done = if is_new { "added" } else { "changed" };
        let text = format!("{} ‘{name}’ {done}", capital(is.kind().name()));
        self.add(happening, None, (is.kind(), is.id()), text);
    }

    fn tell_removal(&mut self, was: &Record) {
        let name = match was {
            Record::Absence(absence) => {
                format!(" of {}", people::name_of(self.before, absence.engagement))
            }
            other => other
                .reference()
                .map(|it| format!(" {it}"))
                .unwrap_or_default(),
        };
        let text = format!("{}{name} taken away", capital(was.kind().name()));
        self.add(Happening::Removal, None, (was.kind(), was.id()), text);
    }
}

/// A label inside a sentence; names such as ‘England’ keep their capitals.
fn inside(label: &str) -> String {
    let mut letters = label.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Whether records of the kind belong to the strategy.
fn is_of_strategy(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Board
            | Kind::StrategyItem
            | Kind::MemberRequest
            | Kind::Pledge
            | Kind::Acknowledgement
            | Kind::PracticeAudit
    )
}

/// Whether a change of the record is told without its fields: it is one text.
fn is_told_whole(record: &Record) -> bool {
    matches!(
        record,
        Record::Profile(_)
            | Record::Scorecard(_)
            | Record::Publication(_)
            | Record::Return(_)
            | Record::Scenario(_)
            | Record::Paper(_)
            | Record::PublishedPaper(_)
    )
}

#[cfg(test)]
mod tests;
