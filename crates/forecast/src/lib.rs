#![doc = include_str!("../README.md")]

pub mod opening;
pub mod rates;
pub mod scenario;
pub mod series;
pub mod uncertain;

pub use opening::Opening;
pub use scenario::Scenario;
pub use series::Series;
