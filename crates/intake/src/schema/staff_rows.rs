//! The rows of the package that tell of people: who they are, their
//! engagements and assignments, pay, absences and caseloads.

use holdfast_workforce::amount::{Days, Fte, Money, Weeks};
use holdfast_workforce::codes::{
    AbsenceKind, Contract, CoverReason, Destination, Ethnicity, Holding, LeavingReason, Origin,
    PayElement, QualificationLevel, Route, Sex,
};
use jiff::civil::Date;

use super::rows::rows;
use super::{Pattern, Table};

/// The register's numbers: the workforce return takes two letters and up to ten digits.
static REGISTRATION: Pattern = Pattern {
    expression: "[A-Za-z]{2}[0-9]{1,10}",
    words: "two letters and up to ten digits, such as SW123456",
    holds: |text| {
        let (letters, digits) = text.split_at_checked(2).unwrap_or((text, ""));
        letters.bytes().all(|byte| byte.is_ascii_alphabetic())
            && (1..=10).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    },
};

rows! {
    /// People, with their registration, qualification and route into social work.
    PersonRow in People of Person named "people" titled "People" by ["id"] {
        id: String = "Person", "The council’s own number for the person.", unique();
        name: Option<String> = "Name", "The person’s name.";
        born: Option<Date> = "Date of birth", "The date of birth.";
        sex: Option<Sex> = "Sex", "The sex, as the workforce return asks for it.";
        ethnicity: Option<Ethnicity> = "Ethnicity", "The ethnicity, in the codes of the workforce return.";
        registration: Option<String> = "Registration number", "The number with Social Work England.", like(&REGISTRATION);
        registered_on: Option<Date> = "Registered on", "When first registered as a social worker.";
        qualified_on: Option<Date> = "Qualified on", "When qualified as a social worker.";
        qualification: Option<QualificationLevel> = "Qualification", "The level of the social work qualification.";
        route: Option<Route> = "Route", "The route into social work.";
    }

    /// Engagements: a person’s spells with the council, each on one footing.
    EngagementRow in Engagements of Engagement named "engagements" titled "Engagements" by ["id"] {
        id: String = "Engagement", "The council’s own number for the engagement.", unique();
        person: String = "Person", "The person.", to(Table::People);
        contract: Contract = "Contract", "On what footing the person works for the council.";
        from: Date = "From", "The first day with the council.";
        to: Option<Date> = "To", "The last day with the council. Blank means that no end is known.";
        origin: Option<Origin> = "Origin", "What the person did before.";
        reason: Option<LeavingReason> = "Reason for leaving", "Why the person left.";
        destination: Option<Destination> = "Destination", "Where the person went.";
        agency: Option<String> = "Agency", "The agency, for an agency worker.";
        contract_weeks: Option<Weeks> = "Contract weeks", "The length of an agency worker’s contract. Blank where From and To tell it.", at_least(0);
    }

    /// Assignments: engagements in posts, with FTE and dates.
    AssignmentRow in Assignments of Assignment named "assignments" titled "Assignments" by ["id"] {
        id: String = "Assignment", "The council’s own number for the assignment.", unique();
        engagement: String = "Engagement", "The engagement.", to(Table::Engagements);
        post: String = "Post", "The post.", to(Table::Posts);
        from: Date = "From", "The first day in the post.";
        to: Option<Date> = "To", "The last day in the post. Blank means that no end is known.";
        fte: Fte = "FTE", "The full-time equivalent that the person works in the post.", at_least(0);
        holding: Holding = "Holding", "How the person holds the post.";
        cover: Option<CoverReason> = "Cover reason", "Why the post is covered, for anybody who is not its holder.";
        over_reason: Option<String> = "Reason for more FTE", "Why more than the rules allow was agreed: above 1.0 FTE in all, or above the post’s FTE.";
    }

    /// Lines of pay and of agency charge.
    PayRow in Pay of Pay named "pay" titled "Pay" by ["engagement", "element", "from"] {
        engagement: String = "Engagement", "The engagement that is paid.", to(Table::Engagements);
        element: PayElement = "Element", "What the payment is for, and by that its unit.";
        from: Date = "From", "The first day that it is paid.";
        to: Option<Date> = "To", "The last day that it is paid. Blank means that no end is known.";
        amount: Money = "Amount", "The amount in pounds.";
    }

    /// Absences.
    AbsenceRow in Absences of Absence named "absences" titled "Absences" by ["engagement", "assignment", "kind", "from"] {
        engagement: String = "Engagement", "The engagement of the person who is absent.", to(Table::Engagements);
        assignment: Option<String> = "Assignment", "The assignment that the person is away from. Blank means all of the engagement’s assignments as a holder.", to(Table::Assignments);
        kind: AbsenceKind = "Kind", "Why the person is absent.";
        from: Date = "From", "The first day of absence.";
        to: Option<Date> = "To", "The last day of absence. Blank means that no end is known.";
        working_days: Option<Days> = "Working days", "Working days lost, where they are counted.", at_least(0);
    }

    /// How many cases a person held at a month’s end.
    CaseloadRow in Caseloads of Caseload named "caseloads" titled "Caseloads" by ["person", "date"] {
        person: String = "Person", "The person.", to(Table::People);
        date: Date = "Date", "The last day of the month.";
        cases: u32 = "Cases", "Cases held.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registration_numbers_are_two_letters_and_up_to_ten_digits() {
        for good in ["SW123456", "sw1", "SW1234567890"] {
            assert!((REGISTRATION.holds)(good), "{good}");
        }
        for bad in ["SW", "123456", "SW12345678901", "S1", "SW12a", "ééé", ""] {
            assert!(!(REGISTRATION.holds)(bad), "{bad}");
        }
    }
}
