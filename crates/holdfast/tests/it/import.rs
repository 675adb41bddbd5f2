//! `holdfast import`: dry run, import, import again, undo.

use serde_json::Value;

use crate::program::Place;

const TEAMS: &str = "id,name,parent,service,from,to\nN,North,,children,,\nS,South,,children,,\n";
const ROLES: &str = "id,name,organisation_role,agency_job_type,registered,order\n\
                     SW,Social Worker,case_holder,social_worker,yes,1\n";
const AUTHORITY: &str = "code,name,standard_week,records_from\n901,Testshire,37,2024-04-01\n";
const POSTS: &str = "id,from,to,team,role,fte,funding,standing\n\
                     P1,2024-04-01,,N,SW,1,base,established\n\
                     P2,2024-04-01,,S,SW,1,base,established\n";
const PEOPLE: &str = "id,name\n10,Amber Testwell\n11,Basil Sampleton\n";
const ENGAGEMENTS: &str = "id,person,contract,from,to,origin,reason,destination\n\
                           E10,10,permanent,2024-04-01,,newly_qualified,,\n\
                           E11,11,permanent,2024-04-01,,agency,,\n";
const ASSIGNMENTS: &str = "id,engagement,post,from,to,fte,holding,cover\n\
                           A10,E10,P1,2024-04-01,,1,substantive,\n\
                           A11,E11,P2,2024-04-01,,0.6,substantive,\n";

/// A council with two posts and two people.
pub(crate) fn council(place: &Place) {
    for (name, text) in [
        ("authority", AUTHORITY),
        ("teams", TEAMS),
        ("roles", ROLES),
        ("posts", POSTS),
        ("people", PEOPLE),
        ("engagements", ENGAGEMENTS),
        ("assignments", ASSIGNMENTS),
    ] {
        place.write(&format!("council/{name}.csv"), text);
    }
}

fn changes(place: &Place) -> usize {
    let run = place.succeed(&["changes", "--format", "json"]);
    run.json().as_array().unwrap().len()
}

fn in_post(place: &Place, at: &str) -> Value {
    let run = place.succeed(&["position", "--at", at, "--format", "json"]);
    run.json()["total"]["amounts"]["in_post"].clone()
}

#[test]
fn a_dry_run_tells_in_words_and_changes_nothing() {
    let place = Place::new();
    council(&place);
    let run = place.succeed(&["import", "council", "--dry-run"]);
    assert!(run.data.contains("Starters: 2"), "{}", run.data);
    assert!(
        run.data
            .contains("Amber Testwell starts on 1 April 2024 as Social Worker in North"),
        "{}",
        run.data
    );
    assert!(
        run.data.contains("(engagements.csv, row 2)"),
        "{}",
        run.data
    );
    assert!(run.data.contains("Posts added: 2"), "{}", run.data);
    assert!(!place.path("holdfast.db").exists());
}

#[test]
fn the_same_package_imported_twice_changes_nothing_the_second_time() {
    let place = Place::new();
    council(&place);
    place.succeed(&["import", "council"]);
    assert_eq!(in_post(&place, "2024-04-01"), 1.6);
    let run = place.succeed(&["import", "council"]);
    assert!(run.notes.contains("Nothing changes"), "{}", run.notes);
    assert_eq!(changes(&place), 1);
}

#[test]
fn a_later_extract_tells_leavers_moves_and_hours() {
    let place = Place::new();
    council(&place);
    place.succeed(&["import", "council"]);
    place.write(
        "later/engagements.csv",
        "id,person,contract,from,to,origin,reason,destination\n\
         E11,11,permanent,2024-04-01,2025-01-31,agency,resignation,agency\n",
    );
    place.write(
        "later/assignments.csv",
        "id,engagement,post,from,to,fte,holding,cover\n\
         A10,E10,P1,2024-04-01,2024-12-31,1,substantive,\n\
         A12,E10,P1,2025-01-01,,0.8,substantive,\n\
         A11,E11,P2,2024-04-01,2025-01-31,0.6,substantive,\n",
    );
    let run = place.succeed(&["import", "later"]);
    assert!(
        run.data.contains(
            "Basil Sampleton leaves; the last day is 31 January 2025; reason: resignation"
        ),
        "{}",
        run.data
    );
    assert!(
        run.data
            .contains("Amber Testwell works 0.8 FTE instead of 1 from 1 January 2025"),
        "{}",
        run.data
    );
    assert_eq!(in_post(&place, "2025-02-01"), 0.8);
    assert_eq!(in_post(&place, "2024-12-31"), 1.6);
}

#[test]
fn undo_restores_what_stood_before_and_refuses_when_something_depends_on_it() {
    let place = Place::new();
    council(&place);
    place.succeed(&["import", "council"]);
    let before = place
        .succeed(&["position", "--at", "2025-06-30", "--format", "json"])
        .data;
    place.write(
        "later/assignments.csv",
        "id,engagement,post,from,to,fte,holding,cover\nA11,E11,P2,2024-04-01,,1,substantive,\n",
    );
    place.succeed(&["import", "later"]);
    let refused = place.refuse(&["import", "undo", "1"]);
    assert!(refused.notes.contains("change 2"), "{}", refused.notes);
    place.succeed(&["import", "undo", "2"]);
    let after = place
        .succeed(&["position", "--at", "2025-06-30", "--format", "json"])
        .data;
    assert_eq!(before, after);
}
