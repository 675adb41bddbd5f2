//! Freezing, reading back and restating, with the arithmetic by hand.

use super::*;
use holdfast_workforce::codes::OrganisationRole;
use holdfast_workforce::fixture::{Council, fte};
use holdfast_workforce::record::{Assignment, Role};
use jiff::civil::date;

fn council() -> (Council, holdfast_workforce::fixture::Worker) {
    let mut council = Council::new();
    council.edit::<Role>(council.role, |role| {
        role.organisation_role = Some(OrganisationRole::CaseHolder);
    });
    let post = council.post("P1");
    let worker = council.holder("Ada", post);
    council.post("P2");
    (council, worker)
}

fn freeze(council: &Council) -> Publication {
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    Publication::freeze(
        &ledger,
        Releases::shipped(),
        &Scorecard::starter(Service::Children),
        date(2022, 3, 9),
    )
}

#[test]
fn a_publication_reads_back_as_it_was_written() {
    let (council, _) = council();
    let publication = freeze(&council);
    assert_eq!(publication.at, date(2022, 3, 31));
    // One vacant post beside one that is held: 1 / (1 + 1).
    let vacancy = publication.figure("vacancy_rate").expect("frozen");
    assert_eq!(
        (vacancy.value.as_str(), vacancy.period.as_str()),
        ("50.0", "31 March 2022")
    );
    let read = Publication::read(&publication.write()).expect("reads");
    assert_eq!(read, publication);
}

#[test]
fn nothing_is_restated_while_the_records_stay() {
    let (council, _) = council();
    let publication = freeze(&council);
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    assert_eq!(publication.restated(&ledger), Vec::new());
}

#[test]
fn a_correction_of_the_past_is_restated_with_the_row_that_changed() {
    let (mut council, worker) = council();
    let publication = freeze(&council);
    let before = council.workforce();
    let before =
        Ledger::new(&before, Some(Service::Children)).figure(Measure::VacancyRate, publication.at);
    council.edit::<Assignment>(worker.assignment, |it| it.fte = fte("0.6"));
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    let restated = publication.restated(&ledger);
    let vacancy = restated
        .iter()
        .find(|it| it.now.measure == Measure::VacancyRate)
        .expect("restated");
    // Now 0.4 + 1 vacant beside 0.6 held: 1.4 / 2.0.
    assert_eq!(vacancy.frozen.value, "50.0");
    assert_eq!(vacancy.now.rounded(), "70.0");
    let changes = row_changes(&before, &vacancy.now);
    assert_eq!(changes.changed.len(), 1);
    assert_eq!(changes.new.len(), 1);
    assert_eq!(changes.gone.len(), 0);
}

#[test]
fn printed_values_are_read_with_their_signs() {
    let read = |text| printed_value(text).map(|it| it.rounded(1));
    assert_eq!(read("0%*").as_deref(), Some("0.0"));
    assert_eq!(read("2,193").as_deref(), Some("2193.0"));
    assert_eq!(read("x").as_deref(), Some("x"));
    assert_eq!(read("N/A"), None);
}

/// A scorecard with one measure of sickness, its target and footnote.
fn sickness_card() -> Scorecard {
    let text = r#"
name = "Sickness"
service = "children"

[[group]]
title = "Absence"

[[group.measure]]
key = "absence_rate"
footnote = "Long-term sickness is included."
target = { value = "3", by = "2021-03-31" }

[[words]]
title = "What staff say"
text = "Fewer are ill."
source = "Survey of 2022"
"#;
    Scorecard::read(text).expect("a scorecard")
}

