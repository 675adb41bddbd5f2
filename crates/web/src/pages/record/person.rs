//! A person: what is recorded of them, what they did here, and who changed it.

use askama::Template;
use holdfast_workforce::codes::{Contract, Holding};
use holdfast_workforce::date::{in_words, months_later};
use holdfast_workforce::id::{PersonId, RecordId};
use holdfast_workforce::record::{Absence, Assignment, Engagement, Kind, Pay, Person};
use holdfast_workforce::story::{Field, fields, payment};
use holdfast_workforce::{CodeSet as _, Workforce, presence};
use jiff::civil::Date;

use super::history::{HistoryView, history};
use super::post::title_of;
use super::{Named, spell_in_words};
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::filters::slashed;
use crate::pages::record::recorded::Recorded;
use crate::pages::{Page, page, strategy};
use crate::{address, format};

#[derive(Template)]
#[template(path = "pages/record/person.html")]
struct PersonPage {
    frame: Frame,
    recorded: Option<String>,
    back: String,
    title: String,
    caption: String,
    answer: String,
    forms: Vec<Link>,
    facts: Vec<Field>,
    correct: String,
    engagements: Vec<EngagementView>,
    assignments: Vec<AssignmentView>,
    caseloads: Vec<(String, String)>,
    absences: Vec<AbsenceView>,
    pay: Vec<PayView>,
    history: Vec<HistoryView>,
    kept_apart: Vec<HistoryView>,
}

struct EngagementView {
    number: String,
    contract: String,
    from: String,
    last: String,
    origin: &'static str,
    reason: &'static str,
    destination: &'static str,
    correct: String,
}

struct AssignmentView {
    post: Link,
    role: String,
    team: String,
    holding: &'static str,
    covers: &'static str,
    fte: String,
    from: String,
    last: String,
    correct: String,
    class: &'static str,
}

struct AbsenceView {
    kind: &'static str,
    spell: String,
    days: String,
    links: Vec<Link>,
}

struct PayView {
    element: &'static str,
    amount: String,
    spell: String,
    correct: String,
}

/// Everything recorded of a person, the latest first.
struct Life<'a> {
    here: &'a Here,
    today: Date,
    person: &'a Person,
    engagements: Vec<&'a Engagement>,
    assignments: Vec<&'a Assignment>,
    absences: Vec<&'a Absence>,
    pay: Vec<&'a Pay>,
}

/// Shows the page.
pub(crate) async fn person(here: Here, named: Named, Recorded(recorded): Recorded) -> Page {
    let number = named.get("person");
    let found = number.parse().ok();
    let found = found.and_then(|id: PersonId| here.workforce.people().get(id));
    let Some(person) = found else {
        return Err(PageError::NoSuchRecord {
            kind: "person",
            reference: number.to_owned(),
            list: Link::new(address::people(&here.authority), "All people"),
        });
    };
    let life = Life::of(&here, person);
    let (open, apart) = (life.records(), life.records_kept_apart());
    page(&PersonPage {
        recorded,
        frame: here.frame(Some(Section::People)),
        back: address::people(&here.authority),
        title: person.display_name().to_owned(),
        caption: format!("Person {}", person.reference),
        answer: life.answer(),
        forms: life.forms(),
        facts: fields(&person.clone().into(), &here.workforce),
        correct: life.correct(Kind::Person, person.id),
        engagements: life
            .engagements
            .iter()
            .map(|it| life.engagement(it))
            .collect(),
        assignments: life
            .assignments
            .iter()
            .map(|it| life.assignment(it))
            .collect(),
        caseloads: life.caseloads(),
        absences: life.absences.iter().map(|it| life.absence(it)).collect(),
        pay: life.pay.iter().map(|it| life.pay(it)).collect(),
        history: history(&here, &open).await?,
        kept_apart: history(&here, &apart).await?,
    })
}

impl<'a> Life<'a> {
    fn of(here: &'a Here, person: &'a Person) -> Self {
        let workforce: &Workforce = &here.workforce;
        let mut engagements: Vec<_> = workforce.engagements().linking(person.id).collect();
        engagements.sort_by_key(|it| std::cmp::Reverse((it.spell.from, it.id)));
        let ids: Vec<_> = engagements.iter().map(|it| it.id).collect();
        let mut assignments: Vec<_> = ids
            .iter()
            .flat_map(|id| workforce.assignments().linking(*id))
            .collect();
        assignments.sort_by_key(|it| std::cmp::Reverse((it.spell.from, it.id)));
        let mut absences: Vec<_> = ids
            .iter()
            .flat_map(|id| workforce.absences().linking(*id))
            .collect();
        absences.sort_by_key(|it| std::cmp::Reverse((it.spell.from, it.id)));
        let mut pay: Vec<_> = ids
            .iter()
            .flat_map(|id| workforce.pay().linking(*id))
            .collect();
        pay.sort_by_key(|it| (std::cmp::Reverse(it.spell.from), it.element, it.id));
        Self {
            here,
            today: here.app.today(),
            person,
            engagements,
            assignments,
            absences,
            pay,
        }
    }

