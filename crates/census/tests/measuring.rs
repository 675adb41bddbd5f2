//! Measures and comparisons of files in which something is not as it should be.

use holdfast_census::{Checker, Measured, Year};
use holdfast_measures::{Component, Measure};

/// Synthetic: one in post (1 FTE, 16 cases), a starter (0.6, none), a leaver
/// (0.8 before), an agency worker (1, 18 cases).
const SAMPLE: &str = include_str!("files/sample-2025.xml");

fn measured(text: &str) -> Measured {
    let checked = Checker::new(Year::LAST).file(text.as_bytes(), None);
    checked.expect("the file can be read").measured
}

fn count(measured: &Measured, component: Component) -> String {
    let count = measured.count(component);
    count.map_or_else(|| "none".to_owned(), |it| it.to_string())
}

/// The sample with a text replaced once, measured: what is left out, and the
/// count that goes without it.
fn with((from, to): (&str, &str), component: Component) -> (Vec<String>, String) {
    assert_eq!(measured(SAMPLE).left_out(), []);
    assert!(SAMPLE.contains(from), "{from}");
    let measured = measured(&SAMPLE.replacen(from, to, 1));
    let told = measured.left_out().iter().map(ToString::to_string);
    (told.collect(), count(&measured, component))
}

#[test]
fn an_fte_below_0_above_1_or_of_no_number_is_left_out() {
    for (wrong, shown) in [
        ("-1", "‘-1’"),
        ("3", "‘3’"),
        ("1,5", "‘1,5’"),
        ("", "missing"),
    ] {
        let to = format!("<FTE>{wrong}</FTE>");
        let (told, fte) = with(("<FTE>0.600000</FTE>", &to), Component::InPostFte);
        let expected = format!("Left out: FTE of 1 record (starter), {shown} at line 54.");
        assert_eq!((told, &*fte), (vec![expected], "1"));
    }
}

#[test]
fn cases_of_no_whole_number_are_left_out_on_both_sides_of_a_caseload() {
    let wrong = ("<Cases30>16</Cases30>", "<Cases30>10.5</Cases30>");
    let (told, cases) = with(wrong, Component::Cases);
    let expected = "Left out: Cases30 of 1 record (in post), ‘10.5’ at line 44.";
    assert_eq!((told, &*cases), (vec![expected.to_owned()], "18"));
    assert_eq!(with(wrong, Component::CaseHoldersFte).1, "1");
    // The cases of whoever has no FTE that can be do not count either.
    let wrong = ("<FTE>1.000000</FTE>", "<FTE>-1</FTE>");
    assert_eq!(with(wrong, Component::Cases).1, "18");
    assert_eq!(with(wrong, Component::CaseHoldersFte).1, "1");
}

#[test]
fn days_lost_and_the_fte_of_a_leaver_are_left_out_where_they_cannot_be() {
    let wrong = ("Lost>11.5</", "Lost>1000</");
    let expected = "Left out: WorkingDaysLost of 1 record (leaver), ‘1000’ at line 88.";
    let days = with(wrong, Component::DaysLost);
    assert_eq!(days, (vec![expected.to_owned()], "2.25".to_owned()));
    let wrong = ("<FTE30>0.800000</FTE30>", "<FTE30>8</FTE30>");
    let expected = "Left out: FTE30 of 1 record (leaver), ‘8’ at line 87.";
    let leavers = with(wrong, Component::LeaversFte);
    // There is no other leaver.
    assert_eq!(leavers, (vec![expected.to_owned()], "none".to_owned()));
}

#[test]
fn what_no_record_tells_is_not_nought() {
    let unread = |item: &str| {
        let begin = format!("<{item}>");
        measured(&SAMPLE.replace(&begin, &format!("{begin}about ")))
    };
    let cases = unread("Cases30");
    for component in [Component::Cases, Component::CaseHoldersFte] {
        assert_eq!(count(&cases, component), "none");
    }
    assert_eq!(cases.figure(Measure::AverageCaseload).in_words(), "x");
    assert_eq!(count(&cases, Component::InPostFte), "1.6");
    let fte = unread("FTE");
    assert_eq!(count(&fte, Component::InPostFte), "none");
    assert_eq!(count(&fte, Component::Cases), "none");
    assert_eq!(count(&fte, Component::InPostHeadcount), "2");
    assert_eq!(
        count(&unread("WorkingDaysLost"), Component::DaysLost),
        "none"
    );
    // Of nobody at all it is nought.
    let nobody = measured("<Message></Message>");
    assert_eq!(count(&nobody, Component::Cases), "0");
}

