//! A record as a list of facts in words: what it is called, what it says.

use holdfast_workforce::amount::Money;
use holdfast_workforce::codes::PayElement;
use holdfast_workforce::date::{Spell, in_words};
use holdfast_workforce::record::{Post, PostTerms, Record};
use holdfast_workforce::{CodeSet, Workforce};
use jiff::civil::Date;

use crate::format;

/// A fact: its name, and its value; empty where nothing is recorded.
pub(crate) type Fact = (String, String);

/// The facts of a record, in order. Names of other records are those of the
/// snapshot.
pub(crate) fn facts(record: &Record, workforce: &Workforce) -> Vec<Fact> {
    let mut list = List {
        workforce,
        facts: Vec::new(),
    };
    match record {
        Record::Authority(it) => {
            list.text("Number", &it.reference);
            list.text("Name", &it.name);
            list.add(
                "Standard week",
                it.standard_week.map(|hours| format!("{hours} hours")),
            );
            list.date("Records from", it.records_from);
        }
        Record::Team(it) => {
            list.text("Number", &it.reference);
            list.text("Name", &it.name);
            let parent = it.parent.and_then(|id| workforce.teams().get(id));
            list.add("Team above", parent.map(|team| team.name.clone()));
            list.code("Service", Some(it.service));
        }
        Record::Role(it) => {
            list.text("Number", &it.reference);
            list.text("Name", &it.name);
            list.code("Role in the workforce return", it.organisation_role);
            list.code("Agency job type", it.agency_job_type);
            let registered = if it.registered { "Yes" } else { "No" };
            list.text("Must be registered", registered);
            list.text("Place in lists", &it.order.to_string());
        }
        Record::Post(it) => list.post(it),
        Record::Person(it) => list.person(it),
        Record::Engagement(it) => {
            list.text("Number", &it.reference);
            list.person_of(it.person);
            list.code("Contract", Some(it.contract));
            list.spell(&it.spell);
            list.code("Came from", it.origin);
            list.code("Reason for leaving", it.reason);
            list.code("Went to", it.destination);
            list.add("Agency", it.agency.clone());
        }
        Record::Assignment(it) => {
            list.text("Number", &it.reference);
            let post = workforce.posts().get(it.post);
            list.add("Post", post.map(|post| post.reference.clone()));
            list.spell(&it.spell);
            list.text("FTE", &it.fte.to_string());
            list.code("Holding", Some(it.holding));
            list.code("Covers", it.cover);
            list.add("Why more than the rules allow", it.over_reason.clone());
        }
        Record::Pay(it) => {
            list.code("Element", Some(it.element));
            list.spell(&it.spell);
            list.text("Amount", &pay(it.element, it.amount));
        }
        Record::Absence(it) => {
            list.code("Kind", Some(it.kind));
            list.spell(&it.spell);
            let assignment = it.assignment.and_then(|id| workforce.assignments().get(id));
            list.add("From assignment", assignment.map(|it| it.reference.clone()));
            list.add(
                "Working days lost",
                it.working_days.map(|days| days.to_string()),
            );
        }
        Record::Caseload(it) => {
            list.date("Month’s end", Some(it.on));
            list.text("Cases", &it.cases.to_string());
        }
        Record::StatedPosition(it) => {
            list.date("Date", Some(it.on));
            list.code("Service", Some(it.service));
            list.code("What is counted", Some(it.category));
            list.text("Count", &format!("{} {}", it.value, it.unit.label()));
            list.text("Source", &it.source);
        }
        Record::Indicator(it) => {
            list.text("Measure", &it.measure);
            list.text("Period", &it.period);
            list.text("Area", &it.area);
            list.text("Value", &format!("{} {}", it.value, it.unit));
            list.text("Source", &it.source);
            list.add("Note", it.note.clone());
        }
        Record::Profile(it) => {
            list.text("Name", &it.reference);
            list.text("Text", &it.text);
        }
    }
    list.facts
}

/// An amount of pay with what it is paid for.
pub(crate) fn pay(element: PayElement, amount: Money) -> String {
    let per = match element {
        PayElement::BaseSalary | PayElement::MarketSupplement | PayElement::OtherPayment => {
            " a year"
        }
        PayElement::RetentionPayment => " once",
        PayElement::AgencyCharge | PayElement::AgencyPay => " an hour",
    };
    format!("{}{per}", format::money(amount))
}

struct List<'a> {
    workforce: &'a Workforce,
    facts: Vec<Fact>,
}

impl List<'_> {
    fn add(&mut self, name: &str, value: Option<String>) {
        self.facts
            .push((name.to_owned(), value.unwrap_or_default()));
    }

    fn text(&mut self, name: &str, value: &str) {
        self.add(name, Some(value.to_owned()));
    }

    fn date(&mut self, name: &str, day: Option<Date>) {
        self.add(name, day.map(in_words));
    }

    fn code<S: CodeSet>(&mut self, name: &str, code: Option<S>) {
        self.add(name, code.map(|code| code.label().to_owned()));
    }

    fn spell(&mut self, spell: &Spell) {
        self.date("First day", Some(spell.from));
        self.date("Last day", spell.last_day());
    }

    fn person_of(&mut self, id: holdfast_workforce::id::PersonId) {
        let person = self.workforce.people().get(id);
        self.add("Person", person.map(|it| it.display_name().to_owned()));
    }

    fn person(&mut self, it: &holdfast_workforce::record::Person) {
        self.text("Number", &it.reference);
        self.add("Name", it.name.clone());
        self.date("Date of birth", it.born);
        self.code("Sex", it.sex);
        self.code("Ethnicity", it.ethnicity);
        self.add("Social Work England number", it.registration.clone());
        self.date("First registered", it.registered_on);
        self.date("Qualified", it.qualified_on);
        self.code("Qualification", it.qualification);
        self.code("Route into social work", it.route);
    }

    /// The terms of a post stand under the day from which they hold.
    fn post(&mut self, it: &Post) {
        self.text("Number", &it.reference);
        for terms in &it.terms {
            let from = in_words(terms.spell.from);
            for (name, value) in terms_in_words(terms, self.workforce) {
                self.facts.push((format!("{name}, from {from}"), value));
            }
        }
    }
}

/// What is true of a post for a spell of time, in words.
pub(crate) fn terms_in_words(terms: &PostTerms, workforce: &Workforce) -> Vec<Fact> {
    let mut list = List {
        workforce,
        facts: Vec::new(),
    };
    let team = workforce.teams().get(terms.team);
    let role = workforce.roles().get(terms.role);
    list.add("Title", terms.title.clone());
    list.add("Team", team.map(|team| team.name.clone()));
    list.add("Role", role.map(|role| role.name.clone()));
    list.text("FTE", &terms.fte.to_string());
    list.code("Funding", Some(terms.funding));
    list.code("Standing", Some(terms.standing));
    list.date("Expected to move into the establishment", terms.conversion);
    list.add("Grade", terms.grade.clone());
    list.add("Budget code", terms.budget_code.clone());
    list.add(
        "Why it may be held beyond its FTE",
        terms.over_reason.clone(),
    );
    list.date("Last day", terms.spell.last_day());
    list.facts
}
