//! Posts: several rows make one record, and a package may bring only the new
//! terms of a post that exists.

use std::collections::{BTreeMap, HashMap};

use holdfast_workforce::Change;
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::{Kind, Post, PostTerms};
use jiff::civil::Date;

use super::links::Here;
use super::{Planner, repeated_row};
use crate::read::{Located, TableRows};
use crate::schema::PostRow;

/// The terms of a post as they come together.
#[derive(Default)]
struct Gathered<'a> {
    terms: BTreeMap<Date, PostTerms>,
    rows: BTreeMap<Date, &'a Located<PostRow>>,
    faulty: bool,
}

impl<'a> Planner<'a> {
    pub(super) fn posts(&mut self, table: &'a TableRows<PostRow>) {
        self.places.learn(table);
        let mut order: Vec<RecordId> = Vec::new();
        let mut posts: HashMap<RecordId, Gathered<'a>> = HashMap::new();
        for row in &table.rows {
            let named = self.links.named.get(&Kind::Post);
            let id = named.and_then(|named| named.ids.get(row.value.id.as_str()).copied());
            let Some(id) = id else {
                continue;
            };
            let gathered = posts.entry(id).or_insert_with(|| {
                order.push(id);
                self.existing_terms(id)
            });
            self.places.put_terms(id, table, row);
            self.places.learn_own(table, row);
            self.add_terms(table, row, gathered, id);
        }
        for id in order {
            if let Some(gathered) = posts.remove(&id) {
                self.finish_post(table, id, gathered);
            }
        }
        for it in &table.in_part {
            self.judge_terms(table, &it.row, &it.unread);
        }
    }

    fn judge_terms(
        &mut self,
        table: &TableRows<PostRow>,
        row: &Located<PostRow>,
        unread: &[&'static str],
    ) {
        self.judge_by(table, row, unread, |id, links, here| {
            let post = Post {
                id: id.into(),
                reference: row.value.id.clone(),
                terms: vec![row.value.terms(links, here)?],
            };
            Some(post.into())
        });
    }

    fn existing_terms<'b>(&self, id: RecordId) -> Gathered<'b> {
        let terms = self.before.posts().get(id).map(|post| post.terms.clone());
        let by_start = terms
            .unwrap_or_default()
            .into_iter()
            .map(|it| (it.spell.from, it));
        Gathered {
            terms: by_start.collect(),
            ..Gathered::default()
        }
    }

    fn add_terms(
        &mut self,
        table: &'a TableRows<PostRow>,
        row: &'a Located<PostRow>,
        gathered: &mut Gathered<'a>,
        id: RecordId,
    ) {
        let heading = |column: &str| table.heading(row, column);
        let here = Here {
            place: table.place(row),
            heading: &heading,
        };
        let from = row.value.from;
        if let Some(first) = gathered.rows.insert(from, row) {
            self.links.add(&here, "id", repeated_row(table, first));
            return;
        }
        let kept = self.kept_terms(table, row, id);
        match kept
            .as_ref()
            .unwrap_or(&row.value)
            .terms(&mut self.links, &here)
        {
            Some(terms) => {
                gathered.terms.insert(from, terms);
            }
            None => gathered.faulty = true,
        }
    }

    /// The row with what the same terms have in the columns that its file lacks.
    fn kept_terms(
        &self,
        table: &TableRows<PostRow>,
        row: &Located<PostRow>,
        id: RecordId,
    ) -> Option<PostRow> {
        let source = &table.sources[usize::from(row.source)];
        let post = self
            .before
            .posts()
            .get(id)
            .filter(|_| !source.is_complete())?;
        let old = post
            .terms
            .iter()
            .find(|terms| terms.spell.from == row.value.from)?;
        let mut kept = row.value.clone();
        crate::schema::Row::keep(
            &mut kept,
            PostRow::of_terms(post, old, self.before),
            &|column| source.headings[column].is_none(),
        );
        Some(kept)
    }

    fn finish_post(&mut self, table: &TableRows<PostRow>, id: RecordId, gathered: Gathered<'a>) {
        let reference = gathered
            .rows
            .values()
            .next()
            .map(|row| row.value.id.clone());
        let (Some(reference), false) = (reference, gathered.faulty) else {
            self.places.not_made(id);
            for row in gathered.rows.values() {
                self.judge_terms(table, row, &[]);
            }
            return;
        };
        let post = Post {
            id: id.into(),
            reference,
            terms: gathered.terms.into_values().collect(),
        };
        if self.before.posts().get(id) != Some(&post) {
            self.changes.push(Change::Put(post.into()));
        }
    }
}
