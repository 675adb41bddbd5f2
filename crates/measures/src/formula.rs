//! What the measures are made of: the parts that are counted, and how a value
//! follows from them.
//!
//! A formula is written once. Applied to the council's records it gives the
//! council's own figure; applied to the counts of a published release it gives
//! the published rate again, which is how the definitions are tested.

use holdfast_reference::Measure as Published;

/// What is counted or added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(usize)]
pub enum Component {
    /// FTE in post at the date, agency workers left out.
    InPostFte,
    /// People in post at the date.
    InPostHeadcount,
    /// People in post a year before the date.
    InPostHeadcountBefore,
    /// FTE of those who started in the year and are in post at its end.
    StartersFte,
    /// People who started in the year and are in post at its end.
    StartersHeadcount,
    /// FTE, at the last year's end, of those who left in the year.
    LeaversFte,
    /// People who left in the year and were in post when it began.
    LeaversHeadcount,
    /// FTE of everybody who left in the year, those included who also started in it.
    AllLeaversFte,
    /// Everybody who left in the year, those included who also started in it.
    AllLeaversHeadcount,
    /// FTE in post at the thirteen month-ends of the year, added up.
    MonthEndsInPostFte,
    /// People in post at the thirteen month-ends of the year, added up.
    MonthEndsInPostHeadcount,
    /// Agency FTE at the date.
    AgencyFte,
    /// Agency workers at the date, each record counted.
    AgencyHeadcount,
    /// Agency FTE that covers vacancies at the date.
    AgencyCoverFte,
    /// Agency FTE times days, over the year.
    AgencyFteDays,
    /// Days of the year.
    DaysInYear,
    /// Vacant FTE at the date, covered or not.
    VacanciesFte,
    /// Established FTE at the date.
    EstablishedFte,
    /// Cases held at the date, by agency workers too.
    Cases,
    /// FTE of those who hold a case at the date, agency workers included.
    CaseHoldersFte,
    /// Working days lost to sickness in the year.
    DaysLost,
    /// People in post in the first twelve months after joining as newly qualified.
    NewlyQualified,
    /// People in post who have been so for less than two years.
    ServiceUnderTwo,
    /// People in post who have been so for less than five years.
    ServiceUnderFive,
    /// People in post who qualified less than two years ago.
    ExperienceUnderTwo,
    /// People in post who qualified less than five years ago.
    ExperienceUnderFive,
    /// People in post who qualified two years ago or more.
    Experienced,
    /// People in post whose date of qualification or registration is known.
    ExperienceKnown,
    /// FTE in post of senior practitioners, case holders and others qualified without cases.
    PractitionersFte,
    /// FTE in post of first line managers.
    FirstLineManagersFte,
    /// Posts taken up for good in the year.
    Appointments,
    /// Of those: by people whom the council already employed.
    InternalAppointments,
}

impl Component {
    /// How many components there are.
    pub const COUNT: usize = Self::InternalAppointments as usize + 1;

    /// What a reader calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::InPostFte => "In post, FTE",
            Self::InPostHeadcount => "In post, people",
            Self::InPostHeadcountBefore => "In post a year before, people",
            Self::StartersFte => "Starters in the year, FTE",
            Self::StartersHeadcount => "Starters in the year, people",
            Self::LeaversFte => "Leavers in the year, FTE",
            Self::LeaversHeadcount => "Leavers in the year, people",
            Self::AllLeaversFte => "Everybody who left in the year, FTE",
            Self::AllLeaversHeadcount => "Everybody who left in the year, people",
            Self::MonthEndsInPostFte => "In post at 13 month-ends added up, FTE",
            Self::MonthEndsInPostHeadcount => "In post at 13 month-ends added up, people",
            Self::AgencyFte => "Agency workers, FTE",
            Self::AgencyHeadcount => "Agency workers",
            Self::AgencyCoverFte => "Agency workers covering vacancies, FTE",
            Self::AgencyFteDays => "Agency FTE times days",
            Self::DaysInYear => "Days in the year",
            Self::VacanciesFte => "Vacancies, FTE",
            Self::EstablishedFte => "Established, FTE",
            Self::Cases => "Cases held",
            Self::CaseHoldersFte => "Holding cases, FTE",
            Self::DaysLost => "Working days lost to sickness",
            Self::NewlyQualified => "Newly qualified, people",
            Self::ServiceUnderTwo => "Under 2 years in post, people",
            Self::ServiceUnderFive => "Under 5 years in post, people",
            Self::ExperienceUnderTwo => "Qualified under 2 years ago, people",
            Self::ExperienceUnderFive => "Qualified under 5 years ago, people",
            Self::Experienced => "Qualified 2 years ago or more, people",
            Self::ExperienceKnown => "Date of qualification known, people",
            Self::PractitionersFte => "Practitioners in post, FTE",
            Self::FirstLineManagersFte => "First line managers in post, FTE",
            Self::Appointments => "Posts taken up in the year",
            Self::InternalAppointments => "Posts taken up by the council’s own staff",
        }
    }

    /// The decimals with which an amount is shown.
    pub const fn places(self) -> usize {
        match self {
            Self::InPostFte
            | Self::StartersFte
            | Self::LeaversFte
            | Self::AllLeaversFte
            | Self::MonthEndsInPostFte
            | Self::AgencyFte
            | Self::AgencyCoverFte
            | Self::AgencyFteDays
            | Self::VacanciesFte
            | Self::EstablishedFte
            | Self::CaseHoldersFte
            | Self::PractitionersFte
            | Self::FirstLineManagersFte => 2,
            Self::DaysLost => 1,
            _ => 0,
        }
    }

    /// The published count of the same thing, where there is one.
    pub const fn published(self) -> Option<Published> {
        Some(match self {
            Self::InPostFte => Published::InPostFte,
            Self::InPostHeadcount => Published::InPostHeadcount,
            Self::StartersFte => Published::StartersFte,
            Self::StartersHeadcount => Published::StartersHeadcount,
            Self::LeaversFte => Published::LeaversFte,
            Self::LeaversHeadcount => Published::LeaversHeadcount,
            Self::AgencyFte => Published::AgencyFte,
            Self::AgencyHeadcount => Published::AgencyHeadcount,
            Self::AgencyCoverFte => Published::AgencyCoverFte,
            Self::VacanciesFte => Published::VacanciesFte,
            Self::Cases => Published::Cases,
            Self::CaseHoldersFte => Published::CaseHoldersFte,
            Self::DaysLost => Published::DaysLost,
            _ => return None,
        })
    }
}

