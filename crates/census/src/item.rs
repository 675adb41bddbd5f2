//! The items of the annual return, and what differs from year to year: data,
//! from which reader, writer, checks and documentation follow.
//!
//! Sources: the DfE's business and technical specification 2024 to 2025,
//! sections 1.5 and 3 to 4.5; for the years before, the schemas that London's
//! authorities share. Where the two differ, the specification is followed.

use crate::codes::CodeList;
use crate::worker::RecordKind;
use crate::year::Year;

/// The part of the file that an item stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// `CollectionDetails` and `Source` in the `Header`.
    Header,
    /// Once for the local authority.
    Authority,
    /// Once for each worker.
    Worker,
}

/// What an item's text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Words; at most so many characters.
    Text {
        /// The most characters, where a source states one.
        longest: Option<usize>,
    },
    /// A year in four digits.
    Year,
    /// A date, CCYY-MM-DD.
    Date,
    /// A date and time, CCYY-MM-DDThh:mm:ss.
    DateTime,
    /// A decimal number of nought or more.
    Decimal {
        /// The most digits before the point.
        whole: u8,
        /// The most digits after the point.
        places: u8,
    },
    /// One of a list of codes.
    Code(CodeList),
}

/// Of which records an item is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Of every one.
    Always,
    /// Of everybody but agency workers.
    OfEmployed,
    /// Of leavers.
    OfLeavers,
    /// Of everybody but leavers, agency workers among them.
    OfThoseInPost,
    /// Of nobody: it is voluntary.
    Voluntary,
}

impl Asked {
    /// Whether what is asked so must stand in a record of this kind.
    pub(crate) fn is_of(self, kind: RecordKind) -> bool {
        match self {
            Self::Always => true,
            Self::OfEmployed => kind != RecordKind::Agency,
            Self::OfLeavers => kind == RecordKind::Leaver,
            Self::OfThoseInPost => kind != RecordKind::Leaver,
            Self::Voluntary => false,
        }
    }
}

/// One item of the return.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Definition {
    /// The item.
    pub item: Item,
    /// Where it stands.
    pub level: Level,
    /// The name of its element.
    pub element: &'static str,
    /// Its number in the Common Basic Data Set, where that is known.
    pub number: Option<&'static str>,
    /// What it holds, in words.
    pub meaning: &'static str,
    /// What its text looks like.
    pub format: Format,
    /// Of which records it is asked.
    pub asked: Asked,
    /// The first year that has it.
    pub since: i16,
    /// The last year that has it; nothing while it is still asked.
    pub until: Option<i16>,
}

impl Definition {
    /// The first and the last described year whose return has the item.
    pub(crate) fn years(&self) -> (Year, Year) {
        let known = |number: Option<i16>| number.and_then(Year::of);
        (
            known(Some(self.since)).unwrap_or(Year::FIRST),
            known(self.until).unwrap_or(Year::LAST),
        )
    }

    /// Whether a year's return has the item.
    pub fn is_of(&self, year: Year) -> bool {
        self.since <= year.number() && self.until.is_none_or(|until| year.number() <= until)
    }
}

macro_rules! items {
    ($($level:ident { $($item:ident $number:tt $meaning:literal, $format:expr, $asked:ident $(, since $since:literal)? $(, until $until:literal)?;)+ })+) => {
        /// An item of the return, by the name of its element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Item { $($(#[doc = $meaning] $item,)+)+ }

        /// Every item, in the order of the file.
        pub const ITEMS: &[Definition] = &[$($(Definition {
            item: Item::$item,
            level: Level::$level,
            element: stringify!($item),
            number: items!(@number $number),
            meaning: $meaning,
            format: $format,
            asked: Asked::$asked,
            since: items!(@since $($since)?),
            until: items!(@until $($until)?),
        },)+)+];
    };
    (@number _) => { None };
    (@number $number:literal) => { Some($number) };
    (@since) => { 2021 };
    (@since $since:literal) => { $since };
    (@until) => { None };
    (@until $until:literal) => { Some($until) };
}

const WORDS: Format = Format::Text { longest: None };
const FTE: Format = Format::Decimal {
    whole: 1,
    places: 6,
};
const POUNDS: Format = Format::Decimal {
    whole: 6,
    places: 2,
};
const COUNT: Format = Format::Decimal {
    whole: 4,
    places: 0,
};
const FTE_OF_MANY: Format = Format::Decimal {
    whole: 4,
    places: 2,
};
const YES_NO: Format = Format::Code(CodeList::YesNo);
const ELIGIBLE: Format = Format::Code(CodeList::Eligible);

