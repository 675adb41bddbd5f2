//! The open tables of an authority as a data package: CSV with its
//! `datapackage.json`, a .zip of the same, or a workbook.

use holdfast_measures::disclosure::Policy;
use holdfast_measures::scorecard::{Scorecard, card};
use holdfast_measures::{Ledger, Measure};
use holdfast_reference::{ATTRIBUTION, AuthorityNumber, LICENCE_ADDRESS, Releases};
use holdfast_workforce::Workforce;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::{in_words, months_later};
use holdfast_workforce::position::Dimension;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{Asked, Field, FieldKind, Filled, OpenTable, fill, people};
use crate::export::{Cell, Column, Sheet, WorkbookError, to_csv, to_workbook};
use crate::write::{WriteError, archive};

/// What goes into a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenOptions {
    /// The last day.
    pub at: Date,
    /// How many month-ends, that of the last day included.
    pub months: i32,
    /// What is hidden.
    pub policy: Policy,
}

impl OpenOptions {
    /// Three years up to a day, with what is usually hidden.
    pub const fn up_to(at: Date) -> Self {
        Self {
            at,
            months: 36,
            policy: Policy::USUAL,
        }
    }

    /// The days, the earliest first; month's ends stay month's ends.
    fn days(&self, every: usize) -> Vec<Date> {
        let is_end = self.at == self.at.last_of_month();
        let day = |months: i32| {
            let day = months_later(self.at, -months);
            if is_end { day.last_of_month() } else { day }
        };
        let mut days: Vec<Date> = (0..self.months).step_by(every).map(day).collect();
        days.reverse();
        days
    }
}

/// The open tables of an authority.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenData {
    /// What it is called in files.
    name: String,
    title: String,
    description: String,
    sources: Vec<String>,
    /// The tables, empty ones included.
    pub tables: Vec<Filled>,
}

impl OpenData {
    /// Fills every table.
    pub fn of(workforce: &Workforce, releases: &Releases, options: OpenOptions) -> Self {
        let services = fill::services(workforce);
        let number = workforce.authority().map_or("", |it| it.reference.as_str());
        let letters = number.to_lowercase();
        let plain = letters.chars().filter(char::is_ascii_alphanumeric);
        Self {
            name: format!("workforce-{}", plain.collect::<String>()),
            title: format!("Social work workforce: {}", workforce.name()),
            description: description(options),
            sources: sources(workforce, releases),
            tables: OpenTable::FILES
                .iter()
                .map(|table| filled(*table, workforce, releases, &services, options))
                .collect(),
        }
    }

    /// How many rows there are in all.
    pub fn rows(&self) -> usize {
        self.tables.iter().map(|it| it.rows.len()).sum()
    }

    /// The files: the description for programs, the one for people, the tables.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let description = format!("{:#}\n", self.data_package());
        let mut files = vec![
            ("datapackage.json".to_owned(), description.into_bytes()),
            ("README.md".to_owned(), self.readme().into_bytes()),
        ];
        let csv = |it: &Filled| (format!("{}.csv", it.table.name()), to_csv(&it.sheet()));
        files.extend(self.tables.iter().map(csv));
        files
    }

    /// The files in one .zip; the same figures give the same bytes.
    ///
    /// # Errors
    /// When the archive cannot be put together.
    pub fn archive(&self) -> Result<Vec<u8>, WriteError> {
        archive(self.files())
    }

    /// The tables as a workbook, a sheet each, after a sheet about them and
    /// one about their columns.
    ///
    /// # Errors
    /// When a table has more rows than a worksheet holds.
    pub fn workbook(&self) -> Result<Vec<u8>, WorkbookError> {
        let tables = self.tables.iter().map(Filled::sheet);
        let sheets: Vec<Sheet> = [self.about(), self.columns()]
            .into_iter()
            .chain(tables)
            .collect();
        to_workbook(&sheets, &self.title)
    }

    /// The `datapackage.json`: a Frictionless Data Package, version 1.
    pub fn data_package(&self) -> Value {
        let sources = self.sources.iter().map(|it| json!({ "title": it }));
        json!({
            "profile": "tabular-data-package",
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "licenses": [{
                "name": "OGL-UK-3.0",
                "title": "Open Government Licence v3.0",
                "path": LICENCE_ADDRESS,
            }],
            "sources": sources.collect::<Value>(),
            "resources": self.tables.iter().map(resource).collect::<Value>(),
        })
    }

    fn readme(&self) -> String {
        let mut text = format!("# {}\n\n{}\n\n## Tables\n", self.title, self.description);
        for filled in &self.tables {
            let table = filled.table;
            text += &format!(
                "\n- `{}.csv`: {}. {} ({} rows)",
                table.name(),
                table.title(),
                table.description(),
                filled.rows.len()
            );
        }
        text += "\n\n`datapackage.json` describes every column.\n\n## Sources\n";
        self.sources
            .iter()
            .for_each(|it| text += &format!("\n- {it}"));
        text + &format!("\n\nOpen Government Licence v3.0: {LICENCE_ADDRESS}\n")
    }

    fn about(&self) -> Sheet {
        let paragraphs = self.description.split("\n\n");
        let sources = self.sources.iter().map(|it| format!("Source: {it}"));
        let licence = format!("Open Government Licence v3.0: {LICENCE_ADDRESS}");
        let lines = paragraphs
            .map(str::to_owned)
            .chain(sources)
            .chain([licence]);
        Sheet {
            title: "About".to_owned(),
            columns: vec![Column::text(self.title.clone())],
            rows: lines.map(|line| vec![Cell::Text(line)]).collect(),
            notes: Vec::new(),
        }
    }

    fn columns(&self) -> Sheet {
        let rows = OpenTable::FILES.iter().flat_map(|table| {
            let row = |field: &Field| {
                [
                    table.name(),
                    field.name,
                    field.kind.type_name(),
                    field.description,
                ]
                .map(|it| Cell::Text(it.to_owned()))
                .to_vec()
            };
            table.fields().iter().map(row)
        });
        Sheet {
            title: "Columns".to_owned(),
            columns: ["table", "column", "type", "description"]
                .map(Column::text)
                .to_vec(),
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }
}

