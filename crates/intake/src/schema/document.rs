//! The description of the format for people, in Markdown.

use std::fmt::Write as _;

use super::{Column, FieldKind, MAX_TEXT, Table};

const INTRODUCTION: &str = "\
# The workforce package

This page is written from the definitions that the reader uses. To write it again, run
`HOLDFAST_WRITE=1 cargo test -p holdfast-intake --test packages`.

A workforce package holds the dated staffing records of one authority. It is one of:

- a folder of CSV files
- a .zip archive of such a folder
- an .xlsx workbook with one sheet for each table

A package for several authorities is a folder or archive with a sub-folder for each.

Every table may be left out, and may be empty. An extract of one table may refer to records that are
already in the database. Columns may be in any order; columns that need not have a value may be left
out, and records that exist then keep what they have. Records that a package does not name stay as
they are.

## How values are written

- CSV: UTF-8 (with or without a byte order mark) or Windows-1252; separated by `,`, `;` or tab; the
  first line holds the headings.
- Dates: `2025-03-31` or `31/03/2025`, the day first. Spreadsheets may hold real dates. Years have
  four digits.
- Spells of time: `from` is the first day and `to` the last day. A blank `to` means that no end is
  known.
- Numbers: digits with a point before decimals and no commas. FTE has up to six decimals; hours,
  money and days have up to two.
- Yes or no: `yes` or `no`.
- Workbooks: formulas count by their saved value. Merged cells and error cells are refused.
- Cells are written as they are: unlike downloads, a package does not defuse cells that begin with
  `=`. Do not open a package of others in a spreadsheet program without looking at it first.

## What the reader refuses

- a CSV file of more than 128 MB, or a workbook of more than 64 MB
- an archive that holds more than 20,000 files, or unpacks to more than 4 GB or more than 200 times
  its size, or names files outside itself
- a workbook with more than 5 million cells
";

const PROFILES: &str = "
## Extracts under other names: mapping profiles

A mapping profile is a TOML text that says how the extract of a payroll or HR system fills these
tables. Several tables may be filled from one extract; rows that repeat another then count once.

```toml
standard_week = 37                     # for FTE given as weekly hours

[table.people]
file = \"hr-report*.csv\"              # * is any letters, ? is one
skip_rows = 2                          # rows above the headings
skip_blank = [\"Employee No\"]         # pass over rows where this is blank
columns = { id = \"Employee No\", name = \"Full name\", born = \"DOB\" }
dates = [\"%d-%b-%Y\"]                 # besides the usual forms
blanks = [\"N/A\"]                     # texts that stand for a blank cell

[table.engagements]
file = \"hr-report*.csv\"
skip_rows = 2
skip_blank = [\"Employee No\"]
columns = { person = \"Employee No\", contract = \"Type\", from = \"Start\" }
combine = { id = { columns = [\"Employee No\", \"Seq\"], with = \"/\" } }
codes = { contract = { Perm = \"permanent\", \"*\" = \"fixed_term\" } }
```

Further settings of a table: `sheet` (for a workbook; else its first sheet), `separator`,
`encoding`, `constants` (our column and the value of every row) and `fte`: `fraction`, `percent` or
`weekly_hours`.
";

/// The description of the format, in Markdown.
pub fn document() -> String {
    let mut text = INTRODUCTION.to_owned();
    let _ = writeln!(
        text,
        "- a text of more than {MAX_TEXT} characters\n\n## Tables"
    );
    for table in Table::ALL {
        describe(table, &mut text);
    }
    text.push_str(PROFILES);
    text
}

fn describe(table: Table, text: &mut String) {
    let schema = table.schema();
    let key: Vec<_> = schema.key.iter().map(|name| format!("`{name}`")).collect();
    let _ = write!(
        text,
        "\n### {name}\n\nFile `{name}.csv`, sheet `{name}`. {description}\n\n\
         A row is named by {key}.\n\n\
         | column | what it is | value | must be given |\n| --- | --- | --- | --- |\n",
        name = schema.name,
        description = schema.description,
        key = key.join(", "),
    );
    for column in schema.columns {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} |",
            column.name,
            column.description,
            value(column),
            if column.required { "yes" } else { "" },
        );
    }
    for column in schema.columns {
        codes(column, text);
    }
}

/// What may stand in a column, in words.
fn value(column: &Column) -> String {
    if let Some(table) = column.reference {
        return format!("the `id` of a row in `{}`", table.name());
    }
    column.value_in_words()
}

fn codes(column: &Column, text: &mut String) {
    let FieldKind::Code(items) = column.kind else {
        return;
    };
    let _ = writeln!(text, "\nCodes of `{}`:\n", column.name);
    for item in items {
        let _ = writeln!(text, "- `{}`: {}. {}", item.code, item.label, item.meaning);
    }
}
