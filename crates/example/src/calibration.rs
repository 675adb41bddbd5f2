//! What an invented authority is like: drawn from what was published of the
//! real ones, and moved from year to year as England moved.

use holdfast_reference::{AgeRow, Area, IndicatorRow, Measure, Releases, age_bands, role_mix};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::OrganisationRole;

use crate::draw::Draw;

/// The year of the figures that authorities are drawn from.
pub(crate) const CALIBRATION_YEAR: i16 = 2025;

/// The first year of figures for England.
const FIRST_YEAR: i16 = 2017;

/// Authorities with fewer staff than this have rates that jump from year to
/// year, which say little about a typical one.
const SMALLEST_FTE: f64 = 60.0;

/// The rates that an authority had in the year of calibration, as shares.
#[derive(Clone, Debug)]
pub(crate) struct Character {
    vacancy: f64,
    turnover: f64,
    agency: f64,
    agency_for_vacancies: f64,
    caseload: f64,
    absence: f64,
    /// The shares of the six roles of the workforce return, in its order.
    pub(crate) roles: [f64; 6],
}

/// What an authority is heading for at some time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Targets {
    /// Vacancies over establishment.
    pub(crate) vacancy: f64,
    /// Leavers in a year over those in post.
    pub(crate) turnover: f64,
    /// Agency FTE over agency FTE and FTE in post.
    pub(crate) agency: f64,
    /// The share of agency FTE that covers vacancies.
    pub(crate) agency_for_vacancies: f64,
    /// Cases for each FTE that holds cases.
    pub(crate) caseload: f64,
    /// Working days lost to sickness over working days.
    pub(crate) absence: f64,
    /// FTE in post over that of the year of calibration.
    pub(crate) size: f64,
}

impl Character {
    /// The character of an invented authority: that of a real one, chosen by
    /// chance, so that its rates go together, with each rate shaken.
    pub(crate) fn draw(draw: &mut Draw) -> Self {
        let rows: Vec<_> = published().filter(|row| is_usable(row)).collect();
        let row = draw.pick(&rows);
        let mut shaken = |measure, lowest, highest| {
            let (low, high) = middle_of(measure);
            let value = number(row, measure) * (1.0 + draw.bell() * 0.05);
            value.clamp(low, high).clamp(lowest, highest)
        };
        Self {
            vacancy: shaken(Measure::VacancyRate, 1.5, 40.0) / 100.0,
            turnover: shaken(Measure::TurnoverRateFte, 4.0, 30.0) / 100.0,
            agency: shaken(Measure::AgencyRateFte, 1.0, 40.0) / 100.0,
            agency_for_vacancies: shaken(Measure::AgencyCoverRate, 40.0, 97.0) / 100.0,
            caseload: shaken(Measure::AverageCaseload, 10.0, 25.0),
            absence: shaken(Measure::AbsenceRate, 1.0, 7.0) / 100.0,
            roles: roles(draw, row.area),
        }
    }

    /// What the authority is heading for at a time, given in years.
    pub(crate) fn at(&self, time: f64) -> Targets {
        let moved = |share: f64, measure| (share * drift(measure, time)).min(0.48);
        // What is counted over a year has one rate for all of its days.
        let over_year = |share: f64, measure| (share * drift(measure, time.ceil())).min(0.48);
        Targets {
            vacancy: moved(self.vacancy, Measure::VacancyRate),
            turnover: over_year(self.turnover, Measure::TurnoverRateFte),
            agency: moved(self.agency, Measure::AgencyRateFte),
            agency_for_vacancies: self.agency_for_vacancies,
            caseload: self.caseload * drift(Measure::AverageCaseload, time),
            absence: over_year(self.absence, Measure::AbsenceRate),
            size: drift(Measure::InPostFte, time),
        }
    }
}

/// What was published of the year of calibration.
fn published() -> impl Iterator<Item = &'static IndicatorRow> {
    let rows = Releases::shipped().rows(CALIBRATION_YEAR);
    rows.map(|(row, _)| row)
}

/// FTE in post of the real authorities, the largest first.
pub(crate) fn sizes() -> Vec<f64> {
    let mut sizes: Vec<f64> = published().flat_map(sizes_of).collect();
    sizes.sort_by(|one, other| other.total_cmp(one));
    sizes
}

