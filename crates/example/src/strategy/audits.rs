//! The audits of the invented authority: some cases each month, and a practice
//! week each year.

use std::collections::BTreeSet;

use holdfast_measures::Ledger;
use holdfast_workforce::codes::{AuditGrade, AuditMethod, Service};
use holdfast_workforce::date::months_later;
use holdfast_workforce::id::{PracticeAuditId, TeamId};
use holdfast_workforce::record::{PracticeAudit, Record};
use jiff::civil::Date;

use super::Writer;
use crate::calendar::later;

/// A theme: its name, the share that was good two years ago and is now, and
/// what is found and learned where it is not.
struct ThemeLine {
    name: &'static str,
    then: f64,
    now: f64,
    weak: &'static str,
    strong: &'static str,
    learning: &'static str,
    item: &'static str,
}

const THEMES: [ThemeLine; 4] = [
    ThemeLine {
        name: "Plans and reviews",
        then: 0.45,
        now: 0.78,
        weak: "The plan does not say who does what by when.",
        strong: "The plan is short, and the family has it.",
        learning: "Write plans with the family, with a day for each step.",
        item: "Y3.1",
    },
    ThemeLine {
        name: "Recording",
        then: 0.66,
        now: 0.64,
        weak: "Visits are written up after a week.",
        strong: "The record tells the story at a glance.",
        learning: "Write up visits on the day, with the template for phones.",
        item: "Y3.1",
    },
    ThemeLine {
        name: "Supervision",
        then: 0.7,
        now: 0.74,
        weak: "Supervision was put off twice.",
        strong: "Supervision asks what the child’s day is like.",
        learning: "Book supervision for half a year ahead.",
        item: "Y2.1",
    },
    ThemeLine {
        name: "Voice of the child",
        then: 0.6,
        now: 0.7,
        weak: "The record says what adults think, not what the child says.",
        strong: "The child’s own words stand in the assessment.",
        learning: "See children alone, and write down their words.",
        item: "",
    },
];

/// How many months of audits there are.
const MONTHS: i32 = 24;

impl Writer<'_> {
    pub(super) fn audits(&mut self) {
        let ledger = Ledger::new(self.workforce, Some(Service::Children));
        for month in (1..=MONTHS).rev() {
            let end = months_later(self.at, -month).last_of_month();
            let teams = teams(&ledger, end);
            let grown = f64::from(MONTHS - month) / f64::from(MONTHS - 1);
            for theme in &THEMES {
                for _ in 0..2 {
                    let on = later(end, -self.draw.between(1, 20));
                    self.audit(
                        theme,
                        on,
                        grown,
                        AuditMethod::CaseAudit,
                        ("Monthly audits", &teams),
                    );
                }
            }
            if month % 12 == 4 {
                self.practice_week(end, grown, &teams);
            }
        }
    }

    fn practice_week(&mut self, end: Date, grown: f64, teams: &[TeamId]) {
        let programme = format!("Practice week {}", end.strftime("%B %Y"));
        for number in 0..16 {
            let theme = &THEMES[number % THEMES.len()];
            let on = later(end, -(4 + self.draw.between(0, 4)));
            let method = match number % 3 {
                0 => AuditMethod::Feedback,
                _ => AuditMethod::Observation,
            };
            self.audit(theme, on, grown, method, (&programme, teams));
        }
    }

    fn audit(
        &mut self,
        theme: &ThemeLine,
        on: Date,
        grown: f64,
        method: AuditMethod,
        (programme, teams): (&str, &[TeamId]),
    ) {
        let is_good = self
            .draw
            .chance(theme.then + (theme.now - theme.then) * grown);
        let is_far = self.draw.chance(0.12);
        let grade = match (is_good, is_far) {
            (true, true) => AuditGrade::Outstanding,
            (true, false) => AuditGrade::Good,
            (false, true) => AuditGrade::Inadequate,
            (false, false) => AuditGrade::RequiresImprovement,
        };
        let finding = match is_good {
            true => theme.strong,
            false => theme.weak,
        };
        let count = self.records.iter().filter(|it| is_audit(it)).count();
        let audit = PracticeAudit {
            id: PracticeAuditId::next(&mut self.ids),
            reference: format!("D{:03}", count + 1),
            programme: programme.to_owned(),
            theme: theme.name.to_owned(),
            on,
            team: (!teams.is_empty()).then(|| self.draw.pick(teams)),
            method,
            // What a family says is not graded.
            grade: (method != AuditMethod::Feedback).then_some(grade),
            finding: Some(finding.to_owned()),
            learning: (!is_good).then(|| theme.learning.to_owned()),
            item: self.item(theme.item).filter(|_| !is_good),
        };
        self.records.push(audit.into());
    }
}

/// The teams of children's services with social workers on a day.
fn teams(ledger: &Ledger<'_>, on: Date) -> Vec<TeamId> {
    let in_post = ledger.population().in_post(on);
    let teams: BTreeSet<_> = in_post
        .filter_map(|it| Some(it.main_piece(on)?.team))
        .collect();
    teams.into_iter().collect()
}

fn is_audit(record: &Record) -> bool {
    matches!(record, Record::PracticeAudit(_))
}
