//! The strategy of an invented authority: what it is to reach, from the figures
//! that its records give; what its boards ask, what is pledged, and what audits
//! find. All days are told from the last day of the records.

mod audits;
mod lines;

use holdfast_measures::value::Quantity;
use holdfast_measures::{Ledger, Measure, Scope, Value};
use holdfast_workforce::amount::{Level, Money};
use holdfast_workforce::codes::{Decision, PledgeSort, Progress, Service, StrategySort};
use holdfast_workforce::date::{Spell, months_later};
use holdfast_workforce::id::{
    AcknowledgementId, BoardId, CountingIds, MemberRequestId, PersonId, PledgeId, StrategyItemId,
};
use holdfast_workforce::record::{
    Acknowledgement, Board, MemberRequest, Pledge, Record, StrategyItem,
};
use holdfast_workforce::{Change, Workforce};
use jiff::civil::Date;

use crate::calendar::later;
use crate::draw::Draw;

use lines::{Aim, BOARDS, LINES, Line, PLEDGES, REQUESTS};

/// What the strategy is drawn from; no other part of the records is.
const STREAM: u64 = u64::MAX;

/// How long before the last day the pledges were made, in months.
const PLEDGED: i32 = -14;

/// The same records with a strategy; `ids` goes on where the records ended.
pub(crate) fn with_strategy(
    workforce: &Workforce,
    ids: CountingIds,
    seed: u64,
    at: Date,
) -> Workforce {
    let mut writer = Writer {
        workforce,
        ids,
        draw: Draw::new(seed, STREAM),
        at,
        records: Vec::new(),
    };
    writer.boards();
    writer.items();
    writer.requests();
    writer.pledges();
    writer.audits();
    let changes: Vec<_> = writer.records.into_iter().map(Change::Put).collect();
    workforce.with(&changes, 0)
}

struct Writer<'w> {
    workforce: &'w Workforce,
    ids: CountingIds,
    draw: Draw,
    at: Date,
    records: Vec<Record>,
}

