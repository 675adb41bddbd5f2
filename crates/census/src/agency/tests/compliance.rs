use super::*;
use crate::agency::{Content, Layout};
use holdfast_workforce::id::ReturnId;
use holdfast_workforce::record::Return;

const NEW: Date = date(2025, 1, 6);

fn with(answers: &str) -> AgencyReturn {
    let mut council = council();
    agency(&mut council, "Kim", NEW, Some(date(2025, 3, 14)));
    let answers = format!("[[assignment]]\nreference = \"A-Kim\"\n{answers}");
    built(&council, "2025-Q1", &answers)
}

fn state_with(answers: &str, id: RuleId) -> State {
    state(&with(answers), id)
}

#[test]
fn the_rules_bind_new_assignments_first_and_all_from_october_2025() {
    let mut council = council();
    let states = |council: &Council, of: &str| {
        let it = built(council, of, "");
        [RuleId::R3, RuleId::R4, RuleId::R5, RuleId::R6, RuleId::R7].map(|id| state(&it, id))
    };
    agency(&mut council, "Kim", date(2024, 10, 30), None);
    assert_eq!(states(&council, "2024-Q4"), [State::DoesNotApply; 5]);
    assert_eq!(states(&council, "2025-Q3"), [State::DoesNotApply; 5]);
    assert_eq!(states(&council, "2025-Q4"), [State::CannotTell; 5]);
    let mut later = super::council();
    agency(&mut later, "Kim", date(2024, 10, 31), None);
    assert_eq!(states(&later, "2024-Q4"), [State::CannotTell; 5]);
    let it = built(&council, "2025-Q3", "");
    assert_eq!(
        only(&it, RuleId::R4).why,
        "The rule binds assignments that begin from 31 October 2024, and all from 1 October 2025; this one began on 30 October 2024."
    );
    assert_eq!(
        rule(&it, RuleId::R4).in_words,
        "Applies to no assignment of the quarter."
    );
    // The return itself is asked from the first quarter of 2025.
    assert_eq!(
        state(&built(&council, "2024-Q4", ""), RuleId::R1),
        State::DoesNotApply
    );
    assert_eq!(
        state(&built(&council, "2025-Q1", ""), RuleId::R1),
        State::NotKept
    );
}

#[test]
fn the_return_is_complete_when_all_is_there() {
    let it = with("");
    assert_eq!(
        only(&it, RuleId::R1).why,
        "Not known: the hourly pay, the Social Work England number, whether the worker is in a project team."
    );
    let mut council = council();
    let kim = agency(&mut council, "Kim", NEW, None);
    registered(&mut council, kim, date(2010, 7, 1));
    pays(
        &mut council,
        kim,
        PayElement::AgencyPay,
        Spell::starting(NEW),
        "30",
    );
    let it = built(
        &council,
        "2025-Q1",
        "[[assignment]]\nreference = \"A-Kim\"\nin_project_team = false\n",
    );
    assert_eq!(state(&it, RuleId::R1), State::Kept);
    assert_eq!(rule(&it, RuleId::R1).in_words, "Kept for 1 of 1.");
}

#[test]
fn what_was_not_kept_has_to_be_explained() {
    let it = with("references_before_start = 1\n");
    assert!(
        rule(&it, RuleId::R1)
            .in_words
            .ends_with("It is not explained why these were not kept: R7."),
        "{}",
        rule(&it, RuleId::R1).in_words
    );
    let it = with("references_before_start = 1\nexplanation = { R7 = \"Urgent.\" }\n");
    assert!(!rule(&it, RuleId::R1).in_words.contains("R7"));
    assert_eq!(
        only(&it, RuleId::R7).explanation.as_deref(),
        Some("Urgent.")
    );
}

#[test]
fn notice_is_four_weeks_or_the_council_s_own() {
    assert_eq!(state_with("", RuleId::R4), State::CannotTell);
    assert_eq!(state_with("notice_days = 28\n", RuleId::R4), State::Kept);
    assert_eq!(
        state_with("notice_days = 27\n", RuleId::R4),
        State::CannotTell
    );
    let own = |days: u32, notice: u32| {
        let book = RuleBook::read(&format!(
            "name = \"Ours\"\nextends = \"national\"\n[[parameter]]\nname = \"substantive_notice_days\"\nvalue = {days}\njob_type = \"social_worker\"\nfrom = 2020-01-01\nsource = \"Contract\"\n"
        ));
        let mut council = council();
        agency(&mut council, "Kim", NEW, None);
        let answers = format!("[[assignment]]\nreference = \"A-Kim\"\nnotice_days = {notice}\n");
        state(
            &built_by(&council, "2025-Q1", &book.expect("it reads"), &answers),
            RuleId::R4,
        )
    };
    assert_eq!(own(14, 14), State::Kept);
    assert_eq!(own(14, 13), State::NotKept);
    // The council's own notice is three months: four weeks suffice.
    assert_eq!(own(91, 28), State::Kept);
    assert_eq!(own(91, 27), State::NotKept);
}

