//! `holdfast backup` and `holdfast restore`.

use crate::import::council;
use crate::program::Place;

#[test]
fn a_backup_restores_what_it_held() {
    let place = Place::new();
    council(&place);
    place.succeed(&["import", "council"]);
    place.succeed(&["backup", "kept.db"]);
    place.write("later/people.csv", "id,name\n12,Cora Fictley\n");
    place.succeed(&["import", "later"]);

    let refused = place.refuse(&["restore", "kept.db"]);
    assert!(refused.notes.contains("holdfast.db"), "{}", refused.notes);
    place.succeed(&["restore", "kept.db", "--keep", "before.db"]);

    let changes = |database: &str| {
        let words = ["changes", "--format", "json", "--database", database];
        place.succeed(&words).json().as_array().unwrap().len()
    };
    assert_eq!(changes("sqlite:holdfast.db"), 1);
    assert_eq!(changes("sqlite:before.db"), 2);
}

#[test]
fn a_backup_does_not_write_over_a_file() {
    let place = Place::new();
    council(&place);
    place.succeed(&["import", "council"]);
    place.write("kept.db", "mine");
    place.refuse(&["backup", "kept.db"]);
    assert_eq!(
        std::fs::read_to_string(place.path("kept.db")).unwrap(),
        "mine"
    );
}

#[test]
fn a_file_that_is_no_backup_is_refused() {
    let place = Place::new();
    place.write(
        "notes.db",
        "this is no database at all, only a text of some length",
    );
    let run = place.refuse(&["restore", "notes.db"]);
    assert!(run.notes.contains("notes.db"), "{}", run.notes);
    assert!(!place.path("holdfast.db").exists());
}
