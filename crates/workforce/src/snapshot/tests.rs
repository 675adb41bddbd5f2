//! What a snapshot promises across changes.

use super::*;
use crate::codes::Service;
use crate::id::{CountingIds, IdSource as _};

fn team(ids: &mut CountingIds, reference: &str, parent: Option<TeamId>) -> Team {
    Team {
        id: TeamId(ids.next_id()),
        reference: reference.into(),
        name: reference.into(),
        parent,
        service: Service::Children,
        spell: None,
    }
}

#[test]
fn a_change_leaves_the_snapshot_before_it_as_it_was() {
    let mut ids = CountingIds::default();
    let before = Workforce::empty(AuthorityId(ids.next_id()));
    let north = team(&mut ids, "N", None);
    let after = before.with(&[Change::Put(north.clone().into())], 1);
    assert_eq!((before.teams().len(), after.teams().len()), (0, 1));
    assert_eq!(after.teams().by_reference("N"), Some(&north));
    assert_eq!(after.since(Kind::Team, north.id.into()), Some(1));
}

#[test]
fn a_renumbered_record_is_found_by_its_new_number_only() {
    let mut ids = CountingIds::default();
    let empty = Workforce::empty(AuthorityId(ids.next_id()));
    let north = team(&mut ids, "N", None);
    let renumbered = Team {
        reference: "M".into(),
        ..north.clone()
    };
    let after = empty.with(
        &[Change::Put(north.into()), Change::Put(renumbered.into())],
        1,
    );
    assert!(after.teams().by_reference("N").is_none());
    assert!(after.teams().by_reference("M").is_some());
}

#[test]
fn two_records_may_exchange_their_numbers_in_one_change() {
    let mut ids = CountingIds::default();
    let empty = Workforce::empty(AuthorityId(ids.next_id()));
    let (north, south) = (team(&mut ids, "N", None), team(&mut ids, "S", None));
    let put = |team: &Team| Change::Put(team.clone().into());
    let renamed = |team: &Team, reference: &str| Team {
        reference: reference.into(),
        ..team.clone()
    };
    let (new_south, new_north) = (renamed(&north, "S"), renamed(&south, "N"));
    let before = empty.with(&[put(&north), put(&south)], 1);
    let after = before.with(&[put(&new_south), put(&new_north)], 2);
    assert_eq!(after.teams().by_reference("S"), Some(&new_south));
    assert_eq!(after.teams().by_reference("N"), Some(&new_north));
}

#[test]
fn links_follow_the_record() {
    let mut ids = CountingIds::default();
    let empty = Workforce::empty(AuthorityId(ids.next_id()));
    let (north, south) = (team(&mut ids, "N", None), team(&mut ids, "S", None));
    let below = team(&mut ids, "B", Some(north.id));
    let put = |team: &Team| Change::Put(team.clone().into());
    let workforce = empty.with(&[put(&north), put(&south), put(&below)], 1);
    assert_eq!(workforce.team_and_below(north.id), [north.id, below.id]);
    let moved = Team {
        parent: Some(south.id),
        ..below.clone()
    };
    let workforce = workforce.with(&[put(&moved)], 2);
    assert_eq!(workforce.team_and_below(north.id), [north.id]);
    assert_eq!(
        workforce.linking(south.id.into()),
        [(Kind::Team, below.id.into())]
    );
}
