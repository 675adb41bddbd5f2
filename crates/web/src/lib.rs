#![doc = include_str!("../README.md")]
#![cfg_attr(
    not(test),
    expect(
        dead_code,
        reason = "the pages that use the rest of the components come next"
    )
)]

mod address;
mod answers;
mod api;
mod app;
mod assets;
mod components;
mod drawn;
mod error;
mod format;
mod frame;
#[cfg(test)]
mod gallery;
mod heat;
mod here;
mod keeping;
mod pages;
mod router;
mod security;
mod serve;
#[cfg(test)]
mod shell;
#[cfg(test)]
mod testing;
mod upload;

pub use app::{App, Settings};
pub use router::router;
pub use serve::{NotLoopback, ServeError, check_loopback, serve};
