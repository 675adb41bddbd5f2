//! How well plans would have foreseen the years that are past: what the bands
//! of every outlook are worth.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use holdfast_forecast::backtest::{Backtest, Forecast, PREDICTED, short};
use holdfast_intake::export::{ahead_sheet, backtest_sheet, backtest_years_sheet, foreseen_sheet};
use holdfast_reference::{ATTRIBUTION, AuthorityNumber, Release};

use super::patience::Patience;
use super::run::{Records, patiently};
use super::sheets::SheetView;
use crate::address;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, page};

#[derive(Template)]
#[template(path = "pages/plan/past.html")]
struct Past {
    frame: Frame,
    trail: Vec<Link>,
    found: Option<Found>,
    attribution: &'static str,
}

/// What came of the plans of the past.
struct Found {
    verdict: String,
    sentences: Vec<String>,
    limits: Vec<String>,
    next_year: SheetView,
    by_year: SheetView,
    ahead: SheetView,
    own: Option<SheetView>,
}

/// What the plans of the newest release foresaw. They take some seconds and
/// stay the same, so they are kept.
static NEWEST: Mutex<Option<Arc<Backtest>>> = Mutex::new(None);

/// Shows how well plans would have foreseen the past.
pub(crate) async fn show(here: Here) -> Page {
    let records = Records::of(&here).await?;
    let own = AuthorityNumber::of(&here.workforce);
    let found = patiently(move |patience: &Patience| {
        let release = records.releases.newest()?;
        Some(found(&tested(release, patience), own))
    })
    .await?;
    page(&Past {
        frame: here.frame(Some(Section::Plan)),
        trail: vec![Link::new(address::plan(&here.authority), "Plan")],
        found,
        attribution: ATTRIBUTION,
    })
}

fn tested(release: &Release, patience: &Patience) -> Arc<Backtest> {
    let kept = || NEWEST.lock().unwrap_or_else(PoisonError::into_inner);
    let known = kept().clone();
    if let Some(known) = known.filter(|it| it.release == release.key()) {
        return known;
    }
    let all = Backtest::plans(release) as u64;
    let done = AtomicU64::new(0);
    let found = Backtest::watched(release, &|| {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        let _ = patience.tell(done, all);
    });
    let found = Arc::new(found);
    *kept() = Some(found.clone());
    found
}

fn found(backtest: &Backtest, own: Option<AuthorityNumber>) -> Found {
    let mut next_year = backtest_sheet(backtest);
    next_year.notes.truncate(1);
    let about = |number: AuthorityNumber| {
        let all = backtest.forecasts.iter();
        let own: Vec<&Forecast> = all.filter(|it| it.is_about(number)).collect();
        (!own.is_empty()).then(|| {
            let title = "This council: what was foreseen, and what came";
            SheetView::of("own", foreseen_sheet(title, &own))
        })
    };
    Found {
        verdict: backtest.verdict_in_words(),
        sentences: sentences(backtest),
        limits: backtest.limits(),
        next_year: SheetView::of("next-year", next_year),
        by_year: SheetView::of("by-year", backtest_years_sheet(backtest)),
        ahead: SheetView::of("ahead", ahead_sheet(&backtest.ahead)),
        own: own.and_then(about),
    }
}

/// What was missed by how much, and how often the bands held.
fn sentences(backtest: &Backtest) -> Vec<String> {
    let told = PREDICTED.into_iter().filter_map(|measure| {
        let score = backtest.score(measure, None)?;
        Some(format!(
            "{}: next year was missed by {:.1} FTE on average, where saying that nothing changes missed it by {:.1}. \
             Bands for nine in ten held what came {:.0} times in a hundred, bands for half of it {:.0} times.",
            short(measure),
            score.model.mean_absolute,
            score.no_change.mean_absolute,
            score.held_nine_tenths,
            score.held_half,
        ))
    });
    told.collect()
}
