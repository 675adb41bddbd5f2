//! Figures as they were published: kept in the council's records with the
//! paper or release that they stood in, and shown beside what later releases
//! and the records themselves say.

use holdfast_reference::{Area, AuthorityNumber, Releases};
use holdfast_workforce::Workforce;
use holdfast_workforce::record::Indicator;

use crate::compare::{Comparison, Side, compare};
use crate::definition::{Measure, Unit};
use crate::figure::Source;
use crate::publication::printed_value;
use crate::published::{published_figure, region_of};
use crate::value::Value;

/// A figure as it was published, under a measure of ours.
#[derive(Clone, Debug, PartialEq)]
pub struct AsPublished<'w> {
    /// The record, with the value, unit and source as printed.
    pub record: &'w Indicator,
    /// The measure.
    pub measure: Measure,
    /// The area.
    pub area: Area,
    /// The reporting year, where the period names one.
    pub year: Option<i16>,
    /// The value; nothing where what is printed is none, such as `N/A`.
    pub value: Option<Value>,
}

impl AsPublished<'_> {
    /// Where the figure was published.
    pub fn source(&self) -> Source {
        Source::AsPublished {
            source: self.record.source.clone(),
        }
    }

    /// What the newest release that has the area and year says now; nothing
    /// for a period that ends in another month than the statistics’ year.
    pub fn restated(&self, releases: &Releases) -> Option<crate::figure::Figure> {
        if ends_in_another_month(&self.record.period) {
            return None;
        }
        published_figure(releases, self.area, self.year?, self.measure)
    }
}

/// The figures that were published of the council and beside it, in the order
/// of the measures; what is no measure of ours, a percentage where a count
/// belongs, or of no area, is left out.
pub fn as_published(workforce: &Workforce) -> Vec<AsPublished<'_>> {
    let mut found: Vec<_> = workforce
        .indicators()
        .iter()
        .filter_map(|record| {
            let measure: Measure = record.measure.parse().ok()?;
            // “Vacancies, 17%” is no count of vacancies.
            let is_percent = record.unit.trim() == Unit::Percent.label();
            (is_percent == (measure.unit() == Unit::Percent)).then_some(())?;
            Some(AsPublished {
                record,
                measure,
                area: area_of(workforce, &record.area)?,
                year: reporting_year(&record.period),
                value: printed_value(&record.value),
            })
        })
        .collect();
    found.sort_by_key(|it| (it.measure, it.year.map(std::cmp::Reverse)));
    found
}

/// Whether a figure stood beside the council's as one of the same time: of the
/// same year, or printed without one, as papers print an average beside two
/// years of their own.
fn is_beside(other: &AsPublished<'_>, mine: &AsPublished<'_>) -> bool {
    match (other.year, mine.year) {
        (Some(theirs), Some(ours)) => theirs == ours,
        (None, Some(_)) => true,
        (None, None) => other.record.period == mine.record.period,
        (Some(_), None) => false,
    }
}