fn filled(
    table: OpenTable,
    workforce: &Workforce,
    releases: &Releases,
    services: &[Service],
    options: OpenOptions,
) -> Filled {
    let policy = options.policy;
    let by_service = |fill: &dyn Fn(Service) -> Filled| {
        table.with(services.iter().flat_map(|it| fill(*it).rows).collect())
    };
    match table {
        OpenTable::Figures => by_service(&|service| {
            let asked = Asked {
                service: Some(service),
                team: None,
                role: None,
                measures: Measure::ALL.to_vec(),
                days: options.days(1),
            };
            fill::figures(workforce, &asked, policy)
        }),
        OpenTable::Establishment => {
            let by = [Dimension::Role, Dimension::Team];
            fill::establishment(workforce, services, &by, &options.days(1))
        }
        OpenTable::Leavers => {
            by_service(&|service| people::leavers(workforce, service, &options.days(12), policy))
        }
        OpenTable::PeopleInPost => {
            by_service(&|service| people::people_in_post(workforce, service, options.at, policy))
        }
        // A scorecard whose text cannot be read is left out.
        OpenTable::Scorecard => by_service(&|service| match Scorecard::kept(workforce, service) {
            Ok(kept) => {
                let ledger = Ledger::new(workforce, Some(service));
                fill::scorecard(service, &card(&ledger, releases, &kept, options.at), policy)
            }
            Err(_) => table.with(Vec::new()),
        }),
        OpenTable::Benchmarks => {
            fill::benchmarks(releases, AuthorityNumber::of(workforce), Measure::ALL)
        }
        OpenTable::Publications => fill::publications(workforce.publications().iter()),
        OpenTable::Definitions => fill::definitions(),
        OpenTable::Symbols => fill::symbols(),
        OpenTable::Authorities | OpenTable::Plans | OpenTable::Course => table.with(Vec::new()),
    }
}

fn description(options: OpenOptions) -> String {
    let hidden = match options.policy.threshold {
        0 | 1 => "No count is hidden for being small.".to_owned(),
        least => format!(
            "Counts of people that describe them (sickness, why they left, ethnicity, sex) are hidden below {least} and marked `c`; so are further counts from which a hidden one could be worked out, and rates of hidden counts. Nought is shown."
        ),
    };
    format!(
        "The social work workforce up to {}: measures in their official definitions, establishment, benchmarks, scorecard, and what was published.\n\nDisclosure control: no row is about a person and nobody is named. {hidden} Counts of staff, posts and agency workers by role or team are not hidden, as in the published statistics.\n\nAn empty value has a symbol beside it; the table of symbols explains it.",
        in_words(options.at)
    )
}

fn sources(workforce: &Workforce, releases: &Releases) -> Vec<String> {
    let own = format!("{}: the council’s own records", workforce.name());
    let statistics = releases.newest().map(|release| {
        let source = release.source();
        format!("{}. {ATTRIBUTION}", source.citation())
    });
    [Some(own), statistics].into_iter().flatten().collect()
}

fn resource(filled: &Filled) -> Value {
    let table = filled.table;
    json!({
        "profile": "tabular-data-resource",
        "name": table.name(),
        "path": format!("{}.csv", table.name()),
        "title": table.title(),
        "description": table.description(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": table.fields().iter().map(field).collect::<Value>(),
            "missingValues": [""],
            "primaryKey": table.key(),
        },
    })
}

fn field(field: &Field) -> Value {
    let mut constraints = Map::new();
    if field.required {
        constraints.insert("required".to_owned(), true.into());
    }
    if let FieldKind::OneOf(words) = field.kind {
        constraints.insert("enum".to_owned(), json!(words));
    }
    json!({
        "name": field.name,
        "type": field.kind.type_name(),
        "description": field.description,
        "constraints": constraints,
    })
}
