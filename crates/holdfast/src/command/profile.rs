//! `holdfast profile`: mapping profiles, which say how another system's
//! extract is read.

use std::path::Path;
use std::sync::Arc;

use holdfast_intake::Problem;
use holdfast_intake::profile::{
    self as intake, PreviewRow, Profile as Mapping, TablePreview, extracts_at,
};
use holdfast_store::{Store, Submission, TimedIds};
use holdfast_workforce::id::ProfileId;
use holdfast_workforce::record::{Authority, Profile};
use holdfast_workforce::{Change, Workforce};
use jiff::Timestamp;

use super::source;
use crate::cli::{self, ProfileAction};
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Lists, shows, keeps or previews.
pub(crate) async fn run(options: cli::Profile, settings: &Settings) -> Result<(), Failure> {
    let named = options.authority.as_deref();
    match options.action {
        ProfileAction::List => {
            for profile in workforce(named, settings).await?.profiles().iter() {
                printer::data(&profile.reference);
            }
            Ok(())
        }
        ProfileAction::Show { name } => {
            printer::data(&text_of(&*workforce(named, settings).await?, &name)?);
            Ok(())
        }
        ProfileAction::Put { name, file } => {
            let text = fs_err::read_to_string(&file).or_fail()?;
            Mapping::parse(&file.display().to_string(), &text).map_err(unsound)?;
            let store = source::open_existing(settings).await?;
            let authority = authority(&store, named).await?;
            put(&store, &authority, &name, text, settings).await
        }
        ProfileAction::Preview {
            profile,
            file,
            rows,
        } => preview(named, &profile, &file, rows, settings).await,
    }
}

async fn workforce(named: Option<&str>, settings: &Settings) -> Result<Arc<Workforce>, Failure> {
    source::workforce(None, named, settings).await
}

async fn authority(store: &Store, named: Option<&str>) -> Result<Authority, Failure> {
    let known = store.authorities().await.or_fail()?;
    source::choose(&known, named, |it| it).cloned()
}

/// The text of a profile: of a file, where there is one of the name, or of a
/// profile that is kept.
pub(crate) async fn text(
    store: &Store,
    authority_named: Option<&str>,
    name: &str,
) -> Result<String, Failure> {
    if Path::new(name).is_file() {
        return fs_err::read_to_string(name).or_fail();
    }
    let authority = authority(store, authority_named).await?;
    let workforce = store.workforce(authority.id).await.or_fail()?;
    text_of(&workforce, name)
}

/// Says everything that is wrong with a profile.
fn unsound(problems: Vec<Problem>) -> Failure {
    source::tell_problems(&problems);
    Failure::Input("the profile cannot be used; mend it and try again".to_owned())
}

async fn preview(
    authority_named: Option<&str>,
    profile: &str,
    file: &Path,
    rows: usize,
    settings: &Settings,
) -> Result<(), Failure> {
    // A profile in a file needs no database.
    let text = if Path::new(profile).is_file() {
        fs_err::read_to_string(profile).or_fail()?
    } else {
        let store = source::open_existing(settings).await?;
        text(&store, authority_named, profile).await?
    };
    let mapping = Mapping::parse(profile, &text).map_err(unsound)?;
    let mut has_errors = false;
    for extract in extracts_at(file).or_fail()? {
        let seen = intake::preview(&mapping, &extract, rows);
        seen.tables.iter().for_each(tell_table);
        source::tell_problems(&seen.problems);
        has_errors |= seen.problems.iter().any(Problem::is_error);
    }
    match has_errors {
        true => Err(Failure::Input(format!(
            "{} has errors in these rows",
            file.display()
        ))),
        false => Ok(()),
    }
}

/// Prints the first rows as the file has them and as the table takes them.
fn tell_table(table: &TablePreview) {
    let before = |row: &PreviewRow| row.before.clone();
    let after = |row: &PreviewRow| row.after.clone();
    tell_side(
        &format!("{} as it is", table.file),
        &table.before,
        table,
        before,
    );
    let title = format!("as the table {}", table.table.name());
    tell_side(&title, &table.after, table, after);
}

fn tell_side(
    title: &str,
    headings: &[String],
    table: &TablePreview,
    cells: impl Fn(&PreviewRow) -> Vec<String>,
) {
    let mut head = vec!["Row".to_owned()];
    head.extend_from_slice(headings);
    let line = |row: &PreviewRow| [vec![row.row.to_string()], cells(row)].concat();
    let rows: Vec<_> = table.rows.iter().map(line).collect();
    printer::data(&format!(
        "{title}\n{}",
        printer::columns(&head, &rows, &[true])
    ));
}

/// The text of a profile that is kept.
fn text_of(workforce: &Workforce, name: &str) -> Result<String, Failure> {
    let profile = workforce.profiles().by_reference(name);
    let profile =
        profile.ok_or_else(|| Failure::Input(format!("there is no mapping profile ‘{name}’")))?;
    Ok(profile.text.clone())
}

async fn put(
    store: &Store,
    authority: &Authority,
    name: &str,
    text: String,
    settings: &Settings,
) -> Result<(), Failure> {
    let submission = Submission {
        actor: settings.actor.clone(),
        kind: "profile".to_owned(),
        title: format!("Mapping profile ‘{name}’"),
        note: None,
        at: Timestamp::now(),
        authorities: vec![authority.id],
        expects: Vec::new(),
    };
    let receipt = store
        .submit(submission, |workforce| {
            let known = workforce
                .profiles()
                .by_reference(name)
                .map(|profile| profile.id);
            let id = known.unwrap_or_else(|| ProfileId::next(&mut TimedIds));
            let profile = Profile {
                id,
                reference: name.to_owned(),
                text: text.clone(),
            };
            Ok::<_, std::convert::Infallible>(vec![Change::Put(profile.into())])
        })
        .await
        .or_fail()?;
    printer::note(&match receipt.seq {
        Some(seq) => format!("The profile ‘{name}’ is kept (change {seq})."),
        None => format!("The profile ‘{name}’ is kept already, word for word."),
    });
    Ok(())
}
