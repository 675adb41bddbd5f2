//! Packages from the outside: what is read, what is refused and how it is
//! told, what is written.

mod bad_input;
mod format;
mod hostile;
mod profiles;
mod round_trip;
mod rows_in_part;
mod support;
mod workbooks_and_archives;
