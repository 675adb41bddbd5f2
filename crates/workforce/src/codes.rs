//! The code sets of the staffing facts.
//!
//! Sets marked "workforce return" keep the order, and so the numbering, of the
//! DfE's children's social work workforce return (specification 2024 to 2025).

mod strategy;

pub use strategy::{AuditGrade, AuditMethod, Decision, PledgeSort, Progress, StrategySort};

use crate::code::codes;

codes! {
    /// The service that a team belongs to.
    Service {
        /// Children's social care.
        Children = "children", "Children’s services";
        /// Adults' social care.
        Adults = "adults", "Adults’ services";
    }
}

codes! {
    /// The role of a social worker in the organisation (workforce return, CS090).
    OrganisationRole {
        /// Directors, assistant directors and heads of service.
        SeniorManager = "senior_manager", "Senior manager";
        /// Managers between first line managers and heads of service.
        MiddleManager = "middle_manager", "Middle manager";
        /// Team managers and others who manage social workers directly.
        FirstLineManager = "first_line_manager", "First line manager";
        /// Team leaders, supervising social workers, advanced practitioners.
        SeniorPractitioner = "senior_practitioner", "Senior practitioner";
        /// Social workers who manage cases and are in none of the roles above.
        CaseHolder = "case_holder", "Case holder";
        /// All other qualified and registered social workers, such as independent reviewing officers.
        QualifiedWithoutCases = "qualified_without_cases", "Qualified without cases";
    }
}

codes! {
    /// The five core job types of the national agency rules.
    AgencyJobType {
        /// Expected to hold cases independently.
        SocialWorker = "social_worker", "Social worker";
        /// Holds more complex cases, may supervise.
        SeniorSocialWorker = "senior_social_worker", "Senior social worker";
        /// Drives practice improvement; assistant team managers, principal social workers.
        AdvancedPractitioner = "advanced_practitioner", "Advanced practitioner";
        /// Manages staff in a service or area.
        TeamManager = "team_manager", "Team manager";
        /// Independent reviewing officer or child protection conference chair.
        ReviewingOfficer = "reviewing_officer", "Independent reviewing officer or conference chair";
    }
}

codes! {
    /// Where the money for a post comes from.
    Funding {
        /// The permanent budget.
        Base = "base", "Base budget";
        /// Money for a limited time: a temporary uplift of the establishment.
        Temporary = "temporary", "Temporary uplift";
        /// A grant from outside the council.
        Grant = "grant", "Grant";
    }
}

codes! {
    /// Whether a post counts in the budgeted establishment.
    Standing {
        /// Counts in the establishment.
        Established = "established", "Established";
        /// Counts in the establishment, but may not be recruited to at present.
        Frozen = "frozen", "Frozen";
        /// Outside the establishment: held by someone who trains to be a social worker.
        Trainee = "trainee", "Trainee, outside the establishment";
        /// Outside the establishment: held by a newly qualified social worker, in an academy for instance.
        NewlyQualified = "newly_qualified", "Newly qualified, outside the establishment";
        /// Above the establishment: a place for additional workload that no budgeted post stands behind.
        Additional = "additional", "Additional, above the establishment";
    }
}

codes! {
    /// A person's sex as on a birth certificate or gender recognition certificate (workforce return).
    Sex {
        /// Female.
        Female = "F", "Female";
        /// Male.
        Male = "M", "Male";
    }
}

