//! `holdfast reference`: published figures of all authorities, and loading a
//! newer release of them.

use std::path::Path;

use holdfast_intake::Problem;
use holdfast_reference::{ATTRIBUTION, Release, Releases, Revision};
use holdfast_store::{DatabaseUrl, Load, LoadedRelease, ReleaseFile};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::listing::Listing;
use super::source;
use crate::cli::{self, Format, ReferenceAction};
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

const HEAD: [(&str, bool); 8] = [
    ("Release", false),
    ("Years", false),
    ("Areas", true),
    ("Publication", false),
    ("Published", false),
    ("Loaded by", false),
    ("Loaded at", false),
    ("Change", true),
];

/// Loads or lists.
pub(crate) async fn run(options: cli::Reference, settings: &Settings) -> Result<(), Failure> {
    match options.action {
        ReferenceAction::Import {
            file,
            published,
            format,
        } => import(&file, published, format, settings).await,
        ReferenceAction::List { format } => list(format, settings).await,
    }
}

async fn import(
    path: &Path,
    published: Option<Date>,
    format: Format,
    settings: &Settings,
) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let bytes = fs_err::read(path).or_fail()?;
    let file = ReleaseFile::read(name.to_string_lossy(), bytes, published);
    let file = file.map_err(|problems| refused(path, problems))?;
    let store = source::open_or_make(settings).await?;
    let load = store.put_release(file, &settings.actor, Timestamp::now());
    let (release, outcome) = in_words(load.await.or_fail()?);
    let loaded = store.loaded_releases().await.or_fail()?;
    print(&[release], &loaded, format);
    printer::note(&outcome);
    Ok(())
}

/// The release, and what came of loading it.
fn in_words(load: Load) -> (Release, String) {
    match load {
        Load::Added {
            release,
            seq,
            revision: Revision { compared, revised },
        } => {
            let outcome = format!(
                "Change {seq}: loaded. Of {compared} figures that were held before, it revises {revised}. \
                 `holdfast import undo {seq}` withdraws it."
            );
            (release, outcome)
        }
        Load::AlreadyHeld { release, loaded } => {
            let held = loaded.map_or_else(
                || "they ship with Holdfast".to_owned(),
                |change| format!("change {} loaded them", change.seq),
            );
            let outcome = format!("Nothing changes: these figures are held already; {held}.");
            (release, outcome)
        }
    }
}

/// Says all that is wrong with the file.
fn refused(path: &Path, problems: Vec<holdfast_reference::Problem>) -> Failure {
    let file = path.display().to_string();
    let told: Vec<Problem> = problems.into_iter().map(|it| problem(&file, it)).collect();
    source::tell_problems(&told);
    Failure::Input(format!(
        "{file} was not loaded, and nothing was changed. Mend the file, or take it from the department’s page again"
    ))
}

fn problem(file: &str, found: holdfast_reference::Problem) -> Problem {
    Problem {
        row: found.row,
        column: found.column,
        value: found.value,
        ..Problem::in_file(file, found.rule, found.message, found.advice)
    }
}

/// Without a database there are those that ship with the program.
async fn list(format: Format, settings: &Settings) -> Result<(), Failure> {
    let url = source::database_url(settings)?;
    let (releases, loaded) = match &url {
        DatabaseUrl::Sqlite(path) if !path.exists() => (Releases::shipped().clone(), Vec::new()),
        _ => {
            let store = source::open_existing(settings).await?;
            let releases = store.releases().await.or_fail()?;
            (releases, store.loaded_releases().await.or_fail()?)
        }
    };
    let releases: Vec<_> = releases.iter().cloned().collect();
    print(&releases, &loaded, format);
    printer::note(ATTRIBUTION);
    Ok(())
}

fn print(releases: &[Release], loaded: &[LoadedRelease], format: Format) {
    let with_loading = releases.iter().map(|release| {
        let mut all = loaded.iter();
        let key = release.key();
        (release, all.find(|it| it.release.key() == key))
    });
    let listing = Listing {
        title: "Releases",
        head: &HEAD,
        rows: with_loading.clone().map(row).collect(),
        json: with_loading.map(object).collect(),
        nothing: "There are no published figures.",
    };
    listing.print(format);
}

fn row((release, loaded): (&Release, Option<&LoadedRelease>)) -> Vec<String> {
    let change = loaded.map(|loaded| &loaded.change);
    let words = |text: Option<String>| text.unwrap_or_default();
    vec![
        release.key(),
        years(release),
        release.areas().to_string(),
        release.source().title.to_owned(),
        words(release.published().map(|day| day.to_string())),
        change.map_or("ships with Holdfast", |it| &it.actor).into(),
        words(change.map(|it| it.when())),
        words(change.map(|it| it.seq.to_string())),
    ]
}

fn years(release: &Release) -> String {
    match release.years().into_inner() {
        (first, last) if first == last => last.to_string(),
        (first, last) => format!("{first} to {last}"),
    }
}

fn object((release, loaded): (&Release, Option<&LoadedRelease>)) -> Value {
    let source = release.source();
    json!({
        "release": release.key(),
        "first_year": release.years().start(),
        "last_year": release.years().end(),
        "areas": release.areas(),
        "rows": release.rows().len(),
        "publisher": source.publisher,
        "title": source.title,
        "edition": source.release,
        "published": release.published(),
        "shipped": loaded.is_none(),
        "file": loaded.map(|it| it.file.as_str()),
        "change": loaded.map(|it| it.change.seq),
        "actor": loaded.map(|it| it.change.actor.as_str()),
        "at": loaded.map(|it| it.change.at),
    })
}
