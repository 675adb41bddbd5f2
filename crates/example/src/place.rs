//! A post while the history is being made.

use holdfast_workforce::codes::{Service, Standing};
use holdfast_workforce::record::{Post, PostTerms};
use jiff::civil::Date;

use crate::jobs::Job;

/// A post and who sits in it.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) post: Post,
    pub(crate) job: Job,
    pub(crate) unit: usize,
    pub(crate) service: Service,
    /// The workers who hold the post, whether or not they are there.
    pub(crate) holders: Vec<usize>,
    /// The workers who cover it.
    pub(crate) covers: Vec<usize>,
    /// The first day on which somebody new can sit here.
    pub(crate) free_from: Date,
    pub(crate) is_closed: bool,
}

impl Place {
    /// The latest terms.
    pub(crate) fn terms(&self) -> &PostTerms {
        &self.post.terms[self.post.terms.len() - 1]
    }

    /// Whether it counts in the establishment and may be recruited to.
    pub(crate) fn is_open(&self) -> bool {
        !self.is_closed && self.terms().standing == Standing::Established
    }

    /// Whether it counts in the establishment.
    pub(crate) fn is_established(&self) -> bool {
        !self.is_closed && self.terms().standing.is_established()
    }

    /// Alters the terms from a day on; no earlier terms are touched.
    pub(crate) fn alter(&mut self, day: Date, change: impl FnOnce(&mut PostTerms)) {
        let mut terms = self.terms().clone();
        if terms.spell.from < day {
            if let Some(last) = self.post.terms.last_mut() {
                last.spell.until = Some(day);
            }
            terms.spell.from = day;
        } else {
            self.post.terms.pop();
        }
        change(&mut terms);
        self.post.terms.push(terms);
    }

    /// Closes the post: `day` is the first on which it is no more.
    pub(crate) fn close(&mut self, day: Date) {
        self.is_closed = true;
        if let Some(last) = self.post.terms.last_mut() {
            last.spell.until = Some(day);
        }
    }
}
