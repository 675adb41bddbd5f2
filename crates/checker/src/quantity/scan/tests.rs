use super::*;

/// Letter, value and hedge of each quantity of a text.
fn seen(text: &str) -> Vec<String> {
    let told = |it: &Quantity| {
        let hedge = match it.hedge {
            Hedge::None => "",
            Hedge::About => "about ",
            Hedge::Nearly => "nearly ",
            Hedge::Over => "over ",
            Hedge::Under => "under ",
        };
        format!("{hedge}{} {}", it.letter(), it.value)
    };
    scan(text).iter().map(told).collect()
}

#[test]
fn numbers_come_with_their_units() {
    let text = "We spent £1.2m, or £573,000 on 34.5 FTE (12.3%), over 14 days, up by 2.5 percentage points and 40 per cent.";
    assert_eq!(
        seen(text),
        [
            "m 1,200,000",
            "m 573,000",
            "f 34.5",
            "p 12.3",
            "t 14",
            "q 2.5",
            "p 40"
        ]
    );
}

#[test]
fn words_are_numbers_and_fractions() {
    assert_eq!(
        seen(
            "Thirty-five staff, almost a third of two hundred; one in five and three quarters of them left."
        ),
        ["c 35", "nearly h 33.33", "c 200", "h 20", "h 75"]
    );
}

#[test]
fn hedges_say_how_exact_a_number_is() {
    assert_eq!(
        seen("around 40 posts, more than 200 people, up to 20 cases, fewer than 5 and circa £1.7m"),
        [
            "about c 40",
            "over c 200",
            "under c 20",
            "under c 5",
            "about m 1,700,000"
        ]
    );
}

#[test]
fn dates_and_years_are_no_counts() {
    assert_eq!(
        seen(
            "On 31 June 2022 and 18th January 2018, in March 2021, 2021/22, 2019, 30/09/2020 and 2020-02-01"
        ),
        [
            "d 2,022", "d 2,018", "d 2,021", "y 2,021", "y 2,019", "d 2,020", "d 2,020"
        ]
    );
}

#[test]
fn references_and_addresses_are_no_quantities() {
    assert!(seen("See section 17, Appendix 2, page 4, paragraph 3.2, grade 9, EX2876, FD 7096/23, 01670 623965, a.b4@council.gov.uk, aged 16, Level 3").is_empty());
}

#[test]
fn what_a_number_is_for_is_known() {
    let found = scan("£400 a day for each post, £25,000 per annum, 12 each");
    let pers: Vec<_> = found.iter().map(|it| (it.per, it.each)).collect();
    assert_eq!(
        pers,
        [
            (Some(Time::Day), false),
            (Some(Time::Year), false),
            (None, true)
        ]
    );
}

#[test]
fn ranges_keep_their_signs() {
    assert_eq!(
        seen("20-30 cases, 15 – 18, fell by -14%"),
        ["c 20", "c 30", "c 15", "c 18", "p −14"]
    );
}
