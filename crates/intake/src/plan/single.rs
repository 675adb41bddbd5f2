//! One record as the cells of its table, and back: what a form shows and
//! reads. The values, the codes and the rules of the columns are those of files.

use csv::StringRecord;
use holdfast_workforce::Workforce;
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::{Kind, Post, Record};

use super::Convert;
use super::links::{Here, Links};
use crate::problem::Place;
use crate::schema::{
    AbsenceRow, AcknowledgementRow, AssignmentRow, AuditRow, AuthorityRow, BoardRow, CaseloadRow,
    Cells, EngagementRow, IndicatorRow, PayRow, PersonRow, PledgeRow, PositionRow, PostRow,
    RequestRow, RoleRow, Row, StrategyRow, TeamRow,
};

/// Why a cell of a record cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellProblem {
    /// The row, counted from nought; only posts have more than one.
    pub row: usize,
    /// The column, by its name.
    pub column: &'static str,
    /// The rule that was broken: a stable code, such as `missing-value`.
    pub rule: &'static str,
    /// What is wrong with the value.
    pub message: String,
    /// What to do.
    pub advice: String,
}

/// The rows of a record, each with a cell for every column of its table. A post
/// has a row for each of its terms; a mapping profile is in no table and has none.
pub fn record_cells(workforce: &Workforce, record: &Record) -> Vec<Vec<String>> {
    match record {
        Record::Authority(it) => vec![cells(&AuthorityRow::of(it, workforce))],
        Record::Team(it) => vec![cells(&TeamRow::of(it, workforce))],
        Record::Role(it) => vec![cells(&RoleRow::of(it, workforce))],
        Record::Post(it) => it
            .terms
            .iter()
            .map(|terms| cells(&PostRow::of_terms(it, terms, workforce)))
            .collect(),
        Record::Person(it) => vec![cells(&PersonRow::of(it, workforce))],
        Record::Engagement(it) => vec![cells(&EngagementRow::of(it, workforce))],
        Record::Assignment(it) => vec![cells(&AssignmentRow::of(it, workforce))],
        Record::Pay(it) => vec![cells(&PayRow::of(it, workforce))],
        Record::Absence(it) => vec![cells(&AbsenceRow::of(it, workforce))],
        Record::Caseload(it) => vec![cells(&CaseloadRow::of(it, workforce))],
        Record::StatedPosition(it) => vec![cells(&PositionRow::of(it, workforce))],
        Record::Indicator(it) => vec![cells(&IndicatorRow::of(it, workforce))],
        Record::Board(it) => vec![cells(&BoardRow::of(it, workforce))],
        Record::StrategyItem(it) => vec![cells(&StrategyRow::of(it, workforce))],
        Record::MemberRequest(it) => vec![cells(&RequestRow::of(it, workforce))],
        Record::Pledge(it) => vec![cells(&PledgeRow::of(it, workforce))],
        Record::Acknowledgement(it) => vec![cells(&AcknowledgementRow::of(it, workforce))],
        Record::PracticeAudit(it) => vec![cells(&AuditRow::of(it, workforce))],
        Record::Profile(_)
        | Record::Scorecard(_)
        | Record::Publication(_)
        | Record::Return(_)
        | Record::Scenario(_)
        | Record::Paper(_)
        | Record::PublishedPaper(_) => Vec::new(),
    }
}

fn cells<R: Row>(row: &R) -> Vec<String> {
    let mut cells = Vec::with_capacity(R::SCHEMA.columns.len());
    row.write(&mut |cell| cells.push(cell.to_owned()));
    cells
}

/// Reads a record from its rows, as [`record_cells`] gives them. What it refers
/// to is looked up in `workforce` by the council's own numbers.
///
/// # Errors
/// Every cell that cannot be read or refers to nothing. A mapping profile is in
/// no table, and no rows make no record: neither has a cell to name, so the list
/// is then empty.
pub fn read_record(
    workforce: &Workforce,
    kind: Kind,
    id: RecordId,
    rows: &[Vec<String>],
) -> Result<Record, Vec<CellProblem>> {
    let mut reading = Reading {
        workforce,
        id,
        problems: Vec::new(),
    };
    let record = reading.record(kind, rows);
    match record {
        Some(record) if reading.problems.is_empty() => Ok(record),
        _ => Err(reading.problems),
    }
}

struct Reading<'a> {
    workforce: &'a Workforce,
    id: RecordId,
    problems: Vec<CellProblem>,
}

