//! What is written reads back, and what was read is written as it was.

use crate::support::{TABLES, edited, folder, read, told, write_tables};
use holdfast_intake::{Package, assess, plan, read_workforces, write_nation, write_package};
use holdfast_workforce::amount::Fte;
use holdfast_workforce::date::Spell;
use holdfast_workforce::id::{AuthorityId, CountingIds, IdSource as _, PostId};
use holdfast_workforce::record::{Person, Post, PostTerms};
use holdfast_workforce::{Change, Workforce};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::option;
use proptest::prelude::*;

#[test]
fn writing_what_was_read_gives_the_same_files() {
    let (workforce, _) = read(&[]);
    let out = tempfile::tempdir().expect("a folder");
    write_package(&workforce, out.path()).expect("written");
    for (name, text) in TABLES {
        let written = std::fs::read_to_string(out.path().join(format!("{name}.csv")));
        assert_eq!(written.expect("a file"), text, "{name}");
    }
    assert!(out.path().join("datapackage.json").exists());
}

#[test]
fn the_same_package_imported_twice_changes_nothing() {
    let folder = folder(&[]);
    let (workforces, _) = read_workforces(folder.path()).expect("a package");
    let mut package = Package::open(folder.path()).expect("a package");
    let authority = package.authorities().next().expect("one authority");
    let again = plan(&authority, &workforces[0], &mut CountingIds::default());
    assert_eq!(again.changes, []);
    assert_eq!(again.problems, []);
}

#[test]
fn other_encodings_and_separators_give_the_same_records() {
    let (expected, _) = read(&[]);
    let check = |bytes: &[u8]| {
        let folder = folder(&[]);
        std::fs::write(folder.path().join("people.csv"), bytes).expect("written");
        let (workforces, problems) = read_workforces(folder.path()).expect("a package");
        assert_eq!(told(&problems), []);
        let records =
            |workforce: &Workforce| workforce.people().iter().cloned().collect::<Vec<_>>();
        assert_eq!(records(&workforces[0]), records(&expected));
    };
    let people = TABLES[4].1;
    let semicolons = people.replace(',', ";").replace('\n', "\r\n");
    check(format!("\u{feff}{semicolons}").as_bytes());
    check(people.replace(',', "\t").as_bytes());
    check(people.replace("1980-02-29", "29/02/1980").as_bytes());
    let bytes: Vec<u8> = people
        .chars()
        .map(|letter| match letter {
            'ë' => 0xEB,
            '’' => 0x92,
            other => u8::try_from(other).expect("ASCII"),
        })
        .collect();
    check(&bytes);
}

#[test]
fn columns_that_an_extract_lacks_keep_what_they_had() {
    let (before, _) = read(&[]);
    let extract = tempfile::tempdir().expect("a folder");
    let file = extract.path().join("people.csv");
    std::fs::write(&file, "id,qualification\nA1,postgraduate\n").expect("written");
    let mut package = Package::open(&file).expect("one table");
    let authority = package.authorities().next().expect("one authority");
    let assessed = assess(&authority, &before, &mut CountingIds::default());
    assert_eq!(assessed.planned.changes.len(), 1);
    let person = assessed
        .after
        .people()
        .by_reference("A1")
        .expect("the person");
    assert_eq!(person.name.as_deref(), Some("Zoë O’Neil"));
    assert_eq!(
        person.qualification.map(|it| it.to_string()).as_deref(),
        Some("postgraduate")
    );
}

#[test]
fn an_extract_of_posts_adds_terms_to_those_that_exist() {
    let (before, _) = read(&[]);
    let extract = tempfile::tempdir().expect("a folder");
    let rows = "id,from,to,team,role,fte,funding,standing\n\
        P2,2020-04-01,2024-12-31,T2,FSW,0.5,base,established\n\
        P2,2025-01-01,,T2,FSW,1,base,established\n";
    let file = extract.path().join("posts.csv");
    std::fs::write(&file, rows).expect("written");
    let mut package = Package::open(&file).expect("one table");
    let authority = package.authorities().next().expect("one authority");
    let assessed = assess(&authority, &before, &mut CountingIds::default());
    let errors = assessed
        .problems
        .iter()
        .filter(|problem| problem.is_error());
    assert_eq!(errors.count(), 0, "{:?}", assessed.problems);
    let post = assessed.after.posts().by_reference("P2").expect("the post");
    let ftes: Vec<_> = post
        .terms
        .iter()
        .map(|terms| terms.fte.to_string())
        .collect();
    assert_eq!(ftes, ["0.5", "1"]);
}

