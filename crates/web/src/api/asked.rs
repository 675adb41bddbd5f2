//! What a program asks: the authority, and what stands after the question mark.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use holdfast_intake::{nearest, open, schema::read_date};
use holdfast_measures::Measure;
use holdfast_reference::Releases;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::{day_before, months_later};
use holdfast_workforce::id::{RoleId, TeamId};
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;

use super::{Endpoint, Problem};
use crate::App;
use crate::here::{Here, unavailable};

/// The most month-ends that one request may ask for.
const MOST_MONTHS: usize = 240;

/// A request to the API, with what is needed to answer it.
pub(crate) struct Question {
    /// The address, for problems.
    pub(crate) uri: Uri,
    /// What the program sent with it.
    pub(crate) headers: HeaderMap,
    /// The names in the path.
    names: HashMap<String, String>,
    pairs: Vec<(String, String)>,
    /// The day that is today.
    today: Date,
    /// The records of the authority; those of all where none is named.
    pub(crate) workforces: Vec<Arc<Workforce>>,
    /// The published figures.
    pub(crate) releases: Releases,
}

impl FromRequestParts<App> for Question {
    type Rejection = axum::response::Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let uri = parts.uri.clone();
        let read = Self::read(parts, app).await;
        read.map_err(|problem| problem.at(uri.path()))
    }
}

impl Question {
    async fn read(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let names = Path::from_request_parts(parts, app).await;
        let Path(names): Path<HashMap<String, String>> = names.map_err(|_| {
            Problem::missing("The path cannot be read.".to_owned(), "Write it in UTF-8.")
        })?;
        let query = Query::try_from_uri(&parts.uri).map_err(|_| {
            let detail = "What stands after the question mark cannot be read.".to_owned();
            Problem::parameter("?", detail, "Write it as name=value&name=value.")
        });
        let Query(pairs): Query<Vec<(String, String)>> = query?;
        let workforces = match names.get("authority") {
            Some(number) => vec![Here::of(app, number).await?.workforce],
            None => every_workforce(app).await?,
        };
        Ok(Self {
            uri: parts.uri.clone(),
            headers: parts.headers.clone(),
            names,
            pairs,
            today: app.today(),
            workforces,
            releases: app.store().releases().await.map_err(unavailable)?,
        })
    }

    /// Refuses a parameter that the address does not take: it would be taken
    /// for heard.
    pub(crate) fn takes_only(&self, endpoint: &Endpoint) -> Result<(), Problem> {
        let known = || {
            let own = endpoint.takes.iter().chain(super::endpoints::EVERY_LIST);
            own.map(|it| it.name)
        };
        let stray = self
            .pairs
            .iter()
            .find(|(name, _)| known().all(|it| it != name));
        let Some((name, _)) = stray else {
            return Ok(());
        };
        let list = known().collect::<Vec<_>>().join(", ");
        let advice = match nearest(name, known()) {
            Some(near) => format!("Did you mean {near}? It takes: {list}."),
            None => format!("It takes: {list}."),
        };
        let detail = format!("‘{name}’ is no parameter of {}.", endpoint.address());
        Err(Problem::parameter(name, detail, advice))
    }

    /// The authority's records; an address without one has none.
    pub(crate) fn workforce(&self) -> Result<&Workforce, Problem> {
        let first = self.workforces.first().map(|it| &**it);
        first.ok_or_else(|| {
            Problem::missing(
                "No authority is recorded yet.".to_owned(),
                "Import a package first.",
            )
        })
    }