codes! {
    /// A person's ethnicity (workforce return, CS080).
    Ethnicity {
        /// White British.
        WhiteBritish = "WBRI", "White British";
        /// White Irish.
        WhiteIrish = "WIRI", "White Irish";
        /// Any other White background.
        WhiteOther = "WOTH", "Any other White background";
        /// White and Black Caribbean.
        WhiteAndBlackCaribbean = "MWBC", "White and Black Caribbean";
        /// White and Black African.
        WhiteAndBlackAfrican = "MWBA", "White and Black African";
        /// White and Asian.
        WhiteAndAsian = "MWAS", "White and Asian";
        /// Any other Mixed background.
        MixedOther = "MOTH", "Any other Mixed background";
        /// Indian.
        Indian = "AIND", "Indian";
        /// Pakistani.
        Pakistani = "APKN", "Pakistani";
        /// Bangladeshi.
        Bangladeshi = "ABAN", "Bangladeshi";
        /// Any other Asian background.
        AsianOther = "AOTH", "Any other Asian background";
        /// Black Caribbean.
        BlackCaribbean = "BCRB", "Black Caribbean";
        /// Black African.
        BlackAfrican = "BAFR", "Black African";
        /// Any other Black background.
        BlackOther = "BOTH", "Any other Black background";
        /// Chinese.
        Chinese = "CHNE", "Chinese";
        /// Any other ethnic group.
        Other = "OOTH", "Any other ethnic group";
        /// Declared not stated, or refused.
        Refused = "REFU", "Refused or not stated";
        /// Information not yet obtained.
        NotObtained = "NOBT", "Not yet obtained";
    }
}

codes! {
    /// The level of the social work qualification (workforce return).
    QualificationLevel {
        /// An undergraduate degree.
        Undergraduate = "undergraduate", "Undergraduate";
        /// A postgraduate degree or diploma.
        Postgraduate = "postgraduate", "Postgraduate";
        /// Any other qualification.
        Other = "other", "Other";
    }
}

codes! {
    /// How a person came into social work.
    Route {
        /// A university degree course.
        University = "university", "University course";
        /// Step Up to Social Work.
        StepUp = "step_up", "Step Up to Social Work";
        /// Frontline, now Approach Social Work.
        Frontline = "frontline", "Frontline";
        /// Think Ahead, the route into mental health social work.
        ThinkAhead = "think_ahead", "Think Ahead";
        /// The social worker degree apprenticeship.
        Apprenticeship = "apprenticeship", "Apprenticeship";
        /// Return to social work after a break.
        Returner = "returner", "Return to social work";
        /// Qualified outside the United Kingdom.
        Overseas = "overseas", "Qualified overseas";
        /// Any other route.
        Other = "other", "Other";
    }
}

codes! {
    /// On what footing a person works for the council.
    Contract {
        /// Employed without an end.
        Permanent = "permanent", "Permanent";
        /// Employed until a date.
        FixedTerm = "fixed_term", "Fixed term";
        /// On loan from another employer.
        SecondmentIn = "secondment_in", "Seconded in";
        /// Through an agency or self-employed, not paid by the council directly.
        Agency = "agency", "Agency";
    }
}

codes! {
    /// What a person did before joining (workforce return, CS091).
    Origin {
        /// Newly qualified social worker.
        NewlyQualified = "newly_qualified", "Newly qualified social worker";
        /// A social worker role in a different local authority in England.
        OtherAuthority = "other_authority", "Social worker in another authority in England";
        /// A social worker role outside England.
        OutsideEngland = "outside_england", "Social worker outside England";
        /// Agency or consultancy in social work, in England.
        Agency = "agency", "Agency or consultancy in social work";
        /// Another social work role, not in a local authority, in England.
        OtherSocialWork = "other_social_work", "Other social work role, not in an authority";
        /// Another social care role.
        OtherSocialCare = "other_social_care", "Other social care role";
        /// A role outside social care, any role outside England, no employment or a career break.
        NoSocialCare = "no_social_care", "Not in social care, or career break";
        /// Any other origin.
        Other = "other", "Other";
        /// Not known.
        NotKnown = "not_known", "Not known";
        /// Not yet collected.
        NotCollected = "not_collected", "Not yet collected";
    }
}

