//! How often people go away for long, and for how long.

use holdfast_measures::Ledger;
use holdfast_measures::calendar::common;
use holdfast_workforce::date::Spell;
use jiff::civil::Date;

use crate::careers::{months_of, spells_away};
use crate::rates::Hazard;
use crate::scenario::AbsenceKind;

/// Own absences of a kind in a window of time.
///
/// The mean duration is the months away in the window for each absence that
/// ended in it: those that go on count with the time that they have lasted.
#[derive(Clone, Debug, PartialEq)]
pub struct AbsenceEstimate {
    /// The kind.
    pub kind: AbsenceKind,
    /// How many began in the window.
    pub began: u32,
    /// Person-months at work, in which one could have begun.
    pub at_risk: f64,
    /// How many ended in the window.
    pub ended: u32,
    /// Months away in the window.
    pub away: f64,
    /// The durations, in months, of those that ended in the window.
    pub durations: Vec<f64>,
}

impl AbsenceEstimate {
    /// Their beginning as a monthly hazard.
    pub fn hazard(&self) -> Hazard {
        Hazard {
            events: f64::from(self.began),
            months: self.at_risk,
        }
    }

    /// How long they last on average; nothing before any ended.
    pub fn mean_months(&self) -> Option<f64> {
        (self.ended > 0).then(|| self.away / f64::from(self.ended))
    }

    /// The standard deviation of the durations that are known.
    pub fn sd_months(&self) -> f64 {
        let count = self.durations.len() as f64;
        if count < 2.0 {
            return 0.0;
        }
        let mean = self.durations.iter().sum::<f64>() / count;
        let squares = self.durations.iter().map(|months| (months - mean).powi(2));
        (squares.sum::<f64>() / (count - 1.0)).sqrt()
    }
}

/// The absences of the service's people in a window that has an end: those
/// that a plan knows, in the order of their kinds. Absences of a kind that
/// follow each other without a day between are one.
pub fn absences(ledger: &Ledger<'_>, window: Spell) -> Vec<AbsenceEstimate> {
    let members = ledger.population().memberships.iter();
    let in_window = members.filter_map(|it| common(it.spell, window));
    let here: f64 = in_window.map(months_of).sum();
    let kinds = [
        AbsenceKind::Maternity,
        AbsenceKind::LongTermSickness,
        AbsenceKind::Secondment,
    ];
    let mut found: Vec<_> = kinds
        .into_iter()
        .map(|kind| {
            estimate(
                kind,
                spells_away(ledger, kind).into_values().flatten(),
                window,
                ledger.employment_begin(),
            )
        })
        .collect();
    // Who is seconded out is not in the service's time, so that is not taken off.
    let keeps = |it: &&AbsenceEstimate| it.kind != AbsenceKind::Secondment;
    let away: f64 = found.iter().filter(keeps).map(|it| it.away).sum();
    found.iter_mut().for_each(|it| it.at_risk = here - away);
    found
}

fn estimate(
    kind: AbsenceKind,
    spells: impl Iterator<Item = Spell>,
    window: Spell,
    begin: Option<Date>,
) -> AbsenceEstimate {
    let mut estimate = AbsenceEstimate {
        kind,
        began: 0,
        at_risk: 0.0,
        ended: 0,
        away: 0.0,
        durations: Vec::new(),
    };
    for spell in spells {
        let Some(here) = common(spell, window) else {
            continue;
        };
        estimate.away += months_of(here);
        estimate.began += u32::from(spell.from == here.from && Some(spell.from) > begin);
        if spell.until.is_some_and(|until| Some(until) <= window.until) {
            estimate.ended += 1;
            estimate.durations.push(months_of(spell));
        }
    }
    estimate
}
