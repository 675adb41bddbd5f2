//! Papers to committees: the check of one that the council has.

pub(crate) mod check;
#[cfg(test)]
mod tests;
