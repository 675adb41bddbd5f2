//! Records field by field, in words: what stood in each before a change and
//! what stands in it after.

use holdfast_intake::schema::{Column, FieldKind, Table};
use holdfast_workforce::Workforce;
use holdfast_workforce::date::{day_before, in_words};
use holdfast_workforce::id::{AssignmentId, EngagementId, PersonId, PostId, RecordId};
use holdfast_workforce::record::{Authority, Kind, Record};
use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::address;
use crate::format;

/// What is said of a record that is no longer there.
const GONE: &str = "no longer recorded";

/// What a change did to one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// What the field is called.
    pub(crate) field: String,
    /// What stood in it; nothing where it was blank.
    pub(crate) before: String,
    /// What stands in it after; nothing where it is blank.
    pub(crate) after: String,
}

/// The fields that differ between two states of a record, in the record's
/// order; all that are filled in where there is only one state.
pub(crate) fn differences(
    before: Option<&Record>,
    after: Option<&Record>,
    names: &Workforce,
) -> Vec<Difference> {
    let before = before
        .map(|record| fields(record, names))
        .unwrap_or_default();
    let after = after
        .map(|record| fields(record, names))
        .unwrap_or_default();
    let value = |fields: &[Field], name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map_or_else(String::new, |(_, value)| value.clone())
    };
    let added = after
        .iter()
        .filter(|(name, _)| !before.iter().any(|(known, _)| known == name));
    let all = before.iter().chain(added);
    let difference = |(field, _): &Field| Difference {
        field: field.clone(),
        before: value(&before, field),
        after: value(&after, field),
    };
    all.map(difference)
        .filter(|difference| difference.before != difference.after)
        .collect()
}

/// What a record is called among others of its kind.
pub(crate) fn name(record: &Record, names: &Workforce) -> String {
    match record {
        Record::Authority(it) => it.name.clone(),
        Record::Team(it) => it.name.clone(),
        Record::Role(it) => it.name.clone(),
        Record::Post(it) => it.reference.clone(),
        Record::Person(it) => it.display_name().to_owned(),
        Record::Engagement(it) => format!("{}, {}", person(names, it.person), it.reference),
        Record::Assignment(it) => {
            let who = engagement(names, it.engagement);
            format!("{who} in post {}", post(names, it.post))
        }
        Record::Pay(it) => engagement(names, it.engagement),
        Record::Absence(it) => engagement(names, it.engagement),
        Record::Caseload(it) => format!("{}, {}", person(names, it.person), in_words(it.on)),
        Record::StatedPosition(it) => format!("{}, {}", in_words(it.on), it.source),
        Record::Indicator(it) => format!("{}, {}", it.measure, it.period),
        Record::Profile(it) => it.reference.clone(),
    }
}

/// Where a record can be seen as it now is: on its own page or on that of the
/// person whom it is about.
pub(crate) fn page_of(record: &Record, now: &Workforce, authority: &Authority) -> Option<String> {
    let of_person = |id: PersonId| {
        now.people()
            .get(id)
            .map(|it| address::person(authority, it.id))
    };
    let of_engagement = |id: EngagementId| of_person(now.person_of(id)?.id);
    match record {
        Record::Post(it) => now
            .posts()
            .get(it.id)
            .map(|it| address::post(authority, it.id)),
        Record::Person(it) => of_person(it.id),
        Record::Engagement(it) => of_person(it.person),
        Record::Caseload(it) => of_person(it.person),
        Record::Assignment(it) => of_engagement(it.engagement),
        Record::Pay(it) => of_engagement(it.engagement),
        Record::Absence(it) => of_engagement(it.engagement),
        Record::Profile(it) => now
            .profiles()
            .get(it.id)
            .map(|it| address::profile(authority, it.id)),
        _ => None,
    }
}

/// A field and what stands in it.
type Field = (String, String);

fn fields(record: &Record, names: &Workforce) -> Vec<Field> {
    let Ok(Value::Object(object)) = serde_json::from_str(&record.json()) else {
        return Vec::new();
    };
    let told = Telling {
        kind: record.kind(),
        names,
    };
    let mut fields = Vec::new();
    told.object(&object, "", &mut fields);
    fields
}

struct Telling<'a> {
    kind: Kind,
    names: &'a Workforce,
}

