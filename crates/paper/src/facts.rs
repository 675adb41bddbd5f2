//! What a paper's references are answered from: the records, the published figures, a date.

use holdfast_measures::benchmark::{Peer, peer_value, peers};
use holdfast_measures::disclosure::describes_people;
use holdfast_measures::scorecard::year_of_peers;
use holdfast_measures::{Figure, Ledger, Measure, Scope, Value};
use holdfast_reference::{Area, AuthorityNumber, NeighbourModel, Releases, Symbol, area_name};
use holdfast_workforce::Workforce;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::{RoleId, TeamId};
use holdfast_workforce::nearest::did_you_mean;
use jiff::civil::Date;

use crate::reference::{Options, Whose};

/// What a paper is composed from.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'w> {
    /// The records.
    pub workforce: &'w Workforce,
    /// The published figures.
    pub releases: &'w Releases,
    /// Where the pages of the council's records are, without a slash at the end; nothing where a
    /// reader cannot follow a link to them.
    pub site: Option<&'w str>,
    /// Plans beside those that the council keeps.
    pub plans: &'w [PlanText],
    /// Who has agreed to the paper as it stands.
    pub agreed: &'w [Agreed],
}

/// A plan that is not kept with the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanText {
    /// The name by which references call it.
    pub reference: String,
    /// Every assumption, in TOML.
    pub text: String,
}

/// That somebody has agreed to a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// In which office.
    pub office: String,
    /// Who it was.
    pub by: String,
    /// When.
    pub on: Date,
}

/// The edition of neighbours that papers use.
const NEIGHBOURS: NeighbourModel = NeighbourModel::Edition2025;

/// The grounds of a paper at its date.
pub(crate) struct Facts<'w> {
    pub(crate) grounds: Grounds<'w>,
    pub(crate) ledger: Ledger<'w>,
    pub(crate) service: Service,
    pub(crate) at: Date,
    pub(crate) day: Date,
    pub(crate) council: Option<AuthorityNumber>,
}

impl<'w> Grounds<'w> {
    /// The records and the published figures, and nothing beside them.
    pub const fn of(workforce: &'w Workforce, releases: &'w Releases) -> Self {
        Self {
            workforce,
            releases,
            site: None,
            plans: &[],
            agreed: &[],
        }
    }

    /// The names and texts of all plans, those first that were given.
    pub(crate) fn all_plans(self) -> impl Iterator<Item = (&'w str, &'w str)> {
        let given = self
            .plans
            .iter()
            .map(|it| (it.reference.as_str(), it.text.as_str()));
        let kept = self.workforce.scenarios().iter();
        given.chain(kept.map(|it| (it.reference.as_str(), it.text.as_str())))
    }
}

impl<'w> Facts<'w> {
    pub(crate) fn of(grounds: Grounds<'w>, service: Service, at: Date, day: Date) -> Self {
        Self {
            grounds,
            ledger: Ledger::new(grounds.workforce, Some(service)),
            service,
            at,
            day,
            council: AuthorityNumber::of(grounds.workforce),
        }
    }

