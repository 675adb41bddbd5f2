//! The shades of heat cells.

use holdfast_workforce::amount::Fte;

/// A step of shade for the share that part of an establishment makes up.
///
/// The bounds are round numbers around what councils publish: the middle steps
/// hold most authorities' vacancy and agency rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Heat {
    /// Nothing, or less.
    None,
    /// Under 5%.
    Slight,
    /// From 5% to under 10%.
    Low,
    /// From 10% to under 20%.
    Middling,
    /// From 20% to under 30%.
    High,
    /// 30% and over.
    VeryHigh,
}

impl Heat {
    /// Every step, from the lightest to the darkest.
    pub(crate) const ALL: [Self; 6] = [
        Self::None,
        Self::Slight,
        Self::Low,
        Self::Middling,
        Self::High,
        Self::VeryHigh,
    ];

    /// The step of a share, by its exact value.
    pub(crate) fn of_share(part: Fte, whole: Fte) -> Self {
        let (part, whole) = (i128::from(part.units()) * 100, i128::from(whole.units()));
        let at_least = |percent: i128| part >= whole * percent;
        match () {
            () if part <= 0 || whole <= 0 => Self::None,
            () if at_least(30) => Self::VeryHigh,
            () if at_least(20) => Self::High,
            () if at_least(10) => Self::Middling,
            () if at_least(5) => Self::Low,
            () => Self::Slight,
        }
    }

    /// The class of the cell.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::None => "holdfast-heat-0",
            Self::Slight => "holdfast-heat-1",
            Self::Low => "holdfast-heat-2",
            Self::Middling => "holdfast-heat-3",
            Self::High => "holdfast-heat-4",
            Self::VeryHigh => "holdfast-heat-5",
        }
    }

    /// What the shade means.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Slight => "Under 5%",
            Self::Low => "5% to under 10%",
            Self::Middling => "10% to under 20%",
            Self::High => "20% to under 30%",
            Self::VeryHigh => "30% and over",
        }
    }
}

/// What the steps of shade stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// Shares and rates in percent.
    Percent,
    /// Cases for each FTE that holds cases; the middle step holds most
    /// authorities’ average.
    CasesPerFte,
    /// So many for each one.
    ForOne,
}

impl Scale {
    /// What is shown in its shades.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Percent => "Rates",
            Self::CasesPerFte => "Cases per FTE",
            Self::ForOne => "To 1",
        }
    }

    /// Where the steps after the first begin, in hundredths.
    const fn bounds(self) -> [i128; 4] {
        match self {
            Self::Percent => [500, 1000, 2000, 3000],
            Self::CasesPerFte => [1200, 1500, 1800, 2100],
            Self::ForOne => [25, 50, 100, 200],
        }
    }

    /// The step of a value, in millionths.
    pub(crate) fn heat(self, millionths: i128) -> Heat {
        let reached = self.bounds().into_iter();
        let reached = reached.filter(|bound| millionths >= bound * 10_000).count();
        match (millionths, reached) {
            (..=0, _) => Heat::None,
            (_, 0) => Heat::Slight,
            (_, 1) => Heat::Low,
            (_, 2) => Heat::Middling,
            (_, 3) => Heat::High,
            _ => Heat::VeryHigh,
        }
    }

    /// What a shade means.
    pub(crate) fn label(self, heat: Heat) -> String {
        let [first, second, third, fourth] = self.bounds().map(|bound| self.number(bound));
        match (self, heat) {
            (Self::Percent, _) | (_, Heat::None) => heat.label().to_owned(),
            (_, Heat::Slight) => format!("Under {first}"),
            (_, Heat::Low) => format!("{first} to under {second}"),
            (_, Heat::Middling) => format!("{second} to under {third}"),
            (_, Heat::High) => format!("{third} to under {fourth}"),
            (_, Heat::VeryHigh) => format!("{fourth} and over"),
        }
    }

    fn number(self, hundredths: i128) -> String {
        match self {
            Self::ForOne => format!("{}.{:02}", hundredths / 100, hundredths % 100),
            _ => (hundredths / 100).to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_on_the_bound_takes_the_darker_shade() {
        assert_eq!(Heat::of_share(Fte::whole(2), Fte::whole(10)), Heat::High);
        assert_eq!(
            Heat::of_share(Fte::from_units(1_999_999), Fte::whole(10)),
            Heat::Middling
        );
        assert_eq!(
            Heat::of_share(Fte::whole(3), Fte::whole(10)),
            Heat::VeryHigh
        );
        assert_eq!(Heat::of_share(Fte::whole(1), Fte::whole(20)), Heat::Low);
        assert_eq!(
            Heat::of_share(Fte::from_units(1), Fte::whole(10)),
            Heat::Slight
        );
    }

    #[test]
    fn percent_are_shaded_as_the_shares_that_they_are() {
        for tenths in 0..400 {
            let share = Heat::of_share(Fte::whole(tenths), Fte::whole(1000));
            assert_eq!(Scale::Percent.heat(i128::from(tenths) * 100_000), share);
        }
        assert_eq!(Scale::CasesPerFte.heat(15_000_000), Heat::Middling);
        assert_eq!(Scale::ForOne.heat(250_000), Heat::Low);
        assert_eq!(Scale::ForOne.label(Heat::Low), "0.25 to under 0.50");
        assert_eq!(Scale::CasesPerFte.label(Heat::VeryHigh), "21 and over");
    }

    #[test]
    fn nothing_and_a_share_of_nothing_are_not_shaded() {
        assert_eq!(Heat::of_share(Fte::ZERO, Fte::whole(10)), Heat::None);
        assert_eq!(Heat::of_share(Fte::ONE, Fte::ZERO), Heat::None);
        assert_eq!(Heat::of_share(-Fte::ONE, Fte::whole(10)), Heat::None);
    }

    #[test]
    fn every_shade_keeps_a_readable_contrast() {
        let styles = include_str!("../styles/_heat.scss");
        let mut pairs = 0;
        for line in styles
            .lines()
            .filter_map(|line| line.trim().strip_prefix("(#"))
        {
            let (background, text) = line.split_once(", #").unwrap();
            let contrast = contrast(background, text.trim_end_matches([')', ',']));
            assert!(contrast >= 4.5, "{line}: {contrast:.2}");
            pairs += 1;
        }
        assert_eq!(pairs, Heat::ALL.len());
    }

    /// The contrast ratio of the Web Content Accessibility Guidelines.
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(colour: &str) -> f64 {
        let channel = |start: usize| {
            let value = u8::from_str_radix(&colour[start..start + 2], 16).unwrap();
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
    }
}
