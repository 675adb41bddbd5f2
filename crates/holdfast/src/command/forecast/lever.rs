//! `holdfast forecast levers` and `lever`: ready-made changes of a scenario.

use holdfast_forecast::levers::{Given, Lever, lever, levers};
use serde_json::{Value, json};

use super::{input, read};
use crate::cli::{ForecastLever, ForecastLevers};
use crate::command::listing::Listing;
use crate::failure::Failure;
use crate::printer;

/// Lists the levers with what can be set.
pub(super) fn list(options: &ForecastLevers) {
    let rows = levers().iter().flat_map(rows);
    let listing = Listing {
        title: "Ready-made levers",
        head: &[
            ("Lever", false),
            ("Parameter", false),
            ("Default", true),
            ("Unit", false),
            ("Meaning", false),
            ("From", false),
        ],
        rows: rows.collect(),
        json: levers().iter().map(json_of).collect(),
        nothing: "There are no levers.",
    };
    listing.print(options.format);
}

/// A row for each role and parameter that can be named.
fn rows(lever: &Lever) -> Vec<Vec<String>> {
    let row = |name: &str, default: &str, unit: &str, meaning: &str, source: &str| {
        [lever.key, name, default, unit, meaning, source]
            .map(str::to_owned)
            .to_vec()
    };
    let mut rows = vec![row("", "", "", lever.changes, lever.source)];
    let default = lever.role.unless_named().unwrap_or(NEEDED);
    rows.push(row(
        "--role",
        default,
        "a role",
        "The role that it is about",
        "",
    ));
    if lever.takes_instead {
        let meaning = "The role whose posts come instead";
        rows.push(row("--instead", NEEDED, "a role", meaning, ""));
    }
    rows.extend(lever.parameters.iter().map(|it| {
        let default = it
            .default
            .map_or_else(|| NEEDED.to_owned(), |it| it.to_string());
        row(it.key, &default, it.unit.in_words(), it.name, it.source)
    }));
    rows
}

/// What stands in place of a default where something must be given.
const NEEDED: &str = "must be given";

fn json_of(lever: &Lever) -> Value {
    let parameters = lever.parameters.iter().map(|it| {
        json!({ "key": it.key, "name": it.name, "unit": it.unit.in_words(), "default": it.default, "source": it.source })
    });
    json!({
        "key": lever.key,
        "name": lever.name,
        "changes": lever.changes,
        "source": lever.source,
        "role_unless_named": lever.role.unless_named(),
        "takes_instead": lever.takes_instead,
        "parameters": parameters.collect::<Value>(),
    })
}

/// Prints the scenario with the lever, as a text to be run or changed.
pub(super) fn run(options: ForecastLever) -> Result<(), Failure> {
    let (scenario, _) = read(&options.scenario)?;
    let given = Given {
        values: options.set.into_iter().collect(),
        role: options.role,
        instead: options.instead,
    };
    let lever = lever(&options.lever).map_err(input)?;
    let changed = lever.apply(&scenario, &given).map_err(input)?;
    printer::data(&changed.write());
    Ok(())
}
