use super::*;
use holdfast_workforce::amount::Hours;
use holdfast_workforce::record::Authority;

fn money(text: &str) -> holdfast_workforce::amount::Money {
    text.parse().expect("money")
}

#[test]
fn a_month_costs_working_days_times_hours_times_charge() {
    let mut council = council();
    let kim = agency(&mut council, "Kim", date(2025, 1, 6), None);
    council.edit::<Assignment>(kim.assignment, |it| it.fte = fixture::fte("0.8"));
    pays(
        &mut council,
        kim,
        PayElement::AgencyCharge,
        Spell::starting(date(2025, 1, 6)),
        "45.5",
    );
    let it = built(&council, "2025-Q1", "");
    // January from the 6th: 20 days from Monday to Friday. A day of 0.8 FTE is 37 / 5 × 0.8 = 5.92
    // hours; 20 × 5.92 = 118.4 hours, at £45.50 £5,387.20. February and March have 20 and 21 days.
    let costs: Vec<_> = it
        .months
        .iter()
        .map(|it| (it.working_days, it.cost))
        .collect();
    let expected = [
        (22, money("5387.2")),
        (20, money("5387.2")),
        (21, money("5656.56")),
    ];
    assert_eq!(costs, expected);
    assert_eq!(it.months[0].hours, "118.4".parse().expect("hours"));
    assert_eq!(it.months[0].rows[0].working_days, 20);
    assert_eq!(it.cost, money("16430.96"));
    assert_eq!(it.agencies[0].cost, it.cost);
}

#[test]
fn bank_holidays_and_the_council_s_own_week_count() {
    let mut council = council();
    let authority = council.authority;
    council.edit::<Authority>(authority, |it| it.standard_week = Some(Hours::whole(35)));
    let kim = agency(
        &mut council,
        "Kim",
        date(2025, 4, 1),
        Some(date(2025, 4, 30)),
    );
    pays(
        &mut council,
        kim,
        PayElement::AgencyCharge,
        Spell::starting(date(2025, 4, 1)),
        "40",
    );
    // April 2025 has 22 weekdays, of which the 18th and the 21st are Good Friday and Easter
    // Monday: 20 × 7 hours × £40.
    let it = built(&council, "2025-Q2", "");
    assert_eq!(it.months[0].cost, money("5600"));
    assert_eq!(
        (it.months[1].assignments, it.months[1].cost),
        (0, money("0"))
    );
    assert!(
        !it.notes
            .iter()
            .any(|note| note.contains("standard week is not recorded"))
    );
}

#[test]
fn a_charge_that_changes_in_the_month_counts_from_its_day() {
    let mut council = council();
    let kim = agency(&mut council, "Kim", date(2024, 2, 1), None);
    let first = fixture::days(date(2024, 2, 1), date(2024, 2, 28));
    pays(&mut council, kim, PayElement::AgencyCharge, first, "40");
    pays(
        &mut council,
        kim,
        PayElement::AgencyCharge,
        Spell::starting(date(2024, 2, 29)),
        "50",
    );
    // February 2024 has 21 weekdays, the last of them the leap day: 7.4 × (20 × 40 + 50).
    let it = built(&council, "2024-Q1", "");
    assert_eq!(it.months[1].cost, money("6290"));
    assert_eq!(it.months[1].rows[0].charge, Some(money("50")));
}

#[test]
fn days_without_a_charge_cost_nothing_and_are_told() {
    let mut council = council();
    let kim = agency(&mut council, "Kim", date(2025, 3, 3), None);
    agency(&mut council, "Lee", date(2025, 3, 31), None);
    pays(
        &mut council,
        kim,
        PayElement::AgencyCharge,
        Spell::starting(date(2025, 3, 10)),
        "40",
    );
    let it = built(&council, "2025-Q1", "");
    let march = &it.months[2];
    // Kim's first week, and Lee's one day. Kim is charged for 16 days: 16 × 7.4 × 40.
    assert_eq!((march.without_charge, march.days_without_charge), (2, 6));
    assert_eq!(march.cost, money("4736"));
    assert!(it.notes[1].starts_with("For 6 working days no charge is recorded."));
}

#[test]
fn the_sum_of_the_rows_is_the_total_to_the_penny() {
    let mut council = council();
    for name in ["A", "B", "C"] {
        let worker = agency(&mut council, name, date(2025, 1, 1), None);
        council.edit::<Assignment>(worker.assignment, |it| it.fte = fixture::fte("0.333333"));
        let spell = Spell::starting(date(2025, 1, 1));
        pays(
            &mut council,
            worker,
            PayElement::AgencyCharge,
            spell,
            "41.37",
        );
    }
    let it = built(&council, "2025-Q1", "");
    let rows = it.months.iter().flat_map(|month| &month.rows);
    assert_eq!(
        rows.map(|row| row.cost)
            .sum::<holdfast_workforce::amount::Money>(),
        it.cost
    );
    // 22 days of January 2025: 0.333333 × 7.4 × 22 × 41.37 = 2,245.0096…
    assert_eq!(it.months[0].rows[0].cost, money("2245.01"));
}
