//! England's social workers by age, in 2024.

use std::sync::LazyLock;

use holdfast_workforce::CodeSet;

use crate::published::{Number, code_set};
use crate::roles::Count;
use crate::table::{self, DataError, Line};

code_set! {
    /// The age bands of the statistics. In post and starters are counted by
    /// their age at 30 September, leavers by their age on the day they left.
    AgeBand {
        /// 20 to 29 years.
        From20To29 = "20_to_29", "20 to 29";
        /// 30 to 39 years.
        From30To39 = "30_to_39", "30 to 39";
        /// 40 to 49 years.
        From40To49 = "40_to_49", "40 to 49";
        /// 50 to 59 years.
        From50To59 = "50_to_59", "50 to 59";
        /// 60 years and over: the total less the other bands, see [`AgeRow`].
        SixtyAndOver = "60_and_over", "60 and over";
    }
}

/// One age band of England in 2024.
///
/// The band of 60 and over is what the total leaves beside the other bands. It
/// therefore holds anyone whose age is not known, too, and its FTE carries the
/// rounding of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeRow {
    /// The year.
    pub year: i16,
    /// The band.
    pub band: AgeBand,
    /// In post at 30 September.
    pub in_post: Count,
    /// Started in the year.
    pub starters: Count,
    /// Left in the year.
    pub leavers: Count,
}

/// A row of the table: a band, or all of them where there is none.
type BandLine = (i16, Option<AgeBand>, [Count; 3]);

fn read_line(line: &Line<'_>) -> Result<BandLine, DataError> {
    let count = |name: &str| {
        Ok(Count {
            fte: line.value(&format!("{name}_fte"))?,
            headcount: line.value(&format!("{name}_headcount"))?,
        })
    };
    let band = match line.text("band")? {
        "total" => None,
        _ => Some(line.value_by("band", AgeBand::from_code)?),
    };
    let counts = [count("in_post")?, count("starters")?, count("leavers")?];
    Ok((line.value("year")?, band, counts))
}

fn read() -> Result<Vec<AgeRow>, DataError> {
    let lines = table::read("ages.csv", include_str!("../data/ages.csv"), read_line)?;
    let row = |year, band, [in_post, starters, leavers]: [Count; 3]| AgeRow {
        year,
        band,
        in_post,
        starters,
        leavers,
    };
    let bands = lines
        .iter()
        .filter_map(|(year, band, counts)| Some(row(*year, (*band)?, *counts)));
    let total = lines.iter().filter(|line| line.1.is_none());
    let rest = total
        .map(|(year, _, counts)| row(*year, AgeBand::SixtyAndOver, remainder(*counts, &lines)));
    Ok(bands.chain(rest).collect())
}

/// What the total leaves beside the bands.
fn remainder(total: [Count; 3], lines: &[BandLine]) -> [Count; 3] {
    let bands = || lines.iter().filter(|line| line.1.is_some());
    let less = |one: Number, two: Number| Number::from_tenths(one.tenths() - two.tenths());
    let mut rest = total;
    for (index, count) in rest.iter_mut().enumerate() {
        let known: Count = bands().filter_map(|line| line.2.get(index).copied()).sum();
        *count = Count {
            fte: less(count.fte, known.fte),
            headcount: less(count.headcount, known.headcount),
        };
    }
    rest
}

/// The five age bands of England in 2024, youngest first.
pub fn age_bands() -> &'static [AgeRow] {
    static ROWS: LazyLock<Vec<AgeRow>> = LazyLock::new(|| table::shipped(read()));
    &ROWS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bands_stand_youngest_first() {
        let bands: Vec<_> = age_bands().iter().map(|row| row.band).collect();
        assert_eq!(bands, AgeBand::ALL);
    }

    #[test]
    fn the_bands_make_the_published_totals_of_2024() {
        let sum = |of: fn(&AgeRow) -> Count| age_bands().iter().map(of).sum::<Count>();
        let written = |count: Count| format!("{} {}", count.fte, count.headcount);
        assert_eq!(written(sum(|row| row.in_post)), "34328.2 36402");
        assert_eq!(written(sum(|row| row.starters)), "5613.4 5822");
        assert_eq!(written(sum(|row| row.leavers)), "4728.7 5073");
    }

    #[test]
    fn sixty_and_over_is_what_the_other_bands_leave() {
        let oldest = age_bands().last().expect("five bands");
        // 36,402 less 5,333, 11,031, 9,575 and 7,437.
        assert_eq!(oldest.in_post.headcount.to_string(), "3026");
        // 34,328.2 less 5,252.5, 10,321.8, 9,022.6 and 7,085.5.
        assert_eq!(oldest.in_post.fte.to_string(), "2645.8");
    }
}
