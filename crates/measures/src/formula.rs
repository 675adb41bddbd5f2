//! What the measures are made of: the parts that are counted, and how a value
//! follows from them.
//!
//! A formula is written once. Applied to the council's records it gives the
//! council's own figure; applied to the counts of a published release it gives
//! the published rate again, which is how the definitions are tested.

use holdfast_reference::Measure as Published;

/// Which part of the records a component is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Who and what is there on a day.
    Stock,
    /// What happened over the year.
    Flow,
    /// Cases, as they were recorded on a day.
    Cases,
    /// Absences for sickness.
    Sickness,
    /// How long people have been in post and qualified.
    Experience,
}

/// The days that the records must cover for a component to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The date itself.
    Day,
    /// The year that ends on the date.
    Year,
    /// The year, and the last day before it: who was there when it began.
    YearAndDayBefore,
}

/// What is known of a component besides its amount.
struct About {
    label: &'static str,
    places: usize,
    counted: Counted,
    reach: Reach,
    published: Option<Published>,
}

/// Each component with its label, the decimals with which it is shown, how it
/// is counted, the days it needs and the published count of the same thing.
macro_rules! components {
    ($($(#[$doc:meta])+ $name:ident = $label:literal, $places:literal, $counted:ident, $reach:ident, $published:expr;)+) => {
        /// What is counted or added up.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(usize)]
        pub enum Component { $($(#[$doc])+ $name,)+ }

        impl Component {
            /// How many components there are.
            pub const COUNT: usize = [$(Self::$name),+].len();

            const fn about(self) -> About {
                match self { $(Self::$name => About {
                    label: $label, places: $places, counted: Counted::$counted,
                    reach: Reach::$reach, published: $published,
                },)+ }
            }
        }
    };
}

components! {
    /// FTE in post at the date, agency workers left out.
    InPostFte = "In post, FTE", 2, Stock, Day, Some(Published::InPostFte);
    /// People in post at the date.
    InPostHeadcount = "In post, people", 0, Stock, Day, Some(Published::InPostHeadcount);
    /// People in post a year before the date.
    InPostHeadcountBefore = "In post a year before, people", 0, Stock, YearAndDayBefore, None;
    /// FTE of those who started in the year and are in post at its end.
    StartersFte = "Starters in the year, FTE", 2, Flow, YearAndDayBefore, Some(Published::StartersFte);
    /// People who started in the year and are in post at its end.
    StartersHeadcount = "Starters in the year, people", 0, Flow, YearAndDayBefore, Some(Published::StartersHeadcount);
    /// FTE, at the last year's end, of those who left in the year.
    LeaversFte = "Leavers in the year, FTE", 2, Flow, YearAndDayBefore, Some(Published::LeaversFte);
    /// People who left in the year and were in post when it began.
    LeaversHeadcount = "Leavers in the year, people", 0, Flow, YearAndDayBefore, Some(Published::LeaversHeadcount);
    /// FTE of everybody who left in the year, those included who also started in it.
    AllLeaversFte = "Everybody who left in the year, FTE", 2, Flow, YearAndDayBefore, None;
    /// Everybody who left in the year, those included who also started in it.
    AllLeaversHeadcount = "Everybody who left in the year, people", 0, Flow, YearAndDayBefore, None;
    /// FTE in post at the thirteen month-ends of the year, added up.
    MonthEndsInPostFte = "In post at 13 month-ends added up, FTE", 2, Flow, YearAndDayBefore, None;
    /// People in post at the thirteen month-ends of the year, added up.
    MonthEndsInPostHeadcount = "In post at 13 month-ends added up, people", 0, Flow, YearAndDayBefore, None;
    /// Agency FTE at the date.
    AgencyFte = "Agency workers, FTE", 2, Stock, Day, Some(Published::AgencyFte);
    /// Agency workers at the date, each record counted.
    AgencyHeadcount = "Agency workers", 0, Stock, Day, Some(Published::AgencyHeadcount);
    /// Agency FTE that covers vacancies at the date.
    AgencyCoverFte = "Agency workers covering vacancies, FTE", 2, Stock, Day, Some(Published::AgencyCoverFte);
    /// Agency FTE times days, over the year.
    AgencyFteDays = "Agency FTE times days", 2, Flow, Year, None;
    /// Days of the year.
    DaysInYear = "Days in the year", 0, Flow, Day, None;
    /// Vacant FTE at the date, covered or not.
    VacanciesFte = "Vacancies, FTE", 2, Stock, Day, Some(Published::VacanciesFte);
    /// Established FTE at the date.
    EstablishedFte = "Established, FTE", 2, Stock, Day, None;
    /// Cases held at the date, by agency workers too.
    Cases = "Cases held", 0, Cases, Day, Some(Published::Cases);
    /// FTE of those who hold a case at the date, agency workers included.
    CaseHoldersFte = "Holding cases, FTE", 2, Cases, Day, Some(Published::CaseHoldersFte);
    /// Working days lost to sickness in the year.
    DaysLost = "Working days lost to sickness", 1, Sickness, Year, Some(Published::DaysLost);
    /// People in post in the first twelve months after joining as newly qualified.
    NewlyQualified = "Newly qualified, people", 0, Experience, Day, None;
    /// People in post who have been so for less than two years.
    ServiceUnderTwo = "Under 2 years in post, people", 0, Experience, Day, None;
    /// People in post who have been so for less than five years.
    ServiceUnderFive = "Under 5 years in post, people", 0, Experience, Day, None;
    /// People in post who qualified less than two years ago.
    ExperienceUnderTwo = "Qualified under 2 years ago, people", 0, Experience, Day, None;
    /// People in post who qualified less than five years ago.
    ExperienceUnderFive = "Qualified under 5 years ago, people", 0, Experience, Day, None;
    /// People in post who qualified two years ago or more.
    Experienced = "Qualified 2 years ago or more, people", 0, Experience, Day, None;
    /// People in post whose date of qualification or registration is known.
    ExperienceKnown = "Date of qualification known, people", 0, Experience, Day, None;
    /// FTE in post of senior practitioners, case holders and others qualified without cases.
    PractitionersFte = "Practitioners in post, FTE", 2, Stock, Day, None;
    /// FTE in post of first line managers.
    FirstLineManagersFte = "First line managers in post, FTE", 2, Stock, Day, None;
    /// Posts taken up for good in the year.
    Appointments = "Posts taken up in the year", 0, Flow, YearAndDayBefore, None;
    /// Of those: by people whom the council already employed.
    InternalAppointments = "Posts taken up by the council’s own staff", 0, Flow, YearAndDayBefore, None;
}

impl Component {
    /// What a reader calls it.
    pub const fn label(self) -> &'static str {
        self.about().label
    }

    /// The decimals with which an amount is shown.
    pub const fn places(self) -> usize {
        self.about().places
    }

    /// What it is counted from.
    pub const fn counted(self) -> Counted {
        self.about().counted
    }

    /// The days that the records must cover.
    pub const fn reach(self) -> Reach {
        self.about().reach
    }

    /// Whether it is enough to know who was employed when: what happened in a
    /// year, but for agency workers.
    pub const fn needs_employment_only(self) -> bool {
        matches!(self.reach(), Reach::YearAndDayBefore) || matches!(self, Self::DaysLost)
    }

    /// The published count of the same thing, where there is one.
    pub const fn published(self) -> Option<Published> {
        self.about().published
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
