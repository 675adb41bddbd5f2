//! The forms for ends: somebody leaves, or a time in a post is over.

use holdfast_workforce::codes::{Destination, Holding, LeavingReason};
use holdfast_workforce::command::{Command, EndAssignment, Leave};
use holdfast_workforce::record::Assignment;

use super::field::Field;
use super::forms_of::{Form, Group, as_it_is};
use super::parts;
use super::subject::{self, Begins};

pub(super) static LEAVE: Form = Form {
    name: "leave",
    title: "Leaver",
    about: "Somebody leaves the council, or an agency worker’s last assignment ends",
    group: Group::ComingAndGoing,
    begins: Begins::Engagement,
    fields: |_, _| {
        vec![
            Field::date("to", "Last day"),
            parts::select::<LeavingReason>("reason", "Why they leave", "Choose why")
                .hint("May be left out for an agency worker"),
            parts::select::<Destination>("destination", "Where they go", "Choose where")
                .hint("May be left out for an agency worker"),
            parts::note(),
        ]
    },
    prefill: as_it_is,
    read: |desk, answers| {
        let engagement = subject::which(answers, "engagement", "Choose the engagement that ends");
        let last_day = parts::read_last_day(answers, "the last day");
        let is_agency = engagement
            .and_then(|id: holdfast_workforce::id::EngagementId| {
                desk.workforce.engagements().get(id)
            })
            .is_some_and(|it| it.contract == holdfast_workforce::codes::Contract::Agency);
        let (why, whither) = ("Choose why they leave", "Choose where they go");
        let reason = answers.optional_code("reason", why);
        let destination = answers.optional_code("destination", whither);
        if !is_agency && reason.is_none() && answers.problem("reason").is_none() {
            answers.reject("reason", why);
        }
        if !is_agency && destination.is_none() && answers.problem("destination").is_none() {
            answers.reject("destination", whither);
        }
        let (engagement, last_day) = (engagement?, last_day?);
        Some(Command::Leave(Leave {
            engagement,
            last_day,
            reason,
            destination,
        }))
    },
};

pub(super) static END_ASSIGNMENT: Form = Form {
    name: "end_assignment",
    title: "End of cover, act-up, secondment or agency assignment",
    about: "A time in a post that is not their own is over; they stay with the council",
    group: Group::Away,
    begins: Begins::Assignment(is_for_a_time),
    fields: |_, _| {
        let to = Field::date("to", "Last day of the assignment")
            .hint("The absence from their own post ends with it. For example, 31 3 2027");
        vec![to, parts::note()]
    },
    prefill: as_it_is,
    read: |_, answers| {
        let assignment = subject::which(answers, "assignment", "Choose the assignment that ends");
        let last_day = parts::read_last_day(answers, "the last day of the assignment");
        let (assignment, last_day) = (assignment?, last_day?);
        Some(Command::EndAssignment(EndAssignment {
            assignment,
            last_day,
        }))
    },
};

fn is_for_a_time(assignment: &Assignment) -> bool {
    assignment.holding != Holding::Substantive
}
