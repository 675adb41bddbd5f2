//! Whose package it is, before the package itself is read.

use super::{Package, read_part};
use crate::package::layout::Part;
use crate::schema::Table;

impl Package {
    /// The code of each authority in the package's order, as far as the
    /// package says it. Only the authority tables are read.
    pub fn codes(&mut self) -> Vec<Option<String>> {
        let holder = &mut self.holder;
        let parts = self.parts.iter();
        parts
            .map(|part| {
                let tables = part.tables.iter();
                let only = tables.filter(|(table, _)| *table == Table::Authority);
                let part = Part {
                    name: part.name.clone(),
                    tables: only.cloned().collect(),
                    problems: Vec::new(),
                };
                read_part(holder, &part).code().map(str::to_owned)
            })
            .collect()
    }
}
