//! Parts of the strategy as tables: what stands in them follows from the records at the date.

use holdfast_document::Table;
use holdfast_measures::strategy::{ItemState, audits, items, pledges, requests};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::pounds;
use holdfast_workforce::codes::{PledgeSort, StrategySort};
use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use crate::answer::only;
use crate::compose::Composer;
use crate::reference::{Options, StrategyTable};
use crate::tables::from_rows;

/// What a table is made of: its title, its heads and its rows.
struct Listed {
    title: &'static str,
    heads: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

/// The table.
pub(super) fn table(
    composer: &mut Composer<'_, '_>,
    of: StrategyTable,
    options: &Options,
) -> Result<Table, String> {
    only(options, &["on"])?;
    let at = options.on.unwrap_or(composer.facts.at);
    let listed = match of {
        StrategyTable::Objectives => objectives(composer, at),
        StrategyTable::Actions => actions(composer, at),
        StrategyTable::Proposals => proposals(composer, at),
        StrategyTable::Priorities => priorities(composer, at),
        StrategyTable::Risks => risks(composer, at),
        StrategyTable::Requests => asked(composer, at),
        StrategyTable::Pledges => promised(composer, at),
        StrategyTable::Audits => audited(composer, at),
    };
    if listed.rows.is_empty() {
        return Err(format!(
            "the records hold nothing for ‘{}’ on {}",
            listed.title.to_lowercase(),
            in_words(at)
        ));
    }
    let caption = format!("{}, {}", listed.title, in_words(at));
    let mut table = from_rows(composer, listed.title, caption, listed.heads, listed.rows);
    table.source =
        "The council’s records; status and direction follow from them and are not entered"
            .to_owned();
    Ok(table)
}

/// The items of some sorts, in the order of the strategy.
fn of_sorts<'w>(
    composer: &Composer<'_, 'w>,
    at: Date,
    sorts: &[StrategySort],
) -> Vec<ItemState<'w>> {
    let states = items(composer.facts.grounds.workforce, at);
    states
        .into_iter()
        .filter(|state| sorts.contains(&state.item.sort))
        .collect()
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "–".to_owned(), in_words)
}

fn said(text: Option<&String>) -> String {
    text.cloned().unwrap_or_else(|| "–".to_owned())
}

fn objectives(composer: &Composer<'_, '_>, at: Date) -> Listed {
    let states = of_sorts(
        composer,
        at,
        &[StrategySort::Objective, StrategySort::Strand],
    );
    let row = |state: &ItemState<'_>| {
        // Non-breaking blanks keep a strand beneath its objective.
        let title = format!("{}{}", "\u{a0}\u{a0}".repeat(state.depth), state.item.title);
        vec![
            title,
            said(state.item.owner.as_ref()),
            day(state.item.due),
            state.standing.label().to_owned(),
            state.reason.clone(),
        ]
    };
    Listed {
        title: "Objectives",
        heads: &["Objective", "Owner", "By", "Status", "Why"],
        rows: states.iter().map(row).collect(),
    }
}

fn actions(composer: &Composer<'_, '_>, at: Date) -> Listed {
    let states = of_sorts(composer, at, &[StrategySort::Action]);
    let row = |state: &ItemState<'_>| {
        vec![
            state.item.title.clone(),
            said(state.item.owner.as_ref()),
            day(state.item.due),
            state.standing.label().to_owned(),
            state.reason.clone(),
        ]
    };
    Listed {
        title: "Actions",
        heads: &["Action", "Owner", "By", "Status", "Why"],
        rows: states.iter().map(row).collect(),
    }
}

fn priorities(composer: &Composer<'_, '_>, at: Date) -> Listed {
    let states = of_sorts(composer, at, &[StrategySort::Priority]);
    let row = |state: &ItemState<'_>| {
        vec![
            state.item.title.clone(),
            said(state.item.year.as_ref()),
            said(state.item.owner.as_ref()),
            state.standing.label().to_owned(),
        ]
    };
    Listed {
        title: "Priorities",
        heads: &["Priority", "Year", "Owner", "Status"],
        rows: states.iter().map(row).collect(),
    }
}

fn proposals(composer: &Composer<'_, '_>, at: Date) -> Listed {
    let states = of_sorts(composer, at, &[StrategySort::Proposal]);
    let row = |state: &ItemState<'_>| {
        let cost = state
            .item
            .cost
            .map_or_else(|| "–".to_owned(), |cost| pounds(&cost.rounded(0)));
        let decision = state.item.decision.map_or("None yet", |it| it.label());
        vec![
            state.item.title.clone(),
            cost,
            decision.to_owned(),
            day(state.item.decided_on),
            state.standing.label().to_owned(),
        ]
    };
    Listed {
        title: "Proposals",
        heads: &["Proposal", "Cost", "Decision", "Decided", "Status"],
        rows: states.iter().map(row).collect(),
    }
}

fn risks(composer: &Composer<'_, '_>, at: Date) -> Listed {
    let states = of_sorts(composer, at, &[StrategySort::Risk]);
    let row = |state: &ItemState<'_>| {
        let rating = state
            .rating
            .map_or_else(|| "–".to_owned(), |rating| rating.in_words(state.item));
        vec![
            state.item.title.clone(),
            rating,
            said(state.item.detail.as_ref()),
            said(state.item.owner.as_ref()),
            state.standing.label().to_owned(),
        ]
    };
    Listed {
        title: "Risks",
        heads: &["Risk", "Rating", "What is done about it", "Owner", "Status"],
        rows: states.iter().map(row).collect(),
    }
}

fn asked(composer: &Composer<'_, '_>, at: Date) -> Listed {
    let all = requests(composer.facts.grounds.workforce, at);
    let rows = all.iter().map(|state| {
        let board = state.board.map_or("–", |board| board.name.as_str());
        let answer = match state.answered() {
            Some(_) => said(state.request.answer.as_ref()),
            None => state.reason(),
        };
        vec![
            state.request.question.clone(),
            board.to_owned(),
            in_words(state.request.asked_on),
            state.standing.label().to_owned(),
            answer,
        ]
    });
    Listed {
        title: "Requests of members",
        heads: &["What was asked", "Board", "Asked on", "Status", "Answer"],
        rows: rows.collect(),
    }
}

fn promised(composer: &Composer<'_, '_>, at: Date) -> Listed {
    let all = pledges(composer.facts.grounds.workforce, at);
    let rows = all.iter().filter(|state| state.holds).map(|state| {
        let sort: PledgeSort = state.pledge.sort;
        vec![
            state.pledge.text.clone(),
            sort.label().to_owned(),
            state.in_words(),
        ]
    });
    Listed {
        title: "Pledges and practice standards",
        heads: &["What is promised", "By whom", "Acknowledged by"],
        rows: rows.collect(),
    }
}

fn audited(composer: &Composer<'_, '_>, at: Date) -> Listed {
    let found = audits(composer.facts.grounds.workforce, at);
    let rows = found.themes.iter().map(|theme| {
        vec![
            theme.name.clone(),
            theme.now.in_words(),
            theme.then.in_words(),
            theme.travel.label().to_owned(),
        ]
    });
    Listed {
        title: "Practice audits",
        heads: &[
            "Theme",
            "Good or better, last twelve months",
            "Twelve months before",
            "Direction",
        ],
        rows: rows.collect(),
    }
}
