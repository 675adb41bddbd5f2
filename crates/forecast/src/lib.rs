#![doc = include_str!("../README.md")]

pub mod adjust;
pub mod backtest;
pub mod careers;
pub mod compare;
pub mod expected;
mod future;
pub mod futures;
pub mod ground;
pub mod levers;
pub mod model;
pub mod opening;
pub mod outlook;
pub mod rates;
pub mod scenario;
pub mod seek;
pub mod series;
pub mod starting;
mod stock;
#[cfg(test)]
mod tests;
pub mod uncertain;
pub mod values;

pub use careers::RecordsError;
pub use ground::Ground;
pub use model::Model;
pub use opening::Opening;
pub use rates::Estimates;
pub use scenario::Scenario;
pub use series::Series;
