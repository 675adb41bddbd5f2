//! What each kind of record says when it is built from records. Expected
//! values follow from the specification, sections 3.4 and 4.5.

mod flow;

use holdfast_census::{Allowances, Block, Built, Eligible, Item, Written, Year, build};
use holdfast_workforce::codes::{
    AbsenceKind, Contract, CoverReason, Destination, Ethnicity, LeavingReason, OrganisationRole,
    Origin, PayElement, QualificationLevel, Route, Service, Sex,
};
use holdfast_workforce::date::Spell;
use holdfast_workforce::fixture::{Council, START, Worker, days, fte};
use holdfast_workforce::id::{CaseloadId, PayId};
use holdfast_workforce::record::{
    Absence, Assignment, Authority, Caseload, Engagement, Pay, Person, Role,
};
use jiff::civil::{Date, date};

fn year(number: i16) -> Year {
    Year::of(number).expect("the year is described")
}

fn written() -> Written {
    Written {
        software: "Holdfast 1.2.3".to_owned(),
        at: date(2025, 10, 14).at(11, 5, 9, 0),
    }
}

fn built(council: &Council, number: i16) -> Built {
    build(&council.workforce(), year(number), None, &written())
}

/// A council whose social workers are case holders, where somebody else was
/// sick once and held cases, so that both are known.
fn council() -> Council {
    let mut council = Council::new();
    let role = council.role;
    council.edit::<Role>(role, |it| {
        it.organisation_role = Some(OrganisationRole::CaseHolder);
    });
    council
}

/// A social worker of whom everything is recorded.
fn ada(council: &mut Council) -> Worker {
    let post = council.post("North 1");
    let ada = council.holder("Ada", post);
    council.edit::<Person>(ada.person, |it| {
        it.born = Some(date(1985, 3, 24));
        it.sex = Some(Sex::Female);
        it.ethnicity = Some(Ethnicity::WhiteBritish);
        it.registration = Some("SW123456".to_owned());
        it.qualification = Some(QualificationLevel::Postgraduate);
        it.route = Some(Route::StepUp);
    });
    council.edit::<Engagement>(ada.engagement, |it| {
        it.origin = Some(Origin::OtherAuthority)
    });
    for on in [date(2023, 9, 30), date(2025, 9, 30)] {
        holds(council, ada, on, 16);
    }
    is_sick(
        council,
        ada,
        days(date(2025, 3, 3), date(2025, 3, 5)),
        "2.25",
    );
    pays(
        council,
        ada,
        PayElement::BaseSalary,
        "42000",
        Spell::starting(START),
    );
    ada
}

fn holds(council: &mut Council, worker: Worker, on: Date, cases: u32) {
    let id = CaseloadId::next(&mut council.ids);
    let person = worker.person;
    council.add(Caseload {
        id,
        person,
        on,
        cases,
    });
}

fn is_sick(council: &mut Council, worker: Worker, spell: Spell, recorded: &str) {
    let id = council.absence(worker.engagement, AbsenceKind::Sickness, spell);
    council.edit::<Absence>(id, |it| it.working_days = recorded.parse().ok());
}

fn pays(council: &mut Council, worker: Worker, element: PayElement, pounds: &str, spell: Spell) {
    let id = PayId::next(&mut council.ids);
    council.add(Pay {
        id,
        engagement: worker.engagement,
        element,
        spell,
        amount: pounds.parse().expect("an amount"),
    });
}

/// The record as a line for each element.
fn lines(block: &Block) -> Vec<String> {
    let cells = block.cells();
    cells
        .map(|cell| format!("{} {}", cell.element, cell.text))
        .collect()
}

fn text(block: &Block, items: &[Item]) -> Vec<String> {
    let texts = items.iter().map(|item| block.text(*item));
    texts.map(|text| text.unwrap_or("—").to_owned()).collect()
}

/// The only worker of a council.
#[track_caller]
fn only(built: &Built) -> &Block {
    let [block] = built.file.workers.as_slice() else {
        panic!("not one record: {:?}", built.file.workers);
    };
    block
}

#[test]
fn somebody_in_post_gives_every_item_of_2025_in_order() {
    let mut council = council();
    ada(&mut council);
    let expected = [
        "AgencyWorker 0",
        "SWENo SW123456",
        "FTE 1.000000",
        "PersonBirthDate 1985-03-24",
        "Sex F",
        "Ethnicity WBRI",
        "QualLevel 2",
        "StepUpGrad 1",
        "OrgRole 5",
        "RoleStartDate 2020-04-01",
        "StartOrigin 2",
        "FTE30 1.000000",
        "Cases30 16",
        "WorkingDaysLost 2.25",
        "FrontlineGrad 0",
        "Absat30Sept 0",
        "BaseSalary 42000.00",
    ];
    let built = built(&council, 2025);
    assert_eq!(lines(only(&built)), expected);
    assert_eq!(built.file.year(), Some(year(2025)));
}

