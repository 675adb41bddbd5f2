//! Where the shipped figures come from, and how to say so.

/// The acknowledgement that the licence asks for. It stands wherever the
/// figures are shown.
pub const ATTRIBUTION: &str =
    "Contains public sector information licensed under the Open Government Licence v3.0.";

/// Where the licence can be read.
pub const LICENCE_ADDRESS: &str =
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

/// A publication that figures come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Who published it.
    pub publisher: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Which release, data set or edition.
    pub release: &'static str,
}

impl Source {
    /// One line to put beneath a table.
    pub fn citation(&self) -> String {
        format!("{}, {}, {}", self.publisher, self.title, self.release)
    }
}

const DEPARTMENT: &str = "Department for Education";
const STATISTICS: &str = "Children’s social work workforce";

/// The source of [`indicators`](crate::indicators()).
pub const INDICATORS: Source = Source {
    publisher: DEPARTMENT,
    title: STATISTICS,
    release: "reporting year 2025, indicators 2017 to 2025",
};

/// The source of [`role_mixes`](crate::role_mixes).
pub const ROLES: Source = Source {
    publisher: DEPARTMENT,
    title: STATISTICS,
    release: "reporting year 2025, social workers by role 2019 to 2025",
};

/// The source of [`age_bands`](crate::age_bands).
pub const AGES: Source = Source {
    publisher: DEPARTMENT,
    title: STATISTICS,
    release: "reporting year 2024, characteristics of those in post, starters and leavers",
};

/// The source of [`authorities`](crate::authorities()).
pub const AUTHORITIES: Source = Source {
    publisher: DEPARTMENT,
    title: STATISTICS,
    release: "reporting year 2025, with kinds of authority from the Local Authority Interactive Tool, 2026",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_names_publisher_title_and_release() {
        assert_eq!(
            INDICATORS.citation(),
            "Department for Education, Children’s social work workforce, reporting year 2025, \
             indicators 2017 to 2025"
        );
    }
}
