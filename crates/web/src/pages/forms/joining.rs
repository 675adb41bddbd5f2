//! The forms with which somebody joins: a starter, an agency worker, employed cover.

use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::Money;
use holdfast_workforce::codes::{
    Contract, CoverReason, Ethnicity, Holding, Origin, PayElement, QualificationLevel, Route, Sex,
};
use holdfast_workforce::command::{Command, Join, NewPerson, Who};

use super::choose::{self, Offer};
use super::desk::Desk;
use super::field::{Control, Field};
use super::forms_of::{Form, Group};
use super::parts;
use super::subject::{self, Begins};
use crate::answers::Answers;

pub(super) static JOIN: Form = Form {
    name: "join",
    title: "Starter",
    about: "Somebody new, or somebody who comes back, takes a post",
    group: Group::ComingAndGoing,
    begins: Begins::Nothing,
    fields: |desk, answers| {
        let mut fields = who(desk, answers, Detail::Full);
        fields.extend(employment());
        fields.push(Field::heading("The post"));
        fields.extend(choose::fields(desk, answers, "Post", Offer::Vacant));
        fields.extend([
            Field::fte("FTE"),
            parts::over_reason(),
            salary(),
            parts::note(),
        ]);
        fields
    },
    prefill: known_by_reference,
    read: |desk, answers| {
        let join = read_employee(desk, answers, "Choose the post")?;
        Some(Command::Join(join))
    },
};

pub(super) static COVER: Form = Form {
    name: "cover",
    title: "Employed cover",
    about: "Somebody is employed for a time to cover maternity leave, sickness or a vacancy",
    group: Group::Away,
    begins: Begins::Nothing,
    fields: |desk, answers| {
        let mut fields = covered(desk, answers);
        fields.extend(who(desk, answers, Detail::Full));
        fields.extend(employment());
        fields.extend([
            Field::fte("FTE"),
            parts::over_reason(),
            salary(),
            parts::note(),
        ]);
        fields
    },
    prefill: |desk, answers| {
        let fixed = Contract::FixedTerm.code();
        known_by_reference(desk, answers).with("contract", fixed)
    },
    read: |desk, answers| {
        let cover = read_cover(answers);
        let join = read_employee(desk, answers, "Choose the post that is covered");
        Some(Command::Join(Join {
            holding: Holding::Cover,
            cover: Some(cover?),
            ..join?
        }))
    },
};

/// Somebody employed in a post, as its holder unless the form says otherwise.
/// Every answer is read, so that all problems are told at once.
fn read_employee(desk: Desk<'_>, answers: &mut Answers, choose_post: &'static str) -> Option<Join> {
    let who = read_who(desk, answers, Detail::Full);
    let contract = read_contract(answers);
    let spell = parts::read_spell(answers, "the first day", "the last day");
    let missing = "Choose what they did before; ‘Not yet collected’ is a choice too";
    let origin = answers.required_code("origin", missing);
    let post = choose::read(desk, answers, choose_post);
    let fte = parts::read_fte(answers);
    let over_reason = parts::read_text(answers, "over_reason");
    let pay = read_pay(answers, &[SALARY]);
    Some(Join {
        who: who?,
        contract: contract?,
        spell: spell?,
        origin: Some(origin?),
        agency: None,
        post: post?,
        fte: fte?,
        holding: Holding::Substantive,
        cover: None,
        over_reason,
        pay,
    })
}

pub(super) static BOOK_AGENCY: Form = Form {
    name: "book_agency",
    title: "Agency assignment",
    about: "An agency worker covers a post",
    group: Group::ComingAndGoing,
    begins: Begins::Nothing,
    fields: |desk, answers| {
        let mut fields = covered(desk, answers);
        fields.extend(who(desk, answers, Detail::Name));
        fields.push(Field::text("agency", "Agency", 20));
        fields.push(Field::heading("The assignment"));
        fields.extend(parts::spell(
            "First day",
            "Last day, where it is agreed (optional)",
        ));
        fields.extend([
            Field::fte("FTE"),
            parts::over_reason(),
            Field::new("charge", "Charge for an hour (optional)", Control::Pounds)
                .hint("What the agency charges the council, in pounds. For example, 41.50"),
            Field::new("agency_pay", "Pay for an hour (optional)", Control::Pounds)
                .hint("What the worker is paid, in pounds. For example, 35"),
            parts::note(),
        ]);
        fields
    },
    prefill: known_by_reference,
    read: |desk, answers| {
        let post = choose::read(desk, answers, "Choose the post that is covered");
        let cover = read_cover(answers);
        let who = read_who(desk, answers, Detail::Name);
        let agency = answers.required("agency", "Enter the name of the agency", |text| {
            Ok::<_, String>(text.to_owned())
        });
        let spell = parts::read_spell(answers, "the first day", "the last day");
        let fte = parts::read_fte(answers);
        let over_reason = parts::read_text(answers, "over_reason");
        let lines = [
            Line {
                field: "charge",
                what: "Charge for an hour",
                example: "41.50",
                element: PayElement::AgencyCharge,
            },
            Line {
                field: "agency_pay",
                what: "Pay for an hour",
                example: "35",
                element: PayElement::AgencyPay,
            },
        ];
        let pay = read_pay(answers, &lines);
        Some(Command::Join(Join {
            who: who?,
            contract: Contract::Agency,
            spell: spell?,
            origin: None,
            agency: Some(agency?),
            post: post?,
            fte: fte?,
            holding: Holding::Agency,
            cover: Some(cover?),
            over_reason,
            pay,
        }))
    },
};