    /// The records whose history everybody may read.
    fn records(&self) -> Vec<(Kind, RecordId)> {
        let mut records = vec![(Kind::Person, self.person.id.into())];
        let engagements = self
            .engagements
            .iter()
            .map(|it| (Kind::Engagement, it.id.into()));
        records.extend(engagements);
        records.extend(
            self.assignments
                .iter()
                .map(|it| (Kind::Assignment, it.id.into())),
        );
        let acknowledgements = self.here.workforce.acknowledgements();
        let acknowledged = acknowledgements.linking(self.person.id);
        records.extend(acknowledged.map(|it| (Kind::Acknowledgement, it.id.into())));
        records
    }

    /// The records about health and pay, whose history stands with them.
    fn records_kept_apart(&self) -> Vec<(Kind, RecordId)> {
        let absences = self.absences.iter().map(|it| (Kind::Absence, it.id.into()));
        let pay = self.pay.iter().map(|it| (Kind::Pay, it.id.into()));
        absences.chain(pay).collect()
    }

    fn now(&self) -> impl Iterator<Item = &'a Assignment> + '_ {
        let today = self.today;
        self.assignments
            .iter()
            .copied()
            .filter(move |it| it.spell.contains(today))
    }

    /// Where the person is today, in a sentence or two.
    fn answer(&self) -> String {
        let now: Vec<String> = self.now().map(|it| self.told(it)).collect();
        if !now.is_empty() {
            return format!("{}.", now.join("; "));
        }
        let Some(latest) = self.engagements.first() else {
            return "No engagement is recorded.".to_owned();
        };
        match latest.spell.last_day() {
            _ if latest.spell.from > self.today => {
                format!("Starts on {}.", in_words(latest.spell.from))
            }
            Some(last) if latest.spell.is_over_by(self.today) => {
                let reason = latest
                    .reason
                    .map(|it| format!(" ({})", it.label().to_lowercase()));
                format!(
                    "Left. The last day was {}{}.",
                    in_words(last),
                    reason.unwrap_or_default()
                )
            }
            _ => "In no post today.".to_owned(),
        }
    }

    fn told(&self, it: &Assignment) -> String {
        let workforce = &self.here.workforce;
        let terms = workforce
            .posts()
            .get(it.post)
            .and_then(|post| post.terms_on(self.today));
        let role = terms
            .map(|terms| title_of(workforce, terms))
            .unwrap_or_default();
        let team = terms.and_then(|terms| workforce.teams().get(terms.team));
        let team = team
            .map(|team| format!(" in {}", team.name))
            .unwrap_or_default();
        let holding = match it.holding {
            Holding::Substantive => String::new(),
            other => format!(", {}", other.label().to_lowercase()),
        };
        let away = match presence::away(workforce, it, self.today).map(|it| it.spell.last_day()) {
            None => String::new(),
            Some(None) => ", away".to_owned(),
            Some(Some(last)) => format!(", away until {}", in_words(last)),
        };
        format!("{role}{team}, {} FTE{holding}{away}", format::fte(it.fte))
    }

    fn correct(&self, kind: Kind, id: impl Into<RecordId>) -> String {
        address::correct(&self.here.authority, kind, id)
    }

    fn engagement(&self, it: &Engagement) -> EngagementView {
        let agency = it.agency.as_ref().map(|agency| format!(" ({agency})"));
        EngagementView {
            number: it.reference.clone(),
            contract: format!("{}{}", it.contract.label(), agency.unwrap_or_default()),
            from: in_words(it.spell.from),
            last: it.spell.last_day().map(in_words).unwrap_or_default(),
            origin: it.origin.map(|it| it.label()).unwrap_or_default(),
            reason: it.reason.map(|it| it.label()).unwrap_or_default(),
            destination: it.destination.map(|it| it.label()).unwrap_or_default(),
            correct: self.correct(Kind::Engagement, it.id),
        }
    }

