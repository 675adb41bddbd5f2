//! The definitions: what each measure is called, what it counts, how it is
//! worked out, and on whose authority.
//!
//! An official measure is in the words of the DfE. The measures of council
//! papers and the local variants have names of their own, so that none can be
//! taken for an official one.

use holdfast_reference::Measure as Published;
use holdfast_workforce::CodeSet as _;

use crate::formula::Component as C;
use crate::formula::{Formula, Whole};

/// What a value is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Full-time equivalents.
    Fte,
    /// People.
    People,
    /// Percent.
    Percent,
    /// Cases.
    Cases,
    /// Cases for each FTE that holds cases.
    CasesPerFte,
    /// Working days.
    Days,
    /// So many of one thing for one of another.
    ForOne,
}

impl Unit {
    /// What stands behind a number: `14.2%`, `298.1 FTE`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Fte => "FTE",
            Self::People => "people",
            Self::Percent => "%",
            Self::Cases => "cases",
            Self::CasesPerFte => "cases per FTE",
            Self::Days => "days",
            Self::ForOne => "to 1",
        }
    }

    /// What stands behind a number that is shown so: `1 person`, `2 people`.
    pub fn label_of(self, shown: &str) -> &'static str {
        match (self, shown.trim_start_matches('−')) {
            (Self::People, "1") => "person",
            (Self::Cases, "1") => "case",
            _ => self.label(),
        }
    }

    /// Decimal places, as the statistics are published; one more for ratios.
    pub const fn places(self) -> u32 {
        match self {
            Self::People | Self::Cases => 0,
            Self::Fte | Self::Percent | Self::CasesPerFte | Self::Days => 1,
            Self::ForOne => 2,
        }
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Less is better: vacancies, turnover.
    LowerIsBetter,
    /// More is better: cover of vacancies, experience.
    HigherIsBetter,
    /// Neither by itself: the size of the workforce.
    Neither,
}

/// On whose authority a measure is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The DfE's children's social work workforce statistics.
    Official,
    /// Papers of councils, without an official definition.
    CouncilPapers,
    /// A variant of an official measure, which must not be compared with it.
    LocalVariant,
}

impl Basis {
    /// What a page says of it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Official => "Official definition",
            Self::CouncilPapers => "Used in council papers; no official definition",
            Self::LocalVariant => "Local variant; not to be compared with the official measure",
        }
    }
}

/// What time a value is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// A day.
    AtDate,
    /// The twelve months that end on a day.
    YearEnding,
}

/// What a measure is about: the headings under which measures are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Who is in post.
    InPost,
    /// Starters, leavers, turnover.
    Movement,
    /// Vacancies and agency workers.
    VacanciesAndAgency,
    /// Cases.
    Workload,
    /// Sickness.
    Absence,
    /// Newly qualified, service, experience.
    Experience,
    /// Managers and appointments.
    Structure,
}

impl Topic {
    /// Every topic, in the order in which they are listed.
    pub const ALL: &'static [Self] = &[
        Self::VacanciesAndAgency,
        Self::Movement,
        Self::InPost,
        Self::Experience,
        Self::Workload,
        Self::Absence,
        Self::Structure,
    ];

    /// The heading.
    pub const fn label(self) -> &'static str {
        match self {
            Self::InPost => "In post",
            Self::Movement => "Starters, leavers and turnover",
            Self::VacanciesAndAgency => "Vacancies and agency workers",
            Self::Workload => "Caseload",
            Self::Absence => "Sickness absence",
            Self::Experience => "Experience",
            Self::Structure => "Management and appointments",
        }
    }
}

/// How the size of chance is judged; see [`crate::chance`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// A share of people or posts: binomial.
    Share,
    /// Events for a number of people: Poisson.
    Events,
    /// No model is fair: cases and days of absence come in clusters.
    CannotTell,
}

/// A definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The name in files, addresses and commands.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// Under which heading it is listed.
    pub topic: Topic,
    /// What it is counted in.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// On whose authority.
    pub basis: Basis,
    /// What time it is about.
    pub timing: Timing,
    /// How the size of chance is judged.
    pub spread: Spread,
    /// How the value follows from its parts.
    pub formula: Formula,
    /// The definition in words.
    pub meaning: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
}

const DICTIONARY: &str = "Department for Education, Local Authority Interactive Tool, data dictionary, measure 287, 8 April 2026";
const METHODOLOGY: &str = "Department for Education, Children’s social work workforce, methodology";

