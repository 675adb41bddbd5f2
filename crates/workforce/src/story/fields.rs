//! Records field by field, in words: what stands in each field, and what a
//! change does to it. Sentences and tables both say it so.

mod strategy;

use std::fmt::Display;

use jiff::civil::Date;

use super::capital;
use crate::amount::Money;
use crate::code::CodeSet;
use crate::codes::PayElement;
use crate::date::{Spell, in_words};
use crate::id::{EngagementId, TeamId};
use crate::record::{
    Absence, Assignment, Authority, Engagement, Indicator, Person, PostTerms, Record, Role,
    StatedPosition, Team,
};
use crate::snapshot::Workforce;

/// What is said of a record that another refers to and that is not there.
const GONE: &str = "no longer recorded";

/// A field of a record in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is called inside a sentence.
    pub(super) label: &'static str,
    /// What a post's terms say is told apart by the day from which they hold.
    terms: Option<Date>,
    said: Said,
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Blank,
    /// A name or somebody's words: inside a sentence it stands in quotes.
    Words(String),
    Figure(String),
}

impl Field {
    /// What it is called: `Date of birth`, `FTE (terms from 1 April 2024)`.
    pub fn title(&self) -> String {
        let label = capital(self.label);
        match self.terms {
            Some(from) => format!("{label} (terms from {})", in_words(from)),
            None => label,
        }
    }

    /// What stands in it; nothing where it is blank.
    pub fn text(&self) -> &str {
        match &self.said {
            Said::Blank => "",
            Said::Words(text) | Said::Figure(text) => text,
        }
    }

    /// What stands in it, for a sentence.
    pub(super) fn inside(&self) -> Option<String> {
        match &self.said {
            Said::Blank => None,
            Said::Words(text) => Some(format!("‘{text}’")),
            Said::Figure(text) => Some(text.clone()),
        }
    }

    fn is_of(&self, other: &Self) -> bool {
        (self.label, self.terms) == (other.label, other.terms)
    }
}

/// What a change does to one field of a record, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the field is called.
    pub field: String,
    /// What stood in it; nothing where it was blank.
    pub before: String,
    /// What stands in it after; nothing where it is blank.
    pub after: String,
}

/// The fields that differ between two states of a record, in the record's
/// order; all that are filled in where there is only one state. Other records
/// have the names that they have in `names`.
pub fn differences(
    before: Option<&Record>,
    after: Option<&Record>,
    names: &Workforce,
) -> Vec<Difference> {
    let fields = |record: Option<&Record>| record.map(|it| fields(it, names)).unwrap_or_default();
    let text = |field: &Option<Field>| field.as_ref().map_or("", Field::text).to_owned();
    let pairs = paired(fields(before), fields(after)).into_iter();
    let differences = pairs.map(|(was, is)| Difference {
        field: was
            .as_ref()
            .or(is.as_ref())
            .map_or_else(String::new, Field::title),
        before: text(&was),
        after: text(&is),
    });
    differences.filter(|it| it.before != it.after).collect()
}

/// Every field with its state before and after; those that are new come last.
pub(super) fn paired(before: Vec<Field>, after: Vec<Field>) -> Vec<(Option<Field>, Option<Field>)> {
    let mut added = after;
    let mut pairs = Vec::with_capacity(before.len());
    for was in before {
        let place = added.iter().position(|is| is.is_of(&was));
        pairs.push((Some(was), place.map(|place| added.remove(place))));
    }
    pairs.extend(added.into_iter().map(|is| (None, Some(is))));
    pairs
}

/// The fields of a record, in order. What it refers to has the name that it has
/// in `names`.
pub fn fields(record: &Record, names: &Workforce) -> Vec<Field> {
    match record {
        Record::Authority(it) => authority(it),
        Record::Team(it) => team(it, names),
        Record::Role(it) => role(it),
        Record::Post(it) => {
            let terms = it.terms.iter().flat_map(|it| terms(it, names));
            let number = text("number", Some(&it.reference));
            std::iter::once(number).chain(terms).collect()
        }
        Record::Person(it) => person(it),
        Record::Engagement(it) => engagement(it, names),
        Record::Assignment(it) => assignment(it, names),
        Record::Pay(it) => vec![
            employed("engagement", it.engagement, names),
            code("element", Some(it.element)),
            day("first day", Some(it.spell.from)),
            day("last day", it.spell.last_day()),
            figure("amount", Some(payment(it.element, it.amount))),
        ],
        Record::Absence(it) => absence(it, names),
        Record::Caseload(it) => vec![
            named(
                "person",
                names.people().get(it.person),
                Person::display_name,
            ),
            day("date", Some(it.on)),
            figure("number of cases", Some(it.cases)),
        ],
        Record::StatedPosition(it) => stated(it, names),
        Record::Indicator(it) => indicator(it),
        Record::Profile(it) => vec![
            text("name", Some(&it.reference)),
            text("text", Some(&it.text)),
        ],
        Record::Scorecard(it) => vec![
            text("name", Some(&it.reference)),
            text("text", Some(&it.text)),
        ],
        Record::Scenario(it) => vec![
            text("name", Some(&it.reference)),
            text("text", Some(&it.text)),
        ],
        Record::Paper(it) => vec![
            text("name", Some(&it.reference)),
            text("text", Some(&it.text)),
        ],
        Record::PublishedPaper(it) => vec![
            text("name", Some(&it.reference)),
            text("text", Some(&it.text)),
        ],
        Record::Return(it) => vec![
            text("name", Some(&it.reference)),
            text("text", Some(&it.text)),
        ],
        Record::Publication(it) => vec![
            text("name", Some(&it.reference)),
            day("published on", Some(it.on)),
        ],
        Record::Board(it) => strategy::board(it),
        Record::StrategyItem(it) => strategy::item(it, names),
        Record::MemberRequest(it) => strategy::request(it, names),
        Record::Pledge(it) => strategy::pledge(it),
        Record::Acknowledgement(it) => strategy::acknowledgement(it, names),
        Record::PracticeAudit(it) => strategy::audit(it, names),
    }
}

