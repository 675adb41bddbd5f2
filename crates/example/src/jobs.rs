//! The roles of an invented authority, with grade, salary and who can be
//! promoted into each.

use holdfast_workforce::codes::{AgencyJobType, OrganisationRole, Service};
use holdfast_workforce::id::{IdSource, RoleId};
use holdfast_workforce::record::Role;

/// A role of the invented authorities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Job {
    HeadOfService,
    ServiceManager,
    TeamManager,
    AssistantTeamManager,
    AdvancedPractitioner,
    SupervisingSocialWorker,
    ReviewingOfficer,
    SeniorSocialWorker,
    SocialWorker,
    DutySocialWorker,
    NewlyQualified,
    Trainee,
}

/// What is true of a role everywhere.
pub(crate) struct JobFacts {
    /// The role.
    pub(crate) job: Job,
    reference: &'static str,
    name: &'static str,
    organisation_role: Option<OrganisationRole>,
    agency_job_type: Option<AgencyJobType>,
    /// The grade of its posts.
    pub(crate) grade: &'static str,
    /// The lowest salary of the grade in April 2025, in pounds a year.
    pub(crate) salary: i64,
    /// What an agency charges for an hour in April 2025, in pence.
    pub(crate) agency_charge: i64,
}

impl Job {
    /// Every role, in the order of lists.
    pub(crate) const ALL: [Job; 12] = [
        Job::HeadOfService,
        Job::ServiceManager,
        Job::TeamManager,
        Job::AssistantTeamManager,
        Job::AdvancedPractitioner,
        Job::SupervisingSocialWorker,
        Job::ReviewingOfficer,
        Job::SeniorSocialWorker,
        Job::SocialWorker,
        Job::DutySocialWorker,
        Job::NewlyQualified,
        Job::Trainee,
    ];

    /// What is true of the role everywhere.
    pub(crate) fn facts(self) -> &'static JobFacts {
        &FACTS[self as usize]
    }

    /// Whether agency workers are taken on for it.
    pub(crate) fn has_agency(self) -> bool {
        self.facts().agency_job_type.is_some()
    }

    /// The roles that people are promoted from, likeliest first.
    pub(crate) fn promoted_from(self) -> &'static [Job] {
        match self {
            Job::HeadOfService => &[Job::ServiceManager],
            Job::ServiceManager => &[Job::TeamManager],
            Job::TeamManager => &[Job::AssistantTeamManager, Job::AdvancedPractitioner],
            Job::AssistantTeamManager | Job::AdvancedPractitioner | Job::ReviewingOfficer => {
                &[Job::SeniorSocialWorker]
            }
            Job::SupervisingSocialWorker | Job::SeniorSocialWorker => &[Job::SocialWorker],
            _ => &[],
        }
    }

    /// How much of a full caseload the role carries, in a team with cases.
    pub(crate) fn caseload(self) -> f64 {
        match self {
            Job::SocialWorker => 1.0,
            Job::SeniorSocialWorker => 1.05,
            Job::AdvancedPractitioner => 0.55,
            Job::NewlyQualified => 0.8,
            _ => 0.0,
        }
    }
}

const fn facts(
    job: Job,
    names: (&'static str, &'static str),
    counted: (Option<OrganisationRole>, Option<AgencyJobType>),
    grade: &'static str,
    amounts: (i64, i64),
) -> JobFacts {
    JobFacts {
        job,
        reference: names.0,
        name: names.1,
        organisation_role: counted.0,
        agency_job_type: counted.1,
        grade,
        salary: amounts.0,
        agency_charge: amounts.1,
    }
}

