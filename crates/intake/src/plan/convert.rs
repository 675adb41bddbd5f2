//! Rows to records and back, for the authority, its structure and what was
//! stated earlier.

use holdfast_workforce::Workforce;
use holdfast_workforce::codes::{CountUnit, Service, StatedCategory};
use holdfast_workforce::date::Spell;
use holdfast_workforce::id::{RecordId, RoleId, TeamId};
use holdfast_workforce::record::{
    Authority, Indicator, Kind, Post, PostTerms, Role, StatedPosition, Team,
};
use jiff::civil::Date;

use super::links::{Here, Links};
use super::{Convert, role_number, team_number};
use crate::schema::{AuthorityRow, IndicatorRow, PositionRow, PostRow, RoleRow, TeamRow};

impl Convert for AuthorityRow {
    type Record = Authority;
    type Key = ();

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<()> {
        Some(())
    }

    fn key_of(_: &Authority) {}

    fn record(&self, id: RecordId, _: &mut Links<'_>, _: &Here<'_>) -> Option<Authority> {
        Some(Authority {
            id: id.into(),
            reference: self.code.clone(),
            name: self.name.clone(),
            standard_week: self.standard_week,
            records_from: self.records_from,
            employment_from: self.employment_from,
        })
    }

    fn of(authority: &Authority, _: &Workforce) -> Self {
        Self {
            code: authority.reference.clone(),
            name: authority.name.clone(),
            standard_week: authority.standard_week,
            records_from: authority.records_from,
            employment_from: authority.employment_from,
        }
    }
}

impl Convert for TeamRow {
    type Record = Team;
    type Key = String;

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<String> {
        Some(self.id.clone())
    }

    fn key_of(team: &Team) -> String {
        team.reference.clone()
    }

    fn record(&self, id: RecordId, links: &mut Links<'_>, here: &Here<'_>) -> Option<Team> {
        let parent = links.find_any(here, Kind::Team, "parent", self.parent.as_deref());
        let spell = links.spell(here, self.from, self.to);
        Some(Team {
            id: id.into(),
            reference: self.id.clone(),
            name: self.name.clone(),
            parent: parent?.map(TeamId::from),
            service: self.service,
            spell: spell?,
        })
    }

    fn of(team: &Team, workforce: &Workforce) -> Self {
        Self {
            id: team.reference.clone(),
            name: team.name.clone(),
            parent: team.parent.map(|parent| team_number(workforce, parent)),
            service: team.service,
            from: team.spell.map(|spell| spell.from),
            to: team.spell.and_then(|spell| spell.last_day()),
        }
    }
}

impl Convert for RoleRow {
    type Record = Role;
    type Key = String;

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<String> {
        Some(self.id.clone())
    }

    fn key_of(role: &Role) -> String {
        role.reference.clone()
    }

    fn record(&self, id: RecordId, _: &mut Links<'_>, _: &Here<'_>) -> Option<Role> {
        Some(Role {
            id: id.into(),
            reference: self.id.clone(),
            name: self.name.clone(),
            organisation_role: self.organisation_role,
            agency_job_type: self.agency_job_type,
            registered: self.registered,
            order: self.order.unwrap_or(0),
        })
    }

    fn of(role: &Role, _: &Workforce) -> Self {
        Self {
            id: role.reference.clone(),
            name: role.name.clone(),
            organisation_role: role.organisation_role,
            agency_job_type: role.agency_job_type,
            registered: role.registered,
            order: Some(role.order),
        }
    }
}

impl PostRow {
    /// The terms that the row states.
    pub(super) fn terms(&self, links: &mut Links<'_>, here: &Here<'_>) -> Option<PostTerms> {
        let team = links.find(here, Kind::Team, "team", &self.team);
        let role = links.find(here, Kind::Role, "role", &self.role);
        Some(PostTerms {
            spell: Spell::of_days(self.from, self.to),
            title: self.title.clone(),
            team: team?.into(),
            role: role?.into(),
            fte: self.fte,
            funding: self.funding,
            standing: self.standing,
            conversion: self.conversion,
            grade: self.grade.clone(),
            budget_code: self.budget_code.clone(),
            over_reason: self.over_reason.clone(),
        })
    }

    /// The row that states some terms of a post.
    pub(crate) fn of_terms(post: &Post, terms: &PostTerms, workforce: &Workforce) -> Self {
        Self {
            id: post.reference.clone(),
            from: terms.spell.from,
            to: terms.spell.last_day(),
            title: terms.title.clone(),
            team: team_number(workforce, terms.team),
            role: role_number(workforce, terms.role),
            fte: terms.fte,
            funding: terms.funding,
            standing: terms.standing,
            conversion: terms.conversion,
            grade: terms.grade.clone(),
            budget_code: terms.budget_code.clone(),
            over_reason: terms.over_reason.clone(),
        }
    }
}

impl Convert for PositionRow {
    type Record = StatedPosition;
    type Key = (
        Date,
        Service,
        Option<TeamId>,
        Option<RoleId>,
        StatedCategory,
        CountUnit,
    );

    fn key(&self, links: &mut Links<'_>, here: &Here<'_>) -> Option<Self::Key> {
        let team = links.find_any(here, Kind::Team, "team", self.team.as_deref());
        let role = links.find_any(here, Kind::Role, "role", self.role.as_deref());
        let (team, role) = (team?.map(TeamId::from), role?.map(RoleId::from));
        Some((
            self.date,
            self.service,
            team,
            role,
            self.category,
            self.unit,
        ))
    }

    fn key_of(it: &StatedPosition) -> Self::Key {
        (it.on, it.service, it.team, it.role, it.category, it.unit)
    }

    fn record(
        &self,
        id: RecordId,
        links: &mut Links<'_>,
        here: &Here<'_>,
    ) -> Option<StatedPosition> {
        let (on, service, team, role, category, unit) = self.key(links, here)?;
        Some(StatedPosition {
            id: id.into(),
            on,
            service,
            team,
            role,
            category,
            unit,
            value: self.value,
            source: self.source.clone(),
        })
    }

    fn of(position: &StatedPosition, workforce: &Workforce) -> Self {
        Self {
            date: position.on,
            service: position.service,
            team: position.team.map(|team| team_number(workforce, team)),
            role: position.role.map(|role| role_number(workforce, role)),
            category: position.category,
            unit: position.unit,
            value: position.value,
            source: position.source.clone(),
        }
    }
}

impl Convert for IndicatorRow {
    type Record = Indicator;
    type Key = [String; 4];

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<Self::Key> {
        Some([&self.measure, &self.period, &self.area, &self.source].map(Clone::clone))
    }

    fn key_of(it: &Indicator) -> Self::Key {
        [&it.measure, &it.period, &it.area, &it.source].map(Clone::clone)
    }

    fn record(&self, id: RecordId, _: &mut Links<'_>, _: &Here<'_>) -> Option<Indicator> {
        Some(Indicator {
            id: id.into(),
            measure: self.measure.clone(),
            period: self.period.clone(),
            area: self.area.clone(),
            value: self.value.clone(),
            unit: self.unit.clone(),
            source: self.source.clone(),
            note: self.note.clone(),
        })
    }

    fn of(indicator: &Indicator, _: &Workforce) -> Self {
        Self {
            measure: indicator.measure.clone(),
            period: indicator.period.clone(),
            area: indicator.area.clone(),
            value: indicator.value.clone(),
            unit: indicator.unit.clone(),
            source: indicator.source.clone(),
            note: indicator.note.clone(),
        }
    }
}
