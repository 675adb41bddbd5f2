//! Parts of a service: teams and roles.

use holdfast_workforce::codes::{CoverReason, OrganisationRole};
use holdfast_workforce::fixture::{START, days};
use holdfast_workforce::record::{Person, Post, PostTerms};
use jiff::civil::date;

use super::*;
use crate::figure::Scope;
use Measure as M;

fn shown_in(council: &Council, scope: Scope, measure: Measure, at: Date) -> String {
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    ledger.reckon(scope, at).figure(measure).rounded()
}

fn team_scope(team: TeamId) -> Scope {
    Scope {
        team: Some(team),
        ..Scope::CHILDREN
    }
}

#[test]
fn a_team_counts_itself_and_those_below_it() {
    let mut council = council();
    let north = council.team;
    let below = council.team("North 1", Service::Children, Some(north));
    let south = council.team("South", Service::Children, None);
    employ(&mut council, "Ada", spell(START, None), "1");
    for (team, name) in [(below, "Ben"), (south, "Cat"), (south, "Dan")] {
        let post = council.post_with(name, |it| it.team = team);
        council.holder(name, post);
    }
    for (team, people) in [(north, "2"), (below, "1"), (south, "2")] {
        assert_eq!(
            shown_in(&council, team_scope(team), M::InPostHeadcount, YEAR_END),
            people
        );
    }
    let found = figure(&council, M::InPostHeadcount, YEAR_END);
    assert_eq!(found.rounded(), "4");
    assert_eq!(found.standing(), "Official definition");
}

#[test]
fn a_vacancy_of_nought_can_hide_a_team_with_a_gap() {
    let mut council = council();
    let north = council.team;
    let south = council.team("South", Service::Children, None);
    employ(&mut council, "Ada", spell(START, None), "1");
    council.post_with("vacant", |it| it.team = south);
    // North 0 / 1, South 1 / 1, together 1 / 2.
    assert_eq!(
        shown_in(&council, team_scope(north), M::VacancyRate, YEAR_END),
        "0.0"
    );
    assert_eq!(
        shown_in(&council, team_scope(south), M::VacancyRate, YEAR_END),
        "100.0"
    );
    assert_shown(&council, &[(M::VacancyRate, "50.0")]);
}

#[test]
fn a_move_between_teams_is_neither_an_end_nor_a_start_of_either() {
    let mut council = council();
    let north = council.team;
    let south = council.team("South", Service::Children, None);
    let post = council.post("moving");
    council.holder("Ada", post);
    let later = PostTerms {
        spell: spell(date(2022, 3, 1), None),
        team: south,
        ..council.terms()
    };
    council.edit::<Post>(post, |it| {
        it.terms[0].spell.until = Some(date(2022, 3, 1));
        it.terms.push(later);
    });
    for team in [north, south] {
        for measure in [M::StartersHeadcount, M::LeaversHeadcount] {
            assert_eq!(shown_in(&council, team_scope(team), measure, YEAR_END), "0");
        }
    }
    let before = date(2022, 2, 28);
    assert_eq!(
        shown_in(&council, team_scope(north), M::InPostFte, before),
        "1.0"
    );
    assert_eq!(
        shown_in(&council, team_scope(south), M::InPostFte, before),
        "0.0"
    );
    assert_eq!(
        shown_in(&council, team_scope(south), M::InPostFte, YEAR_END),
        "1.0"
    );
}

#[test]
fn a_leaver_counts_for_the_team_of_the_last_years_end() {
    let mut council = council();
    let north = council.team;
    let south = council.team("South", Service::Children, None);
    let second = council.post_with("second", |it| it.team = south);
    let first = council.post("first");
    let last = date(2022, 5, 31);
    let ada = engage(&mut council, "Ada", spell(START, last), |it| {
        (it.post, it.spell) = (first, days(START, date(2022, 2, 28)));
    });
    council.assign(ada.engagement, second, |it| {
        it.spell = days(date(2022, 3, 1), last)
    });
    assert_eq!(
        shown_in(&council, team_scope(north), M::LeaversHeadcount, YEAR_END),
        "1"
    );
    assert_eq!(
        shown_in(&council, team_scope(south), M::LeaversHeadcount, YEAR_END),
        "0"
    );
}

#[test]
fn a_role_is_a_part_whose_figures_are_not_official() {
    let mut council = council();
    let manager = role(&mut council, "Manager", OrganisationRole::FirstLineManager);
    employ(&mut council, "Ada", spell(START, None), "1");
    let post = council.post_with("manager", |it| it.role = manager);
    council.agency("Ben", post, CoverReason::Vacancy);
    let scope = Scope {
        role: Some(manager),
        ..Scope::CHILDREN
    };
    // One manager's post, nobody in it: 1 / 1; one agency worker covers it.
    assert_eq!(shown_in(&council, scope, M::VacancyRate, YEAR_END), "100.0");
    assert_eq!(
        shown_in(&council, scope, M::AgencyCoverFte, YEAR_END),
        "1.0"
    );
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    let found = ledger.reckon(scope, YEAR_END).figure(M::VacancyRate);
    assert!(
        found
            .standing()
            .starts_with("The official formula for a part")
    );
    assert_eq!(
        Ledger::new(&workforce, Some(Service::Adults))
            .figure(M::InPostFte, YEAR_END)
            .rounded(),
        "0.0"
    );
}

#[test]
fn the_ratio_of_newly_qualified_workers_is_known_by_team() {
    let mut council = council();
    let north = council.team;
    let south = council.team("South", Service::Children, None);
    let newly = |council: &mut Council, name: &str, team: TeamId| {
        let post = council.post_with(name, |it| it.team = team);
        let worker = engage(council, name, spell(date(2022, 1, 1), None), |it| {
            it.post = post
        });
        council.edit::<Engagement>(worker.engagement, |it| {
            it.origin = Some(holdfast_workforce::codes::Origin::NewlyQualified);
        });
        worker
    };
    for (name, team) in [("A", north), ("B", south), ("C", south)] {
        newly(&mut council, name, team);
    }
    for (name, team) in [("D", north), ("E", north), ("F", south)] {
        let post = council.post_with(name, |it| it.team = team);
        let worker = council.holder(name, post);
        council.edit::<Person>(worker.person, |it| it.qualified_on = Some(date(2012, 7, 1)));
    }
    let measure = M::NewlyQualifiedToExperienced;
    // North 1 to 2, South 2 to 1, together 3 to 3.
    assert_eq!(
        shown_in(&council, team_scope(north), measure, YEAR_END),
        "0.50"
    );
    assert_eq!(
        shown_in(&council, team_scope(south), measure, YEAR_END),
        "2.00"
    );
    assert_shown(&council, &[(measure, "1.00")]);
}
