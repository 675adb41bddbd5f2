//! Which files of a package belong to which authority and table.

use std::collections::BTreeMap;

use crate::problem::Problem;
use crate::schema::Table;
use holdfast_workforce::nearest::nearest;

/// The files of one authority.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The name of the folder or file.
    pub(super) name: String,
    /// The tables, each with the path of its file or the name of its sheet.
    pub(super) tables: Vec<(Table, String)>,
    /// What is odd about the files.
    pub(super) problems: Vec<Problem>,
}

/// Orders the files of a folder or archive: either they are one authority's,
/// or each sub-folder is one.
pub(super) fn of_paths(paths: &[String], name: &str) -> Vec<Part> {
    let shared = shared_folder(paths);
    let mut folders: BTreeMap<&str, Part> = BTreeMap::new();
    for path in paths {
        let inner = &path[shared.len()..];
        let (folder, file) = inner.rsplit_once('/').unwrap_or(("", inner));
        let Some((stem, extension)) = file.rsplit_once('.') else {
            continue;
        };
        if !extension.eq_ignore_ascii_case("csv") || folder.contains('/') {
            continue;
        }
        let part = folders.entry(folder).or_default();
        part.name = if folder.is_empty() {
            name.to_owned()
        } else {
            folder.to_owned()
        };
        part.add(stem, path.clone());
    }
    folders.retain(|_, part| !part.tables.is_empty());
    if folders.len() > 1 && folders.contains_key("") {
        tell_of_two_levels(&mut folders);
    }
    folders.into_values().collect()
}

/// Takes the sheets of a workbook as the tables of one authority.
pub(super) fn of_sheets<'a>(sheets: impl Iterator<Item = &'a str>, name: &str) -> Vec<Part> {
    let mut part = Part {
        name: name.to_owned(),
        ..Part::default()
    };
    for sheet in sheets {
        part.add(sheet, sheet.to_owned());
    }
    Vec::from_iter((!part.tables.is_empty()).then_some(part))
}

/// Takes one file as the only table.
pub(super) fn of_one_table(file: &str, name: &str) -> Vec<Part> {
    let mut part = Part {
        name: name.to_owned(),
        ..Part::default()
    };
    part.add(name, file.to_owned());
    Vec::from_iter((!part.tables.is_empty()).then_some(part))
}

impl Part {
    /// Adds a file by its name without extension, or a sheet by its name.
    fn add(&mut self, stem: &str, path: String) {
        match Table::from_name(stem) {
            Some(table) if self.tables.iter().any(|(known, _)| *known == table) => {
                self.problems.push(Problem::in_file(
                    path,
                    "repeated-table",
                    format!("is a second file for the table {}", table.name()),
                    "Put all rows of the table into one file.",
                ));
            }
            Some(table) => self.tables.push((table, path)),
            None => self.problems.push(unknown_table(stem, path)),
        }
        self.tables.sort();
    }
}

/// A name that is nearly a table's is a slip that would lose its rows.
fn unknown_table(stem: &str, path: String) -> Problem {
    let message = "is no table of the package format, and was not read";
    match nearest(stem, Table::names()) {
        Some(name) => {
            let advice = format!("Did you mean ‘{name}’? Rename it.");
            Problem::in_file(path, "unknown-table", message, advice)
        }
        None => {
            let advice = "Take it out, or map it with a profile.";
            Problem::in_file(path, "unknown-table", message, advice).as_warning()
        }
    }
}

fn tell_of_two_levels(folders: &mut BTreeMap<&str, Part>) {
    let Some(top) = folders.get_mut("") else {
        return;
    };
    let file = top.tables.first().map_or("", |(_, path)| path).to_owned();
    top.problems.push(Problem::in_file(
        file,
        "tables-at-two-levels",
        "stands beside sub-folders that hold tables, too",
        "Give one authority's files alone, or one sub-folder for each authority.",
    ));
}

/// The folder that all files lie in, with its `/`: archives are often made of
/// a folder rather than of its files.
fn shared_folder(paths: &[String]) -> &str {
    let Some((folder, _)) = paths.first().and_then(|path| path.split_once('/')) else {
        return "";
    };
    let length = folder.len() + 1;
    let shared = |path: &String| path.len() > length && path.starts_with(&paths[0][..length]);
    // A nation of one authority keeps its folder.
    if paths.iter().all(shared) {
        &paths[0][..length]
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(paths: &[&str]) -> Vec<(String, usize, Vec<&'static str>)> {
        let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        let rules = |part: &Part| part.problems.iter().map(|problem| problem.rule).collect();
        of_paths(&paths, "all")
            .iter()
            .map(|part| (part.name.clone(), part.tables.len(), rules(part)))
            .collect()
    }

    #[test]
    fn files_beside_each_other_are_one_authority() {
        let found = parts(&["People.CSV", "datapackage.json", "teams.csv"]);
        assert_eq!(found, [("all".to_owned(), 2, vec![])]);
    }

    #[test]
    fn each_sub_folder_is_an_authority() {
        let found = parts(&["a/people.csv", "b/people.csv", "b/teams.csv", "readme.txt"]);
        assert_eq!(
            found,
            [("a".to_owned(), 1, vec![]), ("b".to_owned(), 2, vec![])]
        );
    }

    #[test]
    fn a_folder_around_everything_does_not_count() {
        assert_eq!(
            parts(&["pack/people.csv", "pack/pay.csv"]),
            [("all".to_owned(), 2, vec![])]
        );
        let nation = parts(&["pack/a/people.csv", "pack/b/pay.csv"]);
        assert_eq!(
            nation,
            [("a".to_owned(), 1, vec![]), ("b".to_owned(), 1, vec![])]
        );
    }

    #[test]
    fn a_slip_in_a_name_is_told() {
        let found = parts(&["peple.csv", "teams.csv", "zebra.csv"]);
        assert_eq!(
            found,
            [("all".to_owned(), 1, vec!["unknown-table", "unknown-table"])]
        );
    }
}