#[test]
fn nobody_starts_before_birth_or_leaves_before_joining_or_in_another_year() {
    let starts = with(
        (">1998-01-09<", ">2025-02-03<"),
        Component::StartersHeadcount,
    );
    let expected = "Left out: RoleStartDate of 1 record (starter), ‘2025-02-03’ at line 61.";
    assert_eq!(starts, (vec![expected.to_owned()], "0".to_owned()));
    for (from, to, shown) in [
        (">1966-11-30<", ">2025-03-31<", "2025-03-31"),
        (">2025-03-31<", ">2005-05-31<", "2005-05-31"),
        (">2025-03-31<", ">2026-03-31<", "2026-03-31"),
    ] {
        let leaves = with((from, to), Component::LeaversHeadcount);
        let expected = format!("Left out: RoleEndDate of 1 record (leaver), ‘{shown}’ at line 84.");
        assert_eq!(leaves, (vec![expected], "0".to_owned()));
    }
}

#[test]
fn a_figure_tells_what_is_left_out_of_it_and_no_other() {
    let file = SAMPLE.replace("Vacancies>34.00<", "Vacancies>-3<");
    let measured = measured(&file.replace("<FTE>1.000000</FTE>", "<FTE>2</FTE>"));
    let notes = |measure| measured.figure(measure).notes;
    let vacancies = "Left out: NumberOfVacancies, ‘-3’ at line 17.";
    let in_post = "Left out: FTE of 1 record (in post), ‘2’ at line 34.";
    let agency = "Left out: FTE of 1 record (agency worker), ‘2’ at line 96.";
    assert_eq!(notes(Measure::VacancyRate), [vacancies, in_post]);
    assert_eq!(notes(Measure::AverageCaseload), [in_post, agency]);
    assert_eq!(notes(Measure::LeaversHeadcount), Vec::<String>::new());
    let rate = measured.figure(Measure::VacancyRate);
    assert_eq!(
        (&*rate.in_words(), rate.why_none()),
        ("x", vec!["Not available.".to_owned()])
    );
}

#[test]
fn a_number_in_small_letters_is_the_same_workers() {
    let small = SAMPLE.replace("<SWENo>SW", "<SWENo>sw");
    // Everybody stands in the file twice, once in small letters.
    let workers = |text: &str| {
        let (from, to) = (text.find("<CSWWWorker>"), text.find("</Message>"));
        text[from.expect("workers")..to.expect("an end")].to_owned()
    };
    let twice = SAMPLE.replace("</Message>", &(workers(&small) + "</Message>"));
    let measured = measured(&twice);
    assert_eq!(count(&measured, Component::InPostHeadcount), "2");
    assert_eq!(count(&measured, Component::InPostFte), "3.2");

    let checked = |text: &str, last| {
        let checked = Checker::new(Year::LAST).file(text.as_bytes(), last);
        checked.expect("the file can be read")
    };
    let findings = |text: &str, last, rule| -> Vec<_> {
        let all = checked(text, last).findings.all;
        all.into_iter().filter(|it| it.rule == rule).collect()
    };
    // Two employees are in post.
    assert_eq!(findings(&twice, None, "W101").len(), 2);

    let of_2024 = |text: &str| {
        let text = text.replace("2025</Year>", "2024</Year>");
        checked(&text, None).summary
    };
    let (last, small) = (of_2024(SAMPLE), of_2024(&small));
    let told = findings(SAMPLE, Some(&last), "W119");
    // That the number is written otherwise is told; nobody else is missed or new.
    let mut beside_small = findings(SAMPLE, Some(&small), "W119");
    beside_small.retain(|it| !it.advice.contains("in capitals"));
    assert_eq!(beside_small, told);
}
