//! Reads the text of a profile. Unknown names are refused with the nearest
//! known one, and everything that is wrong is told at once, with its line.

use std::collections::BTreeMap;
use std::ops::Range;

use holdfast_workforce::amount::Hours;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{Combine, FteForm, Profile, TableProfile};
use crate::problem::{Problem, Problems};
use crate::schema::{Column, FieldKind, Table};
use crate::source::text::encoding_named;
use holdfast_workforce::nearest::did_you_mean;

const TOP_KEYS: [&str; 2] = ["standard_week", "table"];
const TABLE_KEYS: [&str; 12] = [
    "file",
    "sheet",
    "skip_rows",
    "separator",
    "encoding",
    "blanks",
    "skip_blank",
    "dates",
    "fte",
    "columns",
    "constants",
    "combine",
];
const CODES: &str = "codes";

type Value<'a> = Spanned<DeValue<'a>>;

impl Profile {
    /// Reads a profile; `name` is what problems call it.
    ///
    /// # Errors
    /// Everything that is wrong with the text.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader {
            name,
            text,
            problems: Problems::default(),
        };
        let profile = reader.profile();
        if reader.problems.is_empty() {
            return Ok(profile);
        }
        let mut problems = reader.problems.into_vec();
        problems.sort_by_key(|problem| problem.row);
        Err(problems)
    }
}

struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    problems: Problems,
}

