//! The answer of a position, in sentences.

use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::CountUnit;
use holdfast_workforce::date::in_words;
use holdfast_workforce::position::{Amounts, Basis, Line, Position};

use crate::format;

/// An amount as the unit of its position is read.
pub(crate) fn shown(amount: Fte, line: Line, unit: CountUnit) -> String {
    match is_whole(line, unit) {
        true => format::whole(amount),
        false => format::fte(amount),
    }
}

/// A difference as the unit of its position is read, with its sign.
pub(crate) fn shown_change(amount: Fte, line: Line, unit: CountUnit) -> String {
    match is_whole(line, unit) {
        true => format::whole_change(amount),
        false => format::fte_change(amount),
    }
}

fn is_whole(line: Line, unit: CountUnit) -> bool {
    line.counts_people() || unit != CountUnit::Fte
}

/// An amount for a sentence or a headline: FTE with one place.
pub(crate) fn headline(amount: Fte, unit: CountUnit) -> String {
    match unit {
        CountUnit::Fte => format::fte_headline(amount),
        CountUnit::Assignments | CountUnit::Headcount => format::whole(amount),
    }
}

/// The answer in two or three sentences: who is in post, what is vacant and
/// covered, what gap is left. What is not known is left out.
pub(crate) fn answer(position: &Position) -> String {
    let telling = Telling {
        amounts: &position.total,
        unit: position.unit,
    };
    if let Some(assignments) = telling.assignments() {
        return assignments;
    }
    let sentences = [telling.in_post(), telling.vacancies(), telling.gap()];
    sentences
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What changed since another date, in a sentence; nothing where neither is
/// known, or they are counted differently.
pub(crate) fn changed(now: &Position, then: &Position) -> String {
    if now.unit != then.unit {
        return String::new();
    }
    let change = now.total.less(&then.total);
    let staff = match now.unit {
        CountUnit::Assignments => "permanent",
        CountUnit::Fte | CountUnit::Headcount => "in post",
    };
    let compared = |(line, name): (Line, &str)| {
        let amount = change.get(line)?;
        let size = headline(amount.magnitude(), now.unit);
        Some(match amount {
            _ if size == headline(Fte::ZERO, now.unit) => format!("as many {name}"),
            amount if amount > Fte::ZERO => format!("{size} more {name}"),
            _ => format!("{size} fewer {name}"),
        })
    };
    let told = [
        (Line::InPost, staff),
        (Line::Agency, "agency"),
        (Line::Vacancies, "vacant"),
    ];
    // What is vacant of assignments is told with the agency that fills it.
    let many = match now.unit {
        CountUnit::Assignments => 2,
        CountUnit::Fte | CountUnit::Headcount => 3,
    };
    let told: Vec<String> = told.into_iter().take(many).filter_map(compared).collect();
    match told.is_empty() {
        true => String::new(),
        false => format!("Since {}: {}.", in_words(day(then)), told.join(", ")),
    }
}

/// Where the numbers come from, as sentences; nothing for the records themselves.
pub(crate) fn basis(position: &Position) -> String {
    match &position.basis {
        Basis::Records | Basis::Nothing => String::new(),
        Basis::Stated { on, sources } => format!(
            "These numbers are a count of {} that was stated earlier, in {}. No records of posts and people \
             reach back to that day. Source: {}.",
            in_words(*on),
            position.unit.label(),
            sources.join("; ")
        ),
    }
}

/// The day that the numbers are of.
pub(crate) fn day(position: &Position) -> jiff::civil::Date {
    match &position.basis {
        Basis::Stated { on, .. } => *on,
        Basis::Records | Basis::Nothing => position.selection.at,
    }
}

struct Telling<'a> {
    amounts: &'a Amounts,
    unit: CountUnit,
}

