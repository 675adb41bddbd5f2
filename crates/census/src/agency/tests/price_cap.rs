use super::*;

/// A council with a cap of £38.00 from 1 October 2025, and a worker who is paid
/// so much for an hour.
fn paid(pay: &str, first: Date) -> (Council, Worker) {
    let mut council = council();
    let kim = agency(&mut council, "Kim", first, None);
    pays(
        &mut council,
        kim,
        PayElement::AgencyPay,
        Spell::starting(first),
        pay,
    );
    (council, kim)
}

fn book(more: &str) -> RuleBook {
    let text = format!(
        "name = \"Ours\"\nextends = \"national\"\nregion = \"london\"\n[[cap]]\nregion = \"london\"\njob_type = \"social_worker\"\nfrom = 2025-10-01\nrate = 38\nsource = \"x\"\n{more}"
    );
    RuleBook::read(&text).expect("it reads")
}

fn by(council: &Council, answers: &str) -> AgencyReturn {
    let answers = format!("[[assignment]]\nreference = \"A-Kim\"\n{answers}");
    built_by(council, "2025-Q4", &book(""), &answers)
}

const NEW: Date = date(2025, 10, 6);

#[test]
fn pay_up_to_the_cap_keeps_it_and_a_penny_more_breaks_it() {
    let umbrella = "engagement_type = \"umbrella\"\n";
    let it = by(&paid("38", NEW).0, umbrella);
    assert_eq!(state(&it, RuleId::R2), State::Kept);
    assert!(it.breaches.is_empty());
    let it = by(&paid("38.01", NEW).0, umbrella);
    assert_eq!(state(&it, RuleId::R2), State::NotKept);
    let [breach] = it.breaches.as_slice() else {
        panic!("one breach");
    };
    assert_eq!(breach.difference, "0.01".parse().expect("money"));
    assert_eq!(
        breach.signed,
        "Not signed by the director of children’s services or the chief executive."
    );
}

#[test]
fn pay_on_the_payroll_is_brought_to_the_footing_of_the_cap() {
    // £30 for 37 hours come to £38.44 under the cap, as worked out beside the formula.
    let (council, _) = paid("30", NEW);
    let it = by(&council, "engagement_type = \"paye\"\n");
    let breach = &it.breaches[0];
    assert!(breach.indicative);
    assert_eq!(breach.rate, "38.44".parse().expect("money"));
    assert_eq!(breach.difference, "0.44".parse().expect("money"));
    assert_eq!(
        by(&council, "engagement_type = \"umbrella\"\n").breaches,
        []
    );
    // Where nobody says how the worker is paid, it depends on that.
    let it = by(&council, "");
    assert_eq!(state(&it, RuleId::R2), State::CannotTell);
    assert!(only(&it, RuleId::R2).why.contains("£38.44 (indicative)"));
    // Above the cap, or within it even on the payroll, it does not matter: £25 × 52 / 46.4
    // × 1.155 − 0.15 × 96.1538 / 37 = 28.0172 × 1.155 − 0.3898 = 31.9701.
    assert_eq!(
        state(&by(&paid("39", NEW).0, ""), RuleId::R2),
        State::NotKept
    );
    assert_eq!(state(&by(&paid("25", NEW).0, ""), RuleId::R2), State::Kept);
}

#[test]
fn both_sign_and_in_time() {
    let (council, _) = paid("40", NEW);
    let signed = |director: &str, chief: &str| {
        let answers = format!(
            "director = {{ name = \"D\", on = {director} }}\nchief_executive = {{ name = \"C\", on = {chief} }}\n"
        );
        let it = by(&council, &answers);
        let breach = it.breaches[0].clone();
        (state(&it, RuleId::R2), breach.approved, breach.signed)
    };
    let both = "Signed by D on 1 October 2025 and C on 6 October 2025.";
    assert_eq!(
        signed("2025-10-01", "2025-10-06"),
        (State::KeptWithApproval, true, both.to_owned())
    );
    let (late, approved, words) = signed("2025-10-01", "2025-10-07");
    assert_eq!((late, approved), (State::NotKept, false));
    assert!(words.ends_with("after the assignment began on 6 October 2025."));
    let one = by(&council, "director = { name = \"D\", on = 2025-10-01 }\n");
    assert_eq!(state(&one, RuleId::R2), State::NotKept);
    assert_eq!(one.breaches[0].signed, "Not signed by the chief executive.");
}

/// The same price above the cap, as one that both signed for on a day.
fn signed_on(council: &Council, of: &str, book: &RuleBook, day: &str) -> AgencyReturn {
    let answers = format!(
        "[[assignment]]\nreference = \"A-Kim\"\nengagement_type = \"umbrella\"\ndirector = {{ name = \"D\", on = {day} }}\nchief_executive = {{ name = \"C\", on = {day} }}\n"
    );
    built_by(council, of, book, &answers)
}

