//! `holdfast example`: synthetic authorities.

use std::collections::BTreeMap;
use std::path::Path;

use crate::program::Place;

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let place = Place::new();
    for (name, seed) in [("one", "7"), ("two", "7"), ("three", "8")] {
        place.succeed(&[
            "example", "--out", name, "--seed", seed, "--fte", "40", "--years", "2",
        ]);
    }
    let [one, two, three] = ["one", "two", "three"].map(|name| files(&place.path(name)));
    assert_eq!(one, two);
    assert_ne!(one["people.csv"], three["people.csv"]);
}

#[test]
fn what_exists_is_not_written_over() {
    let place = Place::new();
    place.write("there/notes.txt", "mine");
    let run = place.refuse(&["example", "--out", "there"]);
    assert!(run.notes.contains("exists already"), "{}", run.notes);
}

#[test]
fn every_form_of_the_package_holds_the_same_records() {
    let place = Place::new();
    let position = |package: &str| {
        let words = [
            "position",
            "--package",
            package,
            "--at",
            "2026-09-30",
            "--format",
            "json",
        ];
        place.succeed(&words).data
    };
    for out in ["example", "example.zip", "example.xlsx"] {
        place.succeed(&["example", "--out", out, "--fte", "40", "--years", "2"]);
    }
    let folder = position("example");
    assert_eq!(folder, position("example.zip"));
    assert_eq!(folder, position("example.xlsx"));
}

#[test]
fn converting_a_package_there_and_back_gives_the_same_bytes() {
    let place = Place::new();
    place.succeed(&["example", "--out", "one", "--fte", "40", "--years", "2"]);
    place.succeed(&["package", "convert", "one", "two.xlsx"]);
    place.succeed(&["package", "convert", "two.xlsx", "three"]);
    assert_eq!(files(&place.path("one")), files(&place.path("three")));
}

#[test]
fn several_authorities_make_a_folder_each_and_are_imported_together() {
    let place = Place::new();
    place.succeed(&[
        "example",
        "--out",
        "nation",
        "--authorities",
        "3",
        "--years",
        "1",
    ]);
    let run = place.succeed(&["import", "nation", "--format", "json"]);
    assert_eq!(run.json()["authorities"].as_array().unwrap().len(), 3);
    let run = place.run(&["position", "--at", "2026-09-30"]);
    assert_eq!(
        run.status,
        Some(2),
        "an authority has to be named: {}",
        run.data
    );
}
