//! What was published of every authority, year by year, as numbers to reckon with.

use std::collections::BTreeMap;

use holdfast_reference::{
    Area, AuthorityNumber, IndicatorRow, LondonPart, Measure, Published, Region, Release, Symbol,
    authority, former_authorities,
};

/// The first pair returns for exactly the area of the second: West and North
/// Northamptonshire followed Northamptonshire in April 2021. Other new
/// authorities cover parts of old ones, and begin without a past.
const CONTINUES: [((u16, u16), u16); 1] = [((940, 941), 928)];

/// What was published of an authority in a year, in FTE; not a number where
/// a symbol stands in place of one, or nothing was published.
#[derive(Clone, Copy, Debug)]
pub(super) struct Observed {
    pub(super) in_post: f64,
    pub(super) vacancies: f64,
    pub(super) agency: f64,
    pub(super) starters: f64,
    pub(super) leavers: f64,
}

impl Observed {
    /// What is known of a year without a row.
    pub(super) const NOTHING: Self = Self {
        in_post: f64::NAN,
        vacancies: f64::NAN,
        agency: f64::NAN,
        starters: f64::NAN,
        leavers: f64::NAN,
    };

    fn of(row: &IndicatorRow) -> Self {
        let number = |measure| match row.value(measure) {
            Some(Published::Number(number)) => number.as_float(),
            Some(Published::Symbol(Symbol::Low)) => 0.0,
            Some(Published::Symbol(_)) | None => f64::NAN,
        };
        Self {
            in_post: number(Measure::InPostFte),
            vacancies: number(Measure::VacanciesFte),
            agency: number(Measure::AgencyFte),
            starters: number(Measure::StartersFte),
            leavers: number(Measure::LeaversFte),
        }
    }

    /// In post, vacancies and agency workers, as [`super::PREDICTED`] has them.
    pub(super) fn stocks(&self) -> [f64; 3] {
        [self.in_post, self.vacancies, self.agency]
    }
}

/// An authority, or two that make one return, with all its years.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// As it is called in its last year.
    pub(super) area: Area,
    /// The place of its region among those of the panel.
    pub(super) region: usize,
    /// One for each year of the panel.
    pub(super) years: Vec<Observed>,
}

/// What was published of all authorities.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    pub(super) first_year: i16,
    /// How many years it has.
    pub(super) years: usize,
    /// How many regions it has.
    pub(super) regions: usize,
    /// In the order of the authorities' numbers.
    pub(super) units: Vec<Unit>,
}

impl Panel {
    /// The authorities of a release.
    pub(super) fn of(release: &Release) -> Self {
        let (first_year, last_year) = release.years().into_inner();
        let years = usize::try_from(last_year - first_year).map_or(0, |span| span + 1);
        let mut units = BTreeMap::<AuthorityNumber, Unit>::new();
        let mut regions = Vec::new();
        for row in release.rows() {
            let place = usize::try_from(row.year - first_year);
            let (Some(number), Ok(place)) = (number_of(row.area), place) else {
                continue;
            };
            let unit = units.entry(number).or_insert_with(|| Unit {
                area: row.area,
                region: place_among(&mut regions, region_of(number)),
                years: vec![Observed::NOTHING; years],
            });
            unit.area = row.area;
            unit.years[place] = Observed::of(row);
        }
        Self {
            first_year,
            years,
            regions: regions.len(),
            units: units.into_values().collect(),
        }
    }

    /// The year that stands at a place.
    pub(super) fn year(&self, place: usize) -> i16 {
        let place = i16::try_from(place).unwrap_or(i16::MAX);
        self.first_year.saturating_add(place)
    }

    /// The panel as it was when only its first years were known.
    pub(super) fn known_after(&self, years: usize) -> Self {
        let mut known = self.clone();
        known.years = years.min(self.years);
        for unit in &mut known.units {
            unit.years.truncate(years);
        }
        known
    }
}

/// What a unit is known by through all years: the number under which its area
/// first made a return. Nothing for areas that are no authorities.
pub(super) fn number_of(area: Area) -> Option<AuthorityNumber> {
    match area {
        Area::Authority(number) => Some(number),
        Area::Joint(first, second) => {
            let pair = (first.get(), second.get());
            let mut known = CONTINUES.iter();
            let before = known.find(|(after, _)| *after == pair);
            before.map_or(Some(first), |(_, before)| AuthorityNumber::new(*before))
        }
        Area::England | Area::Region(_) | Area::LondonPart(_) => None,
    }
}

/// The region, and the part of London, that the statistics show an authority in.
type Place = (Option<Region>, Option<LondonPart>);

fn region_of(number: AuthorityNumber) -> Place {
    if let Some(today) = authority(number) {
        return (Some(today.region), today.london_part);
    }
    let mut former = former_authorities().iter();
    (
        former.find(|it| it.number == number).map(|it| it.region),
        None,
    )
}

fn place_among(regions: &mut Vec<Place>, region: Place) -> usize {
    let found = regions.iter().position(|it| *it == region);
    found.unwrap_or_else(|| {
        regions.push(region);
        regions.len() - 1
    })
}
