//! Mapping profiles: extracts under other names become the same records, and
//! problems name the extract's own columns.

use crate::support::{at, told};
use holdfast_intake::profile::{Extract, Profile, apply, preview};
use holdfast_intake::{Problem, assess};
use holdfast_workforce::Workforce;
use holdfast_workforce::id::{AuthorityId, CountingIds, IdSource as _};

pub(crate) const PROFILE: &str = r#"
standard_week = 37

[table.teams]
file = "hr*.csv"
skip_rows = 1
columns = { id = "Team Code", name = "Team" }
constants = { service = "children" }

[table.roles]
file = "hr*.csv"
skip_rows = 1
columns = { id = "Job", name = "Job", registered = "Job" }
codes = { registered = { "Social Worker" = "yes", "*" = "no" } }

[table.posts]
file = "hr*.csv"
skip_rows = 1
columns = { id = "Post", team = "Team Code", role = "Job", fte = "Post Hours" }
constants = { from = "2020-04-01", funding = "base", standing = "established" }
fte = "weekly_hours"

[table.people]
file = "hr*.csv"
skip_rows = 1
skip_blank = ["Employee No"]
columns = { id = "Employee No", name = "Full Name", born = "DOB" }
dates = ["%d-%b-%Y"]
blanks = ["N/A"]

[table.engagements]
file = "hr*.csv"
skip_rows = 1
skip_blank = ["Employee No"]
columns = { person = "Employee No", contract = "Type", from = "Start" }
combine = { id = { columns = ["Employee No", "Seq"], with = "/" } }
codes = { contract = { Perm = "permanent", "*" = "fixed_term" } }

[table.assignments]
file = "hr*.csv"
skip_rows = 1
skip_blank = ["Employee No"]
columns = { post = "Post", from = "Start", fte = "Hours" }
constants = { holding = "substantive" }
combine = { id = { columns = ["Employee No", "Seq", "Post"], with = "/" }, engagement = { columns = ["Employee No", "Seq"], with = "/" } }
fte = "weekly_hours"
"#;

pub(crate) const EXTRACT: &str = "\
Staff in post;;;;;;;;;;;
Employee No;Seq;Full Name;DOB;Type;Start;Team Code;Team;Job;Post;Post Hours;Hours
1001;1;Zoë Smith;29-Feb-1980;Perm;01/04/2020;N;North;Social Worker;P1;37;22.2
1001;1;Zoë Smith;29-Feb-1980;Perm;01/04/2020;N;North;Social Worker;P2;37;14.8
1002;1;Bo Jones;N/A;Temp;45748;S;South;Support Worker;P3;18.5;18.5
;;;;;;S;South;Support Worker;P4;37;
";

fn profile(text: &str) -> Profile {
    Profile::parse("profile.toml", text).expect("a sound profile")
}

fn fill(text: &str, extract: &str) -> (Workforce, Vec<Problem>) {
    let extracts = [Extract::new("HR-2025.csv", extract.as_bytes().to_vec())];
    let package = apply(&profile(text), &extracts, "Testshire");
    let mut ids = CountingIds::default();
    let empty = Workforce::empty(AuthorityId(ids.next_id()));
    let assessed = assess(&package, &empty, &mut ids);
    (assessed.after, assessed.problems)
}

#[test]
fn one_extract_fills_several_tables() {
    let (workforce, problems) = fill(PROFILE, EXTRACT);
    assert_eq!(told(&problems), []);
    assert_eq!(workforce.people().len(), 2);
    assert_eq!(workforce.teams().len(), 2);
    assert_eq!(workforce.posts().len(), 4);
    assert_eq!(workforce.engagements().len(), 2);
    let zoe = workforce.people().by_reference("1001").expect("the person");
    assert_eq!(
        zoe.born.map(|day| day.to_string()).as_deref(),
        Some("1980-02-29")
    );
    let bo = workforce
        .engagements()
        .by_reference("1002/1")
        .expect("the engagement");
    assert_eq!(bo.contract.to_string(), "fixed_term");
    // Excel shows 1 April 2025 as 45748.
    assert_eq!(bo.spell.from.to_string(), "2025-04-01");
    // 22.2 of 37 hours are 0.6, 14.8 are 0.4.
    let fte = |id: &str| {
        workforce
            .assignments()
            .by_reference(id)
            .map(|it| it.fte.to_string())
    };
    assert_eq!(fte("1001/1/P1").as_deref(), Some("0.6"));
    assert_eq!(fte("1001/1/P2").as_deref(), Some("0.4"));
    assert_eq!(
        workforce
            .roles()
            .by_reference("Social Worker")
            .map(|it| it.registered),
        Some(true)
    );
}

