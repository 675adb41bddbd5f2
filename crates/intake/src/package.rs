//! Workforce packages as they are read: which files make up which authority,
//! and one authority's tables at a time.

use std::io::{self, Cursor};
use std::path::Path;

use crate::problem::{Problem, Problems};
use crate::read::TableRows;
use crate::schema::{
    AbsenceRow, AcknowledgementRow, AssignmentRow, AuditRow, AuthorityRow, BoardRow, CaseloadRow,
    EngagementRow, IndicatorRow, PayRow, PersonRow, PledgeRow, PositionRow, PostRow, RequestRow,
    RoleRow, Row, StrategyRow, Table, TeamRow,
};
use crate::source::Rows;
use crate::source::files::Files;
use crate::source::text::{TextRows, decode, separator};
use crate::source::workbook::Workbook;

mod codes;
mod layout;

use layout::Part;

/// Why a package cannot be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing is there.
    #[error("{name}: there is no such file or folder. Check the path.")]
    NotFound {
        /// The path as it was given.
        name: String,
    },
    /// It is there and cannot be read.
    #[error("{name}: cannot be read. Check that it is whole and that you may read it.")]
    CannotRead {
        /// The path as it was given.
        name: String,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// It is neither a folder, an archive, a workbook nor a table.
    #[error(
        "{name}: is no workforce package. Give a folder, a .zip or an .xlsx, or one table such as people.csv."
    )]
    UnknownForm {
        /// The path as it was given.
        name: String,
    },
    /// The archive is broken.
    #[error("{name}: is no readable .zip archive. Make it again.")]
    NotAnArchive {
        /// The path as it was given.
        name: String,
        /// What is wrong with it.
        #[source]
        source: zip::result::ZipError,
    },
    /// The archive holds more files than a package can need.
    #[error(
        "{name}: holds {count} files; a package has at most 20,000. Take out what does not belong."
    )]
    TooManyFiles {
        /// The path as it was given.
        name: String,
        /// How many files it holds.
        count: usize,
    },
    /// The archive unpacks to far more than it should.
    #[error(
        "{name}: unpacks to far more than a package holds (at {file}). Give the files in a folder instead."
    )]
    Bomb {
        /// The path as it was given.
        name: String,
        /// The file at which this was seen.
        file: String,
    },
    /// The archive names a file outside itself.
    #[error(
        "{name}: names the file {file}, which lies outside the archive. Make the archive again."
    )]
    LeadsOutside {
        /// The path as it was given.
        name: String,
        /// The file.
        file: String,
    },
    /// The workbook cannot be read.
    #[error(
        "{name}: is no readable .xlsx workbook. Open it, save it as .xlsx without a password, and try again."
    )]
    NotAWorkbook {
        /// The path as it was given.
        name: String,
        /// What is wrong with it.
        #[source]
        source: calamine::XlsxError,
    },
    /// The workbook is too large.
    #[error(
        "{name}: is too large for a workbook ({found}). Save its sheets as CSV files in a folder."
    )]
    WorkbookTooLarge {
        /// The path as it was given.
        name: String,
        /// What was found and what is allowed.
        found: String,
    },
    /// No table of the package format is there.
    #[error(
        "{name}: holds no table of the package format, such as people.csv. Check the names of the files or sheets."
    )]
    NoTables {
        /// The path as it was given.
        name: String,
    },
}

impl ReadError {
    /// The stable code of the rule that was broken.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "file-not-found",
            Self::CannotRead { .. } => "cannot-read",
            Self::UnknownForm { .. } => "not-a-package",
            Self::NotAnArchive { .. } => "not-an-archive",
            Self::TooManyFiles { .. } => "too-many-files",
            Self::Bomb { .. } => "unpacks-too-large",
            Self::LeadsOutside { .. } => "leads-outside",
            Self::NotAWorkbook { .. } => "not-a-workbook",
            Self::WorkbookTooLarge { .. } => "workbook-too-large",
            Self::NoTables { .. } => "no-tables",
        }
    }

    /// The same as a problem, for lists that hold both.
    pub fn problem(&self) -> Problem {
        let text = self.to_string();
        let (file, message) = text.split_once(": ").unwrap_or(("", &text));
        Problem::in_file(file, self.rule(), message, "")
    }
}

