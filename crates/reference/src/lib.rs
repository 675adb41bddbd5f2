#![doc = include_str!("../README.md")]

pub mod ages;
pub mod area;
pub mod authorities;
pub mod indicators;
pub mod published;
pub mod roles;
pub mod sources;
mod table;

pub use ages::{AgeBand, AgeRow, age_bands};
pub use area::{Area, AuthorityNumber, LondonPart, Region};
pub use authorities::{
    AuthorityKind, FormerAuthority, ReferenceAuthority, area_name, authorities, authority,
    former_authorities,
};
pub use indicators::{IndicatorRow, Measure, indicator, indicators, spread};
pub use published::{Number, Published, Symbol};
pub use roles::{Count, RoleMix, role_mix, role_mixes};
pub use sources::{ATTRIBUTION, Source};
pub use table::DataError;
