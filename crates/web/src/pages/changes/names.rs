//! What a record is called where a change of it is told, and where it can be seen.

use holdfast_workforce::Workforce;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::{EngagementId, PersonId, PostId};
use holdfast_workforce::record::{Authority, Record};

use crate::address;

/// What is said of a record that is no longer there.
const GONE: &str = "no longer recorded";

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
        Record::Scorecard(it) => it.reference.clone(),
        Record::Publication(it) => it.reference.clone(),
        Record::Return(it) => it.reference.clone(),
        Record::Scenario(it) => it.reference.clone(),
        Record::Paper(it) => it.reference.clone(),
        Record::PublishedPaper(it) => it.reference.clone(),
        Record::Board(it) => it.name.clone(),
        Record::StrategyItem(it) => format!("{} {}", it.reference, it.title),
        Record::MemberRequest(it) => it.reference.clone(),
        Record::Pledge(it) => it.reference.clone(),
        Record::Acknowledgement(it) => {
            let pledge = names.pledges().get(it.pledge);
            let pledge = pledge.map_or(GONE, |it| &it.reference);
            format!("{} of {pledge}", person(names, it.person))
        }
        Record::PracticeAudit(it) => it.reference.clone(),
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
        Record::Acknowledgement(it) => of_person(it.person),
        Record::Assignment(it) => of_engagement(it.engagement),
        Record::Pay(it) => of_engagement(it.engagement),
        Record::Absence(it) => of_engagement(it.engagement),
        Record::Profile(it) => now
            .profiles()
            .get(it.id)
            .map(|it| address::profile(authority, it.id)),
        Record::Scenario(it) => now
            .scenarios()
            .get(it.id)
            .map(|it| address::scenario(authority, &it.reference)),
        _ => None,
    }
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
