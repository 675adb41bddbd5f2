//! `holdfast benchmark`: a council beside England, its region, its statistical
//! neighbours and others, from the published figures. No database is needed.

use std::collections::BTreeSet;
use std::sync::Arc;

use holdfast_intake::export::{
    Cell, Column, Sheet, as_published_sheet, attribution, benchmark_json, benchmark_sheet,
    citations, to_csv,
};
use holdfast_measures::Measure;
use holdfast_measures::as_published::{AsPublished, as_published, comparisons_as_published};
use holdfast_measures::benchmark::{Benchmark, Year, peers, place, revisions};
use holdfast_measures::compare::Comparison;
use holdfast_measures::value::Value as MeasureValue;
use holdfast_reference::{Area, AuthorityNumber, Releases, area_name};
use holdfast_workforce::Workforce;
use serde_json::{Value, json};

use super::{listing, source};
use crate::cli::{self, Format};
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// The measures that are compared unless others are named.
const HEADLINES: [Measure; 6] = [
    Measure::VacancyRate,
    Measure::TurnoverRateFte,
    Measure::AgencyRateFte,
    Measure::AverageCaseload,
    Measure::AbsenceRate,
    Measure::VacancyCoverRate,
];

/// What a benchmark is made of.
struct Material {
    council: AuthorityNumber,
    releases: Releases,
    workforce: Option<Arc<Workforce>>,
}

/// Prints the benchmarks.
pub(crate) async fn run(options: cli::Benchmark, settings: &Settings) -> Result<(), Failure> {
    let material = material(&options, settings).await?;
    let measures = match options.measures.is_empty() {
        true => HEADLINES.to_vec(),
        false => options.measures.clone(),
    };
    for measure in &measures {
        if measure.published().is_none() {
            return Err(Failure::Input(format!(
                "‘{measure}’ is not published for other authorities, so there is nothing to compare with"
            )));
        }
    }
    let published = material.workforce.as_deref().map(as_published);
    let mut published = published.unwrap_or_default();
    published.retain(|it| measures.contains(&it.measure));
    let benchmarks = gather(&material, &measures, &options)?;
    print(&material, &benchmarks, &published, options.format);
    Ok(())
}

fn gather(
    material: &Material,
    measures: &[Measure],
    options: &cli::Benchmark,
) -> Result<Vec<Benchmark>, Failure> {
    for number in &options.with {
        known(*number)?;
    }
    let years = options.years.clone().or_else(|| material.releases.years());
    let years = years.ok_or_else(|| Failure::Input("there are no published figures".to_owned()))?;
    let peers = peers(material.council, options.model, &options.with);
    let of = |measure: &Measure| {
        let years = years.clone();
        let mut found = Benchmark::of(&material.releases, *measure, peers.clone(), years);
        found
            .years
            .retain(|year| year.values.iter().any(Option::is_some));
        found
    };
    Ok(measures.iter().map(of).collect())
}

/// The council that was named, or whose records there are.
async fn material(options: &cli::Benchmark, settings: &Settings) -> Result<Material, Failure> {
    let named = options.authority.as_deref();
    let number = named.map(|text| text.parse().or_fail().and_then(known));
    let number = number.transpose()?;
    if let Some(path) = options.package.as_deref() {
        let workforce = source::workforce(Some(path), named, settings).await?;
        return Ok(Material {
            council: number.map_or_else(|| number_of(&workforce), Ok)?,
            releases: Releases::shipped().clone(),
            workforce: Some(workforce),
        });
    }
    let Some(store) = source::open_if_there(settings).await? else {
        let message = "name the council with --authority, such as --authority 926";
        return Ok(Material {
            council: number.ok_or_else(|| Failure::Usage(message.to_owned()))?,
            releases: Releases::shipped().clone(),
            workforce: None,
        });
    };
    let authorities = store.authorities().await.or_fail()?;
    // Any authority can be compared, whether or not its records are kept.
    let kept = match named {
        Some(named) => authorities.iter().find(|it| it.reference == named),
        None => Some(source::choose(&authorities, None, |it| it)?),
    };
    let workforce = match kept {
        Some(authority) => Some(store.workforce(authority.id).await.or_fail()?),
        None => None,
    };
    let own = || match &workforce {
        Some(workforce) => number_of(workforce),
        None => Err(Failure::Usage("name the council with --authority".into())),
    };
    Ok(Material {
        council: number.map_or_else(own, Ok)?,
        releases: store.releases().await.or_fail()?,
        workforce,
    })
}

/// The number, if it is or was an authority's.
fn known(number: AuthorityNumber) -> Result<AuthorityNumber, Failure> {
    match number.is_known() {
        true => Ok(number),
        false => Err(Failure::Input(format!(
            "no authority has or had the number {number}"
        ))),
    }
}

fn number_of(workforce: &Workforce) -> Result<AuthorityNumber, Failure> {
    AuthorityNumber::of(workforce).ok_or_else(|| {
        let reference = workforce.authority().map_or("", |it| it.reference.as_str());
        Failure::Input(format!(
            "‘{reference}’ is no authority’s number, so nothing is published of it; name a council with --authority"
        ))
    })
}

