//! Returns that a council sent in earlier years, as a package to import.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use holdfast_census::{
    Filled, ReadError, RecordsError, Return, Year, from_returns, years_of_returns,
};
use holdfast_intake::{AuthorityPackage, Package, Problem, package_archive};
use holdfast_store::{Store, StoreError};
use holdfast_workforce::Workforce;
use holdfast_workforce::id::CountingIds;
use holdfast_workforce::registration::as_registered;

use crate::outcome::Outcome;
use crate::run::{Deed, ImportError, Request, bring};

/// Why returns cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ReturnsError {
    /// A file cannot be read as a return.
    #[error("{name} cannot be read as a workforce return")]
    Unreadable {
        /// The file.
        name: String,
        /// Why, and where.
        #[source]
        source: ReadError,
    },
    /// A file does not say its year.
    #[error(
        "the header of {0} does not say a collection year from {first} to {last}, so its dates are not known; write the year into it",
        first = Year::FIRST,
        last = Year::LAST
    )]
    NoYear(String),
    /// They do not belong together.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The records know workers under other numbers.
    #[error(
        "{count} workers of the returns are on record already under numbers of the council’s own ({known} is {registration}); they would count twice, so returns go into an authority without such records only"
    )]
    KnownOtherwise {
        /// How many.
        count: usize,
        /// The council’s number of the first.
        known: String,
        /// The Social Work England number of the first.
        registration: String,
    },
    /// Returns of other years are on record.
    #[error(
        "the returns of {} are recorded already, and each year goes on from the one before it; give the files of {} together",
        in_words(recorded), in_words(&(recorded | given))
    )]
    Recorded {
        /// The years on record.
        recorded: BTreeSet<Year>,
        /// The years of the files.
        given: BTreeSet<Year>,
    },
    /// The records could not be put together as a package.
    #[error("the records of the returns could not be put together: {0}")]
    Package(String),
    /// The import could not be tried.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The records of returns, as a package.
#[derive(Debug)]
struct Returned {
    package: Package,
    filled: Vec<Filled>,
    records: Workforce,
}

/// Tries or makes the import of returns of one authority, each with the name
/// of its file. What they do not say, and what was put in its place, stands
/// among the warnings.
///
/// # Errors
/// When one cannot be read, they do not belong together, the records know the
/// same workers under other numbers, or hold returns that are not given again.
pub async fn bring_returns<R: BufRead>(
    store: &Store,
    files: impl IntoIterator<Item = (String, R)>,
    request: &Request,
    deed: Deed,
) -> Result<Outcome, ReturnsError> {
    let mut returned = read_returns(files)?;
    returned.fits(store).await?;
    let mut outcome = bring(store, &mut returned.package, request, deed).await?;
    returned.place(&mut outcome);
    outcome
        .problems
        .extend(returned.filled.iter().map(as_warning));
    Ok(outcome)
}

fn as_warning(filled: &Filled) -> Problem {
    let file = format!("return of {}", filled.year);
    let advice = "Correct it in the records, once you know better.";
    let problem = Problem::in_file(file, "filled-in", &filled.message, advice).as_warning();
    match &filled.registration {
        Some(registration) => problem.at_column("SWENo").with_value(registration),
        None => problem,
    }
}

fn read_returns<R: BufRead>(
    files: impl IntoIterator<Item = (String, R)>,
) -> Result<Returned, ReturnsError> {
    let mut returns = Vec::new();
    for (name, input) in files {
        match Return::read(input) {
            Ok((read, _)) if read.year().is_none() => return Err(ReturnsError::NoYear(name)),
            Ok((read, _)) => returns.push(read),
            Err(source) => return Err(ReturnsError::Unreadable { name, source }),
        }
    }
    let made = from_returns(&returns, &mut CountingIds::default())?;
    let failed = |error: &dyn std::error::Error| ReturnsError::Package(error.to_string());
    let archive = package_archive(&made.workforce).map_err(|error| failed(&error))?;
    let package = Package::from_bytes("returns.zip", archive).map_err(|error| failed(&error))?;
    Ok(Returned {
        package,
        filled: made.filled,
        records: made.workforce,
    })
}

