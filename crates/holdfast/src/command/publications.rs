//! `holdfast publications`: what was published, and what the records give now.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_intake::export::{
    Sheet, publication_json, publication_sheet, publications_sheet, restated_json, restated_sheet,
    row_in_words, to_csv,
};
use holdfast_measures::publication::{
    Behind, Publication, Restated, RowChanges, records_behind, row_changes,
};
use holdfast_measures::{Figure, Ledger, Row};
use holdfast_store::{ChangeHeader, Store};
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::{self, Kind};
use holdfast_workforce::{Sequence, Workforce};
use serde_json::{Value, json};

use super::{listing, source};
use crate::cli::{self, Format, PublicationsAction};
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Lists or shows.
pub(crate) async fn run(options: cli::Publications, settings: &Settings) -> Result<(), Failure> {
    let store = source::open_existing(settings).await?;
    let authorities = store.authorities().await.or_fail()?;
    let authority = source::choose(&authorities, options.authority.as_deref(), |it| it)?;
    let workforce = store.workforce(authority.id).await.or_fail()?;
    match options.action {
        None => list(&workforce, options.format),
        Some(PublicationsAction::Show { name, restated }) => {
            let record = named(&workforce, &name)?;
            let publication = Publication::read(&record.text).or_fail()?;
            if restated {
                return show_restated(&store, &workforce, record, &publication, options.format)
                    .await;
            }
            let mut sheet = publication_sheet(&publication);
            if options.format == Format::Table {
                notes_below(&mut sheet, &publication);
            }
            let json = || publication_json(record, &publication);
            listing::print_sheet(&sheet, json, options.format);
            Ok(())
        }
    }
}

fn named<'w>(workforce: &'w Workforce, name: &str) -> Result<&'w record::Publication, Failure> {
    workforce.publications().by_reference(name).ok_or_else(|| {
        Failure::Input(format!(
            "there is no publication ‘{name}’; `holdfast publications` lists them"
        ))
    })
}

fn list(workforce: &Workforce, format: Format) -> Result<(), Failure> {
    let mut all = Vec::new();
    for record in workforce.publications().iter() {
        all.push((record, Publication::read(&record.text).or_fail()?));
    }
    all.sort_by_key(|(_, publication)| std::cmp::Reverse((publication.at, publication.service)));
    let pairs = all
        .iter()
        .map(|(record, publication)| (*record, publication));
    let sheet = publications_sheet(pairs);
    if all.is_empty() && format == Format::Table {
        printer::data("Nothing was published yet.");
        return Ok(());
    }
    let object = |(record, publication): &(&record::Publication, Publication)| {
        json!({
            "publication": record.reference,
            "title": publication.title,
            "service": publication.service,
            "at": publication.at,
            "published": record.on,
            "change": publication.as_of,
            "figures": publication.figures.len(),
        })
    };
    listing::print_sheet(&sheet, || all.iter().map(object).collect(), format);
    Ok(())
}

/// Notes are too long for a column on a screen: each stands once, below, with
/// the figures that it is about.
fn notes_below(sheet: &mut Sheet, publication: &Publication) {
    sheet.columns.pop();
    sheet.rows.iter_mut().for_each(|row| {
        row.pop();
    });
    let mut about: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for frozen in &publication.figures {
        for note in &frozen.notes {
            about.entry(note).or_default().push(&frozen.label);
        }
    }
    let told = about
        .iter()
        .map(|(note, labels)| format!("{}: {note}", labels.join("; ")));
    sheet.notes.extend(told);
}

/// A figure that was restated, with the rows that differ.
struct Told<'p> {
    restated: Restated<'p>,
    changes: RowChanges,
}

/// Everything that is to be said of what was restated.
struct Restatement<'p> {
    told: Vec<Told<'p>>,
    /// How many of the published fingerprints the records of then give again.
    verified: usize,
    /// The changes since that wrote the records behind each row that differs.
    headers: BTreeMap<Sequence, ChangeHeader>,
    writers: BTreeMap<(Kind, RecordId), BTreeSet<Sequence>>,
}

async fn show_restated(
    store: &Store,
    now: &Workforce,
    record: &record::Publication,
    publication: &Publication,
    format: Format,
) -> Result<(), Failure> {
    let as_of = publication.as_of;
    let then = store.workforce_as_of(now.id(), as_of).await.or_fail()?;
    let restatement = restate(store, &then, now, publication).await?;
    let restated: Vec<_> = restatement
        .told
        .iter()
        .map(|it| it.restated.clone())
        .collect();
    let sheet = restated_sheet(publication, &restated);
    match format {
        Format::Table if restated.is_empty() => {
            let verified = verified_in_words(publication, restatement.verified);
            printer::data(&format!(
                "Nothing of ‘{}’ was restated.\n{verified}",
                record.reference
            ));
        }
        Format::Table => {
            let mut text = listing::in_words(&sheet);
            text += &in_words(&restatement, &then, now);
            text += &verified_in_words(publication, restatement.verified);
            printer::data(&text);
        }
        Format::Json => printer::data(&format!(
            "{:#}",
            json(record, publication, &restatement, &restated)
        )),
        Format::Csv => printer::bytes(&to_csv(&sheet)),
    }
    Ok(())
}

