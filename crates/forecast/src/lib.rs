#![doc = include_str!("../README.md")]

pub mod adjust;
pub mod backtest;
pub mod compare;
pub mod expected;
mod future;
pub mod futures;
pub mod model;
pub mod opening;
pub mod outlook;
pub mod rates;
pub mod scenario;
pub mod seek;
pub mod series;
mod stock;
pub mod uncertain;

pub use model::Model;
pub use opening::Opening;
pub use scenario::Scenario;
pub use series::Series;
