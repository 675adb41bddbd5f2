//! All measures at a date, topic by topic.

use askama::Template;
use axum::extract::Query;
use holdfast_measures::{Ledger, Measure, Topic, Value};
use holdfast_workforce::date::in_words;

use super::filters::{Filters, Offered};
use super::headlines::HEADLINES;
use super::telling::{self, Told};
use super::{charts, files};
use crate::address;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{self, Downloads, FileKind};
use crate::pages::establishment::filters::Query as Pairs;
use crate::pages::{Page, form_page};
use holdfast_measures::{Course, Months};

#[derive(Template)]
#[template(path = "pages/measures/list.html")]
struct MeasuresPage {
    frame: Frame,
    filters: Filters,
    offered: Offered,
    caption: String,
    title: String,
    answer: String,
    year_before: String,
    topics: Vec<TopicTable>,
    symbols: Vec<(&'static str, &'static str)>,
    source: String,
    teams: String,
    clear: String,
    downloads: Downloads,
}

struct TopicTable {
    id: String,
    caption: &'static str,
    rows: Vec<MeasureRow>,
}

struct MeasureRow {
    name: &'static str,
    href: String,
    value: String,
    before: String,
    told: Told,
    sparkline: String,
    basis: &'static str,
}

/// The courses of all measures, in the order in which they are listed.
pub(crate) fn courses(here: &Here, filters: &Filters) -> Vec<Course> {
    let ledger = Ledger::new(&here.workforce, filters.scope.service);
    let months = Months::of(&ledger, filters.scope, filters.at);
    let topics = Topic::ALL.iter();
    let measures = topics.flat_map(|topic| {
        let all = Measure::ALL.iter();
        all.filter(move |measure| measure.definition().topic == *topic)
    });
    measures
        .filter_map(|measure| months.course(*measure))
        .collect()
}

/// Shows the page.
pub(crate) async fn measures(here: Here, Query(query): Query<Pairs>) -> Page {
    let filters = Filters::read(query, &here.workforce, here.app.today());
    let page = page(&here, &filters)?;
    form_page(&filters.answers, &page)
}

/// The same as a file.
pub(crate) async fn file(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let filters = files::readable(Filters::read(query, &here.workforce, here.app.today()))?;
    let sheet = files::measures_sheet(&here, &filters, &courses(&here, &filters));
    download::file(&here, kind, "measures", filters.at, &[sheet])
}

fn page(here: &Here, filters: &Filters) -> Result<MeasuresPage, PageError> {
    let workforce = &here.workforce;
    let courses = courses(here, filters);
    let selected = filters.selected(workforce);
    let measures = address::measures(&here.authority);
    let then = courses.first().map(|course| in_words(course.then.at));
    Ok(MeasuresPage {
        frame: here.frame(Some(Section::Measures)),
        offered: Offered::of(workforce),
        title: format!("Measures on {}", filters.day()),
        answer: answer(&courses),
        year_before: then.unwrap_or_default(),
        topics: topics(here, filters, &courses, &selected)?,
        symbols: telling::symbols(courses.iter().flat_map(values)),
        source: courses
            .first()
            .map(|course| course.now.source.in_words())
            .unwrap_or_default(),
        teams: filters.address(workforce, &address::team_measures(&here.authority)),
        downloads: Downloads::of(&measures, |path| filters.address(workforce, path)),
        clear: measures,
        caption: selected,
        filters: filters.clone(),
    })
}

fn values(course: &Course) -> [Value; 2] {
    [course.now.value, course.then.value]
}

/// What changed in the year, in a sentence.
fn answer(courses: &[Course]) -> String {
    use holdfast_measures::compare::Verdict;
    let verdicts: Vec<_> = courses
        .iter()
        .filter_map(|course| course.change())
        .map(|change| change.verdict)
        .collect();
    let count = |wanted: Verdict| verdicts.iter().filter(|it| **it == wanted).count();
    let known = verdicts.len() - count(Verdict::CannotTell);
    if known == 0 {
        return "None of these measures can be compared with the year before.".to_owned();
    }
    format!(
        "{} Of {known} measures with a number now and a year before, {} are better, {} are worse, and {} show no real difference or the same.",
        headline(courses),
        count(Verdict::Better),
        count(Verdict::Worse),
        count(Verdict::NoRealDifference) + count(Verdict::Same),
    )
}

