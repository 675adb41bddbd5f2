//! The description of the rules for people, in Markdown.

use std::fmt::Write as _;

use crate::rule::rules;

const INTRODUCTION: &str = "\
# Checking a paper that you have

`holdfast report check FILE…` reads papers to committees, old or new, and lists which of their
figures contradict each other. It needs no records and no database.

```
holdfast report check paper.docx
holdfast report check 2018.txt 2019.html --format csv > findings.csv
holdfast report check paper.md --all        # with what is in order
holdfast report check paper.txt --sources   # with the numbers that name no source
```

It reads text, Markdown, HTML and DOCX of up to 10 MB, and of up to 3 MB of text (about 1,000 pages). A
DOCX is read as it stands after its tracked changes, without headers and footers; a footnote counts to the
paragraph that it is set to. Of a PDF, take the text out first:
`pdftotext -layout paper.pdf paper.txt`. Tables are found by their marks, or in text by their layout:
between tabs, between bars, between runs of spaces, or with one cell to a line.

Each finding names the line (in a DOCX the paragraph, counted from the start with those in tables, and
the heading), what is printed, what follows from the other numbers, and the arithmetic:

- **Contradicted**: it cannot be so, however the printed numbers were rounded.
- **Cannot tell**: the paper does not say enough, or may mean something else. Look at it.
- **In order**: the numbers give what is printed. These are listed with `--all` only.

The exit status is 1 where something is contradicted, and where a file cannot be read; 2 for a wrong
command line; 0 otherwise.

## Bare numbers

In a paper that is written with references to figures (`{{ vacancy_rate }}`) a number that was typed
drifts from the records, so that the numbers which are bound to no figure, stand in none of the paper’s
tables and are cited to no source are listed too. For papers without references `--sources` lists them.
A sentence cites a source where it names one: a table, an appendix, a survey, the census, the Department
for Education, Ofsted, or “source”. Dates, times and small numbers in words are no figures.

## What is meant by a number

A printed number stands for all that round to it: 12.3% is 12.25 to 12.35, £1.2m is £1.15m to £1.25m,
56 in a column of two decimals is 55.995 to 56.005. Counts of people, posts and cases are exact.
“Around 40” may be a tenth more or less, “over 200” is 200 or more, “up to 20” is 20 or less. Figures
contradict each other only where nothing that is meant by one agrees with anything meant by the other.

An empty cell is taken as nought, but a total that it could explain is not called contradicted. A star,
`c` or `<5` is a number that is withheld.

What the checker does not know: what a council counts as its establishment, which of two figures is the
right one, and whether two tables speak of the same people. It judges a paper by itself, and no number
by the council’s records.

## The rules

This part is made from the rules that the program judges with. To write it again, run
`HOLDFAST_WRITE=1 cargo test -p holdfast-checker --test rules`. Each example is checked by a test.
";

/// The rules as a page for people, in Markdown.
pub fn rules_document() -> String {
    let mut page = INTRODUCTION.to_owned();
    for rule in rules() {
        let example = rule.example.printed.replace('\t', " | ");
        let _ = write!(
            page,
            "\n### {}\n\n{}\n\n```\n{example}\n```\n\nWhat follows: {}.\n",
            rule.id, rule.says, rule.example.follows
        );
    }
    page
}
