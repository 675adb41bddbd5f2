//! What holds for every council, however its records came about.

use std::collections::BTreeSet;

use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{AbsenceKind, CoverReason, Holding, OrganisationRole};
use holdfast_workforce::fixture::START;
use holdfast_workforce::id::{CaseloadId, PostId};
use holdfast_workforce::record::{Absence, Caseload};
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::ToSpan as _;
use proptest::prelude::*;

use super::*;
use crate::figure::Scope;
use crate::flow::month_ends_of;
use crate::formula::Component;
use crate::roll::{Entry, RecordKind, Roll};

/// Days from the start of the records, and the length of a spell if it ends.
type Days = (i64, Option<i64>);

#[derive(Clone, Debug)]
struct Job {
    /// Agency work rather than employment.
    agency: bool,
    spell: Days,
    /// The posts held in it: which one, from when to when, tenths of an FTE, how.
    posts: Vec<(usize, Days, i64, usize)>,
    /// The absences in it: why, from when to when, recorded days.
    absences: Vec<(usize, Days, Option<i64>)>,
}

#[derive(Clone, Debug)]
struct Someone {
    jobs: Vec<Job>,
    cases: Option<u32>,
}

fn some_days(latest: i64) -> impl Strategy<Value = Days> {
    (0..latest, proptest::option::of(1i64..500))
}

fn a_job() -> impl Strategy<Value = Job> {
    let posts = (0usize..8, some_days(400), 0i64..=10, 0usize..4);
    let absences = (
        0..AbsenceKind::ALL.len(),
        some_days(600),
        proptest::option::of(0i64..9000),
    );
    (
        proptest::bool::weighted(0.2),
        some_days(900),
        proptest::collection::vec(posts, 1..3),
        proptest::collection::vec(absences, 0..3),
    )
        .prop_map(|(agency, spell, posts, absences)| Job {
            agency,
            spell,
            posts,
            absences,
        })
}

fn people() -> impl Strategy<Value = Vec<Someone>> {
    let jobs = proptest::collection::vec(a_job(), 1..4);
    let someone = (jobs, proptest::option::of(0u32..40));
    proptest::collection::vec(
        someone.prop_map(|(jobs, cases)| Someone { jobs, cases }),
        0..8,
    )
}

fn after(begin: Date, (from, length): Days) -> Spell {
    let from = begin.saturating_add(from.days());
    Spell {
        from,
        until: length.map(|length| from.saturating_add(length.days())),
    }
}

/// A council of two children's teams and an adults' team; the other posts
/// change their team or service on 1 October 2021.
fn council_of(people: &[Someone]) -> (Council, Vec<TeamId>) {
    let mut council = council();
    let south = council.team("South", Service::Children, None);
    let teams = vec![council.team, south, adults(&mut council)];
    let manager = role(&mut council, "Manager", OrganisationRole::FirstLineManager);
    let roles = [council.role, manager];
    let posts: Vec<PostId> = (0..8)
        .map(|number| {
            let terms = |number: usize, spell| holdfast_workforce::record::PostTerms {
                spell,
                team: teams[number % 3],
                role: roles[number % 2],
                ..council.terms()
            };
            let turn = date(2021, 10, 1);
            let first = Spell {
                until: Some(turn),
                ..Spell::starting(START)
            };
            let terms = vec![
                terms(number, first),
                terms(number + number % 4, Spell::starting(turn)),
            ];
            let id = PostId::next(&mut council.ids);
            council.add(holdfast_workforce::record::Post {
                id,
                reference: format!("P-{number}"),
                terms,
            });
            id
        })
        .collect();
    for (number, someone) in people.iter().enumerate() {
        add(&mut council, &posts, &format!("Somebody {number}"), someone);
    }
    (council, teams)
}

fn add(council: &mut Council, posts: &[PostId], name: &str, someone: &Someone) {
    let person = council.person(name);
    for job in &someone.jobs {
        let contract = [Contract::Permanent, Contract::Agency][usize::from(job.agency)];
        let spell = after(START, job.spell);
        let engagement = council.engagement(person, contract);
        council.edit::<Engagement>(engagement, |it| it.spell = spell);
        for (post, days, tenths, holding) in &job.posts {
            council.assign(engagement, posts[*post], |it| {
                it.spell = after(spell.from, *days);
                it.fte = Fte::from_units(tenths * Fte::ONE.units() / 10);
                it.holding = match (job.agency, holding) {
                    (true, _) => Holding::Agency,
                    (false, 0) => Holding::ActingUp,
                    (false, _) => Holding::Substantive,
                };
                it.cover = job.agency.then_some(CoverReason::Vacancy);
            });
        }
        for (kind, days, recorded) in &job.absences {
            let away = after(spell.from, *days);
            let id = council.absence(engagement, AbsenceKind::ALL[*kind], away);
            council.edit::<Absence>(id, |it| {
                it.working_days = recorded.map(holdfast_workforce::amount::Days::from_units);
            });
        }
    }
    if let Some(cases) = someone.cases {
        let id = CaseloadId::next(&mut council.ids);
        council.add(Caseload {
            id,
            person,
            on: YEAR_END,
            cases,
        });
    }
}

fn components() -> BTreeSet<Component> {
    let all = Measure::ALL.iter();
    all.flat_map(|measure| measure.definition().formula.components())
        .collect()
}

fn amount(ledger: &Ledger<'_>, at: Date, component: Component) -> Option<Fte> {
    let reckoning = ledger.reckon(Scope::CHILDREN, at);
    reckoning.part(component).amount.clone().ok()
}

