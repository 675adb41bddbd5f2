//! The forms for absences: somebody is away, or comes back.

use holdfast_workforce::codes::{AbsenceKind, Holding};
use holdfast_workforce::command::{Absent, Command, Return};
use holdfast_workforce::id::EngagementId;

use super::desk::Desk;
use super::field::{Control, Field};
use super::forms_of::{Form, Group, as_it_is};
use super::parts;
use super::subject::{self, Begins};
use crate::answers::Answers;
use crate::components::Choice;

pub(super) static ABSENT: Form = Form {
    name: "absent",
    title: "Absence",
    about: "Somebody is away: maternity leave, sickness, a career break, training",
    group: Group::Away,
    begins: Begins::Engagement,
    fields: |desk, answers| {
        let [from, to] = parts::spell("First day of absence", "Last day of absence (optional)");
        let mut fields = vec![
            parts::select::<AbsenceKind>("kind", "Kind of absence", "Choose the kind").hint(
                "Secondments and act-ups have forms of their own, which record the absence as well",
            ),
            from,
            to.hint("Leave it blank while nobody knows. For example, 31 3 2027"),
        ];
        fields.extend(from_which(desk, answers));
        fields.extend([days(), parts::note()]);
        fields
    },
    prefill: as_it_is,
    read: |_, answers| {
        let engagement = subject::which(answers, "engagement", "Choose the engagement");
        let kind = answers.required_code("kind", "Choose the kind of absence");
        let spell = parts::read_spell(
            answers,
            "the first day of absence",
            "the last day of absence",
        );
        let assignment = answers.optional("away_from", |id| {
            id.parse().map_err(|_| "Choose one of the posts, or all")
        });
        let working_days = parts::read_days(answers, "working_days", "Working days");
        Some(Command::Absent(Absent {
            engagement: engagement?,
            assignment,
            kind: kind?,
            spell: spell?,
            working_days,
        }))
    },
};

pub(super) static RETURN: Form = Form {
    name: "return",
    title: "Return from absence",
    about: "Somebody comes back, or the day of return is agreed",
    group: Group::Away,
    begins: Begins::Absence,
    fields: |_, _| {
        let to = Field::date("to", "Last day of absence")
            .hint("The day before they are back. For example, 31 3 2027");
        vec![to, days(), parts::note()]
    },
    prefill: as_it_is,
    read: |_, answers| {
        let absence = subject::which(answers, "absence", "Choose the absence that ends");
        let last_day = parts::read_last_day(answers, "the last day of absence");
        let working_days = parts::read_days(answers, "working_days", "Working days");
        Some(Command::Return(Return {
            absence: absence?,
            last_day: last_day?,
            working_days,
        }))
    },
};

fn days() -> Field {
    Field::new(
        "working_days",
        "Working days lost (optional)",
        Control::Days,
    )
    .hint("Where they are counted already. For example, 12.5")
}

/// For somebody with several posts: from which of them they are away.
fn from_which(desk: Desk<'_>, answers: &Answers) -> Option<Field> {
    let engagement: EngagementId = answers.text("engagement").parse().ok()?;
    let held = desk.workforce.assignments().linking(engagement);
    let held: Vec<_> = held
        .filter(|it| it.holding == Holding::Substantive && !it.spell.is_over_by(desk.today))
        .collect();
    if held.len() < 2 {
        return None;
    }
    let choices = held
        .into_iter()
        .map(|it| Choice::new(it.id.to_string(), desk.assignment_in_words(it)));
    let control = Control::Select("All their posts".to_owned(), choices.collect());
    Some(Field::new("away_from", "Away from", control))
}
