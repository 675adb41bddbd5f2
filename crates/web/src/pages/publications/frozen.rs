//! Frozen figures as pages show them: in the groups of the scorecard, with
//! numbered footnotes.

use holdfast_measures::publication::{Frozen, Publication};
use holdfast_workforce::amount::readable;

use crate::pages::scorecard::notes::{Noted, Notes};

/// A group of frozen figures.
pub(crate) struct FrozenGroupView {
    /// Its heading.
    pub(crate) title: String,
    /// Its figures.
    pub(crate) rows: Vec<FrozenView>,
}

/// A figure that will be frozen, or was.
pub(crate) struct FrozenView {
    /// The key of its measure.
    pub(crate) measure: String,
    /// What it is called, with its date or year.
    pub(crate) label: Noted,
    /// The value with its unit.
    pub(crate) value: Noted,
    /// The target with its status.
    pub(crate) target: String,
    /// The values of others, as they stood beside it.
    pub(crate) peers: Vec<String>,
}

/// The figures of the scorecard, in its groups.
pub(crate) fn on_the_card(publication: &Publication, notes: &mut Notes) -> Vec<FrozenGroupView> {
    let mut groups = Vec::new();
    for group in &publication.groups {
        let figures = group.measures.iter();
        let figures = figures.filter_map(|key| publication.figure(key));
        groups.push(FrozenGroupView {
            title: group.title.clone(),
            rows: figures.map(|it| FrozenView::of(it, notes)).collect(),
        });
    }
    groups
}

/// The figures that are not on the scorecard.
pub(crate) fn others(publication: &Publication, notes: &mut Notes) -> FrozenGroupView {
    let is_on_card = |frozen: &&Frozen| {
        let mut keys = publication.groups.iter().flat_map(|group| &group.measures);
        keys.any(|key| *key == frozen.measure)
    };
    let others = publication.figures.iter().filter(|it| !is_on_card(it));
    FrozenGroupView {
        title: "Other measures".to_owned(),
        rows: others.map(|it| FrozenView::of(it, notes)).collect(),
    }
}

impl FrozenView {
    fn of(frozen: &Frozen, notes: &mut Notes) -> Self {
        let target = frozen.target.as_ref();
        let peers = frozen.peers.iter().map(|it| match &it.release {
            Some(release) => format!("{} {} (release {release})", it.name, it.value),
            None => format!("{} {}", it.name, it.value),
        });
        Self {
            measure: frozen.measure.clone(),
            label: Noted {
                text: frozen.label.clone(),
                word: frozen.period.clone(),
                marks: Vec::new(),
            },
            value: Noted {
                text: value_shown(&frozen.value, &frozen.unit),
                word: String::new(),
                marks: notes.marks(&frozen.notes),
            },
            target: target.map_or_else(String::new, |(words, status)| format!("{words}: {status}")),
            peers: peers.collect(),
        }
    }
}

/// A value with the unit that it was published in; a symbol has none.
pub(crate) fn value_shown(value: &str, unit: &str) -> String {
    let is_number = value.ends_with(|letter: char| letter.is_ascii_digit());
    let number = || readable(&value.replace('−', "-"));
    match (is_number, unit) {
        (false, _) => value.to_owned(),
        (true, "%") => format!("{}%", number()),
        (true, unit) => format!("{} {unit}", number()),
    }
}

#[cfg(test)]
mod tests {
    use super::value_shown;

    #[test]
    fn a_value_stands_with_its_unit_and_a_symbol_without() {
        assert_eq!(value_shown("14.2", "%"), "14.2%");
        assert_eq!(value_shown("3193.6", "days"), "3,193.6 days");
        assert_eq!(value_shown("−4", "people"), "−4 people");
        assert_eq!(value_shown("c", "people"), "c");
    }
}
