//! `holdfast export`: open data.

use crate::program::Place;

#[test]
fn open_data_is_written_as_a_folder_an_archive_and_a_workbook_and_never_over_another() {
    let place = Place::new();
    place.succeed(&["example", "--out", "council", "--fte", "40", "--years", "2"]);
    let export = |out: &str| {
        place.run(&[
            "export",
            "--package",
            "council",
            "--at",
            "2026-03-31",
            "--months",
            "6",
            "--out",
            out,
        ])
    };
    for out in ["open", "open.zip", "open.xlsx"] {
        let run = export(out);
        assert_eq!(run.status, Some(0), "{}", run.notes);
        assert!(run.notes.contains("9 tables with "), "{}", run.notes);
    }
    let read = |name: &str| std::fs::read_to_string(place.path(&format!("open/{name}"))).unwrap();
    let package: serde_json::Value = serde_json::from_str(&read("datapackage.json")).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let table = read(resource["path"].as_str().unwrap());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<_> = fields
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert_eq!(table.lines().next(), Some(names.join(",").as_str()));
    }
    assert!(read("README.md").contains("hidden below 5"));
    assert_eq!(
        read("figures.csv")
            .lines()
            .filter(|it| it.contains(",vacancy_rate,") && it.contains(",children,"))
            .count(),
        6
    );

    let again = export("open.zip");
    assert_eq!(again.status, Some(1));
    assert!(again.notes.contains("exists already"), "{}", again.notes);
}
