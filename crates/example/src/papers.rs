//! Counts and figures that four councils published, as packages inside the program: the
//! demonstration shows them beside the synthetic authority.

/// A package made from a published paper.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    /// What the package is called.
    pub name: &'static str,
    /// The files that hold anything: name and text.
    pub files: &'static [(&'static str, &'static str)],
}

macro_rules! paper {
    ($name:literal: $($file:literal),+) => {
        Paper {
            name: $name,
            files: &[$(($file, include_str!(concat!("../../../examples/", $name, "/", $file)))),+],
        }
    };
}

const PAPERS: [Paper; 4] = [
    paper!("norfolk-2018": "authority.csv", "roles.csv", "positions.csv", "indicators.csv", "boards.csv", "strategy.csv"),
    paper!("manchester-2009": "authority.csv", "positions.csv"),
    paper!("northumberland-2018": "authority.csv", "indicators.csv", "boards.csv", "strategy.csv"),
    paper!("lancashire-2015": "authority.csv", "indicators.csv", "pledges.csv", "strategy.csv"),
];

/// The papers: Norfolk's workforce position of June 2018, Manchester's
/// assignments of September and December 2009, Northumberland's indicators of
/// 2016/17 and priorities of 2018, and Lancashire's proposals of 2015.
pub fn papers() -> &'static [Paper] {
    &PAPERS
}
