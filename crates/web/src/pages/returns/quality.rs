//! The quality of data: the rules of the annual return on the records of
//! today, by team, with who can mend what.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use holdfast_census::{Answers as Said, Severity, Year};
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_workforce::amount::counted;
use holdfast_workforce::codes::{Holding, OrganisationRole};
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::{CaseloadId, CountingIds, TeamId};
use holdfast_workforce::record::{Caseload, Person};
use holdfast_workforce::{Change, Workforce};
use jiff::civil::Date;

use super::asked::{Asked, Offered};
use super::built::{Known, YearReturn};
use super::files::known_sheet;
use super::telling::{FindingView, RuleCount, by_rule};
use super::year::team_name;
use crate::address;
use crate::components::{Link, PageOf};
use crate::format::{count, local};
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{Downloads, FileKind, file};
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/returns/quality.html")]
struct QualityPage {
    frame: Frame,
    trail: Vec<Link>,
    caption: String,
    answer: String,
    basis: String,
    asked: Asked,
    offered: Offered,
    teams: Vec<TeamRow>,
    team_downloads: Downloads,
    found: String,
    rows: Vec<Row>,
    page: PageOf,
    pages: String,
    clear: String,
    downloads: Downloads,
    rules: Vec<RuleCount>,
}

/// A team with what it has to mend.
struct TeamRow {
    name: String,
    href: String,
    manager: Option<Link>,
    errors: usize,
    queries: usize,
}

struct Row {
    view: FindingView,
    team: String,
    manager: Option<Link>,
}

/// The return of the running year, as if it were sent today.
struct Today {
    now: YearReturn,
    /// The day of the cases that stand in it, where it is not the year’s end.
    cases_of: Option<Date>,
}

impl Today {
    /// Builds it. It counts whoever is known to be in post at the year’s end;
    /// until cases are recorded for that day, the latest stand in.
    fn of(here: &Here) -> Self {
        let year = Year::running(here.app.today());
        let (workforce, cases_of) = with_cases(&here.workforce, year.reference_date());
        let before = Year::running(year.begin().yesterday().unwrap_or(year.begin()));
        let at = local(here.app.now());
        let last = YearReturn::of(&here.workforce, before, at, None);
        let last = Some(last.checked.summary).filter(|it| !it.entries.is_empty());
        Self {
            now: YearReturn::of(&workforce, year, at, last.as_ref()),
            cases_of,
        }
    }

    fn known<'k>(&'k self, workforce: &'k Workforce) -> Vec<Known<'k>> {
        self.now.known(workforce)
    }
}

/// The records with the latest cases at a day for which none are recorded.
fn with_cases(workforce: &Workforce, on: Date) -> (Workforce, Option<Date>) {
    let days = workforce.caseloads().iter().map(|it| it.on);
    let latest = days.filter(|day| *day <= on).max();
    let Some(latest) = latest.filter(|day| *day < on) else {
        return (workforce.clone(), None);
    };
    let mut ids = CountingIds::default();
    let caseloads = workforce.caseloads().iter().filter(|it| it.on == latest);
    let changes: Vec<_> = caseloads
        .map(|it| {
            let id = CaseloadId::next(&mut ids);
            Change::Put(
                Caseload {
                    id,
                    on,
                    ..it.clone()
                }
                .into(),
            )
        })
        .collect();
    (workforce.with(&changes, workforce.as_of()), Some(latest))
}

