//! Rows to records and back, for the strategy, boards, pledges and audits.

use holdfast_workforce::Workforce;
use holdfast_workforce::id::{BoardId, PersonId, PledgeId, RecordId, StrategyItemId, TeamId};
use holdfast_workforce::record::{
    Acknowledgement, Board, Kind, MemberRequest, Pledge, PracticeAudit, StrategyItem,
};
use jiff::civil::Date;

use super::links::{Here, Links};
use super::{Convert, board_number, item_number, person_number, pledge_number, team_number};
use crate::schema::{
    AcknowledgementRow, AuditRow, BoardRow, MeasureKey, PledgeRow, RequestRow, StrategyRow,
};

impl Convert for BoardRow {
    type Record = Board;
    type Key = String;

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<String> {
        Some(self.id.clone())
    }

    fn key_of(board: &Board) -> String {
        board.reference.clone()
    }

    fn record(&self, id: RecordId, _: &mut Links<'_>, _: &Here<'_>) -> Option<Board> {
        Some(Board {
            id: id.into(),
            reference: self.id.clone(),
            name: self.name.clone(),
            chair: self.chair.clone(),
            purpose: self.purpose.clone(),
            meets: self.meets.clone(),
        })
    }

    fn of(board: &Board, _: &Workforce) -> Self {
        Self {
            id: board.reference.clone(),
            name: board.name.clone(),
            chair: board.chair.clone(),
            purpose: board.purpose.clone(),
            meets: board.meets.clone(),
        }
    }
}

impl Convert for StrategyRow {
    type Record = StrategyItem;
    type Key = String;

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<String> {
        Some(self.id.clone())
    }

    fn key_of(item: &StrategyItem) -> String {
        item.reference.clone()
    }

    fn record(&self, id: RecordId, links: &mut Links<'_>, here: &Here<'_>) -> Option<StrategyItem> {
        let parent = links.find_any(here, Kind::StrategyItem, "parent", self.parent.as_deref());
        let board = links.find_any(here, Kind::Board, "board", self.board.as_deref());
        Some(StrategyItem {
            id: id.into(),
            reference: self.id.clone(),
            sort: self.sort,
            parent: parent?.map(StrategyItemId::from),
            title: self.title.clone(),
            detail: self.detail.clone(),
            service: self.service,
            year: self.year.clone(),
            owner: self.owner.clone(),
            board: board?.map(BoardId::from),
            from: self.from,
            due: self.due,
            progress: self.progress,
            ended_on: self.ended_on,
            decision: self.decision,
            decided_on: self.decided_on,
            cost: self.cost,
            likelihood: self.likelihood,
            impact: self.impact,
            measure: self.measure.as_ref().map(|it| it.0.clone()),
            baseline: self.baseline,
            target: self.target,
            order: self.order.unwrap_or(0),
        })
    }

    fn of(item: &StrategyItem, workforce: &Workforce) -> Self {
        Self {
            id: item.reference.clone(),
            sort: item.sort,
            parent: item.parent.map(|it| item_number(workforce, it)),
            title: item.title.clone(),
            detail: item.detail.clone(),
            service: item.service,
            year: item.year.clone(),
            owner: item.owner.clone(),
            board: item.board.map(|it| board_number(workforce, it)),
            from: item.from,
            due: item.due,
            progress: item.progress,
            ended_on: item.ended_on,
            decision: item.decision,
            decided_on: item.decided_on,
            cost: item.cost,
            likelihood: item.likelihood,
            impact: item.impact,
            measure: item.measure.clone().map(MeasureKey),
            baseline: item.baseline,
            target: item.target,
            order: Some(item.order),
        }
    }
}

impl Convert for RequestRow {
    type Record = MemberRequest;
    type Key = String;

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<String> {
        Some(self.id.clone())
    }

    fn key_of(request: &MemberRequest) -> String {
        request.reference.clone()
    }

    fn record(
        &self,
        id: RecordId,
        links: &mut Links<'_>,
        here: &Here<'_>,
    ) -> Option<MemberRequest> {
        let board = links.find(here, Kind::Board, "board", &self.board);
        let item = links.find_any(here, Kind::StrategyItem, "item", self.item.as_deref());
        Some(MemberRequest {
            id: id.into(),
            reference: self.id.clone(),
            board: board?.into(),
            asked_by: self.asked_by.clone(),
            asked_on: self.asked_on,
            question: self.question.clone(),
            due: self.due,
            answered_on: self.answered_on,
            answer: self.answer.clone(),
            item: item?.map(StrategyItemId::from),
        })
    }

