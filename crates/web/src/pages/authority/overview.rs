//! The overview: where the authority stands today, in one look.

use askama::Template;
use holdfast_store::ChangeHeader;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::date::in_words;
use holdfast_workforce::position::{Basis, Dimension, Line, Position, position};

use crate::address;
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::establishment::away::AwayTold;
use crate::pages::establishment::filters::Filters;
use crate::pages::establishment::page::{Headline, headlines};
use crate::pages::establishment::telling;
use crate::pages::establishment::tree::{Gap, largest_gaps};
use crate::pages::measures::headlines::Headlines;
use crate::pages::{Page, page};

/// How many teams and changes are shown.
const MOST: usize = 6;

#[derive(Template)]
#[template(path = "pages/authority/overview.html")]
struct Overview {
    frame: Frame,
    name: String,
    title: String,
    answer: String,
    away: Option<AwayTold>,
    basis: String,
    notes: Vec<String>,
    figures: Vec<Headline>,
    year: String,
    measures: Option<Headlines>,
    gaps: Vec<Gap>,
    changes: Vec<RecentChange>,
    is_empty: bool,
    establishment: String,
    people: String,
    imports: String,
}

struct RecentChange {
    title: String,
    href: String,
    actor: String,
    at: String,
    records: String,
}

/// Shows the page.
pub(crate) async fn overview(here: Here) -> Page {
    let today = here.app.today();
    let filters = Filters::read(Vec::new(), &here.workforce, today);
    let position = position(&here.workforce, &filters.selection, Dimension::Role);
    let changes = here
        .app
        .store()
        .changes(None, 6, Some(here.authority.id))
        .await
        .map_err(unavailable)?;
    let from_records = position.basis == Basis::Records;
    let authority = &here.authority;
    page(&Overview {
        frame: here.frame(Some(Section::Overview)),
        name: authority.name.clone(),
        title: title(&position),
        answer: telling::answer(&position),
        away: AwayTold::of(&here, &filters),
        basis: telling::basis(&position),
        notes: position.notes.clone(),
        figures: headlines(&here, &filters, &position),
        year: match from_records {
            true => since_a_year_ago(&here, &filters, &position),
            false => String::new(),
        },
        measures: Headlines::of(&here),
        gaps: match from_records {
            true => largest_gaps(&here, &filters, today, MOST),
            false => Vec::new(),
        },
        changes: changes.into_iter().map(|it| recent(&here, it)).collect(),
        is_empty: position.basis == Basis::Nothing,
        establishment: address::establishment(authority),
        people: address::people(authority),
        imports: address::imports(authority),
    })
}

fn title(position: &Position) -> String {
    let day = in_words(telling::day(position));
    match position.basis {
        Basis::Records => format!("Where we stand on {day}"),
        Basis::Stated { .. } => format!("The latest count, of {day}"),
        Basis::Nothing => "Nothing is recorded yet".to_owned(),
    }
}

/// How the FTE in post and the agency FTE changed in a year; nothing where the
/// records do not reach back so far.
fn since_a_year_ago(here: &Here, filters: &Filters, now: &Position) -> String {
    let day = holdfast_workforce::date::months_later(now.selection.at, -12);
    let then = position(&here.workforce, &filters.at(day).selection, Dimension::Role);
    if then.basis != Basis::Records {
        return String::new();
    }
    let change = now.total.less(&then.total);
    let told = |line: Line, name: &str| {
        let amount = change.get(line)?;
        let words = match amount {
            amount if amount.rounded(1) == "0.0" => format!("the same {name}"),
            amount if amount > Fte::ZERO => {
                format!("{} more {name}", crate::format::fte_headline(amount))
            }
            amount => format!(
                "{} fewer {name}",
                crate::format::fte_headline(amount.magnitude())
            ),
        };
        Some(words)
    };
    let told = [
        told(Line::InPost, "FTE in post"),
        told(Line::Agency, "agency FTE"),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    match told.is_empty() {
        true => String::new(),
        false => format!("Since {}: {}.", in_words(day), told.join(" and ")),
    }
}

fn recent(here: &Here, change: ChangeHeader) -> RecentChange {
    RecentChange {
        href: address::change(&here.authority, change.seq),
        at: crate::format::moment(change.at),
        records: crate::format::count(usize::try_from(change.records).unwrap_or(usize::MAX)),
        title: match change.undone_by {
            Some(_) => format!("{} (undone)", change.title),
            None => change.title,
        },
        actor: change.actor,
    }
}

#[cfg(test)]
mod tests {
    use crate::address;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn the_overview_answers_first_and_leads_on() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let answer = server.get(&address::overview(&authority)).await;
        assert_eq!(answer.status, 200);
        for words in [
            "Where we stand on 30 September 2026",
            "established FTE are in post",
            "The largest gaps",
            "A. Tester",
            &address::establishment(&authority),
            &address::people(&authority),
            "FTE away,",
            "Sickness absence rate",
            "/measures/vacancy_rate?at=2026-09-30",
        ] {
            assert!(answer.says(words), "{words}");
        }
    }

    #[tokio::test]
    async fn an_authority_that_is_not_there_is_told_so() {
        let server = TestServer::with_example().await;
        let answer = server.get("/000").await;
        assert_eq!(answer.status, 404);
        assert!(answer.says("There is no authority with the number 000"));
    }
}
