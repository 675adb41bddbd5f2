//! The packages under `examples/`, transcribed from published papers, and
//! synthetic authorities on their way through a package.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use holdfast_example::{Plan, generate};
use holdfast_intake::{Problem, read_workforces, write_package};
use holdfast_measures::scorecard::Scorecard;
use holdfast_measures::strategy::{self, Standing};
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{Service, StatedCategory, StrategySort};
use holdfast_workforce::record::StatedPosition;
use jiff::civil::{Date, date};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name)
}

fn read(folder: &Path) -> (Workforce, Vec<Problem>) {
    let (mut workforces, problems) = read_workforces(folder).expect("a package");
    assert_eq!(workforces.len(), 1);
    (workforces.remove(0), problems)
}

/// Fails where writing what was read does not give the same files back.
fn check_written_again(workforce: &Workforce, from: &Path) {
    if std::env::var_os("HOLDFAST_WRITE").is_some() {
        write_package(workforce, from).expect("a package");
    }
    let written = tempfile::tempdir().expect("a folder");
    write_package(workforce, written.path()).expect("a package");
    let mut names = BTreeSet::new();
    for entry in fs_err::read_dir(written.path()).expect("files") {
        let name = entry.expect("a file").file_name();
        let bytes = |folder: &Path| fs_err::read_to_string(folder.join(&name)).expect("a file");
        assert_eq!(bytes(written.path()), bytes(from), "{}", name.display());
        names.insert(name);
    }
    let kept = fs_err::read_dir(from)
        .expect("files")
        .map(|it| it.expect("a file").file_name());
    let unknown: Vec<_> = kept
        .filter(|it| {
            !names.contains(it) && it != "README.md" && it != "plan.toml" && it != "scorecard.toml"
        })
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

fn stated(workforce: &Workforce, of: impl Fn(&StatedPosition) -> bool) -> Fte {
    workforce
        .stated_positions()
        .iter()
        .filter(|it| of(it))
        .map(|it| it.value)
        .sum()
}

#[test]
fn lancashire_reads_without_an_error_and_is_written_as_it_stands() {
    let (workforce, problems) = read(&folder("lancashire-2015"));
    assert!(!problems.iter().any(Problem::is_error), "{problems:?}");
    check_written_again(&workforce, &folder("lancashire-2015"));
    // The paper numbers its proposals from 1 to 12 and decides on none.
    let at = date(2016, 11, 30);
    let states = strategy::items(&workforce, at);
    let proposals = states
        .iter()
        .filter(|it| it.item.sort == StrategySort::Proposal);
    let awaiting = proposals.filter(|it| it.standing == Standing::Awaiting);
    assert_eq!(awaiting.count(), 12);
    let text = fs_err::read_to_string(folder("lancashire-2015").join("scorecard.toml"));
    let card = Scorecard::read(&text.expect("a file")).expect("a scorecard");
    let target = card.groups[0].lines[0].target.expect("a target");
    // 366 of 1,096 days: 35 less 20 × 366 ÷ 1096 is 28.3.
    let asked = target.asked(at).map(|it| it.rounded(1));
    assert_eq!(asked.as_deref(), Some("28.3"));
}

#[test]
fn norfolk_reads_without_an_error_and_is_written_as_it_stands() {
    let (workforce, problems) = read(&folder("norfolk-2018"));
    assert!(!problems.iter().any(Problem::is_error), "{problems:?}");
    check_written_again(&workforce, &folder("norfolk-2018"));
}

#[test]
fn norfolk_states_its_totals_and_its_rows_add_to_something_else() {
    let (workforce, _) = read(&folder("norfolk-2018"));
    let rows = |category| {
        stated(&workforce, |it| {
            it.category == category && it.role.is_some()
        })
    };
    let total = |category| {
        stated(&workforce, |it| {
            it.category == category && it.role.is_none()
        })
    };
    // 201.26 + 97.48 + 33.88 + 56 + 17.7 = 406.32, printed 406.31.
    assert_eq!(rows(StatedCategory::Established).to_string(), "406.32");
    assert_eq!(total(StatedCategory::Established).to_string(), "406.31");
    // 129.67 + 79.95 + 20.41 + 51.61 + 16.5 = 298.14, as printed.
    assert_eq!(rows(StatedCategory::InPost), total(StatedCategory::InPost));
    // 406.31 - 298.14 - 25.5 - 75.75 = 6.92, as printed.
    let gap = total(StatedCategory::Established)
        - total(StatedCategory::InPost)
        - rows(StatedCategory::Trainee)
        - total(StatedCategory::Agency);
    assert_eq!(gap.to_string(), "6.92");
}

#[test]
fn manchester_reads_without_an_error_and_is_written_as_it_stands() {
    let (workforce, problems) = read(&folder("manchester-2009"));
    assert!(problems.is_empty(), "{problems:?}");
    check_written_again(&workforce, &folder("manchester-2009"));
}

#[test]
fn manchester_adds_up_to_its_printed_totals() {
    let (workforce, _) = read(&folder("manchester-2009"));
    let total = |on: Date, service| stated(&workforce, |it| it.on == on && it.service == service);
    let (september, december) = (date(2009, 9, 1), date(2009, 12, 7));
    assert_eq!(total(september, Service::Children), Fte::whole(204));
    assert_eq!(total(december, Service::Children), Fte::whole(198));
    assert_eq!(total(september, Service::Adults), Fte::whole(197));
    assert_eq!(total(december, Service::Adults), Fte::whole(210));
}

#[test]
fn a_synthetic_authority_reads_back_without_a_problem() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = generate(&Plan {
        fte: 90,
        years: 3,
        ..Plan::default()
    });
    write_package(&made, folder.path()).expect("a package");
    let (read, problems) = read(folder.path());
    assert!(problems.is_empty(), "{problems:?}");
    check_written_again(&read, folder.path());
}

#[test]
fn northumberland_reads_without_an_error_and_is_written_as_it_stands() {
    let (workforce, problems) = read(&folder("northumberland-2018"));
    assert!(!problems.iter().any(Problem::is_error), "{problems:?}");
    check_written_again(&workforce, &folder("northumberland-2018"));
    // Six indicators of the council in two years; five with both averages.
    assert_eq!(workforce.indicators().len(), 6 * 2 + 5 * 2);
}