#[test]
fn a_nation_is_read_one_authority_after_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    write_tables(&folder.path().join("one"), &[]);
    let other = edited("authority", "999,Testshire", "998,Otherton");
    write_tables(&folder.path().join("two"), &[("authority", &other)]);
    let (workforces, problems) = read_workforces(folder.path()).expect("a nation");
    assert_eq!(told(&problems), []);
    let names: Vec<_> = workforces.iter().map(Workforce::name).collect();
    assert_eq!(names, ["Testshire", "Otherton"]);
    let out = tempfile::tempdir().expect("a folder");
    write_nation(&workforces, out.path()).expect("written");
    let (again, _) = read_workforces(out.path()).expect("a nation");
    let names: Vec<_> = again.iter().map(Workforce::name).collect();
    assert_eq!(names, ["Otherton", "Testshire"]);
}

#[test]
fn another_authoritys_package_is_refused() {
    let (before, _) = read(&[]);
    let other = folder(&[("authority", &edited("authority", "999,", "998,"))]);
    let mut package = Package::open(other.path()).expect("a package");
    let authority = package.authorities().next().expect("one authority");
    let planned = plan(&authority, &before, &mut CountingIds::default());
    assert_eq!(planned.problems[0].rule, "other-authority");
}

#[test]
fn an_unknown_workforce_is_empty() {
    let mut ids = CountingIds::default();
    let empty = Workforce::empty(AuthorityId(ids.next_id()));
    let out = tempfile::tempdir().expect("a folder");
    write_package(&empty, out.path()).expect("written");
    let (workforces, problems) = read_workforces(out.path()).expect("a package");
    assert_eq!(problems, []);
    assert_eq!(workforces[0].people().len(), 0);
}

/// A text as a cell keeps it: not blank, without space around it.
fn cell_text() -> impl Strategy<Value = String> {
    "\\PC{1,40}|[a-z,;\"'\n\t=+@-]{1,20}"
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("not blank", |text| !text.is_empty())
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..100_000_i64).prop_map(|days| date(1910, 1, 1).saturating_add(days.days()))
}

prop_compose! {
    fn workforce()(
        name in cell_text(),
        title in option::of(cell_text()),
        born in option::of(any_day()),
        from in any_day(),
        days in option::of(0..4_000_i64),
        fte in 0..2_000_000_i64,
    ) -> Workforce {
        let (sound, _) = read(&[]);
        let person = Person { name: Some(name), born, ..sound.people().iter().next().expect("one").clone() };
        let post = sound.posts().by_reference("P2").expect("the post").clone();
        let last = days.map(|days| from.saturating_add(days.days()));
        let terms = PostTerms {
            spell: Spell::of_days(from, last),
            title,
            fte: Fte::from_units(fte),
            ..post.terms[0].clone()
        };
        let new = Post {
            id: PostId(uuid::Uuid::from_u128(u128::MAX)),
            reference: "P9".into(),
            terms: vec![terms],
        };
        sound.with(&[Change::Put(person.into()), Change::Put(new.into())], 0)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_record_that_is_written_reads_back_the_same(workforce in workforce()) {
        let out = tempfile::tempdir().expect("a folder");
        write_package(&workforce, out.path()).expect("written");
        let mut package = Package::open(out.path()).expect("a package");
        let authority = package.authorities().next().expect("one authority");
        let planned = plan(&authority, &workforce, &mut CountingIds::default());
        prop_assert_eq!(planned.problems, []);
        prop_assert_eq!(planned.changes, []);
    }
}
