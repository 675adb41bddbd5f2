//! The tree of teams: service, area, team.

use holdfast_workforce::codes::Service;
use holdfast_workforce::id::{IdSource, TeamId};
use holdfast_workforce::record::Team;

use crate::jobs::Job;

/// What a team does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Leads a whole service.
    Leadership,
    /// Leads an area.
    Area,
    FrontDoor,
    Assessment,
    FamilyHelp,
    CaredFor,
    LeavingCare,
    Disabilities,
    Fostering,
    Reviewing,
    Academy,
    Locality,
    Hospital,
    MentalHealth,
    LearningDisability,
    AdultSafeguarding,
}

/// A team, what it does and how many posts it has.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// The record.
    pub(crate) team: Team,
    /// What it does.
    pub(crate) work: Work,
    /// How many posts were ever put into it.
    pub(crate) posts: u32,
}

/// The names and weights of what teams do, service by service. The first
/// number is the share of the service's teams.
const CHILDREN: [(Work, &str, f64); 8] = [
    (Work::FrontDoor, "Multi-Agency Safeguarding Hub", 6.0),
    (Work::Assessment, "Assessment", 21.0),
    (Work::FamilyHelp, "Family Help and Protection", 28.0),
    (Work::CaredFor, "Cared for Children", 17.0),
    (Work::LeavingCare, "Leaving Care", 6.0),
    (Work::Disabilities, "Children with Disabilities", 6.0),
    (Work::Fostering, "Fostering", 9.0),
    (Work::Reviewing, "Independent Reviewing Service", 3.0),
];

const ADULTS: [(Work, &str, f64); 5] = [
    (Work::Locality, "Locality", 45.0),
    (Work::Hospital, "Hospital Discharge", 18.0),
    (Work::MentalHealth, "Mental Health", 16.0),
    (Work::LearningDisability, "Learning Disability", 13.0),
    (Work::AdultSafeguarding, "Safeguarding Adults", 8.0),
];

const AREAS: [&str; 8] = [
    "North", "South", "East", "West", "Central", "Coast", "Valley", "Moor",
];

impl Work {
    /// Whether the team's social workers hold cases.
    pub(crate) fn has_cases(self) -> bool {
        !matches!(
            self,
            Self::Leadership | Self::Area | Self::FrontDoor | Self::Fostering | Self::Reviewing
        )
    }

    /// How readily the team takes posts of a role; nought for never.
    pub(crate) fn takes(self, job: Job) -> f64 {
        let is_team = !matches!(self, Self::Leadership | Self::Area);
        match job {
            Job::HeadOfService => f64::from(u8::from(self == Self::Leadership)),
            Job::ServiceManager => f64::from(u8::from(self == Self::Area)),
            Job::ReviewingOfficer => f64::from(u8::from(self == Self::Reviewing)),
            Job::SupervisingSocialWorker => f64::from(u8::from(self == Self::Fostering)),
            Job::Trainee | Job::NewlyQualified => f64::from(u8::from(self == Self::Academy)),
            Job::DutySocialWorker => match self {
                Self::FrontDoor => 6.0,
                Self::Assessment | Self::Disabilities | Self::Fostering => 1.0,
                Self::FamilyHelp | Self::CaredFor | Self::LeavingCare => 0.7,
                _ => 0.0,
            },
            Job::SocialWorker | Job::SeniorSocialWorker | Job::AdvancedPractitioner => f64::from(
                u8::from(is_team && self.has_cases() && self != Self::Academy),
            ),
            _ => f64::from(u8::from(is_team)),
        }
    }
}

/// Builds the tree of one service; `count` is how many teams it has, beside
/// those that lead.
pub(crate) fn service(ids: &mut dyn IdSource, service: Service, count: usize) -> Vec<Unit> {
    let (root, letter, kinds): (_, _, &[(Work, &str, f64)]) = match service {
        Service::Children => ("Children’s Social Care", "C", &CHILDREN),
        Service::Adults => ("Adult Social Care", "A", &ADULTS),
    };
    let mut tree = Tree {
        ids,
        service,
        letter,
        units: Vec::new(),
    };
    let root = tree.add(Work::Leadership, root.to_owned(), None);
    let areas: Vec<_> = AREAS[..(count / 9).clamp(1, AREAS.len())]
        .iter()
        .map(|area| {
            (
                *area,
                tree.add(Work::Area, format!("{area} Area"), Some(root)),
            )
        })
        .collect();
    let total: f64 = kinds.iter().map(|kind| kind.2).sum();
    for (work, name, weight) in kinds {
        let teams = ((count as f64 * weight / total) + 0.5) as usize;
        tree.add_teams(*work, name, teams.max(1), &areas);
    }
    if service == Service::Children {
        tree.add(Work::Academy, "Social Work Academy".to_owned(), Some(root));
    }
    tree.units
}

struct Tree<'a> {
    ids: &'a mut dyn IdSource,
    service: Service,
    letter: &'static str,
    units: Vec<Unit>,
}

impl Tree<'_> {
    fn add(&mut self, work: Work, name: String, parent: Option<TeamId>) -> TeamId {
        let id = TeamId::next(self.ids);
        let team = Team {
            id,
            reference: format!("{}{:02}", self.letter, self.units.len() + 1),
            name,
            parent,
            service: self.service,
            spell: None,
        };
        self.units.push(Unit {
            team,
            work,
            posts: 0,
        });
        id
    }

    /// Spreads teams of one kind over the areas, numbered where an area has several.
    fn add_teams(&mut self, work: Work, name: &str, count: usize, areas: &[(&str, TeamId)]) {
        for index in 0..count {
            let (area, parent) = areas[index % areas.len()];
            let name = match index / areas.len() {
                0 if count == 1 => name.to_owned(),
                0 if count <= areas.len() => format!("{name} {area}"),
                round => format!("{name} {area} {}", round + 1),
            };
            self.add(work, name, Some(parent));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_workforce::id::CountingIds;
    use std::collections::BTreeSet;

    #[test]
    fn teams_have_names_and_parents_of_their_own() {
        let units = service(&mut CountingIds::default(), Service::Children, 32);
        let names: BTreeSet<_> = units.iter().map(|unit| &unit.team.name).collect();
        assert_eq!(names.len(), units.len());
        assert!(units[1..].iter().all(|unit| unit.team.parent.is_some()));
    }

    #[test]
    fn every_role_finds_a_team_even_in_the_smallest_service() {
        for kind in [Service::Children, Service::Adults] {
            let units = service(&mut CountingIds::default(), kind, 1);
            for (job, _) in crate::jobs::mix(kind, &[1.0 / 6.0; 6]) {
                assert!(
                    units.iter().any(|unit| unit.work.takes(job) > 0.0),
                    "{job:?}"
                );
            }
        }
    }
}
