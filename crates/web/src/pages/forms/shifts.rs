//! The forms for somebody in post: a move, other hours, a secondment, an act-up.

use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::{CoverReason, Holding};
use holdfast_workforce::command::{ActUp, ChangeHours, Command, Move, Place, Second};
use holdfast_workforce::id::AssignmentId;
use holdfast_workforce::record::Assignment;

use super::choose::{self, Offer};
use super::desk::Desk;
use super::field::{Control, Field};
use super::forms_of::{Form, Group, as_it_is};
use super::parts;
use super::subject::{self, Begins};
use crate::answers::Answers;
use crate::components::Choice;

pub(super) static MOVE: Form = Form {
    name: "move",
    title: "Move to another post",
    about: "Somebody goes to another post for good",
    group: Group::Work,
    begins: Begins::Assignment(is_anything),
    fields: |desk, answers| {
        let mut fields = vec![Field::date("from", "First day in the new post")];
        fields.extend(choose::fields(desk, answers, "New post", Offer::Vacant));
        fields.extend([
            Field::fte("FTE in the new post"),
            parts::over_reason(),
            parts::note(),
        ]);
        fields
    },
    prefill: with_their_fte,
    read: |desk, answers| {
        let assignment = read_assignment(answers, "Choose the post that they leave");
        let from = answers.required_date("from", "the first day in the new post");
        let post = choose::read(desk, answers, "Choose the new post");
        let fte = parts::read_fte(answers);
        let over_reason = parts::read_text(answers, "over_reason");
        Some(Command::Move(Move {
            assignment: assignment?,
            from: from?,
            post: post?,
            fte: fte?,
            over_reason,
        }))
    },
};

pub(super) static CHANGE_HOURS: Form = Form {
    name: "change_hours",
    title: "Change of hours",
    about: "Somebody works more or fewer hours in their post",
    group: Group::Work,
    begins: Begins::Assignment(is_anything),
    fields: |_, _| {
        vec![
            Field::date("from", "First day of the new hours"),
            Field::fte("New FTE"),
            parts::over_reason(),
            parts::note(),
        ]
    },
    prefill: as_it_is,
    read: |_, answers| {
        let assignment = read_assignment(answers, "Choose the post in which the hours change");
        let from = answers.required_date("from", "the first day of the new hours");
        let fte = parts::read_fte(answers);
        let over_reason = parts::read_text(answers, "over_reason");
        Some(Command::ChangeHours(ChangeHours {
            assignment: assignment?,
            from: from?,
            fte: fte?,
            over_reason,
        }))
    },
};

/// The field that asks where a secondment leads.
const WHERE: &str = "where";

pub(super) static SECOND: Form = Form {
    name: "second",
    title: "Secondment",
    about: "Somebody works elsewhere for a time, in the council or outside, and keeps their post",
    group: Group::Work,
    begins: Begins::Assignment(is_holder),
    fields: |desk, answers| {
        let choices = vec![
            Choice::new("outside", "Outside the council"),
            Choice::new("inside", "Into another post of the council"),
        ];
        let mut fields = parts::spell(
            "First day of the secondment",
            "Last day, where it is agreed (optional)",
        )
        .to_vec();
        fields.push(Field::new(
            WHERE,
            "Where they are seconded",
            Control::Radios(choices),
        ));
        fields.push(Field::heading("If it is another post of the council"));
        fields.extend(choose::fields(
            desk,
            answers,
            "Post they are seconded into",
            Offer::ToCover,
        ));
        fields.extend([
            Field::fte("FTE in that post"),
            cover("Why that post is covered"),
            parts::over_reason(),
            parts::note(),
        ]);
        fields
    },
    prefill: as_it_is,
    read: |desk, answers| {
        let assignment = read_assignment(answers, "Choose the post that they keep");
        let spell = parts::read_spell(answers, "the first day of the secondment", "the last day");
        let is_inside =
            answers.required(WHERE, "Choose where they are seconded", |text| match text {
                "inside" => Ok(true),
                "outside" => Ok(false),
                _ => Err("Choose where they are seconded"),
            });
        let into = match is_inside {
            Some(true) => Some(read_place(
                desk,
                answers,
                "Choose the post that they are seconded into",
            )?),
            _ => None,
        };
        is_inside?;
        Some(Command::Second(Second {
            assignment: assignment?,
            spell: spell?,
            into,
        }))
    },
};

pub(super) static ACT_UP: Form = Form {
    name: "act_up",
    title: "Act-up",
    about: "Somebody acts up into a higher post for a time and keeps their own",
    group: Group::Work,
    begins: Begins::Assignment(is_holder),
    fields: |desk, answers| {
        let mut fields = parts::spell(
            "First day of acting up",
            "Last day, where it is agreed (optional)",
        )
        .to_vec();
        fields.extend(choose::fields(
            desk,
            answers,
            "Post they act up into",
            Offer::ToCover,
        ));
        fields.extend([
            Field::fte("FTE in that post"),
            cover("Why that post is covered"),
            parts::over_reason(),
            parts::note(),
        ]);
        fields
    },
    prefill: with_their_fte,
    read: |desk, answers| {
        let assignment = read_assignment(answers, "Choose the post that they keep");
        let spell = parts::read_spell(answers, "the first day of acting up", "the last day");
        let into = read_place(desk, answers, "Choose the post that they act up into");
        Some(Command::ActUp(ActUp {
            assignment: assignment?,
            spell: spell?,
            into: into?,
        }))
    },
};

fn is_anything(_: &Assignment) -> bool {
    true
}

fn is_holder(assignment: &Assignment) -> bool {
    assignment.holding == Holding::Substantive
}

fn cover(label: &str) -> Field {
    parts::radios_of("cover", label, CoverReason::ALL)
}

fn with_their_fte(desk: Desk<'_>, answers: Answers) -> Answers {
    let id = answers.text("assignment").parse::<AssignmentId>().ok();
    match id.and_then(|id| desk.workforce.assignments().get(id)) {
        Some(assignment) => answers.with("fte", assignment.fte),
        None => answers,
    }
}

fn read_assignment(answers: &mut Answers, missing: &str) -> Option<AssignmentId> {
    subject::which(answers, "assignment", missing)
}

fn read_place(desk: Desk<'_>, answers: &mut Answers, missing: &str) -> Option<Place> {
    let post = choose::read(desk, answers, missing);
    let fte = parts::read_fte(answers);
    let cover = answers.required_code("cover", "Choose why that post is covered");
    let over_reason = parts::read_text(answers, "over_reason");
    Some(Place {
        post: post?,
        fte: fte?,
        cover: cover?,
        over_reason,
    })
}
