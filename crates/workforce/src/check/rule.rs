//! The list of rules.

use crate::finding::Severity;

/// A rule that records must keep, or should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable code, named for what is found.
    pub code: &'static str,
    /// Whether a change that breaks the rule is refused.
    pub severity: Severity,
    /// What the rule asks, in a sentence.
    pub meaning: &'static str,
}

macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident, $meaning:literal;)+) => {
        $(pub(super) const $name: Rule = Rule { code: $code, severity: Severity::$severity, meaning: $meaning };)+
        /// Every rule, in the order in which documentation lists them.
        pub const RULES: &[Rule] = &[$($name,)+];
    };
}

rules! {
    REFERENCE_TO_NOTHING = "reference-to-nothing", Error,
        "A record refers only to records that exist.";
    STILL_REFERRED_TO = "still-referred-to", Error,
        "A record is taken away only when nothing refers to it.";
    NUMBER_USED_TWICE = "number-used-twice", Error,
        "The council’s own number belongs to one record of its kind.";
    END_BEFORE_START = "end-before-start", Error,
        "A spell ends on or after the day it starts.";
    TEAM_BELOW_ITSELF = "team-below-itself", Error,
        "No team is above itself in the tree of teams.";
    POST_WITHOUT_TERMS = "post-without-terms", Error,
        "A post has at least one row of terms.";
    POST_TERMS_OVERLAP = "post-terms-overlap", Error,
        "The rows of one post do not overlap in time.";
    POST_FTE_IMPOSSIBLE = "post-fte-impossible", Error,
        "A post stands for more than nothing.";
    UPLIFT_WITHOUT_END = "uplift-without-end", Warning,
        "A temporary or grant-funded post has an end.";
    CONVERSION_MISSING = "conversion-missing", Warning,
        "A post outside the establishment says when it is to move into it.";
    POST_OVERFILLED = "post-overfilled", Error,
        "The holders of a post together do not exceed its FTE, unless a reason is given.";
    FTE_IMPOSSIBLE = "fte-impossible", Error,
        "The FTE of an assignment is not below zero.";
    FTE_NOUGHT = "fte-nought", Warning,
        "An assignment has some FTE: with none it counts as a head only.";
    FTE_ABOVE_ONE = "fte-above-one", Error,
        "A person works at most 1.0 FTE in one post, unless a reason is given.";
    PERSON_ABOVE_ONE = "person-above-one", Error,
        "A person works at most 1.0 FTE in all, unless a reason is given.";
    ASSIGNMENT_OUTSIDE_ENGAGEMENT = "assignment-outside-engagement", Error,
        "An assignment lies within its engagement.";
    ASSIGNMENT_OUTSIDE_POST = "assignment-outside-post", Error,
        "An assignment lies within the time that its post exists.";
    HOLDING_AGAINST_CONTRACT = "holding-against-contract", Error,
        "Agency workers hold posts as agency, employees do not.";
    COVER_REASON_UNEXPECTED = "cover-reason-unexpected", Error,
        "The holder of a post has no cover reason.";
    COVER_REASON_MISSING = "cover-reason-missing", Warning,
        "Whoever covers a post has a cover reason.";
    COVER_WITHOUT_ABSENCE = "cover-without-absence", Warning,
        "Cover for an absence stands beside a holder who is away.";
    ABSENCE_OUTSIDE_ENGAGEMENT = "absence-outside-engagement", Error,
        "An absence lies within its engagement.";
    ABSENCE_OF_ANOTHER = "absence-of-another", Error,
        "An absence is from an assignment of the same engagement.";
    ABSENCES_OVERLAP = "absences-overlap", Warning,
        "A person is not absent twice at the same time for the same reason.";
    DAYS_IMPOSSIBLE = "days-impossible", Error,
        "Working days lost are not below zero.";
    LEAVING_REASON_MISSING = "leaving-reason-missing", Warning,
        "A leaver has a reason and a destination.";
    LEAVING_WITHOUT_END = "leaving-without-end", Error,
        "A leaving reason or destination goes with a last day.";
    ORIGIN_MISSING = "origin-missing", Warning,
        "A starter has an origin.";
    BORN_AFTER_START = "born-after-start", Error,
        "A person is born before they start.";
    AGE_IMPLAUSIBLE = "age-implausible", Warning,
        "A person is between 16 and 80 years old when they start.";
    REGISTRATION_UNUSUAL = "registration-unusual", Warning,
        "A Social Work England number is two letters and up to ten digits.";
    REGISTRATION_SHARED = "registration-shared", Warning,
        "A Social Work England number belongs to one person.";
    PAY_IMPOSSIBLE = "pay-impossible", Error,
        "Pay is not below zero.";
    PUBLICATION_CHANGED = "publication-changed", Error,
        "What was published never changes and is never taken away.";
    NOT_A_MONTH_END = "not-a-month-end", Error,
        "Caseloads are counted on the last day of a month.";
    CASELOAD_COUNTED_TWICE = "caseload-counted-twice", Error,
        "A person has one caseload figure for a month.";
    CASELOAD_IMPLAUSIBLE = "caseload-implausible", Warning,
        "A worker holds fewer than 100 cases.";
    COUNT_BELOW_ZERO = "count-below-zero", Error,
        "A stated count is not below zero.";
    COUNT_STATED_TWICE = "count-stated-twice", Error,
        "A count for a day, service, team, role, category and unit is stated once.";
    ROWS_DISAGREE_WITH_TOTAL = "rows-disagree-with-total", Warning,
        "The rows of a stated position add up to the total that the source states.";
    ITEM_BELOW_ITSELF = "item-below-itself", Error,
        "No item of the strategy is above itself in the tree of items.";
    RATING_IMPOSSIBLE = "rating-impossible", Error,
        "Likelihood and impact of a risk are from 1 to 5.";
    RATING_MISSING = "rating-missing", Warning,
        "A risk has a likelihood and an impact.";
    OWNER_MISSING = "owner-missing", Warning,
        "An action that is open has an owner and a day by which it is due.";
    DECISION_IN_PART = "decision-in-part", Warning,
        "A decision and its day go together.";
    TARGET_WITHOUT_MEASURE = "target-without-measure", Error,
        "A baseline or a target goes with a measure.";
    TARGET_WITHOUT_DAY = "target-without-day", Error,
        "A target has a day by which it is due.";
    ANSWER_IN_PART = "answer-in-part", Warning,
        "An answer to a member and its day go together.";
    ACKNOWLEDGED_OUTSIDE_PLEDGE = "acknowledged-outside-pledge", Error,
        "A pledge is acknowledged while it holds.";
    ACKNOWLEDGED_TWICE = "acknowledged-twice", Error,
        "A person acknowledges a pledge once on a day.";
}
