//! What a correction changes, field by field and in sentences.

use super::fields::{Field, fields, paired, pounds, terms};
use super::people::name_of;
use super::{Happening, Telling, capital, inside, is_of_strategy};
use crate::code::CodeSet as _;
use crate::date::in_words;
use crate::record::{Pay, Person, PostTerms, Record};
use crate::snapshot::Workforce;

impl Telling<'_> {
    /// Tells what changes in a record that no story of its own is about.
    pub(super) fn tell_fields(&mut self, was: &Record, is: &Record) {
        let happening = match is {
            Record::Person(_) => Happening::Correction,
            Record::Pay(_)
            | Record::Caseload(_)
            | Record::StatedPosition(_)
            | Record::Indicator(_) => Happening::Figures,
            _ if is_of_strategy(is.kind()) => Happening::Strategy,
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
        let told = differing(fields(was, self.before), fields(is, self.after));
        if told.is_empty() {
            return "changed".to_owned();
        }
        told
    }

    /// Every field that differs between the terms of a post, in words.
    pub(super) fn terms_differences(&self, was: &PostTerms, is: &PostTerms) -> String {
        // From when they hold is told by the sentence.
        let was = PostTerms {
            spell: is.spell,
            ..was.clone()
        };
        differing(terms(&was, self.before), terms(is, self.after))
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
        Record::Board(it) => format!("{kind} ‘{}’", it.name),
        Record::StrategyItem(it) => format!("{kind} {} ‘{}’", it.reference, it.title),
        Record::Acknowledgement(it) => {
            let person = names.people().get(it.person);
            let name = person.map_or("somebody", Person::display_name);
            format!("{kind} of {name} on {}", in_words(it.on))
        }
        other => format!("{kind} ‘{}’", other.reference().unwrap_or_default()),
    }
}

fn differing(was: Vec<Field>, is: Vec<Field>) -> String {
    let said = |field: &Option<Field>| field.as_ref().and_then(Field::inside);
    let told = paired(was, is).into_iter().filter_map(|(was, is)| {
        let label = was.as_ref().or(is.as_ref())?.label;
        match (said(&was), said(&is)) {
            (was, is) if was == is => None,
            (Some(was), Some(is)) => Some(format!("{label} is {is} instead of {was}")),
            (None, Some(is)) => Some(format!("{label} is {is}, blank before")),
            (Some(was), None) => Some(format!("{label} is blank instead of {was}")),
            (None, None) => None,
        }
    });
    told.collect::<Vec<_>>().join("; ")
}
