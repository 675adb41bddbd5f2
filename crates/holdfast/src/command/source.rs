//! Where reading commands get an authority's records from: the database, or a
//! package and no database at all.

use std::path::Path;
use std::sync::Arc;

use holdfast_intake::{Problem, read_workforces};
use holdfast_measures::written;
use holdfast_reference::Releases;
use holdfast_store::{DatabaseUrl, Store};
use holdfast_workforce::Workforce;
use holdfast_workforce::date::{day_before, in_words};
use holdfast_workforce::id::{RoleId, TeamId};
use holdfast_workforce::record::Authority;
use jiff::Zoned;
use jiff::civil::Date;
use tempfile::TempDir;

use crate::cli;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Opens the database of the settings. Commands that only read do not make one.
pub(crate) async fn open_existing(settings: &Settings) -> Result<Store, Failure> {
    let url = database_url(settings)?;
    if let DatabaseUrl::Sqlite(path) = &url
        && !path.exists()
    {
        return Err(Failure::Input(format!(
            "there is no database {}; import a package first, start with `holdfast demo`, or name another with --database",
            path.display()
        )));
    }
    Store::open(&url).await.or_fail()
}

/// Opens the database of the settings, and makes it where there is none.
pub(crate) async fn open_or_make(settings: &Settings) -> Result<Store, Failure> {
    Store::open(&database_url(settings)?).await.or_fail()
}

/// Opens the database for an import. A dry run where there is no database yet
/// is given one that goes with the second value, so that it leaves nothing behind.
pub(crate) async fn open_to_import(
    settings: &Settings,
    dry_run: bool,
) -> Result<(Store, Option<TempDir>), Failure> {
    let url = database_url(settings)?;
    let missing = matches!(&url, DatabaseUrl::Sqlite(path) if !path.exists());
    if !(dry_run && missing) {
        return Ok((Store::open(&url).await.or_fail()?, None));
    }
    let folder = tempfile::tempdir().or_fail()?;
    let lent = DatabaseUrl::Sqlite(folder.path().join("dry-run.db"));
    Ok((Store::open(&lent).await.or_fail()?, Some(folder)))
}

/// The address of the database.
pub(crate) fn database_url(settings: &Settings) -> Result<DatabaseUrl, Failure> {
    settings
        .database
        .parse()
        .map_err(|error| Failure::Input(format!("{error}")))
}

/// The records of one authority, from the package where one is named.
pub(crate) async fn workforce(
    package: Option<&Path>,
    authority: Option<&str>,
    settings: &Settings,
) -> Result<Arc<Workforce>, Failure> {
    match package {
        Some(path) => from_package(path, authority).map(Arc::new),
        None => {
            let store = open_existing(settings).await?;
            let known = store.authorities().await.or_fail()?;
            let chosen = choose(&known, authority, |it| it)?;
            store.workforce(chosen.id).await.or_fail()
        }
    }
}

/// The records of one authority and the releases of published figures; beside a
/// package these are the releases that ship with the program.
pub(crate) async fn with_releases(
    records: &cli::Records,
    settings: &Settings,
) -> Result<(Arc<Workforce>, Releases), Failure> {
    let (package, authority) = (records.package.as_deref(), records.authority.as_deref());
    let workforce = workforce(package, authority, settings).await?;
    let releases = match package {
        Some(_) => Releases::shipped().clone(),
        None => open_existing(settings).await?.releases().await.or_fail()?,
    };
    Ok((workforce, releases))
}

/// The database of the settings, where there is one.
pub(crate) async fn open_if_there(settings: &Settings) -> Result<Option<Store>, Failure> {
    match database_url(settings)? {
        DatabaseUrl::Sqlite(path) if !path.exists() => Ok(None),
        _ => open_existing(settings).await.map(Some),
    }
}

/// The day that it is, unless the settings name another.
pub(crate) fn today(settings: &Settings) -> Date {
    settings.today.unwrap_or_else(|| Zoned::now().date())
}

/// The date that was given, or else the last day of the month before today,
/// and says so.
pub(crate) fn date_or_last_month_end(given: Option<Date>, settings: &Settings) -> Date {
    given.unwrap_or_else(|| {
        let last = day_before(today(settings).first_of_month());
        printer::note(&format!(
            "No date was given: this is of {}, the last month-end.",
            in_words(last)
        ));
        last
    })
}

fn from_package(path: &Path, authority: Option<&str>) -> Result<Workforce, Failure> {
    let (workforces, problems) = read_workforces(path).or_fail()?;
    tell_problems(&problems);
    if problems.iter().any(Problem::is_error) {
        return Err(Failure::Input(format!(
            "{} has errors; mend them and try again",
            path.display()
        )));
    }
    let named: Vec<(Authority, Workforce)> = workforces
        .into_iter()
        .filter_map(|workforce| Some((workforce.authority()?.clone(), workforce)))
        .collect();
    let id = choose(&named, authority, |(authority, _)| authority)?.0.id;
    let found = named.into_iter().find(|(authority, _)| authority.id == id);
    found
        .map(|(_, workforce)| workforce)
        .ok_or_else(|| Failure::Input("no authority".to_owned()))
}

/// The team and the role with these codes, where codes were given.
pub(crate) fn team_and_role(
    workforce: &Workforce,
    team: Option<&str>,
    role: Option<&str>,
) -> Result<(Option<TeamId>, Option<RoleId>), Failure> {
    let missing = |what, code| Failure::Input(format!("there is no {what} ‘{code}’"));
    let team = team.map(|code| {
        let found = workforce.teams().by_reference(code);
        found.map(|it| it.id).ok_or_else(|| missing("team", code))
    });
    let role = role.map(|code| {
        let found = workforce.roles().by_reference(code);
        found.map(|it| it.id).ok_or_else(|| missing("role", code))
    });
    Ok((team.transpose()?, role.transpose()?))
}

/// Says each problem on a line of its own.
pub(crate) fn tell_problems(problems: &[Problem]) {
    for problem in problems {
        printer::note(&problem.to_string());
    }
}

/// Says everything that is wrong with a text that somebody wrote.
pub(crate) fn unsound(problems: &[written::Problem], what: &str) -> Failure {
    for problem in problems {
        printer::note(&format!("error: {problem}"));
    }
    Failure::Input(format!("the {what} cannot be used; mend it and try again"))
}

/// The authority that was named, or the only one.
pub(crate) fn choose<'a, T>(
    known: &'a [T],
    named: Option<&str>,
    authority: impl Fn(&T) -> &Authority,
) -> Result<&'a T, Failure> {
    let list = || {
        let names = known.iter().map(&authority);
        names
            .map(|it| format!("{} {}", it.reference, it.name))
            .collect::<Vec<_>>()
            .join(", ")
    };
    match (named, known) {
        (_, []) => Err(Failure::Input(
            "no authority is recorded yet; import a package first".to_owned(),
        )),
        (None, [only]) => Ok(only),
        (None, _) => Err(Failure::Usage(format!(
            "there are several authorities; name one with --authority: {}",
            list()
        ))),
        (Some(named), _) => known
            .iter()
            .find(|it| {
                let it = authority(it);
                it.reference == named || it.name.eq_ignore_ascii_case(named)
            })
            .ok_or_else(|| {
                Failure::Input(format!(
                    "there is no authority ‘{named}’; there are: {}",
                    list()
                ))
            }),
    }
}
