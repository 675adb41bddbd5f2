//! Stories of people: engagements, assignments and absences.

use super::{Happening, Telling, inside};
use crate::code::CodeSet as _;
use crate::codes::{Contract, Holding};
use crate::date::in_words;
use crate::id::{EngagementId, PostId};
use crate::record::{Absence, Assignment, Engagement, Kind};
use crate::snapshot::Workforce;

impl Telling<'_> {
    pub(super) fn engagement_begins(&mut self, is: &Engagement) {
        let first = first_assignment(self.after, is.id);
        let place = first
            .map(|it| format!(" as {}, {} FTE", place_of(self.after, it), it.fte))
            .unwrap_or_default();
        let name = name_of(self.after, is.id);
        let on = in_words(is.spell.from);
        let (happening, text) = if is.contract == Contract::Agency {
            let cover = first.and_then(|it| it.cover);
            let covers = cover.map(|it| format!(", covering: {}", inside(it.label())));
            let text = format!(
                "{name} starts through an agency on {on}{place}{}",
                covers.unwrap_or_default()
            );
            (Happening::AgencyStart, text)
        } else {
            let contract = inside(is.contract.label());
            (
                Happening::Starter,
                match first.filter(|it| it.spell.from > is.spell.from) {
                    Some(it) => format!(
                        "{name} has worked here since {on}; from {}{place} ({contract})",
                        in_words(it.spell.from)
                    ),
                    None => format!("{name} starts on {on}{place} ({contract})"),
                },
            )
        };
        self.add(
            happening,
            Some(is.spell.from),
            (Kind::Engagement, is.id.into()),
            text,
        );
        if is.spell.until.is_some() {
            self.engagement_ends(is);
        }
    }

    fn engagement_ends(&mut self, is: &Engagement) {
        let Some(last) = is.spell.last_day() else {
            return;
        };
        let name = name_of(self.after, is.id);
        let mut text = format!("{name} leaves; the last day is {}", in_words(last));
        if let Some(reason) = is.reason {
            text += &format!("; reason: {}", inside(reason.label()));
        }
        if let Some(destination) = is.destination {
            text += &format!("; goes to: {}", inside(destination.label()));
        }
        let happening = match is.contract {
            Contract::Agency => Happening::AgencyEnd,
            _ => Happening::Leaver,
        };
        self.add(
            happening,
            Some(last),
            (Kind::Engagement, is.id.into()),
            text,
        );
    }

    pub(super) fn engagement_changes(&mut self, was: &Engagement, is: &Engagement) {
        if was.spell.until.is_none() && is.spell.until.is_some() {
            self.engagement_ends(is);
            return;
        }
        let name = name_of(self.after, is.id);
        let text = match (was.spell.last_day(), is.spell.last_day()) {
            (Some(last), None) => {
                format!("{name} does not leave on {} after all", in_words(last))
            }
            (Some(old), Some(new)) if old != new => {
                format!(
                    "{name}: the last day is {} instead of {}",
                    in_words(new),
                    in_words(old)
                )
            }
            _ if was.spell.from != is.spell.from => format!(
                "{name}: the first day is {} instead of {}",
                in_words(is.spell.from),
                in_words(was.spell.from)
            ),
            _ => format!(
                "Engagement {} of {name}: {}",
                is.reference,
                self.differences(&was.clone().into(), &is.clone().into())
            ),
        };
        let on = Some(is.spell.from);
        self.add(
            Happening::Correction,
            on,
            (Kind::Engagement, is.id.into()),
            text,
        );
    }

    pub(super) fn assignment_begins(&mut self, is: &Assignment) {
        let is_first = self.before.engagements().get(is.engagement).is_none()
            && first_assignment(self.after, is.engagement).is_some_and(|first| first.id == is.id);
        if is_first {
            // Told with the engagement.
            return;
        }
        let earlier = self.after.assignments().linking(is.engagement).find(|it| {
            it.id != is.id && it.holding == is.holding && it.spell.until == Some(is.spell.from)
        });
        let name = name_of(self.after, is.engagement);
        let (on, place) = (in_words(is.spell.from), place_of(self.after, is));
        let (happening, text) = match (is.holding, earlier) {
            (Holding::Substantive | Holding::Agency, Some(old))
                if old.post == is.post && old.fte == is.fte =>
            {
                (
                    Happening::Move,
                    format!("{name} works from {on} as {place}, {} FTE", is.fte),
                )
            }
            (Holding::Substantive | Holding::Agency, Some(old)) if old.post == is.post => (
                Happening::Hours,
                format!(
                    "{name} works {} FTE instead of {} from {on}",
                    is.fte, old.fte
                ),
            ),
            (Holding::Substantive | Holding::Agency, Some(_)) => (
                Happening::Move,
                format!("{name} moves on {on} to {place}, {} FTE", is.fte),
            ),
            (Holding::Substantive, None) => (
                Happening::Move,
                format!(
                    "{name} takes a further post on {on}: {place}, {} FTE",
                    is.fte
                ),
            ),
            (Holding::Agency, None) => (
                Happening::AgencyStart,
                format!(
                    "{name} starts a further agency assignment on {on}: {place}, {} FTE",
                    is.fte
                ),
            ),
            (holding, _) => {
                let cover = is
                    .cover
                    .map(|it| format!(", covering: {}", inside(it.label())));
                let text = format!(
                    "{name}, {}, from {on}: {place}, {} FTE{}",
                    inside(holding.label()),
                    is.fte,
                    cover.unwrap_or_default(),
                );
                (Happening::Cover, text)
            }
        };
        self.add(
            happening,
            Some(is.spell.from),
            (Kind::Assignment, is.id.into()),
            text,
        );
    }

    pub(super) fn assignment_changes(&mut self, was: &Assignment, is: &Assignment) {
        let about = (Kind::Assignment, is.id.into());
        let only_ends = Assignment {
            spell: was.spell,
            ..is.clone()
        } == *was
            && was.spell.from == is.spell.from;
        if only_ends && self.end_is_told_elsewhere(is) {
            return;
        }
        let name = name_of(self.after, is.engagement);
        let place = place_of(self.after, is);
        let text = match is.spell.last_day() {
            Some(last) if only_ends => format!("{name}: {place} ends on {}", in_words(last)),
            None if only_ends => format!("{name}: {place} no longer has an end"),
            _ if was.fte != is.fte => {
                format!("{name}: {place} is {} FTE instead of {}", is.fte, was.fte)
            }
            _ => format!(
                "{name}: assignment to {place}: {}",
                self.differences(&was.clone().into(), &is.clone().into())
            ),
        };
        let happening = match (only_ends, is.holding) {
            (true, Holding::Agency) => Happening::AgencyEnd,
            (true, Holding::ActingUp | Holding::Seconded | Holding::Cover) => Happening::Cover,
            (true, Holding::Substantive) => Happening::Move,
            (false, _) => Happening::Correction,
        };
        self.add(happening, is.spell.last_day(), about, text);
    }

    /// An assignment that ends because its holder leaves, moves on or changes
    /// hours is told with that.
    fn end_is_told_elsewhere(&self, is: &Assignment) -> bool {
        let Some(until) = is.spell.until else {
            return false;
        };
        let engagement = self.after.engagements().get(is.engagement);
        let leaves = engagement.is_some_and(|it| it.spell.until == Some(until));
        let goes_on = self
            .after
            .assignments()
            .linking(is.engagement)
            .any(|it| it.id != is.id && it.holding == is.holding && it.spell.from == until);
        leaves || goes_on
    }

    pub(super) fn absence_begins(&mut self, is: &Absence) {
        let name = name_of(self.after, is.engagement);
        let until = is
            .spell
            .last_day()
            .map(|day| format!(" to {}", in_words(day)));
        let text = format!(
            "{name} is absent from {}{}: {}",
            in_words(is.spell.from),
            until.unwrap_or_default(),
            inside(is.kind.label()),
        );
        self.add(
            Happening::Absence,
            Some(is.spell.from),
            (Kind::Absence, is.id.into()),
            text,
        );
    }

    pub(super) fn absence_changes(&mut self, was: &Absence, is: &Absence) {
        let name = name_of(self.after, is.engagement);
        let kind = inside(is.kind.label());
        let text = match (was.spell.last_day(), is.spell.last_day()) {
            (old, Some(last)) if old != Some(last) => {
                format!("{name}: the absence ({kind}) ends on {}", in_words(last))
            }
            (Some(_), None) => format!("{name}: the absence ({kind}) no longer has an end"),
            _ => format!(
                "{name}: absence ({kind}) from {} corrected",
                in_words(is.spell.from)
            ),
        };
        self.add(
            Happening::Absence,
            is.spell.last_day(),
            (Kind::Absence, is.id.into()),
            text,
        );
    }
}

fn first_assignment(workforce: &Workforce, engagement: EngagementId) -> Option<&Assignment> {
    workforce
        .assignments()
        .linking(engagement)
        .min_by_key(|it| (it.spell.from, it.id))
}

pub(super) fn name_of(workforce: &Workforce, engagement: EngagementId) -> String {
    workforce.person_of(engagement).map_or_else(
        || "Somebody".to_owned(),
        |person| person.display_name().to_owned(),
    )
}

fn place_of(workforce: &Workforce, assignment: &Assignment) -> String {
    post_in_words(workforce, assignment.post, assignment.spell.from)
}

/// A post as people name it: role, team and number.
pub(super) fn post_in_words(workforce: &Workforce, post: PostId, day: jiff::civil::Date) -> String {
    let Some(post) = workforce.posts().get(post) else {
        return "a post".to_owned();
    };
    let terms = post.terms_on(day).or_else(|| post.latest_terms());
    let role = terms.and_then(|terms| workforce.roles().get(terms.role));
    let team = terms.and_then(|terms| workforce.teams().get(terms.team));
    match (role, team) {
        (Some(role), Some(team)) => {
            format!("{} in {} (post {})", role.name, team.name, post.reference)
        }
        _ => format!("post {}", post.reference),
    }
}