items! {
    Header {
        Collection "N00600" "Name of the collection, CSWW", WORDS, Always;
        Year "N00602" "Collection year, 2025 for October 2024 to September 2025", Format::Year, Always;
        ReferenceDate "N00603" "30 September of the collection year", Format::Date, Always;
        SourceLevel "N00604" "Level of the source, L for a local authority", WORDS, Always;
        LEA "N00216" "Number of the local authority, three digits", WORDS, Always;
        SoftwareCode "N00605" "Name and version of the software", WORDS, Voluntary;
        DateTime "N00609" "Date and time at which the file was written", Format::DateTime, Voluntary;
    }
    Authority {
        NumberOfVacancies "N00592" "Vacancies, FTE, at 30 September, those covered by agency workers among them", FTE_OF_MANY, Always;
        NoAgencyFTE "N00580" "Agency workers covering vacancies, FTE", FTE_OF_MANY, Always;
        NoAgencyHeadcount "N00581" "Agency workers covering vacancies, headcount", COUNT, Always;
        RecruitmentBonus "N00804" "Whether financial incentives to join are paid", ELIGIBLE, Always, since 2025;
        RetentionBonus "N00805" "Whether financial incentives to stay are paid", ELIGIBLE, Always, since 2025;
        PerformanceAward "N00806" "Whether bonuses or rewards for performance are paid", ELIGIBLE, Always, since 2025;
        CarAllowance "N00807" "Whether car users are paid without a claim for each trip", ELIGIBLE, Always, since 2025;
        RelocationPackage "N00808" "Whether costs of relocation are paid, wholly or in part", ELIGIBLE, Always, since 2025;
        RegionalWeighting "N00809" "Whether a payment for the location is made on top of base salary", ELIGIBLE, Always, since 2025;
        CostSWE "N00810" "Whether registration with Social Work England is paid for", ELIGIBLE, Always, since 2025;
        CostDBS "N00811" "Whether checks by the Disclosure and Barring Service are paid for", ELIGIBLE, Always, since 2025;
        OtherAllowances "N00812" "Any other payment or allowance, and whether it is for some or for all", WORDS, Always, since 2025;
    }
    Worker {
        AgencyWorker "N00599" "Whether an agency worker", Format::Code(CodeList::Agency), Always;
        SWENo "N00582" "Social Work England number", Format::Text { longest: Some(12) }, Always;
        FTE "N00549" "FTE at 30 September of the collection year, 0 for leavers", FTE, Always;
        PersonBirthDate "N00066" "Date of birth", Format::Date, OfEmployed;
        GenderCurrent _ "Gender", Format::Code(CodeList::Gender), OfEmployed, until 2023;
        Sex "N00783" "Sex", Format::Code(CodeList::Sex), OfEmployed, since 2024;
        Ethnicity "N00575" "Ethnicity", Format::Code(CodeList::Ethnicity), OfEmployed;
        QualInst "N00583" "Institution of the qualification", Format::Text { longest: Some(300) }, Voluntary, until 2024;
        QualLevel "N00584" "Level of the qualification", Format::Code(CodeList::QualificationLevel), OfEmployed;
        StepUpGrad "N00585" "Whether a graduate of Step Up to Social Work", YES_NO, OfEmployed;
        OrgRole "N00586" "Role in the organisation", Format::Code(CodeList::Role), OfEmployed;
        RoleStartDate "N00550" "Date of joining a child and family social worker post in the authority", Format::Date, OfEmployed;
        StartOrigin "N00587" "Situation before joining", Format::Code(CodeList::Origin), OfEmployed;
        RoleEndDate "N00551" "Date of leaving", Format::Date, OfLeavers;
        LeaverDestination "N00588" "Where a leaver went", Format::Code(CodeList::Destination), OfLeavers;
        ReasonLeave "N00595" "Why a leaver left", Format::Code(CodeList::Reason), OfLeavers;
        FTE30 "N00589" "FTE at 30 September of the previous year, 0 for starters during the year", FTE, OfEmployed;
        Cases30 "N00590" "Cases held at 30 September", COUNT, OfThoseInPost;
        WorkingDaysLost "N00556" "Working days missed through sickness in the year", Format::Decimal { whole: 3, places: 2 }, OfEmployed;
        ContractWeeks "N00591" "Length of an agency worker’s contract in weeks", Format::Decimal { whole: 3, places: 1 }, Voluntary;
        FrontlineGrad "N00596" "Whether a graduate of Frontline", YES_NO, OfEmployed;
        Absat30Sept "N00597" "Whether absent on 30 September", YES_NO, Voluntary;
        ReasonAbsence "N00598" "Why absent on 30 September", Format::Code(CodeList::Absence), Voluntary;
        CFKSSstatus "N00644" "Status under the knowledge and skills statements", Format::Code(CodeList::Statements), Voluntary, until 2024;
        BaseSalary "N00813" "Annual base salary in pounds", POUNDS, OfEmployed, since 2025;
        RRPayments "N00814" "Recruitment and retention payments in the year, in pounds", POUNDS, Voluntary, since 2025;
        OtherPayments "N00815" "Other payments in the year, in pounds", POUNDS, Voluntary, since 2025;
    }
}

