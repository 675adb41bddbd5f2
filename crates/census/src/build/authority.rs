//! The header, and the block of the authority.

use holdfast_measures::roll::Roll;
use holdfast_measures::{Component, Quantity};
use holdfast_workforce::Workforce;

use super::note::Notes;
use super::{Allowances, Written};
use crate::block::Block;
use crate::item::{Item, Level, items_of};
use crate::year::Year;

pub(super) fn header(workforce: &Workforce, year: Year, written: &Written) -> Block {
    let mut block = Block::default();
    for definition in items_of(year, Level::Header) {
        let text = match definition.item {
            Item::Collection => "CSWW".to_owned(),
            Item::Year => year.to_string(),
            Item::ReferenceDate => year.reference_date().to_string(),
            Item::SourceLevel => "L".to_owned(),
            Item::LEA => match workforce.authority() {
                Some(authority) => authority.reference.clone(),
                None => continue,
            },
            Item::SoftwareCode => written.software.clone(),
            Item::DateTime => written.at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            _ => continue,
        };
        block.put(definition.item, &text);
    }
    block
}

pub(super) fn block(
    roll: &Roll<'_>,
    year: Year,
    allowances: Option<&Allowances>,
    notes: &mut Notes,
) -> Block {
    let mut block = Block::default();
    for definition in items_of(year, Level::Authority) {
        let item = definition.item;
        let text = match item {
            Item::NumberOfVacancies => fte(roll, Component::VacanciesFte),
            Item::NoAgencyFTE => fte(roll, Component::AgencyCoverFte),
            Item::NoAgencyHeadcount => heads(roll),
            _ => allowances
                .and_then(|it| it.text(item))
                .map(str::to_owned)
                .ok_or_else(|| "left out: the question was not answered.".to_owned()),
        };
        match text {
            Ok(text) => block.put(item, &text),
            Err(why) => notes.authority(item, &why),
        }
    }
    block
}

/// An amount to two decimals, rounded half up, as the return takes it.
fn fte(roll: &Roll<'_>, component: Component) -> Result<String, String> {
    let amount = roll.part(component).amount.clone();
    amount
        .map(|amount: Quantity| amount.rounded(2))
        .map_err(|missing| missing.in_words())
}

/// The agency workers who cover vacancies, each assignment counted.
fn heads(roll: &Roll<'_>) -> Result<String, String> {
    let part = roll.part(Component::AgencyCoverFte);
    match &part.amount {
        Ok(_) => Ok(part.rows.len().to_string()),
        Err(missing) => Err(missing.in_words()),
    }
}