macro_rules! measures {
    ($($variant:ident $key:literal $label:literal, $topic:ident $unit:ident $direction:ident $basis:ident $timing:ident $spread:ident,
        $formula:expr, $meaning:literal, $source:expr;)+) => {
        /// A measure: a definition by its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Measure { $(#[doc = $meaning] $variant,)+ }

        impl Measure {
            /// Every measure, in the order in which they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The definition.
            pub const fn definition(self) -> &'static Definition {
                match self { $(Self::$variant => &Definition {
                    key: $key, label: $label, topic: Topic::$topic, unit: Unit::$unit,
                    direction: Direction::$direction, basis: Basis::$basis, timing: Timing::$timing,
                    spread: Spread::$spread, formula: $formula, meaning: $meaning, source: $source,
                },)+ }
            }
        }
    };
}

measures! {
    VacancyRate "vacancy_rate" "Vacancy rate", VacanciesAndAgency Percent LowerIsBetter Official AtDate Share,
        Formula::Percent(C::VacanciesFte, Whole::Both(C::VacanciesFte, C::InPostFte)),
        "FTE vacancies, divided by FTE vacancies and FTE in post together. Vacancies count whether or not they are covered by agency workers or recruited to.", DICTIONARY;
    VacanciesFte "vacancies_fte" "Vacancies, FTE", VacanciesAndAgency Fte LowerIsBetter Official AtDate CannotTell,
        Formula::Count(C::VacanciesFte),
        "FTE of the budgeted social worker posts, or parts of posts, that nobody holds, those covered by agency workers and those not recruited to included.", METHODOLOGY;
    AgencyRateFte "agency_rate_fte" "Agency worker rate, FTE", VacanciesAndAgency Percent LowerIsBetter Official AtDate Share,
        Formula::Percent(C::AgencyFte, Whole::Both(C::AgencyFte, C::InPostFte)),
        "FTE of agency workers, divided by FTE of agency workers and FTE in post together.", DICTIONARY;
    AgencyRateHeadcount "agency_rate_headcount" "Agency worker rate, headcount", VacanciesAndAgency Percent LowerIsBetter Official AtDate Share,
        Formula::Percent(C::AgencyHeadcount, Whole::Both(C::AgencyHeadcount, C::InPostHeadcount)),
        "Agency workers, divided by agency workers and people in post together.", DICTIONARY;
    AgencyFte "agency_fte" "Agency workers, FTE", VacanciesAndAgency Fte LowerIsBetter Official AtDate CannotTell,
        Formula::Count(C::AgencyFte),
        "FTE of the agency workers who work as children and family social workers.", METHODOLOGY;
    AgencyHeadcount "agency_headcount" "Agency workers, headcount", VacanciesAndAgency People LowerIsBetter Official AtDate CannotTell,
        Formula::Count(C::AgencyHeadcount),
        "Agency workers who work as children and family social workers. Each record counts: duplicates are not removed.", METHODOLOGY;
    AgencyCoverFte "agency_cover_fte" "Agency workers covering vacancies, FTE", VacanciesAndAgency Fte Neither Official AtDate CannotTell,
        Formula::Count(C::AgencyCoverFte),
        "FTE of the agency workers who cover vacancies.", METHODOLOGY;
    AgencyCoverRate "agency_cover_rate" "Agency workers covering vacancies", VacanciesAndAgency Percent Neither Official AtDate Share,
        Formula::CoverPercent(C::AgencyCoverFte, Whole::One(C::AgencyFte)),
        "FTE of agency workers covering vacancies, divided by FTE of agency workers.", DICTIONARY;
    VacancyCoverRate "vacancy_cover_rate" "Vacancies covered by agency workers", VacanciesAndAgency Percent HigherIsBetter Official AtDate Share,
        Formula::CoverPercent(C::AgencyCoverFte, Whole::One(C::VacanciesFte)),
        "FTE of agency workers covering vacancies, divided by FTE vacancies.", DICTIONARY;
    VacancyShareOfEstablishment "vacancy_share_of_establishment" "Vacancies as a share of the establishment", VacanciesAndAgency Percent LowerIsBetter LocalVariant AtDate Share,
        Formula::Percent(C::VacanciesFte, Whole::One(C::EstablishedFte)),
        "FTE vacancies, divided by the established FTE. The official vacancy rate divides by vacancies and staff in post instead, who may also be outside or above the establishment.", "Council papers";
    AgencyAverageFte "agency_average_fte" "Agency workers, average FTE over the year", VacanciesAndAgency Fte LowerIsBetter CouncilPapers YearEnding CannotTell,
        Formula::Each(C::AgencyFteDays, Whole::One(C::DaysInYear)),
        "Agency FTE on each day of the year, added up and divided by the days of the year.", "Council papers, for instance Norfolk County Council, July 2018";
    TurnoverRateFte "turnover_rate_fte" "Turnover rate, FTE", Movement Percent LowerIsBetter Official YearEnding Events,
        Formula::Percent(C::LeaversFte, Whole::One(C::InPostFte)),
        "FTE of leavers in the year, divided by FTE in post at the end of the year, not by an average. A leaver’s FTE is that of the last year’s end.", DICTIONARY;
    TurnoverRateHeadcount "turnover_rate_headcount" "Turnover rate, headcount", Movement Percent LowerIsBetter Official YearEnding Events,
        Formula::Percent(C::LeaversHeadcount, Whole::One(C::InPostHeadcount)),
        "Leavers in the year, divided by people in post at the end of the year, not by an average.", DICTIONARY;
    LeaversFte "leavers_fte" "Leavers, FTE", Movement Fte LowerIsBetter Official YearEnding CannotTell,
        Formula::Count(C::LeaversFte),
        "FTE, at the last year’s end, of those who left children and family social work at the council in the year: to other work in the council, another council, an agency, on a career break or secondment, or out of the profession. Moves, promotions, maternity and sick leave do not count, nor do those who also started in the year. That the FTE is that of the last year’s end follows from how published figures were revised; the DfE’s text does not say it.", METHODOLOGY;
    LeaversHeadcount "leavers_headcount" "Leavers, headcount", Movement People LowerIsBetter Official YearEnding CannotTell,
        Formula::Count(C::LeaversHeadcount),
        "People who left children and family social work at the council in the year, those who also started in it left out.", METHODOLOGY;
    StartersFte "starters_fte" "Starters, FTE", Movement Fte Neither Official YearEnding CannotTell,
        Formula::Count(C::StartersFte),
        "FTE of those in post at the year’s end who joined children and family social work at the council in the year: from other work in the council, another council, an agency or elsewhere. Moves, promotions and returns from maternity or sick leave do not count.", METHODOLOGY;
    StartersHeadcount "starters_headcount" "Starters, headcount", Movement People Neither Official YearEnding CannotTell,
        Formula::Count(C::StartersHeadcount),
        "People in post at the year’s end who joined children and family social work at the council in the year.", METHODOLOGY;
    NetChangeHeadcount "net_change_headcount" "Net change of headcount over the year", Movement People HigherIsBetter CouncilPapers YearEnding CannotTell,
        Formula::Less(C::InPostHeadcount, C::InPostHeadcountBefore),
        "People in post at the end of the year, less people in post a year before. For a whole service it is starters less leavers; a team also gains and loses by moves.", "Council papers, for instance Norfolk County Council, July 2018";
    NetLoss "net_loss" "Net loss over the year", Movement People LowerIsBetter CouncilPapers YearEnding CannotTell,
        Formula::Less(C::LeaversHeadcount, C::StartersHeadcount),
        "Leavers less starters, people. Below zero the council gains.", "Council papers, for instance Lancashire County Council, 2015";
    RollingTurnoverFte "rolling_turnover_fte" "Rolling turnover on average stock, FTE", Movement Percent LowerIsBetter LocalVariant YearEnding Events,
        Formula::Percent(C::AllLeaversFte, Whole::MeanOfThirteen(C::MonthEndsInPostFte)),
        "FTE of everybody who left in the twelve months, those included who also started in them, divided by the mean of the FTE in post at the thirteen month-ends. The NHS divides by an average in this way; the official rate does not.", "NHS practice";
    RollingTurnoverHeadcount "rolling_turnover_headcount" "Rolling turnover on average stock, headcount", Movement Percent LowerIsBetter LocalVariant YearEnding Events,
        Formula::Percent(C::AllLeaversHeadcount, Whole::MeanOfThirteen(C::MonthEndsInPostHeadcount)),
        "Everybody who left in the twelve months, those included who also started in them, divided by the mean of the people in post at the thirteen month-ends.", "NHS practice";
    InPostFte "in_post_fte" "In post, FTE", InPost Fte HigherIsBetter Official AtDate CannotTell,
        Formula::Count(C::InPostFte),
        "FTE of the children and family social workers whom the council employs, agency workers left out. People on maternity or sick leave count; people seconded out or on a career break do not.", METHODOLOGY;
    InPostHeadcount "in_post_headcount" "In post, headcount", InPost People HigherIsBetter Official AtDate CannotTell,
        Formula::Count(C::InPostHeadcount),
        "Children and family social workers whom the council employs, each counted once, agency workers left out.", METHODOLOGY;
    NewlyQualifiedShare "newly_qualified_share" "Newly qualified share", Experience Percent LowerIsBetter CouncilPapers AtDate Share,
        Formula::Percent(C::NewlyQualified, Whole::One(C::InPostHeadcount)),
        "People in the first twelve months after joining the council as newly qualified, divided by people in post.", "Council papers, for instance Lancashire County Council, 2015";
    ServiceUnderTwoShare "service_under_2_years_share" "Under 2 years’ service", Experience Percent LowerIsBetter CouncilPapers AtDate Share,
        Formula::Percent(C::ServiceUnderTwo, Whole::One(C::InPostHeadcount)),
        "People who have been in children and family social work at the council for less than two years without a break, divided by people in post.", "Council papers, for instance Norfolk County Council, July 2018";
    ServiceUnderFiveShare "service_under_5_years_share" "Under 5 years’ service", Experience Percent LowerIsBetter CouncilPapers AtDate Share,
        Formula::Percent(C::ServiceUnderFive, Whole::One(C::InPostHeadcount)),
        "People who have been in children and family social work at the council for less than five years without a break, divided by people in post.", "Council papers, for instance Norfolk County Council, July 2018";
    ExperienceUnderTwoShare "experience_under_2_years_share" "Under 2 years’ post-qualifying experience", Experience Percent LowerIsBetter CouncilPapers AtDate Share,
        Formula::Percent(C::ExperienceUnderTwo, Whole::One(C::ExperienceKnown)),
        "People in post who qualified less than two years ago, divided by those in post whose date of qualification, or else of first registration, is known.", "Council papers, for instance Lancashire County Council, 2015";
    ExperienceUnderFiveShare "experience_under_5_years_share" "Under 5 years’ post-qualifying experience", Experience Percent LowerIsBetter CouncilPapers AtDate Share,
        Formula::Percent(C::ExperienceUnderFive, Whole::One(C::ExperienceKnown)),
        "People in post who qualified less than five years ago, divided by those in post whose date of qualification, or else of first registration, is known.", "Council papers";
    NewlyQualifiedToExperienced "newly_qualified_to_experienced" "Newly qualified to experienced workers", Experience ForOne LowerIsBetter CouncilPapers AtDate CannotTell,
        Formula::Each(C::NewlyQualified, Whole::One(C::Experienced)),
        "Newly qualified people in post for each one who qualified two years ago or more.", "Council papers, for instance Norfolk County Council, July 2018";
    AverageCaseload "average_caseload" "Average caseload", Workload CasesPerFte LowerIsBetter Official AtDate CannotTell,
        Formula::Each(C::Cases, Whole::One(C::CaseHoldersFte)),
        "Cases held by children and family social workers, agency workers included, divided by the FTE of those of them who hold one or more cases and have an FTE above zero.", DICTIONARY;
    Cases "cases" "Cases held", Workload Cases Neither Official AtDate CannotTell,
        Formula::Count(C::Cases),
        "Cases held by children and family social workers, agency workers included.", METHODOLOGY;
    CaseHoldersFte "case_holders_fte" "Holding cases, FTE", Workload Fte Neither Official AtDate CannotTell,
        Formula::Count(C::CaseHoldersFte),
        "FTE of the children and family social workers, agency workers included, who hold one or more cases.", METHODOLOGY;
    AbsenceRate "absence_rate" "Sickness absence rate", Absence Percent LowerIsBetter Official YearEnding CannotTell,
        Formula::Percent(C::DaysLost, Whole::TimesWorkingDays(C::InPostFte)),
        "Working days lost to sickness in the year, divided by FTE in post at its end times 253 working days, 254 where the year holds a 29 February.", DICTIONARY;
    DaysLost "days_lost" "Days lost to sickness", Absence Days LowerIsBetter Official YearEnding CannotTell,
        Formula::Count(C::DaysLost),
        "Working days lost to sickness in the year by children and family social workers whom the council employs, leavers included: the DfE’s text does not leave them out.", METHODOLOGY;
    SpanOfControl "span_of_control" "Span of control", Structure ForOne Neither CouncilPapers AtDate CannotTell,
        Formula::Each(C::PractitionersFte, Whole::One(C::FirstLineManagersFte)),
        "FTE in post of senior practitioners, case holders and others qualified without cases, for each FTE of first line managers.", "Council papers, for instance Lancashire County Council, 2015";
    InternalFillRate "internal_fill_rate" "Internal fill rate", Structure Percent Neither CouncilPapers YearEnding Share,
        Formula::Percent(C::InternalAppointments, Whole::One(C::Appointments)),
        "Posts taken up for good in the year by people whom the council employed the day before, divided by all posts taken up for good in the year.", "Council papers, for instance Manchester City Council, January 2010";
}

