#![doc = include_str!("../README.md")]

pub mod careers;
pub mod opening;
pub mod rates;
pub mod scenario;
pub mod series;
pub mod starting;
#[cfg(test)]
mod tests;
pub mod uncertain;

pub use careers::RecordsError;
pub use opening::Opening;
pub use rates::Estimates;
pub use scenario::Scenario;
pub use series::Series;