/// What a part is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// One component.
    One(Component),
    /// Two components together.
    Both(Component, Component),
    /// A component times the working days of the year.
    TimesWorkingDays(Component),
    /// The mean of the thirteen month-ends that the component adds up.
    MeanOfThirteen(Component),
}

impl Whole {
    /// The components that the whole is made of.
    pub const fn components(self) -> (Component, Option<Component>) {
        match self {
            Self::One(component)
            | Self::TimesWorkingDays(component)
            | Self::MeanOfThirteen(component) => (component, None),
            Self::Both(first, second) => (first, Some(second)),
        }
    }
}

/// How a value follows from its components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// The component itself.
    Count(Component),
    /// The first component less the second.
    Less(Component, Component),
    /// The part as a percentage of the whole.
    Percent(Component, Whole),
    /// The part as a percentage of the whole, withheld where it is more than
    /// the whole: the DfE publishes cover above 100% as `u`.
    CoverPercent(Component, Whole),
    /// The part for each one of the whole.
    Each(Component, Whole),
}

impl Formula {
    /// The component above the line.
    pub const fn part(self) -> Component {
        match self {
            Self::Count(part)
            | Self::Less(part, _)
            | Self::Percent(part, _)
            | Self::CoverPercent(part, _)
            | Self::Each(part, _) => part,
        }
    }

    /// What the part is divided by, where it is divided.
    pub const fn whole(self) -> Option<Whole> {
        match self {
            Self::Count(_) | Self::Less(..) => None,
            Self::Percent(_, whole) | Self::CoverPercent(_, whole) | Self::Each(_, whole) => {
                Some(whole)
            }
        }
    }

    /// Every component, the part first.
    pub fn components(self) -> Vec<Component> {
        let mut all = vec![self.part()];
        if let Self::Less(_, taken) = self {
            all.push(taken);
        }
        if let Some(whole) = self.whole() {
            let (first, second) = whole.components();
            all.push(first);
            all.extend(second);
        }
        all
    }

    /// The formula with the names of its parts: `Leavers ÷ In post × 100`.
    pub fn in_words(self) -> String {
        self.written(|part| part.label().to_owned(), "working days in the year")
    }

    /// The formula with what is to stand for each of its parts, and for the
    /// working days of the year.
    pub fn written(self, part: impl Fn(Component) -> String, working_days: &str) -> String {
        let whole = |whole: Whole| match whole {
            Whole::One(one) => part(one),
            Whole::Both(one, other) => format!("({} + {})", part(one), part(other)),
            Whole::TimesWorkingDays(one) => format!("({} × {working_days})", part(one)),
            Whole::MeanOfThirteen(one) => format!("({} ÷ 13)", part(one)),
        };
        match self {
            Self::Count(counted) => part(counted),
            Self::Less(counted, taken) => format!("{} − {}", part(counted), part(taken)),
            Self::Percent(counted, of) | Self::CoverPercent(counted, of) => {
                format!("{} ÷ {} × 100", part(counted), whole(of))
            }
            Self::Each(counted, of) => format!("{} ÷ {}", part(counted), whole(of)),
        }
    }
}
