//! Audits of practice: the share good or better by theme and quarter, what each
//! programme covered, and the latest findings.

use askama::Template;
use axum::extract::Query;
use holdfast_intake::export::{audit_themes_sheet, audits_sheet};
use holdfast_measures::strategy::{
    Audits, Coverage, FEW_AUDITS, QuarterCount, Theme, Travel, audits as audits_at,
};
use holdfast_workforce::CodeSet;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::{Kind, PracticeAudit};

use super::asked::Asked;
use super::{add, beside};
use crate::address;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{self, Downloads, FileKind};
use crate::pages::establishment::filters::Query as Pairs;
use crate::pages::{Page, form_page};

/// How many audits are listed; all of them are in the file.
const LISTED: usize = 40;

#[derive(Template)]
#[template(path = "pages/strategy/audits.html")]
struct AuditsPage {
    frame: Frame,
    title: String,
    answer: String,
    beside: Vec<Link>,
    add: Vec<Link>,
    asked: Asked,
    quarters: Vec<String>,
    themes: Vec<ThemeRow>,
    programmes: Vec<ProgrammeRow>,
    audits: Vec<AuditRow>,
    listed: String,
    few: usize,
    downloads: Downloads,
}

struct ThemeRow {
    name: String,
    quarters: Vec<String>,
    now: String,
    then: String,
    travel: &'static str,
    colour: &'static str,
}

struct ProgrammeRow {
    name: String,
    days: String,
    audits: usize,
    good: String,
    themes: usize,
    teams: String,
    methods: String,
    followed_up: String,
}

struct AuditRow {
    name: String,
    href: String,
    theme: String,
    team: String,
    told: String,
    finding: String,
    learning: String,
}

/// Shows the page.
pub(crate) async fn audits(here: Here, Query(query): Query<Pairs>) -> Page {
    let asked = Asked::read(query, &here);
    let audits = audits_at(&here.workforce, asked.at);
    let path = address::strategy_audits(&here.authority);
    let view = AuditsPage {
        frame: here.frame(Some(Section::Strategy)),
        title: format!("Practice audits to {}", in_words(asked.at)),
        answer: answer(&audits),
        beside: beside(&here),
        add: vec![add(&here, Kind::PracticeAudit, "Add an audit", [])],
        quarters: audits.quarters.iter().map(|it| it.label()).collect(),
        themes: audits.themes.iter().map(theme_row).collect(),
        programmes: audits.programmes.iter().map(programme_row).collect(),
        audits: audits
            .audits
            .iter()
            .take(LISTED)
            .map(|it| audit_row(&here, it))
            .collect(),
        listed: match audits.audits.len() {
            all if all > LISTED => format!("The latest {LISTED} of {all} audits"),
            _ => "All audits".to_owned(),
        },
        few: FEW_AUDITS,
        downloads: Downloads::of(&path, |path| asked.address(path)),
        asked,
    };
    form_page(&view.asked.answers, &view)
}

fn answer(audits: &Audits<'_>) -> String {
    if audits.audits.is_empty() {
        return "No audit is recorded yet.".to_owned();
    }
    let mut now = QuarterCount::default();
    for theme in &audits.themes {
        now.audits += theme.now.audits;
        now.graded += theme.now.graded;
        now.good += theme.now.good;
    }
    let names = |travel: Travel| -> Vec<&str> {
        let found = audits.themes.iter().filter(|it| it.travel == travel);
        found.map(|it| it.name.as_str()).collect()
    };
    let told = |names: Vec<&str>, word: &str| match names.is_empty() {
        true => String::new(),
        false => format!(" {word}: {}.", names.join(", ")),
    };
    format!(
        "In the latest year {} good or better.{}{}",
        match now.graded {
            0 => "no audit was graded, so none is known to be".to_owned(),
            _ => format!("{} graded audits were", now.in_words()),
        },
        told(names(Travel::Better), "Better than the year before"),
        told(names(Travel::Worse), "Worse than the year before"),
    )
}

fn theme_row(theme: &Theme) -> ThemeRow {
    ThemeRow {
        name: theme.name.clone(),
        quarters: theme.quarters.iter().map(short).collect(),
        now: theme.now.in_words(),
        then: theme.then.in_words(),
        travel: theme.travel.label(),
        colour: match theme.travel {
            Travel::Better => "green",
            Travel::Worse => "red",
            Travel::NoRealChange | Travel::CannotTell => "grey",
        },
    }
}

/// So many of so many, for a narrow cell.
fn short(count: &QuarterCount) -> String {
    match (count.audits, count.graded) {
        (0, _) => String::new(),
        (_, 0) => "no grade".to_owned(),
        (_, graded) => format!("{} of {graded}", count.good),
    }
}

fn programme_row(it: &Coverage) -> ProgrammeRow {
    let methods = it.methods.iter();
    let methods: Vec<_> = methods
        .map(|(method, number)| format!("{number} {}", method.label().to_lowercase()))
        .collect();
    ProgrammeRow {
        name: it.programme.clone(),
        days: match it.first == it.last {
            true => in_words(it.first),
            false => format!("{} to {}", in_words(it.first), in_words(it.last)),
        },
        audits: it.count.audits,
        good: it.count.in_words(),
        themes: it.themes,
        teams: match it.teams {
            0 => "Not known".to_owned(),
            teams => format!("{} of {teams}", it.teams_covered),
        },
        methods: methods.join(", "),
        followed_up: format!("{} of {}", it.followed_up, it.with_learning),
    }
}

fn audit_row(here: &Here, audit: &PracticeAudit) -> AuditRow {
    let team = audit.team.and_then(|it| here.workforce.teams().get(it));
    let grade = audit.grade.map_or("No grade", CodeSet::label);
    AuditRow {
        name: format!("{}, {}", audit.reference, in_words(audit.on)),
        href: address::correct(&here.authority, Kind::PracticeAudit, audit.id),
        theme: audit.theme.clone(),
        team: team.map(|it| it.name.clone()).unwrap_or_default(),
        told: format!("{grade} ({})", audit.method.label().to_lowercase()),
        finding: audit.finding.clone().unwrap_or_default(),
        learning: audit.learning.clone().unwrap_or_default(),
    }
}

/// The same as a file: the themes, and in a workbook every audit.
pub(crate) async fn file(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let asked = Asked::read(query, &here).readable()?;
    let audits = audits_at(&here.workforce, asked.at);
    let sheets = [
        audit_themes_sheet(&audits, asked.at),
        audits_sheet(&here.workforce, &audits, asked.at),
    ];
    download::file(&here, kind, "audits", asked.at, &sheets)
}

/// Every audit as a file.
pub(crate) async fn findings(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let asked = Asked::read(query, &here).readable()?;
    let audits = audits_at(&here.workforce, asked.at);
    let sheet = audits_sheet(&here.workforce, &audits, asked.at);
    download::file(&here, kind, "findings", asked.at, &[sheet])
}
