//! The position at a date: what is established, who is in post, what is
//! vacant, and who covers what and why.
//!
//! Everything is made of [`Contribution`]s: one line of the position, one
//! amount, and the post and assignment that it comes from. The position is
//! their sum, so a number and the rows beneath it cannot disagree.
//!
//! For years before the records begin the contributions come from stated
//! positions instead (see [`crate::stated`]); what the source does not state
//! stays unknown rather than nought.

mod amounts;
mod away;
mod compare;
mod ending;
mod from_records;
mod from_stated;
mod makeup;
mod tree;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use amounts::Amounts;
pub use away::{AwayCover, AwayFor, AwayPost, away_cover};
pub use compare::{ComparedRow, Comparison, compare};
pub use ending::{Ending, endings};
pub use makeup::beneath;
pub use tree::{TreeRow, team_tree};

use crate::amount::Fte;
use crate::code::codes;
use crate::codes::{CountUnit, CoverReason, Service};
use crate::id::{AssignmentId, PersonId, PostId, RoleId, StatedPositionId, TeamId};
use crate::record::Authority;
use crate::snapshot::Workforce;
use crate::stated;

codes! {
    /// The lines of a position, in the order in which they are shown.
    Line {
        /// Established FTE that the base budget pays for.
        EstablishedBase = "established_base", "Established, base budget";
        /// Established FTE of a temporary uplift.
        EstablishedTemporary = "established_temporary", "Established, temporary uplift";
        /// Established FTE that a grant pays for.
        EstablishedGrant = "established_grant", "Established, grant";
        /// Established FTE in all.
        Established = "established", "Established";
        /// FTE of the holders of posts in and above the establishment, those away from their posts included.
        InPost = "in_post", "In post";
        /// Of the FTE in post: away on maternity leave, long-term sick, seconded, acting up or on a career break.
        Away = "away", "of these, away";
        /// Established less in post. Vacancies that are covered count.
        Vacancies = "vacancies", "Vacancies";
        /// FTE of trainees in posts outside the establishment.
        Trainees = "trainees", "Trainees outside the establishment";
        /// FTE of newly qualified workers in posts outside the establishment.
        NewlyQualified = "newly_qualified", "Newly qualified outside the establishment";
        /// In post, and in posts outside the establishment.
        InPostWithOutside = "in_post_with_outside", "In post, those outside the establishment included";
        /// Vacancies less those in posts outside the establishment, who are to fill them.
        VacanciesLessOutside = "vacancies_less_outside", "Vacancies less those outside the establishment";
        /// Agency FTE filling vacancies while they are recruited to.
        AgencyVacancy = "agency_vacancy", "Agency: vacancy while recruiting";
        /// Agency FTE covering long-term sickness.
        AgencyLongTermSickness = "agency_long_term_sickness", "Agency: long-term sickness";
        /// Agency FTE for additional workload.
        AgencyAdditionalWorkload = "agency_additional_workload", "Agency: additional workload";
        /// Agency FTE covering secondments.
        AgencySecondment = "agency_secondment", "Agency: secondment";
        /// Agency FTE covering maternity leave.
        AgencyMaternity = "agency_maternity", "Agency: maternity leave";
        /// Agency FTE covering act-ups.
        AgencyActUp = "agency_act_up", "Agency: act-up";
        /// Agency FTE for which no reason is recorded.
        AgencyNotStated = "agency_not_stated", "Agency: reason not stated";
        /// Agency FTE in all.
        Agency = "agency", "Agency in all";
        /// FTE of employees who cover a post that they do not hold.
        EmployedCover = "employed_cover", "Covered by employees";
        /// Established less in post, less trainees and newly qualified outside the establishment, less agency.
        NetGap = "net_gap", "Net gap";
        /// Vacant FTE that nobody covers.
        Vacant = "vacant", "Vacant and not covered";
        /// FTE at work: in post and not away, employed cover, and agency.
        Covered = "covered", "At work, cover included";
        /// By how much the FTE at work exceeds the establishment.
        OverEstablishment = "over_establishment", "Over establishment";
        /// By how much single posts are worked beyond their FTE, added up.
        OverInPosts = "over_in_posts", "Over establishment, post by post";
        /// In post, employed cover, agency, and vacant: every place that is filled or to be filled.
        Assignments = "assignments", "Assignments in all";
        /// People in post, each counted once, in the post where they work most.
        InPostHeadcount = "in_post_headcount", "In post, people";
        /// People in posts outside the establishment.
        OutsideHeadcount = "outside_headcount", "Outside the establishment, people";
        /// Agency workers, each counted once.
        AgencyHeadcount = "agency_headcount", "Agency, people";
    }
}

