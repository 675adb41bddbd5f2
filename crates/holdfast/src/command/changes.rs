//! `holdfast changes`: the log of changes.

use holdfast_store::ChangeHeader;
use serde_json::{Value, json};

use super::listing::Listing;
use super::source;
use crate::cli;
use crate::failure::{Failure, OrFail as _};
use crate::settings::Settings;

const HEAD: [(&str, bool); 5] = [
    ("Change", true),
    ("When", false),
    ("Who", false),
    ("What", false),
    ("Records", true),
];

/// Prints the latest changes.
pub(crate) async fn run(options: cli::Changes, settings: &Settings) -> Result<(), Failure> {
    let store = source::open_existing(settings).await?;
    let changes = store.changes(None, options.limit, None).await.or_fail()?;
    let listing = Listing {
        title: "Changes",
        head: &HEAD,
        rows: changes.iter().map(row).collect(),
        json: changes.iter().map(object).collect(),
        nothing: "Nothing was changed yet.",
    };
    listing.print(options.format);
    Ok(())
}

fn row(change: &ChangeHeader) -> Vec<String> {
    vec![
        change.seq.to_string(),
        change.when(),
        change.actor.clone(),
        change.title.clone(),
        change.records.to_string(),
    ]
}

fn object(change: &ChangeHeader) -> Value {
    json!({
        "change": change.seq,
        "at": change.at,
        "actor": change.actor,
        "kind": change.kind,
        "title": change.title,
        "records": change.records,
        "undoes": change.undoes,
    })
}
