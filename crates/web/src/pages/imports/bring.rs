//! Brings an upload to the records: tries its import, or makes it.

use holdfast_import::{
    Deed, ImportError, Mapped, Outcome, Request, ReturnsError, Source, bring_returns,
};
use holdfast_intake::profile::extracts_of;
use holdfast_intake::{Documents, Package, Problem, ReadError, documents_of};
use holdfast_store::{Store, Upload};
use holdfast_workforce::record::Profile;
use tokio::runtime::Handle;
use uuid::Uuid;

use super::desk::Desk;
use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::here::unavailable;

/// The upload of an identifier.
pub(crate) async fn upload(desk: &Desk, id: &str) -> Result<Upload, PageError> {
    let missing = || PageError::NoSuchRecord {
        kind: "upload",
        reference: id.to_owned(),
        list: Link::new(desk.imports(), "Upload the file again"),
    };
    let id: Uuid = id.parse().map_err(|_| missing())?;
    let found = desk.app.store().upload(id).await.map_err(unavailable)?;
    found.ok_or_else(missing)
}

/// The mapping profile that the query names, if any.
pub(crate) fn profile(desk: &Desk, name: &str) -> Result<Option<Profile>, PageError> {
    if name.is_empty() {
        return Ok(None);
    }
    let list = desk
        .here
        .as_ref()
        .map_or_else(|| desk.imports(), |here| address::profiles(&here.authority));
    let missing = PageError::NoSuchRecord {
        kind: "mapping profile",
        reference: name.to_owned(),
        list: Link::new(list, "See all mapping profiles"),
    };
    desk.profile(name).map(Some).ok_or(missing)
}

/// Tries or makes an import; `kept` sentences of each kind are told. What
/// cannot be read at all is a problem in the outcome.
pub(crate) async fn bring(
    desk: &Desk,
    upload: Upload,
    profile: Option<Profile>,
    deed: Deed,
    kept: usize,
) -> Result<Outcome, PageError> {
    let request = Request {
        name: upload.name.clone(),
        authority: desk.authority(),
        actor: desk.app.settings().actor.clone(),
        at: desk.app.now(),
        kept,
    };
    let store = desk.app.store().clone();
    let runtime = Handle::current();
    // A large package keeps a processor busy for seconds, while pages have to answer.
    let work = move || runtime.block_on(of_upload(&store, upload, profile, &request, deed));
    let brought = tokio::task::spawn_blocking(work).await;
    brought.map_err(|error| PageError::Internal(error.into()))?
}

async fn of_upload(
    store: &Store,
    upload: Upload,
    profile: Option<Profile>,
    request: &Request,
    deed: Deed,
) -> Result<Outcome, PageError> {
    let Upload { name, bytes, .. } = upload;
    let Some(profile) = profile else {
        return match documents_of(&name, bytes, "xml") {
            Ok(Documents::These(files)) => of_returns(store, files, request, deed).await,
            Ok(Documents::Other(bytes)) => match Package::from_bytes(&name, bytes) {
                Ok(mut package) => of_source(store, &mut package, request, deed).await,
                Err(error) => Ok(unread(&error)),
            },
            Err(problem) => Ok(refused(*problem)),
        };
    };
    match extracts_of(&name, bytes) {
        Ok(extracts) => {
            let called = format!("mapping profile ‘{}’", profile.reference);
            let mut mapped = Mapped::new(&called, &profile.text, &extracts, &name);
            of_source(store, &mut mapped, request, deed).await
        }
        Err(error) => Ok(unread(&error)),
    }
}

/// Returns that were sent in earlier years.
async fn of_returns(
    store: &Store,
    files: Vec<(String, Vec<u8>)>,
    request: &Request,
    deed: Deed,
) -> Result<Outcome, PageError> {
    let files = files
        .iter()
        .map(|(name, bytes)| (name.clone(), bytes.as_slice()));
    match bring_returns(store, files, request, deed).await {
        Ok(outcome) => Ok(outcome),
        Err(ReturnsError::Store(error) | ReturnsError::Import(ImportError::Store(error))) => {
            Err(unavailable(error))
        }
        Err(error) => {
            let because = std::error::Error::source(&error);
            let message = match because {
                Some(because) => format!("{error}: {because}"),
                None => error.to_string(),
            };
            let name = request.name.clone();
            Ok(refused(Problem::in_file(name, "not-imported", message, "")))
        }
    }
}

async fn of_source(
    store: &Store,
    source: &mut impl Source,
    request: &Request,
    deed: Deed,
) -> Result<Outcome, PageError> {
    match holdfast_import::bring(store, source, request, deed).await {
        Ok(outcome) => Ok(outcome),
        Err(ImportError::Store(error)) => Err(unavailable(error)),
        Err(ImportError::WhoseIsIt { name }) => Ok(refused(Problem::in_file(
            name,
            "whose-is-it",
            "the package does not say which authority it belongs to",
            "Add the authority table, or import it from the authority’s own pages.",
        ))),
        Err(error) => {
            let name = request.name.clone();
            Ok(refused(Problem::in_file(
                name,
                "not-imported",
                error.to_string(),
                "",
            )))
        }
    }
}

fn unread(error: &ReadError) -> Outcome {
    refused(error.problem())
}

fn refused(problem: Problem) -> Outcome {
    Outcome {
        problems: vec![problem],
        ..Outcome::default()
    }
}