impl<'a> Reader<'a> {
    fn profile(&mut self) -> Profile {
        let mut profile = Profile::default();
        let document = match DeTable::parse(self.text) {
            Ok(document) => document.into_inner(),
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                self.say(
                    span,
                    "",
                    "not-toml",
                    error.message().trim(),
                    "Correct the line.",
                );
                return profile;
            }
        };
        for (key, value) in &document {
            match key.get_ref().as_ref() {
                "standard_week" => profile.standard_week = self.hours(key, value),
                "table" => profile.tables = self.tables(key, value),
                _ => self.unknown_key(key, &TOP_KEYS),
            }
        }
        self.judge(&document, &profile);
        profile
    }

    fn tables(
        &mut self,
        key: &Spanned<DeString<'_>>,
        value: &Value<'_>,
    ) -> BTreeMap<Table, TableProfile> {
        let mut tables = BTreeMap::new();
        for (name, value) in self.table(key, value).into_iter().flatten() {
            let Some(table) = Table::from_name(name.get_ref()) else {
                let advice = did_you_mean(name.get_ref(), Table::names()).unwrap_or_else(|| {
                    format!(
                        "The tables are {}.",
                        Table::names().collect::<Vec<_>>().join(", ")
                    )
                });
                self.say(
                    name.span(),
                    name.get_ref(),
                    "unknown-table",
                    "is no table of the package format",
                    &advice,
                );
                continue;
            };
            if let Some(entries) = self.table(name, value) {
                let mapping = self.mapping(table, entries);
                self.needs_all_required(name, table, &mapping);
                tables.insert(table, mapping);
            }
        }
        tables
    }

    fn mapping(&mut self, table: Table, entries: &DeTable<'_>) -> TableProfile {
        let mut mapping = TableProfile::default();
        for (key, value) in entries {
            match key.get_ref().as_ref() {
                "file" => mapping.file = self.text(key, value),
                "sheet" => mapping.sheet = self.text(key, value),
                "skip_rows" => mapping.skip_rows = self.whole(key, value),
                "separator" => mapping.separator = self.separator(key, value),
                "encoding" => mapping.encoding = self.encoding(key, value),
                "blanks" => mapping.blanks = self.texts(key, value),
                "skip_blank" => mapping.skip_blank = self.texts(key, value),
                "dates" => mapping.dates = self.texts(key, value),
                "fte" => mapping.fte = self.fte(key, value),
                "columns" => mapping.columns = self.by_column(table, key, value, Self::text),
                "constants" => mapping.constants = self.by_column(table, key, value, Self::text),
                "combine" => mapping.combine = self.by_column(table, key, value, Self::combine),
                CODES => mapping.codes = self.by_column(table, key, value, Self::codes),
                _ => {
                    let known: Vec<_> = TABLE_KEYS.into_iter().chain([CODES]).collect();
                    self.unknown_key(key, &known);
                }
            }
        }
        self.codes_exist(table, entries, &mapping);
        mapping
    }

    /// Entries that are named by columns of a table of ours.
    fn by_column<T>(
        &mut self,
        table: Table,
        key: &Spanned<DeString<'_>>,
        value: &Value<'_>,
        read: fn(&mut Self, &Spanned<DeString<'_>>, &Value<'_>) -> Option<T>,
    ) -> BTreeMap<String, T> {
        let mut entries = BTreeMap::new();
        for (name, value) in self.table(key, value).into_iter().flatten() {
            match table.schema().column(name.get_ref()) {
                None => {
                    let advice = did_you_mean(name.get_ref(), table.schema().names());
                    let advice = advice.unwrap_or_else(|| columns_of(table));
                    let message = format!("the table {} has no such column", table.name());
                    self.say(
                        name.span(),
                        name.get_ref(),
                        "unknown-column",
                        &message,
                        &advice,
                    );
                }
                Some(column) => {
                    let value = read(self, name, value);
                    entries.extend(value.map(|value| (column.name.to_owned(), value)));
                }
            }
        }
        entries
    }

    fn combine(&mut self, key: &Spanned<DeString<'_>>, value: &Value<'_>) -> Option<Combine> {
        let mut combine = Combine {
            columns: Vec::new(),
            with: "-".to_owned(),
        };
        for (key, value) in self.table(key, value)? {
            match key.get_ref().as_ref() {
                "columns" => combine.columns = self.texts(key, value),
                "with" => combine.with = self.text(key, value)?,
                _ => self.unknown_key(key, &["columns", "with"]),
            }
        }
        if combine.columns.is_empty() {
            let advice = "Write columns = [\"…\", \"…\"].";
            self.say(
                key.span(),
                key.get_ref(),
                "wrong-value",
                "names no columns",
                advice,
            );
        }
        Some(combine)
    }

    fn codes(
        &mut self,
        key: &Spanned<DeString<'_>>,
        value: &Value<'_>,
    ) -> Option<BTreeMap<String, String>> {
        let entries = self.table(key, value)?;
        let mut codes = BTreeMap::new();
        for (theirs, ours) in entries {
            let ours = self.text(theirs, ours);
            codes.extend(ours.map(|ours| (theirs.get_ref().to_string(), ours)));
        }
        Some(codes)
    }

    /// The codes and constants must be codes of ours.
    fn codes_exist(&mut self, table: Table, entries: &DeTable<'_>, mapping: &TableProfile) {
        let place = |key: &str| {
            entries
                .iter()
                .find(|(name, _)| name.get_ref() == key)
                .map_or(0..0, |(name, _)| name.span())
        };
        let constants = mapping
            .constants
            .iter()
            .map(|(column, text)| ("constants", column, text));
        let codes = mapping
            .codes
            .iter()
            .flat_map(|(column, codes)| codes.values().map(move |text| (CODES, column, text)));
        for (key, column, text) in constants.chain(codes) {
            if let Some(advice) = table
                .schema()
                .column(column)
                .and_then(|it| wrong_code(it, text))
            {
                let message = format!("‘{text}’ is no code of {column}");
                self.say(place(key), column, "unknown-code", &message, &advice);
            }
        }
    }

    fn needs_all_required(
        &mut self,
        name: &Spanned<DeString<'_>>,
        table: Table,
        mapping: &TableProfile,
    ) {
        let given = |column: &&Column| {
            let name = column.name;
            mapping.columns.contains_key(name)
                || mapping.constants.contains_key(name)
                || mapping.combine.contains_key(name)
        };
        let required = table
            .schema()
            .columns
            .iter()
            .filter(|column| column.required);
        let missing: Vec<_> = required.filter(|it| !given(it)).map(|it| it.name).collect();
        if !missing.is_empty() {
            let message = format!("does not say where {} comes from", missing.join(", "));
            let advice = "Name each under columns, constants or combine.";
            self.say(
                name.span(),
                table.name(),
                "missing-column",
                &message,
                advice,
            );
        }
    }

    /// What only shows when the whole is known.
    fn judge(&mut self, document: &DeTable<'_>, profile: &Profile) {
        let weekly = profile
            .tables
            .values()
            .any(|it| it.fte == FteForm::WeeklyHours);
        if weekly && profile.standard_week.is_none() {
            let advice = "Write standard_week = 37 at the top, with the council’s own hours.";
            let message = "weekly hours become FTE only over a standard week";
            self.say(0..0, "standard_week", "missing-value", message, advice);
        }
        if profile.tables.is_empty() && !document.iter().any(|(key, _)| key.get_ref() == "table") {
            let advice = "Begin with [table.people] and the columns of the extract.";
            self.say(
                0..0,
                "table",
                "missing-value",
                "the profile fills no table",
                advice,
            );
        }
    }

    fn table<'b, 'c>(
        &mut self,
        key: &Spanned<DeString<'_>>,
        value: &'b Value<'c>,
    ) -> Option<&'b DeTable<'c>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => self.wrong(key, "must be a table, such as { id = \"Employee No\" }"),
        }
    }

    fn text(&mut self, key: &Spanned<DeString<'_>>, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Boolean(true) => Some("yes".to_owned()),
            DeValue::Boolean(false) => Some("no".to_owned()),
            DeValue::Integer(_) | DeValue::Float(_) => Some(self.text[value.span()].to_owned()),
            _ => self.wrong(key, "must be a text in quotation marks"),
        }
    }

    fn texts(&mut self, key: &Spanned<DeString<'_>>, value: &Value<'_>) -> Vec<String> {
        match value.get_ref() {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| self.text(key, item))
                .collect(),
            DeValue::String(text) => vec![text.to_string()],
            _ => {
                self.wrong::<()>(key, "must be a list of texts, such as [\"N/A\"]");
                Vec::new()
            }
        }
    }

    fn whole(&mut self, key: &Spanned<DeString<'_>>, value: &Value<'_>) -> usize {
        let text = self.text[value.span()].to_owned();
        let number = text.parse().ok().filter(|number| *number <= 1_000);
        number
            .or_else(|| self.wrong(key, "must be a whole number up to 1000"))
            .unwrap_or(0)
    }

    fn hours(&mut self, key: &Spanned<DeString<'_>>, value: &Value<'_>) -> Option<Hours> {
        let hours = self.text(key, value)?.parse::<Hours>().ok();
        let possible = hours.filter(|it| (Hours::ONE..=Hours::whole(60)).contains(it));
        possible.or_else(|| self.wrong(key, "must be hours a week from 1 to 60, such as 37"))
    }

    fn separator(&mut self, key: &Spanned<DeString<'_>>, value: &Value<'_>) -> Option<char> {
        match self.text(key, value)?.as_str() {
            "tab" => Some('\t'),
            text => match text
                .chars()
                .next()
                .filter(|it| it.is_ascii() && text.len() == 1)
            {
                Some(letter) if letter != '"' && letter != '\n' => Some(letter),
                _ => self.wrong(key, "must be one sign, such as \";\" or \"tab\""),
            },
        }
    }

    fn encoding(&mut self, key: &Spanned<DeString<'_>>, value: &Value<'_>) -> Option<String> {
        let name = self.text(key, value)?;
        if encoding_named(&name).is_some() {
            return Some(name);
        }
        self.wrong(
            key,
            "must be the name of an encoding, such as \"windows-1252\" or \"utf-8\"",
        )
    }

    fn fte(&mut self, key: &Spanned<DeString<'_>>, value: &Value<'_>) -> FteForm {
        match self.text(key, value).as_deref() {
            Some("fraction") => FteForm::Fraction,
            Some("percent") => FteForm::Percent,
            Some("weekly_hours") => FteForm::WeeklyHours,
            _ => {
                let wanted = "must be \"fraction\", \"percent\" or \"weekly_hours\"";
                self.wrong(key, wanted).unwrap_or_default()
            }
        }
    }

    fn wrong<T>(&mut self, key: &Spanned<DeString<'_>>, message: &str) -> Option<T> {
        self.say(
            key.span(),
            key.get_ref(),
            "wrong-value",
            message,
            "Correct the line.",
        );
        None
    }

    fn unknown_key(&mut self, key: &Spanned<DeString<'_>>, known: &[&str]) {
        let advice = did_you_mean(key.get_ref(), known.iter().copied())
            .unwrap_or_else(|| format!("What may stand here is {}.", known.join(", ")));
        self.say(
            key.span(),
            key.get_ref(),
            "unknown-setting",
            "is no setting of a profile",
            &advice,
        );
    }

    fn say(
        &mut self,
        span: Range<usize>,
        key: &str,
        rule: &'static str,
        message: &str,
        advice: &str,
    ) {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1;
        let mut problem = Problem::in_file(self.name, rule, message, advice).at_row(line);
        problem.column = Some(key.to_owned()).filter(|key| !key.is_empty());
        self.problems.add(problem);
    }
}

fn columns_of(table: Table) -> String {
    let names: Vec<_> = table.schema().names().collect();
    format!("The columns are {}.", names.join(", "))
}

/// The advice for a text that is no code of a column; blank is always fine.
fn wrong_code(column: &Column, text: &str) -> Option<String> {
    let FieldKind::Code(items) = column.kind else {
        return None;
    };
    if text.is_empty()
        || items
            .iter()
            .any(|item| item.code.eq_ignore_ascii_case(text))
    {
        return None;
    }
    let codes = || items.iter().map(|item| item.code);
    let all = || format!("Write one of {}.", codes().collect::<Vec<_>>().join(", "));
    Some(did_you_mean(text, codes()).unwrap_or_else(all))
}