impl Returned {
    /// Names the returns where the outcome names rows of the package, which
    /// nobody has.
    fn place(&mut self, outcome: &mut Outcome) {
        for told in outcome
            .authorities
            .iter_mut()
            .flat_map(|it| &mut it.tallies)
        {
            for story in &mut told.stories {
                (story.file, story.row) = (None, None);
            }
        }
        if outcome.problems.is_empty() {
            return;
        }
        let whose: BTreeMap<_, _> = self.package.authorities().flat_map(references).collect();
        for problem in &mut outcome.problems {
            let place = (problem.file.as_str(), problem.row.unwrap_or_default());
            if let Some(reference) = whose.get(&place) {
                *problem = in_returns(problem.clone(), reference);
            }
        }
    }

    /// Refuses where the authority knows the same workers under numbers of its
    /// own, or has returns of years that are not among these.
    async fn fits(&self, store: &Store) -> Result<(), ReturnsError> {
        let Some(own) = self.records.authority() else {
            return Ok(());
        };
        let authorities = store.authorities().await?;
        let Some(known) = authorities.iter().find(|it| it.reference == own.reference) else {
            return Ok(());
        };
        let before = store.workforce(known.id).await?;
        let returned: BTreeMap<Cow<'_, str>, &str> = people(&self.records).collect();
        let otherwise: Vec<_> = people(&before)
            .filter(|(registration, reference)| {
                returned.get(registration).is_some_and(|it| it != reference)
            })
            .collect();
        if let Some((registration, reference)) = otherwise.first() {
            return Err(ReturnsError::KnownOtherwise {
                count: otherwise.len(),
                known: (*reference).to_owned(),
                registration: registration.clone().into_owned(),
            });
        }
        let (recorded, given) = (years_of_returns(&before), years_of_returns(&self.records));
        match recorded.is_subset(&given) {
            true => Ok(()),
            false => Err(ReturnsError::Recorded { recorded, given }),
        }
    }
}

/// File and row of everything that is of one worker, with the engagement’s or
/// the person’s number.
fn references(part: AuthorityPackage) -> Vec<((&'static str, u64), String)> {
    let mut found = Vec::new();
    macro_rules! rows {
        ($($table:ident $file:literal $number:ident),+) => {
            $(for row in part.$table.rows {
                found.push((($file, u64::from(row.row)), row.value.$number));
            })+
        };
    }
    rows!(
        people "people.csv" id,
        engagements "engagements.csv" id,
        assignments "assignments.csv" engagement,
        posts "posts.csv" id,
        pay "pay.csv" engagement,
        absences "absences.csv" engagement,
        caseloads "caseloads.csv" person
    );
    found
}

/// ‘2021 to 2024’, or the years by themselves where one between is missing.
fn in_words(years: &BTreeSet<Year>) -> String {
    let all: Vec<_> = years.iter().map(Year::to_string).collect();
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return String::new();
    };
    let between = usize::try_from(last.number() - first.number());
    match between == Ok(all.len() - 1) && all.len() > 2 {
        true => format!("{first} to {last}"),
        false => all.join(" and "),
    }
}

/// Where in the returns something stands: by year and record for an agency
/// worker’s engagement and for whoever has no number, else by the number.
fn in_returns(mut problem: Problem, reference: &str) -> Problem {
    problem.row = None;
    let dated = reference.strip_prefix("AGENCY ").unwrap_or(reference);
    if let Some((year, record)) = dated.split_once(' ')
        && year.parse::<Year>().is_ok()
    {
        problem.file = format!("return of {year}");
        return problem.at_column("record").with_value(record);
    }
    problem.file = "returns".to_owned();
    let registration = reference.split(' ').next().unwrap_or_default();
    problem.at_column("SWENo").with_value(registration)
}