#[test]
fn a_price_that_was_approved_stays_a_breach_and_asks_for_no_explanation() {
    let (council, _) = paid("40", NEW);
    let it = signed_on(&council, "2025-Q4", &book(""), "2025-10-01");
    let r2 = rule(&it, RuleId::R2);
    assert_eq!(
        (r2.state, r2.kept, r2.kept_with_approval, r2.not_kept),
        (State::KeptWithApproval, 0, 1, 0)
    );
    assert_eq!(r2.in_words, "Kept for 0 of 1, with approval for 1.");
    assert_eq!(it.breaches.len(), 1);
    assert!(!rule(&it, RuleId::R1).in_words.contains("R2"));
    assert_eq!(
        it.agencies[0].not_kept, 1,
        "R1 alone, which lacks the number"
    );
}

#[test]
fn what_was_signed_late_in_one_quarter_is_late_in_the_next() {
    let (council, _) = paid("40", NEW);
    let late = signed_on(&council, "2026-Q1", &book(""), "2025-11-15");
    assert_eq!(state(&late, RuleId::R2), State::NotKept);
    assert!(
        late.breaches[0]
            .signed
            .ends_with("began on 6 October 2025.")
    );
    let in_time = signed_on(&council, "2026-Q1", &book(""), "2025-10-06");
    assert_eq!(state(&in_time, RuleId::R2), State::KeptWithApproval);
}

#[test]
fn a_price_that_rises_above_the_cap_is_signed_for_by_the_day_it_rises() {
    let (mut council, kim) = paid("37", NEW);
    let rise = Spell::starting(date(2025, 11, 17));
    pays(&mut council, kim, PayElement::AgencyPay, rise, "41.5");
    let it = signed_on(&council, "2025-Q4", &book(""), "2025-11-17");
    assert_eq!(state(&it, RuleId::R2), State::KeptWithApproval);
    let it = signed_on(&council, "2025-Q4", &book(""), "2025-11-18");
    assert_eq!(state(&it, RuleId::R2), State::NotKept);
    assert!(
        it.breaches[0]
            .signed
            .ends_with("after the cap was exceeded from 17 November 2025.")
    );
}

#[test]
fn caps_bind_new_assignments_from_october_2025_and_of_older_ones_it_is_not_known() {
    let (older, _) = paid("60", date(2025, 9, 30));
    let it = by(&older, "");
    assert_eq!(state(&it, RuleId::R2), State::CannotTell);
    assert!(it.breaches.is_empty());
    let before = built_by(&older, "2025-Q3", &book(""), "");
    assert_eq!(state(&before, RuleId::R2), State::DoesNotApply);
    // Once the rule is over there is nothing to tell.
    let over = book(
        "[[rule]]\nid = \"R2\"\nversion = 1\nname = \"x\"\nsays = \"x\"\nforce = \"should\"\nfrom = 2025-10-01\nto = 2025-12-31\nsource = \"x\"\n",
    );
    let after = built_by(&older, "2026-Q1", &over, "");
    assert_eq!(state(&after, RuleId::R2), State::DoesNotApply);
    // A region that says from when.
    let ours = book(
        "[[rule]]\nid = \"R2\"\nversion = 2\nname = \"Price cap\"\nsays = \"All.\"\nforce = \"must\"\nfrom = 2025-10-01\nall_from = 2025-12-01\nsource = \"x\"\n",
    );
    let it = built_by(&older, "2025-Q4", &ours, "");
    assert_eq!(it.breaches[0].day, date(2025, 12, 1));
}

#[test]
fn a_rise_of_pay_in_the_quarter_is_found_on_its_day() {
    let (mut council, kim) = paid("37", NEW);
    let rise = fixture::days(date(2025, 11, 17), date(2025, 11, 30));
    pays(&mut council, kim, PayElement::AgencyPay, rise, "41.5");
    let it = by(&council, "engagement_type = \"limited_inside\"\n");
    let breach = &it.breaches[0];
    assert_eq!(
        (breach.day, breach.difference),
        (date(2025, 11, 17), "3.5".parse().expect("money"))
    );
}

#[test]
fn without_a_cap_or_pay_nobody_can_tell() {
    let (council, _) = paid("60", NEW);
    let it = built(&council, "2025-Q4", "");
    assert_eq!(
        only(&it, RuleId::R2).why,
        "The rule book has no cap for social worker in an unknown region on 6 October 2025."
    );
    assert!(
        it.notes
            .iter()
            .any(|note| note.starts_with("The rule book has no price caps."))
    );
    let mut council = super::council();
    agency(&mut council, "Kim", NEW, None);
    assert_eq!(state(&by(&council, ""), RuleId::R2), State::CannotTell);
}