/// The first headline measures with their numbers.
fn headline(courses: &[Course]) -> String {
    let told = HEADLINES[..4].iter().filter_map(|measure| {
        let course = courses.iter().find(|it| it.now.measure == *measure)?;
        course.now.value.ratio()?;
        Some(format!("{} {}", measure.label(), course.now.in_words()))
    });
    let told = told.collect::<Vec<_>>().join("; ");
    match told.is_empty() {
        true => told,
        false => format!("{told}."),
    }
}

fn topics(
    here: &Here,
    filters: &Filters,
    courses: &[Course],
    selected: &str,
) -> Result<Vec<TopicTable>, PageError> {
    let topic = |topic: &Topic| {
        let of_topic = |course: &&Course| course.now.measure.definition().topic == *topic;
        let rows = courses.iter().filter(of_topic);
        Ok(TopicTable {
            id: format!("{topic:?}").to_lowercase(),
            caption: topic.label(),
            rows: rows
                .map(|course| row(here, filters, course, selected))
                .collect::<Result<_, _>>()?,
        })
    };
    Topic::ALL.iter().map(topic).collect()
}

fn row(
    here: &Here,
    filters: &Filters,
    course: &Course,
    selected: &str,
) -> Result<MeasureRow, PageError> {
    let measure = course.now.measure;
    Ok(MeasureRow {
        name: measure.label(),
        href: filters.address(&here.workforce, &address::measure(&here.authority, measure)),
        value: course.now.in_words(),
        before: course.then.in_words(),
        told: Told::of(course.change().as_ref()),
        sparkline: charts::sparkline(course, selected)?,
        basis: telling::basis(measure.definition().basis),
    })
}

#[cfg(test)]
mod tests {
    use holdfast_measures::Measure;

    use crate::address;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn every_measure_is_listed_once_and_opens() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::measures(&authority);
        let answer = server.get(&path).await;
        assert_eq!(answer.status, 200);
        assert!(answer.says("Measures on 30 September 2026"));
        for measure in Measure::ALL {
            let link = format!(
                "href=\"{}?at=2026-09-30",
                address::measure(&authority, *measure)
            );
            assert_eq!(answer.text().matches(&link).count(), 1, "{measure}");
        }
        // A sparkline beside each.
        let drawings = answer.text().matches("<title id=\"course-").count();
        assert_eq!(drawings, Measure::ALL.len());
    }

    #[tokio::test]
    async fn a_date_that_cannot_be_read_is_told_beside_its_field() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::measures(&authority);
        let answer = server.get(&format!("{path}?at=31/2/2026")).await;
        assert_eq!(answer.status, 422);
        assert!(answer.says("The date must be a real date"));
        let file = server.get(&format!("{path}.csv?at=31/2/2026")).await;
        assert_eq!(file.status, 400);
    }

    #[tokio::test]
    async fn the_files_hold_every_measure_with_its_thirteen_months() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::measures(&authority);
        let csv = server.get(&format!("{path}.csv?at=2026-09-30")).await;
        let text = csv.text();
        for words in ["Vacancy rate", "vacancy_rate", "Sep 2025", "Sep 2026"] {
            assert!(text.contains(words), "{words}");
        }
        let book = server.get(&format!("{path}.xlsx?at=2026-09-30")).await;
        assert_eq!(&book.bytes[..2], b"PK");
    }

    #[tokio::test]
    async fn adults_services_have_measures_of_their_own() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::measures(&authority);
        let answer = server.get(&format!("{path}?service=adults")).await;
        assert_eq!(answer.status, 200);
        assert!(answer.says("Adults’ services"));
    }
}
