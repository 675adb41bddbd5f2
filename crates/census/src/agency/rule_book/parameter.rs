//! The numbers in the rules, each from a day on and, where regions or job types
//! differ, for one of them.

use std::fmt;

use holdfast_measures::Quantity;
use holdfast_measures::written;
use holdfast_reference::Region;
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::AgencyJobType;
use holdfast_workforce::date::Spell;
use jiff::civil::Date;
use serde::Deserialize;

use super::RuleBook;

/// What a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterName {
    /// The days of notice that an agency worker gives (R4).
    NoticeDays,
    /// The days of notice in the council's own contract for the same role (R4).
    SubstantiveNoticeDays,
    /// The months between leaving a council and coming back (R5).
    CoolOffMonths,
    /// The years of experience in direct employment (R6).
    ExperienceYears,
    /// The references that are obtained before the engagement (R7).
    References,
    /// The weeks after which an assignment is reviewed.
    ReviewWeeks,
    /// The weeks of paid holiday in a year.
    HolidayWeeks,
    /// The employer's national insurance contribution, in percent.
    EmployerInsurance,
    /// The yearly pay above which the contribution is due, in pounds.
    EmployerInsuranceThreshold,
    /// The apprenticeship levy, in percent.
    ApprenticeshipLevy,
}

impl fmt::Display for ParameterName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoticeDays => "notice_days",
            Self::SubstantiveNoticeDays => "substantive_notice_days",
            Self::CoolOffMonths => "cool_off_months",
            Self::ExperienceYears => "experience_years",
            Self::References => "references",
            Self::ReviewWeeks => "review_weeks",
            Self::HolidayWeeks => "holiday_weeks",
            Self::EmployerInsurance => "employer_insurance",
            Self::EmployerInsuranceThreshold => "employer_insurance_threshold",
            Self::ApprenticeshipLevy => "apprenticeship_levy",
        })
    }
}

impl ParameterName {
    /// The bounds of a sound value, and whether it is a whole number.
    fn bounds(self) -> (i32, i32, Form) {
        match self {
            Self::NoticeDays | Self::SubstantiveNoticeDays => (0, 366, Form::Whole),
            Self::CoolOffMonths => (0, 120, Form::Whole),
            Self::ExperienceYears => (0, 40, Form::Whole),
            Self::References => (0, 20, Form::Whole),
            Self::ReviewWeeks => (1, 520, Form::Whole),
            Self::HolidayWeeks => (0, 51, Form::Decimal),
            Self::EmployerInsurance | Self::ApprenticeshipLevy => (0, 100, Form::Decimal),
            Self::EmployerInsuranceThreshold => (0, 1_000_000, Form::Decimal),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Whole,
    Decimal,
}

/// A number in the rules.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// What it is for.
    pub name: ParameterName,
    /// The number.
    #[serde(deserialize_with = "written::amount")]
    pub value: Quantity,
    /// The first day.
    #[serde(deserialize_with = "written::date")]
    pub from: Date,
    /// The last day.
    #[serde(default, deserialize_with = "written::some_date")]
    pub to: Option<Date>,
    /// The region, where it differs from others.
    #[serde(default, deserialize_with = "written::some_code")]
    pub region: Option<Region>,
    /// The job type, where it differs from others.
    #[serde(default, deserialize_with = "written::some_code")]
    pub job_type: Option<AgencyJobType>,
    /// Where this is from.
    pub source: String,
}

impl Parameter {
    /// When it holds.
    pub fn spell(&self) -> Spell {
        Spell::of_days(self.from, self.to)
    }

    pub(super) fn why_impossible(&self) -> Option<String> {
        let (least, most, form) = self.name.bounds();
        let sound = (Quantity::whole(least)..=Quantity::whole(most)).contains(&self.value)
            && (form == Form::Decimal || self.value.units() % Quantity::ONE.units() == 0);
        (!sound).then(|| {
            let kind = match form {
                Form::Whole => "a whole number",
                Form::Decimal => "a number",
            };
            format!(
                "{} is not {kind} from {least} to {most}. Check the value.",
                self.value
            )
        })
    }
}

impl RuleBook {
    /// A number in the rules on a day, for a region and job type.
    pub fn parameter(
        &self,
        name: ParameterName,
        place: (Option<Region>, Option<AgencyJobType>),
        day: Date,
    ) -> Option<&Parameter> {
        let (region, job) = place;
        let all = self.parameters.iter().enumerate();
        let holding = all.filter(|(_, it)| {
            let here = it.region.is_none() || it.region == region;
            let this_job = it.job_type.is_none() || it.job_type == job;
            it.name == name && here && this_job && it.spell().contains(day)
        });
        let particular = |it: &Parameter| (it.job_type.is_some(), it.region.is_some());
        holding
            .max_by_key(|(index, it)| (particular(it), *index))
            .map(|(_, it)| it)
    }

    /// A number in the rules that is whole.
    pub(crate) fn whole(
        &self,
        name: ParameterName,
        place: (Option<Region>, Option<AgencyJobType>),
        day: Date,
    ) -> Option<i32> {
        let value = self.parameter(name, place, day)?.value;
        i32::try_from(value.units() / Quantity::ONE.units()).ok()
    }
}

/// A region's name, or what stands in its place.
pub(crate) fn region_name(region: Option<Region>) -> &'static str {
    region.map_or("an unknown region", |region| region.label())
}