fn print(
    material: &Material,
    benchmarks: &[Benchmark],
    published: &[AsPublished<'_>],
    format: Format,
) {
    match format {
        Format::Table => printer::data(&in_words(material, benchmarks, published)),
        Format::Json => {
            let Material {
                council, releases, ..
            } = material;
            let each = |it| benchmark_json(releases, *council, it, published);
            let value = json!({
                "authority": { "number": council.to_string(), "name": name(material) },
                "measures": benchmarks.iter().map(each).collect::<Value>(),
                "releases": citations(benchmarks),
                "attribution": attribution(),
            });
            printer::data(&format!("{value:#}"));
        }
        Format::Csv => printer::bytes(&to_csv(&together(benchmarks))),
    }
}

fn name(material: &Material) -> Option<String> {
    area_name(Area::Authority(material.council))
}

/// All measures in one table, as CSV has only one.
fn together(benchmarks: &[Benchmark]) -> Sheet {
    let mut columns = vec![Column::text("Measure")];
    let mut rows = Vec::new();
    for benchmark in benchmarks {
        let sheet = benchmark_sheet(benchmark);
        columns.truncate(1);
        columns.extend(sheet.columns);
        let key = Cell::Text(benchmark.measure.key().to_owned());
        let with_key = |row: Vec<Cell>| [vec![key.clone()], row].concat();
        rows.extend(sheet.rows.into_iter().map(with_key));
    }
    Sheet {
        title: "Benchmarks".to_owned(),
        columns,
        rows,
        notes: Vec::new(),
    }
}

fn in_words(
    material: &Material,
    benchmarks: &[Benchmark],
    published: &[AsPublished<'_>],
) -> String {
    let mut text = format!(
        "{}: benchmarks\n\n",
        name(material).unwrap_or_else(|| material.council.to_string())
    );
    let compared = material.workforce.as_deref();
    let compared = compared.map(|workforce| comparisons_as_published(workforce, published));
    let compared = compared.unwrap_or_default();
    for benchmark in benchmarks {
        text += &listing::in_words(&benchmark_sheet(benchmark));
        text += &told(material, benchmark);
        text += &beside(material, benchmark.measure, published, &compared);
        text.push('\n');
    }
    for line in citations(benchmarks) {
        text += &format!("{line}\n");
    }
    text + attribution()
}

/// The place, the comparisons of the latest year and what was revised.
fn told(material: &Material, benchmark: &Benchmark) -> String {
    let mut text = String::new();
    if let Some(latest) = benchmark.latest() {
        text += &format!("\n{}: ", latest.year);
        text += &place_in_words(material, benchmark.measure, latest);
        for comparison in benchmark.comparisons(latest) {
            text += &format!("{}\n", comparison.in_words());
        }
    }
    for year in &benchmark.years {
        text += &revised(material, benchmark.measure, year.year);
    }
    text
}

fn place_in_words(material: &Material, measure: Measure, year: &Year) -> String {
    let mine = year.values.first().and_then(Option::as_ref);
    let place = mine.and_then(|it| place(&material.releases, measure, year.year, it.value));
    match place {
        Some(place) => format!("{} authorities with a number.\n", place.in_words(measure)),
        None => "no number, and so no place among the authorities.\n".to_owned(),
    }
}

fn revised(material: &Material, measure: Measure, year: i16) -> String {
    let area = Area::Authority(material.council);
    let all = revisions(&material.releases, area, year, measure);
    if all.is_empty() {
        return String::new();
    }
    let places = measure.unit().places();
    let values: Vec<_> = all
        .into_iter()
        .map(|(release, value)| {
            let value = MeasureValue::from(value).rounded(places);
            format!("{value} in release {release}")
        })
        .collect();
    format!("Revised: {year} is {}.\n", values.join(", "))
}

/// What the council’s papers printed, beside the figures of now, and what they
/// compared them with.
fn beside(
    material: &Material,
    measure: Measure,
    published: &[AsPublished<'_>],
    compared: &[Comparison],
) -> String {
    let own: Vec<_> = published
        .iter()
        .filter(|it| it.measure == measure)
        .cloned()
        .collect();
    if own.is_empty() {
        return String::new();
    }
    let sheet = sources_below(as_published_sheet(&material.releases, &own), &own);
    let mut text = format!("\n{}\n", listing::in_words(&sheet));
    let comparisons = compared.iter().filter(|it| it.measure == measure);
    for comparison in comparisons {
        text += &format!("As published: {}\n", comparison.in_words());
    }
    text
}

/// The table without the columns that say the same in every row or are too long
/// for a screen: the measure and the source, which is named below.
fn sources_below(mut sheet: Sheet, own: &[AsPublished<'_>]) -> Sheet {
    sheet.columns.remove(0);
    sheet.columns.pop();
    for row in &mut sheet.rows {
        row.remove(0);
        row.pop();
    }
    let sources: BTreeSet<_> = own.iter().map(|it| it.record.source.as_str()).collect();
    let told = sources.iter().map(|source| format!("Source: {source}."));
    sheet.notes.extend(told);
    sheet
}