/// A name that is no measure's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{found}’ is not a measure{}; `holdfast measures` lists them all", suggestion.as_ref().map(|near| format!(", did you mean ‘{near}’?")).unwrap_or_default())]
pub struct UnknownMeasure {
    /// What was found.
    pub found: String,
    /// A measure whose name begins or goes on like it.
    pub suggestion: Option<&'static str>,
}

impl Measure {
    /// The name in files, addresses and commands.
    pub const fn key(self) -> &'static str {
        self.definition().key
    }

    /// The name that people read.
    pub const fn label(self) -> &'static str {
        self.definition().label
    }

    /// What it is counted in.
    pub const fn unit(self) -> Unit {
        self.definition().unit
    }

    /// The measure of the same definition in the published statistics.
    pub fn published(self) -> Option<Published> {
        (self.definition().basis == Basis::Official)
            .then(|| Published::from_code(self.key()))
            .flatten()
    }

    /// The measure of a published column.
    pub fn of_published(published: Published) -> Option<Self> {
        Self::by_exact_key(published.code())
    }

    fn by_exact_key(key: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|measure| measure.key() == key)
    }
}

impl std::str::FromStr for Measure {
    type Err = UnknownMeasure;

    /// Reads a name; `turnover_rate` stands for `turnover_rate_fte`, as
    /// people write it.
    fn from_str(text: &str) -> Result<Self, UnknownMeasure> {
        let key = text.trim().to_lowercase().replace(['-', ' '], "_");
        let found = Self::by_exact_key(&key).or_else(|| Self::by_exact_key(&format!("{key}_fte")));
        found.ok_or_else(|| UnknownMeasure {
            found: text.to_owned(),
            suggestion: nearest(&key),
        })
    }
}

