//! The code sets of the annual return.

use crate::year::Year;

/// A code and what it stands for.
pub type Code = (&'static str, &'static str);

/// A list of codes that an item may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeList {
    /// Whether some or all social workers employed by the authority are eligible.
    Eligible,
    /// Whether an agency worker.
    Agency,
    /// Yes or no.
    YesNo,
    /// Gender, asked until 2023.
    Gender,
    /// Sex, asked since 2024.
    Sex,
    /// Ethnicity, CS080.
    Ethnicity,
    /// Level of the qualification.
    QualificationLevel,
    /// Role in the organisation, CS090.
    Role,
    /// Situation before joining, CS091.
    Origin,
    /// Destination of a leaver, CS092.
    Destination,
    /// Reason for leaving, CS097.
    Reason,
    /// Reason for an absence, CS098.
    Absence,
    /// Status under the knowledge and skills statements, asked until 2024.
    Statements,
}

impl CodeList {
    /// Its codes, in the order of the specification.
    pub fn codes(self) -> &'static [Code] {
        match self {
            Self::Eligible => &[
                ("0", "No"),
                (
                    "1",
                    "Yes, all social workers employed by the authority are eligible",
                ),
                (
                    "2",
                    "Yes, some social workers employed by the authority are eligible",
                ),
            ],
            Self::Agency => &[("0", "Not an agency worker"), ("1", "Agency worker")],
            Self::YesNo => &[("0", "No"), ("1", "Yes")],
            Self::Gender => &[
                ("0", "Not known"),
                ("1", "Male"),
                ("2", "Female"),
                ("9", "Not specified"),
            ],
            Self::Sex => &[("F", "Female"), ("M", "Male")],
            Self::Ethnicity => &ETHNICITY,
            Self::QualificationLevel => &[
                ("1", "Undergraduate"),
                ("2", "Postgraduate"),
                ("3", "Other"),
            ],
            Self::Role => &[
                ("1", "Senior manager"),
                ("2", "Middle manager"),
                ("3", "First line manager"),
                ("4", "Senior practitioner"),
                ("5", "Case holder"),
                ("6", "Qualified without cases"),
            ],
            Self::Origin => &ORIGIN,
            Self::Destination => &DESTINATION,
            Self::Reason => &REASON,
            Self::Absence => &[
                ("MAT", "Maternity or paternity leave"),
                ("OTH", "Other paid authorised absence"),
                ("PUB", "Paid absence for public duties"),
                ("SIC", "Sick leave"),
                ("TRN", "Training"),
                ("UNA", "Unauthorised absence"),
                ("UNP", "Unpaid authorised absence"),
            ],
            Self::Statements => &[
                ("1", "Assessed and supported year in employment"),
                ("2", "Frontline practitioner"),
                ("3", "Practice supervisor"),
                ("4", "Practice leader"),
            ],
        }
    }

    /// Whether the text is one of its codes. Nothing is trimmed or changed in
    /// case: files must carry the code itself.
    pub fn has(self, text: &str) -> bool {
        self.codes().iter().any(|(code, _)| *code == text)
    }

    /// What a code stands for.
    pub fn meaning(self, code: &str) -> Option<&'static str> {
        let mut codes = self.codes().iter();
        codes
            .find(|(known, _)| *known == code)
            .map(|(_, meaning)| *meaning)
    }

    /// The codes as one reads them in a message: `1, 2 or 3`.
    pub(crate) fn in_words(self) -> String {
        let codes: Vec<_> = self.codes().iter().map(|(code, _)| *code).collect();
        match codes.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => format!("{} or {last}", others.join(", ")),
            None => String::new(),
        }
    }
}

/// Which item tells whether somebody is a woman or a man, by year.
pub(crate) fn asks_gender(year: Year) -> bool {
    year.number() < 2024
}

const ETHNICITY: [Code; 18] = [
    ("WBRI", "White British"),
    ("WIRI", "White Irish"),
    ("WOTH", "Any other White background"),
    ("MWBC", "White and Black Caribbean"),
    ("MWBA", "White and Black African"),
    ("MWAS", "White and Asian"),
    ("MOTH", "Any other Mixed background"),
    ("AIND", "Indian"),
    ("APKN", "Pakistani"),
    ("ABAN", "Bangladeshi"),
    ("AOTH", "Any other Asian background"),
    ("BCRB", "Black Caribbean"),
    ("BAFR", "Black African"),
    ("BOTH", "Any other Black background"),
    ("CHNE", "Chinese"),
    ("OOTH", "Any other ethnic group"),
    ("REFU", "Declared not stated or refused"),
    ("NOBT", "Information not yet obtained"),
];

const ORIGIN: [Code; 10] = [
    ("1", "Newly qualified social worker"),
    (
        "2",
        "Social worker in a different local authority in England",
    ),
    ("3", "Social worker outside England"),
    ("4", "Agency or consultancy in social work, in England"),
    (
        "5",
        "Other social work role, not in a local authority, in England",
    ),
    ("6", "Other social care role, in England"),
    (
        "7",
        "Not in social care, any role outside England, no employment or career break",
    ),
    ("8", "Other"),
    ("9", "Not known"),
    ("10", "Not yet collected"),
];

const DESTINATION: [Code; 9] = [
    (
        "1",
        "Social worker in a different local authority in England",
    ),
    ("2", "Social worker outside England"),
    ("3", "Agency or consultancy in social work, in England"),
    (
        "4",
        "Other social work role, not in a local authority, in England",
    ),
    ("5", "Other social care role, in England"),
    (
        "6",
        "Not in social care, no employment, redundancy, career break, or left England",
    ),
    ("7", "Other"),
    ("8", "Not known"),
    ("9", "Not yet collected"),
];

const REASON: [Code; 10] = [
    ("1", "Resignation"),
    ("2", "Voluntary redundancy"),
    ("3", "Compulsory redundancy"),
    ("4", "Dismissed"),
    ("5", "Retired"),
    ("6", "Deceased"),
    (
        "7",
        "Moved within the authority to a role that is not child and family social work",
    ),
    ("8", "Other"),
    ("9", "Not known"),
    ("10", "Not yet collected"),
];

#[cfg(test)]
mod tests {
    use holdfast_workforce::{CodeSet, codes};

    use super::*;

    /// The code sets of the records keep the numbering of the return.
    fn is_numbered_like<S: CodeSet>(list: CodeList) {
        let numbers: Vec<_> = S::ALL.iter().map(|it| it.number().to_string()).collect();
        let codes: Vec<_> = list.codes().iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, numbers);
    }

    #[test]
    fn records_and_return_number_alike() {
        is_numbered_like::<codes::OrganisationRole>(CodeList::Role);
        is_numbered_like::<codes::Origin>(CodeList::Origin);
        is_numbered_like::<codes::Destination>(CodeList::Destination);
        is_numbered_like::<codes::LeavingReason>(CodeList::Reason);
        is_numbered_like::<codes::QualificationLevel>(CodeList::QualificationLevel);
        for (code, _) in CodeList::Ethnicity.codes() {
            assert!(codes::Ethnicity::from_code(code).is_some(), "{code}");
        }
    }

    #[test]
    fn codes_are_listed_in_words() {
        assert_eq!(CodeList::QualificationLevel.in_words(), "1, 2 or 3");
        assert_eq!(
            CodeList::Origin.meaning("4"),
            Some("Agency or consultancy in social work, in England")
        );
        assert!(!CodeList::Sex.has("f"));
    }
}
