//! `holdfast profile`: mapping profiles, which say how another system's
//! extract is read.

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
    let store = source::open_existing(settings).await?;
    let known = store.authorities().await.or_fail()?;
    let authority = source::choose(&known, options.authority.as_deref(), |it| it)?.clone();
    let workforce = store.workforce(authority.id).await.or_fail()?;
    match options.action {
        ProfileAction::List => {
            for profile in workforce.profiles().iter() {
                printer::data(&profile.reference);
            }
            Ok(())
        }
        ProfileAction::Show { name } => {
            printer::data(&text_of(&workforce, &name)?);
            Ok(())
        }
        ProfileAction::Put { name, file } => {
            let text = fs_err::read_to_string(&file).or_fail()?;
            put(&store, &authority, &name, text, settings).await
        }
        ProfileAction::Preview { .. } => {
            Err(Failure::Usage("previews are not to be had in this build".to_owned()))
        }
    }
}

/// The text of a profile that is kept.
pub(crate) fn text_of(workforce: &Workforce, name: &str) -> Result<String, Failure> {
    let profile = workforce.profiles().by_reference(name);
    let profile = profile
        .ok_or_else(|| Failure::Input(format!("there is no mapping profile ‘{name}’")))?;
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
            let known = workforce.profiles().by_reference(name).map(|profile| profile.id);
            let id = known.unwrap_or_else(|| ProfileId::next(&mut TimedIds));
            let profile = Profile { id, reference: name.to_owned(), text: text.clone() };
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