fn authority(it: &Authority) -> Vec<Field> {
    let week = it.standard_week.map(|week| format!("{week} hours"));
    vec![
        text("number", Some(&it.reference)),
        text("name", Some(&it.name)),
        figure("standard week", week),
        day("first day of its records", it.records_from),
        day(
            "first day for which it is known who was employed",
            it.employment_from,
        ),
    ]
}

fn team(it: &Team, names: &Workforce) -> Vec<Field> {
    vec![
        text("number", Some(&it.reference)),
        text("name", Some(&it.name)),
        within("team above", it.parent, names),
        code("service", Some(it.service)),
        day("first day", it.spell.map(|spell| spell.from)),
        day("last day", it.spell.as_ref().and_then(Spell::last_day)),
    ]
}

fn role(it: &Role) -> Vec<Field> {
    let registered = if it.registered { "Yes" } else { "No" };
    vec![
        text("number", Some(&it.reference)),
        text("name", Some(&it.name)),
        code("role in the workforce return", it.organisation_role),
        code("agency job type", it.agency_job_type),
        text("must be registered", Some(registered)),
        figure("place in lists", Some(it.order)),
    ]
}

fn person(it: &Person) -> Vec<Field> {
    vec![
        text("number", Some(&it.reference)),
        text("name", it.name.as_ref()),
        day("date of birth", it.born),
        code("sex", it.sex),
        code("ethnicity", it.ethnicity),
        text("registration number", it.registration.as_ref()),
        day("date of registration", it.registered_on),
        day("date of qualification", it.qualified_on),
        code("qualification", it.qualification),
        code("route into social work", it.route),
    ]
}

fn engagement(it: &Engagement, names: &Workforce) -> Vec<Field> {
    vec![
        text("number", Some(&it.reference)),
        named(
            "person",
            names.people().get(it.person),
            Person::display_name,
        ),
        code("contract", Some(it.contract)),
        day("first day", Some(it.spell.from)),
        day("last day", it.spell.last_day()),
        code("origin", it.origin),
        code("reason for leaving", it.reason),
        code("destination", it.destination),
        text("agency", it.agency.as_ref()),
        figure("weeks of the contract", it.contract_weeks),
    ]
}

fn assignment(it: &Assignment, names: &Workforce) -> Vec<Field> {
    vec![
        text("number", Some(&it.reference)),
        employed("engagement", it.engagement, names),
        named("post", names.posts().get(it.post), |it| &it.reference),
        day("first day", Some(it.spell.from)),
        day("last day", it.spell.last_day()),
        figure("FTE", Some(it.fte)),
        code("holding", Some(it.holding)),
        code("reason for cover", it.cover),
        text("reason for more FTE", it.over_reason.as_ref()),
    ]
}

fn absence(it: &Absence, names: &Workforce) -> Vec<Field> {
    let of = |id| {
        named("assignment", names.assignments().get(id), |it| {
            &it.reference
        })
    };
    vec![
        employed("engagement", it.engagement, names),
        it.assignment.map_or(blank("assignment"), of),
        code("kind", Some(it.kind)),
        day("first day", Some(it.spell.from)),
        day("last day", it.spell.last_day()),
        figure("working days lost", it.working_days),
    ]
}

pub(super) fn terms(it: &PostTerms, names: &Workforce) -> Vec<Field> {
    let fields = [
        text("title", it.title.as_ref()),
        within("team", Some(it.team), names),
        named("role", names.roles().get(it.role), |it| &it.name),
        figure("FTE", Some(it.fte)),
        code("funding", Some(it.funding)),
        code("standing", Some(it.standing)),
        day("day of moving into the establishment", it.conversion),
        text("grade", it.grade.as_ref()),
        text("budget code", it.budget_code.as_ref()),
        text("reason for holding beyond FTE", it.over_reason.as_ref()),
        day("last day", it.spell.last_day()),
    ];
    let from = Some(it.spell.from);
    fields
        .map(|field| Field {
            terms: from,
            ..field
        })
        .into()
}

