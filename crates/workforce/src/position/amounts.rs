//! The amounts of one row: an amount for each line, or nothing where the
//! source does not say.

use super::Line;
use crate::amount::{Fte, percent_one_place};
use crate::code::CodeSet;

const LINES: usize = <Line as CodeSet>::ALL.len();

/// An amount for each line of a position; lines of which nothing is known have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts([Option<Fte>; LINES]);

impl Amounts {
    /// Nought on every line.
    pub const NOUGHT: Self = Self([Some(Fte::ZERO); LINES]);

    /// The amount of a line, where it is known.
    pub fn get(&self, line: Line) -> Option<Fte> {
        self.0[line as usize]
    }

    pub(super) fn set(&mut self, line: Line, amount: Option<Fte>) {
        self.0[line as usize] = amount;
    }

    pub(super) fn add(&mut self, line: Line, amount: Fte) {
        let sum = self.get(line).unwrap_or_default() + amount;
        self.set(line, Some(sum));
    }

    /// Nought on every line that is known here: what a row that is missing
    /// beside this one stands for.
    pub(super) fn nought_where_known(&self) -> Self {
        Self(self.0.map(|amount| amount.map(|_| Fte::ZERO)))
    }

    /// This less the other, line by line, where both are known.
    pub fn less(&self, other: &Self) -> Self {
        let mut difference = Self::default();
        for line in Line::ALL {
            let both = self.get(*line).zip(other.get(*line));
            difference.set(*line, both.map(|(mine, theirs)| mine - theirs));
        }
        difference
    }

    /// Fills the lines that follow from the others by the identities of the
    /// establishment.
    pub(super) fn derive(&mut self) {
        self.derive_established();
        self.derive_vacancies();
        let agency = self.sum_of_known(&Line::AGENCY);
        self.set(Line::Agency, agency);
        let or_none = |amounts: &Self, line| amounts.get(line).unwrap_or_default();
        let outside = or_none(self, Line::Trainees) + or_none(self, Line::NewlyQualified);
        self.set(
            Line::InPostWithOutside,
            self.get(Line::InPost).map(|it| it + outside),
        );
        self.set(
            Line::VacanciesLessOutside,
            self.get(Line::Vacancies).map(|it| it - outside),
        );
        let net_gap = self.get(Line::VacanciesLessOutside).zip(agency);
        self.set(
            Line::NetGap,
            net_gap.map(|(vacant, agency)| vacant - agency),
        );
        let employed = or_none(self, Line::EmployedCover);
        let filled = self.get(Line::InPost).zip(agency);
        let filled = filled.map(|(in_post, agency)| in_post + employed + agency);
        let covered = filled.map(|filled| filled - or_none(self, Line::Away));
        self.set(Line::Covered, covered);
        let over = covered.zip(self.get(Line::Established));
        self.set(
            Line::OverEstablishment,
            over.map(|(here, all)| (here - all).or_zero()),
        );
        let assignments = filled.map(|filled| filled + or_none(self, Line::Vacant));
        self.set(Line::Assignments, assignments);
    }

    fn derive_established(&mut self) {
        let parts = [
            Line::EstablishedBase,
            Line::EstablishedTemporary,
            Line::EstablishedGrant,
        ];
        let known = self.sum_of_known(&parts);
        match self.get(Line::Established) {
            None => self.set(Line::Established, known),
            Some(all) if known.is_some() && self.get(Line::EstablishedBase).is_none() => {
                self.set(Line::EstablishedBase, known.map(|limited| all - limited));
            }
            Some(_) => {}
        }
    }

    fn derive_vacancies(&mut self) {
        let from_posts = self.get(Line::Established).zip(self.get(Line::InPost));
        let from_cover = self.get(Line::Vacant).zip(self.get(Line::AgencyVacancy));
        let vacancies = from_posts
            .map(|(established, in_post)| established - in_post)
            .or(from_cover.map(|(vacant, agency)| vacant + agency));
        self.set(Line::Vacancies, vacancies);
    }

    fn sum_of_known(&self, lines: &[Line]) -> Option<Fte> {
        let known = lines.iter().filter_map(|line| self.get(*line));
        known.fold(None, |sum, amount| Some(sum.unwrap_or_default() + amount))
    }

    /// The official vacancy rate in percent: vacancies over vacancies and in post.
    pub fn vacancy_rate(&self) -> Option<String> {
        let vacancies = self.get(Line::Vacancies)?;
        percent_one_place(vacancies, vacancies + self.get(Line::InPost)?)
    }

    /// The official agency rate in percent: agency over agency and in post.
    pub fn agency_rate(&self) -> Option<String> {
        let agency = self.get(Line::Agency)?;
        percent_one_place(agency, agency + self.get(Line::InPost)?)
    }

    /// The share of all assignments that agency fills, in percent.
    pub fn agency_share(&self) -> Option<String> {
        percent_one_place(self.get(Line::Agency)?, self.get(Line::Assignments)?)
    }
}
