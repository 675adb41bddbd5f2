//! Parts out of a stated position, for years before the records begin.

use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::CountUnit;
use holdfast_workforce::position::{self, Basis, Line, Position};

use crate::figure::{Missing, Part, Row, Subject};
use crate::formula::Component;
use crate::ledger::Reckoning;

pub(crate) fn part(reckoning: &Reckoning<'_>, position: &Position, component: Component) -> Part {
    let Basis::Stated { on, .. } = position.basis else {
        return Part::missing(component, Missing::NoRecords);
    };
    let Some(line) = line(component) else {
        return Part::missing(component, Missing::NotStated(on));
    };
    if position.unit != CountUnit::Fte {
        let why = Missing::StatedOtherwise(on, position.unit.label());
        return Part::missing(component, why);
    }
    let Some(amount) = position.total.get(line) else {
        return Part::missing(component, Missing::NotStated(on));
    };
    Part {
        amount: Ok(amount),
        ..Part::of_rows(component, rows(reckoning, line))
    }
}

/// The line of the position that states a component.
fn line(component: Component) -> Option<Line> {
    Some(match component {
        Component::InPostFte => Line::InPost,
        Component::AgencyFte => Line::Agency,
        Component::AgencyCoverFte => Line::AgencyVacancy,
        Component::VacanciesFte => Line::Vacancies,
        Component::EstablishedFte => Line::Established,
        _ => return None,
    })
}

fn rows(reckoning: &Reckoning<'_>, line: Line) -> Vec<Row> {
    let workforce = reckoning.ledger.workforce;
    position::beneath(workforce, &reckoning.selection(), line)
        .into_iter()
        .filter_map(|it| {
            Some(Row {
                subject: Subject::Stated(it.stated?),
                person: None,
                post: None,
                team: it.team,
                role: it.role,
                amount: it.amount,
                spell: None,
            })
        })
        .collect()
}
