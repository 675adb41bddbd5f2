use axum::http::StatusCode;
use holdfast_store::{Submission, TimedIds};
use holdfast_workforce::Change;
use holdfast_workforce::id::IndicatorId;
use holdfast_workforce::record::{Authority, Indicator};

use crate::testing::TestServer;

async fn server() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let base = format!("/{}/benchmarks", server.authority().await.reference);
    (server, base)
}

#[tokio::test]
async fn an_authority_without_a_number_is_told_how_to_give_it_and_may_choose_any() {
    let (server, base) = server().await;
    let page = server.get(&base).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.says("Give the authority its number"));
    assert!(page.says(">Norfolk</option>"));
}

#[tokio::test]
async fn norfolk_stands_beside_england_its_region_and_its_neighbours() {
    let (server, base) = server().await;
    let page = server.get(&format!("{base}?authority=926")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    // England 2025: 14.2% vacancies, as published.
    for words in [
        "England’s 14.2%",
        "East of England",
        "Statistical neighbours, median (2025 model)",
        " authorities, ",
        "Suffolk",
        "Children looked after at 31 March",
        "reporting year 2025",
        "Spiegelhalter",
        "<svg",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn the_other_model_has_other_neighbours_and_others_may_be_chosen() {
    let (server, base) = server().await;
    let path = format!("{base}?authority=926&model=2021&with=888&with=352&from=2020&to=2024");
    let page = server.get(&path).await;
    for words in ["(2021 model)", "Lancashire", "Manchester", "take out"] {
        assert!(page.says(words), "{words}");
    }
    assert!(!page.says(">2025</th>"));
}

#[tokio::test]
async fn a_count_is_not_called_better_or_worse_than_england() {
    let (server, base) = server().await;
    let page = server
        .get(&format!("{base}?authority=926&measure=in_post_fte"))
        .await;
    assert!(page.says("A count grows with the size of an authority"));
    assert!(!page.says("England’s"));
}

#[tokio::test]
async fn what_cannot_be_read_is_told_beside_its_field() {
    let (server, base) = server().await;
    let path = format!("{base}?authority=999&measure=net_loss&from=2024&to=2020&with=1");
    let page = server.get(&path).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Select an authority from the list",
        "Select a measure from the list",
        "The first year must not be after the last",
    ] {
        assert!(page.says(words), "{words}");
    }
}

#[tokio::test]
async fn the_tables_are_files() {
    let (server, base) = server().await;
    let query = "authority=926&measure=vacancy_rate";
    let years = server.get(&format!("{base}.csv?{query}")).await;
    assert!(
        years.says("Year,Norfolk,England,East of England"),
        "{}",
        years.text()
    );
    let all = server
        .get(&format!("{base}/distribution.csv?{query}"))
        .await;
    assert!(all.says("Hackney"), "{}", all.text());
    let funnel = server.get(&format!("{base}/funnel.csv?{query}")).await;
    assert!(funnel.says("within what chance gives"));
    let workbook = server.get(&format!("{base}.xlsx?{query}")).await;
    assert_eq!(workbook.status, StatusCode::OK);
    let none = server
        .get(&format!(
            "{base}/funnel.csv?authority=926&measure=average_caseload"
        ))
        .await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_page_says_how_its_verdicts_were_reached() {
    let (server, base) = server().await;
    let path = format!("{base}?authority=926&measure=vacancy_rate&with=888");
    let page = server.get(&path).await;
    for words in [
        // A share beside a large area, and beside an authority as small as itself.
        "<strong>Compared with England, East of England and ",
        "Exact 95% interval of a share (binomial, Clopper and Pearson).",
        "<strong>Compared with Lancashire and 2024.</strong> Fisher’s exact test",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let counted = server
        .get(&format!("{base}?authority=926&measure=average_caseload"))
        .await;
    assert!(counted.says("Chance was not judged: no fair model is known for this measure"));
}

#[tokio::test]
async fn every_published_measure_of_the_councils_whose_papers_are_known_has_a_page() {
    let (server, base) = server().await;
    for number in [926, 888, 352, 929, 343] {
        for measure in holdfast_measures::Measure::ALL {
            if measure.published().is_some() {
                let path = format!("{base}?authority={number}&measure={measure}");
                let page = server.get(&path).await;
                assert_eq!(page.status, StatusCode::OK, "{path}");
            }
        }
    }
}

/// Gives the council Northumberland's number, and the caseloads of its paper
/// of January 2018.
async fn as_northumberland(server: &TestServer) {
    let authority = server.authority().await;
    let printed = |(period, area, value): (&str, &str, &str)| {
        let indicator = Indicator {
            id: IndicatorId::next(&mut TimedIds),
            measure: "average_caseload".into(),
            period: period.into(),
            area: area.into(),
            value: value.into(),
            unit: "cases".into(),
            source: "Paper of January 2018".into(),
            note: None,
        };
        Change::Put(indicator.into())
    };
    let mut changes: Vec<_> = [
        ("2016/17", "929", "16.6"),
        ("2015/16", "929", "17.2"),
        ("2016/17", "England", "16.1"),
    ]
    .map(printed)
    .into();
    let named = Authority {
        reference: "929".into(),
        name: "Northumberland".into(),
        ..authority.clone()
    };
    changes.push(Change::Put(named.into()));
    let submission = Submission {
        actor: "A. Tester".into(),
        kind: "import".into(),
        title: "Northumberland".into(),
        note: None,
        at: server.app.now(),
        authorities: vec![authority.id],
        expects: Vec::new(),
    };
    let plan = |_: &_| Ok::<_, std::convert::Infallible>(changes.clone());
    server.app.store().submit(submission, plan).await.unwrap();
}

#[tokio::test]
async fn figures_of_a_paper_stand_beside_the_restated_ones_and_are_compared() {
    let (server, _) = server().await;
    as_northumberland(&server).await;
    let page = server.get("/929/benchmarks?measure=average_caseload").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "As published before",
        "16.6 cases per FTE is above England’s 16.1: worse, as lower is better.",
        "Paper of January 2018",
        "(release 2025)",
        "The figure from your own records",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let scorecard = server.get("/929/scorecard").await;
    assert!(scorecard.says("Statistical neighbours, median"));
    assert!(scorecard.says("30 September 2025"));
}
