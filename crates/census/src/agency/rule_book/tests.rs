use super::*;
use jiff::civil::date;

fn days(from: Date, last: Date) -> Spell {
    Spell::of_days(from, Some(last))
}

#[test]
fn the_national_rule_book_reads_and_has_every_rule_and_no_cap() {
    let book = RuleBook::read(NATIONAL).expect("it reads");
    let ids: Vec<_> = book.rules.iter().map(|rule| rule.id).collect();
    assert_eq!(ids, RuleId::ALL);
    assert!(book.caps.is_empty());
    assert_eq!(&book, RuleBook::national());
}

#[test]
fn a_rule_binds_new_assignments_first_and_all_of_them_later() {
    let book = RuleBook::national();
    let last_quarter = days(date(2024, 10, 1), date(2024, 12, 31));
    let rule = |began, days| book.rule(RuleId::R4, began, days).map(|rule| rule.version);
    assert_eq!(rule(date(2024, 10, 30), last_quarter), None);
    assert_eq!(rule(date(2024, 10, 31), last_quarter), Some(1));
    // Begun before: from 1 October 2025 on.
    let until_the_day_before = days(date(2025, 7, 1), date(2025, 9, 30));
    assert_eq!(rule(date(2024, 1, 8), until_the_day_before), None);
    let one_day_longer = days(date(2025, 7, 1), date(2025, 10, 1));
    assert_eq!(rule(date(2024, 1, 8), one_day_longer), Some(1));
}

#[test]
fn a_council_s_text_stands_upon_the_national_one() {
    let text = r#"
name = "Ours"
extends = "national"
region = "london"

[[rule]]
id = "R5"
version = 2
name = "Cool-off"
says = "Six months."
force = "must"
from = 2026-04-01
source = "London Pledge"

[[parameter]]
name = "cool_off_months"
value = 6
from = "2026-04-01"
region = "london"
source = "London Pledge"

[[cap]]
job_type = "social_worker"
from = 2025-10-01
to = 2026-09-30
rate = 38.5
source = "Regional board"
"#;
    let book = RuleBook::read(text).expect("it reads");
    let quarter = days(date(2026, 4, 1), date(2026, 6, 30));
    let version = |began| {
        book.rule(RuleId::R5, began, quarter)
            .map(|rule| rule.version)
    };
    assert_eq!(version(date(2026, 3, 31)), Some(1));
    assert_eq!(version(date(2026, 4, 1)), Some(2));
    let london = (Some(Region::London), None);
    let months = |place, day| book.whole(ParameterName::CoolOffMonths, place, day);
    assert_eq!(months(london, date(2026, 3, 31)), Some(3));
    assert_eq!(months(london, date(2026, 4, 1)), Some(6));
    assert_eq!(months((None, None), date(2026, 4, 1)), Some(3));
    let cap = |day| {
        book.cap(None, AgencyJobType::SocialWorker, day)
            .map(|cap| cap.rate)
    };
    assert_eq!(cap(date(2026, 9, 30)), Some(Money::from_units(3850)));
    assert_eq!(cap(date(2026, 10, 1)), None);
}

#[test]
fn an_unknown_key_code_or_number_is_refused_with_what_was_meant() {
    let told = |text: &str| {
        let problems = RuleBook::read(&format!("name = \"Ours\"\n{text}")).expect_err("wrong");
        problems[0].to_string()
    };
    let cap = |lines: &str| told(&format!("[[cap]]\n{lines}source = \"x\"\n"));
    let sound = "job_type = \"social_worker\"\nfrom = 2025-10-01\n";
    assert!(told("regoin = \"london\"\n").contains("line 2: unknown field `regoin`"));
    assert!(told("regoin = \"london\"\n").ends_with("Did you mean ‘region’?"));
    assert!(told("region = \"londn\"\n").contains("Did you mean ‘london’?"));
    let wrong = cap("job_type = \"social_workr\"\nfrom = 2025-10-01\nrate = 30\n");
    assert!(
        wrong.contains("line 3") && wrong.contains("Did you mean ‘social_worker’?"),
        "{wrong}"
    );
    assert!(cap(&format!("{sound}rate = \"thirty\"\n")).contains("‘thirty’ is not a number"));
    assert!(cap(&format!("{sound}rate = 0\n")).contains("£0 is no price of an hour"));
    assert!(cap(&format!("{sound}to = 2025-09-30\nrate = 30\n")).contains("ends before it begins"));
    let wrong = told(
        "[[parameter]]\nname = \"notice_days\"\nvalue = 27.5\nfrom = 2025-10-01\nsource = \"x\"\n",
    );
    assert!(
        wrong.contains("27.5 is not a whole number from 0 to 366"),
        "{wrong}"
    );
    let wrong = told(
        "[[parameter]]\nname = \"notice_day\"\nvalue = 27\nfrom = 2025-10-01\nsource = \"x\"\n",
    );
    assert!(wrong.contains("Did you mean ‘notice_days’?"), "{wrong}");
}
