//! A small authority as text, and ways to read changed versions of it.

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use holdfast_intake::{Package, Problem, assess, read_workforces};
use holdfast_workforce::Workforce;
use holdfast_workforce::id::{AuthorityId, CountingIds, IdSource as _};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The tables of a small authority that nothing is wrong with, as the writer
/// would write them.
pub(crate) const TABLES: [(&str, &str); 18] = [
    (
        "authority",
        "code,name,standard_week,records_from,employment_from\n999,Testshire,37,2020-04-01,\n",
    ),
    (
        "teams",
        "id,name,parent,service,from,to\nT1,Children,,children,,\nT2,\"Duty, North\",T1,children,2020-04-01,\n",
    ),
    (
        "roles",
        "id,name,organisation_role,agency_job_type,registered,order\nSW,Social Worker,case_holder,social_worker,yes,1\nFSW,Family Support,,,no,2\n",
    ),
    (
        "posts",
        "id,from,to,title,team,role,fte,funding,standing,conversion,grade,budget_code,over_reason\nP1,2020-04-01,2024-03-31,,T1,SW,1,base,established,,K,,\nP1,2024-04-01,,Duty worker,T2,SW,0.8,base,established,,K,B12,\nP2,2020-04-01,,,T2,FSW,0.5,base,established,,,,\n",
    ),
    (
        "people",
        "id,name,born,sex,ethnicity,registration,registered_on,qualified_on,qualification,route\nA1,Zoë O’Neil,1980-02-29,F,WBRI,SW123456,2003-09-01,2003-07-01,undergraduate,university\nA2,,,,,,,,,\n",
    ),
    (
        "engagements",
        "id,person,contract,from,to,origin,reason,destination,agency,contract_weeks\nE1,A1,permanent,2020-04-01,,newly_qualified,,,,\nE2,A2,permanent,2020-04-01,2024-06-30,,resignation,other_authority,,\n",
    ),
    (
        "assignments",
        "id,engagement,post,from,to,fte,holding,cover,over_reason\nS1,E1,P1,2020-04-01,,0.8,substantive,,\nS2,E2,P2,2020-04-01,2024-06-30,0.5,substantive,,\n",
    ),
    (
        "pay",
        "engagement,element,from,to,amount\nE1,base_salary,2020-04-01,2024-03-31,38223\nE1,base_salary,2024-04-01,,39513.5\n",
    ),
    (
        "absences",
        "engagement,assignment,kind,from,to,working_days\nE1,,sickness,2023-01-09,2023-01-13,5\nE1,S1,sickness,2023-02-06,2023-02-07,1.5\n",
    ),
    (
        "caseloads",
        "person,date,cases\nA1,2024-03-31,16\nA1,2024-04-30,0\n",
    ),
    (
        "positions",
        "date,service,team,role,category,unit,value,source\n2018-03-31,children,,SW,in_post,fte,312.25,\"Committee paper, \"\"Staffing\"\"\"\n2018-03-31,children,,,in_post,fte,406.31,Committee paper\n",
    ),
    (
        "indicators",
        "measure,period,area,value,unit,source,note\nVacancy rate,2017,England,17,%,Committee paper,as printed\n",
    ),
    (
        "boards",
        "id,name,chair,purpose,meets\nSC,Scrutiny Committee,A councillor,Scrutiny,Every two months\n",
    ),
    (
        "strategy",
        "id,sort,parent,title,detail,service,year,owner,board,from,due,progress,ended_on,decision,decided_on,cost,likelihood,impact,measure,baseline,target,order\nO1,objective,,Fewer vacancies,,children,2024,Director,SC,2024-04-01,2026-03-31,under_way,,,,,,,vacancy_rate,17.5,10,1\nA1,action,O1,Hold a fair,\"In May, with partners\",,,Recruiter,,2024-05-01,2024-05-31,done,2024-05-20,agreed,2024-04-02,1500,,,,,,1\nR1,risk,O1,Pay falls behind,,,,,,,,under_way,,,,,4,3,,,,2\n",
    ),
    (
        "requests",
        "id,board,asked_by,asked_on,question,due,answered_on,answer,item\nM1,SC,A member,2024-04-18,How many posts are vacant?,2024-05-31,2024-05-20,Twelve,O1\n",
    ),
    (
        "pledges",
        "id,sort,text,from,to,order\nP1,council,Supervision every month,2024-04-01,,1\n",
    ),
    ("acknowledgements", "pledge,person,date\nP1,A1,2024-04-09\n"),
    (
        "audits",
        "id,programme,theme,date,team,method,grade,finding,learning,item\nD1,Practice week,Supervision,2024-06-03,T2,case_audit,good,Regular,Note decisions,A1\n",
    ),
];

