//! The words of a reference.

use std::fmt;

use jiff::civil::Date;

/// A word, a name in quotation marks, or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Letters, digits, `_` and `-`, in small letters.
    Word(String),
    /// What stands in quotation marks.
    Quoted(String),
    /// `..`
    To,
    /// A bracket or a comma.
    Sign(char),
}

impl fmt::Display for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) | Self::Quoted(word) => formatter.write_str(word),
            Self::To => formatter.write_str(".."),
            Self::Sign(sign) => write!(formatter, "{sign}"),
        }
    }
}

/// The words that are still to be read.
pub(super) struct Words {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
}

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Result<Self, String> {
        let tokens = tokens(text)?;
        Ok(Self {
            tokens: tokens.into_iter().peekable(),
        })
    }

    pub(super) fn is_done(&mut self) -> bool {
        self.tokens.peek().is_none()
    }

    pub(super) fn peek(&mut self) -> Option<&Token> {
        self.tokens.peek()
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        self.tokens.next()
    }

    pub(super) fn peek_word(&mut self) -> Option<String> {
        match self.tokens.peek() {
            Some(Token::Word(word)) => Some(word.clone()),
            _ => None,
        }
    }

    pub(super) fn next_word(&mut self) -> Option<String> {
        let word = self.peek_word()?;
        self.tokens.next();
        Some(word)
    }

    /// Leaves the first word behind, and reads on.
    pub(super) fn after<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        self.tokens.next();
        read(self)
    }

    /// Takes a word where it comes next.
    pub(super) fn takes(&mut self, word: &str) -> bool {
        self.tokens
            .next_if(|it| matches!(it, Token::Word(found) if found == word))
            .is_some()
    }

    /// Takes a sign where it comes next.
    pub(super) fn takes_sign(&mut self, sign: char) -> bool {
        self.tokens.next_if_eq(&Token::Sign(sign)).is_some()
    }

    /// A name: a word, or several in quotation marks.
    pub(super) fn name(&mut self, after: &str) -> Result<String, String> {
        match self
            .tokens
            .next_if(|it| matches!(it, Token::Word(_) | Token::Quoted(_)))
        {
            Some(Token::Word(name) | Token::Quoted(name)) => Ok(name),
            _ => Err(format!(
                "after ‘{after}’ comes a name; in quotation marks, where it has blanks"
            )),
        }
    }

    /// A year where one comes next.
    pub(super) fn year(&mut self) -> Option<i16> {
        let year = self
            .peek_word()?
            .parse()
            .ok()
            .filter(|year| (1900..=2200).contains(year))?;
        self.tokens.next();
        Some(year)
    }

    /// Years such as `2017..2025` where they come next.
    pub(super) fn years(&mut self) -> Result<Option<(i16, i16)>, String> {
        let Some(first) = self.year() else {
            return Ok(None);
        };
        if self.tokens.next_if_eq(&Token::To).is_none() {
            return Ok(Some((first, first)));
        }
        match self.year() {
            Some(last) if last >= first => Ok(Some((first, last))),
            Some(last) => Err(format!(
                "the years run from {first} back to {last}; write the earlier one first"
            )),
            None => Err(format!("after ‘{first}..’ comes the last year")),
        }
    }

    /// A date such as `2025-03-31` or `31 March 2025` where one comes next.
    pub(super) fn date(&mut self) -> Result<Option<Date>, String> {
        let Some(word) = self.peek_word() else {
            return Ok(None);
        };
        if word.len() == 10 && word.matches('-').count() == 2 {
            self.tokens.next();
            let day = word.parse().map_err(|_| format!("‘{word}’ is no date"));
            return day.map(Some);
        }
        if word.len() > 2 || !word.chars().all(|letter| letter.is_ascii_digit()) {
            return Ok(None);
        }
        self.tokens.next();
        let mut rest = || self.next_word().unwrap_or_default();
        let told = format!("{word} {} {}", rest(), rest());
        match Date::strptime("%d %B %Y", &told) {
            Ok(day) => Ok(Some(day)),
            Err(_) => Err(format!(
                "‘{}’ is no date; write it as 2025-03-31 or 31 March 2025",
                told.trim()
            )),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut found = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let token = match letter {
            letter if letter.is_whitespace() => continue,
            '.' if letters.next_if_eq(&'.').is_some() => Token::To,
            '…' => Token::To,
            '(' | ')' | ',' => Token::Sign(letter),
            '"' | '“' | '”' => quoted(&mut letters)?,
            letter if is_of_word(letter) => {
                let mut word: String = letter.to_lowercase().collect();
                while let Some(more) = letters.next_if(|it| is_of_word(*it)) {
                    word.extend(more.to_lowercase());
                }
                Token::Word(word)
            }
            other => {
                return Err(format!(
                    "‘{other}’ means nothing in a reference; names with signs stand in quotation marks"
                ));
            }
        };
        found.push(token);
    }
    Ok(found)
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-'
}

fn quoted(letters: &mut impl Iterator<Item = char>) -> Result<Token, String> {
    let mut name = String::new();
    for letter in letters {
        if matches!(letter, '"' | '“' | '”') {
            return Ok(Token::Quoted(name));
        }
        name.push(letter);
    }
    Err(format!("the quotation marks before ‘{name}’ do not end"))
}
