//! What a form is about: the post, or the person with the assignment,
//! engagement or absence that changes.

use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::AbsenceKind;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::{PersonId, RecordId};
use holdfast_workforce::record::{Absence, Assignment, Engagement, Person};

use super::desk::Desk;
use super::field::{Control, Field};
use crate::answers::Answers;
use crate::components::Choice;

/// What a form has to know before it can be filled in.
#[derive(Clone, Copy)]
pub(crate) enum Begins {
    /// Nothing: it makes something new.
    Nothing,
    /// A post.
    Post,
    /// A person, and which of their assignments.
    Assignment(fn(&Assignment) -> bool),
    /// A person, and which of their engagements.
    Engagement,
    /// A person, and which of their absences.
    Absence,
}

impl Begins {
    /// Whether a person has to be found first.
    pub(crate) fn with_a_person(self) -> bool {
        !matches!(self, Self::Nothing | Self::Post)
    }

    /// The field that names what changes.
    fn field(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Post => "post",
            Self::Assignment(_) => "assignment",
            Self::Engagement => "engagement",
            Self::Absence => "absence",
        }
    }

    fn question(self) -> &'static str {
        match self {
            Self::Absence => "Which absence?",
            Self::Engagement => "Which engagement?",
            _ => "In which post?",
        }
    }
}

/// What a form is about.
#[derive(Debug, Default)]
pub(crate) struct Subject {
    /// Who or what, above the heading.
    pub(crate) caption: String,
    /// What is known of it now.
    pub(crate) facts: Vec<(String, String)>,
    /// The fields that name it.
    pub(crate) fields: Vec<Field>,
    /// Why the form cannot be filled in, where it cannot.
    pub(crate) obstacle: Option<String>,
}

/// One record that a form may be about.
type Candidate = (RecordId, String);

/// Finds what the answers are about, and completes them with it; nothing where
/// it has still to be looked for.
pub(crate) fn find(begins: Begins, desk: Desk<'_>, answers: Answers) -> Option<(Subject, Answers)> {
    match begins {
        Begins::Nothing => Some((Subject::default(), answers)),
        Begins::Post => of_post(desk, answers),
        _ => of_person(begins, desk, answers),
    }
}

fn of_post(desk: Desk<'_>, answers: Answers) -> Option<(Subject, Answers)> {
    let post = desk.post(answers.text("post"))?;
    let answers = answers.set("post", &post.reference);
    let mut facts = Vec::new();
    if let Some(terms) = super::desk::terms_near(post, desk.today) {
        let holders = desk.workforce.assignments().linking(post.id);
        let holders: Vec<_> = holders
            .filter(|it| it.spell.contains(desk.today))
            .map(|it| {
                let person = desk.workforce.person_of(it.engagement);
                let name = person.map_or("Somebody", Person::display_name);
                format!(
                    "{name} ({}, {} FTE)",
                    it.holding.label().to_lowercase(),
                    it.fte
                )
            })
            .collect();
        facts.push(("FTE".to_owned(), format!("{} FTE", terms.fte)));
        facts.push(("Funding".to_owned(), terms.funding.label().to_owned()));
        facts.push(("Standing".to_owned(), terms.standing.label().to_owned()));
        let from = in_words(terms.spell.from);
        let to = terms
            .spell
            .last_day()
            .map(|day| format!(" to {}", in_words(day)));
        facts.push((
            "These terms".to_owned(),
            format!("From {from}{}", to.unwrap_or_default()),
        ));
        let now = if holders.is_empty() {
            "Nobody".to_owned()
        } else {
            holders.join(", ")
        };
        facts.push(("In the post today".to_owned(), now));
    }
    let subject = Subject {
        caption: desk.post_in_words(post, desk.today),
        facts,
        fields: vec![Field::hidden("post")],
        obstacle: None,
    };
    Some((subject, answers))
}

fn of_person(begins: Begins, desk: Desk<'_>, answers: Answers) -> Option<(Subject, Answers)> {
    let person = named_person(begins, desk, &answers)?;
    let mut candidates = candidates(begins, desk, person.id);
    let chosen: Option<RecordId> = answers.text(begins.field()).trim().parse().ok();
    if let Some(chosen) = chosen.filter(|id| !candidates.iter().any(|(known, _)| known == id)) {
        candidates.extend(of_this_person(begins, desk, person.id, chosen));
    }
    let mut answers = answers.set("person", person.id);
    if let [(only, _)] = candidates.as_slice() {
        answers = answers.set(begins.field(), only);
    }
    let name = person.display_name();
    let subject = Subject {
        caption: format!("{name} ({})", person.reference),
        facts: facts(&candidates),
        fields: fields(begins, &candidates),
        obstacle: candidates.is_empty().then(|| obstacle(begins, name)),
    };
    Some((subject, answers))
}

fn facts(candidates: &[Candidate]) -> Vec<(String, String)> {
    match candidates {
        [(_, label)] => vec![("Now".to_owned(), label.clone())],
        _ => Vec::new(),
    }
}