impl Reading<'_> {
    fn record(&mut self, kind: Kind, rows: &[Vec<String>]) -> Option<Record> {
        match kind {
            Kind::Authority => self.single::<AuthorityRow>(rows),
            Kind::Team => self.single::<TeamRow>(rows),
            Kind::Role => self.single::<RoleRow>(rows),
            Kind::Post => self.post(rows),
            Kind::Person => self.single::<PersonRow>(rows),
            Kind::Engagement => self.single::<EngagementRow>(rows),
            Kind::Assignment => self.single::<AssignmentRow>(rows),
            Kind::Pay => self.single::<PayRow>(rows),
            Kind::Absence => self.single::<AbsenceRow>(rows),
            Kind::Caseload => self.single::<CaseloadRow>(rows),
            Kind::StatedPosition => self.single::<PositionRow>(rows),
            Kind::Indicator => self.single::<IndicatorRow>(rows),
            Kind::Board => self.single::<BoardRow>(rows),
            Kind::StrategyItem => self.single::<StrategyRow>(rows),
            Kind::MemberRequest => self.single::<RequestRow>(rows),
            Kind::Pledge => self.single::<PledgeRow>(rows),
            Kind::Acknowledgement => self.single::<AcknowledgementRow>(rows),
            Kind::PracticeAudit => self.single::<AuditRow>(rows),
            Kind::Profile
            | Kind::Scorecard
            | Kind::Publication
            | Kind::Return
            | Kind::Scenario
            | Kind::Paper
            | Kind::PublishedPaper => None,
        }
    }

    fn single<R: Convert>(&mut self, rows: &[Vec<String>]) -> Option<Record> {
        let row = self.row::<R>(0, rows.first()?)?;
        let id = self.id;
        let record = self.linked::<R, _>(0, |links, here| row.record(id, links, here));
        record.map(Into::into)
    }

    fn post(&mut self, rows: &[Vec<String>]) -> Option<Record> {
        let reference = rows.first()?.first()?.trim().to_owned();
        let mut terms = Vec::with_capacity(rows.len());
        for (index, cells) in rows.iter().enumerate() {
            if let Some(row) = self.row::<PostRow>(index, cells) {
                terms
                    .extend(self.linked::<PostRow, _>(index, |links, here| row.terms(links, here)));
            }
        }
        terms.sort_by_key(|terms| terms.spell.from);
        let id = self.id.into();
        Some(
            Post {
                id,
                reference,
                terms,
            }
            .into(),
        )
    }

    /// Reads the cells of a row.
    fn row<R: Row>(&mut self, index: usize, texts: &[String]) -> Option<R> {
        let columns = R::SCHEMA.columns;
        let places: Vec<_> = (0..columns.len()).map(Some).collect();
        let record: StringRecord = texts.iter().collect();
        let mut cells = Cells::new(columns, &places, &record);
        let row = R::read(&mut cells);
        let faults = cells.into_faults();
        let is_sound = faults.is_empty();
        self.problems
            .extend(faults.into_iter().map(|(column, fault)| CellProblem {
                row: index,
                column: columns[column].name,
                rule: fault.rule,
                message: fault.message,
                advice: fault.advice,
            }));
        is_sound.then_some(row)
    }

    /// Follows the links of a row.
    fn linked<R: Row, T>(
        &mut self,
        index: usize,
        follow: impl FnOnce(&mut Links<'_>, &Here<'_>) -> Option<T>,
    ) -> Option<T> {
        let mut links = Links::new(self.workforce);
        let place = Place {
            file: "".into(),
            row: 0,
        };
        let heading = |column: &str| column.to_owned();
        let here = Here {
            place,
            heading: &heading,
        };
        let found = follow(&mut links, &here);
        for problem in links.problems.into_vec() {
            let named = problem
                .column
                .as_deref()
                .and_then(|name| R::SCHEMA.column(name));
            let column = named.unwrap_or(&R::SCHEMA.columns[0]);
            let to = column.reference.map(|table| table.kind().name());
            let message = to.map_or(problem.message, |kind| {
                format!("is not the number of a {kind} on record")
            });
            self.problems.push(CellProblem {
                row: index,
                column: column.name,
                rule: problem.rule,
                message,
                advice: match to {
                    Some(_) => "Correct the number.".to_owned(),
                    None => problem.advice,
                },
            });
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use holdfast_workforce::Change;
    use holdfast_workforce::codes::Service;
    use holdfast_workforce::id::{AuthorityId, CountingIds, IdSource as _, TeamId};
    use holdfast_workforce::record::Team;

    use super::*;

    fn with_a_team() -> (Workforce, Team) {
        let mut ids = CountingIds::default();
        let team = Team {
            id: TeamId::next(&mut ids),
            reference: "N".into(),
            name: "North".into(),
            parent: None,
            service: Service::Children,
            spell: None,
        };
        let empty = Workforce::empty(AuthorityId(ids.next_id()));
        (empty.with(&[Change::Put(team.clone().into())], 1), team)
    }

    fn row(cells: [&str; 6]) -> Vec<Vec<String>> {
        vec![cells.map(str::to_owned).to_vec()]
    }

    #[test]
    fn what_is_shown_reads_back_as_the_same_record() {
        let (workforce, team) = with_a_team();
        let record = Record::from(team.clone());
        let shown = record_cells(&workforce, &record);
        assert_eq!(shown, row(["N", "North", "", "children", "", ""]));
        let read = read_record(&workforce, Kind::Team, team.id.into(), &shown);
        assert_eq!(read, Ok(record));
    }

    #[test]
    fn every_faulty_cell_is_named() {
        let (workforce, team) = with_a_team();
        let typed = row(["N", " ", "", "parks", "31/02/2025", ""]);
        let problems = read_record(&workforce, Kind::Team, team.id.into(), &typed).unwrap_err();
        let columns: Vec<_> = problems.iter().map(|problem| problem.column).collect();
        assert_eq!(columns, ["name", "service", "from"]);
        assert_eq!(problems[0].rule, "missing-value");
    }

    #[test]
    fn a_number_of_nothing_is_told_at_its_column() {
        let (workforce, team) = with_a_team();
        let typed = row(["N", "North", "S", "children", "", ""]);
        let problems = read_record(&workforce, Kind::Team, team.id.into(), &typed).unwrap_err();
        assert_eq!(
            (problems[0].column, problems[0].message.as_str()),
            ("parent", "is not the number of a team on record")
        );
    }

    #[test]
    fn no_rows_make_no_record() {
        let (workforce, team) = with_a_team();
        let read = read_record(&workforce, Kind::Post, team.id.into(), &[]);
        assert_eq!(read, Err(Vec::new()));
    }
}
