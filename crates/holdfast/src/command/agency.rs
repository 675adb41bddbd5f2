//! `holdfast agency`: the quarterly return on agency workers, and the texts
//! that it is made by.

use std::path::Path;
use std::sync::Arc;

use holdfast_census::agency::{
    AgencyAnswers, AgencyReturn, Layout, LayoutSheet, NATIONAL, Quarter, RowsOf, RuleBook,
    SHIPPED_LAYOUT,
};
use holdfast_intake::export::{agency_json, agency_sheet, agency_sheets, to_csv, to_workbook};
use holdfast_measures::written::Problem;
use holdfast_workforce::Workforce;

use super::file;
use super::kept_text::KeptText;
use super::listing::in_words;
use super::position::table;
use super::source;
use crate::cli::{self, AgencyAction, Format};
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Makes the return, or prints a text.
pub(crate) async fn run(options: cli::Agency, settings: &Settings) -> Result<(), Failure> {
    match options.action {
        AgencyAction::Rules(options) => {
            let reference = (RuleBook::REFERENCE, "Rule book of the agency return");
            let check = |text: &str| RuleBook::read(text).map(|_| ());
            own_text(options, NATIONAL, reference, check, settings).await
        }
        AgencyAction::Layout(options) => {
            let reference = (Layout::REFERENCE, "Layout of the agency return");
            let check = |text: &str| Layout::read(text).map(|_| ());
            own_text(options, SHIPPED_LAYOUT, reference, check, settings).await
        }
        AgencyAction::Answers(options) => match &options.put {
            Some(file) => put_answers(file, &options.of, settings).await,
            None => print_answers(&options.of, settings).await,
        },
        AgencyAction::Return(options) => make(options, settings).await,
    }
}

/// Prints the text that ships with the program, or keeps a council’s own.
async fn own_text(
    options: cli::AgencyText,
    shipped: &str,
    (reference, what): (&str, &str),
    check: impl Fn(&str) -> Result<(), Vec<Problem>>,
    settings: &Settings,
) -> Result<(), Failure> {
    let Some(file) = &options.put else {
        printer::data(shipped);
        return Ok(());
    };
    let text = fs_err::read_to_string(file).or_fail()?;
    check(&text).map_err(|problems| source::unsound(&problems, what))?;
    let kept = KeptText {
        reference: reference.to_owned(),
        what: what.to_owned(),
        text,
    };
    kept.keep(&options.records, settings).await
}

async fn print_answers(options: &cli::AgencyAnswers, settings: &Settings) -> Result<(), Failure> {
    let workforce = records(options, settings).await?;
    let answers = answers(options, &workforce)?;
    let it = build(&workforce, &book(None, &workforce)?, &answers);
    printer::data(&answers.to_be_filled(&it.assignments));
    Ok(())
}

async fn put_answers(
    file: &Path,
    options: &cli::AgencyAnswers,
    settings: &Settings,
) -> Result<(), Failure> {
    let text = fs_err::read_to_string(file).or_fail()?;
    let answers = AgencyAnswers::read(&text);
    let answers = answers.map_err(|problems| source::unsound(&problems, "answers"))?;
    if answers.quarter != options.quarter {
        return Err(wrong_quarter(answers.quarter, options.quarter));
    }
    let kept = KeptText {
        reference: AgencyAnswers::reference(options.quarter),
        what: format!("Answers for the agency return of {}", options.quarter),
        text,
    };
    kept.keep(&options.records, settings).await
}

async fn make(options: cli::AgencyReturn, settings: &Settings) -> Result<(), Failure> {
    options.out.as_deref().map_or(Ok(()), file::is_new)?;
    let workforce = records(&options.of, settings).await?;
    let answers = answers(&options.of, &workforce)?;
    let book = book(options.rules.as_deref(), &workforce)?;
    let layout = match read(options.layout.as_deref(), "layout", Layout::read)? {
        Some(layout) => layout,
        None => Layout::kept(&workforce).map_err(|it| source::unsound(&it, "layout"))?,
    };
    let chosen = options.sheet.as_deref().map(|title| layout.sheet(title));
    let chosen = chosen
        .transpose()
        .map_err(|error| Failure::Usage(error.to_string()))?;
    let it = build(&workforce, &book, &answers);
    let printed = Printed {
        it: &it,
        layout: &layout,
        chosen,
    };
    match (&options.out, options.format) {
        (Some(path), _) => printed.write(path)?,
        (None, Format::Table) => printer::data(&printed.tables()),
        (None, Format::Json) => printer::data(&printed.json()),
        (None, Format::Csv) => {
            printer::bytes(&printed.csv());
            printer::note(&layout.note);
        }
    }
    Ok(())
}

async fn records(
    options: &cli::AgencyAnswers,
    settings: &Settings,
) -> Result<Arc<Workforce>, Failure> {
    let (package, authority) = (&options.records.package, &options.records.authority);
    source::workforce(package.as_deref(), authority.as_deref(), settings).await
}