    fn of(request: &MemberRequest, workforce: &Workforce) -> Self {
        Self {
            id: request.reference.clone(),
            board: board_number(workforce, request.board),
            asked_by: request.asked_by.clone(),
            asked_on: request.asked_on,
            question: request.question.clone(),
            due: request.due,
            answered_on: request.answered_on,
            answer: request.answer.clone(),
            item: request.item.map(|it| item_number(workforce, it)),
        }
    }
}

impl Convert for PledgeRow {
    type Record = Pledge;
    type Key = String;

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<String> {
        Some(self.id.clone())
    }

    fn key_of(pledge: &Pledge) -> String {
        pledge.reference.clone()
    }

    fn record(&self, id: RecordId, links: &mut Links<'_>, here: &Here<'_>) -> Option<Pledge> {
        Some(Pledge {
            id: id.into(),
            reference: self.id.clone(),
            sort: self.sort,
            text: self.text.clone(),
            spell: links.spell(here, self.from, self.to)?,
            order: self.order.unwrap_or(0),
        })
    }

    fn of(pledge: &Pledge, _: &Workforce) -> Self {
        Self {
            id: pledge.reference.clone(),
            sort: pledge.sort,
            text: pledge.text.clone(),
            from: pledge.spell.map(|spell| spell.from),
            to: pledge.spell.and_then(|spell| spell.last_day()),
            order: Some(pledge.order),
        }
    }
}

impl Convert for AcknowledgementRow {
    type Record = Acknowledgement;
    type Key = (PledgeId, PersonId, Date);

    fn key(&self, links: &mut Links<'_>, here: &Here<'_>) -> Option<Self::Key> {
        let pledge = links.find(here, Kind::Pledge, "pledge", &self.pledge);
        let person = links.find(here, Kind::Person, "person", &self.person);
        Some((pledge?.into(), person?.into(), self.date))
    }

    fn key_of(it: &Acknowledgement) -> Self::Key {
        (it.pledge, it.person, it.on)
    }

    fn record(
        &self,
        id: RecordId,
        links: &mut Links<'_>,
        here: &Here<'_>,
    ) -> Option<Acknowledgement> {
        let (pledge, person, on) = self.key(links, here)?;
        Some(Acknowledgement {
            id: id.into(),
            pledge,
            person,
            on,
        })
    }

    fn of(it: &Acknowledgement, workforce: &Workforce) -> Self {
        Self {
            pledge: pledge_number(workforce, it.pledge),
            person: person_number(workforce, it.person),
            date: it.on,
        }
    }
}

impl Convert for AuditRow {
    type Record = PracticeAudit;
    type Key = String;

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<String> {
        Some(self.id.clone())
    }

    fn key_of(audit: &PracticeAudit) -> String {
        audit.reference.clone()
    }

    fn record(
        &self,
        id: RecordId,
        links: &mut Links<'_>,
        here: &Here<'_>,
    ) -> Option<PracticeAudit> {
        let team = links.find_any(here, Kind::Team, "team", self.team.as_deref());
        let item = links.find_any(here, Kind::StrategyItem, "item", self.item.as_deref());
        Some(PracticeAudit {
            id: id.into(),
            reference: self.id.clone(),
            programme: self.programme.clone(),
            theme: self.theme.clone(),
            on: self.date,
            team: team?.map(TeamId::from),
            method: self.method,
            grade: self.grade,
            finding: self.finding.clone(),
            learning: self.learning.clone(),
            item: item?.map(StrategyItemId::from),
        })
    }

    fn of(audit: &PracticeAudit, workforce: &Workforce) -> Self {
        Self {
            id: audit.reference.clone(),
            programme: audit.programme.clone(),
            theme: audit.theme.clone(),
            date: audit.on,
            team: audit.team.map(|it| team_number(workforce, it)),
            method: audit.method,
            grade: audit.grade,
            finding: audit.finding.clone(),
            learning: audit.learning.clone(),
            item: audit.item.map(|it| item_number(workforce, it)),
        }
    }
}