/// How much is asked about somebody new.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Everything that the workforce return asks.
    Full,
    /// Who they are.
    Name,
}

fn who(desk: Desk<'_>, answers: &Answers, detail: Detail) -> Vec<Field> {
    let known = subject::person(desk, answers.text("person"));
    let hint = known.map_or_else(
        || "Only for somebody who worked here before. The questions about a new person are then left blank.".to_owned(),
        |person| format!("This is the number of {}. The questions about a new person are left blank.", person.display_name()),
    );
    let mut fields = vec![
        Field::heading("The person"),
        Field::text("name", "Name", 20).hint("Leave it blank for somebody who worked here before"),
        Field::text(
            "person",
            "Or, if they are in the records, their person number (optional)",
            10,
        )
        .hint(&hint),
        Field::text("id", "New person’s number (optional)", 10)
            .hint("The council’s own number. Leave it blank to be given one."),
        Field::text("registration", "Social Work England number (optional)", 10)
            .hint("For example, SW123456"),
    ];
    if detail == Detail::Full {
        fields.extend([
            Field::date("born", "Date of birth (optional)"),
            parts::radios_of("sex", "Sex (optional)", Sex::ALL),
            parts::select::<Ethnicity>("ethnicity", "Ethnicity (optional)", "Not recorded"),
            Field::date(
                "registered_on",
                "Registered as a social worker on (optional)",
            ),
            Field::date("qualified_on", "Qualified as a social worker on (optional)"),
            parts::select::<QualificationLevel>(
                "qualification",
                "Qualification (optional)",
                "Not recorded",
            ),
            parts::select::<Route>("route", "Route into social work (optional)", "Not recorded"),
        ]);
    }
    fields
}

fn employment() -> [Field; 5] {
    let [from, to] = parts::spell("First day", "Last day, where it is agreed (optional)");
    let contracts = [
        Contract::Permanent,
        Contract::FixedTerm,
        Contract::SecondmentIn,
    ];
    [
        Field::heading("Employment"),
        parts::radios_of("contract", "Contract", &contracts),
        from,
        to,
        parts::select::<Origin>(
            "origin",
            "What they did before",
            "Choose what they did before",
        ),
    ]
}

/// Which post is covered, and why.
fn covered(desk: Desk<'_>, answers: &Answers) -> Vec<Field> {
    let mut fields = vec![Field::heading("The post that is covered")];
    fields.extend(choose::fields(desk, answers, "Post", Offer::ToCover));
    fields.push(parts::radios_of(
        "cover",
        "Why the post is covered",
        CoverReason::ALL,
    ));
    fields
}

fn salary() -> Field {
    Field::new("salary", "Salary (optional)", Control::Pounds)
        .hint("Base salary of a full-time year, in pounds. For example, 38223")
}

/// A link names a person by identifier; people know the number.
fn known_by_reference(desk: Desk<'_>, answers: Answers) -> Answers {
    match subject::person(desk, answers.text("person")) {
        Some(person) => answers.set("person", &person.reference),
        None => answers,
    }
}

fn read_who(desk: Desk<'_>, answers: &mut Answers, detail: Detail) -> Option<Who> {
    if !answers.text("person").trim().is_empty() {
        let known = answers.optional("person", |number| {
            let person = subject::person(desk, number).map(|person| person.id);
            person.ok_or_else(|| format!("There is no person with the number {number}"))
        });
        let fields = ["name", "id", "registration"];
        if fields
            .iter()
            .any(|field| !answers.text(field).trim().is_empty())
        {
            answers.reject(
                "person",
                "Give the number of a known person, or the name of a new one, not both",
            );
        }
        return known.map(Who::Known);
    }
    let name = answers.required(
        "name",
        "Enter the person’s name, or their number if they are in the records",
        |text| Ok::<_, String>(text.to_owned()),
    );
    let mut new = NewPerson {
        reference: parts::read_text(answers, "id"),
        name,
        registration: parts::read_text(answers, "registration"),
        ..NewPerson::default()
    };
    if detail == Detail::Full {
        let unknown = "Choose one of the list";
        new.born = answers.optional_date("born", "the date of birth");
        new.sex = answers.optional_code("sex", unknown);
        new.ethnicity = answers.optional_code("ethnicity", unknown);
        new.registered_on = answers.optional_date("registered_on", "the day of registration");
        new.qualified_on = answers.optional_date("qualified_on", "the day of qualification");
        new.qualification = answers.optional_code("qualification", unknown);
        new.route = answers.optional_code("route", unknown);
    }
    new.name.is_some().then(|| Who::New(Box::new(new)))
}

fn read_contract(answers: &mut Answers) -> Option<Contract> {
    answers.required_code("contract", "Choose the contract")
}

fn read_cover(answers: &mut Answers) -> Option<CoverReason> {
    answers.required_code("cover", "Choose why the post is covered")
}

/// A line of pay that a form asks for.
struct Line {
    field: &'static str,
    what: &'static str,
    example: &'static str,
    element: PayElement,
}

const SALARY: Line = Line {
    field: "salary",
    what: "Salary",
    example: "38223",
    element: PayElement::BaseSalary,
};

fn read_pay(answers: &mut Answers, lines: &[Line]) -> Vec<(PayElement, Money)> {
    let read = |line: &Line| {
        let amount = parts::read_pounds(answers, line.field, line.what, line.example)?;
        Some((line.element, amount))
    };
    lines.iter().filter_map(read).collect()
}