/// Shows the page.
pub(crate) async fn quality(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let today = Today::of(&here);
    let workforce = &here.workforce;
    let asked = Asked::read(query, workforce);
    let path = address::data_quality(&here.authority);
    let all = today.known(workforce);
    let managers = managers(workforce, here.app.today());
    let manager = |team: Option<TeamId>| {
        let person = manager_of(workforce, &managers, team)?;
        let href = address::person(&here.authority, person.id);
        Some(Link::new(href, person.display_name()))
    };
    let teams = team_rows(&here, &all, &asked, manager);
    let known = asked.of(all.clone(), &Said::default());
    let page = asked.page(known.len());
    let rows = known.get(page.range()).unwrap_or_default().iter();
    let shown = QualityPage {
        frame: here.frame(Some(Section::Returns)),
        trail: vec![Link::new(address::returns(&here.authority), "Returns")],
        caption: format!("Records on {}", in_words(here.app.today())),
        answer: answer(&all),
        basis: basis(&today),
        offered: Offered::of(&today.now.checked.findings, workforce),
        teams,
        team_downloads: Downloads::of(&format!("{path}/teams"), str::to_owned),
        found: match known.len() == all.len() {
            true => format!("{} findings", count(all.len())),
            false => format!("{} of {} findings", count(known.len()), count(all.len())),
        },
        rows: rows
            .map(|it| Row {
                view: FindingView::known(&here, it),
                team: match it.finding.record {
                    Some(_) => team_name(&here, it),
                    None => "The return as a whole".to_owned(),
                },
                manager: manager(it.team),
            })
            .collect(),
        pages: asked.pages(&path),
        downloads: Downloads::of(&path, |path| asked.address(path)),
        rules: by_rule(&today.now.checked.findings),
        clear: path,
        page,
        asked,
    };
    form_page(&shown.asked.answers, &shown)
}

/// What would be rejected, as a sentence.
fn answer(known: &[Known<'_>]) -> String {
    let of = |severity| {
        let found = known
            .iter()
            .filter(move |it| it.finding.severity == severity);
        found.count()
    };
    let people: std::collections::BTreeSet<_> = known
        .iter()
        .filter(|it| it.finding.severity == Severity::Error)
        .filter_map(|it| it.finding.record.as_ref().map(|it| it.number))
        .collect();
    let (errors, queries) = (of(Severity::Error), of(Severity::Query));
    let asked = match queries {
        0 => "Nothing would be queried.".to_owned(),
        1 => "1 value would be queried.".to_owned(),
        many => format!("{} values would be queried.", count(many)),
    };
    let of_whole = known.iter().filter(|it| is_whole_error(it)).count();
    let whole = match of_whole {
        0 => String::new(),
        many => format!(
            " The return as a whole would be rejected for {}, such as allowances that are asked for when it is made.",
            counted(many, "error", "errors")
        ),
    };
    let of_records = errors - of_whole;
    let records = match people.len() {
        0 => "no record would be rejected".to_owned(),
        many => format!(
            "{} would be rejected for {}",
            counted(many, "record", "records"),
            counted(of_records, "error", "errors")
        ),
    };
    format!("If the return were sent today, {records}.{whole} {asked}")
}

fn is_whole_error(known: &Known<'_>) -> bool {
    known.finding.severity == Severity::Error && known.finding.record.is_none()
}

/// What the check is of.
fn basis(today: &Today) -> String {
    let year = today.now.year;
    let mut basis = format!(
        "The collection year {year}: {} to {}.",
        in_words(year.begin()),
        in_words(year.reference_date())
    );
    if year > Year::LAST {
        basis.push_str(&format!(
            " Its return is not described yet, so the items and rules of {} stand in.",
            Year::LAST
        ));
    }
    if let Some(day) = today.cases_of {
        basis.push_str(&format!(
            " Cases are those of {}, the latest that are recorded.",
            in_words(day)
        ));
    }
    basis
}

/// The first line manager of a team, or else of the nearest team above it that
/// has one.
fn manager_of<'m>(
    workforce: &Workforce,
    managers: &BTreeMap<TeamId, &'m Person>,
    team: Option<TeamId>,
) -> Option<&'m Person> {
    let teams = workforce.teams();
    let above = |team: &TeamId| teams.get(*team)?.parent;
    // A tree is not deep; a bound keeps a ring of teams from turning for ever.
    std::iter::successors(team, above)
        .take(20)
        .find_map(|team| managers.get(&team).copied())
}