codes! {
    /// Where a leaver went (workforce return, CS092).
    Destination {
        /// A social worker role in a different local authority in England.
        OtherAuthority = "other_authority", "Social worker in another authority in England";
        /// A social worker role outside England.
        OutsideEngland = "outside_england", "Social worker outside England";
        /// Agency or consultancy in social work, in England.
        Agency = "agency", "Agency or consultancy in social work";
        /// Another social work role, not in a local authority, in England.
        OtherSocialWork = "other_social_work", "Other social work role, not in an authority";
        /// Another social care role.
        OtherSocialCare = "other_social_care", "Other social care role";
        /// Not in social care: no employment, redundancy, career break, left England.
        NoSocialCare = "no_social_care", "Not in social care, or career break";
        /// Any other destination.
        Other = "other", "Other";
        /// Not known.
        NotKnown = "not_known", "Not known";
        /// Not yet collected.
        NotCollected = "not_collected", "Not yet collected";
    }
}

codes! {
    /// Why a person left (workforce return, CS097).
    LeavingReason {
        /// Resignation.
        Resignation = "resignation", "Resignation";
        /// Voluntary redundancy.
        VoluntaryRedundancy = "voluntary_redundancy", "Voluntary redundancy";
        /// Compulsory redundancy.
        CompulsoryRedundancy = "compulsory_redundancy", "Compulsory redundancy";
        /// Dismissed.
        Dismissed = "dismissed", "Dismissed";
        /// Retired.
        Retired = "retired", "Retired";
        /// Deceased.
        Deceased = "deceased", "Deceased";
        /// Moved to a role in the same council that is not child and family social work.
        MovedWithinCouncil = "moved_within_council", "Moved to another role in the council";
        /// Any other reason, the end of a fixed term or of an agency assignment among them.
        Other = "other", "Other";
        /// Not known.
        NotKnown = "not_known", "Not known";
        /// Not yet collected.
        NotCollected = "not_collected", "Not yet collected";
    }
}

codes! {
    /// How a person holds a post.
    Holding {
        /// The holder of the post: counts as in post, even while away from it.
        Substantive = "substantive", "Holder";
        /// Acts up into the post for a time, keeping the right to another one.
        ActingUp = "acting_up", "Acting up";
        /// Seconded into the post for a time, keeping the right to another one.
        Seconded = "seconded", "Seconded in";
        /// Employed for a time to cover the post, maternity cover for instance.
        Cover = "cover", "Employed cover";
        /// An agency worker in the post.
        Agency = "agency", "Agency";
    }
}

codes! {
    /// Why a post is covered by someone who does not hold it.
    CoverReason {
        /// The post is vacant and being recruited to.
        Vacancy = "vacancy", "Vacancy while recruiting";
        /// The holder is on long-term sickness leave.
        LongTermSickness = "long_term_sickness", "Long-term sickness";
        /// There is more work than the establishment can do.
        AdditionalWorkload = "additional_workload", "Additional workload";
        /// The holder is seconded elsewhere.
        Secondment = "secondment", "Secondment";
        /// The holder is on maternity, adoption or shared parental leave.
        Maternity = "maternity", "Maternity leave";
        /// The holder acts up into another post.
        ActUp = "act_up", "Act-up";
    }
}

codes! {
    /// Why a person is absent.
    AbsenceKind {
        /// Maternity, paternity, adoption or shared parental leave.
        Maternity = "maternity", "Maternity or parental leave";
        /// Sickness for a long time: the post may be covered.
        LongTermSickness = "long_term_sickness", "Long-term sickness";
        /// Sickness for a short time.
        Sickness = "sickness", "Sickness";
        /// Seconded elsewhere, inside the council or out.
        Secondment = "secondment", "Secondment";
        /// Acts up into another post.
        ActUp = "act_up", "Act-up";
        /// A career break with the right to return.
        CareerBreak = "career_break", "Career break";
        /// Training away from the job.
        Training = "training", "Training";
        /// Public duties, such as jury service.
        PublicDuties = "public_duties", "Public duties";
        /// Unpaid authorised absence.
        Unpaid = "unpaid", "Unpaid leave";
        /// Unauthorised absence.
        Unauthorised = "unauthorised", "Unauthorised absence";
        /// Any other paid authorised absence.
        Other = "other", "Other paid absence";
    }
}

