//! Where the figures come from, and how to say so.

use std::borrow::Cow;

/// The acknowledgement that the licence asks for. It stands wherever the
/// figures are shown.
pub const ATTRIBUTION: &str =
    "Contains public sector information licensed under the Open Government Licence v3.0.";

/// Where the licence can be read.
pub const LICENCE_ADDRESS: &str =
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

/// A publication that figures come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Who published it.
    pub publisher: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Which release, data set or edition.
    pub release: Cow<'static, str>,
}

impl Source {
    /// One line to put beneath a table.
    pub fn citation(&self) -> String {
        format!("{}, {}, {}", self.publisher, self.title, self.release)
    }
}

const DEPARTMENT: &str = "Department for Education";
const STATISTICS: &str = "Children’s social work workforce";
const INTERACTIVE_TOOL: &str = "Local Authority Interactive Tool";
const NEIGHBOURS: &str = "Children’s services statistical neighbours";

/// The source of a release of the statistics that was read from the
/// department's file, by the first and last year in it.
pub(crate) fn statistics(first: i16, last: i16) -> Source {
    Source {
        release: format!("reporting year {last}, indicators {first} to {last}").into(),
        ..INDICATORS
    }
}

/// The source of the newest of the [shipped releases](crate::Releases::shipped).
pub const INDICATORS: Source = Source {
    publisher: DEPARTMENT,
    title: STATISTICS,
    release: Cow::Borrowed("reporting year 2025, indicators 2017 to 2025"),
};

/// The source of the indicators of 2016.
pub const INDICATORS_2016: Source = Source {
    publisher: DEPARTMENT,
    title: INTERACTIVE_TOOL,
    release: Cow::Borrowed("2026, workforce indicators of 2016"),
};

/// The source of [`neighbours`](crate::neighbours()) in the model of 2025.
pub const NEIGHBOURS_2025: Source = Source {
    publisher: DEPARTMENT,
    title: NEIGHBOURS,
    release: Cow::Borrowed("2025 edition"),
};

/// The source of [`neighbours`](crate::neighbours()) in the model of 2021.
pub const NEIGHBOURS_2021: Source = Source {
    publisher: DEPARTMENT,
    title: NEIGHBOURS,
    release: Cow::Borrowed("April 2021 edition"),
};

/// The source of the number of children.
pub const POPULATION: Source = Source {
    publisher: "Office for National Statistics",
    title: "Mid-year population estimates",
    release: Cow::Borrowed("children aged 0 to 17, 2012 to 2024"),
};

/// The source of the episodes of need.
pub const CHILDREN_IN_NEED: Source = Source {
    publisher: DEPARTMENT,
    title: "Children in need",
    release: Cow::Borrowed("reporting year 2025, children in need 2013 to 2025"),
};

/// The source of referrals, protection plans and children looked after.
pub const CHILDREN: Source = Source {
    publisher: DEPARTMENT,
    title: INTERACTIVE_TOOL,
    release: Cow::Borrowed("2026, children’s services 2016 to 2025"),
};

/// The source of [`role_mixes`](crate::role_mixes).
pub const ROLES: Source = Source {
    publisher: DEPARTMENT,
    title: STATISTICS,
    release: Cow::Borrowed("reporting year 2025, social workers by role 2019 to 2025"),
};

/// The source of [`age_bands`](crate::age_bands).
pub const AGES: Source = Source {
    publisher: DEPARTMENT,
    title: STATISTICS,
    release: Cow::Borrowed(
        "reporting year 2024, characteristics of those in post, starters and leavers",
    ),
};

/// The source of [`service_shares`](crate::service_shares).
pub const SERVICE: Source = Source {
    publisher: DEPARTMENT,
    title: STATISTICS,
    release: Cow::Borrowed(
        "years 2017 to 2019, length of service, as Norfolk County Council (2018) and the press (2019) report it",
    ),
};

/// The source of [`authorities`](crate::authorities()).
pub const AUTHORITIES: Source = Source {
    publisher: DEPARTMENT,
    title: STATISTICS,
    release: Cow::Borrowed(
        "reporting year 2025, with kinds of authority from the Local Authority Interactive Tool, 2026",
    ),
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