#[test]
fn in_2023_gender_is_asked_and_pay_is_not() {
    let mut council = council();
    ada(&mut council);
    let built = built(&council, 2023);
    let elements: Vec<_> = only(&built).cells().map(|it| it.element).collect();
    assert!(elements.contains(&"GenderCurrent") && !elements.contains(&"Sex"));
    assert!(!elements.contains(&"BaseSalary"));
    assert_eq!(text(only(&built), &[Item::GenderCurrent]), ["2"]);
    assert_eq!(built.file.authority.len(), 3);
}

#[test]
fn the_header_and_the_authority_say_year_number_and_vacancies() {
    let mut council = council();
    ada(&mut council);
    // 0.125 and 0.5 of two posts are vacant: 0.625, given as 0.63. An agency
    // worker covers 0.5 of it.
    council.post_with("North 2", |terms| terms.fte = fte("0.125"));
    let half = council.post_with("North 3", |terms| terms.fte = fte("0.5"));
    let cover = council.agency("Basil", half, CoverReason::Vacancy);
    council.edit::<Assignment>(cover.assignment, |it| it.fte = fte("0.5"));
    let allowances = Allowances {
        recruitment_bonus: Some(Eligible::All),
        registration: Some(Eligible::Nobody),
        other: Some("A payment, for some".to_owned()),
        ..Allowances::default()
    };
    let workforce = council.workforce();
    let built = build(&workforce, year(2025), Some(&allowances), &written());
    let expected = [
        "Collection CSWW",
        "Year 2025",
        "ReferenceDate 2025-09-30",
        "SourceLevel L",
        "LEA 999",
        "SoftwareCode Holdfast 1.2.3",
        "DateTime 2025-10-14T11:05:09",
    ];
    assert_eq!(lines(&built.file.header), expected);
    let expected = [
        "NumberOfVacancies 0.63",
        "NoAgencyFTE 0.50",
        "NoAgencyHeadcount 1",
        "RecruitmentBonus 1",
        "CostSWE 0",
        "OtherAllowances A payment, for some",
    ];
    assert_eq!(lines(&built.file.authority), expected);
    let unanswered = built.notes.iter().filter(|note| note.people.is_empty());
    assert_eq!(unanswered.count(), 6);
}

#[test]
fn an_agency_worker_gives_the_least() {
    let mut council = council();
    let post = council.post("North 1");
    let basil = council.agency("Basil", post, CoverReason::Vacancy);
    council.edit::<Person>(basil.person, |it| it.registration = Some("SW1".to_owned()));
    holds(&mut council, basil, date(2025, 9, 30), 18);
    // 30 weeks and 4 days, which are 31 weeks when rounded.
    let contract = days(date(2025, 6, 2), date(2026, 1, 2));
    council.edit::<Engagement>(basil.engagement, |it| it.spell = contract);
    council.edit::<Assignment>(basil.assignment, |it| it.spell = contract);
    let expected = [
        "AgencyWorker 1",
        "SWENo SW1",
        "FTE 1.000000",
        "Cases30 18",
        "ContractWeeks 31",
    ];
    assert_eq!(lines(only(&built(&council, 2025))), expected);
    council.edit::<Engagement>(basil.engagement, |it| it.spell.until = None);
    assert_eq!(lines(only(&built(&council, 2025))).len(), 4);
}

#[test]
fn more_than_one_fte_in_two_posts_gives_a_further_record() {
    let mut council = council();
    let ada = ada(&mut council);
    let senior = council.role("Manager");
    council.edit::<Role>(senior, |it| {
        it.organisation_role = Some(OrganisationRole::FirstLineManager);
    });
    let second = council.post_with("North 2", |terms| terms.role = senior);
    council.assign(ada.engagement, second, |it| {
        (it.fte, it.spell.from) = (fte("0.2"), date(2025, 5, 1));
    });
    pays(
        &mut council,
        ada,
        PayElement::OtherPayment,
        "365",
        Spell::starting(START),
    );
    let built = built(&council, 2025);
    let items = [
        Item::OrgRole,
        Item::FTE,
        Item::FTE30,
        Item::Cases30,
        Item::WorkingDaysLost,
        Item::OtherPayments,
    ];
    let found: Vec<_> = built
        .file
        .workers
        .iter()
        .map(|it| text(it, &items))
        .collect();
    // The more senior post comes first. 16 cases: one for each post; of 14
    // more 14 × 0.2 / 1.2 = 2.3 and 14 × 1 / 1.2 = 11.7, and one left over.
    let expected = [
        ["3", "0.200000", "0.000000", "4", "2.25", "365.00"],
        ["5", "1.000000", "1.000000", "12", "0", "—"],
    ];
    assert_eq!(found, expected);
    assert_eq!(built.people.len(), 2);
    assert!(
        built
            .people
            .iter()
            .all(|(person, team)| { *person == ada.person && *team == council.team })
    );
}

