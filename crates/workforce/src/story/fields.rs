//! What a correction changes, field by field and in words.

use jiff::civil::Date;

use super::people::name_of;
use super::{Happening, Telling, capital, inside};
use crate::amount::Money;
use crate::code::CodeSet;
use crate::date::{Spell, in_words};
use crate::record::{
    Assignment, Authority, Caseload, Engagement, Indicator, Pay, Person, PostTerms, Record, Role,
    StatedPosition, Team,
};
use crate::snapshot::Workforce;

/// What a field is called and what stands in it; nothing where it is blank.
type Field = (&'static str, Option<String>);

impl Telling<'_> {
    /// Tells what changes in a record that no story of its own is about.
    pub(super) fn tell_fields(&mut self, was: &Record, is: &Record) {
        let happening = match is {
            Record::Person(_) => Happening::Correction,
            Record::Pay(_)
            | Record::Caseload(_)
            | Record::StatedPosition(_)
            | Record::Indicator(_) => Happening::Figures,
            _ => Happening::Structure,
        };
        let text = match (was, is) {
            (Record::Pay(was), Record::Pay(is)) => self.pay_in_words(was, is),
            _ => format!(
                "{}: {}",
                subject(self.before, was),
                self.differences(was, is)
            ),
        };
        self.add(happening, None, (is.kind(), is.id()), text);
    }

    /// Every field that differs between two states of a record, in words.
    pub(super) fn differences(&self, was: &Record, is: &Record) -> String {
        let told = differing(fields(self.before, was), fields(self.after, is));
        if told.is_empty() {
            return "changed".to_owned();
        }
        told
    }

    /// Every field that differs between the terms of a post, in words.
    pub(super) fn terms_differences(&self, was: &PostTerms, is: &PostTerms) -> String {
        differing(terms(self.before, was), terms(self.after, is))
    }

    fn pay_in_words(&self, was: &Pay, is: &Pay) -> String {
        let name = name_of(self.after, is.engagement);
        let element = inside(is.element.label());
        let from = in_words(is.spell.from);
        if was.amount != is.amount && was.spell == is.spell && was.element == is.element {
            let (new, old) = (pounds(is.amount), pounds(was.amount));
            return format!("Pay of {name}: {element} is {new} instead of {old} from {from}");
        }
        let told = self.differences(&was.clone().into(), &is.clone().into());
        format!("Pay of {name}, {element} from {from}: {told}")
    }
}

/// What a record is called before the change.
fn subject(names: &Workforce, was: &Record) -> String {
    let kind = capital(was.kind().name());
    match was {
        Record::Person(it) => format!("{} ({})", it.display_name(), it.reference),
        Record::Team(it) => format!("{kind} ‘{}’", it.name),
        Record::Role(it) => format!("{kind} ‘{}’", it.name),
        Record::Authority(it) => format!("{kind} ‘{}’", it.name),
        Record::Caseload(it) => {
            let person = names.people().get(it.person);
            let name = person.map_or("somebody", Person::display_name);
            format!("{kind} of {name} on {}", in_words(it.on))
        }
        Record::StatedPosition(it) => format!(
            "{kind} on {}, {}",
            in_words(it.on),
            inside(it.category.label())
        ),
        Record::Indicator(it) => format!("{kind} ‘{}’, {}, {}", it.measure, it.period, it.area),
        other => format!("{kind} ‘{}’", other.reference().unwrap_or_default()),
    }
}

fn differing(was: Vec<Field>, is: Vec<Field>) -> String {
    let pairs = was.into_iter().zip(is);
    let told = pairs
        .filter(|(was, is)| was.1 != is.1)
        .map(|((label, was), (_, is))| match (was, is) {
            (Some(was), Some(is)) => format!("{label} is {is} instead of {was}"),
            (None, Some(is)) => format!("{label} is {is}, blank before"),
            (Some(was), None) => format!("{label} is blank instead of {was}"),
            (None, None) => String::new(),
        });
    told.collect::<Vec<_>>().join("; ")
}

/// The fields of a record, always as many for each kind. Absences have none:
/// only the kind of an absence is told.
fn fields(names: &Workforce, record: &Record) -> Vec<Field> {
    match record {
        Record::Authority(it) => authority(it),
        Record::Team(it) => team(names, it),
        Record::Role(it) => role(it),
        Record::Person(it) => person(it),
        Record::Engagement(it) => engagement(names, it),
        Record::Assignment(it) => assignment(names, it),
        Record::Pay(it) => vec![
            code("element", Some(it.element)),
            day("first day", Some(it.spell.from)),
            day("last day", it.spell.last_day()),
            ("amount", Some(pounds(it.amount))),
        ],
        Record::Caseload(it) => caseload(it),
        Record::StatedPosition(it) => stated(names, it),
        Record::Indicator(it) => indicator(it),
        Record::Post(_) | Record::Absence(_) | Record::Profile(_) => Vec::new(),
    }
}

fn authority(it: &Authority) -> Vec<Field> {
    let week = it.standard_week.map(|week| format!("{week} hours"));
    vec![
        text("number", Some(&it.reference)),
        text("name", Some(&it.name)),
        ("standard week", week),
        day("first day of its records", it.records_from),
    ]
}