#[test]
fn problems_name_the_extracts_own_columns_and_values() {
    let broken = EXTRACT
        .replacen("29-Feb-1980", "soon", 1)
        .replacen("22.2", "22,2", 1);
    let (_, problems) = fill(PROFILE, &broken);
    let told = told(&problems);
    assert!(
        told.contains(&at("HR-2025.csv", 3, "DOB", "soon", "not-a-date")),
        "{told:?}"
    );
    assert!(
        told.contains(&at("HR-2025.csv", 3, "Hours", "22,2", "comma-in-number")),
        "{told:?}"
    );
}

#[test]
fn what_the_checks_find_is_told_in_the_extracts_own_columns() {
    let (_, problems) = fill(PROFILE, &EXTRACT.replacen("22.2", "44.4", 1));
    let found = problems
        .iter()
        .find(|it| it.rule == "fte-above-one")
        .expect("a problem");
    assert_eq!(
        (found.row, found.column.as_deref(), found.value.as_deref()),
        (Some(3), Some("Hours"), Some("44.4"))
    );
}

#[test]
fn fte_is_told_as_the_extract_writes_it_for_posts_and_for_assignments() {
    let percent = PROFILE.replace("weekly_hours", "percent");
    let percent = percent.replacen("standard_week = 37", "", 1);
    let in_percent = "\
Staff in post;;;;;;;;;;;
Employee No;Seq;Full Name;DOB;Type;Start;Team Code;Team;Job;Post;Post Hours;Hours
1001;1;Zoë Smith;29-Feb-1980;Perm;01/04/2020;N;North;Social Worker;P1;0%;120%
1002;1;Bo Jones;N/A;Temp;45748;S;South;Support Worker;P3;0.0 %;250
";
    let (_, problems) = fill(&percent, in_percent);
    let found = told(&problems);
    for (row, column, value, rule) in [
        (3, "Post Hours", "0%", "post-fte-impossible"),
        (3, "Hours", "120%", "fte-above-one"),
        (4, "Post Hours", "0.0 %", "post-fte-impossible"),
        (4, "Hours", "250", "fte-above-one"),
    ] {
        let expected = at("HR-2025.csv", row, column, value, rule);
        assert!(found.contains(&expected), "{found:?}");
    }
    let hours = EXTRACT.replacen(";P2;37;14.8", ";P2;0.00;44.4", 1);
    let found = told(&fill(PROFILE, &hours).1);
    for (column, value, rule) in [
        ("Post Hours", "0.00", "post-fte-impossible"),
        ("Hours", "44.4", "fte-above-one"),
    ] {
        let expected = at("HR-2025.csv", 4, column, value, rule);
        assert!(found.contains(&expected), "{found:?}");
    }
}

#[test]
fn what_is_wrong_beside_an_unreadable_cell_is_told_as_the_extract_writes_it() {
    let broken = EXTRACT.replacen(
        "01/04/2020;N;North;Social Worker;P1;37;22.2",
        "soon;N;North;Social Worker;P1;37;44.4",
        1,
    );
    let found = told(&fill(PROFILE, &broken).1);
    for (column, value, rule) in [
        ("Start", "soon", "not-a-date"),
        ("Hours", "44.4", "fte-above-one"),
    ] {
        let expected = at("HR-2025.csv", 3, column, value, rule);
        assert!(found.contains(&expected), "{found:?}");
    }
}

#[test]
fn a_column_that_the_extract_lacks_is_told() {
    let (_, problems) = fill(PROFILE, &EXTRACT.replacen("Full Name", "Fulname", 1));
    assert_eq!(problems[0].rule, "missing-column");
    assert_eq!(problems[0].column.as_deref(), Some("Full Name"));
    assert_eq!(problems[0].advice, "Did you mean ‘Fulname’?");
    assert_eq!(problems[0].row, Some(2));
}

#[test]
fn repeated_lines_that_disagree_are_told() {
    let (_, problems) = fill(PROFILE, &EXTRACT.replacen("Zoë Smith", "Zoe Smith", 1));
    let found = problems
        .iter()
        .find(|it| it.rule == "number-used-twice")
        .expect("a problem");
    assert_eq!(
        (found.row, found.column.as_deref()),
        (Some(4), Some("Employee No"))
    );
}