impl Telling<'_> {
    fn object(&self, object: &Map<String, Value>, prefix: &str, fields: &mut Vec<Field>) {
        for (key, value) in in_order(object) {
            match value {
                Value::Array(spells) => spells.iter().for_each(|it| self.terms(it, fields)),
                _ if key == "id" => {}
                _ => fields.push((
                    format!("{prefix}{}", self.label(key)),
                    self.value(key, value),
                )),
            }
        }
    }

    /// A post's terms, told apart by the day from which they hold.
    fn terms(&self, terms: &Value, fields: &mut Vec<Field>) {
        let Value::Object(object) = terms else { return };
        let day = object
            .get("from")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let prefix = format!("Terms from {} – ", day_in_words(day));
        self.object(object, &prefix, fields);
    }

    /// The column of the package format that holds a field.
    fn column(&self, key: &str) -> Option<&'static Column> {
        let schema = Table::of_kind(self.kind)?.schema();
        let own = match key {
            "on" => "date",
            "until" => "to",
            "reference" => schema.key[0],
            other => other,
        };
        schema.column(own)
    }

    fn label(&self, key: &str) -> String {
        match (self.kind, key, self.column(key)) {
            (Kind::Profile, "reference", _) => "Name".to_owned(),
            (Kind::Profile, _, _) => "Text".to_owned(),
            (_, _, Some(column)) => column.title.to_owned(),
            _ => key.replace('_', " "),
        }
    }

    fn value(&self, key: &str, value: &Value) -> String {
        let text = match value {
            Value::Null => return String::new(),
            Value::Bool(true) => return "Yes".to_owned(),
            Value::Bool(false) => return "No".to_owned(),
            Value::String(text) => text.as_str(),
            other => return other.to_string(),
        };
        if let Some(name) = self.linked(key, text) {
            return name;
        }
        match self.column(key).map(|column| column.kind) {
            Some(FieldKind::Code(items)) => {
                let item = items.iter().find(|item| item.code == text);
                item.map_or_else(|| text.to_owned(), |item| item.label.to_owned())
            }
            Some(FieldKind::Date) if key == "until" => {
                let day = text.parse::<Date>();
                day.map_or_else(|_| text.to_owned(), |day| in_words(day_before(day)))
            }
            Some(FieldKind::Date) => day_in_words(text),
            Some(FieldKind::Money) => text.parse().map_or_else(|_| text.to_owned(), format::money),
            _ => text.to_owned(),
        }
    }

    /// What a record that this one refers to is called.
    fn linked(&self, key: &str, text: &str) -> Option<String> {
        let id = RecordId(text.parse().ok()?);
        let gone = || GONE.to_owned();
        match key {
            "team" | "parent" => Some(
                self.names
                    .teams()
                    .get(id)
                    .map_or_else(gone, |it| it.name.clone()),
            ),
            "role" => Some(
                self.names
                    .roles()
                    .get(id)
                    .map_or_else(gone, |it| it.name.clone()),
            ),
            "post" => Some(post(self.names, id.into())),
            "person" => Some(person(self.names, id.into())),
            "engagement" => Some(engagement(self.names, id.into())),
            "assignment" => Some(assignment(self.names, id.into())),
            _ => None,
        }
    }
}

/// Spells first say when they begin.
fn in_order(object: &Map<String, Value>) -> Vec<(&str, &Value)> {
    const FIRST: [&str; 4] = ["reference", "name", "from", "until"];
    let place = |key: &str| {
        FIRST
            .iter()
            .position(|first| *first == key)
            .unwrap_or(FIRST.len())
    };
    let mut fields: Vec<_> = object
        .iter()
        .map(|(key, value)| (key.as_str(), value))
        .collect();
    fields.sort_by_key(|(key, _)| place(key));
    fields
}

fn day_in_words(text: &str) -> String {
    text.parse::<Date>()
        .map_or_else(|_| text.to_owned(), in_words)
}

fn person(names: &Workforce, id: PersonId) -> String {
    let person = names.people().get(id);
    person.map_or_else(|| GONE.to_owned(), |it| it.display_name().to_owned())
}

fn engagement(names: &Workforce, id: EngagementId) -> String {
    let person = names.person_of(id);
    person.map_or_else(|| GONE.to_owned(), |it| it.display_name().to_owned())
}

fn post(names: &Workforce, id: PostId) -> String {
    let post = names.posts().get(id);
    post.map_or_else(|| GONE.to_owned(), |it| it.reference.clone())
}

fn assignment(names: &Workforce, id: AssignmentId) -> String {
    let assignment = names.assignments().get(id);
    assignment.map_or_else(|| GONE.to_owned(), |it| it.reference.clone())
}

#[cfg(test)]
mod tests {
    use holdfast_workforce::Change;
    use holdfast_workforce::amount::Fte;
    use holdfast_workforce::codes::{Funding, Service, Standing};
    use holdfast_workforce::date::Spell;
    use holdfast_workforce::id::{AuthorityId, CountingIds, RoleId, TeamId};
    use holdfast_workforce::record::{Post, PostTerms, Team};
    use jiff::civil::date;

    use super::*;

    fn post_of(team: TeamId, fte: Fte, last: Option<Date>) -> Record {
        let mut ids = CountingIds::default();
        let terms = PostTerms {
            spell: Spell::of_days(date(2024, 4, 1), last),
            title: None,
            team,
            role: RoleId::next(&mut ids),
            fte,
            funding: Funding::Base,
            standing: Standing::Established,
            conversion: None,
            grade: None,
            budget_code: None,
            over_reason: None,
        };
        let id = PostId::next(&mut ids);
        let reference = "P1".to_owned();
        Post {
            id,
            reference,
            terms: vec![terms],
        }
        .into()
    }

    #[test]
    fn what_changed_is_told_in_words_and_the_last_day_belongs_to_a_spell() {
        let mut ids = CountingIds::default();
        let team = Team {
            id: TeamId::next(&mut ids),
            reference: "N".into(),
            name: "North".into(),
            parent: None,
            service: Service::Children,
            spell: None,
        };
        let empty = Workforce::empty(AuthorityId::next(&mut ids));
        let names = empty.with(&[Change::Put(team.clone().into())], 1);
        let was = post_of(team.id, Fte::ONE, None);
        let is = post_of(team.id, Fte::from_units(600_000), Some(date(2025, 3, 31)));
        let told = differences(Some(&was), Some(&is), &names);
        let told: Vec<_> = told
            .iter()
            .map(|it| (it.field.as_str(), it.before.as_str(), it.after.as_str()))
            .collect();
        let expected = [
            ("Terms from 1 April 2024 – FTE", "1", "0.6"),
            ("Terms from 1 April 2024 – To", "", "31 March 2025"),
        ];
        assert_eq!(told.len(), 2);
        assert!(expected.iter().all(|it| told.contains(it)), "{told:?}");
        let made = differences(None, Some(&was), &names);
        let team = made.iter().find(|it| it.field.ends_with("Team")).unwrap();
        assert_eq!((team.before.as_str(), team.after.as_str()), ("", "North"));
        let role = made.iter().find(|it| it.field.ends_with("Role")).unwrap();
        assert_eq!(role.after, GONE);
    }
}
