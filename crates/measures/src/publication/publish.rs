//! Publishing a month: when it may be done, and the record that is kept.

use holdfast_reference::Releases;
use holdfast_workforce::date::{in_words, month_end};
use holdfast_workforce::id::PublicationId;
use holdfast_workforce::{Workforce, record};
use jiff::civil::Date;

use super::Publication;
use crate::ledger::Ledger;
use crate::scorecard::Scorecard;

/// Why a month is not published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotPublish {
    /// Its last day has not passed.
    #[error("the month that ends on {} is not over; publish it from the day after on", in_words(*.0))]
    NotOver(Date),
    /// It was published before.
    #[error("‘{reference}’ was published on {} already, and what was published stays; `holdfast publications show {reference} --restated` shows what the records give now", in_words(*on))]
    Already {
        /// What the publication is called.
        reference: String,
        /// When it was published.
        on: Date,
    },
    /// Nothing is known of it.
    #[error("the records give no figure at all for {}; bring in records that reach it first", in_words(*.0))]
    NothingKnown(Date),
}

/// Freezes the figures of the month that holds a day, as a record.
///
/// # Errors
/// When the month is not over, was published before, or nothing is known of it.
pub fn publish(
    workforce: &Workforce,
    releases: &Releases,
    scorecard: &Scorecard,
    month: Date,
    today: Date,
    id: PublicationId,
) -> Result<record::Publication, CannotPublish> {
    let at = month_end(month);
    if today <= at {
        return Err(CannotPublish::NotOver(at));
    }
    let reference = Publication::reference(scorecard.service, at);
    if let Some(known) = workforce.publications().by_reference(&reference) {
        return Err(CannotPublish::Already {
            reference,
            on: known.on,
        });
    }
    let ledger = Ledger::new(workforce, Some(scorecard.service));
    let publication = Publication::freeze(&ledger, releases, scorecard, at);
    if publication.figures.iter().all(|it| it.exact.is_none()) {
        return Err(CannotPublish::NothingKnown(at));
    }
    Ok(record::Publication {
        id,
        reference,
        on: today,
        text: publication.write(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_workforce::codes::Service;
    use holdfast_workforce::fixture::Council;
    use holdfast_workforce::id::CountingIds;
    use jiff::civil::date;

    fn attempt(
        council: &Council,
        month: Date,
        today: Date,
    ) -> Result<record::Publication, CannotPublish> {
        publish(
            &council.workforce(),
            Releases::shipped(),
            &Scorecard::starter(Service::Children),
            month,
            today,
            PublicationId::next(&mut CountingIds::default()),
        )
    }

    #[test]
    fn a_month_is_published_once_and_when_it_is_over() {
        let mut council = Council::new();
        let post = council.post("P1");
        council.holder("Ada", post);
        let march = date(2022, 3, 1);
        let last = date(2022, 3, 31);
        assert_eq!(
            attempt(&council, march, last),
            Err(CannotPublish::NotOver(last))
        );
        let today = date(2022, 4, 1);
        let published = attempt(&council, march, today).expect("published");
        assert_eq!(published.reference, "children-2022-03");
        council.add(published);
        assert!(matches!(
            attempt(&council, march, today),
            Err(CannotPublish::Already { .. })
        ));
    }

    #[test]
    fn a_month_before_the_records_is_not_published() {
        assert!(matches!(
            // The records of the council begin on 1 April 2020.
            attempt(&Council::new(), date(2020, 2, 1), date(2020, 3, 1)),
            Err(CannotPublish::NothingKnown(_))
        ));
    }
}