impl Line {
    /// The line for agency that covers for a reason.
    pub fn of_agency(cover: Option<CoverReason>) -> Self {
        match cover {
            Some(CoverReason::Vacancy) => Self::AgencyVacancy,
            Some(CoverReason::LongTermSickness) => Self::AgencyLongTermSickness,
            Some(CoverReason::AdditionalWorkload) => Self::AgencyAdditionalWorkload,
            Some(CoverReason::Secondment) => Self::AgencySecondment,
            Some(CoverReason::Maternity) => Self::AgencyMaternity,
            Some(CoverReason::ActUp) => Self::AgencyActUp,
            None => Self::AgencyNotStated,
        }
    }

    /// Whether the line of a total is the sum of the lines of its rows. Only
    /// over-establishment is not: a vacancy elsewhere can offset it.
    pub fn is_additive(self) -> bool {
        self != Self::OverEstablishment
    }

    /// Whether the line counts people.
    pub fn counts_people(self) -> bool {
        matches!(
            self,
            Self::InPostHeadcount | Self::OutsideHeadcount | Self::AgencyHeadcount
        )
    }

    /// The lines that agency is divided into.
    pub const AGENCY: [Self; 7] = [
        Self::AgencyVacancy,
        Self::AgencyLongTermSickness,
        Self::AgencyAdditionalWorkload,
        Self::AgencySecondment,
        Self::AgencyMaternity,
        Self::AgencyActUp,
        Self::AgencyNotStated,
    ];
}

/// What the rows of a position stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dimension {
    /// A row for each role.
    #[default]
    Role,
    /// A row for each team.
    Team,
    /// A row for each service.
    Service,
}

/// Which part of the workforce is asked for, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The date.
    pub at: Date,
    /// One service only.
    pub service: Option<Service>,
    /// One team and those below it only.
    pub team: Option<TeamId>,
    /// One role only.
    pub role: Option<RoleId>,
}

impl Selection {
    /// Everything at a date.
    pub const fn at(at: Date) -> Self {
        Self {
            at,
            service: None,
            team: None,
            role: None,
        }
    }
}

/// What a row of a position stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKey {
    /// A role.
    Role(RoleId),
    /// A team.
    Team(TeamId),
    /// A service.
    Service(Service),
    /// What the source does not divide into such rows.
    Undivided,
}

/// One amount of one line, and what it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// The line.
    pub line: Line,
    /// The amount: FTE, or one for a person.
    pub amount: Fte,
    /// The service.
    pub service: Service,
    /// The team.
    pub team: Option<TeamId>,
    /// The role.
    pub role: Option<RoleId>,
    /// The post.
    pub post: Option<PostId>,
    /// The assignment.
    pub assignment: Option<AssignmentId>,
    /// The person.
    pub person: Option<PersonId>,
    /// The row of a stated position.
    pub stated: Option<StatedPositionId>,
    /// The last day, where the amount is known to end: an uplift, a cover.
    pub last_day: Option<Date>,
}

/// A row of a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What the row stands for.
    pub key: RowKey,
    /// Its name.
    pub label: String,
    /// What the amounts are counted in.
    pub unit: CountUnit,
    /// Its amounts.
    pub amounts: Amounts,
}

/// Where the numbers of a position come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The records.
    Records,
    /// Counts that a source stated for a day.
    Stated {
        /// The day of the count; where services were counted on different days,
        /// the latest of them.
        on: Date,
        /// The sources, as they are to be named.
        sources: Vec<String>,
    },
    /// Nothing is known for the date.
    Nothing,
}