async fn restate<'p>(
    store: &Store,
    then: &Workforce,
    now: &Workforce,
    publication: &'p Publication,
) -> Result<Restatement<'p>, Failure> {
    let service = Some(publication.service);
    let (before, after) = (Ledger::new(then, service), Ledger::new(now, service));
    let as_published = |frozen: &holdfast_measures::publication::Frozen| {
        let measure = frozen.measure.parse().ok()?;
        Some(before.figure(measure, publication.at))
    };
    let is_verified = |frozen: &&holdfast_measures::publication::Frozen| {
        as_published(frozen).is_some_and(|figure| figure.fingerprint() == frozen.fingerprint)
    };
    let verified = publication.figures.iter().filter(is_verified).count();
    let told: Vec<Told<'_>> = publication
        .restated(&after)
        .into_iter()
        .map(|restated| {
            let before = as_published(restated.frozen);
            let changes = |before: Figure| row_changes(&before, &restated.now);
            let changes = before.map(changes).unwrap_or_default();
            Told { restated, changes }
        })
        .collect();
    let behind: Behind = told
        .iter()
        .flat_map(|it| rows(&it.changes))
        .flat_map(|row| behind(then, now, row))
        .collect();
    let behind: Vec<_> = behind.into_iter().collect();
    let mut headers = BTreeMap::new();
    let mut writers: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for entry in store.history(now.id(), &behind).await.or_fail()? {
        let seq = entry.change.seq;
        if seq > publication.as_of {
            writers
                .entry((entry.kind, entry.id))
                .or_default()
                .insert(seq);
            headers.insert(seq, entry.change);
        }
    }
    Ok(Restatement {
        told,
        verified,
        headers,
        writers,
    })
}

fn behind(then: &Workforce, now: &Workforce, row: &Row) -> Behind {
    let (mut all, more) = (records_behind(then, row), records_behind(now, row));
    all.extend(more);
    all
}

fn rows(changes: &RowChanges) -> Vec<&Row> {
    let gone = changes.gone.iter().map(|(_, row)| row);
    let new = changes.new.iter().map(|(_, row)| row);
    let changed = changes.changed.iter().map(|(_, _, row)| row);
    gone.chain(new).chain(changed).collect()
}

fn in_words(restatement: &Restatement<'_>, then: &Workforce, now: &Workforce) -> String {
    let mut text = String::new();
    for Told { restated, changes } in &restatement.told {
        text += &format!("\n{}\n", restated.frozen.label);
        let why = |row: &Row| written_by(restatement, &behind(then, now, row));
        for (component, row) in &changes.gone {
            let words = row_in_words(then, row);
            let label = component.label();
            text += &format!("  gone: {label}: {words}, {}{}\n", row.amount, why(row));
        }
        for (component, row) in &changes.new {
            let words = row_in_words(now, row);
            let label = component.label();
            text += &format!("  new: {label}: {words}, {}{}\n", row.amount, why(row));
        }
        for (component, before, row) in &changes.changed {
            let words = row_in_words(now, row);
            let label = component.label();
            let (was, is) = (before.amount, row.amount);
            text += &format!("  changed: {label}: {words}, {was} → {is}{}\n", why(row));
        }
    }
    if !restatement.headers.is_empty() {
        text += "\nChanges that wrote the records behind these rows\n";
    }
    for header in restatement.headers.values() {
        text += &format!("  {}\n", header_in_words(header));
    }
    text + "\n"
}

fn header_in_words(header: &ChangeHeader) -> String {
    format!(
        "change {}: {}, by {}, {}",
        header.seq,
        header.title,
        header.actor,
        header.when()
    )
}

fn written_by(restatement: &Restatement<'_>, behind: &Behind) -> String {
    let writers = behind.iter().filter_map(|key| restatement.writers.get(key));
    let numbers: BTreeSet<_> = writers.flatten().map(Sequence::to_string).collect();
    match numbers.len() {
        0 => String::new(),
        1 => format!(" (change {})", numbers.into_iter().collect::<String>()),
        _ => format!(
            " (changes {})",
            numbers.into_iter().collect::<Vec<_>>().join(", ")
        ),
    }
}

fn verified_in_words(publication: &Publication, verified: usize) -> String {
    let (all, as_of) = (publication.figures.len(), publication.as_of);
    match verified == all {
        true => format!(
            "The records after change {as_of} still give the published rows: all {all} fingerprints agree."
        ),
        false => format!(
            "Of {all} fingerprints {verified} agree with the records after change {as_of}. Where they do not, the program counts otherwise than when it was published."
        ),
    }
}

fn json(
    record: &record::Publication,
    publication: &Publication,
    restatement: &Restatement<'_>,
    restated: &[Restated<'_>],
) -> Value {
    let mut figures = restated_json(restated);
    for (figure, told) in figures
        .as_array_mut()
        .into_iter()
        .flatten()
        .zip(&restatement.told)
    {
        figure["rows"] = json!({
            "gone": told.changes.gone.len(),
            "new": told.changes.new.len(),
            "changed": told.changes.changed.len(),
        });
    }
    let header = |it: &ChangeHeader| json!({ "change": it.seq, "title": it.title, "actor": it.actor, "at": it.at });
    json!({
        "publication": record.reference,
        "at": publication.at,
        "published": record.on,
        "change": publication.as_of,
        "fingerprints": publication.figures.len(),
        "fingerprints_verified": restatement.verified,
        "restated": figures,
        "changes": restatement.headers.values().map(header).collect::<Value>(),
    })
}
