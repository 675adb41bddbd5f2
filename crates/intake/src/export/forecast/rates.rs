//! The table of rates of leaving.

use holdfast_forecast::Estimates;
use holdfast_forecast::rates::{Estimate, Hazard};
use holdfast_workforce::Workforce;
use holdfast_workforce::date::in_words;
use serde_json::{Value, json};

use super::plain;
use crate::export::{Cell, Column, ColumnKind, Sheet};

fn yearly(monthly: f64) -> String {
    plain(Hazard::yearly(monthly) * 100.0, 1)
}

/// The rates of leaving of all groups, in per cent a year: own, published, used.
pub fn rates_sheet(workforce: &Workforce, estimates: &Estimates) -> Sheet {
    let figure = |title: &str| Column::of(ColumnKind::Figure, title);
    let columns = vec![
        Column::text("Role"),
        Column::text("Experience"),
        figure("Left"),
        figure("Person-years"),
        figure("Own rate, %"),
        figure("Before own data, %"),
        figure("Weight of own, %"),
        figure("Rate used, %"),
        figure("90% interval, %"),
    ];
    let name = |role: &str| {
        let found = workforce.roles().by_reference(role);
        found.map_or_else(|| role.to_owned(), |role| role.name.clone())
    };
    let council = &estimates.council;
    let all = row(
        ["All".to_owned(), "All".to_owned()],
        (council.events, council.exposure),
        council.prior,
        council.used(),
    );
    let groups = estimates.rows.iter().map(|it| {
        let named = [name(&it.role), it.experience.label().to_owned()];
        row(named, (it.events, it.exposure), it.prior, it.used())
    });
    let window = estimates.window;
    let last = window.last_day().map_or_else(String::new, in_words);
    let mut notes = vec![
        format!(
            "Leavers and person-years from {} to {last}.",
            in_words(window.from)
        ),
        format!("Before own data: {}.", council.prior_source),
    ];
    notes.extend(estimates.notes.iter().cloned());
    Sheet {
        title: format!("{}: rates of leaving in a year", workforce.name()),
        columns,
        rows: std::iter::once(all).chain(groups).collect(),
        notes,
    }
}

fn row(
    named: [String; 2],
    (events, exposure): (u32, f64),
    prior: Hazard,
    used: Hazard,
) -> Vec<Cell> {
    let (low, high) = used.interval();
    let own = (exposure > 0.0).then(|| yearly(f64::from(events) / exposure));
    let [role, experience] = named;
    vec![
        Cell::Text(role),
        Cell::Text(experience),
        Cell::Figure(events.to_string()),
        Cell::Figure(plain(exposure / 12.0, 1)),
        own.map_or(Cell::Empty, Cell::Figure),
        Cell::Figure(yearly(prior.mean())),
        Cell::Figure(plain(exposure / used.months * 100.0, 0)),
        Cell::Figure(yearly(used.mean())),
        Cell::Figure(format!("{} to {}", yearly(low), yearly(high))),
    ]
}

/// The same for programs: monthly hazards with the person-months behind them.
pub fn rates_json(estimates: &Estimates) -> Value {
    let group = |it: &Estimate| {
        let used = it.used();
        let (low, high) = used.interval();
        json!({
            "role": it.role,
            "experience": it.experience.key(),
            "events": it.events,
            "person_months": it.exposure,
            "own_hazard": it.raw(),
            "prior": { "events": it.prior.events, "person_months": it.prior.months, "source": it.prior_source },
            "hazard": used.mean(),
            "interval": [low, high],
            "weight_of_own": it.weight(),
            "yearly": Hazard::yearly(used.mean()),
        })
    };
    json!({
        "from": estimates.window.from.to_string(),
        "until": estimates.window.last_day().map(|day| day.to_string()),
        "groups": estimates.rows.iter().map(group).collect::<Value>(),
        "notes": estimates.notes,
    })
}
