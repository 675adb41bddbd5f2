//! `holdfast demo`: an example authority to look around in.

use std::path::Path;

use holdfast_example::{INSPECTION_PACK, Plan, SCORECARD, SCRUTINY_REPORT, generate, papers};
use holdfast_import::{Request, import};
use holdfast_intake::{Package, package_archive};
use holdfast_measures::scorecard::Scorecard;
use holdfast_store::{DatabaseUrl, Store};
use holdfast_web::check_loopback;
use holdfast_workforce::date::months_later;
use jiff::Timestamp;

use super::report::kept::Desk;
use super::{publish, scorecard, serve, source};
use crate::cli;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// The database of the demonstration, unless another is named.
const DATABASE: &str = "sqlite:holdfast-demo.db";

/// Who agreed to the report of the demonstration: the offices that it names.
const AGREED: [(&str, &str); 3] = [
    ("Finance", "Head of finance"),
    ("Monitoring officer", "Monitoring officer"),
    ("Human resources", "Head of human resources"),
];

/// Makes the database where there is none, then serves it.
pub(crate) async fn run(
    options: cli::Demo,
    settings: &Settings,
    database_is_named: bool,
) -> Result<(), Failure> {
    check_loopback(settings.listen).or_fail()?;
    let mut settings = settings.clone();
    if !database_is_named {
        settings.database = DATABASE.to_owned();
    }
    if options.fresh {
        throw_away(&settings)?;
    }
    let store = source::open_or_make(&settings).await?;
    if store.authorities().await.or_fail()?.is_empty() {
        fill(&store, &options, &settings).await?;
    }
    serve::listen(&settings, store).await
}

fn throw_away(settings: &Settings) -> Result<(), Failure> {
    let DatabaseUrl::Sqlite(path) = source::database_url(settings)? else {
        let message =
            "--fresh throws away SQLite files only; drop the PostgreSQL database yourself";
        return Err(Failure::Usage(message.to_owned()));
    };
    for ending in ["", "-wal", "-shm"] {
        let file = format!("{}{ending}", path.display());
        if Path::new(&file).exists() {
            fs_err::remove_file(&file).or_fail()?;
        }
    }
    Ok(())
}

async fn fill(store: &Store, options: &cli::Demo, settings: &Settings) -> Result<(), Failure> {
    let progress = printer::progress("making the example authority");
    let example = generate(&Plan {
        fte: options.fte,
        ..Plan::default()
    });
    let archive = package_archive(&example).or_fail()?;
    let package = Package::from_bytes("example.zip", archive).or_fail()?;
    bring_in(store, package, "the example authority", settings).await?;
    report(store, settings).await?;
    let folder = tempfile::tempdir().or_fail()?;
    for paper in papers() {
        let place = folder.path().join(paper.name);
        fs_err::create_dir(&place).or_fail()?;
        for (name, text) in paper.files {
            fs_err::write(place.join(name), text).or_fail()?;
        }
        bring_in(
            store,
            Package::open(&place).or_fail()?,
            paper.name,
            settings,
        )
        .await?;
    }
    progress.finish_and_clear();
    Ok(())
}

/// Gives the example authority its scorecard, a published month and report, and a report in writing.
async fn report(store: &Store, settings: &Settings) -> Result<(), Failure> {
    let authorities = store.authorities().await.or_fail()?;
    let authority = source::choose(&authorities, None, |it| it)?;
    let scorecard = Scorecard::read(SCORECARD).map_err(|it| scorecard::unsound(&it))?;
    let text = SCORECARD.to_owned();
    scorecard::keep(store, authority, &scorecard, text, settings).await?;
    let published = months_later(Plan::default().as_at, -1);
    publish::month(store, authority, scorecard.service, published, settings).await?;
    let desk = Desk::of(store, authority, settings).await?;
    let agreed = desk.put("scrutiny-report", SCRUTINY_REPORT).await?;
    for (office, by) in AGREED {
        desk.agree(&agreed, office, by).await?;
    }
    desk.publish(&agreed).await?;
    desk.put("inspection-pack", INSPECTION_PACK).await?;
    Ok(())
}

async fn bring_in(
    store: &Store,
    mut package: Package,
    name: &str,
    settings: &Settings,
) -> Result<(), Failure> {
    let request = Request {
        name: name.to_owned(),
        authority: None,
        actor: settings.actor.clone(),
        at: Timestamp::now(),
        kept: 0,
    };
    let outcome = import(store, &mut package, &request).await.or_fail()?;
    if outcome.is_refused() {
        source::tell_problems(&outcome.problems);
        return Err(Failure::Input(format!("{name} could not be brought in")));
    }
    Ok(())
}
