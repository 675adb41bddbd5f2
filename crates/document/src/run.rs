//! What a line of text is made of.

use serde::{Deserialize, Serialize};

/// A stretch of text that is alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Run {
    /// Ordinary words.
    Text {
        /// The words.
        text: String,
    },
    /// Words that matter.
    Strong {
        /// What is said.
        runs: Vec<Run>,
    },
    /// Words said with stress.
    Emphasis {
        /// What is said.
        runs: Vec<Run>,
    },
    /// Something to be typed, in letters of one width.
    Code {
        /// What is typed.
        text: String,
    },
    /// A link out of the document.
    Link(Link),
    /// A figure, or a sentence about figures, which is explained by notes.
    Figure {
        /// As it is read: `12.7%`.
        text: String,
        /// The notes that explain it, by their place in the document's list.
        notes: Vec<usize>,
    },
    /// The line ends here.
    Break,
}

/// A link out of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads: an address that begins with `https:`, `http:` or `mailto:`.
    pub address: String,
    /// What is read.
    pub runs: Vec<Run>,
}

impl Run {
    /// Ordinary words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

/// What is read of some runs, without any of their dress.
pub fn plain(runs: &[Run]) -> String {
    let mut read = String::new();
    for run in runs {
        match run {
            Run::Text { text } | Run::Code { text } | Run::Figure { text, .. } => {
                read.push_str(text);
            }
            Run::Strong { runs } | Run::Emphasis { runs } => read.push_str(&plain(runs)),
            Run::Link(link) => read.push_str(&plain(&link.runs)),
            Run::Break => read.push(' '),
        }
    }
    read
}