#[test]
fn two_references_come_before_and_the_council_s_own_by_the_last_day() {
    let given = "reference_given_on = 2025-03-14\n";
    let both = |count: u32| format!("references_before_start = {count}\n{given}");
    assert_eq!(state_with(&both(2), RuleId::R7), State::Kept);
    assert_eq!(state_with(&both(1), RuleId::R7), State::NotKept);
    assert_eq!(
        state_with("references_before_start = 2\n", RuleId::R7),
        State::CannotTell
    );
    let late = both(2).replace("03-14", "03-15");
    assert_eq!(state_with(&late, RuleId::R7), State::NotKept);
    assert_eq!(state_with(given, RuleId::R7), State::CannotTell);
}

#[test]
fn project_teams_need_three_things() {
    let team = |more: &str| {
        format!(
            "project_team = \"Court\"\n[[project_team]]\nname = \"Court\"\nworkers_approved = true\ncost_apart = true\n{more}"
        )
    };
    assert_eq!(
        state_with("in_project_team = false\n", RuleId::R3),
        State::DoesNotApply
    );
    assert_eq!(
        state_with("in_project_team = true\n", RuleId::R3),
        State::CannotTell
    );
    assert_eq!(
        state_with("project_team = \"Court\"\n", RuleId::R3),
        State::CannotTell
    );
    assert_eq!(state_with(&team(""), RuleId::R3), State::CannotTell);
    assert_eq!(
        state_with(&team("control_kept = true\n"), RuleId::R3),
        State::Kept
    );
    assert_eq!(
        state_with(&team("control_kept = false\n"), RuleId::R3),
        State::NotKept
    );
}

#[test]
fn agencies_are_those_of_the_records_and_of_the_answers() {
    let it = with(
        "references_before_start = 0\n[[agency]]\nname = \"Example Agency\"\nconduct = \"No references.\"\nrules = [\"R7\"]\n[[agency]]\nname = \"Other\"\nconduct = \"Headhunting.\"\n",
    );
    let named: Vec<_> = it
        .agencies
        .iter()
        .map(|it| (it.name.as_str(), it.assignments))
        .collect();
    assert_eq!(named, [("Example Agency", 1), ("Other", 0)]);
    // R1 and R7 were not kept.
    assert_eq!(
        (it.agencies[0].not_kept, it.agencies[0].rules.as_slice()),
        (2, [RuleId::R7].as_slice())
    );
}

#[test]
fn the_layout_decides_what_is_shown() {
    let layout = Layout::read(
        "note = \"Ours\"\n[[sheet]]\ntitle = \"W\"\nrows = \"assignments\"\ncolumn = [{ heading = \"Start\", field = \"first_day\" }, { heading = \"Type\", field = \"job_type_number\" }]\n",
    );
    let sheets = layout.expect("it reads").lay_out(&with(""));
    assert_eq!(sheets[0].rows, [[Content::Date(NEW), Content::Whole(1)]]);
    let shipped = Layout::shipped().lay_out(&with(""));
    assert_eq!(shipped.len(), 8);
    for sheet in shipped {
        assert!(
            sheet
                .rows
                .iter()
                .all(|row| row.len() == sheet.columns.len())
        );
    }
}

#[test]
fn answers_are_kept_by_the_quarter_with_the_records() {
    let mut council = council();
    let of = quarter("2025-Q1");
    let kept = |council: &Council| AgencyAnswers::kept(&council.workforce(), of);
    assert_eq!(kept(&council), Ok(AgencyAnswers::none(of)));
    let mut answers = AgencyAnswers::none(of);
    answers.explanation.insert(RuleId::R7, "Urgent.".into());
    let id = ReturnId::next(&mut council.ids);
    council.add(Return {
        id,
        reference: "agency-2025-Q1".into(),
        text: answers.write(),
    });
    assert_eq!(kept(&council), Ok(answers));
}

#[test]
fn answers_to_be_filled_in_name_who_is_missing_and_keep_what_was_answered() {
    let mut council = council();
    agency(&mut council, "Kim", NEW, None);
    let lee = agency(&mut council, "Lee", NEW, None);
    council.edit::<Person>(lee.person, |it| {
        it.name = Some("Lee\nin_project_team".into())
    });
    let it = built(&council, "2025-Q1", "");
    let text = "quarter = \"2025-Q1\"\n[[assignment]]\nreference = \"A-Kim\"\nnotice_days = 28\n";
    let answers = AgencyAnswers::read(text).expect("it reads");
    let form = answers.to_be_filled(&it.assignments);
    let entry = "\n# Lee in_project_team, Social Worker, from 6 January 2025\n[[assignment]]\nreference = \"A-Lee\"\n";
    assert!(form.ends_with(entry), "{form}");
    let filled = AgencyAnswers::read(&form).expect("it reads");
    assert_eq!(filled.assignment.len(), 2);
    assert_eq!(filled.of("A-Kim"), answers.of("A-Kim"));
}