/// The position of a selection, divided into rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// What was asked for.
    pub selection: Selection,
    /// What the rows stand for.
    pub by: Dimension,
    /// Where the numbers come from.
    pub basis: Basis,
    /// What the amounts are counted in, but for rows that name another unit.
    pub unit: CountUnit,
    /// The rows, in the order in which people list them.
    pub rows: Vec<Row>,
    /// All rows together.
    pub total: Amounts,
    /// What a reader has to know, a sentence each.
    pub notes: Vec<String>,
}

/// The position of a selection.
pub fn position(workforce: &Workforce, selection: &Selection, by: Dimension) -> Position {
    if answers_from_records(workforce, selection.at) {
        return from_records::position(workforce, selection, by);
    }
    let days = stated::latest_days(workforce, selection.service, selection.at);
    match days.is_empty() {
        true => nothing_known(workforce, selection, by),
        false => from_stated::position(workforce, selection, by, &days),
    }
}

/// Everything that the position of a selection is made of.
pub fn contributions(workforce: &Workforce, selection: &Selection) -> Vec<Contribution> {
    if answers_from_records(workforce, selection.at) {
        return from_records::contributions(workforce, selection);
    }
    let days = stated::latest_days(workforce, selection.service, selection.at);
    from_stated::contributions(workforce, selection, &days)
}

/// Whether the records answer for a date: they reach back that far, and hold
/// posts.
fn answers_from_records(workforce: &Workforce, at: Date) -> bool {
    let records_from = workforce
        .authority()
        .and_then(|authority: &Authority| authority.records_from);
    match records_from {
        Some(from) => from <= at && !workforce.posts().is_empty(),
        None => workforce.posts().iter().any(|post| {
            post.terms
                .first()
                .is_some_and(|terms| terms.spell.from <= at)
        }),
    }
}

fn nothing_known(workforce: &Workforce, selection: &Selection, by: Dimension) -> Position {
    let records_from = workforce.authority().and_then(|it| it.records_from);
    let begins = workforce
        .posts()
        .iter()
        .filter_map(|post| post.terms.first().map(|terms| terms.spell.from))
        .map(|day| records_from.map_or(day, |from| from.max(day)))
        .chain(workforce.stated_positions().iter().map(|stated| stated.on))
        .min();
    let note = match begins {
        Some(day) => format!(
            "Nothing is recorded for this date. The first facts are of {}.",
            crate::date::in_words(day)
        ),
        None => "Nothing is recorded yet: import a package, or add posts and people.".to_owned(),
    };
    Position {
        selection: *selection,
        by,
        basis: Basis::Nothing,
        unit: CountUnit::Fte,
        rows: Vec::new(),
        total: Amounts::default(),
        notes: vec![note],
    }
}

/// Puts rows into the order in which people list them and names them.
fn rows_in_order(workforce: &Workforce, sums: BTreeMap<RowKey, Amounts>) -> Vec<Row> {
    let mut rows: Vec<Row> = sums
        .into_iter()
        .map(|(key, amounts)| Row {
            key,
            label: label_of(workforce, key),
            unit: CountUnit::Fte,
            amounts,
        })
        .collect();
    let places = tree::places(workforce);
    rows.sort_by_cached_key(|row| {
        let place = match row.key {
            RowKey::Role(id) => workforce
                .roles()
                .get(id)
                .map_or(usize::MAX - 1, |role| role.order as usize),
            RowKey::Team(id) => places.get(&id).copied().unwrap_or(usize::MAX - 1),
            RowKey::Service(service) => service as usize,
            RowKey::Undivided => usize::MAX,
        };
        (place, row.label.clone())
    });
    rows
}

fn label_of(workforce: &Workforce, key: RowKey) -> String {
    use crate::code::CodeSet as _;
    match key {
        RowKey::Role(id) => workforce.roles().get(id).map(|role| role.name.clone()),
        RowKey::Team(id) => workforce.teams().get(id).map(|team| team.name.clone()),
        RowKey::Service(service) => Some(service.label().to_owned()),
        RowKey::Undivided => Some("Not divided in the source".to_owned()),
    }
    .unwrap_or_else(|| "Unknown".to_owned())
}

#[cfg(test)]
mod tests;
