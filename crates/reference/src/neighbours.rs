//! Statistical neighbours: for each authority the ten that are most like it.

use std::collections::HashMap;
use std::sync::LazyLock;

use holdfast_workforce::CodeSet;

use crate::area::AuthorityNumber;
use crate::published::code_set;
use crate::sources::{NEIGHBOURS_2021, NEIGHBOURS_2025, Source};
use crate::table::{self, DataError, Line};

code_set! {
    /// The editions of the children's services statistical neighbours model.
    /// That of 2021 has none for Cumberland and for Westmorland and Furness,
    /// which came later, and names Cumbria among the neighbours of others.
    NeighbourModel {
        /// The edition of 2025, for the authorities of today.
        Edition2025 = "2025", "2025 model";
        /// The edition of April 2021, for the authorities of that time.
        Edition2021 = "2021", "2021 model";
    }
}

impl NeighbourModel {
    /// Where the neighbours come from.
    pub const fn source(self) -> Source {
        match self {
            Self::Edition2025 => NEIGHBOURS_2025,
            Self::Edition2021 => NEIGHBOURS_2021,
        }
    }
}

code_set! {
    /// How like each other two neighbours are, in the words of the model.
    Closeness {
        /// Extremely close.
        ExtremelyClose = "extremely_close", "Extremely close";
        /// Very close.
        VeryClose = "very_close", "Very close";
        /// Close.
        Close = "close", "Close";
        /// Somewhat close.
        SomewhatClose = "somewhat_close", "Somewhat close";
        /// Not close: the most alike there is, and still not like it.
        NotClose = "not_close", "Not close";
    }
}

/// One of the ten neighbours of an authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The neighbour.
    pub number: AuthorityNumber,
    /// How like the authority it is.
    pub closeness: Closeness,
}

/// Whose neighbours they are, and in which model.
type Key = (NeighbourModel, AuthorityNumber);

/// A line lists the neighbours of each closeness in a cell, in their order.
fn read_line(line: &Line<'_>) -> Result<(Key, Vec<Neighbour>), DataError> {
    let mut ten = Vec::with_capacity(10);
    for closeness in Closeness::ALL {
        let listed = |text: &str| -> Option<Vec<Neighbour>> {
            let one = |number: &str| {
                Some(Neighbour {
                    number: number.parse().ok()?,
                    closeness: *closeness,
                })
            };
            text.split_whitespace().map(one).collect()
        };
        ten.extend(line.value_by(closeness.code(), listed)?);
    }
    let model = line.value_by("model", NeighbourModel::from_code)?;
    Ok(((model, line.value("number")?), ten))
}

/// The ten statistical neighbours of an authority, the closest first; nothing
/// where the model does not have the authority.
pub fn neighbours(number: AuthorityNumber, model: NeighbourModel) -> Option<&'static [Neighbour]> {
    static BY_AUTHORITY: LazyLock<HashMap<Key, Vec<Neighbour>>> = LazyLock::new(|| {
        let text = include_str!("../data/neighbours.csv");
        let lines = table::shipped(table::read("neighbours.csv", text, read_line));
        lines.into_iter().collect()
    });
    BY_AUTHORITY.get(&(model, number)).map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorities::authorities;

    fn of(number: u16, model: NeighbourModel) -> Option<Vec<u16>> {
        let found = neighbours(AuthorityNumber::new(number)?, model)?;
        Some(found.iter().map(|one| one.number.get()).collect())
    }

    #[test]
    fn every_authority_has_ten_neighbours_which_are_others() {
        for row in authorities() {
            let ten = neighbours(row.number, NeighbourModel::Edition2025).expect("neighbours");
            let mut numbers: Vec<_> = ten.iter().map(|one| one.number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len(), 10, "{}", row.name);
            assert!(!numbers.contains(&row.number), "{}", row.name);
            assert!(ten.is_sorted_by_key(|one| one.closeness), "{}", row.name);
        }
    }

    #[test]
    fn norfolk_has_the_neighbours_of_the_model_in_their_order() {
        // Suffolk, Cornwall, Devon, Derbyshire, Northumberland, Kent, Somerset,
        // Lincolnshire, Nottinghamshire, Medway.
        let ten = [935, 908, 878, 830, 929, 886, 933, 925, 891, 887];
        assert_eq!(
            of(926, NeighbourModel::Edition2025).as_deref(),
            Some(&ten[..])
        );
        let norfolk = AuthorityNumber::new(926).expect("three digits");
        let older = neighbours(norfolk, NeighbourModel::Edition2021).expect("neighbours");
        // Lincolnshire was extremely close; Cumbria, since abolished, very close.
        assert_eq!(
            (older[0].number.get(), older[0].closeness),
            (925, Closeness::ExtremelyClose)
        );
        assert_eq!(
            (older[4].number.get(), older[4].closeness),
            (909, Closeness::VeryClose)
        );
    }

    #[test]
    fn an_authority_that_a_model_does_not_know_has_no_neighbours_in_it() {
        assert_eq!(of(942, NeighbourModel::Edition2021), None);
        assert!(of(909, NeighbourModel::Edition2021).is_some());
        assert_eq!(of(909, NeighbourModel::Edition2025), None);
    }
}
