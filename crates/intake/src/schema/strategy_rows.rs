//! The rows of the package that tell of the strategy: its items, the boards that
//! follow it and what their members ask, pledges, and practice audits.

use holdfast_measures::Measure;
use holdfast_workforce::CodeItem;
use holdfast_workforce::amount::{Level, Money};
use holdfast_workforce::codes::{
    AuditGrade, AuditMethod, Decision, PledgeSort, Progress, Service, StrategySort,
};
use jiff::civil::Date;

use super::cell::unknown_code;
use super::rows::rows;
use super::{Cell, Fault, FieldKind, Table};

/// The key of a measure, as a record keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureKey(pub String);

/// The measures as codes: what a file may say.
const MEASURES: [CodeItem; Measure::ALL.len()] = {
    let nothing = CodeItem {
        code: "",
        label: "",
        meaning: "",
    };
    let mut items = [nothing; Measure::ALL.len()];
    let mut index = 0;
    while index < items.len() {
        let definition = Measure::ALL[index].definition();
        items[index] = CodeItem {
            code: definition.key,
            label: definition.label,
            meaning: definition.meaning,
        };
        index += 1;
    }
    items
};

impl Cell for MeasureKey {
    const KIND: FieldKind = FieldKind::Code(&MEASURES);
    fn read(text: &str) -> Result<Self, Fault> {
        let found = MEASURES
            .iter()
            .find(|it| it.code.eq_ignore_ascii_case(text));
        found
            .map(|it| Self(it.code.to_owned()))
            .ok_or_else(|| unknown_code(text, &MEASURES))
    }
    fn stand_in() -> Self {
        Self(MEASURES[0].code.to_owned())
    }
    fn write(&self, to: &mut String) {
        to.push_str(&self.0);
    }
}

rows! {
    /// Boards, committees and panels that decide on the strategy or follow it.
    BoardRow in Boards of Board named "boards" titled "Boards" by ["id"] {
        id: String = "Board", "The council’s own code for the board.", unique();
        name: String = "Name", "The name of the board.";
        chair: Option<String> = "Chair", "Who chairs it.";
        purpose: Option<String> = "Purpose", "What it is for.", long();
        meets: Option<String> = "Meets", "How often it meets, in words.";
    }

    /// The strategy: objectives, the strands and actions beneath them, proposals, priorities of a year, and risks. They form a tree.
    StrategyRow in Strategy of StrategyItem named "strategy" titled "Strategy" by ["id"] {
        id: String = "Number", "The council’s own number for the item.", unique();
        sort: StrategySort = "Sort", "What the item is.";
        parent: Option<String> = "Part of", "The item that it is a part of. For a risk, what it threatens.", to(Table::Strategy);
        title: String = "Title", "What it is called.";
        detail: Option<String> = "Detail", "What has to be known of it: why, how, for whom.", long();
        service: Option<Service> = "Service", "The service. Blank means both.";
        year: Option<String> = "Year", "The year, plan or edition that it belongs to, such as 2025 or 2025 to 2028.";
        owner: Option<String> = "Owner", "Who answers for it: a job title rather than a name.";
        board: Option<String> = "Board", "The board that decides on it or follows it.", to(Table::Boards);
        from: Option<Date> = "From", "The day on which it begins. The baseline is the figure of that day.";
        due: Option<Date> = "Due", "The day by which it is to be done, or its target reached.";
        progress: Progress = "Progress", "How far it has come, as its owner says. How it stands is computed.";
        ended_on: Option<Date> = "Ended on", "The day on which it was done or stopped.";
        decision: Option<Decision> = "Decision", "What was decided. Blank while no decision was taken.";
        decided_on: Option<Date> = "Decided on", "The day of the decision.";
        cost: Option<Money> = "Cost", "What it costs, in pounds. Whether a year or once, the detail says.";
        likelihood: Option<u32> = "Likelihood", "Of a risk: how likely it is, from 1 (rare) to 5 (almost certain).", at_least(1), at_most(5);
        impact: Option<u32> = "Impact", "Of a risk: how bad it would be, from 1 (slight) to 5 (severe).", at_least(1), at_most(5);
        measure: Option<MeasureKey> = "Measure", "The measure by which it is judged.";
        baseline: Option<Level> = "Baseline", "The value of the measure on the first day, in the unit of the measure.";
        target: Option<Level> = "Target", "The value that is to be reached by the day it is due.";
        order: Option<u32> = "Order", "The place in lists among the parts of one item. Lower comes first.";
    }

    /// What members of boards asked for, and what was answered.
    RequestRow in Requests of MemberRequest named "requests" titled "Member requests" by ["id"] {
        id: String = "Number", "The council’s own number for the request.", unique();
        board: String = "Board", "The board at which it was asked.", to(Table::Boards);
        asked_by: String = "Asked by", "Who asked.";
        asked_on: Date = "Asked on", "The day on which it was asked.";
        question: String = "Question", "What was asked.", long();
        due: Option<Date> = "Due", "The day by which an answer is due.";
        answered_on: Option<Date> = "Answered on", "The day on which it was answered.";
        answer: Option<String> = "Answer", "What was answered.", long();
        item: Option<String> = "Strategy item", "The item of the strategy that it is about.", to(Table::Strategy);
    }

    /// What the council promises its staff, what they promise it, and standards of practice.
    PledgeRow in Pledges of Pledge named "pledges" titled "Pledges" by ["id"] {
        id: String = "Number", "The council’s own number for the pledge.", unique();
        sort: PledgeSort = "Sort", "Who promises it.";
        text: String = "Text", "What is promised.", long();
        from: Option<Date> = "From", "The first day on which it holds. Blank means that it always did.";
        to: Option<Date> = "To", "The last day on which it holds. Blank means that no end is known.";
        order: Option<u32> = "Order", "The place in lists. Lower comes first.";
    }

    /// Who has read a pledge and stands by it.
    AcknowledgementRow in Acknowledgements of Acknowledgement named "acknowledgements" titled "Acknowledgements" by ["pledge", "person", "date"] {
        pledge: String = "Pledge", "The pledge.", to(Table::Pledges);
        person: String = "Person", "Who acknowledged it.", to(Table::People);
        date: Date = "Date", "The day on which they did.";
    }

    /// Practice audits: each row is one case that was audited, one visit that was observed.
    AuditRow in Audits of PracticeAudit named "audits" titled "Practice audits" by ["id"] {
        id: String = "Number", "The council’s own number for the audit.", unique();
        programme: String = "Programme", "The programme that it belongs to, such as Practice week January 2018.";
        theme: String = "Theme", "What was looked at, such as Supervision.";
        date: Date = "Date", "The day on which it took place.";
        team: Option<String> = "Team", "The team whose practice it was.", to(Table::Teams);
        method: AuditMethod = "Method", "How practice was looked at.";
        grade: Option<AuditGrade> = "Grade", "What practice was judged to be. Blank where no grade was given.";
        finding: Option<String> = "Finding", "What was found.", long();
        learning: Option<String> = "Learning", "What is learned from it.", long();
        item: Option<String> = "Strategy item", "The item of the strategy that follows it up.", to(Table::Strategy);
    }
}
