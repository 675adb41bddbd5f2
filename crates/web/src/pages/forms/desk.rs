//! What the forms are filled in against: the records, and the day it is.

use holdfast_workforce::Workforce;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::{Assignment, Post, PostTerms};
use jiff::civil::Date;

use crate::answers::Answers;
use crate::components::Choice;

/// The records, and the day it is.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    /// The records as they stand.
    pub(crate) workforce: &'a Workforce,
    /// The day it is.
    pub(crate) today: Date,
}

impl Desk<'_> {
    /// The post that a text names, by the council's number or by its identifier.
    pub(crate) fn post(&self, text: &str) -> Option<&Post> {
        let posts = self.workforce.posts();
        let text = text.trim();
        posts
            .by_reference(text)
            .or_else(|| text.parse::<RecordId>().ok().and_then(|id| posts.get(id)))
    }

    /// A post in words, as on a day: role, team and number.
    pub(crate) fn post_in_words(&self, post: &Post, day: Date) -> String {
        let Some(terms) = terms_near(post, day) else {
            return format!("Post {}", post.reference);
        };
        let team = self.workforce.teams().get(terms.team);
        let team = team.map_or("an unknown team", |team| team.name.as_str());
        format!("{} in {team} (post {})", self.title(terms), post.reference)
    }

    /// What a post is called: its own title, or its role's.
    pub(crate) fn title(&self, terms: &PostTerms) -> String {
        let role = self.workforce.roles().get(terms.role);
        let title = terms.title.as_deref();
        title
            .or(role.map(|role| role.name.as_str()))
            .unwrap_or("Post")
            .to_owned()
    }

    /// An assignment in words.
    pub(crate) fn assignment_in_words(&self, assignment: &Assignment) -> String {
        let day = assignment
            .spell
            .from
            .max(self.today.min(last_day(assignment)));
        let post = self.workforce.posts().get(assignment.post);
        let post = post.map_or_else(|| "a post".to_owned(), |post| self.post_in_words(post, day));
        let to = assignment.spell.last_day();
        let to = to.map_or_else(String::new, |day| format!(" to {}", in_words(day)));
        let from = in_words(assignment.spell.from);
        format!("{post}, {} FTE, from {from}{to}", assignment.fte)
    }

    /// The teams that exist today, as choices, under the names of those above them.
    pub(crate) fn teams(&self) -> Vec<Choice> {
        let exists = |team: &&holdfast_workforce::record::Team| {
            team.spell.is_none_or(|spell| !spell.is_over_by(self.today))
        };
        let mut teams: Vec<_> = self
            .workforce
            .teams()
            .iter()
            .filter(exists)
            .map(|team| Choice::new(team.reference.clone(), self.team_path(team.id)))
            .collect();
        teams.sort_by(|one, next| one.label.cmp(&next.label));
        teams
    }

    /// A team's name after the name of the one above it.
    fn team_path(&self, team: holdfast_workforce::id::TeamId) -> String {
        let teams = self.workforce.teams();
        let Some(team) = teams.get(team) else {
            return String::new();
        };
        let parent = team.parent.and_then(|parent| teams.get(parent));
        match parent {
            Some(parent) => format!("{}: {}", parent.name, team.name),
            None => team.name.clone(),
        }
    }

    /// The roles as choices, in their order.
    pub(crate) fn roles(&self) -> Vec<Choice> {
        let mut roles: Vec<_> = self.workforce.roles().iter().collect();
        roles.sort_by(|one, next| (one.order, &one.name).cmp(&(next.order, &next.name)));
        roles
            .into_iter()
            .map(|role| Choice::new(role.reference.clone(), role.name.clone()))
            .collect()
    }

    /// The day that a form is about: its first day where it can be read, or today.
    pub(crate) fn day_of(&self, answers: &Answers) -> Date {
        let mut answers = answers.clone();
        answers.optional_date("from", "").unwrap_or(self.today)
    }
}

fn last_day(assignment: &Assignment) -> Date {
    assignment.spell.last_day().unwrap_or(Date::MAX)
}

/// What is true of the post on a day, or nearest to it.
pub(crate) fn terms_near(post: &Post, day: Date) -> Option<&PostTerms> {
    post.terms_on(day)
        .or_else(|| {
            post.terms
                .iter()
                .rev()
                .find(|terms| terms.spell.from <= day)
        })
        .or_else(|| post.terms.first())
}