/// The team’s first line manager in post, for each team that has one.
fn managers(workforce: &Workforce, day: Date) -> BTreeMap<TeamId, &Person> {
    let mut found = BTreeMap::new();
    let assignments = workforce.assignments().iter();
    for assignment in assignments.filter(|it| it.spell.contains(day)) {
        let post = workforce.posts().get(assignment.post);
        let Some(terms) = post.and_then(|post| post.terms_on(day)) else {
            continue;
        };
        let role = workforce.roles().get(terms.role);
        let manages =
            role.and_then(|it| it.organisation_role) == Some(OrganisationRole::FirstLineManager);
        if let Some((_, person)) = workforce.worker(assignment).filter(|_| manages) {
            let is_own = assignment.holding == Holding::Substantive;
            // Whoever holds the post comes before whoever covers it.
            match is_own {
                true => {
                    found.insert(terms.team, person);
                }
                false => {
                    found.entry(terms.team).or_insert(person);
                }
            }
        }
    }
    found
}

fn team_rows(
    here: &Here,
    known: &[Known<'_>],
    asked: &Asked,
    manager: impl Fn(Option<TeamId>) -> Option<Link>,
) -> Vec<TeamRow> {
    let mut counts: BTreeMap<(bool, Option<TeamId>), [usize; 2]> = BTreeMap::new();
    for it in known {
        let place = usize::from(it.finding.severity == Severity::Query);
        let whose = (it.finding.record.is_none(), it.team);
        counts.entry(whose).or_default()[place] += 1;
    }
    let path = address::data_quality(&here.authority);
    let row = |((is_whole, team), [errors, queries]): ((bool, Option<TeamId>), [usize; 2])| {
        let nobody = match is_whole {
            true => "The return as a whole",
            false => "No team",
        };
        let known = team.and_then(|id| here.workforce.teams().get(id));
        let reference = known.map(|team| team.reference.clone());
        TeamRow {
            name: known.map_or_else(|| nobody.to_owned(), |team| team.name.clone()),
            href: match reference {
                Some(reference) => asked.of_team(&path, reference),
                None => String::new(),
            },
            manager: manager(team),
            errors,
            queries,
        }
    };
    let mut rows: Vec<_> = counts.into_iter().map(row).collect();
    rows.sort_by(|one, other| {
        let key = |row: &TeamRow| std::cmp::Reverse((row.errors, row.queries));
        key(one).cmp(&key(other)).then(one.name.cmp(&other.name))
    });
    rows
}

/// The findings that are asked for as a file.
pub(crate) async fn findings(
    here: Here,
    kind: FileKind,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let today = Today::of(&here);
    let asked = Asked::read(query, &here.workforce);
    let said = Said::default();
    let known = asked.of(today.known(&here.workforce), &said);
    let day = here.app.today();
    let title = format!(
        "{}: data quality on {}",
        here.workforce.name(),
        in_words(day)
    );
    let sheet = known_sheet(&here, title, &known, &said);
    file(&here, kind, "data-quality", day, &[sheet])
}

/// The teams as a file.
pub(crate) async fn teams(here: Here, kind: FileKind) -> Page {
    let today = Today::of(&here);
    let day = here.app.today();
    let managers = managers(&here.workforce, day);
    let manager = |team: Option<TeamId>| {
        let person = manager_of(&here.workforce, &managers, team)?;
        Some(Link::new(String::new(), person.display_name()))
    };
    let asked = Asked::read(Vec::new(), &here.workforce);
    let rows = team_rows(&here, &today.known(&here.workforce), &asked, manager);
    let cells = |row: TeamRow| {
        let whole = |number: usize| Cell::Whole(number.try_into().unwrap_or(u64::MAX));
        vec![
            Cell::Text(row.name),
            Cell::text(row.manager.map(|it| it.label)),
            whole(row.errors),
            whole(row.queries),
        ]
    };
    let sheet = Sheet {
        title: format!(
            "{}: data quality by team on {}",
            here.workforce.name(),
            in_words(day)
        ),
        columns: vec![
            Column::text("Team"),
            Column::text("First line manager"),
            Column::of(ColumnKind::Whole, "Errors"),
            Column::of(ColumnKind::Whole, "Queries"),
        ],
        rows: rows.into_iter().map(cells).collect(),
        notes: vec![basis(&today)],
    };
    file(&here, kind, "data-quality-teams", day, &[sheet])
}
