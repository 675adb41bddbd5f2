//! Frozen figures as pages show them: in the groups of the scorecard, with
//! numbered footnotes.

use holdfast_measures::publication::{Frozen, Publication};

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
        let peers = frozen.peers.iter().map(|it| {
            let value = frozen.with_unit(&it.value);
            match &it.release {
                Some(release) => format!("{} {value} (release {release})", it.name),
                None => format!("{} {value}", it.name),
            }
        });
        Self {
            measure: frozen.measure.clone(),
            label: Noted {
                text: frozen.label.clone(),
                word: frozen.period.clone(),
                marks: Vec::new(),
            },
            value: Noted {
                text: frozen.with_unit(&frozen.value),
                word: String::new(),
                marks: notes.marks(&frozen.notes),
            },
            target: target.map_or_else(String::new, |(words, status)| format!("{words}: {status}")),
            peers: peers.collect(),
        }
    }
}