fn team(names: &Workforce, it: &Team) -> Vec<Field> {
    let parent = it.parent.and_then(|id| names.teams().get(id));
    vec![
        text("number", Some(&it.reference)),
        text("name", Some(&it.name)),
        text("team above", parent.map(|it| &it.name)),
        code("service", Some(it.service)),
        day("first day", it.spell.map(|spell| spell.from)),
        day("last day", it.spell.as_ref().and_then(Spell::last_day)),
    ]
}

fn role(it: &Role) -> Vec<Field> {
    let registered = if it.registered { "yes" } else { "no" };
    vec![
        text("number", Some(&it.reference)),
        text("name", Some(&it.name)),
        code("role in the organisation", it.organisation_role),
        code("agency job type", it.agency_job_type),
        ("registered", Some(registered.to_owned())),
        ("place in lists", Some(it.order.to_string())),
    ]
}

fn person(it: &Person) -> Vec<Field> {
    vec![
        text("number", Some(&it.reference)),
        text("name", it.name.as_ref()),
        day("date of birth", it.born),
        code("sex", it.sex),
        code("ethnicity", it.ethnicity),
        text("registration", it.registration.as_ref()),
        day("date of registration", it.registered_on),
        day("date of qualification", it.qualified_on),
        code("qualification", it.qualification),
        code("route into social work", it.route),
    ]
}

fn engagement(names: &Workforce, it: &Engagement) -> Vec<Field> {
    let person = names.people().get(it.person);
    vec![
        text("number", Some(&it.reference)),
        ("person", person.map(|it| quoted(it.display_name()))),
        code("contract", Some(it.contract)),
        day("first day", Some(it.spell.from)),
        day("last day", it.spell.last_day()),
        code("origin", it.origin),
        code("reason for leaving", it.reason),
        code("destination", it.destination),
        text("agency", it.agency.as_ref()),
    ]
}

fn assignment(names: &Workforce, it: &Assignment) -> Vec<Field> {
    let engagement = names.engagements().get(it.engagement);
    let post = names.posts().get(it.post);
    vec![
        text("number", Some(&it.reference)),
        text("engagement", engagement.map(|it| &it.reference)),
        text("post", post.map(|it| &it.reference)),
        day("first day", Some(it.spell.from)),
        day("last day", it.spell.last_day()),
        ("FTE", Some(it.fte.to_string())),
        code("holding", Some(it.holding)),
        code("reason for cover", it.cover),
        text("reason for the FTE", it.over_reason.as_ref()),
    ]
}

fn terms(names: &Workforce, it: &PostTerms) -> Vec<Field> {
    let team = names.teams().get(it.team);
    let role = names.roles().get(it.role);
    vec![
        text("title", it.title.as_ref()),
        text("team", team.map(|it| &it.name)),
        text("role", role.map(|it| &it.name)),
        ("FTE", Some(it.fte.to_string())),
        code("funding", Some(it.funding)),
        code("standing", Some(it.standing)),
        day("day of moving into the establishment", it.conversion),
        text("grade", it.grade.as_ref()),
        text("budget code", it.budget_code.as_ref()),
        text("reason for the FTE", it.over_reason.as_ref()),
    ]
}

fn caseload(it: &Caseload) -> Vec<Field> {
    vec![
        day("date", Some(it.on)),
        ("number of cases", Some(it.cases.to_string())),
    ]
}

fn stated(names: &Workforce, it: &StatedPosition) -> Vec<Field> {
    let team = it.team.and_then(|id| names.teams().get(id));
    let role = it.role.and_then(|id| names.roles().get(id));
    vec![
        day("date", Some(it.on)),
        code("service", Some(it.service)),
        text("team", team.map(|it| &it.name)),
        text("role", role.map(|it| &it.name)),
        code("category", Some(it.category)),
        code("unit", Some(it.unit)),
        ("value", Some(it.value.to_string())),
        text("source", Some(&it.source)),
    ]
}

fn indicator(it: &Indicator) -> Vec<Field> {
    vec![
        text("measure", Some(&it.measure)),
        text("period", Some(&it.period)),
        text("area", Some(&it.area)),
        text("value", Some(&it.value)),
        text("unit", Some(&it.unit)),
        text("source", Some(&it.source)),
        text("note", it.note.as_ref()),
    ]
}

fn text(label: &'static str, value: Option<&String>) -> Field {
    (label, value.map(|value| quoted(value)))
}

fn code<C: CodeSet>(label: &'static str, value: Option<C>) -> Field {
    (label, value.map(|value| quoted(value.label())))
}

fn day(label: &'static str, value: Option<Date>) -> Field {
    (label, value.map(in_words))
}

fn quoted(text: &str) -> String {
    format!("‘{text}’")
}

/// Pounds as people read them: `£41,000`, with pence only where there are any.
fn pounds(amount: Money) -> String {
    let exact = amount.rounded(2);
    let (whole, pence) = exact.split_once('.').unwrap_or((&exact, "00"));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        let left = whole.len() - place;
        if place > 0 && left.is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match pence {
        "00" => format!("£{grouped}"),
        pence => format!("£{grouped}.{pence}"),
    }
}
