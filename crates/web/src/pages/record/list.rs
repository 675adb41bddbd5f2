//! What the lists of posts and people have in common: a date, a search, pages
//! and files.

use holdfast_intake::export::{Cell, Column, Sheet};
use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use crate::address;
use crate::answers::Answers;
use crate::components::{Link, PageOf};
use crate::here::Here;
use crate::pages::establishment::download::Downloads;
use crate::pages::establishment::filters::{Query, read_day, slashed};

/// How many rows stand on a page.
const PAGE: usize = 50;

/// What a list is asked for.
pub(super) struct Wanted {
    /// Everything, as it is shown again.
    pub(super) answers: Answers,
    /// The day of the list.
    pub(super) at: Date,
}

/// The page around the rows of a list.
pub(super) struct List {
    pub(super) answers: Answers,
    pub(super) title: String,
    /// How many there are.
    pub(super) found: String,
    /// The form to record a new one with.
    pub(super) form: Link,
    /// The page of the list.
    pub(super) page: PageOf,
    /// The address of its pages, short of their number.
    pub(super) pages: String,
    pub(super) downloads: Downloads,
}

impl Wanted {
    /// Reads the day and the search.
    pub(super) fn read(here: &Here, query: Query) -> Self {
        let mut answers = Answers::of(query);
        let at = read_day(&mut answers, "at", "The date").unwrap_or(here.app.today());
        if answers.text("at").is_empty() {
            answers = answers.with("at", slashed(at));
        }
        Self { answers, at }
    }

    /// The words that are searched for.
    pub(super) fn search(&self) -> &str {
        self.answers.text("q")
    }

    fn address(&self, path: &str) -> String {
        let text = |name| Some(self.answers.text(name).to_owned());
        let pairs = [
            ("at", Some(self.at.to_string())),
            ("show", text("show")),
            ("q", text("q")),
        ];
        address::with_query(path, pairs)
    }

    /// The page around so many rows; `found` says how many there are.
    pub(super) fn list(self, of: &str, path: &str, rows: usize, found: String, form: Link) -> List {
        let number = self.answers.text("page").parse().unwrap_or(1);
        List {
            title: format!("{of} on {}", in_words(self.at)),
            found,
            form,
            page: PageOf::nearest(number, rows, PAGE),
            pages: format!("{}&page=", self.address(path)),
            downloads: Downloads::of(path, |path| self.address(path)),
            answers: self.answers,
        }
    }

    /// The list as a sheet.
    pub(super) fn sheet(
        &self,
        here: &Here,
        of: &str,
        columns: Vec<Column>,
        rows: impl Iterator<Item = Vec<Cell>>,
    ) -> Sheet {
        Sheet {
            title: format!("{}: {of} on {}", here.workforce.name(), in_words(self.at)),
            columns,
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }
}