    pub(crate) fn council_name(&self) -> &'w str {
        self.grounds
            .workforce
            .authority()
            .map_or("The council", |it| it.name.as_str())
    }

    /// Whether an office has agreed, in words.
    pub(crate) fn signed(&self, office: &str) -> String {
        let agreed = self.grounds.agreed.iter().find(|it| it.office == office);
        agreed.map_or_else(
            || "Not yet".to_owned(),
            |it| format!("{}, {}", it.by, in_words(it.on)),
        )
    }

    /// The latest published year whose reference day is not after the date.
    pub(crate) fn published_year(&self) -> Result<i16, String> {
        year_of_peers(self.grounds.releases, self.at)
            .ok_or_else(|| "nothing is published for so early a date".to_owned())
    }

    /// The council's own figure.
    pub(crate) fn figure(&self, measure: Measure, options: &Options) -> Result<Figure, String> {
        let at = options.on.unwrap_or(self.at);
        let scope = self.scope(options)?;
        Ok(publishable(self.ledger.reckon(scope, at).figure(measure)))
    }

    pub(crate) fn scope(&self, options: &Options) -> Result<Scope, String> {
        Ok(Scope {
            service: Some(self.service),
            team: options
                .team
                .as_deref()
                .map(|name| self.team(name))
                .transpose()?,
            role: options
                .role
                .as_deref()
                .map(|name| self.role(name))
                .transpose()?,
        })
    }

    fn team(&self, name: &str) -> Result<TeamId, String> {
        let teams = self.grounds.workforce.teams();
        let is_it = |known: &str, number: &str| {
            known.eq_ignore_ascii_case(name) || number.eq_ignore_ascii_case(name)
        };
        let found = teams.iter().find(|team| is_it(&team.name, &team.reference));
        found.map(|team| team.id).ok_or_else(|| {
            let names = teams.iter().map(|team| team.name.as_str());
            no_such("team", name, did_you_mean(name, names))
        })
    }

    fn role(&self, name: &str) -> Result<RoleId, String> {
        let roles = self.grounds.workforce.roles();
        let is_it = |known: &str, number: &str| {
            known.eq_ignore_ascii_case(name) || number.eq_ignore_ascii_case(name)
        };
        let found = roles.iter().find(|role| is_it(&role.name, &role.reference));
        found.map(|role| role.id).ok_or_else(|| {
            let names = roles.iter().map(|role| role.name.as_str());
            no_such("role", name, did_you_mean(name, names))
        })
    }

    /// The peer that words name.
    pub(crate) fn peer(&self, whose: &Whose) -> Result<Peer, String> {
        match whose {
            Whose::England => Ok(Peer::England),
            Whose::Neighbours => match self.council {
                Some(council) => Ok(Peer::Neighbours(council, NEIGHBOURS)),
                None => Err(self.no_number("statistical neighbours")),
            },
            Whose::Region => {
                let council = self.council.ok_or_else(|| self.no_number("a region"))?;
                let all = peers(council, NEIGHBOURS, &[]);
                let region = all.into_iter().find(|peer| matches!(peer, Peer::Region(_)));
                region.ok_or_else(|| self.no_number("a region"))
            }
            Whose::Named(name) => named(self.grounds.releases, name),
        }
    }

    fn no_number(&self, what: &str) -> String {
        format!(
            "{} has no number of the Department for Education’s, so it has no {what}; england and \"an authority\" can stand beside it",
            self.council_name()
        )
    }

    /// What is published of a peer in a year.
    pub(crate) fn published(
        &self,
        measure: Measure,
        peer: Peer,
        year: i16,
    ) -> Result<(Value, Option<Figure>, String), String> {
        if measure.published().is_none() {
            return Err(format!(
                "‘{}’ is not published for anybody else; the official measures are",
                measure.key()
            ));
        }
        let found = peer_value(self.grounds.releases, peer, year, measure);
        let Some(found) = found else {
            let years = self.grounds.releases.years();
            let told = years.map_or_else(String::new, |it| {
                format!("; there are {} to {}", it.start(), it.end())
            });
            return Err(format!(
                "nothing is published of {} for {year}{told}",
                peer.name()
            ));
        };
        let citation = self.citation(year);
        Ok((found.value, found.figure, citation))
    }

    /// The line that names the release of a year.
    pub(crate) fn citation(&self, year: i16) -> String {
        let releases = self.grounds.releases;
        let release = releases.rows(year).next().map(|(_, release)| release);
        release
            .or(releases.newest())
            .map_or_else(String::new, |it| it.source().citation())
    }
}

/// The figure with the symbol that hides it where it describes the people of a part of the service:
/// what the other parts show would tell a small one.
pub(crate) fn publishable(figure: Figure) -> Figure {
    let is_part = figure.scope.team.is_some() || figure.scope.role.is_some();
    match is_part && describes_people(figure.measure) && figure.value.ratio().is_some() {
        true => Figure {
            disclosure: Some(Symbol::Confidential),
            ..figure
        },
        false => figure,
    }
}

fn no_such(kind: &str, name: &str, near: Option<String>) -> String {
    format!(
        "there is no {kind} ‘{name}’. {}",
        near.unwrap_or_else(|| format!("Write its name or number as in the list of {kind}s."))
    )
}

/// The authority or region of a name.
fn named(releases: &Releases, name: &str) -> Result<Peer, String> {
    let newest = releases.newest();
    let areas = || {
        newest
            .into_iter()
            .flat_map(|release| release.rows())
            .map(|row| row.area)
    };
    let is_it =
        |area: &Area| area_name(*area).is_some_and(|known| known.eq_ignore_ascii_case(name));
    if let Some(area) = areas().find(is_it) {
        return Ok(match area {
            Area::England => Peer::England,
            area => Peer::Other(area),
        });
    }
    let names: Vec<String> = areas().filter_map(area_name).collect();
    let near = did_you_mean(name, names.iter().map(String::as_str));
    Err(no_such("authority", name, near))
}
