//! The forms about posts: a new one, a change, a close.

use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::{Funding, Standing};
use holdfast_workforce::command::{ChangePost, ClosePost, Command, OpenPost};
use holdfast_workforce::id::{PostId, RoleId, TeamId};
use holdfast_workforce::record::PostTerms;

use super::desk::{Desk, terms_near};
use super::field::{Control, Field};
use super::forms_of::{Form, Group, as_it_is};
use super::parts;
use super::subject::Begins;
use crate::answers::Answers;

pub(super) static OPEN_POST: Form = Form {
    name: "open_post",
    title: "New post",
    about: "A post is added to the structure, or a place outside the establishment",
    group: Group::Posts,
    begins: Begins::Nothing,
    fields: |desk, _| {
        let [from, to] = parts::spell("First day of the post", "Last day (optional)");
        let mut fields = vec![
            Field::text("id", "Post number (optional)", 10)
                .hint("The council’s own number. Leave it blank to be given one."),
            Field::text("title", "Title (optional)", 20)
                .hint("Where it differs from the role’s name"),
        ];
        fields.extend(terms(desk));
        fields.extend([
            from,
            to.hint("Give one for a temporary uplift or a grant. For example, 31 3 2027"),
            Field::date("conversion", "Moves into the establishment on (optional)").hint(
                "For a trainee’s or newly qualified worker’s place outside the establishment",
            ),
            Field::text("grade", "Grade (optional)", 5),
            Field::text("budget_code", "Budget code (optional)", 10),
            parts::note(),
        ]);
        fields
    },
    prefill: as_it_is,
    read: |desk, answers| {
        let reference = parts::read_text(answers, "id");
        let title = parts::read_text(answers, "title");
        let given = Given::read(desk, answers);
        let spell = parts::read_spell(answers, "the first day of the post", "the last day");
        let conversion =
            answers.optional_date("conversion", "the day it moves into the establishment");
        let grade = parts::read_text(answers, "grade");
        let budget_code = parts::read_text(answers, "budget_code");
        let given = given?;
        let terms = PostTerms {
            spell: spell?,
            title,
            team: given.team,
            role: given.role,
            fte: given.fte,
            funding: given.funding,
            standing: given.standing,
            conversion,
            grade,
            budget_code,
            over_reason: None,
        };
        Some(Command::OpenPost(OpenPost { reference, terms }))
    },
};

pub(super) static CHANGE_POST: Form = Form {
    name: "change_post",
    title: "Change or uplift of a post",
    about: "More or fewer FTE, another team, role or funding, for good or for a time",
    group: Group::Posts,
    begins: Begins::Post,
    fields: |desk, _| {
        let [from, to] = parts::spell(
            "First day of the change",
            "Last day of the change (optional)",
        );
        let mut fields = vec![
            from,
            to.hint("For an uplift for a time; afterwards the terms of before hold again. For example, 31 3 2027"),
        ];
        fields.extend(terms(desk));
        fields.push(
            Field::text(
                "over_reason",
                "Reason why it may be held beyond its FTE (optional)",
                0,
            )
            .hint("Only where that was agreed"),
        );
        fields.push(parts::note());
        fields
    },
    prefill: prefill_terms,
    read: |desk, answers| {
        let post = read_post(desk, answers);
        let spell = parts::read_spell(
            answers,
            "the first day of the change",
            "the last day of the change",
        );
        let given = Given::read(desk, answers);
        let over_reason = parts::read_text(answers, "over_reason");
        let given = given?;
        Some(Command::ChangePost(ChangePost {
            post: post?,
            spell: spell?,
            team: given.team,
            role: given.role,
            fte: given.fte,
            funding: given.funding,
            standing: given.standing,
            over_reason,
        }))
    },
};

pub(super) static CLOSE_POST: Form = Form {
    name: "close_post",
    title: "Post closes",
    about: "A post is deleted from the structure from a day on",
    group: Group::Posts,
    begins: Begins::Post,
    fields: |_, _| {
        let to = Field::date("to", "Last day of the post");
        let hint = "Everybody has to be out of the post by this day. For example, 31 3 2027";
        vec![to.hint(hint), parts::note()]
    },
    prefill: as_it_is,
    read: |desk, answers| {
        let post = read_post(desk, answers);
        let last_day = parts::read_last_day(answers, "the last day of the post");
        Some(Command::ClosePost(ClosePost {
            post: post?,
            last_day: last_day?,
        }))
    },
};

fn terms(desk: Desk<'_>) -> [Field; 5] {
    let none = |what: &str| format!("Choose a {what}");
    [
        Field::new("team", "Team", Control::Select(none("team"), desk.teams())),
        Field::new("role", "Role", Control::Select(none("role"), desk.roles())),
        Field::fte("FTE of the post"),
        parts::radios::<Funding>("funding", "Funding"),
        parts::radios::<Standing>("standing", "Standing"),
    ]
}

fn prefill_terms(desk: Desk<'_>, answers: Answers) -> Answers {
    let terms = desk
        .post(answers.text("post"))
        .and_then(|post| terms_near(post, desk.today));
    let Some(terms) = terms else { return answers };
    let team = desk.workforce.teams().get(terms.team);
    let role = desk.workforce.roles().get(terms.role);
    answers
        .with("team", team.map_or("", |team| &team.reference))
        .with("role", role.map_or("", |role| &role.reference))
        .with("fte", terms.fte)
        .with("funding", terms.funding.code())
        .with("standing", terms.standing.code())
        .with(
            "over_reason",
            terms.over_reason.as_deref().unwrap_or_default(),
        )
}

/// What both forms ask of a post.
struct Given {
    team: TeamId,
    role: RoleId,
    fte: holdfast_workforce::amount::Fte,
    funding: Funding,
    standing: Standing,
}

impl Given {
    fn read(desk: Desk<'_>, answers: &mut Answers) -> Option<Self> {
        let team = answers.required("team", "Choose a team", |number| {
            let team = desk.workforce.teams().by_reference(number);
            team.map(|team| team.id)
                .ok_or("There is no such team any more")
        });
        let role = answers.required("role", "Choose a role", |number| {
            let role = desk.workforce.roles().by_reference(number);
            role.map(|role| role.id)
                .ok_or("There is no such role any more")
        });
        let fte = parts::read_fte_of_post(answers);
        let funding = answers.required_code("funding", "Choose who pays for the post");
        let standing =
            answers.required_code("standing", "Choose whether it counts in the establishment");
        Some(Self {
            team: team?,
            role: role?,
            fte: fte?,
            funding: funding?,
            standing: standing?,
        })
    }
}

fn read_post(desk: Desk<'_>, answers: &mut Answers) -> Option<PostId> {
    let missing = "This post is no longer in the records";
    answers.required("post", missing, |text| {
        desk.post(text).map(|post| post.id).ok_or(missing)
    })
}