    /// Everything that was given.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = &(String, String)> {
        self.pairs.iter()
    }

    /// A name in the path.
    pub(crate) fn named(&self, name: &str) -> &str {
        self.names.get(name).map_or("", String::as_str)
    }

    /// What was given for a parameter; empty is as good as nothing.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        let mut pairs = self.pairs.iter();
        let found = pairs.find(|(known, value)| known == name && !value.trim().is_empty());
        found.map(|(_, value)| value.trim())
    }

    /// A day, or the last month-end.
    pub(crate) fn day(&self, name: &str) -> Result<Date, Problem> {
        let Some(text) = self.given(name) else {
            return Ok(day_before(self.today.first_of_month()));
        };
        read_date(text).map_err(|fault| {
            let detail = format!("{name}: {}.", fault.message.trim_end_matches('.'));
            Problem::parameter(name, detail, fault.advice)
        })
    }

    /// The month-ends from `from` to `to`; the last thirteen unless said.
    pub(crate) fn days(&self) -> Result<Vec<Date>, Problem> {
        let to = self.day("to")?;
        let from = match self.given("from") {
            Some(_) => self.day("from")?,
            None => months_later(to.first_of_month(), -12),
        };
        if from > to {
            let detail = format!("from ({from}) is after to ({to}).");
            return Err(Problem::parameter(
                "from",
                detail,
                "Put the earlier day in from.",
            ));
        }
        let months = (i32::from(to.year()) - i32::from(from.year())) * 12;
        if months > MOST_MONTHS as i32 {
            let detail = format!("{from} to {to} are more than {MOST_MONTHS} months.");
            return Err(Problem::parameter(
                "from",
                detail,
                "Ask for fewer at a time.",
            ));
        }
        Ok(open::month_ends(from, to))
    }

    /// A service, or each that the authority has.
    pub(crate) fn services(&self) -> Result<Vec<Service>, Problem> {
        match self.given("service") {
            None => Ok(open::services(self.workforce()?)),
            Some(code) => Service::from_code(code)
                .map(|service| vec![service])
                .ok_or_else(|| no_service(code, "children or adults")),
        }
    }

    /// The services that figures are counted for: each, one, or both as one.
    pub(crate) fn counted(&self) -> Result<Vec<Option<Service>>, Problem> {
        match self.given("service") {
            Some("all") => Ok(vec![None]),
            Some(code) if Service::from_code(code).is_none() => {
                Err(no_service(code, "children, adults or all"))
            }
            _ => Ok(self.services()?.into_iter().map(Some).collect()),
        }
    }

    /// The measures that are named, apart by commas; all unless said.
    pub(crate) fn measures(&self) -> Result<Vec<Measure>, Problem> {
        let Some(list) = self.given("measure") else {
            return Ok(Measure::ALL.to_vec());
        };
        let read = |text: &str| {
            text.parse::<Measure>().map_err(|unknown| {
                let keys = Measure::ALL.iter().map(|it| it.key());
                let near = nearest(text, keys).map(|it| format!("Did you mean {it}? "));
                let advice = near.unwrap_or_default() + "/api/v1/definitions lists them all.";
                Problem::parameter(
                    "measure",
                    format!("‘{}’ is not a measure.", unknown.found),
                    advice,
                )
            })
        };
        list.split(',').map(str::trim).map(read).collect()
    }

    /// The team that is named by its code.
    pub(crate) fn team(&self) -> Result<Option<TeamId>, Problem> {
        let teams = self.workforce()?.teams();
        self.coded("team", |code| teams.by_reference(code).map(|it| it.id))
    }

    /// The role that is named by its code.
    pub(crate) fn role(&self) -> Result<Option<RoleId>, Problem> {
        let roles = self.workforce()?.roles();
        self.coded("role", |code| roles.by_reference(code).map(|it| it.id))
    }

    fn coded<T>(&self, name: &str, find: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Problem> {
        let found = self.given(name).map(|code| {
            find(code).ok_or_else(|| {
                let advice =
                    format!("Give the code of a {name}; the establishment lists them as key.");
                Problem::parameter(name, format!("There is no {name} ‘{code}’."), advice)
            })
        });
        found.transpose()
    }

    /// A whole number within bounds.
    pub(crate) fn whole(&self, name: &str, usual: usize, most: usize) -> Result<usize, Problem> {
        let Some(text) = self.given(name) else {
            return Ok(usual);
        };
        let number = text
            .parse()
            .ok()
            .filter(|number| (1..=most).contains(number));
        number.ok_or_else(|| {
            let detail = format!("{name} is ‘{text}’, which is no whole number from 1 to {most}.");
            Problem::parameter(name, detail, format!("Give a number from 1 to {most}."))
        })
    }

    /// What the answer depends on besides the address: the records, the
    /// releases, the day and the program.
    pub(crate) fn version(&self) -> String {
        let changes = self.workforces.iter().map(|it| it.as_of().to_string());
        let changes = changes.collect::<Vec<_>>().join(".");
        let releases = self.releases.iter().count();
        let program = env!("CARGO_PKG_VERSION");
        format!("\"{program}-{changes}-{releases}-{}\"", self.today)
    }
}

fn no_service(code: &str, known: &str) -> Problem {
    Problem::parameter(
        "service",
        format!("‘{code}’ is no service."),
        format!("Give {known}."),
    )
}

async fn every_workforce(app: &App) -> Result<Vec<Arc<Workforce>>, Problem> {
    let mut workforces = Vec::new();
    for authority in app.store().authorities().await.map_err(unavailable)? {
        workforces.push(
            app.store()
                .workforce(authority.id)
                .await
                .map_err(unavailable)?,
        );
    }
    Ok(workforces)
}