#[rustfmt::skip]
static FACTS: [JobFacts; 12] = {
    use AgencyJobType as A;
    use OrganisationRole as R;
    [
        facts(Job::HeadOfService, ("HOS", "Head of Service"), (Some(R::SeniorManager), None), "G14", (78_400, 0)),
        facts(Job::ServiceManager, ("SM", "Service Manager"), (Some(R::MiddleManager), None), "G13", (64_200, 0)),
        facts(Job::TeamManager, ("TM", "Team Manager"), (Some(R::FirstLineManager), Some(A::TeamManager)), "G12", (54_600, 5_050)),
        facts(Job::AssistantTeamManager, ("ATM", "Assistant Team Manager"), (Some(R::FirstLineManager), Some(A::AdvancedPractitioner)), "G11", (49_100, 4_550)),
        facts(Job::AdvancedPractitioner, ("AP", "Advanced Practitioner"), (Some(R::SeniorPractitioner), Some(A::AdvancedPractitioner)), "G11", (48_300, 4_450)),
        facts(Job::SupervisingSocialWorker, ("SSO", "Supervising Social Worker"), (Some(R::SeniorPractitioner), Some(A::SeniorSocialWorker)), "G10", (44_700, 4_200)),
        facts(Job::ReviewingOfficer, ("IRO", "Independent Reviewing Officer"), (Some(R::QualifiedWithoutCases), Some(A::ReviewingOfficer)), "G11", (49_600, 4_600)),
        facts(Job::SeniorSocialWorker, ("SSW", "Senior Social Worker"), (Some(R::CaseHolder), Some(A::SeniorSocialWorker)), "G10", (44_200, 4_200)),
        facts(Job::SocialWorker, ("SW", "Social Worker"), (Some(R::CaseHolder), Some(A::SocialWorker)), "G9", (38_900, 3_900)),
        facts(Job::DutySocialWorker, ("SWD", "Social Worker, Duty and Practice Development"), (Some(R::QualifiedWithoutCases), Some(A::SocialWorker)), "G9", (39_800, 3_900)),
        facts(Job::NewlyQualified, ("NQSW", "Newly Qualified Social Worker"), (Some(R::CaseHolder), None), "G8", (35_600, 0)),
        facts(Job::Trainee, ("TSW", "Trainee Social Worker"), (None, None), "G6", (28_200, 0)),
    ]
};

/// The records of all roles.
pub(crate) fn roles(ids: &mut dyn IdSource) -> Vec<Role> {
    let order = 1u32..;
    let role = |(facts, order): (&JobFacts, u32)| Role {
        id: RoleId::next(ids),
        reference: facts.reference.to_owned(),
        name: facts.name.to_owned(),
        organisation_role: facts.organisation_role,
        agency_job_type: facts.agency_job_type,
        registered: facts.job != Job::Trainee,
        order: order * 10,
    };
    FACTS.iter().zip(order).map(role).collect()
}

/// The jobs of a service with the share that each has of the establishment.
/// `published` are the shares of the six roles of the workforce return.
pub(crate) fn mix(service: Service, published: &[f64; 6]) -> Vec<(Job, f64)> {
    let [
        senior,
        middle,
        first_line,
        practitioner,
        case_holder,
        no_cases,
    ] = *published;
    match service {
        Service::Children => vec![
            (Job::HeadOfService, senior),
            (Job::ServiceManager, middle),
            (Job::TeamManager, first_line * 0.6),
            (Job::AssistantTeamManager, first_line * 0.4),
            (Job::AdvancedPractitioner, practitioner * 0.6),
            (Job::SupervisingSocialWorker, practitioner * 0.4),
            (Job::SeniorSocialWorker, case_holder * 0.35),
            (Job::SocialWorker, case_holder * 0.65),
            (Job::ReviewingOfficer, no_cases * 0.28),
            (Job::DutySocialWorker, no_cases * 0.72),
        ],
        Service::Adults => vec![
            (Job::HeadOfService, 0.015),
            (Job::ServiceManager, 0.04),
            (Job::TeamManager, 0.09),
            (Job::AssistantTeamManager, 0.06),
            (Job::AdvancedPractitioner, 0.12),
            (Job::SeniorSocialWorker, 0.25),
            (Job::SocialWorker, 0.425),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_stands_at_its_place_in_the_table() {
        for (place, job) in Job::ALL.into_iter().enumerate() {
            assert_eq!(job as usize, place);
            assert_eq!(job.facts().job, job);
        }
    }

    #[test]
    fn the_shares_of_a_service_make_a_whole() {
        let published = [0.02, 0.05, 0.151, 0.183, 0.401, 0.195];
        for service in [Service::Children, Service::Adults] {
            let sum: f64 = mix(service, &published)
                .iter()
                .map(|(_, share)| share)
                .sum();
            assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        }
    }
}
