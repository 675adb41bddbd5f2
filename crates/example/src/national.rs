//! One return of a whole nation: no authority sends such a file, but whoever
//! reads returns should be fast enough for it.

use std::io::{self, Write};

use holdfast_census::{
    Allowances, Block, Built, Eligible, Item, Level, Wrapper, Writer, Written, Year, build,
    items_of,
};
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Fte;

use crate::nation;

/// Years of records that a return looks back on: its own, and the one before.
const YEARS: u8 = 2;

/// Writes the return of a year of so many synthetic authorities in one file,
/// 153 of them for a nation of England’s size, and gives the number of its
/// workers. One authority is held in memory at a time; each is made twice, as
/// the sums of all stand before the workers.
///
/// # Errors
/// When it cannot be written.
pub fn national_return(out: impl Write, year: Year, authorities: usize) -> io::Result<u32> {
    let mut header = Block::default();
    let mut sums = Sums::default();
    for built in returns(year, authorities) {
        sums.add(&built.file.authority);
        header = built.file.header;
    }
    let header = numbered(&header, "000");
    let mut writer = Writer::begin(out, year, Wrapper::None, &header)?;
    writer.authority(&sums.block(year))?;
    let mut workers = 0;
    for built in returns(year, authorities) {
        for worker in &built.file.workers {
            writer.worker(worker)?;
            workers += 1;
        }
    }
    writer.end()?;
    Ok(workers)
}

fn returns(year: Year, authorities: usize) -> impl Iterator<Item = Built> {
    let made = nation(1, YEARS, year.reference_date(), authorities);
    made.map(move |workforce| built(&workforce, year))
}

fn built(workforce: &Workforce, year: Year) -> Built {
    let written = Written {
        software: "Synthetic".to_owned(),
        at: year.reference_date().at(12, 0, 0, 0),
    };
    build(workforce, year, Some(&allowances()), &written)
}

fn allowances() -> Allowances {
    Allowances {
        recruitment_bonus: Some(Eligible::Some),
        retention_bonus: Some(Eligible::Some),
        performance_award: Some(Eligible::Nobody),
        car_allowance: Some(Eligible::Some),
        relocation_package: Some(Eligible::Some),
        regional_weighting: Some(Eligible::Nobody),
        registration: Some(Eligible::All),
        barring_check: Some(Eligible::All),
        other: Some("None".to_owned()),
    }
}

/// The header with another authority’s number.
fn numbered(header: &Block, number: &str) -> Block {
    let mut block = Block::default();
    for cell in header.cells() {
        if let Some(item) = cell.item {
            block.put(item, if item == Item::LEA { number } else { cell.text });
        }
    }
    block
}

/// The counts of all authorities together.
#[derive(Default)]
struct Sums {
    vacancies: Fte,
    cover: Fte,
    heads: u32,
}

impl Sums {
    fn add(&mut self, block: &Block) {
        let fte = |item| block.text(item).and_then(|text| text.parse().ok());
        self.vacancies += fte(Item::NumberOfVacancies).unwrap_or(Fte::ZERO);
        self.cover += fte(Item::NoAgencyFTE).unwrap_or(Fte::ZERO);
        let heads = block.text(Item::NoAgencyHeadcount);
        self.heads += heads.and_then(|text| text.parse().ok()).unwrap_or(0);
    }

    fn block(&self, year: Year) -> Block {
        let allowances = allowances();
        let mut block = Block::default();
        for definition in items_of(year, Level::Authority) {
            let item = definition.item;
            match item {
                Item::NumberOfVacancies => block.put(item, &self.vacancies.rounded(2)),
                Item::NoAgencyFTE => block.put(item, &self.cover.rounded(2)),
                Item::NoAgencyHeadcount => block.put(item, &self.heads.to_string()),
                _ => block.put(item, allowances.text(item).unwrap_or_default()),
            }
        }
        block
    }
}
