//! The returns to the Department for Education: what state each is in, the
//! annual return with all that is to be mended or explained, the check of any
//! file, and the same rules on the records of today.

pub(crate) mod check;
mod telling;
#[cfg(test)]
mod tests;
