//! What the component macros of the templates are given.

pub(crate) mod told;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// Where it leads.
    pub(crate) href: String,
    /// What it says.
    pub(crate) label: String,
}

impl Link {
    /// A link that leads to `href` and says `label`.
    pub(crate) fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
        }
    }
}

/// One of several things to choose in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What the form sends.
    pub(crate) value: String,
    /// What the person reads.
    pub(crate) label: String,
    /// What helps to choose, or nothing.
    pub(crate) hint: String,
}

impl Choice {
    /// A choice without a hint.
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: String::new(),
        }
    }

    /// The codes of a set as choices, each with its meaning as the hint.
    pub(crate) fn of_codes<S: holdfast_workforce::CodeSet>() -> Vec<Self> {
        let choice = |item: &holdfast_workforce::CodeItem| Self {
            value: item.code.to_owned(),
            label: item.label.to_owned(),
            hint: item.meaning.to_owned(),
        };
        S::ITEMS.iter().map(choice).collect()
    }
}

/// One of the numbered pages that a long list is cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageOf {
    /// The page, counted from one.
    pub(crate) number: usize,
    /// How many rows the list has in all.
    pub(crate) rows: usize,
    /// How many rows stand on a page.
    pub(crate) size: usize,
}

/// A step in the links between pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageStep {
    /// The page itself.
    Current(usize),
    /// Another page.
    Other(usize),
    /// Pages that are left out.
    Gap,
}

impl PageOf {
    /// The page with this number, or the nearest that there is.
    pub(crate) fn nearest(number: usize, rows: usize, size: usize) -> Self {
        let size = size.max(1);
        let last = rows.div_ceil(size).max(1);
        Self {
            number: number.clamp(1, last),
            rows,
            size,
        }
    }

    /// The number of the last page.
    pub(crate) fn last(self) -> usize {
        self.rows.div_ceil(self.size).max(1)
    }

    /// The rows of the list that stand on the page, from zero, half-open.
    pub(crate) fn range(self) -> std::ops::Range<usize> {
        let start = (self.number - 1) * self.size;
        start.min(self.rows)..(start + self.size).min(self.rows)
    }

    /// The links to show: the first, the last, and the neighbours.
    pub(crate) fn steps(self) -> Vec<PageStep> {
        let shown =
            |page: &usize| *page == 1 || *page == self.last() || page.abs_diff(self.number) <= 1;
        let mut steps = Vec::new();
        let mut before = 0;
        for page in (1..=self.last()).filter(shown) {
            if page > before + 1 {
                steps.push(PageStep::Gap);
            }
            let is_current = page == self.number;
            steps.push(if is_current {
                PageStep::Current(page)
            } else {
                PageStep::Other(page)
            });
            before = page;
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::PageStep::{Current, Gap, Other};
    use super::*;

    #[test]
    fn a_page_beyond_the_end_is_the_last() {
        assert_eq!(PageOf::nearest(9, 101, 50).number, 3);
        assert_eq!(PageOf::nearest(0, 101, 50).number, 1);
        assert_eq!(PageOf::nearest(3, 101, 50).range(), 100..101);
        assert_eq!(PageOf::nearest(1, 0, 50).range(), 0..0);
    }

    #[test]
    fn pages_far_away_are_left_out() {
        let page = PageOf::nearest(5, 1000, 100);
        let expected = [
            Other(1),
            Gap,
            Other(4),
            Current(5),
            Other(6),
            Gap,
            Other(10),
        ];
        assert_eq!(page.steps(), expected);
        assert_eq!(PageOf::nearest(1, 10, 100).steps(), [Current(1)]);
    }
}
