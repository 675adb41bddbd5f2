use std::convert::Infallible;

use holdfast_workforce::id::TeamId;
use holdfast_workforce::record::{Kind, Return};
use holdfast_workforce::{Change, Severity};

use super::on_both;
use super::support::*;
use crate::SubmitError;

on_both! {
    async fn what_goes_in_comes_out_the_same(database: TestDatabase) {
        let council = authority("1", "Northshire");
        let north = team("N", None);
        let below = team("N1 \u{2013} \u{201c}quoted\u{201d}", Some(north.id));
        {
            let store = database.open().await;
            let changes = vec![put(below.clone()), put(north.clone()), put(council.clone())];
            assert_eq!(made(&store, council.id, "first", changes).await, 1);
            store.close().await;
        }
        let store = database.open().await;
        assert_eq!(store.authorities().await.expect("authorities"), std::slice::from_ref(&council));
        let workforce = store.workforce(council.id).await.expect("the snapshot");
        assert_eq!(workforce.authority(), Some(&council));
        assert_eq!(workforce.teams().get(north.id), Some(&north));
        assert_eq!(workforce.teams().get(below.id), Some(&below));
        assert_eq!((workforce.as_of(), workforce.since(Kind::Team, below.id.into())), (1, Some(1)));
    }

    async fn what_is_said_in_a_return_comes_out_the_same_and_stands_in_its_history(database: TestDatabase) {
        let store = database.open().await;
        let council = authority("1", "Northshire");
        let said = Return {
            id: new_id(),
            reference: "census-2025".into(),
            text: "[allowances]\nother = \"caf\u{e9}, \u{2018}some\u{2019}\"\n".into(),
        };
        made(&store, council.id, "first", vec![put(council.clone()), put(said.clone())]).await;
        let signed = Return { text: "[signed_off]\n".into(), ..said.clone() };
        made(&store, council.id, "signed", vec![put(signed.clone())]).await;
        let now = store.workforce(council.id).await.expect("the snapshot");
        assert_eq!(now.returns().by_reference("census-2025"), Some(&signed));
        assert_eq!(now.since(Kind::Return, said.id.into()), Some(2));
        let then = store.workforce_as_of(council.id, 1).await.expect("the snapshot");
        assert_eq!(then.returns().by_reference("census-2025"), Some(&said));
    }

    async fn a_record_written_since_it_was_seen_is_not_overwritten(database: TestDatabase) {
        let store = database.open().await;
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        made(&store, council.id, "first", vec![put(council.clone()), put(north.clone())]).await;
        let seen = seen(&store.workforce(council.id).await.expect("the snapshot"), &north);
        let mut theirs = north.clone();
        theirs.name = "Theirs".into();
        made(&store, council.id, "Renamed the team", vec![put(theirs)]).await;

        let mut mine = submission(council.id, "mine");
        mine.expects.push((council.id, seen));
        let mut ours = north.clone();
        ours.name = "Ours".into();
        let refused = submit(&store, mine, vec![put(ours)]).await.expect_err("a conflict");
        let SubmitError::Conflict(conflict) = refused else { panic!("{refused}") };
        assert_eq!((conflict.kind, conflict.id), (Kind::Team, north.id.into()));
        assert_eq!(conflict.change.as_ref().map(|change| change.seq), Some(2));
        assert_eq!(
            conflict.to_string(),
            "Jo Ash changed this team at 2026-01-01 12:00 UTC (change 2, \u{201c}Renamed the team\u{201d}) \
             after you opened it; look at it again, then make your change"
        );
        let workforce = store.workforce(council.id).await.expect("the snapshot");
        assert_eq!(workforce.teams().get(north.id).map(|team| team.name.as_str()), Some("Theirs"));
    }

    async fn a_record_taken_away_since_it_was_seen_is_a_conflict_that_names_the_change(database: TestDatabase) {
        let store = database.open().await;
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        made(&store, council.id, "first", vec![put(council.clone()), put(north.clone())]).await;
        let seen = seen(&store.workforce(council.id).await.expect("the snapshot"), &north);
        made(&store, council.id, "closed", vec![Change::Remove(Kind::Team, north.id.into())]).await;
        let refused = store.preview(council.id, &[seen], |_| Ok::<_, Infallible>(vec![])).await;
        let Err(SubmitError::Conflict(conflict)) = refused else { panic!("no conflict") };
        assert_eq!(conflict.change.map(|change| change.title), Some("closed".to_owned()));
    }

    async fn a_refused_change_leaves_everything_as_it_was(database: TestDatabase) {
        let store = database.open().await;
        let (council, second) = (authority("1", "Northshire"), authority("2", "Southshire"));
        made(&store, council.id, "first", vec![put(council.clone())]).await;
        let orphan = team("N", Some(new_id::<TeamId>()));
        let mut both = submission(second.id, "both");
        both.authorities = vec![second.id, council.id];
        let refused = store.submit(both, |workforce| {
            let ours = workforce.id() == council.id;
            Ok::<_, Infallible>(if ours { vec![put(orphan.clone())] } else { vec![put(second.clone())] })
        }).await.expect_err("an error");
        let SubmitError::Refused(findings) = refused else { panic!("{refused}") };
        assert!(findings.iter().any(|it| it.severity == Severity::Error && it.id == orphan.id.into()));
        assert_eq!(store.changes(None, 10, None).await.expect("the log").len(), 1);
        assert_eq!(store.authorities().await.expect("authorities"), [council]);
        assert!(store.workforce(second.id).await.expect("the snapshot").authority().is_none());
    }

    async fn a_plan_that_gives_up_leaves_everything_as_it_was(database: TestDatabase) {
        let store = database.open().await;
        let council = authority("1", "Northshire");
        let refused = store.submit(submission(council.id, "first"), |_| Err("no rows")).await;
        assert!(matches!(refused, Err(SubmitError::Plan("no rows"))));
        assert!(store.changes(None, 10, None).await.expect("the log").is_empty());
    }

    async fn a_change_that_changes_nothing_leaves_no_trace(database: TestDatabase) {
        let store = database.open().await;
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        let all = vec![put(council.clone()), put(north.clone())];
        made(&store, council.id, "first", all.clone()).await;
        let again = submit(&store, submission(council.id, "again"), all).await.expect("a receipt");
        assert_eq!((again.seq, again.records), (None, 0));
        let gone = vec![Change::Remove(Kind::Team, new_id())];
        let gone = submit(&store, submission(council.id, "gone"), gone).await.expect("a receipt");
        assert_eq!(gone.seq, None);
        assert_eq!(store.changes(None, 10, None).await.expect("the log").len(), 1);
    }

    async fn of_several_changes_to_one_record_the_last_holds(database: TestDatabase) {
        let store = database.open().await;
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        let (mut second, mut third) = (north.clone(), north.clone());
        (second.reference, third.reference) = ("S".into(), "T".into());
        let changes = vec![put(council.clone()), put(north), put(second), put(third)];
        made(&store, council.id, "first", changes).await;
        assert_eq!(teams(&store, council.id).await, ["T"]);
    }

    async fn a_preview_says_what_would_happen_and_nothing_does(database: TestDatabase) {
        let store = database.open().await;
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        made(&store, council.id, "first", vec![put(council.clone())]).await;
        let plan = |_: &_| Ok::<_, Infallible>(vec![put(council.clone()), put(north.clone())]);
        let preview = store.preview(council.id, &[], plan).await.expect("a preview");
        assert_eq!(preview.changes, [put(north.clone())]);
        assert_eq!((preview.before.teams().len(), preview.after.teams().len()), (0, 1));
        assert!(!preview.is_refused());
        assert!(teams(&store, council.id).await.is_empty());
    }

    async fn two_authorities_do_not_share_a_number_or_a_snapshot(database: TestDatabase) {
        let store = database.open().await;
        let (first, twin) = (authority("1", "Northshire"), authority("1", "Twin"));
        made(&store, first.id, "first", vec![put(first.clone())]).await;
        for (within, expected) in [(twin.id, "authority-repeated"), (first.id, "authority-elsewhere")] {
            let refused = submit(&store, submission(within, "twin"), vec![put(twin.clone())]).await;
            let Err(SubmitError::Refused(findings)) = refused else { panic!("not refused") };
            assert!(findings.iter().any(|finding| finding.rule == expected), "{findings:?}");
        }
    }

    async fn more_records_than_fit_a_statement_are_all_written_and_ended(database: TestDatabase) {
        let store = database.open().await;
        let council = authority("1", "Northshire");
        let many: Vec<_> = (0..4_500).map(|number| team(&format!("T{number:04}"), None)).collect();
        let mut changes: Vec<_> = many.iter().cloned().map(put).collect();
        changes.push(put(council.clone()));
        made(&store, council.id, "first", changes).await;
        assert_eq!(teams(&store, council.id).await.len(), 4_500);
        let gone = many.iter().skip(1).map(|team| Change::Remove(Kind::Team, team.id.into()));
        made(&store, council.id, "second", gone.collect()).await;
        assert_eq!(teams(&database.open().await, council.id).await, ["T0000"]);
    }
}
