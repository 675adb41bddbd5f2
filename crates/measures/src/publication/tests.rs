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
        None,
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