fn nearest(key: &str) -> Option<&'static str> {
    let words = |text: &str| text.split('_').map(str::to_owned).collect::<Vec<_>>();
    let mine = words(key);
    let shared = |measure: &&Measure| {
        let theirs = words(measure.key());
        mine.iter().filter(|word| theirs.contains(word)).count()
    };
    let best = Measure::ALL.iter().max_by_key(|measure| {
        // Of equally near names the shorter is meant.
        (shared(measure), std::cmp::Reverse(measure.key().len()))
    })?;
    (shared(&best) > 0).then(|| best.key())
}

impl std::fmt::Display for Measure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(self.key())
    }
}

impl serde::Serialize for Measure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> serde::Deserialize<'de> for Measure {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_published_measure_has_a_definition_and_its_formula_uses_published_counts() {
        for published in Published::ALL {
            let measure = Measure::of_published(*published).expect("a definition");
            assert_eq!(measure.published(), Some(*published));
            for component in measure.definition().formula.components() {
                assert!(component.published().is_some(), "{measure}: {component:?}");
            }
        }
    }

    #[test]
    fn no_local_variant_passes_for_an_official_measure() {
        for measure in Measure::ALL {
            let definition = measure.definition();
            let is_published = Published::from_code(definition.key).is_some();
            assert_eq!(
                definition.basis == Basis::Official,
                is_published,
                "{measure}"
            );
        }
    }

    #[test]
    fn people_may_leave_out_fte_and_are_told_the_nearest_name() {
        assert_eq!("turnover_rate".parse(), Ok(Measure::TurnoverRateFte));
        assert_eq!("Vacancy-rate".parse(), Ok(Measure::VacancyRate));
        let error = "vacancy".parse::<Measure>().unwrap_err().to_string();
        assert_eq!(
            error,
            "‘vacancy’ is not a measure, did you mean ‘vacancy_rate’?; `holdfast measures` lists them all"
        );
    }
}