    fn assignment(&self, it: &Assignment) -> AssignmentView {
        let workforce = &self.here.workforce;
        let post = workforce.posts().get(it.post);
        let terms = post.and_then(|post| post.terms_on(it.spell.from));
        let team = terms.and_then(|terms| workforce.teams().get(terms.team));
        AssignmentView {
            post: Link::new(
                address::post(&self.here.authority, it.post),
                post.map(|post| post.reference.clone()).unwrap_or_default(),
            ),
            role: terms
                .map(|terms| title_of(workforce, terms))
                .unwrap_or_default(),
            team: team.map(|team| team.name.clone()).unwrap_or_default(),
            holding: it.holding.label(),
            covers: it.cover.map(|it| it.label()).unwrap_or_default(),
            fte: format::fte(it.fte),
            from: in_words(it.spell.from),
            last: it.spell.last_day().map(in_words).unwrap_or_default(),
            correct: self.correct(Kind::Assignment, it.id),
            class: match it.spell.contains(self.today) {
                true => "holdfast-table__now",
                false => "",
            },
        }
    }

    fn absence(&self, it: &Absence) -> AbsenceView {
        let mut links = vec![Link::new(self.correct(Kind::Absence, it.id), "Correct")];
        if !it.spell.is_over_by(self.today) {
            let about = [("absence", Some(it.id.to_string()))];
            let form = address::form(&self.here.authority, "return", about);
            links.insert(0, Link::new(form, "Record the return"));
        }
        AbsenceView {
            kind: it.kind.label(),
            spell: spell_in_words(&it.spell),
            days: it
                .working_days
                .map(|days| days.to_string())
                .unwrap_or_default(),
            links,
        }
    }

    fn pay(&self, it: &Pay) -> PayView {
        PayView {
            element: it.element.label(),
            amount: payment(it.element, it.amount),
            spell: spell_in_words(&it.spell),
            correct: self.correct(Kind::Pay, it.id),
        }
    }

    /// Cases at the last thirteen months' ends, the latest first: a year and
    /// the month to compare with.
    fn caseloads(&self) -> Vec<(String, String)> {
        let from = months_later(self.today, -13);
        let all = self.here.workforce.caseloads().linking(self.person.id);
        let mut recent: Vec<_> = all
            .filter(|it| it.on > from && it.on <= self.today)
            .collect();
        recent.sort_by_key(|it| std::cmp::Reverse(it.on));
        recent
            .into_iter()
            .map(|it| (in_words(it.on), it.cases.to_string()))
            .collect()
    }

    /// What may be recorded about the person today.
    fn forms(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for assignment in self.now() {
            links.extend(self.forms_of(assignment));
        }
        let current = self
            .engagements
            .iter()
            .filter(|it| it.spell.contains(self.today));
        for engagement in current {
            let about = || [("engagement", Some(engagement.id.to_string()))];
            let form = |command: &str| address::form(&self.here.authority, command, about());
            links.push(Link::new(form("absent"), "Record an absence"));
            links.push(Link::new(form("leave"), "Record that they leave"));
        }
        if !self
            .engagements
            .iter()
            .any(|it| !it.spell.is_over_by(self.today))
        {
            let about = [("person", Some(self.person.id.to_string()))];
            let form = address::form(&self.here.authority, "join", about);
            links.push(Link::new(form, "Record that they start again"));
        }
        if self.now().next().is_some() && !self.here.workforce.pledges().is_empty() {
            let about = [
                ("person", Some(self.person.id.to_string())),
                ("date", Some(slashed(self.today))),
            ];
            let label = "Record that they acknowledge a pledge";
            links.push(strategy::add(
                self.here,
                Kind::Acknowledgement,
                label,
                about,
            ));
        }
        links.push(Link::new(
            self.correct(Kind::Person, self.person.id),
            "Correct personal details",
        ));
        links
    }

    fn forms_of(&self, it: &Assignment) -> Vec<Link> {
        let post = self.here.workforce.posts().get(it.post);
        let post = post.map(|post| post.reference.as_str()).unwrap_or_default();
        let form = |command: &str, label: &str| {
            let about = [("assignment", Some(it.id.to_string()))];
            let label = match self.now().nth(1) {
                Some(_) => format!("{label} (post {post})"),
                None => label.to_owned(),
            };
            Link::new(address::form(&self.here.authority, command, about), label)
        };
        let engagement = self.here.workforce.engagements().get(it.engagement);
        let is_agency = engagement.is_some_and(|it| it.contract == Contract::Agency);
        match it.holding {
            Holding::Substantive if !is_agency => vec![
                form("move", "Move to another post"),
                form("change_hours", "Change hours"),
                form("second", "Second"),
                form("act_up", "Act up"),
            ],
            _ => vec![
                form("change_hours", "Change hours"),
                form("end_assignment", "End the assignment"),
            ],
        }
    }
}

#[cfg(test)]
mod tests;
