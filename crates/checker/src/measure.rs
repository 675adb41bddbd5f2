//! The measures that papers compare, and which way of each is good.

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Good {
    /// The more the better.
    High,
    /// The less the better.
    Low,
}

/// A measure as papers name it.
#[derive(Debug)]
pub struct Named {
    /// What it is called; the first is its name.
    pub words: &'static [&'static str],
    /// Which way is good.
    pub good: Good,
}

/// The measures, the more particular first.
pub const MEASURES: &[Named] = &[
    Named {
        words: &["caseload", "cases per", "children per social worker"],
        good: Good::Low,
    },
    Named {
        words: &["vacancy rate", "vacancies", "vacancy", "vacant posts"],
        good: Good::Low,
    },
    Named {
        words: &["turnover"],
        good: Good::Low,
    },
    Named {
        words: &["agency", "locum", "temporary staff", "interim"],
        good: Good::Low,
    },
    Named {
        words: &["sickness", "absence"],
        good: Good::Low,
    },
    Named {
        words: &["retention", "stability"],
        good: Good::High,
    },
    Named {
        words: &["leavers"],
        good: Good::Low,
    },
    Named {
        words: &["starters", "new entrants"],
        good: Good::High,
    },
    Named {
        words: &["supervision"],
        good: Good::High,
    },
    Named {
        words: &["satisfaction"],
        good: Good::High,
    },
    Named {
        words: &["complaints"],
        good: Good::Low,
    },
    Named {
        words: &["re-referral"],
        good: Good::Low,
    },
    Named {
        words: &["timeliness", "within timescale", "in timescale", "on time"],
        good: Good::High,
    },
    Named {
        words: &["training", "completion"],
        good: Good::High,
    },
    Named {
        words: &["overspend", "spend", "cost"],
        good: Good::Low,
    },
];

/// The measure whose name stands last in a text, and where.
pub fn last_named(text: &str) -> Option<(&'static Named, usize)> {
    let at = |measure: &Named| {
        measure
            .words
            .iter()
            .filter_map(|word| text.rfind(word))
            .max()
    };
    MEASURES
        .iter()
        .filter_map(|measure| Some((measure, at(measure)?)))
        .max_by_key(|(_, at)| *at)
}

/// The measure whose name stands first in a text.
pub fn first_named(text: &str) -> Option<&'static Named> {
    let at = |measure: &Named| {
        measure
            .words
            .iter()
            .filter_map(|word| text.find(word))
            .min()
    };
    MEASURES
        .iter()
        .filter_map(|measure| Some((measure, at(measure)?)))
        .min_by_key(|(_, at)| *at)
        .map(|(measure, _)| measure)
}

/// Whether a label names a measure.
pub fn names(measure: &Named, label: &str) -> bool {
    let label = label.to_lowercase();
    measure.words.iter().any(|word| label.contains(word))
}

/// Those that a council is compared with: words of prose and of headers.
pub const COMPARATORS: &[(&str, &[&str])] = &[
    (
        "national",
        &["national", "nat av", "nat.", "england", "nationally"],
    ),
    (
        "region",
        &[
            "regional",
            "reg av",
            "region",
            "regionally",
            "north east",
            "north west",
            "south east",
            "south west",
            "east midlands",
            "west midlands",
            "london",
            "yorkshire",
        ],
    ),
    (
        "neighbours",
        &[
            "neighbour",
            "similar authorities",
            "comparator",
            "family group",
            "benchmark",
        ],
    ),
    ("target", &["target"]),
];

/// The comparators that a text names.
pub fn comparators(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    COMPARATORS
        .iter()
        .filter(|(_, words)| words.iter().any(|word| text.contains(word)))
        .map(|(name, _)| *name)
        .collect()
}