/// One authority's tables, as far as they could be read.
#[derive(Clone, Debug, Default)]
pub struct AuthorityPackage {
    /// The name of the folder or file that they came from.
    pub name: String,
    /// The authority.
    pub authority: TableRows<AuthorityRow>,
    /// Teams.
    pub teams: TableRows<TeamRow>,
    /// Roles.
    pub roles: TableRows<RoleRow>,
    /// Posts.
    pub posts: TableRows<PostRow>,
    /// People.
    pub people: TableRows<PersonRow>,
    /// Engagements.
    pub engagements: TableRows<EngagementRow>,
    /// Assignments.
    pub assignments: TableRows<AssignmentRow>,
    /// Lines of pay.
    pub pay: TableRows<PayRow>,
    /// Absences.
    pub absences: TableRows<AbsenceRow>,
    /// Caseload figures.
    pub caseloads: TableRows<CaseloadRow>,
    /// Stated positions.
    pub positions: TableRows<PositionRow>,
    /// Published figures.
    pub indicators: TableRows<IndicatorRow>,
    /// Boards.
    pub boards: TableRows<BoardRow>,
    /// Items of the strategy.
    pub strategy: TableRows<StrategyRow>,
    /// Requests of members.
    pub requests: TableRows<RequestRow>,
    /// Pledges.
    pub pledges: TableRows<PledgeRow>,
    /// Acknowledgements of pledges.
    pub acknowledgements: TableRows<AcknowledgementRow>,
    /// Practice audits.
    pub audits: TableRows<AuditRow>,
    /// What was found wrong while reading.
    pub problems: Problems,
}

impl AuthorityPackage {
    /// The authority's own code, where the package names it.
    pub fn code(&self) -> Option<&str> {
        self.authority
            .rows
            .first()
            .map(|row| row.value.code.as_str())
    }

    /// How many rows were read.
    pub fn row_count(&self) -> usize {
        let mut count = 0;
        self.each_table(&mut |_, rows| count += rows);
        count
    }

    /// Visits every table with the number of its rows.
    pub fn each_table(&self, visit: &mut dyn FnMut(Table, usize)) {
        visit(Table::Authority, self.authority.rows.len());
        visit(Table::Teams, self.teams.rows.len());
        visit(Table::Roles, self.roles.rows.len());
        visit(Table::Posts, self.posts.rows.len());
        visit(Table::People, self.people.rows.len());
        visit(Table::Engagements, self.engagements.rows.len());
        visit(Table::Assignments, self.assignments.rows.len());
        visit(Table::Pay, self.pay.rows.len());
        visit(Table::Absences, self.absences.rows.len());
        visit(Table::Caseloads, self.caseloads.rows.len());
        visit(Table::Positions, self.positions.rows.len());
        visit(Table::Indicators, self.indicators.rows.len());
        visit(Table::Boards, self.boards.rows.len());
        visit(Table::Strategy, self.strategy.rows.len());
        visit(Table::Requests, self.requests.rows.len());
        visit(Table::Pledges, self.pledges.rows.len());
        visit(Table::Acknowledgements, self.acknowledgements.rows.len());
        visit(Table::Audits, self.audits.rows.len());
    }