impl CoverReason {
    /// The absence that the reason speaks of; nothing where nobody is away.
    pub fn absence(self) -> Option<AbsenceKind> {
        match self {
            Self::LongTermSickness => Some(AbsenceKind::LongTermSickness),
            Self::Maternity => Some(AbsenceKind::Maternity),
            Self::Secondment => Some(AbsenceKind::Secondment),
            Self::ActUp => Some(AbsenceKind::ActUp),
            Self::Vacancy | Self::AdditionalWorkload => None,
        }
    }
}

impl AbsenceKind {
    /// Whether the person is away from the post for so long that the post may
    /// be covered. Short absences are counted in days, not in cover.
    pub fn is_away(self) -> bool {
        matches!(
            self,
            Self::Maternity
                | Self::LongTermSickness
                | Self::Secondment
                | Self::ActUp
                | Self::CareerBreak
        )
    }
}

codes! {
    /// What a line of pay is for.
    PayElement {
        /// Annual base salary at full-time equivalent, in pounds a year.
        BaseSalary = "base_salary", "Base salary";
        /// A market supplement, in pounds a year.
        MarketSupplement = "market_supplement", "Market supplement";
        /// A payment for joining or staying, in pounds, paid once.
        RetentionPayment = "retention_payment", "Recruitment or retention payment";
        /// Any other payment, in pounds a year.
        OtherPayment = "other_payment", "Other payment";
        /// What the agency charges for an hour, in pounds.
        AgencyCharge = "agency_charge", "Agency charge per hour";
        /// What the agency worker is paid for an hour, in pounds.
        AgencyPay = "agency_pay", "Agency pay per hour";
    }
}

codes! {
    /// What a stated position counts (see [`crate::record::StatedPosition`]).
    StatedCategory {
        /// The whole establishment, whatever its funding.
        Established = "established", "Established";
        /// Of the establishment: funded by the base budget.
        EstablishedBase = "established_base", "Established, base";
        /// Of the establishment: a temporary uplift.
        EstablishedTemporary = "established_temporary", "Established, temporary uplift";
        /// Of the establishment: funded by a grant.
        EstablishedGrant = "established_grant", "Established, grant";
        /// Permanent staff in post.
        InPost = "in_post", "In post";
        /// Trainees in post outside the establishment.
        Trainee = "trainee", "Trainees outside the establishment";
        /// Newly qualified workers in post outside the establishment.
        NewlyQualified = "newly_qualified", "Newly qualified outside the establishment";
        /// Vacant and not covered by anybody.
        Vacant = "vacant", "Vacant and not covered";
        /// Agency, what it covers not stated.
        Agency = "agency", "Agency, reason not stated";
        /// Agency filling a vacancy while recruiting.
        AgencyVacancy = "agency_vacancy", "Agency: vacancy while recruiting";
        /// Agency covering long-term sickness.
        AgencyLongTermSickness = "agency_long_term_sickness", "Agency: long-term sickness";
        /// Agency for additional workload.
        AgencyAdditionalWorkload = "agency_additional_workload", "Agency: additional workload";
        /// Agency covering a secondment.
        AgencySecondment = "agency_secondment", "Agency: secondment";
        /// Agency covering maternity leave.
        AgencyMaternity = "agency_maternity", "Agency: maternity leave";
        /// Agency covering an act-up.
        AgencyActUp = "agency_act_up", "Agency: act-up";
    }
}

codes! {
    /// What a stated position is counted in.
    CountUnit {
        /// Full-time equivalents.
        Fte = "fte", "FTE";
        /// Assignments of a person to a post.
        Assignments = "assignments", "assignments";
        /// People.
        Headcount = "headcount", "people";
    }
}
