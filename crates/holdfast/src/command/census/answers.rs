//! `holdfast census answers`: what a council says in a year’s return that no
//! record holds. The text is printed, or kept.

use std::path::Path;

use holdfast_census::{Answers, Year};
use holdfast_store::{Submission, TimedIds};
use holdfast_workforce::id::ReturnId;
use holdfast_workforce::{Change, record};
use jiff::Timestamp;

use crate::cli;
use crate::command::source;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Prints the text that is kept, or keeps another.
pub(super) async fn run(options: cli::CensusAnswers, settings: &Settings) -> Result<(), Failure> {
    if let Some(file) = &options.put {
        return put(file, &options, settings).await;
    }
    let records = &options.records;
    let (package, authority) = (records.package.as_deref(), records.authority.as_deref());
    let workforce = source::workforce(package, authority, settings).await?;
    let reference = Answers::reference(options.year);
    match workforce.returns().by_reference(&reference) {
        // What the council wrote is printed word for word.
        Some(kept) => printer::data(&kept.text),
        None => printer::data(&Answers::default().write()),
    }
    Ok(())
}

/// Reads the answers of a file.
pub(super) fn read(year: Year, file: &Path) -> Result<(Answers, String), Failure> {
    let text = fs_err::read_to_string(file).or_fail()?;
    let what = format!("text of the answers for {year}");
    let answers = Answers::read(year, &text).map_err(|it| source::unsound(&it, &what))?;
    Ok((answers, text))
}

async fn put(
    file: &Path,
    options: &cli::CensusAnswers,
    settings: &Settings,
) -> Result<(), Failure> {
    if options.records.package.is_some() {
        let message = "answers are kept in a database, not in a package; leave --package out";
        return Err(Failure::Usage(message.to_owned()));
    }
    let year = options.year;
    let (_, text) = read(year, file)?;
    let store = source::open_existing(settings).await?;
    let authorities = store.authorities().await.or_fail()?;
    let named = options.records.authority.as_deref();
    let authority = source::choose(&authorities, named, |it| it)?;
    let reference = Answers::reference(year);
    let submission = Submission {
        actor: settings.actor.clone(),
        kind: "return".to_owned(),
        title: format!("Answers for the return of {year}"),
        note: None,
        at: Timestamp::now(),
        authorities: vec![authority.id],
        expects: Vec::new(),
    };
    let receipt = store.submit(submission, |workforce| {
        let known = workforce.returns().by_reference(&reference);
        let id = known.map_or_else(|| ReturnId::next(&mut TimedIds), |it| it.id);
        let record = record::Return {
            id,
            reference: reference.clone(),
            text: text.clone(),
        };
        Ok::<_, std::convert::Infallible>(vec![Change::Put(record.into())])
    });
    printer::note(&match receipt.await.or_fail()?.seq {
        Some(seq) => format!("The answers for {year} are kept (change {seq})."),
        None => format!("The answers for {year} are kept already, word for word."),
    });
    Ok(())
}
