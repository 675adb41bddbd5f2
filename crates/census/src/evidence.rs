//! Which year a return is of whose header does not say it: told by what stands
//! in it, as only some years have some of the items.

use std::collections::BTreeMap;

use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use crate::block::Block;
use crate::item::{Item, Level, block_years};
use crate::value::date;
use crate::year::Year;

/// A year, and why a return is judged as one of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) year: Year,
    /// The end of a sentence.
    pub(crate) because: String,
}

/// What was seen of a return that tells its year.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    /// What the header gives as reference date.
    reference_date: Option<Date>,
    /// The elements of which not every year has each.
    elements: BTreeMap<&'static str, (Year, Year)>,
    /// How many dates of leaving lie in each year.
    ends: BTreeMap<Year, usize>,
    latest_start: Option<Date>,
}

impl Evidence {
    /// Sees a part of the return.
    pub(crate) fn see(&mut self, level: Level, block: &Block) {
        let day = |item| block.text(item).and_then(date);
        if level == Level::Header {
            self.reference_date = self.reference_date.or(day(Item::ReferenceDate));
        }
        for definition in block.cells().filter_map(|cell| cell.item) {
            let definition = definition.definition();
            self.element(definition.element, definition.years());
        }
        let year_of = |day: Date| Year::known().find(|year| year.contains(day));
        if let Some(year) = day(Item::RoleEndDate).and_then(year_of) {
            *self.ends.entry(year).or_default() += 1;
        }
        let start = day(Item::RoleStartDate).filter(|day| year_of(*day).is_some());
        self.latest_start = self.latest_start.max(start);
    }

    /// Sees the name of the authority’s block.
    pub(crate) fn see_block(&mut self, name: Option<&str>) {
        if let Some((name, years)) = name.and_then(block_years) {
            self.element(name, years);
        }
    }

    fn element(&mut self, name: &'static str, years: (Year, Year)) {
        if years != (Year::FIRST, Year::LAST) {
            self.elements.insert(name, years);
        }
    }

    /// The year that all this is likeliest to be of.
    pub(crate) fn found(&self) -> Found {
        let of_header = self
            .reference_date
            .and_then(|day| Some((day, Year::of(day.year())?)));
        if let Some((day, year)) = of_header {
            let because = format!("the reference date of its header is {}", in_words(day));
            return Found { year, because };
        }
        let (first, last) = self.span();
        let is_possible = |year: &Year| (first..=last).contains(year);
        if first == last {
            let because = self.told_by_elements();
            return Found {
                year: first,
                because,
            };
        }
        let ends = self.ends.iter().filter(|(year, _)| is_possible(year));
        if let Some((year, count)) = ends.max_by_key(|(_, count)| **count) {
            let of = self.ends.values().sum::<usize>();
            let because = format!("its dates of leaving lie in that year, {count} of {of}");
            return Found {
                year: *year,
                because,
            };
        }
        let started = self.latest_start.and_then(|day| {
            let year = Year::known().find(|year| year.contains(day));
            Some((day, year.filter(is_possible)?))
        });
        match started {
            Some((day, year)) => Found {
                year,
                because: format!("its latest date of joining is {}", in_words(day)),
            },
            None => Found {
                year: last,
                because: format!("nothing in it tells which of {first} to {last} it is of"),
            },
        }
    }

    /// The years that have every element, as far as the elements go together.
    fn span(&self) -> (Year, Year) {
        let mut span = (Year::FIRST, Year::LAST);
        for (since, until) in self.elements.values() {
            let narrowed = (span.0.max(*since), span.1.min(*until));
            if narrowed.0 <= narrowed.1 {
                span = narrowed;
            }
        }
        span
    }

    /// Names the element of that year alone, or else one that came with it and
    /// one that went with it.
    fn told_by_elements(&self) -> String {
        let (first, last) = self.span();
        let named = |tells: &dyn Fn(&(Year, Year)) -> bool| {
            let mut elements = self.elements.iter();
            elements
                .find(|(_, years)| tells(years))
                .map(|(name, _)| *name)
        };
        let names = match named(&|years| *years == (first, last)) {
            Some(name) => vec![name],
            None => [
                named(&|years| years.0 == first),
                named(&|years| years.1 == last),
            ]
            .into_iter()
            .flatten()
            .collect(),
        };
        format!("only returns of that year have {}", names.join(" and "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(items: &[(Item, &str)]) -> Block {
        let mut block = Block::default();
        for (item, text) in items {
            block.put(*item, text);
        }
        block
    }

    fn found(items: &[(Item, &str)]) -> (i16, String) {
        let mut evidence = Evidence::default();
        evidence.see(Level::Worker, &block(items));
        let found = evidence.found();
        (found.year.number(), found.because)
    }

    #[test]
    fn what_only_one_year_has_tells_it() {
        let (year, because) = found(&[(Item::BaseSalary, "42000")]);
        assert_eq!(year, 2025);
        assert_eq!(because, "only returns of that year have BaseSalary");
        // Sex is asked since 2024, the institution until then.
        let (year, because) = found(&[(Item::Sex, "F"), (Item::QualInst, "Fable")]);
        assert_eq!(year, 2024);
        assert_eq!(because, "only returns of that year have Sex and QualInst");
    }

    #[test]
    fn where_several_years_have_all_of_it_dates_tell() {
        let gender = (Item::GenderCurrent, "2");
        let (year, because) = found(&[gender, (Item::RoleEndDate, "2022-03-31")]);
        assert_eq!(year, 2022);
        assert_eq!(because, "its dates of leaving lie in that year, 1 of 1");
        let (year, because) = found(&[gender, (Item::RoleStartDate, "2022-10-01")]);
        assert_eq!(year, 2023);
        assert_eq!(because, "its latest date of joining is 1 October 2022");
        // A date of 2025 cannot be right where gender is asked.
        let (year, because) = found(&[gender, (Item::RoleStartDate, "2025-01-01")]);
        assert_eq!(year, 2023);
        assert_eq!(
            because,
            "nothing in it tells which of 2021 to 2023 it is of"
        );
    }

    #[test]
    fn the_reference_date_of_the_header_comes_first() {
        let mut evidence = Evidence::default();
        evidence.see_block(Some("LALevel"));
        assert_eq!(evidence.found().year, Year::LAST);
        let header = block(&[(Item::ReferenceDate, "2023-09-30")]);
        evidence.see(Level::Header, &header);
        let found = evidence.found();
        assert_eq!(found.year.number(), 2023);
        let because = "the reference date of its header is 30 September 2023";
        assert_eq!(found.because, because);
    }
}