/// The comparisons that a paper invited by printing figures side by side: the
/// council's latest of each measure and source against the others of that time.
pub fn comparisons_as_published(
    workforce: &Workforce,
    figures: &[AsPublished<'_>],
) -> Vec<Comparison> {
    let own = area_of(workforce, "").into_iter().next();
    let is_own = |it: &&AsPublished<'_>| Some(it.area) == own;
    let mut found = Vec::new();
    for mine in figures.iter().filter(is_own) {
        let peers = figures.iter().filter(|it| {
            it.measure == mine.measure
                && it.record.source == mine.record.source
                && is_beside(it, mine)
                && !is_own(it)
        });
        let is_latest = !figures.iter().filter(is_own).any(|it| {
            it.measure == mine.measure
                && it.record.source == mine.record.source
                && it.year > mine.year
        });
        let Some(value) = mine.value.filter(|_| is_latest) else {
            continue;
        };
        for peer in peers {
            let Some(other) = peer.value else { continue };
            let name = holdfast_reference::area_name(peer.area);
            found.push(compare(
                mine.measure,
                Side::of_value(workforce.name(), value),
                Side::of_value(name.unwrap_or_else(|| peer.record.area.clone()), other),
            ));
        }
    }
    found
}

/// The area that a record names: nothing or the council's own number for the
/// council, `England`, a region by its name or key, or an authority's number.
/// `region` stands for the council's own.
fn area_of(workforce: &Workforce, text: &str) -> Option<Area> {
    let key = text.trim().to_lowercase().replace([' ', '-'], "_");
    match key.as_str() {
        "" => AuthorityNumber::of(workforce).map(Area::Authority),
        "region" => region_of(AuthorityNumber::of(workforce)?).map(Area::Region),
        _ => key.parse().ok(),
    }
}

/// Whether a period names a month, and not September: `31 March 2018`,
/// `2018-03-31`, `31/03/2018`.
fn ends_in_another_month(period: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let parts = |is_apart: fn(char) -> bool| {
        let parts = period.split(is_apart).filter(|part| !part.is_empty());
        parts.map(str::to_lowercase).collect::<Vec<_>>()
    };
    let is_month = |word: &String| MONTHS.iter().any(|month| word.starts_with(month));
    let last = parts(|it| !it.is_alphabetic()).into_iter().rfind(is_month);
    if let Some(last) = last {
        return !last.starts_with("sep");
    }
    match parts(|it| !it.is_ascii_digit()).as_slice() {
        [_, month, _] => month.parse() != Ok(9),
        _ => false,
    }
}

/// The reporting year of a period: the year of `30 September 2017`, `2017`,
/// `2016/17`, `2016-17` and `year ending 30 September 2017` alike.
pub fn reporting_year(period: &str) -> Option<i16> {
    let digits = |text: &str| text.chars().all(|it| it.is_ascii_digit());
    let parts: Vec<&str> = period
        .split(|it: char| !it.is_ascii_digit())
        .filter(|part| !part.is_empty() && digits(part))
        .collect();
    let first = parts.iter().position(|part| part.len() == 4)?;
    let year: i16 = parts[first].parse().ok()?;
    let next = parts.get(first + 1).copied();
    let follows = next.is_some_and(|next| {
        let after = year + 1;
        next == format!("{:02}", after.rem_euclid(100)) || next == after.to_string()
    });
    // `2017-09-30` is a day and not two years.
    Some(if follows && parts.len() < first + 3 {
        year + 1
    } else {
        year
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Verdict;
    use holdfast_workforce::fixture::Council;
    use holdfast_workforce::id::{AuthorityId, IndicatorId};
    use holdfast_workforce::record::Authority;

    fn northumberland() -> Council {
        let mut council = Council::new();
        council.edit::<Authority>(AuthorityId(council.authority.0), |it| {
            it.reference = "929".to_owned();
            it.name = "Northumberland".to_owned();
        });
        for (period, area, value) in [
            ("2016/17", "929", "16.6"),
            ("2015/16", "929", "17.2"),
            ("2015/16", "England", "17.9"),
            ("2016/17", "England", "16.1"),
            ("2016/17", "North East", "17.4"),
        ] {
            let id = IndicatorId::next(&mut council.ids);
            council.add(Indicator {
                id,
                measure: "average_caseload".to_owned(),
                period: period.to_owned(),
                area: area.to_owned(),
                value: value.to_owned(),
                unit: "cases".to_owned(),
                source: "Paper of January 2018".to_owned(),
                note: None,
            });
        }
        council
    }

    #[test]
    fn a_printed_caseload_above_the_national_one_is_called_worse() {
        let workforce = northumberland().workforce();
        let figures = as_published(&workforce);
        assert_eq!(figures.len(), 5);
        let told: Vec<_> = comparisons_as_published(&workforce, &figures)
            .into_iter()
            .map(|it| (it.verdict, it.in_words()))
            .collect();
        assert_eq!(
            told,
            [
                (
                    Verdict::Worse,
                    "16.6 cases per FTE is above England’s 16.1: worse, as lower is better."
                        .to_owned()
                ),
                (
                    Verdict::Better,
                    "16.6 cases per FTE is below North East’s 17.4: better, as lower is better."
                        .to_owned()
                ),
            ]
        );
    }

    #[test]
    fn a_printed_figure_stands_beside_the_restated_one() {
        let workforce = northumberland().workforce();
        let figures = as_published(&workforce);
        let mine = figures
            .iter()
            .find(|it| it.year == Some(2017) && it.area.to_string() == "929")
            .expect("of 2017");
        let restated = mine.restated(Releases::shipped()).expect("in the release");
        assert!(matches!(restated.source, Source::Release { .. }));
        assert_eq!(restated.at.year(), 2017);
    }

    #[test]
    fn only_a_period_of_the_statistics_is_restated_by_them() {
        for period in [
            "31 March 2018",
            "2018-03-31",
            "31/03/2018",
            "year to Dec 2017",
        ] {
            assert!(ends_in_another_month(period), "{period}");
        }
        for period in [
            "2016/17",
            "2017",
            "30 September 2017",
            "2017-09-30",
            "1 October 2016 to 30 September 2017",
            "as printed",
        ] {
            assert!(!ends_in_another_month(period), "{period}");
        }
    }

    #[test]
    fn a_percentage_is_no_count() {
        let mut council = northumberland();
        let ids = [
            IndicatorId::next(&mut council.ids),
            IndicatorId::next(&mut council.ids),
        ];
        for (id, measure) in ids.into_iter().zip(["Vacancies", "Vacancy rate"]) {
            council.add(Indicator {
                id,
                measure: measure.to_owned(),
                period: "2017".to_owned(),
                area: "England".to_owned(),
                value: "17".to_owned(),
                unit: "%".to_owned(),
                source: "Paper of July 2018".to_owned(),
                note: None,
            });
        }
        let workforce = council.workforce();
        let measures: Vec<_> = as_published(&workforce)
            .iter()
            .map(|it| it.measure)
            .filter(|it| *it != Measure::AverageCaseload)
            .collect();
        assert_eq!(measures, [Measure::VacancyRate]);
    }

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (period, year) in [
            ("2016/17", Some(2017)),
            ("2016-17", Some(2017)),
            ("2016/2017", Some(2017)),
            ("2017", Some(2017)),
            ("30 September 2017", Some(2017)),
            ("2017-09-30", Some(2017)),
            ("2008-09-30", Some(2008)),
            ("year ending 30 September 2017", Some(2017)),
            ("1999/00", Some(2000)),
            ("as printed", None),
        ] {
            assert_eq!(reporting_year(period), year, "{period}");
        }
    }
}