#[test]
fn what_is_hidden_cannot_be_told_from_what_stands_beside_it() {
    let (mut council, worker) = council();
    // One person, five working days from Monday 7 March 2022.
    council.absence(
        worker.engagement,
        holdfast_workforce::codes::AbsenceKind::Sickness,
        holdfast_workforce::fixture::days(date(2022, 3, 7), date(2022, 3, 11)),
    );
    council.edit::<holdfast_workforce::record::Authority>(
        holdfast_workforce::id::AuthorityId(council.authority.0),
        |it| it.records_from = Some(date(2021, 1, 1)),
    );
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    let at = date(2022, 3, 31);
    let published = Publication::freeze(&ledger, Releases::shipped(), &sickness_card(), at);
    for key in ["absence_rate", "days_lost"] {
        let frozen = published.figure(key).expect("frozen");
        assert_eq!(frozen.value, "c", "{key}");
        assert_eq!((frozen.exact, frozen.parts.len()), (None, 0), "{key}");
    }
    let rate = published.figure("absence_rate").expect("frozen");
    let status = rate.target.as_ref().map(|(_, status)| status.as_str());
    assert_eq!(status, Some("Cannot tell"));
    // Without a number of its own the council stands beside England alone.
    let names: Vec<_> = rate.peers.iter().map(|peer| peer.name.as_str()).collect();
    assert_eq!(names, ["England"]);
    assert!(
        rate.notes
            .contains(&"Long-term sickness is included.".to_owned())
    );
    assert_eq!(published.words[0].text, "Fewer are ill.");
    let read = Publication::read(&published.write()).expect("reads");
    assert_eq!(read, published);
}

/// A publication as it was stored before it held what is told in words.
const STORED: &str = r#"{"title":"Ours","at":"2022-03-31","service":"children","as_of":7,
"groups":[{"title":"All","measures":["vacancy_rate"]}],
"figures":[
{"measure":"vacancy_rate","label":"Vacancy rate","definition":"As then.","formula":"A ÷ B",
"unit":"%","period":"31 March 2022","value":"50.0","exact":{"numerator":50,"denominator":1},
"parts":[["Vacancies, FTE","1"]],"source":"The council’s records, after change 7","fingerprint":"00"},
{"measure":"turnover_rate","label":"Gone","definition":"As then.","formula":"A ÷ B",
"unit":"%","period":"year ending 31 March 2022","value":"c","source":"The same","fingerprint":"00"}]}"#;

#[test]
fn what_was_stored_before_still_reads_and_a_measure_that_is_gone_is_told() {
    let (council, _) = council();
    let publication = Publication::read(STORED).expect("reads");
    assert_eq!(publication.words, Vec::new());
    let exact = publication.figure("vacancy_rate").and_then(|it| it.exact);
    assert_eq!(exact, Ratio::new(100, 2));
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    let restated = publication.restated(&ledger);
    let changes: Vec<_> = restated
        .iter()
        .map(|it| (it.now.measure, it.value_changed, it.definition_changed))
        .collect();
    assert_eq!(changes, [(Measure::VacancyRate, false, true)]);
    let gone: Vec<_> = publication
        .no_longer_defined()
        .iter()
        .map(|it| it.label.clone())
        .collect();
    assert_eq!(gone, ["Gone"]);
}

#[test]
fn a_value_stands_with_the_unit_of_its_publication_and_a_symbol_without() {
    let publication = Publication::read(STORED).expect("reads");
    let vacancy_rate = publication.figure("vacancy_rate").expect("published");
    assert_eq!(vacancy_rate.with_unit("14.2"), "14.2%");
    assert_eq!(vacancy_rate.with_unit("c"), "c");
    let of = |unit: &str, value: &str| {
        let unit = unit.to_owned();
        let frozen = Frozen {
            unit,
            ..vacancy_rate.clone()
        };
        frozen.with_unit(value)
    };
    // England’s vacancies of 2025, as published: 5,965.4.
    assert_eq!(of("FTE", "5965.4"), "5,965.4 FTE");
    assert_eq!(of("people", "−1204"), "−1,204 people");
}

#[test]
fn a_publication_counts_the_service_whose_name_it_bears() {
    let (council, _) = council();
    let publication = freeze(&council);
    let in_post = |it: &Publication| it.figure("in_post_headcount").map(|it| it.value.clone());
    assert_eq!(in_post(&publication).as_deref(), Some("1"));
    let workforce = council.workforce();
    let of_adults = Ledger::new(&workforce, Some(Service::Adults));
    // Nobody works for adults; the scorecard is of children's services.
    let again = Publication::freeze(
        &of_adults,
        Releases::shipped(),
        &Scorecard::starter(Service::Children),
        date(2022, 3, 9),
    );
    assert_eq!(again, publication);
    assert_eq!(publication.restated(&of_adults), Vec::new());
}