fn fields(begins: Begins, candidates: &[Candidate]) -> Vec<Field> {
    let person = Field::hidden("person");
    let which = match candidates {
        [] | [_] => Field::hidden(begins.field()),
        several => {
            let choices = several
                .iter()
                .map(|(id, label)| Choice::new(id.to_string(), label));
            let control = Control::Radios(choices.collect());
            Field::new(begins.field(), begins.question(), control)
        }
    };
    vec![person, which]
}

fn obstacle(begins: Begins, name: &str) -> String {
    match begins {
        Begins::Absence => format!("{name} has no absence that still runs."),
        Begins::Engagement => format!("{name} was never engaged here."),
        _ => format!("{name} has no assignment that this could change."),
    }
}

/// The person that the answers name, by themselves or by what is theirs.
fn named_person<'a>(begins: Begins, desk: Desk<'a>, answers: &Answers) -> Option<&'a Person> {
    let workforce = desk.workforce;
    let id: Option<RecordId> = answers.text(begins.field()).trim().parse().ok();
    let engagement = id.and_then(|id| match begins {
        Begins::Assignment(_) => workforce.assignments().get(id).map(|it| it.engagement),
        Begins::Absence => workforce.absences().get(id).map(|it| it.engagement),
        _ => workforce.engagements().get(id).map(|it| it.id),
    });
    let by_what_is_theirs = engagement.and_then(|it| workforce.person_of(it));
    by_what_is_theirs.or_else(|| person(desk, answers.text("person")))
}

/// The person that a text names, by the council's number or by the identifier.
pub(crate) fn person<'a>(desk: Desk<'a>, text: &str) -> Option<&'a Person> {
    let people = desk.workforce.people();
    let text = text.trim();
    people
        .by_reference(text)
        .or_else(|| text.parse::<RecordId>().ok().and_then(|id| people.get(id)))
}

/// What of a person's the form may be about: what runs or is still to come,
/// or all where nothing does.
fn candidates(begins: Begins, desk: Desk<'_>, person: PersonId) -> Vec<Candidate> {
    let all = all_of(begins, desk, person);
    let runs = |over: &bool| !over;
    let only_running = matches!(begins, Begins::Absence) || all.iter().any(|(over, _)| runs(over));
    all.into_iter()
        .filter(|(over, _)| !only_running || runs(over))
        .map(|(_, candidate)| candidate)
        .collect()
}

/// Everything of a person's that the form may be about, and whether it is over.
fn all_of(begins: Begins, desk: Desk<'_>, person: PersonId) -> Vec<(bool, Candidate)> {
    let workforce = desk.workforce;
    let today = desk.today;
    let engagements = workforce.engagements().linking(person);
    match begins {
        Begins::Nothing | Begins::Post => Vec::new(),
        Begins::Engagement => engagements
            .map(|it| {
                (
                    it.spell.is_over_by(today),
                    (it.id.into(), engagement_in_words(it)),
                )
            })
            .collect(),
        Begins::Assignment(fits) => engagements
            .flat_map(|it| workforce.assignments().linking(it.id))
            .filter(|it| fits(it))
            .map(|it| {
                (
                    it.spell.is_over_by(today),
                    (it.id.into(), desk.assignment_in_words(it)),
                )
            })
            .collect(),
        Begins::Absence => engagements
            .flat_map(|it| workforce.absences().linking(it.id))
            .filter(|it| it.kind != AbsenceKind::ActUp)
            .map(|it| {
                (
                    it.spell.is_over_by(today),
                    (it.id.into(), absence_in_words(it)),
                )
            })
            .collect(),
    }
}

/// A record that was asked for by its identifier, if it is this person's.
fn of_this_person(
    begins: Begins,
    desk: Desk<'_>,
    person: PersonId,
    chosen: RecordId,
) -> Option<Candidate> {
    let all = all_of(begins, desk, person).into_iter();
    all.map(|(_, candidate)| candidate)
        .find(|(id, _)| *id == chosen)
}

fn engagement_in_words(engagement: &Engagement) -> String {
    let to = engagement.spell.last_day();
    let to = to.map_or_else(String::new, |day| format!(" to {}", in_words(day)));
    let from = in_words(engagement.spell.from);
    format!("{}, from {from}{to}", engagement.contract.label())
}

fn absence_in_words(absence: &Absence) -> String {
    let to = absence.spell.last_day();
    let to = to.map_or_else(
        || ", no end known".to_owned(),
        |day| format!(" to {}", in_words(day)),
    );
    let from = in_words(absence.spell.from);
    format!("{}, from {from}{to}", absence.kind.label())
}

/// Reads which record of the person's it is.
pub(crate) fn which<T: std::str::FromStr>(
    answers: &mut Answers,
    field: &str,
    missing: &str,
) -> Option<T> {
    answers.required(field, missing, |text| text.parse().map_err(|_| missing))
}
