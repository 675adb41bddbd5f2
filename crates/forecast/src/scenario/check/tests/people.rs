use super::{check_added, check_added_to_one_role};

#[test]
fn seasonality_that_is_not_twelve_or_negative_or_all_nought_is_told() {
    let way = "attrition.seasonality";
    check_added(
        "seasonality = [1, 1, -1]\n",
        &[
            (
                1,
                &format!(
                    "{way}: 3 factors are not twelve. Write one for each month, January first"
                ),
            ),
            (
                1,
                &format!(
                    "{way}: a factor is below nought or no number. Write 1 for a month like any other"
                ),
            ),
        ],
    );
    check_added(
        "seasonality = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n",
        &[(
            1,
            &format!("{way}: all factors are nought. Write 1 for a month like any other"),
        )],
    );
}

#[test]
fn a_group_that_never_counts_is_told() {
    check_added(
        "[[attrition.group]]\nrole = \"SW\"\nrate = 0.1\n\n[[attrition.group]]\nrole = \"SW\"\nexperience = \"2_to_5\"\nrate = 0.2\n",
        &[(
            5,
            "attrition.group: it never counts, because number 1 of the list fits everybody whom it fits. Take it away or put it first",
        )],
    );
}

#[test]
fn an_intake_with_both_or_no_months_is_told() {
    check_added_to_one_role(
        "[[intake]]\nname = \"A\"\nsize = 5\n\n[[intake]]\nname = \"B\"\nmonths = [9]\nstarts = [\"2026-09\"]\nsize = 5\n",
        &[
            (
                1,
                "intake: write either months or starts, and only one of them",
            ),
            (
                5,
                "intake: write either months or starts, and only one of them",
            ),
        ],
    );
}

#[test]
fn an_intake_before_the_start_is_told() {
    check_added_to_one_role(
        "[[intake]]\nname = \"A\"\nstarts = [\"2026-03\", \"2026-09\"]\nsize = 5\n",
        &[(
            3,
            "intake.starts: 2026-03 lies before the plan, which begins after 2026-03-31. Write 2026-04 or later",
        )],
    );
}

#[test]
fn numbers_that_are_no_months_of_a_year_are_told() {
    check_added_to_one_role(
        "[[intake]]\nname = \"A\"\nmonths = [0, 9, 9, 13]\nsize = 5\n",
        &[
            (3, "intake.months: 0 is no month of a year. Write 1 to 12"),
            (3, "intake.months: 9 stands twice. Take one away"),
            (3, "intake.months: 13 is no month of a year. Write 1 to 12"),
        ],
    );
    check_added_to_one_role(
        "[[hire]]\nname = \"A\"\na_year = 5\nmonths = []\n",
        &[(
            4,
            "hire.months: no month is listed. Write at least one, 1 to 12",
        )],
    );
}

#[test]
fn an_intake_of_the_impossible_is_told() {
    check_added_to_one_role(
        "[[intake]]\nname = \"A\"\nmonths = [9]\nsize = 1000000\nfte = 2\nretention = 0\nretention_months = 0\n",
        &[
            (4, "intake.size: 1000000 is not from 0 to 100000"),
            (
                5,
                "intake.fte: 2 is not above 0 and up to 1. Write the FTE of one person",
            ),
            (7, "intake.retention_months: 0 is not from 1 to 120"),
            (
                6,
                "intake.retention: 0 would have everybody leave at once. Write a share above 0",
            ),
        ],
    );
}

#[test]
fn a_hire_that_ends_before_it_begins_or_begins_before_the_plan_is_told() {
    check_added_to_one_role(
        "[[hire]]\nname = \"A\"\na_year = 5\nfrom = \"2026-09\"\nuntil = \"2026-08\"\n\n[[hire]]\nname = \"B\"\na_year = 5\nfrom = \"2026-01\"\nmonths_to_hire = 100\n",
        &[
            (
                5,
                "hire.until: 2026-08 comes before from, 2026-09. Write 2026-09 or later",
            ),
            (
                10,
                "hire.from: 2026-01 lies before the plan, which begins after 2026-03-31. Write 2026-04 or later",
            ),
            (11, "hire.months_to_hire: 100 is not from 0 to 60"),
        ],
    );
}

#[test]
fn a_conversion_before_the_start_is_told() {
    check_added_to_one_role(
        "[[conversion]]\nname = \"A\"\na_year = 0.2\nfrom = \"2025-01\"\n",
        &[(
            4,
            "conversion.from: 2025-01 lies before the plan, which begins after 2026-03-31. Write 2026-04 or later",
        )],
    );
}

#[test]
fn a_progression_from_a_role_to_itself_is_told() {
    check_added(
        "[[progression]]\nfrom = \"SW\"\nto = \"SW\"\nrate = 0.2\n",
        &[(
            3,
            "progression.to: ‘SW’ is the role they come from. Write another",
        )],
    );
}

#[test]
fn an_absence_of_no_months_is_told() {
    check_added(
        "[[absence]]\nkind = \"maternity\"\nrate = 0.03\nmonths = 0\n",
        &[(4, "absence.months: 0 is not above 0 and up to 120")],
    );
}
