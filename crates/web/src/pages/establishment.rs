//! The establishment at any date: the position with its filters, the rows
//! beneath each number, and both as downloads.

pub(crate) mod away;
pub(crate) mod beneath;
pub(crate) mod by_post;
pub(crate) mod download;
pub(crate) mod filters;
pub(crate) mod page;
pub(crate) mod rows;
pub(crate) mod table;
pub(crate) mod telling;
pub(crate) mod tree;