/// Writes the small authority into a folder, with some tables put in place of
/// its own.
pub(crate) fn write_tables(folder: &Path, changed: &[(&str, &str)]) {
    std::fs::create_dir_all(folder).expect("a folder");
    for (name, text) in TABLES {
        let text = changed
            .iter()
            .find(|(table, _)| *table == name)
            .map_or(text, |(_, text)| text);
        std::fs::write(folder.join(format!("{name}.csv")), text).expect("a file");
    }
}

/// The small authority in a folder of its own.
pub(crate) fn folder(changed: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    write_tables(folder.path(), changed);
    folder
}

/// Reads the small authority with some tables put in place of its own.
pub(crate) fn read(changed: &[(&str, &str)]) -> (Workforce, Vec<Problem>) {
    let folder = folder(changed);
    let (mut workforces, problems) = read_workforces(folder.path()).expect("a package");
    (workforces.remove(0), problems)
}

/// One table with a piece of its text put in place of another.
pub(crate) fn edited(table: &str, old: &str, new: &str) -> String {
    let (_, text) = TABLES
        .iter()
        .find(|(name, _)| *name == table)
        .expect("a table");
    assert!(text.contains(old), "{table} holds {old}");
    text.replacen(old, new, 1)
}

/// Reads the small authority with one edit, and gives the problems found.
pub(crate) fn problems_after(table: &str, old: &str, new: &str) -> Vec<Problem> {
    read(&[(table, &edited(table, old, new))]).1
}

/// File, row, column, value and rule of the first error.
pub(crate) type Told = (
    String,
    Option<u64>,
    Option<String>,
    Option<String>,
    &'static str,
);

/// What the errors say, but for their words.
pub(crate) fn told(problems: &[Problem]) -> Vec<Told> {
    let errors = problems.iter().filter(|problem| problem.is_error());
    errors
        .map(|it| {
            (
                it.file.clone(),
                it.row,
                it.column.clone(),
                it.value.clone(),
                it.rule,
            )
        })
        .collect()
}

/// The same, as it is expected.
pub(crate) fn at(file: &str, row: u64, column: &str, value: &str, rule: &'static str) -> Told {
    (
        file.into(),
        Some(row),
        Some(column.into()),
        Some(value.into()),
        rule,
    )
}

/// Reads the first authority of a package that is held in memory.
pub(crate) fn read_bytes(name: &str, bytes: Vec<u8>) -> (Workforce, Vec<Problem>) {
    let mut package = Package::from_bytes(name, bytes).expect("a package");
    let mut ids = CountingIds::default();
    let empty = Workforce::empty(AuthorityId(ids.next_id()));
    let authority = package.authorities().next().expect("an authority");
    let assessed = assess(&authority, &empty, &mut ids);
    (assessed.after, assessed.problems)
}

/// An archive of these files.
pub(crate) fn archive<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive
            .start_file(name.as_ref(), SimpleFileOptions::default())
            .expect("a file");
        archive.write_all(bytes.as_ref()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

/// The same workbook with a piece of its first sheet put in place of another.
pub(crate) fn with_sheet(bytes: &[u8], edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut parts: Vec<(String, String)> = Vec::new();
    for index in 0..book.len() {
        let mut text = String::new();
        let mut part = book.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        part.read_to_string(&mut text).expect("text");
        if name.ends_with("sheet1.xml") {
            text = edit(&text);
        }
        parts.push((name, text));
    }
    archive(&parts)
}