/// Registration and number of everybody who is registered.
fn people(workforce: &Workforce) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
    workforce.people().iter().filter_map(|person| {
        let registration = person.registration.as_deref()?;
        Some((as_registered(registration), person.reference.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use holdfast_store::DatabaseUrl;
    use jiff::Timestamp;

    use super::*;

    /// Ada is in post on 30 September of the year, one post is vacant, and an
    /// agency worker is there.
    fn file_of(year: i16) -> (String, Vec<u8>) {
        let text = format!(
            "<Message><Header><CollectionDetails><Collection>CSWW</Collection><Year>{year}</Year>\
             <ReferenceDate>{year}-09-30</ReferenceDate></CollectionDetails>\
             <Source><SourceLevel>L</SourceLevel><LEA>926</LEA></Source></Header>\
             <LALevelVacancies><NumberOfVacancies>1.00</NumberOfVacancies>\
             <NoAgencyFTE>0</NoAgencyFTE><NoAgencyHeadcount>0</NoAgencyHeadcount></LALevelVacancies>\
             <CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>SW1001</SWENo><FTE>1</FTE>\
             <FTE30>1</FTE30><OrgRole>5</OrgRole><RoleStartDate>2019-09-02</RoleStartDate>\
             <Cases30>12</Cases30></CSWWWorker>\
             <CSWWWorker><AgencyWorker>1</AgencyWorker><SWENo>SW2001</SWENo><FTE>1</FTE>\
             <OrgRole>5</OrgRole><Cases30>9</Cases30></CSWWWorker></Message>"
        );
        (format!("{year}.xml"), text.into_bytes())
    }

    async fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let url = DatabaseUrl::Sqlite(folder.path().join("holdfast.db"));
        let store = Store::open(&url).await.expect("it opens");
        (folder, store)
    }

    async fn bring_years(store: &Store, years: &[i16]) -> Result<Outcome, ReturnsError> {
        let files: Vec<_> = years.iter().copied().map(file_of).collect();
        bring_files(store, &files).await
    }

    async fn bring_files(
        store: &Store,
        files: &[(String, Vec<u8>)],
    ) -> Result<Outcome, ReturnsError> {
        let files = files
            .iter()
            .map(|(name, bytes)| (name.clone(), bytes.as_slice()));
        let request = Request {
            name: "returns".to_owned(),
            authority: None,
            actor: "A. Analyst".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            kept: usize::MAX,
        };
        bring_returns(store, files, &request, Deed::Make).await
    }

    fn errors(outcome: &Outcome) -> Vec<&Problem> {
        let problems = outcome.problems.iter();
        problems.filter(|problem| problem.is_error()).collect()
    }

    #[tokio::test]
    async fn a_further_year_comes_with_the_years_on_record_or_is_refused_in_a_sentence() {
        let (_folder, store) = store().await;
        let first = bring_years(&store, &[2021, 2022, 2023]).await;
        assert_eq!(errors(&first.expect("an outcome")), Vec::<&Problem>::new());

        let refused = bring_years(&store, &[2024]).await.map(drop);
        assert_eq!(
            refused.expect_err("2021 to 2023 are missing").to_string(),
            "the returns of 2021 to 2023 are recorded already, and each year goes on from the one \
             before it; give the files of 2021 to 2024 together"
        );
        let refused = bring_years(&store, &[2022, 2023]).await.map(drop);
        let refused = refused.expect_err("2021 is missing").to_string();
        assert!(refused.ends_with("give the files of 2021 to 2023 together"));

        for _ in 0..2 {
            let together = bring_years(&store, &[2021, 2022, 2023, 2024]).await;
            assert_eq!(
                errors(&together.expect("an outcome")),
                Vec::<&Problem>::new()
            );
        }
    }

    #[tokio::test]
    async fn what_is_odd_is_told_by_worker_and_return_not_by_rows_that_nobody_has() {
        let (_folder, store) = store().await;
        let (name, bytes) = file_of(2024);
        let text = String::from_utf8(bytes).expect("it is a text");
        let text = text.replace("<FTE>1</FTE>", "<FTE>0</FTE>");
        let outcome = bring_files(&store, &[(name, text.into_bytes())]).await;
        let outcome = outcome.expect("an outcome");
        let places: BTreeSet<_> = outcome
            .problems
            .iter()
            .filter(|it| it.rule == "fte-nought")
            .map(|it| (it.file.as_str(), it.row, it.value.as_deref()))
            .collect();
        let expected = [
            ("return of 2024", None, Some("2")),
            ("returns", None, Some("SW1001")),
        ];
        assert_eq!(places, BTreeSet::from(expected));
        let mut stories = outcome.authorities.iter().flat_map(|it| &it.tallies);
        assert!(stories.all(|it| it.stories.iter().all(|story| story.file.is_none())));
    }

    #[test]
    fn years_with_a_gap_are_told_one_by_one() {
        let years = |numbers: &[i16]| numbers.iter().filter_map(|it| Year::of(*it)).collect();
        assert_eq!(in_words(&years(&[2021, 2022, 2023])), "2021 to 2023");
        assert_eq!(in_words(&years(&[2021, 2022])), "2021 and 2022");
        assert_eq!(in_words(&years(&[2021, 2024])), "2021 and 2024");
        assert_eq!(in_words(&years(&[2025])), "2025");
    }
}