/// The answers of the file, or else those that are kept with the records, for
/// the quarter that was asked for.
fn answers(options: &cli::AgencyAnswers, workforce: &Workforce) -> Result<AgencyAnswers, Failure> {
    const WHAT: &str = "answers";
    let answers = match read(options.answers.as_deref(), WHAT, AgencyAnswers::read)? {
        Some(answers) => answers,
        None => AgencyAnswers::kept(workforce, options.quarter)
            .map_err(|problems| source::unsound(&problems, WHAT))?,
    };
    match answers.quarter == options.quarter {
        true => Ok(answers),
        false => Err(wrong_quarter(answers.quarter, options.quarter)),
    }
}

/// The rule book of the file, or else the one that is kept with the records, or
/// the national one.
fn book(file: Option<&Path>, workforce: &Workforce) -> Result<RuleBook, Failure> {
    const WHAT: &str = "rule book";
    match read(file, WHAT, RuleBook::read)? {
        Some(book) => Ok(book),
        None => RuleBook::kept(workforce).map_err(|it| source::unsound(&it, WHAT)),
    }
}

fn wrong_quarter(found: Quarter, wanted: Quarter) -> Failure {
    Failure::Input(format!(
        "the answers are of {found}, not of {wanted}; give those of {wanted}, or ask for --quarter {found}"
    ))
}

/// The return, after saying what is odd about the answers.
fn build(workforce: &Workforce, book: &RuleBook, answers: &AgencyAnswers) -> AgencyReturn {
    let it = AgencyReturn::build(workforce, answers.quarter, book, answers);
    for oddity in &it.oddities {
        printer::note(&format!("warning: {oddity}"));
    }
    it
}

/// Reads a text from its file, where one is named.
fn read<T>(
    path: Option<&Path>,
    what: &str,
    read: impl FnOnce(&str) -> Result<T, Vec<Problem>>,
) -> Result<Option<T>, Failure> {
    let Some(path) = path else {
        return Ok(None);
    };
    let text = fs_err::read_to_string(path).or_fail()?;
    let read = read(&text).map_err(|problems| source::unsound(&problems, what))?;
    Ok(Some(read))
}

/// A return as it is printed.
struct Printed<'p> {
    it: &'p AgencyReturn,
    layout: &'p Layout,
    /// The one sheet that was asked for.
    chosen: Option<&'p LayoutSheet>,
}

impl Printed<'_> {
    fn json(&self) -> String {
        format!("{:#}", agency_json(self.it, self.layout))
    }

    /// CSV holds one table: unless another is asked for, the assignments.
    fn csv(&self) -> Vec<u8> {
        let mut sheets = self.layout.sheet.iter();
        let first = self.layout.sheet.first();
        let assignments = sheets.find(|sheet| sheet.rows == RowsOf::Assignments);
        let sheet = self.chosen.or(assignments).or(first);
        sheet.map_or_else(Vec::new, |sheet| {
            to_csv(&agency_sheet(self.it, self.layout, sheet))
        })
    }

    /// The sheets that were asked for, or those which are no long lists.
    fn tables(&self) -> String {
        if let Some(sheet) = self.chosen {
            return in_words(&agency_sheet(self.it, self.layout, sheet));
        }
        let (long, short): (Vec<_>, Vec<_>) = self
            .layout
            .sheet
            .iter()
            .partition(|sheet| sheet.rows.is_detail());
        let mut text = String::new();
        let mut notes = Vec::new();
        for sheet in short {
            let sheet = agency_sheet(self.it, self.layout, sheet);
            let rows = match sheet.rows.is_empty() {
                true => "None.\n".to_owned(),
                false => table(&sheet),
            };
            text += &format!("{}\n\n{rows}\n", sheet.title);
            notes = sheet.notes;
        }
        let long: Vec<_> = long
            .iter()
            .map(|sheet| format!("‘{}’", sheet.title))
            .collect();
        if !long.is_empty() {
            notes.push(format!(
                "Long lists are shown by --sheet: {}. All are written by --out return.xlsx.",
                long.join(", ")
            ));
        }
        text + &notes.join("\n")
    }

    /// Writes the file in the form that its name ends with.
    fn write(&self, path: &Path) -> Result<(), Failure> {
        let ending = path
            .extension()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        let bytes = match ending.to_ascii_lowercase().as_str() {
            "xlsx" => {
                let sheets = match self.chosen {
                    Some(sheet) => vec![agency_sheet(self.it, self.layout, sheet)],
                    None => agency_sheets(self.it, self.layout),
                };
                let subject = format!("Agency return {} {}", self.it.authority, self.it.quarter);
                to_workbook(&sheets, &subject).or_fail()?
            }
            "csv" => self.csv(),
            "json" => self.json().into_bytes(),
            _ => {
                return Err(Failure::Usage(format!(
                    "{} is no .xlsx, .csv or .json; name the file so",
                    path.display()
                )));
            }
        };
        file::write_new(path, &bytes)?;
        printer::note(&format!(
            "Written: {}.\n{}",
            path.display(),
            self.layout.note
        ));
        Ok(())
    }
}
