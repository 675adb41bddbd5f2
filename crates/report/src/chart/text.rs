//! How wide words are, and where their lines break.
//!
//! The server has no font to ask, so the widths of Arial stand here; Liberation Sans and Helvetica
//! share them. What the table lacks is taken as wide as the letter is high, which is wider than all
//! but the widest, so that words keep within what was measured for them.

/// Units of the widths to the height of the letters.
const UNITS: f64 = 2048.0;

/// The widths of the characters from space to tilde.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    569, 569, 727, 1139, 1139, 1821, 1366, 391, 682, 682, 797, 1196, 569, 682, 569, 569, 1139,
    1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 569, 569, 1196, 1196, 1196, 1139, 2079,
    1366, 1366, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1024, 1366, 1139, 1706, 1479, 1593, 1366,
    1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 569, 569, 569, 961, 1139, 682,
    1139, 1139, 1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139, 1139, 1139,
    1139, 682, 1024, 569, 1139, 1024, 1479, 1024, 1024, 1024, 684, 532, 684, 1196,
];

/// The same in bold.
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    569, 682, 971, 1139, 1139, 1821, 1479, 487, 682, 682, 797, 1196, 569, 682, 569, 569, 1139,
    1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 682, 682, 1196, 1196, 1196, 1251, 1997,
    1479, 1479, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1139, 1479, 1251, 1706, 1479, 1593, 1366,
    1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 682, 569, 682, 1196, 1139, 682,
    1139, 1251, 1139, 1251, 1139, 682, 1251, 1251, 569, 569, 1139, 569, 1821, 1251, 1251, 1251,
    1251, 797, 1139, 682, 1251, 1139, 1593, 1139, 1139, 1024, 797, 573, 797, 1196,
];

/// The styles that charts write in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lettering {
    /// The heading of a chart.
    Heading,
    /// What is emphasised.
    Strong,
    /// All else.
    Plain,
}

impl Lettering {
    /// The height of the letters in pixels.
    pub(super) fn size(self) -> f64 {
        match self {
            Self::Heading => 16.0,
            Self::Strong | Self::Plain => 14.0,
        }
    }

    /// From one line to the next.
    pub(super) fn line_height(self) -> f64 {
        self.size() + 4.0
    }

    /// The weight as SVG names it.
    pub(super) fn weight(self) -> &'static str {
        match self {
            Self::Heading | Self::Strong => "bold",
            Self::Plain => "normal",
        }
    }

    /// How wide the text is.
    pub(super) fn width(self, text: &str) -> f64 {
        let units: f64 = text.chars().map(|letter| self.units(letter)).sum();
        units / UNITS * self.size()
    }

    fn units(self, letter: char) -> f64 {
        let widths = match self {
            Self::Heading | Self::Strong => &BOLD,
            Self::Plain => &REGULAR,
        };
        let place = match letter {
            // As wide as a figure.
            '£' | '–' => u32::from('0'),
            '−' => u32::from('+'),
            '‘' | '’' => u32::from('`'),
            other => u32::from(other),
        };
        let place = place
            .checked_sub(32)
            .and_then(|place| usize::try_from(place).ok());
        place
            .and_then(|place| widths.get(place))
            .map_or(UNITS, |width| f64::from(*width))
    }

    /// The text in lines no wider than `width`, broken between words, and within those that are
    /// too long for a line.
    pub(super) fn wrap(self, text: &str, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let joined = lines.last().map(|line| format!("{line} {word}"));
            match (joined, lines.last_mut()) {
                (Some(joined), Some(line)) if self.width(&joined) <= width => *line = joined,
                _ => lines.extend(self.pieces(word, width)),
            }
        }
        lines
    }

    /// A word cut into pieces that fit, each of at least one character.
    fn pieces(self, word: &str, width: f64) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            if let Some(piece) = pieces.last_mut() {
                piece.push(letter);
                if self.width(piece) > width && piece.chars().count() > 1 {
                    piece.pop();
                    pieces.push(letter.to_string());
                }
            }
        }
        pieces
    }

    /// The text in at most `most` lines, the last of which ends in an ellipsis when words were cut.
    pub(super) fn wrap_within(self, text: &str, width: f64, most: usize) -> Vec<String> {
        let mut lines = self.wrap(text, width);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                while !last.is_empty() && self.width(last) + self.width("…") > width {
                    last.pop();
                }
                last.push('…');
            }
        }
        lines
    }

    /// The width of the widest line.
    pub(super) fn widest(self, lines: &[String]) -> f64 {
        lines
            .iter()
            .map(|line| self.width(line))
            .fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// In Arial's own table of 2048 units: F 1251, T 1251, E 1366; together 3868, which is
    /// 26.44 pixels at a height of 14.
    #[test]
    fn words_are_as_wide_as_arial_makes_them() {
        assert!((Lettering::Plain.width("FTE") - 26.4414).abs() < 0.001);
        assert!(Lettering::Strong.width("Norfolk") > Lettering::Plain.width("Norfolk"));
    }

    #[test]
    fn lines_break_between_words_and_within_long_ones() {
        let lines = Lettering::Plain.wrap("Bournemouth, Christchurch and Poole", 130.0);
        assert_eq!(lines, ["Bournemouth,", "Christchurch and", "Poole"]);
        let cut = Lettering::Plain.wrap("Llanfairpwllgwyngyll", 60.0);
        assert_eq!(cut.concat(), "Llanfairpwllgwyngyll");
        assert!(cut.len() > 1);
    }

    /// "one tw…" needs 3 × 1139 + 569 + 569 + 1479 + 2048 = 8082 units, which is 55.2 pixels; with
    /// one more letter it needs 63.0.
    #[test]
    fn words_that_are_cut_end_in_an_ellipsis() {
        let lines = Lettering::Plain.wrap_within("one two three four", 60.0, 1);
        assert_eq!(lines, ["one tw…"]);
    }

    proptest! {
        #[test]
        fn no_line_of_several_letters_is_wider_than_asked(text in ".{0,60}", width in 20.0..200.0_f64) {
            for line in Lettering::Strong.wrap(&text, width) {
                prop_assert!(Lettering::Strong.width(&line) <= width, "{line:?}");
            }
        }
    }
}
