#![doc = include_str!("../README.md")]

pub mod ages;
pub mod area;
pub mod authorities;
pub mod demand;
pub mod indicators;
pub mod neighbours;
pub mod problem;
pub mod published;
pub mod reading;
pub mod release;
pub mod roles;
pub mod service;
pub mod sources;
mod table;

pub use ages::{AgeBand, AgeRow, age_bands};
pub use area::{Area, AuthorityNumber, LondonPart, Region};
pub use authorities::{
    AuthorityKind, FormerAuthority, ReferenceAuthority, area_name, authorities, authority,
    former_authorities,
};
pub use demand::{DEMAND_YEARS, DemandDriver, demand};
pub use indicators::{IndicatorRow, Measure, Unit};
pub use neighbours::{Closeness, Neighbour, NeighbourModel, neighbours};
pub use problem::Problem;
pub use published::{Number, Published, Symbol};
pub use reading::read_release;
pub use release::{Release, Releases, Revision};
pub use roles::{Count, RoleMix, role_mix, role_mixes};
pub use service::{ServiceBand, ServiceOf, ServiceRow, service_share, service_shares};
pub use sources::{ATTRIBUTION, LICENCE_ADDRESS, Source};
pub use table::DataError;