fn fingerprints(workforce: &Workforce) -> Vec<String> {
    let ledger = Ledger::new(workforce, Some(Service::Children));
    let reckoning = ledger.reckon(Scope::CHILDREN, YEAR_END);
    let all = Measure::ALL.iter();
    all.map(|measure| reckoning.figure(*measure).fingerprint())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn in_post_is_in_post_a_year_before_and_starters_less_leavers(people in people()) {
        use Component as C;
        let workforce = council_of(&people).0.workforce();
        let ledger = Ledger::new(&workforce, Some(Service::Children));
        for at in month_ends_of(YEAR_END).chain([date(2023, 2, 28), date(2022, 7, 13)]) {
            let of = |component| amount(&ledger, at, component).expect("within the records");
            prop_assert_eq!(
                of(C::InPostHeadcount),
                of(C::InPostHeadcountBefore) + of(C::StartersHeadcount) - of(C::LeaversHeadcount),
                "{}", at
            );
        }
    }

    #[test]
    fn rows_add_up_to_their_part_and_teams_to_the_whole(people in people()) {
        let (council, teams) = council_of(&people);
        let workforce = council.workforce();
        let ledger = Ledger::new(&workforce, Some(Service::Children));
        let whole = ledger.reckon(Scope::CHILDREN, YEAR_END);
        let parts: Vec<_> = teams
            .iter()
            .map(|team| ledger.reckon(Scope { team: Some(*team), ..Scope::CHILDREN }, YEAR_END))
            .collect();
        for component in components() {
            let part = whole.part(component);
            let Ok(amount) = part.amount.clone() else { continue };
            prop_assert_eq!(part.rows.iter().map(|row| row.amount).sum::<Fte>(), amount);
            if component == Component::DaysInYear { continue }
            let by_team = parts.iter().map(|team| team.part(component).amount.clone().unwrap_or_default());
            prop_assert_eq!(by_team.sum::<Fte>(), amount, "{:?}", component);
        }
    }

    #[test]
    fn every_figure_of_every_day_is_a_number_or_a_symbol(
        people in people(),
        days in proptest::collection::vec(-800i64..3000, 3),
    ) {
        let (council, teams) = council_of(&people);
        let workforce = council.workforce();
        let dates = days.iter().map(|days| START.saturating_add(days.days()));
        for at in dates.chain([Date::MIN, Date::MAX]) {
            for service in [None, Some(Service::Children), Some(Service::Adults)] {
                let ledger = Ledger::new(&workforce, service);
                for team in [None, Some(teams[1])] {
                    let reckoning = ledger.reckon(Scope { team, ..Scope::default() }, at);
                    for measure in Measure::ALL {
                        let value = reckoning.figure(*measure).value;
                        prop_assert!(value.ratio().is_none_or(|it| it.as_float().is_finite()));
                    }
                }
            }
        }
    }

    #[test]
    fn a_roll_adds_up_to_the_measures(people in people()) {
        use Component as C;
        let workforce = council_of(&people).0.workforce();
        let ledger = Ledger::new(&workforce, Some(Service::Children));
        let roll = Roll::of(&ledger, YEAR_END);
        let of = |component| amount(&ledger, YEAR_END, component).expect("within the records");
        let kind = |kinds: &'static [RecordKind]| {
            roll.entries.iter().filter(|entry| kinds.contains(&entry.kind))
        };
        let now = |entry: &Entry| entry.work.iter().map(|work| work.fte).sum::<Fte>();
        let before = |entry: &Entry| entry.work_before.iter().flatten().map(|work| work.fte).sum::<Fte>();
        let in_post: &[RecordKind] = &[RecordKind::InPost, RecordKind::Starter];
        prop_assert_eq!(kind(in_post).map(now).sum::<Fte>(), of(C::InPostFte));
        prop_assert_eq!(Fte::whole(kind(in_post).count() as i32), of(C::InPostHeadcount));
        prop_assert_eq!(kind(&[RecordKind::Starter]).map(now).sum::<Fte>(), of(C::StartersFte));
        prop_assert_eq!(kind(&[RecordKind::Leaver]).map(before).sum::<Fte>(), of(C::LeaversFte));
        prop_assert_eq!(Fte::whole(kind(&[RecordKind::Leaver]).count() as i32), of(C::AllLeaversHeadcount));
        prop_assert_eq!(kind(&[RecordKind::Agency]).map(now).sum::<Fte>(), of(C::AgencyFte));
        prop_assert_eq!(Fte::whole(kind(&[RecordKind::Agency]).count() as i32), of(C::AgencyHeadcount));
        if let Some(days_lost) = amount(&ledger, YEAR_END, C::DaysLost) {
            prop_assert_eq!(roll.entries.iter().map(|entry| entry.days_lost).sum::<Fte>(), days_lost);
        }
    }

    #[test]
    fn the_order_in_which_records_were_written_changes_no_fingerprint(people in people()) {
        let workforce = council_of(&people).0.workforce();
        let mut records: Vec<_> = workforce.records().map(|record| (record, 0)).collect();
        records.reverse();
        let again = Workforce::load(workforce.id(), 0, records);
        prop_assert_eq!(fingerprints(&workforce), fingerprints(&again));
    }
}

#[test]
fn other_rows_have_another_fingerprint() {
    let of = |digits: &str| {
        let mut council = council();
        employ(&mut council, "Ada", spell(START, None), digits);
        figure(&council, Measure::InPostFte, YEAR_END).fingerprint()
    };
    assert_eq!(of("1"), of("1"));
    assert_ne!(of("1"), of("0.5"));
}
