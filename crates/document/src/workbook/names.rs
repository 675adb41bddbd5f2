//! The names of the sheets.

use crate::letters::clean;
use crate::table::Table;

/// A name has no more letters, as a workbook counts them.
const LONGEST: usize = 31;

/// A name for each table: its number, which makes it unique, and as many whole words of its caption as fit.
pub(super) fn of_sheets(tables: &[&Table]) -> Vec<String> {
    let numbered = (1..).zip(tables);
    numbered
        .map(|(number, table)| name(number, &table.caption))
        .collect()
}

fn name(number: usize, caption: &str) -> String {
    // The letters that no name may have, and the quotes around names in formulas.
    let caption = clean(caption).replace(|it| "[]:*?/\\'".contains(it), " ");
    let mut name = number.to_string();
    for word in caption.split_whitespace() {
        if wide(&name) + 1 + wide(word) > LONGEST {
            break;
        }
        name.push(' ');
        name.push_str(word);
    }
    name.trim_end_matches([',', ';', '.']).to_owned()
}

fn wide(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_number_and_the_whole_words_that_fit() {
        let caption = "Social workers by role, FTE, 31 March 2025";
        assert_eq!(name(1, caption), "1 Social workers by role, FTE");
        assert_eq!(
            name(2, "What [it] costs: 'now'/then?"),
            "2 What it costs now then"
        );
        assert_eq!(name(12, &"𝛼".repeat(20)), "12");
    }
}