fn stated(it: &StatedPosition, names: &Workforce) -> Vec<Field> {
    let of = |id| named("role", names.roles().get(id), |it| &it.name);
    vec![
        day("date", Some(it.on)),
        code("service", Some(it.service)),
        within("team", it.team, names),
        it.role.map_or(blank("role"), of),
        code("category", Some(it.category)),
        code("unit", Some(it.unit)),
        figure("value", Some(it.value)),
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

fn field(label: &'static str, said: Said) -> Field {
    Field {
        label,
        terms: None,
        said,
    }
}

fn blank(label: &'static str) -> Field {
    field(label, Said::Blank)
}

fn text(label: &'static str, value: Option<impl Display>) -> Field {
    let said = value.map_or(Said::Blank, |value| Said::Words(value.to_string()));
    field(label, said)
}

fn figure(label: &'static str, value: Option<impl Display>) -> Field {
    let said = value.map_or(Said::Blank, |value| Said::Figure(value.to_string()));
    field(label, said)
}

fn code<C: CodeSet>(label: &'static str, value: Option<C>) -> Field {
    text(label, value.map(C::label))
}

fn day(label: &'static str, value: Option<Date>) -> Field {
    figure(label, value.map(in_words))
}

/// A record that this one refers to, by its name.
fn named<T>(label: &'static str, found: Option<&T>, name: impl Fn(&T) -> &str) -> Field {
    text(label, Some(found.map_or(GONE, name)))
}

fn within(label: &'static str, id: Option<TeamId>, names: &Workforce) -> Field {
    let of = |id| named(label, names.teams().get(id), |it| &it.name);
    id.map_or(blank(label), of)
}

/// An engagement, by the person and its number.
fn employed(label: &'static str, id: EngagementId, names: &Workforce) -> Field {
    let number = names.engagements().get(id).map(|it| &it.reference);
    let name = names.person_of(id).map(Person::display_name);
    match (name, number) {
        (Some(name), Some(number)) => text(label, Some(format!("{name}, {number}"))),
        (_, number) => text(label, Some(number.map_or(GONE, |it| it))),
    }
}

/// An amount of pay with what it is paid for: `£41,000 a year`.
pub fn payment(element: PayElement, amount: Money) -> String {
    let per = match element {
        PayElement::BaseSalary | PayElement::MarketSupplement | PayElement::OtherPayment => {
            " a year"
        }
        PayElement::RetentionPayment => " once",
        PayElement::AgencyCharge | PayElement::AgencyPay => " an hour",
    };
    format!("{}{per}", pounds(amount))
}

/// Pounds as people read them: `£41,000`, with pence only where there are any.
pub(super) fn pounds(amount: Money) -> String {
    let exact = amount.rounded(2);
    let (minus, exact) = match exact.strip_prefix('-') {
        Some(exact) => ("−", exact),
        None => ("", exact.as_str()),
    };
    let (whole, pence) = exact.split_once('.').unwrap_or((exact, "00"));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        let left = whole.len() - place;
        if place > 0 && left.is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match pence {
        "00" => format!("{minus}£{grouped}"),
        pence => format!("{minus}£{grouped}.{pence}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Council, START, fte};
    use crate::id::{AuthorityId, CountingIds};
    use crate::record::Post;

    #[test]
    fn what_changed_is_told_in_words_and_the_last_day_belongs_to_a_spell() {
        let mut council = Council::new();
        let id = council.post("P1");
        let was = council.get::<Post>(id);
        let mut is = was.clone();
        is.terms[0].fte = fte("0.6");
        is.terms[0].spell = Spell::of_days(START, Some(START));
        let (was, is) = (Record::from(was), Record::from(is));
        let names = council.workforce();
        // The council of the tests starts on that day, as do its posts.
        let first = "1 April 2020";
        let difference = |field: &str, before: &str, after: &str| Difference {
            field: format!("{field} (terms from {first})"),
            before: before.into(),
            after: after.into(),
        };
        let told = differences(Some(&was), Some(&is), &names);
        let expected = [
            difference("FTE", "1", "0.6"),
            difference("Last day", "", "1 April 2020"),
        ];
        assert_eq!(told, expected);
        let made = differences(None, Some(&was), &names);
        assert!(made.contains(&difference("Team", "", "North")), "{made:?}");
        assert!(
            made.iter().all(|it| !it.after.is_empty()),
            "blank fields are not told: {made:?}"
        );
        let nobody = Workforce::empty(AuthorityId::next(&mut CountingIds::default()));
        let made = differences(None, Some(&was), &nobody);
        assert!(made.contains(&difference("Role", "", GONE)), "{made:?}");
    }

    #[test]
    fn pay_says_what_it_is_paid_for_and_pence_only_where_there_are_any() {
        let yearly = payment(PayElement::BaseSalary, Money::from_units(4_100_000));
        assert_eq!(yearly, "£41,000 a year");
        let hourly = payment(PayElement::AgencyCharge, Money::from_units(-4_250));
        assert_eq!(hourly, "−£42.50 an hour");
    }
}
