//! The return in which nothing is wrong, and how examples change it.

use super::{Change, Of};
use crate::block::Block;
use crate::file::Return;
use crate::item::{ITEMS, Item, Level, items_of};
use crate::write::Wrapper;
use crate::year::Year;

/// The text of an item in the base return, where the part has it.
fn text(of: Of, item: Item, year: i16) -> Option<String> {
    let day = |years: i16, day: &str| format!("{}-{day}", year - years);
    let words = |words: &str| words.to_owned();
    let is_employed = matches!(of, Of::InPost | Of::Starter | Of::Leaver);
    Some(match (item, of) {
        (Item::Collection, _) => words("CSWW"),
        (Item::Year, _) => year.to_string(),
        (Item::ReferenceDate, _) => day(0, "09-30"),
        (Item::SourceLevel, _) => words("L"),
        (Item::LEA, _) => words("999"),
        (Item::SoftwareCode, _) => words("Example v1.0"),
        (Item::DateTime, _) => day(0, "10-14T11:11:11"),
        (Item::NumberOfVacancies, _) => words("3.00"),
        (Item::NoAgencyFTE, _) => words("1.00"),
        (Item::NoAgencyHeadcount, _) => words("1"),
        (Item::OtherAllowances, _) => words("None"),
        (_, Of::Authority) => words("1"),
        (Item::AgencyWorker, Of::Agency) => words("1"),
        (Item::AgencyWorker, _) => words("0"),
        (Item::SWENo, Of::InPost) => words("SW1000001"),
        (Item::SWENo, Of::Starter) => words("SW2000001"),
        (Item::SWENo, Of::Leaver) => words("SW3000001"),
        (Item::SWENo, _) => words("SW4000001"),
        (Item::FTE, Of::Starter) => words("0.6"),
        (Item::FTE, Of::Leaver) => words("0.000000"),
        (Item::FTE, _) => words("1.000000"),
        (Item::Cases30, Of::Leaver) => return None,
        (Item::Cases30, _) => words("16"),
        (Item::ContractWeeks, Of::Agency) => words("38"),
        _ if !is_employed => return None,
        (Item::PersonBirthDate, Of::InPost) => words("1985-03-24"),
        (Item::PersonBirthDate, Of::Starter) => words("1995-01-09"),
        (Item::PersonBirthDate, _) => words("1966-11-30"),
        (Item::GenderCurrent, Of::Starter) => words("1"),
        (Item::GenderCurrent, _) => words("2"),
        (Item::Sex, Of::Starter) => words("M"),
        (Item::Sex, _) => words("F"),
        (Item::Ethnicity, _) => words("WBRI"),
        (Item::QualLevel, _) => words("2"),
        (Item::StepUpGrad | Item::FrontlineGrad, _) => words("0"),
        (Item::OrgRole, _) => words("5"),
        (Item::RoleStartDate, Of::Starter) => day(0, "02-03"),
        (Item::RoleStartDate, _) => words("2016-09-05"),
        (Item::StartOrigin, _) => words("2"),
        (Item::RoleEndDate, Of::Leaver) => day(0, "03-31"),
        (Item::LeaverDestination, Of::Leaver) => words("6"),
        (Item::ReasonLeave, Of::Leaver) => words("5"),
        (Item::FTE30, Of::InPost) => words("1.000000"),
        (Item::FTE30, Of::Starter) => words("0"),
        (Item::FTE30, _) => words("0.8"),
        (Item::WorkingDaysLost, Of::InPost) => words("5"),
        (Item::WorkingDaysLost, Of::Starter) => words("8"),
        (Item::WorkingDaysLost, _) => words("11.5"),
        (Item::BaseSalary, _) => words("42000.00"),
        (Item::RRPayments, Of::InPost) => words("1000.00"),
        _ => return None,
    })
}

fn part(of: Of, year: Year) -> Block {
    let level = match of {
        Of::Header => Level::Header,
        Of::Authority => Level::Authority,
        _ => Level::Worker,
    };
    let mut block = Block::default();
    for definition in items_of(year, level) {
        if let Some(text) = text(of, definition.item, year.number()) {
            block.put(definition.item, &text);
        }
    }
    block
}

/// The block with another text of an item, in the order of the items.
fn with(block: &Block, item: Item, text: &str) -> Block {
    let mut changed = Block::default();
    for definition in ITEMS {
        let own = block.cell(definition.item).map(|cell| cell.text);
        let text = if definition.item == item {
            Some(text).filter(|text| !text.is_empty())
        } else {
            own
        };
        if let Some(text) = text {
            changed.put(definition.item, text);
        }
    }
    changed
}

/// The base return while it is being changed.
struct Draft {
    held: Return,
    /// Which of the workers each part is; none where it was taken out.
    place: [Option<usize>; 4],
    copies: u32,
}

impl Draft {
    fn new(year: Year) -> Self {
        let workers = [Of::InPost, Of::Starter, Of::Leaver, Of::Agency];
        let mut draft = Self {
            held: Return {
                header: part(Of::Header, year),
                authority: part(Of::Authority, year),
                workers: workers.map(|of| part(of, year)).to_vec(),
            },
            place: [Some(0), Some(1), Some(2), Some(3)],
            copies: 0,
        };
        draft.change(&Change::Again(Of::InPost, 21, &[]));
        draft
    }

    fn block(&mut self, of: Of) -> &mut Block {
        let index = match of {
            Of::Header => return &mut self.held.header,
            Of::Authority => return &mut self.held.authority,
            Of::InPost => 0,
            Of::Starter => 1,
            Of::Leaver => 2,
            Of::Agency => 3,
        };
        &mut self.held.workers[self.place[index].expect("the record is still there")]
    }

    fn change(&mut self, change: &Change) {
        match change {
            Change::Item(of, item, text) => {
                let block = self.block(*of);
                *block = with(block, *item, text);
            }
            Change::Again(of, times, changes) => {
                for _ in 0..*times {
                    self.copies += 1;
                    let number = format!("SW90{:05}", self.copies);
                    let mut copy = with(self.block(*of), Item::SWENo, &number);
                    for (item, text) in *changes {
                        copy = with(&copy, *item, text);
                    }
                    self.held.workers.push(copy);
                }
            }
            Change::Without(of) => *self.block(*of) = Block::default(),
            Change::Text(..) => {}
        }
    }
}

/// The file of a year’s base return, changed.
pub(super) fn file(year: Year, changes: &[Change]) -> String {
    let mut draft = Draft::new(year);
    for change in changes {
        draft.change(change);
    }
    draft.held.workers.retain(|block| !block.is_empty());
    let mut bytes = Vec::new();
    let written = draft.held.write(&mut bytes, Wrapper::None);
    written.expect("memory takes it");
    let mut text = String::from_utf8(bytes).expect("files are UTF-8");
    for change in changes {
        if let Change::Text(from, to) = change {
            assert!(text.contains(from), "the base return has no {from}");
            text = text.replacen(from, to, 1);
        }
    }
    text
}
