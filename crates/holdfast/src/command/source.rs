//! Where reading commands get an authority's records from: the database, or a
//! package and no database at all.

use std::path::Path;
use std::sync::Arc;

use holdfast_intake::{Problem, read_workforces};
use holdfast_store::{DatabaseUrl, Store};
use holdfast_workforce::Workforce;
use holdfast_workforce::record::Authority;
use tempfile::TempDir;

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

/// Says each problem on a line of its own.
pub(crate) fn tell_problems(problems: &[Problem]) {
    for problem in problems {
        printer::note(&problem.to_string());
    }
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
