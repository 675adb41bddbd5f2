//! The page of a benchmark.

use askama::Template;
use axum::extract::Query;
use holdfast_reference::sources::LICENCE_ADDRESS;
use holdfast_reference::{ATTRIBUTION, AuthorityNumber, Releases};
use holdfast_workforce::record::Kind;

use super::answer::{Beside, Judged, Told, judged};
use super::asked::{Asked, Offered, name};
use super::context::{
    DriverRow, Earlier, NeighbourRow, driver_rows, driver_sources, neighbour_rows,
};
use super::table::Table;
use crate::address;
use crate::components::Link;
use crate::drawn::{Drawn, undrawn};
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::establishment::download::Downloads;
use crate::pages::measures::filters::usual_day;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/benchmarks/page.html")]
struct Benchmarks {
    frame: Frame,
    title: String,
    caption: String,
    own_name: String,
    asked: Asked,
    offered: Offered,
    chosen: Vec<Link>,
    /// How to give the number, where the council has none.
    numberless: Option<Link>,
    found: Option<Found>,
    downloads: Downloads,
}

/// What is published of an authority.
struct Found {
    sentence: String,
    comparisons: Vec<Told>,
    judged: Vec<Judged>,
    is_count: bool,
    meaning: &'static str,
    formula: String,
    definition_source: &'static str,
    figure: Option<Link>,
    table: Table,
    line: Option<Drawn>,
    strip: Option<Drawn>,
    funnel: Option<Funnel>,
    revised: Vec<String>,
    earlier: Earlier,
    neighbours: Vec<NeighbourRow>,
    neighbours_year: i16,
    model: String,
    drivers: Vec<DriverRow>,
    driver_sources: Vec<String>,
    citations: Vec<String>,
    attribution: &'static str,
    licence: &'static str,
}

/// The funnel plot with its words.
struct Funnel {
    drawn: Drawn,
    sentence: String,
    method: [&'static str; 2],
}

/// Shows the page.
pub(crate) async fn benchmarks(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let releases = here.app.store().releases().await.map_err(unavailable)?;
    let own = AuthorityNumber::of(&here.workforce);
    let asked = Asked::read(query, own, &releases);
    let path = address::benchmarks(&here.authority);
    let found = match Beside::of(&asked, &releases) {
        Some(beside) => Some(Found::of(&here, &asked, &beside, &releases)?),
        None => None,
    };
    let page = Benchmarks {
        frame: here.frame(Some(Section::Benchmarks)),
        title: asked.measure.label().to_owned(),
        caption: match asked.council {
            Some(council) => format!("Benchmarks of {}", name(council)),
            None => "Benchmarks".to_owned(),
        },
        own_name: here.authority.name.clone(),
        chosen: asked
            .chosen(&path)
            .into_iter()
            .map(|(_, link)| link)
            .collect(),
        numberless: asked.council.is_none().then(|| {
            let id = here.authority.id;
            let href = address::correct(&here.authority, Kind::Authority, id);
            Link::new(href, "Give the authority its number")
        }),
        found,
        downloads: Downloads::of(&path, |path| asked.address(path)),
        offered: Offered::of(&releases),
        asked,
    };
    form_page(&page.asked.answers, &page)
}

impl Found {
    fn of(
        here: &Here,
        asked: &Asked,
        beside: &Beside,
        releases: &Releases,
    ) -> Result<Self, PageError> {
        let path = address::benchmarks(&here.authority);
        let definition = asked.measure.definition();
        let council = asked.council;
        let year = beside.latest().map_or(asked.to, |(year, _)| year.year);
        let is_own = council.is_some() && council == AuthorityNumber::of(&here.workforce);
        let csv = |rest: &str| asked.address(&format!("{path}{rest}.csv"));
        let line = beside.line(releases).map_err(undrawn)?;
        let line = line.map(|it| Drawn::of(&it, "line", csv(""))).transpose()?;
        let strip = match council {
            Some(council) => beside.strip(council, releases).map_err(undrawn)?,
            None => None,
        };
        let strip = strip.map(|it| Drawn::of(&it, "distribution", csv("/distribution")));
        let mut comparisons = beside.comparisons();
        comparisons.extend(beside.change());
        Ok(Self {
            sentence: beside.sentence(releases),
            comparisons: comparisons.iter().map(Told::of).collect(),
            judged: judged(&comparisons),
            is_count: beside.is_count(),
            meaning: definition.meaning,
            formula: definition.formula.in_words(),
            definition_source: definition.source,
            figure: is_own.then(|| {
                let at = usual_day(&here.workforce, here.app.today());
                let service = Some(holdfast_workforce::codes::Service::Children);
                let href = address::figure(&here.authority, asked.measure, at, service);
                Link::new(href, "The figure from your own records")
            }),
            table: beside.table(),
            line,
            strip: strip.transpose()?,
            funnel: Funnel::of(asked, beside, releases, csv("/funnel"))?,
            revised: council.map_or_else(Vec::new, |it| beside.revised(it, releases)),
            earlier: Earlier::of(asked, &here.workforce, releases),
            neighbours: neighbour_rows(asked, year, releases, &path),
            neighbours_year: year,
            model: asked.model.source().citation(),
            drivers: council.map_or_else(Vec::new, driver_rows),
            driver_sources: driver_sources(),
            citations: beside.citations(),
            attribution: ATTRIBUTION,
            licence: LICENCE_ADDRESS,
        })
    }
}

impl Funnel {
    fn of(
        asked: &Asked,
        beside: &Beside,
        releases: &Releases,
        csv: String,
    ) -> Result<Option<Self>, PageError> {
        let Some((council, field)) = asked.council.zip(beside.field(releases)) else {
            return Ok(None);
        };
        let Some(plot) = field.plot(council).map_err(undrawn)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            drawn: Drawn::of(&plot, "funnel", csv)?,
            sentence: field.sentence(council).unwrap_or_default(),
            method: field.method(),
        }))
    }
}