#[test]
fn what_is_not_recorded_is_never_made_up() {
    let mut council = council();
    let post = council.post("North 1");
    let basil = council.holder("Basil", post);
    council.edit::<Engagement>(basil.engagement, |it| it.origin = None);
    let built = built(&council, 2025);
    let expected = [
        "AgencyWorker 0",
        "FTE 1.000000",
        "Ethnicity NOBT",
        "OrgRole 5",
        "RoleStartDate 2020-04-01",
        "StartOrigin 10",
        "FTE30 1.000000",
    ];
    assert_eq!(lines(only(&built)), expected);
    let of = |item| built.notes.iter().find(|note| note.item == Some(item));
    let note = of(Item::SWENo).expect("the missing number is told");
    assert_eq!(note.people, [basil.person]);
    assert_eq!(
        note.to_string(),
        "SWENo, 1 record: left out: it is not recorded."
    );
    for item in [
        Item::Ethnicity,
        Item::StartOrigin,
        Item::BaseSalary,
        Item::Cases30,
    ] {
        assert!(of(item).is_some(), "{item:?}");
    }
}

#[test]
fn records_that_begin_in_the_year_do_not_tell_the_fte_before_it() {
    let mut council = council();
    let ada = ada(&mut council);
    let begin = date(2025, 1, 1);
    let authority = council.authority;
    council.edit::<Authority>(authority, |it| it.records_from = Some(begin));
    council.edit::<Assignment>(ada.assignment, |it| it.spell.from = begin);
    let built = built(&council, 2025);
    let items = [Item::RoleStartDate, Item::FTE, Item::FTE30];
    assert_eq!(text(only(&built), &items), ["2020-04-01", "1.000000", "—"]);
    let told: Vec<_> = built.notes.iter().map(ToString::to_string).collect();
    for expected in [
        "Records are needed from 30 September 2024 on; these are complete from 1 January 2025 on.",
        "FTE30, 1 record: left out: the records do not reach back to it.",
        "WorkingDaysLost, 1 record: left out: sickness is not recorded for the whole year.",
    ] {
        assert!(told.iter().any(|it| it == expected), "{expected}: {told:?}");
    }
}

#[test]
fn payments_count_for_the_days_of_the_year() {
    let mut council = council();
    let ada = ada(&mut council);
    // October to December 2024 are 92 of 365 days: 3,650 × 92 / 365 = 920.
    let supplement = days(START, date(2024, 12, 31));
    pays(
        &mut council,
        ada,
        PayElement::MarketSupplement,
        "3650",
        supplement,
    );
    let in_the_year = days(date(2025, 9, 30), date(2025, 9, 30));
    pays(
        &mut council,
        ada,
        PayElement::RetentionPayment,
        "1500",
        in_the_year,
    );
    let before = days(date(2024, 9, 30), date(2024, 9, 30));
    pays(
        &mut council,
        ada,
        PayElement::RetentionPayment,
        "9000",
        before,
    );
    // 30 of 365 days: 1,000 × 30 / 365 = 82.19.
    let month = days(date(2025, 4, 1), date(2025, 4, 30));
    pays(&mut council, ada, PayElement::OtherPayment, "1000", month);
    let items = [Item::RRPayments, Item::OtherPayments];
    let built = built(&council, 2025);
    assert_eq!(text(only(&built), &items), ["2420.00", "82.19"]);
}

#[test]
fn who_is_absent_on_the_date_is_told_with_the_reason() {
    let mut council = council();
    let ada = ada(&mut council);
    let maternity = Spell::starting(date(2025, 6, 1));
    council.absence(ada.engagement, AbsenceKind::Maternity, maternity);
    let built = built(&council, 2025);
    let items = [Item::Absat30Sept, Item::ReasonAbsence, Item::FTE];
    assert_eq!(text(only(&built), &items), ["1", "MAT", "1.000000"]);
}

#[test]
fn seconded_workers_and_trainees_of_other_contracts_stand_as_they_count() {
    let mut council = council();
    let post = council.post("North 1");
    council.worker("Basil", Contract::SecondmentIn, post, |_| ());
    let built = built(&council, 2025);
    assert_eq!(text(only(&built), &[Item::AgencyWorker]), ["0"]);
}