/// How many items there are.
pub(crate) const COUNT_OF_ITEMS: usize = ITEMS.len();

/// Names that other systems write for an item. They are read as it, and told.
pub(crate) const OTHER_NAMES: &[(&str, Item)] = &[
    // Named so in sections 1.5.1 and 3.3.6 of the specification itself.
    ("PerformanceReward", Item::PerformanceAward),
    // A slip in schemas that councils share.
    ("DataTime", Item::DateTime),
];

impl Item {
    /// Everything that is known of the item.
    pub fn definition(self) -> &'static Definition {
        &ITEMS[self as usize]
    }

    /// The name of its element.
    pub fn element(self) -> &'static str {
        self.definition().element
    }

    /// The item of an element's name.
    pub fn of_element(element: &str) -> Option<Self> {
        let mut items = ITEMS.iter();
        items
            .find(|definition| definition.element == element)
            .map(|definition| definition.item)
    }
}

/// The items of a part of a year's return, in their order.
pub fn items_of(year: Year, level: Level) -> impl Iterator<Item = &'static Definition> + Clone {
    ITEMS
        .iter()
        .filter(move |definition| definition.level == level && definition.is_of(year))
}

/// The group of the header that an item of it stands in.
pub(crate) fn header_group(item: Item) -> &'static str {
    match item {
        Item::Collection | Item::Year | Item::ReferenceDate => "CollectionDetails",
        _ => "Source",
    }
}

/// The names of the block of the local authority, with the first and the last
/// year that has each.
const AUTHORITY_BLOCKS: [(&str, i16, i16); 2] = [
    ("LALevelVacancies", 2021, 2024),
    ("LALevel", 2025, i16::MAX),
];

/// The name of the block of the local authority.
pub(crate) fn authority_block(year: Year) -> &'static str {
    let mut blocks = AUTHORITY_BLOCKS.iter();
    let block = blocks.find(|(_, since, until)| (*since..=*until).contains(&year.number()));
    block.map_or("LALevel", |(name, ..)| name)
}

/// A name of the block of the local authority, and the described years that have it.
pub(crate) fn block_years(name: &str) -> Option<(&'static str, (Year, Year))> {
    let mut blocks = AUTHORITY_BLOCKS.iter();
    let (name, since, until) = blocks.find(|(known, ..)| *known == name)?;
    let year = |number, or| Year::of(number).unwrap_or(or);
    Some((name, (year(*since, Year::FIRST), year(*until, Year::LAST))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elements(year: i16, level: Level) -> Vec<&'static str> {
        let year = Year::of(year).expect("a year that is described");
        items_of(year, level).map(|it| it.element).collect()
    }

    #[test]
    fn an_item_finds_its_own_definition() {
        for definition in ITEMS {
            assert_eq!(definition.item.definition(), definition);
            assert_eq!(Item::of_element(definition.element), Some(definition.item));
        }
    }

    /// The three differences that the specification names in section 1.5, and
    /// the one that the schema of 2024 brought.
    #[test]
    fn years_differ_as_the_specification_says() {
        assert_eq!(elements(2021, Level::Authority).len(), 3);
        assert_eq!(elements(2025, Level::Authority).len(), 12);
        let (of_2021, of_2023) = (elements(2021, Level::Worker), elements(2023, Level::Worker));
        let (of_2024, of_2025) = (elements(2024, Level::Worker), elements(2025, Level::Worker));
        assert_eq!(of_2021, of_2023);
        let added = |later: &[&'static str], earlier: &[&'static str]| {
            let later = later.iter().copied();
            later
                .filter(|element| !earlier.contains(element))
                .collect::<Vec<_>>()
        };
        assert_eq!(added(&of_2024, &of_2023), ["Sex"]);
        assert_eq!(added(&of_2023, &of_2024), ["GenderCurrent"]);
        assert_eq!(
            added(&of_2025, &of_2024),
            ["BaseSalary", "RRPayments", "OtherPayments"]
        );
        assert_eq!(added(&of_2024, &of_2025), ["QualInst", "CFKSSstatus"]);
        assert_eq!(of_2025.len(), 24);
        assert_eq!(
            of_2025[..5],
            ["AgencyWorker", "SWENo", "FTE", "PersonBirthDate", "Sex"]
        );
    }
}
