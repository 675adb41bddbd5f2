//! The letters: Liberation Sans in four styles, which measures the same as Arial.

use std::collections::HashMap;
use std::sync::LazyLock;

use holdfast_document::FONTS;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontVariant, FontVariations};
use typst::utils::LazyHash;

/// What stands for a character that the letters lack.
const LACKING: char = '□';

/// Makes one character of two, as in pictures of families.
const JOINER: char = '\u{200D}';

/// Where a line may end, without a sign.
const MAY_BREAK: char = '\u{200B}';

/// After how many characters a word that is too long may break.
const PIECE: usize = 4;

/// The letters and their widths.
pub(crate) static LETTERS: LazyLock<Fonts> = LazyLock::new(Fonts::load);

/// The letters and their widths.
pub(crate) struct Fonts {
    /// The styles.
    pub(crate) faces: Vec<Font>,
    /// What the typesetter chooses them by.
    pub(crate) book: LazyHash<FontBook>,
    /// The widths in em of every character that all styles have.
    widths: HashMap<char, Widths>,
}

#[derive(Clone, Copy)]
struct Widths {
    regular: f64,
    bold: f64,
}

/// How heavy a word is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Ordinary words.
    Regular,
    /// Headings and totals.
    Bold,
}

impl Fonts {
    fn load() -> Self {
        let faces: Vec<Font> = FONTS
            .iter()
            .filter_map(|file| Font::new(Bytes::new(*file), 0))
            .collect();
        Self {
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            widths: widths(&faces),
            faces,
        }
    }

    /// The width of some words in em.
    pub(crate) fn width(&self, text: &str, weight: Weight) -> f64 {
        text.chars().map(|letter| self.letter(letter, weight)).sum()
    }

    fn letter(&self, letter: char, weight: Weight) -> f64 {
        let widths = self
            .widths
            .get(&letter)
            .or_else(|| self.widths.get(&LACKING));
        widths.map_or(1.0, |widths| match weight {
            Weight::Regular => widths.regular,
            Weight::Bold => widths.bold,
        })
    }

    /// The text as it can be set: without control characters, with a sign for each character that the
    /// letters lack, because a reader is told of a gap, and with places to break in words wider than
    /// `room` em, because a word must not run off the paper or into the next column.
    pub(crate) fn settable(&self, text: &str, room: f64) -> String {
        let mut settable = String::with_capacity(text.len());
        for (place, word) in self.shown(text).split(' ').enumerate() {
            if place > 0 {
                settable.push(' ');
            }
            if self.width(word, Weight::Bold) > room {
                in_pieces(word, &mut settable);
            } else {
                settable.push_str(word);
            }
        }
        settable
    }

    /// The text without what cannot be shown.
    fn shown(&self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        for letter in text.chars().filter_map(|letter| self.seen(letter)) {
            // What joins letters joins none that are lacking.
            if letter != JOINER || !shown.ends_with(LACKING) {
                shown.push(letter);
            }
        }
        shown
    }

    /// A drawing without what cannot be shown.
    pub(crate) fn drawable(&self, svg: &str) -> String {
        svg.chars()
            .filter_map(|letter| match letter {
                '\n' | '\r' | '\t' => Some(letter),
                _ => self.seen(letter),
            })
            .collect()
    }

    fn seen(&self, letter: char) -> Option<char> {
        match letter {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            // Those that turn the direction of what follows could make a line read as another.
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => None,
            _ if letter.is_control() => None,
            _ if self.widths.contains_key(&letter) => Some(letter),
            // These have no shape of their own: they change the one before, which is lacking too.
            '\u{FE00}'..='\u{FE0F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => None,
            '\u{180B}'..='\u{180F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}' => None,
            _ => Some(LACKING),
        }
    }
}

fn in_pieces(word: &str, settable: &mut String) {
    let mut since = 0;
    for letter in word.chars() {
        let joins = matches!(letter, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{200C}'..='\u{200D}');
        if since >= PIECE && !joins {
            settable.push(MAY_BREAK);
            since = 0;
        }
        settable.push(letter);
        since += 1;
    }
}

/// The widths in em of every character that all styles have.
fn widths(faces: &[Font]) -> HashMap<char, Widths> {
    let [regular, bold, others @ ..] = faces else {
        return HashMap::new();
    };
    let everywhere = |letter: &u32| {
        [bold]
            .into_iter()
            .chain(others)
            .all(|face| face.info().coverage.contains(*letter))
    };
    let measure = |face: &Font| {
        let variant = FontVariant::default();
        face.clone()
            .instantiate(variant, Abs::pt(11.0), &FontVariations::default())
    };
    let (thin, thick) = (measure(regular), measure(bold));
    let width = |face: &typst::text::FontInstance, letter| {
        let glyph = face.ttf().glyph_index(letter)?;
        Some(face.x_advance(glyph.0)?.get())
    };
    let covered = regular.info().coverage.iter().filter(everywhere);
    covered
        .filter_map(char::from_u32)
        .filter(|letter| !is_private(*letter))
        .filter_map(|letter| {
            let regular = width(&thin, letter)?;
            let bold = width(&thick, letter)?;
            Some((letter, Widths { regular, bold }))
        })
        .collect()
}

/// Whether a character means what its font likes it to: no archive can keep it.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}
