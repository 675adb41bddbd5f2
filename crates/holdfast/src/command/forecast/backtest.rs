//! `holdfast forecast backtest`: how well next year would have been foreseen.

use holdfast_forecast::backtest::{Backtest, Forecast};
use holdfast_intake::export::{
    Sheet, ahead_sheet, backtest_json, backtest_sheet, backtest_years_sheet, foreseen_sheet, to_csv,
};
use holdfast_reference::{ATTRIBUTION, Area, AuthorityNumber, Releases, area_name};

use super::super::listing::in_words;
use super::super::source;
use crate::cli::{ForecastBacktest, Format};
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Predicts the past from the newest release, and prints what came of it.
pub(crate) async fn run(options: &ForecastBacktest, settings: &Settings) -> Result<(), Failure> {
    let releases = match source::open_if_there(settings).await? {
        Some(store) => store.releases().await.or_fail()?,
        None => Releases::shipped().clone(),
    };
    let Some(release) = releases.newest() else {
        return Err(Failure::Input("there are no published figures".to_owned()));
    };
    let bar = printer::counted(
        "Running the plans of the past",
        Backtest::plans(release) as u64,
    );
    let backtest = Backtest::watched(release, &|| bar.inc(1));
    bar.finish_and_clear();
    let chosen = chosen(&backtest, options.authority)?;
    match (options.format, options.authority) {
        (Format::Table, Some(number)) => printer::data(&in_words(&of_authority(&chosen, number))),
        (Format::Table, None) => printer::data(&summary(&backtest)),
        (Format::Json, _) => {
            let json = backtest_json(&backtest, &chosen);
            printer::data(&format!("{json:#}"));
        }
        (Format::Csv, _) => printer::bytes(&to_csv(&foreseen_sheet("Foreseen", &chosen))),
    }
    printer::note(ATTRIBUTION);
    Ok(())
}

/// The forecasts for one authority, or all.
fn chosen(backtest: &Backtest, number: Option<AuthorityNumber>) -> Result<Vec<&Forecast>, Failure> {
    let all = backtest.forecasts.iter();
    let Some(number) = number else {
        return Ok(all.collect());
    };
    let chosen: Vec<_> = all.filter(|it| it.is_about(number)).collect();
    match (chosen.is_empty(), number.is_known()) {
        (false, _) => Ok(chosen),
        (true, false) => Err(Failure::Input(format!(
            "no authority has or had the number {number}; `holdfast forecast backtest --format csv` lists them"
        ))),
        (true, true) => Err(Failure::Input(format!(
            "nothing was foreseen of {}: two published years are needed before the first forecast",
            name(number)
        ))),
    }
}

fn name(number: AuthorityNumber) -> String {
    area_name(Area::Authority(number)).unwrap_or_else(|| number.to_string())
}

fn of_authority(chosen: &[&Forecast], number: AuthorityNumber) -> Sheet {
    let title = format!("What was foreseen of {}, and what came", name(number));
    foreseen_sheet(&title, chosen)
}

/// The three tables, and after the first what has to be known.
fn summary(backtest: &Backtest) -> String {
    let mut first = backtest_sheet(backtest);
    let notes = std::mem::take(&mut first.notes);
    let tables = [
        first,
        backtest_years_sheet(backtest),
        ahead_sheet(&backtest.ahead),
    ];
    let told = tables.iter().filter(|it| !it.rows.is_empty());
    let mut text: String = told.map(|it| in_words(it) + "\n").collect();
    text += &notes.join("\n\n");
    text
}