/// A joint return stands for two authorities of half its size.
fn sizes_of(row: &IndicatorRow) -> Vec<f64> {
    let fte = number(row, Measure::InPostFte);
    match row.area {
        Area::Authority(_) if fte > 0.0 => vec![fte],
        Area::Joint(..) => vec![fte / 2.0; 2],
        _ => Vec::new(),
    }
}

/// The age bands with weights for their share of those in post.
pub(crate) fn ages() -> impl Iterator<Item = &'static AgeRow> + Clone {
    age_bands().iter()
}

fn number(row: &IndicatorRow, measure: Measure) -> f64 {
    row.number(measure).map_or(0.0, |number| number.as_float())
}

fn is_usable(row: &IndicatorRow) -> bool {
    const NEEDED: [Measure; 6] = [
        Measure::VacancyRate,
        Measure::TurnoverRateFte,
        Measure::AgencyRateFte,
        Measure::AgencyCoverRate,
        Measure::AverageCaseload,
        Measure::AbsenceRate,
    ];
    matches!(row.area, Area::Authority(_))
        && number(row, Measure::InPostFte) >= SMALLEST_FTE
        && NEEDED.iter().all(|measure| row.number(*measure).is_some())
}

/// The values that nine in ten authorities lie between.
fn middle_of(measure: Measure) -> (f64, f64) {
    let rows = published().filter(|row| is_usable(row));
    let mut values: Vec<f64> = rows.map(|row| number(row, measure)).collect();
    values.sort_by(f64::total_cmp);
    let tail = values.len() / 20;
    match (values.get(tail), values.iter().rev().nth(tail)) {
        (Some(low), Some(high)) => (*low, *high),
        _ => (0.0, 100.0),
    }
}

/// The shares of the roles, half the authority's own and half England's: the
/// extremes of single authorities are questions of counting.
fn roles(draw: &mut Draw, area: Area) -> [f64; 6] {
    let (own, england) = (role_shares(area), role_shares(Area::England));
    let mut shares = [0.0; 6];
    for (share, (own, england)) in shares.iter_mut().zip(own.iter().zip(england)) {
        *share = ((own + england) / 2.0 * (1.0 + draw.bell() * 0.05)).max(0.005);
    }
    let sum: f64 = shares.iter().sum();
    shares.map(|share| share / sum)
}

fn role_shares(area: Area) -> [f64; 6] {
    let mut shares = [0.0; 6];
    if let Some(mix) = role_mix(area, CALIBRATION_YEAR) {
        let total = mix.total.fte.as_float().max(0.1);
        for (share, role) in shares.iter_mut().zip(OrganisationRole::ALL) {
            *share = mix.count(*role).fte.as_float() / total;
        }
    }
    shares
}

/// England's value at a time over that of the year of calibration. Between
/// two years it moves in a straight line; outside the published years it stays.
fn drift(measure: Measure, time: f64) -> f64 {
    let time = time.clamp(f64::from(FIRST_YEAR), f64::from(CALIBRATION_YEAR));
    let year = time as i16;
    let part = time - f64::from(year);
    let (this, next) = (
        england(measure, year),
        england(measure, (year + 1).min(CALIBRATION_YEAR)),
    );
    (this + (next - this) * part) / england(measure, CALIBRATION_YEAR)
}

fn england(measure: Measure, year: i16) -> f64 {
    let england = Releases::shipped().row(Area::England, year);
    england.map_or(1.0, |(row, _)| number(row, measure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_are_those_of_england() {
        let sizes = sizes();
        assert!((145..=155).contains(&sizes.len()), "{}", sizes.len());
        let sum: f64 = sizes.iter().sum();
        // England 2025: 36,186.3, with two authorities that made no return.
        assert!((35_500.0..36_300.0).contains(&sum), "{sum}");
    }

    #[test]
    fn targets_drift_as_england_did() {
        let character = Character::draw(&mut Draw::new(1, 0));
        let (then, now) = (character.at(2018.0), character.at(2025.0));
        // England: turnover 15.1% in 2018 and 11.8% in 2025.
        assert!((then.turnover / now.turnover - 15.1 / 11.8).abs() < 0.001);
        assert!((character.at(2031.0).size - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn the_roles_of_an_authority_make_a_whole() {
        for stream in 0..20 {
            let character = Character::draw(&mut Draw::new(3, stream));
            assert!((character.roles.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }
}
