use jiff::civil::date;

use super::*;

fn read(text: &str) -> Reference {
    Reference::read(text).unwrap()
}

fn told(text: &str) -> String {
    Reference::read(text).unwrap_err()
}

#[test]
fn figures_and_comparisons_are_read() {
    let none = Options::default();
    assert_eq!(
        read("vacancy_rate"),
        Reference::Figure(Quantity::Measure(Measure::VacancyRate), none.clone())
    );
    assert_eq!(
        read("caseload vs england"),
        Reference::Versus(
            Measure::AverageCaseload,
            Versus::Whose(Whose::England),
            none.clone()
        )
    );
    assert_eq!(
        read("turnover vs last year"),
        Reference::Versus(Measure::TurnoverRateFte, Versus::LastYear, none.clone())
    );
    assert_eq!(
        read("net_gap"),
        Reference::Figure(Quantity::Line(Line::NetGap), none)
    );
    let Reference::Figure(_, options) =
        read("in_post team \"North & East\" on 31 March 2025 with unit")
    else {
        panic!("a figure is expected");
    };
    assert_eq!(options.team.as_deref(), Some("North & East"));
    assert_eq!(options.on, Some(date(2025, 3, 31)));
    assert_eq!(options.unit, Unit::Words);
}

#[test]
fn tables_and_charts_are_read() {
    let Reference::Chart(ChartOf::Measure(measure), options) =
        read("chart turnover 2017..2025 neighbours, england")
    else {
        panic!("a chart is expected");
    };
    assert_eq!(measure, Measure::TurnoverRateFte);
    assert_eq!(options.years, Some((2017, 2025)));
    assert_eq!(options.beside, [Whose::Neighbours, Whose::England]);
    let Reference::Table(TableOf::Establishment, options) =
        read("table establishment by role vs 2024-03-31")
    else {
        panic!("a table is expected");
    };
    assert_eq!(
        (options.by, options.compared),
        (Some(By::Role), Some(date(2024, 3, 31)))
    );
    assert_eq!(
        read("saving(academy, as-now)"),
        Reference::Saving {
            plan: "academy".into(),
            beside: Some("as-now".into())
        }
    );
}

#[test]
fn what_cannot_be_read_says_what_was_meant() {
    assert_eq!(
        told("vacncy_rate"),
        "‘vacncy_rate’ is no figure. Did you mean ‘vacancy_rate’?"
    );
    assert_eq!(
        told("table establishmnt"),
        "‘establishmnt’ is no table. Did you mean ‘establishment’?"
    );
    assert_eq!(
        told("turnover of mars"),
        "after ‘of’ comes england, region, neighbours or \"an authority\""
    );
    assert_eq!(
        told("in_post on 31 June 2025"),
        "‘31 june 2025’ is no date; write it as 2025-03-31 or 31 March 2025"
    );
    assert_eq!(
        told("chart turnover 2025..2017"),
        "the years run from 2025 back to 2017; write the earlier one first"
    );
    assert_eq!(
        told("vacancy_rate banana"),
        "‘banana’ says nothing here; take it out"
    );
    assert_eq!(
        told("in_post team \"North"),
        "the quotation marks before ‘North’ do not end"
    );
    assert!(told("").starts_with("this reference is empty"));
    assert!(told("a; b").starts_with("‘;’ means nothing"));
}
