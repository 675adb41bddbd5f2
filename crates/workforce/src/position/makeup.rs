//! What each line of a position is made of, and with which sign it counts.

use super::{Contribution, Line, Selection, contributions};
use crate::snapshot::Workforce;

const ESTABLISHED: [Line; 4] = [
    Line::Established,
    Line::EstablishedBase,
    Line::EstablishedTemporary,
    Line::EstablishedGrant,
];

const OUTSIDE: [Line; 2] = [Line::Trainees, Line::NewlyQualified];

/// Lines that add to another and lines that are taken off it.
#[derive(Default)]
struct Makeup {
    added: Vec<Line>,
    taken_off: Vec<Line>,
}

impl Makeup {
    fn of(line: Line, vacancies: &Vacancies) -> Self {
        let nothing = Self::default();
        match line {
            Line::Established => nothing.plus(&ESTABLISHED),
            Line::Vacancies => match vacancies {
                Vacancies::FromPosts => nothing.plus(&ESTABLISHED).less(&[Line::InPost]),
                Vacancies::FromCover => nothing.plus(&[Line::Vacant, Line::AgencyVacancy]),
            },
            Line::Agency => nothing.plus(&Line::AGENCY),
            Line::InPostWithOutside => nothing.plus(&[Line::InPost]).plus(&OUTSIDE),
            Line::VacanciesLessOutside => Self::of(Line::Vacancies, vacancies).less(&OUTSIDE),
            Line::NetGap => Self::of(Line::VacanciesLessOutside, vacancies).less(&Line::AGENCY),
            Line::Covered => nothing
                .plus(&[Line::InPost, Line::EmployedCover])
                .plus(&Line::AGENCY)
                .less(&[Line::Away]),
            Line::OverEstablishment => Self::of(Line::Covered, vacancies).less(&ESTABLISHED),
            Line::Assignments => nothing
                .plus(&[Line::InPost, Line::EmployedCover, Line::Vacant])
                .plus(&Line::AGENCY),
            line => nothing.plus(&[line]),
        }
    }

    fn plus(mut self, lines: &[Line]) -> Self {
        self.added.extend(lines);
        self
    }

    fn less(mut self, lines: &[Line]) -> Self {
        self.taken_off.extend(lines);
        self
    }
}

/// How the vacancies of a position are known.
enum Vacancies {
    /// Established less in post.
    FromPosts,
    /// The source states what is vacant and what agency fills meanwhile.
    FromCover,
}

impl Line {
    /// The lines that follow from others by an identity of the establishment.
    pub(super) const DERIVED: [Self; 7] = [
        Self::InPostWithOutside,
        Self::Vacancies,
        Self::VacanciesLessOutside,
        Self::NetGap,
        Self::Covered,
        Self::OverEstablishment,
        Self::Assignments,
    ];

    /// The lines whose contributions stand beneath this one.
    pub fn parts(self) -> Vec<Self> {
        let makeup = Makeup::of(self, &Vacancies::FromPosts);
        [makeup.added, makeup.taken_off].concat()
    }
}

/// The contributions that stand beneath one line and add up to it; what is
/// taken off the line has its sign turned.
///
/// Over-establishment is never below nought, while what stands beneath it may
/// add up to less.
pub fn beneath(workforce: &Workforce, selection: &Selection, line: Line) -> Vec<Contribution> {
    let all = contributions(workforce, selection);
    let makeup = Makeup::of(line, &vacancies_in(&all));
    let mut found = Vec::new();
    for contribution in all {
        let added = makeup.added.contains(&contribution.line);
        let taken_off = makeup.taken_off.contains(&contribution.line);
        match (added, taken_off) {
            (true, false) => found.push(contribution),
            (false, true) => found.push(Contribution {
                amount: -contribution.amount,
                ..contribution
            }),
            // Agency that fills a vacancy both is one and makes up for it.
            (true, true) | (false, false) => {}
        }
    }
    found
}

fn vacancies_in(all: &[Contribution]) -> Vacancies {
    let is_stated = all.iter().any(|it| it.stated.is_some());
    let knows = |lines: &[Line]| all.iter().any(|it| lines.contains(&it.line));
    if is_stated && !(knows(&ESTABLISHED) && knows(&[Line::InPost])) {
        Vacancies::FromCover
    } else {
        Vacancies::FromPosts
    }
}
