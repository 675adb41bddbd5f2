//! Keeps a text about the returns among a council’s records, through the door.

use holdfast_store::{Submission, TimedIds};
use holdfast_workforce::id::ReturnId;
use holdfast_workforce::{Change, record};
use jiff::Timestamp;

use super::source;
use crate::cli::Records;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// A text to be kept.
pub(super) struct KeptText {
    /// What it is called among the records.
    pub(super) reference: String,
    /// What it is, as a sentence goes on with “is kept”.
    pub(super) what: String,
    /// The text.
    pub(super) text: String,
}

impl KeptText {
    /// Keeps it in the place of what is kept under its reference.
    pub(super) async fn keep(self, records: &Records, settings: &Settings) -> Result<(), Failure> {
        if records.package.is_some() {
            let message = "a text is kept in a database, not in a package; leave --package out";
            return Err(Failure::Usage(message.to_owned()));
        }
        let store = source::open_existing(settings).await?;
        let authorities = store.authorities().await.or_fail()?;
        let named = records.authority.as_deref();
        let authority = source::choose(&authorities, named, |it| it)?;
        let submission = Submission {
            actor: settings.actor.clone(),
            kind: "return".to_owned(),
            title: self.what.clone(),
            note: None,
            at: Timestamp::now(),
            authorities: vec![authority.id],
            expects: Vec::new(),
        };
        let receipt = store.submit(submission, |workforce| {
            let known = workforce.returns().by_reference(&self.reference);
            let id = known.map_or_else(|| ReturnId::next(&mut TimedIds), |it| it.id);
            let record = record::Return {
                id,
                reference: self.reference.clone(),
                text: self.text.clone(),
            };
            Ok::<_, std::convert::Infallible>(vec![Change::Put(record.into())])
        });
        let what = &self.what;
        printer::note(&match receipt.await.or_fail()?.seq {
            Some(seq) => format!("Kept: {what} (change {seq})."),
            None => format!("Kept already, word for word: {what}."),
        });
        Ok(())
    }
}