impl Telling<'_> {
    fn get(&self, line: Line) -> Option<Fte> {
        self.amounts.get(line)
    }

    /// The amount of a line where there is any.
    fn some(&self, line: Line) -> Option<Fte> {
        self.get(line).filter(|amount| *amount > Fte::ZERO)
    }

    fn shown(&self, amount: Fte) -> String {
        headline(amount, self.unit)
    }

    fn unit(&self) -> &'static str {
        self.unit.label()
    }

    /// Of a source that counts assignments: who fills them.
    fn assignments(&self) -> Option<String> {
        let in_post = self.get(Line::InPost)?;
        let agency = self.get(Line::Agency)?;
        let all = self.get(Line::Assignments)?;
        if self.unit != CountUnit::Assignments || self.get(Line::Established).is_some() {
            return None;
        }
        let share = self.amounts.agency_share();
        let share = share.map(|it| format!(" ({it}%)")).unwrap_or_default();
        let vacant = match self.get(Line::Vacant) {
            Some(vacant) if vacant == Fte::ONE => ", 1 is vacant".to_owned(),
            Some(vacant) => format!(", {} are vacant", self.shown(vacant)),
            None => String::new(),
        };
        Some(format!(
            "{} of {} assignments are filled by permanent staff; agency fills {}{share}{vacant}.",
            self.shown(in_post),
            self.shown(all),
            self.shown(agency)
        ))
    }

    fn in_post(&self) -> Option<String> {
        let in_post = self.get(Line::InPost)?;
        let (here, unit) = (self.shown(in_post), self.unit());
        Some(match self.get(Line::Established) {
            None => format!("{here} {unit} are in post."),
            Some(all) if in_post > all => format!(
                "{here} {unit} are in post, {} more than the {} established.",
                self.shown(in_post - all),
                self.shown(all)
            ),
            Some(all) => format!(
                "{here} of {} established {unit} are in post.",
                self.shown(all)
            ),
        })
    }

    fn vacancies(&self) -> Option<String> {
        let vacancies = self.some(Line::Vacancies)?;
        let unit = self.unit();
        let filled = match self.some(Line::AgencyVacancy) {
            Some(filling) => format!(
                "; agency workers fill {} of them while posts are recruited to",
                self.shown(filling)
            ),
            None => String::new(),
        };
        Some(format!(
            "{} {unit} are vacant{filled}.",
            self.shown(vacancies)
        ))
    }

    fn gap(&self) -> Option<String> {
        let gap = self.get(Line::NetGap)?;
        let agency = self.some(Line::Agency);
        let outside = self.get(Line::Trainees).unwrap_or_default()
            + self.get(Line::NewlyQualified).unwrap_or_default();
        let outside = (outside > Fte::ZERO).then_some(outside);
        let counted = [
            outside.map(|it| {
                format!(
                    "{} trainees and newly qualified outside the establishment",
                    self.shown(it)
                )
            }),
            agency.map(|it| format!("{} agency", self.shown(it))),
        ];
        let counted: Vec<String> = counted.into_iter().flatten().collect();
        let start = match counted.is_empty() {
            true => "Nobody covers:".to_owned(),
            false => format!("Counting {},", counted.join(" and ")),
        };
        Some(match gap >= Fte::ZERO {
            true => format!("{start} the net gap is {}.", self.shown(gap)),
            false => format!(
                "{start} there are {} more than the vacancies.",
                self.shown(gap.magnitude())
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use holdfast_workforce::Change;
    use holdfast_workforce::codes::{Service, StatedCategory};
    use holdfast_workforce::id::StatedPositionId;
    use holdfast_workforce::position::{Dimension, Selection, position};
    use holdfast_workforce::record::StatedPosition;
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn told(unit: CountUnit, counts: &[(StatedCategory, &str)]) -> String {
        let stated = |(number, (category, value)): (usize, &(StatedCategory, &str))| {
            Change::Put(
                StatedPosition {
                    id: StatedPositionId(Uuid::from_u128(number as u128 + 1)),
                    on: date(2018, 6, 30),
                    service: Service::Children,
                    team: None,
                    role: None,
                    category: *category,
                    unit,
                    value: value.parse().unwrap(),
                    source: "A paper".into(),
                }
                .into(),
            )
        };
        let changes: Vec<_> = counts.iter().enumerate().map(stated).collect();
        let workforce = crate::testing::no_records().with(&changes, 1);
        let selection = Selection::at(date(2018, 6, 30));
        answer(&position(&workforce, &selection, Dimension::Role))
    }

    #[test]
    fn the_answer_says_who_is_in_post_what_is_vacant_and_what_gap_is_left() {
        // Norfolk, June 2018: 406.31 + 0 established, 298.14 in post, 25.5 trainees,
        // 75.75 agency: 108.17 vacant, 108.17 - 25.5 - 75.75 = 6.92.
        let text = told(
            CountUnit::Fte,
            &[
                (StatedCategory::Established, "406.31"),
                (StatedCategory::InPost, "298.14"),
                (StatedCategory::Trainee, "25.5"),
                (StatedCategory::Agency, "75.75"),
            ],
        );
        assert_eq!(
            text,
            "298.1 of 406.3 established FTE are in post. 108.2 FTE are vacant. Counting 25.5 trainees and \
             newly qualified outside the establishment and 75.8 agency, the net gap is 6.9."
        );
    }

    #[test]
    fn assignments_are_told_by_who_fills_them() {
        // 43 of 120 + 43 + 18 = 181 is 23.76 percent.
        let text = told(
            CountUnit::Assignments,
            &[
                (StatedCategory::InPost, "120"),
                (StatedCategory::AgencyVacancy, "43"),
                (StatedCategory::Vacant, "18"),
            ],
        );
        assert_eq!(
            text,
            "120 of 181 assignments are filled by permanent staff; agency fills 43 (23.8%), 18 are vacant."
        );
    }

    #[test]
    fn what_no_source_states_is_left_out() {
        let text = told(CountUnit::Assignments, &[(StatedCategory::InPost, "365")]);
        assert_eq!(text, "365 assignments are in post.");
    }

    #[test]
    fn more_than_the_establishment_is_told_as_more() {
        let text = told(
            CountUnit::Fte,
            &[
                (StatedCategory::Established, "10"),
                (StatedCategory::InPost, "10.6"),
                (StatedCategory::Agency, "1"),
            ],
        );
        assert_eq!(
            text,
            "10.6 FTE are in post, 0.6 more than the 10.0 established. Counting 1.0 agency, there are 1.6 \
             more than the vacancies."
        );
    }
}