impl Writer<'_> {
    fn day(&self, days: i64) -> Date {
        later(self.at, days)
    }

    fn boards(&mut self) {
        for (reference, name, chair, purpose, meets) in BOARDS {
            let board = Board {
                id: BoardId::next(&mut self.ids),
                reference: reference.into(),
                name: name.into(),
                chair: Some(chair.into()),
                purpose: Some(purpose.into()),
                meets: Some(meets.into()),
            };
            self.records.push(board.into());
        }
    }

    fn board(&self, reference: &str) -> Option<BoardId> {
        self.records.iter().find_map(|it| match it {
            Record::Board(it) if it.reference == reference => Some(it.id),
            _ => None,
        })
    }

    fn item(&self, reference: &str) -> Option<StrategyItemId> {
        self.records.iter().find_map(|it| match it {
            Record::StrategyItem(it) if it.reference == reference => Some(it.id),
            _ => None,
        })
    }

    fn items(&mut self) {
        for (place, line) in LINES.iter().enumerate() {
            let item = self.item_of(line, place);
            self.records.push(item.into());
        }
    }

    fn item_of(&mut self, line: &Line, place: usize) -> StrategyItem {
        let from = line
            .from
            .map(|months| months_later(self.at, months).last_of_month());
        let is_of_year = line.sort == StrategySort::Priority;
        let item = StrategyItem {
            id: StrategyItemId::next(&mut self.ids),
            reference: line.reference.into(),
            sort: line.sort,
            parent: self.item(line.parent),
            title: line.title.into(),
            detail: some(line.detail),
            service: line.service,
            year: is_of_year.then(|| self.at.year().to_string()),
            owner: some(line.owner),
            board: self.board(line.board),
            from,
            due: line.due.map(|days| self.day(days)),
            progress: line.progress,
            ended_on: line.ended.map(|days| self.day(days)),
            decision: line.decided.map(|it| it.0),
            decided_on: line.decided.map(|it| self.day(it.1)),
            cost: line.cost.map(Money::whole),
            likelihood: line.rating.map(|it| it.0),
            impact: line.rating.map(|it| it.1),
            measure: None,
            baseline: None,
            target: None,
            order: place as u32 + 1,
        };
        match (line.aim, from) {
            (Some(aim), Some(from)) => self.aiming(item, aim, from),
            _ => item,
        }
    }

    /// An item with its measure; with a target where the records give a figure
    /// for its first day.
    fn aiming(&self, item: StrategyItem, aim: Aim, from: Date) -> StrategyItem {
        let ledger = Ledger::new(self.workforce, item.service);
        let first = ledger
            .reckon(Scope::of(item.service), from)
            .value(aim.measure);
        let levels = level(aim.measure, first, 100).zip(level(aim.measure, first, aim.percent));
        StrategyItem {
            measure: Some(aim.measure.key().into()),
            baseline: levels.map(|it| it.0),
            target: levels.map(|it| it.1),
            ..item
        }
    }

    fn requests(&mut self) {
        for (place, it) in REQUESTS.iter().enumerate() {
            let Some(board) = self.board(it.board) else {
                continue;
            };
            let request = MemberRequest {
                id: MemberRequestId::next(&mut self.ids),
                reference: format!("M{:02}", place + 1),
                board,
                asked_by: it.by.into(),
                asked_on: self.day(it.asked),
                question: it.question.into(),
                due: Some(self.day(it.due)),
                answered_on: it.answer.map(|it| self.day(it.0)),
                answer: it.answer.map(|it| it.1.into()),
                item: self.item(it.item),
            };
            self.records.push(request.into());
        }
    }

    fn pledges(&mut self) {
        let from = months_later(self.at, PLEDGED);
        for (place, (reference, sort, share, text)) in PLEDGES.into_iter().enumerate() {
            let pledge = Pledge {
                id: PledgeId::next(&mut self.ids),
                reference: reference.into(),
                sort,
                text: text.into(),
                spell: Some(Spell::starting(from)),
                order: place as u32 + 1,
            };
            let id = pledge.id;
            self.records.push(pledge.into());
            self.acknowledge(id, sort, share, from);
        }
    }

    /// Some of those for whom a pledge is acknowledge it.
    fn acknowledge(&mut self, pledge: PledgeId, sort: PledgeSort, share: f64, from: Date) {
        for (person, joined) in self.people(sort) {
            let earliest = joined.max(from);
            let days = self.draw.between(0, 120);
            let on = later(earliest, days);
            if self.draw.chance(share) && on <= self.at {
                let acknowledgement = Acknowledgement {
                    id: AcknowledgementId::next(&mut self.ids),
                    pledge,
                    person,
                    on,
                };
                self.records.push(acknowledgement.into());
            }
        }
    }

    /// Everybody for whom a pledge is, with the day on which they joined.
    fn people(&self, sort: PledgeSort) -> Vec<(PersonId, Date)> {
        let ledger = Ledger::new(self.workforce, None);
        let population = ledger.population();
        let employed = population.in_post(self.at);
        let mut found: Vec<_> = employed.map(|it| (it.person, it.spell.from)).collect();
        if sort == PledgeSort::Standard {
            let agency = population.agency_on(self.at);
            found.extend(agency.map(|it| (it.person, it.spell.from)));
        }
        found.sort_unstable();
        found.dedup_by_key(|it| it.0);
        found
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// So many percent of a value as it is shown, for a target that people can say.
fn level(measure: Measure, value: Value, percent: i64) -> Option<Level> {
    let places = measure.unit().places();
    let shown = i64::try_from(value.ratio()?.units(places)).ok()?;
    let one = Quantity::ONE.units() / 10i64.pow(places);
    (shown > 0).then(|| Level::from_units(shown * percent / 100 * one))
}
