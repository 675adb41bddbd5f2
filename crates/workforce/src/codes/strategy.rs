//! The code sets of the strategy: what its items are, how far they have come,
//! what was decided, and how practice was audited.

use crate::code::codes;

codes! {
    /// What an item of the strategy is.
    StrategySort {
        /// What is to be reached.
        Objective = "objective", "Objective";
        /// A line of work towards an objective.
        Strand = "strand", "Strand";
        /// Something that somebody does by a day.
        Action = "action", "Action";
        /// Something that a board is asked to decide.
        Proposal = "proposal", "Proposal";
        /// What matters most in a year.
        Priority = "priority", "Priority";
        /// Something that may go wrong.
        Risk = "risk", "Risk";
    }
}

codes! {
    /// How far an item of the strategy has come, as its owner says.
    Progress {
        /// Nothing was done yet.
        NotStarted = "not_started", "Not started";
        /// Work goes on.
        UnderWay = "under_way", "Under way";
        /// It is done.
        Done = "done", "Done";
        /// It was given up.
        Stopped = "stopped", "Stopped";
        /// It was put off.
        Deferred = "deferred", "Deferred";
    }
}

codes! {
    /// What a board decided on a proposal.
    Decision {
        /// It was agreed.
        Agreed = "agreed", "Agreed";
        /// It was refused.
        Refused = "refused", "Refused";
        /// The decision was put off.
        Deferred = "deferred", "Deferred";
    }
}

codes! {
    /// What people promise each other, and what is promised to families.
    PledgeSort {
        /// What the council promises its staff.
        Council = "council", "Pledge of the council";
        /// What staff promise the council.
        Staff = "staff", "Pledge of staff";
        /// How practice is to be.
        Standard = "standard", "Practice standard";
    }
}

codes! {
    /// How practice was looked at.
    AuditMethod {
        /// The record of a case was read and judged.
        CaseAudit = "case_audit", "Case audit";
        /// Practice was watched.
        Observation = "observation", "Observation";
        /// A family or a partner was asked.
        Feedback = "feedback", "Feedback";
        /// One aspect was looked at in some records.
        DipSample = "dip_sample", "Dip sample";
    }
}

codes! {
    /// What practice was judged to be, in the words of the inspectorate.
    AuditGrade {
        /// Outstanding.
        Outstanding = "outstanding", "Outstanding";
        /// Good.
        Good = "good", "Good";
        /// It requires improvement.
        RequiresImprovement = "requires_improvement", "Requires improvement";
        /// Inadequate.
        Inadequate = "inadequate", "Inadequate";
    }
}

impl Progress {
    /// Whether nothing more is to be done.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Stopped)
    }
}

impl AuditGrade {
    /// Whether practice was good or better.
    pub fn is_good(self) -> bool {
        matches!(self, Self::Outstanding | Self::Good)
    }
}