#[test]
fn percentages_are_read_as_fte() {
    let text = "[table.posts]\nfte = \"percent\"\ncolumns = { id = \"P\", fte = \"%\" }\n\
        constants = { from = \"2020-04-01\", team = \"T\", role = \"R\", funding = \"base\", standing = \"established\" }\n\
        [table.teams]\nconstants = { id = \"T\", name = \"T\", service = \"adults\" }\n\
        [table.roles]\nconstants = { id = \"R\", name = \"R\", registered = true }\n";
    let (workforce, problems) = fill(text, "P,%\n1,60\n2,60%\n3,33.3333\n");
    assert_eq!(told(&problems), []);
    let ftes: Vec<_> = workforce
        .posts()
        .iter()
        .map(|post| post.terms[0].fte.to_string())
        .collect();
    assert_eq!(ftes, ["0.6", "0.6", "0.333333"]);
}

#[test]
fn a_preview_shows_rows_before_and_after() {
    let extract = Extract::new("hr.csv", EXTRACT.as_bytes().to_vec());
    let shown = preview(&profile(PROFILE), &extract, 1);
    assert_eq!(shown.problems, []);
    let engagements = shown
        .tables
        .iter()
        .find(|it| it.table.name() == "engagements");
    let engagements = engagements.expect("the table");
    assert_eq!(engagements.after, ["id", "person", "contract", "from"]);
    assert_eq!(engagements.rows.len(), 1);
    assert_eq!(engagements.rows[0].row, 3);
    assert_eq!(engagements.rows[0].before[0], "1001");
    assert_eq!(
        engagements.rows[0].after,
        ["1001/1", "1001", "permanent", "01/04/2020"]
    );
}

#[test]
fn a_preview_of_what_fits_nothing_says_so() {
    let extract = Extract::new("payroll.csv", b"a,b\n".to_vec());
    let shown = preview(&profile(PROFILE), &extract, 5);
    assert_eq!(shown.problems[0].rule, "unknown-table");
}

#[test]
fn a_profile_written_reads_back_the_same() {
    let read = profile(PROFILE);
    let written = read.to_toml();
    assert_eq!(
        Profile::parse("again.toml", &written).as_ref(),
        Ok(&read),
        "{written}"
    );
}

/// Line, name and rule of what is wrong with a profile.
fn wrong(text: &str) -> Vec<(Option<u64>, String, &'static str)> {
    let problems = Profile::parse("p.toml", text).err().unwrap_or_default();
    problems
        .into_iter()
        .map(|it| (it.row, it.column.unwrap_or_default(), it.rule))
        .collect()
}

#[test]
fn everything_wrong_with_a_profile_is_told_with_its_line() {
    let text = "standardweek = 37\n\n[table.peple]\n[table.caseloads]\nfte = \"half\"\nskip_rows = -1\n\
        columns = { person = \"A\", dat = \"B\", cases = \"C\" }\nseparator = \"::\"\nencoding = \"klingon\"\n";
    assert_eq!(
        wrong(text),
        [
            (Some(1), "standardweek".into(), "unknown-setting"),
            (Some(3), "peple".into(), "unknown-table"),
            (Some(4), "caseloads".into(), "missing-column"),
            (Some(5), "fte".into(), "wrong-value"),
            (Some(6), "skip_rows".into(), "wrong-value"),
            (Some(7), "dat".into(), "unknown-column"),
            (Some(8), "separator".into(), "wrong-value"),
            (Some(9), "encoding".into(), "wrong-value"),
        ]
    );
}

#[test]
fn an_unknown_setting_is_told_with_the_nearest_one() {
    let text = "[table.people]\ncolums = { id = \"No\" }\n";
    let problems = Profile::parse("p.toml", text).expect_err("wrong");
    let found = problems
        .iter()
        .find(|it| it.rule == "unknown-setting")
        .expect("a problem");
    assert_eq!(
        (found.row, found.advice.as_str()),
        (Some(2), "Did you mean ‘columns’?")
    );
}

#[test]
fn profiles_that_cannot_work_are_refused() {
    assert_eq!(wrong("x = ")[0].2, "not-toml");
    assert_eq!(wrong("")[0].2, "missing-value");
    let codes = "[table.engagements]\ncolumns = { id = \"a\", person = \"b\", contract = \"c\", from = \"d\" }\n\
        codes = { contract = { Perm = \"permanant\" } }\n";
    assert_eq!(wrong(codes), [(Some(3), "contract".into(), "unknown-code")]);
    assert_eq!(
        wrong(&PROFILE.replacen("standard_week = 37", "", 1))[0].1,
        "standard_week"
    );
}
