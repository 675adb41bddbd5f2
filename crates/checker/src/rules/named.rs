//! Which rows and columns of a table a sentence names.

use crate::grid::Grid;

/// Where words stand in a text, not as part of longer ones.
pub(crate) fn stands_in(text: &str, words: &str) -> Option<usize> {
    let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    text.rmatch_indices(words).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !is_word(before) && !is_word(after)
    })
}

/// The row whose label stands in a text: the last of it, or the first; of labels that hold
/// each other, the longest.
pub(crate) fn label_in<'l>(
    text: &str,
    labels: impl Iterator<Item = (usize, &'l str)>,
    is_last: bool,
) -> Option<usize> {
    let found = labels.filter_map(|(row, label)| {
        let label = label.to_ascii_lowercase();
        let label = label.trim();
        let at = (label.len() >= 3).then(|| stands_in(text, label))??;
        Some((at, label.len(), row))
    });
    let found: Vec<(usize, usize, usize)> = found.collect();
    let best = match is_last {
        true => found
            .iter()
            .max_by_key(|(at, length, _)| (at + length, *length)),
        false => found
            .iter()
            .min_by_key(|(at, length, _)| (*at, usize::MAX - length)),
    };
    best.map(|(.., row)| *row)
}

/// Words of headers that name nothing by themselves.
const PLAIN: [&str; 8] = [
    "number", "total", "with", "from", "this", "that", "year", "each",
];

/// The words of a text by how they begin: `vacancies` and `vacant` begin alike.
fn beginnings(text: &str) -> Vec<String> {
    let text = text.to_ascii_lowercase();
    let words = text.split(|it: char| !it.is_alphanumeric());
    words
        .filter(|it| it.len() >= 4 && !PLAIN.contains(it))
        .map(|it| it.chars().take(5).collect())
        .collect()
}

/// The columns that most words of a text name by their headers; none where none is named.
pub(crate) fn columns_named(grid: &Grid, text: &str) -> Vec<usize> {
    let said = beginnings(text);
    let score = |column: usize| {
        let header = beginnings(&grid.columns[column].header);
        header.iter().filter(|it| said.contains(it)).count()
    };
    let best = (0..grid.columns.len()).map(score).max().unwrap_or(0);
    match best {
        0 => Vec::new(),
        best => (0..grid.columns.len())
            .filter(|it| score(*it) == best)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_no_part_of_a_longer_word() {
        assert_eq!(stands_in("in southern teams", "south"), None);
        assert_eq!(stands_in("the south team", "south"), Some(4));
    }

    #[test]
    fn of_labels_that_hold_each_other_the_longer_is_meant() {
        let labels = ["Adult recovery", "Adult recovery south"];
        let found = label_in(
            "caseloads in adult recovery south",
            labels.into_iter().enumerate(),
            true,
        );
        assert_eq!(found, Some(1));
    }
}