    /// Reads the rows of a file into their table; `distinct` says that a row
    /// which repeats another in all cells counts once.
    pub(crate) fn read_rows(
        &mut self,
        table: Table,
        file: &str,
        rows: &mut dyn Rows,
        repeats: Repeats,
    ) {
        let problems = &mut self.problems;
        match table {
            Table::Authority => read_into(&mut self.authority, file, rows, repeats, problems),
            Table::Teams => read_into(&mut self.teams, file, rows, repeats, problems),
            Table::Roles => read_into(&mut self.roles, file, rows, repeats, problems),
            Table::Posts => read_into(&mut self.posts, file, rows, repeats, problems),
            Table::People => read_into(&mut self.people, file, rows, repeats, problems),
            Table::Engagements => read_into(&mut self.engagements, file, rows, repeats, problems),
            Table::Assignments => read_into(&mut self.assignments, file, rows, repeats, problems),
            Table::Pay => read_into(&mut self.pay, file, rows, repeats, problems),
            Table::Absences => read_into(&mut self.absences, file, rows, repeats, problems),
            Table::Caseloads => read_into(&mut self.caseloads, file, rows, repeats, problems),
            Table::Positions => read_into(&mut self.positions, file, rows, repeats, problems),
            Table::Indicators => read_into(&mut self.indicators, file, rows, repeats, problems),
            Table::Boards => read_into(&mut self.boards, file, rows, repeats, problems),
            Table::Strategy => read_into(&mut self.strategy, file, rows, repeats, problems),
            Table::Requests => read_into(&mut self.requests, file, rows, repeats, problems),
            Table::Pledges => read_into(&mut self.pledges, file, rows, repeats, problems),
            Table::Acknowledgements => {
                read_into(&mut self.acknowledgements, file, rows, repeats, problems)
            }
            Table::Audits => read_into(&mut self.audits, file, rows, repeats, problems),
        }
    }

    /// Notes that a table's file could not be read at all.
    pub(crate) fn mark_unreadable(&mut self, table: Table, problem: Problem) {
        self.problems.add(problem);
        self.mark_unread(table);
    }

    /// Notes that rows of a table were not read, for a reason told already.
    pub(crate) fn mark_unread(&mut self, table: Table) {
        match table {
            Table::Teams => self.teams.unreadable = true,
            Table::Roles => self.roles.unreadable = true,
            Table::Posts => self.posts.unreadable = true,
            Table::People => self.people.unreadable = true,
            Table::Engagements => self.engagements.unreadable = true,
            Table::Assignments => self.assignments.unreadable = true,
            Table::Boards => self.boards.unreadable = true,
            Table::Strategy => self.strategy.unreadable = true,
            Table::Pledges => self.pledges.unreadable = true,
            // Nothing refers to the others.
            _ => {}
        }
    }
}

/// What becomes of a row that repeats another in all cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeats {
    /// It is kept, and found to be a problem later.
    Keep,
    /// It is dropped: one line of an extract tells of several things.
    Drop,
}

fn read_into<R: Row>(
    table: &mut TableRows<R>,
    file: &str,
    rows: &mut dyn Rows,
    repeats: Repeats,
    problems: &mut Problems,
) {
    table.read(file, rows, problems);
    if repeats == Repeats::Drop {
        table.drop_repeats();
    }
}

/// A package that was opened. Its authorities are read one at a time, so that
/// a nation needs no more memory than its largest authority.
pub struct Package {
    holder: Holder,
    parts: Vec<Part>,
}

impl std::fmt::Debug for Package {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Package")
            .field("parts", &self.parts)
            .finish_non_exhaustive()
    }
}

enum Holder {
    Files(Files),
    Workbook(Box<Workbook>),
}

impl Package {
    /// Opens a package: a folder, an archive, a workbook, or one table's CSV
    /// file.
    ///
    /// # Errors
    /// When there is nothing that could be read as a package.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let name = path.display().to_string();
        if path.is_dir() {
            return Self::of_files(Files::Folder(path.to_owned()), &name);
        }
        if !path.exists() {
            return Err(ReadError::NotFound { name });
        }
        let open = || {
            fs_err::File::open(path).map_err(|source| ReadError::CannotRead {
                name: name.clone(),
                source,
            })
        };
        match extension(&name).as_str() {
            "zip" => Self::of_files(Files::archive(&name, Box::new(open()?))?, &name),
            "xlsx" | "xlsm" => Self::of_workbook(Workbook::open(&name, Box::new(open()?))?, &name),
            "csv" | "txt" | "tsv" => Self::of_table(path, &name),
            _ => Err(ReadError::UnknownForm { name }),
        }
    }

    /// Opens a package from the bytes of a file with a name: an archive, a
    /// workbook, or one table's CSV file.
    ///
    /// # Errors
    /// When the bytes cannot be read as a package.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, ReadError> {
        match extension(name).as_str() {
            "zip" => Self::of_files(Files::archive(name, Box::new(Cursor::new(bytes)))?, name),
            "xlsx" | "xlsm" => {
                let source = Box::new(Cursor::new(bytes));
                Self::of_workbook(Workbook::open(name, source)?, name)
            }
            "csv" | "txt" | "tsv" => {
                let parts = layout::of_one_table(name, &stem(name));
                let file = Files::Single(name.to_owned(), bytes);
                Self::of_parts(Holder::Files(file), parts, name)
            }
            _ => Err(ReadError::UnknownForm {
                name: name.to_owned(),
            }),
        }
    }

    fn of_files(files: Files, name: &str) -> Result<Self, ReadError> {
        let parts = layout::of_paths(&files.list()?, &stem(name));
        Self::of_parts(Holder::Files(files), parts, name)
    }

    fn of_workbook(workbook: Workbook, name: &str) -> Result<Self, ReadError> {
        let parts = layout::of_sheets(workbook.sheets(), &stem(name));
        Self::of_parts(Holder::Workbook(Box::new(workbook)), parts, name)
    }

    fn of_table(path: &Path, name: &str) -> Result<Self, ReadError> {
        let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let parts = layout::of_one_table(&file, &stem(name));
        Self::of_parts(Holder::Files(Files::Folder(folder)), parts, name)
    }

    fn of_parts(holder: Holder, parts: Vec<Part>, name: &str) -> Result<Self, ReadError> {
        if parts.is_empty() {
            return Err(ReadError::NoTables {
                name: name.to_owned(),
            });
        }
        Ok(Self { holder, parts })
    }

    /// How many authorities the package holds.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether the package holds no authority; an opened package never is.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The names of the authorities' folders.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.name.as_str())
    }

    /// The authorities, each read when it is asked for.
    pub fn authorities(&mut self) -> impl Iterator<Item = AuthorityPackage> + '_ {
        let holder = &mut self.holder;
        self.parts.iter().map(move |part| read_part(holder, part))
    }
}

fn read_part(holder: &mut Holder, part: &Part) -> AuthorityPackage {
    let mut package = AuthorityPackage {
        name: part.name.clone(),
        ..AuthorityPackage::default()
    };
    package.problems.extend(part.problems.iter().cloned());
    for (table, path) in &part.tables {
        let read = match holder {
            Holder::Files(files) => read_text(files, *table, path, &mut package),
            Holder::Workbook(workbook) => read_sheet(workbook, *table, path, &mut package),
        };
        if let Err(problem) = read {
            package.mark_unreadable(*table, *problem);
        }
    }
    package
}

fn read_text(
    files: &mut Files,
    table: Table,
    path: &str,
    package: &mut AuthorityPackage,
) -> Result<(), Box<Problem>> {
    let bytes = files.read(path)?;
    let text = decode(path, &bytes, None)?;
    let mut rows = TextRows::new(path, &text, separator(&text), 0)?;
    package.read_rows(table, path, &mut rows, Repeats::Keep);
    Ok(())
}

fn read_sheet(
    workbook: &mut Workbook,
    table: Table,
    sheet: &str,
    package: &mut AuthorityPackage,
) -> Result<(), Box<Problem>> {
    let mut rows = workbook.rows(sheet, 0)?;
    let file = workbook.shown(sheet);
    package.read_rows(table, &file, &mut rows, Repeats::Keep);
    Ok(())
}

/// What follows the last point of a name, in small letters.
pub(crate) fn extension(name: &str) -> String {
    let path = Path::new(name);
    path.extension()
        .map_or(String::new(), |it| it.to_string_lossy().to_lowercase())
}

/// The name of a file or folder without what leads to it or follows a point.
fn stem(name: &str) -> String {
    let path = Path::new(name);
    let canonical = path.canonicalize().ok();
    let path = canonical.as_deref().unwrap_or(path);
    path.file_stem()
        .map_or_else(|| name.to_owned(), |it| it.to_string_lossy().into_owned())
}
