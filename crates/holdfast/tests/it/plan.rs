//! `holdfast forecast`: scenarios run, compared and sought, with and without records.

use crate::program::{Place, Run, shipped};

/// A package of a small example authority.
fn package(place: &Place) -> String {
    let folder = place.path("package").display().to_string();
    place.succeed(&["example", "--out", &folder, "--fte", "80", "--years", "6"]);
    folder
}

/// A scenario in a file of the place.
fn scenario(place: &Place, name: &str, text: &str) -> String {
    place.write(name, text).display().to_string()
}

/// Runs with so many threads.
fn with_threads(place: &Place, words: &[&str], threads: &str) -> Run {
    let mut command = place.command(words);
    Run::of(command.env("RAYON_NUM_THREADS", threads).output().unwrap())
}

#[test]
fn norfolks_plan_rolled_forward_fills_its_establishment_in_the_second_year() {
    let plan = shipped("norfolk-2018/plan.toml");
    let run = Place::new().succeed(&["forecast", "run", &plan, "--expected"]);
    // 298.14 × 0.88 + 80, and so on: by hand.
    for words in [
        "298.14",
        "342.36",
        "381.28",
        "415.53",
        "fill the establishment in 2019",
    ] {
        assert!(run.data.contains(words), "{words}: {}", run.data);
    }
}

#[test]
fn the_same_seed_gives_the_same_numbers_whatever_the_number_of_threads() {
    let plan = shipped("norfolk-2018/plan.toml");
    let options = [
        "forecast",
        "run",
        &plan,
        "--futures",
        "500",
        "--format",
        "json",
    ];
    let place = Place::new();
    let one = with_threads(&place, &options, "1");
    let three = with_threads(&place, &options, "3");
    assert!(one.data == three.data, "the number of threads matters");
    let found = one.json();
    assert_eq!(found["futures"], 500);
    assert_eq!(found["month_ends"].as_array().unwrap().len(), 37);
    let other = [&options[..], &["--seed", "2"]].concat();
    assert!(
        place.succeed(&other).data != one.data,
        "the seed does nothing"
    );
}

#[test]
fn the_scenario_of_the_records_runs_and_carries_on_about_as_now() {
    let place = Place::new();
    let package = package(&place);
    let records = ["--package", &package];
    let day = "2026-09-30";
    let start = place.succeed(&[&["forecast", "start", "--at", day][..], &records].concat());
    let plan = scenario(&place, "plan.toml", &start.data);
    let run = [
        &[
            "forecast",
            "run",
            &plan,
            "--futures",
            "200",
            "--format",
            "json",
        ][..],
        &records,
    ];
    let found = place.succeed(&run.concat()).json();
    let in_post = &found["courses"]["in_post"]["p50"];
    let (first, last) = (in_post[0].as_f64().unwrap(), in_post[36].as_f64().unwrap());
    assert!((60.0..100.0).contains(&first), "{first}");
    assert!((last / first - 1.0).abs() < 0.25, "{first} to {last}");

    let rates = [&["forecast", "rates", "--at", day][..], &records].concat();
    let rates = place.succeed(&rates).data;
    assert!(
        rates.contains("Rate used, %") && rates.contains("Newly qualified"),
        "{rates}"
    );

    let fewer = [
        &[
            "forecast",
            "compare",
            &plan,
            "--set",
            "attrition.factor=0.5",
        ][..],
        &records,
    ];
    let fewer = place.succeed(&fewer.concat()).data;
    assert!(
        fewer.contains("FTE-years in post gained by the end: +"),
        "{fewer}"
    );
}

#[test]
fn what_it_takes_to_reach_a_target_is_found() {
    let place = Place::new();
    let text = "title = \"A plan\"\nmonths = 24\nfutures = 400\n[start]\ndate = 2026-03-31\n[[start.position]]\nestablished = 120\nin_post = 100\npeople = 100\n[attrition]\nrate = 0.1\n[[intake]]\nname = \"Autumn\"\nmonths = [9]\nsize = 0\n";
    let plan = scenario(&place, "plan.toml", text);
    let found = place.succeed(&[
        "forecast",
        "seek",
        &plan,
        "--lever",
        "intake.Autumn.size=0..60",
        "--target",
        "in_post>=110",
        "--by",
        "2028-03",
        "--format",
        "json",
    ]);
    let found = found.json();
    assert_eq!(found["found"], "reached");
    // 100 × 0.9² = 81 are left, and of each autumn's n about 0.95 + 0.9 × 0.95 n; for 110 on
    // average (110 − 81) ÷ 1.8 ≈ 16 a year are needed, and some more for four in five.
    let size = found["at"]["values"][0].as_f64().unwrap();
    assert!((16.0..=20.0).contains(&size), "{size}");
    assert!(found["at"]["chance"].as_f64().unwrap() >= 0.8);
    assert!(found["before"]["chance"].as_f64().unwrap() < 0.8);
}

#[test]
fn what_is_wrong_with_a_scenario_is_told_with_line_and_key() {
    let place = Place::new();
    let text = "title = \"A plan\"\nmonths = 0\n[start]\ndate = 2026-03-31\n[[start.position]]\nestablished = 10\nin_post = 9\n[attrition]\nrate = 1.2\n";
    let plan = scenario(&place, "wrong.toml", text);
    let run = place.refuse(&["forecast", "run", &plan]);
    assert!(
        run.notes.contains("line 9") && run.notes.contains("attrition.rate"),
        "{}",
        run.notes
    );
    let text = text
        .replace("1.2", "0.2")
        .replace("months = 0", "months = 10000");
    let plan = scenario(&place, "long.toml", &text);
    let run = place.refuse(&["forecast", "run", &plan]);
    assert!(run.notes.contains("line 2: months"), "{}", run.notes);
    let plan = scenario(
        &place,
        "many.toml",
        &text.replace("months = 10000", "months = 12\nfutures = 1000000"),
    );
    let run = place.refuse(&["forecast", "run", &plan]);
    assert!(run.notes.contains("line 3: futures"), "{}", run.notes);
}

/// A hundred whom nobody leaves, at £3,000 a month each.
const A_HUNDRED: &str = "title = \"A hundred\"\nmonths = 12\nfutures = 100\n[start]\ndate = 2026-03-31\n[[start.position]]\nrole = \"SW\"\nestablished = 105\nin_post = 100\npeople = 100\n[[start.position]]\nrole = \"SSW\"\nestablished = 10\nin_post = 0\npeople = 0\n[attrition]\nrate = 0\n[money.on_costs]\nnational_insurance = 0\npension = 0\nlevy = 0\n[[money.salary]]\na_year = 36000\n[[budget]]\nyear = 2026\npounds = 3700000\n";

/// Ten more at once, outside the establishment.
fn ten_more(title: &str) -> String {
    format!(
        "{}[[intake]]\nname = \"Ten\"\nrole = \"SW\"\nstarts = [\"2026-04\"]\nsize = 10\noutside_months = 12\n",
        A_HUNDRED.replace("A hundred", title)
    )
}

#[test]
fn a_plan_tells_spend_against_budget_and_each_flows_band() {
    let place = Place::new();
    let plan = scenario(&place, "plan.toml", &ten_more("Ten more"));
    let run = |format: &str| place.succeed(&["forecast", "run", &plan, "--format", format]);
    // 110 × £3,000 × 12 is £3.96 million, of which £3.7 million are spent in the
    // twelfth month: after eleven it is £3.63 million.
    let table = run("table").data;
    for words in [
        "Spend by financial year",
        "3.96m",
        "3.70m",
        "31 March 2027",
        "No post vacant",
        "Newly qualified starters",
        "Nine in ten from",
    ] {
        assert!(table.contains(words), "{words}: {table}");
    }
    let json = run("json").json();
    let year = &json["spending"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(year["of"], "spend");
    assert_eq!(year["budget"]["chance"], 0.0);
    assert_eq!(year["budget"]["lasts"][10], 1.0);
    assert_eq!(json["waterfall"]["steps"][0]["p50"], 10.0);
    let csv = run("csv").data;
    for line in [
        "year.2026.spend",
        "chance.budget.2026.spend",
        "chance.passed",
        "flow.newly_qualified",
    ] {
        assert!(csv.contains(line), "{line}");
    }
}

#[test]
fn several_scenarios_are_compared_with_one() {
    let place = Place::new();
    let base = scenario(&place, "base.toml", A_HUNDRED);
    let one = scenario(&place, "one.toml", &ten_more("Ten more"));
    let twenty = ten_more("Twenty more").replace("size = 10", "size = 20");
    let two = scenario(&place, "two.toml", &twenty);
    let compare = |format: &str| {
        place.succeed(&["forecast", "compare", &base, &one, &two, "--format", format])
    };
    let table = compare("table").data;
    // Ten for a year are ten FTE-years at £36,000.
    for words in [
        "Side by side",
        "Twenty more",
        "+10.0",
        "+20.0",
        "36,000",
        "+360,000",
    ] {
        assert!(table.contains(words), "{words}: {table}");
    }
    let json = compare("json").json();
    let others = json["others"].as_array().unwrap();
    assert_eq!(others.len(), 2);
    let each = &others[1]["pounds_per_fte_year"];
    for key in ["value", "low", "high"] {
        assert!(
            (each[key].as_f64().unwrap() - 36_000.0).abs() < 1.0,
            "{each}"
        );
    }
    let budget = "chance.budget.2026.spend.3700000";
    assert_eq!(json["base"]["chances"][budget], 1.0);
    assert_eq!(others[0]["chances"][budget], 0.0);
    let csv = compare("csv").data;
    for line in [
        "difference.in_post",
        "fte_years",
        "pounds_per_fte_year",
        "break_even.share",
        budget,
    ] {
        assert!(csv.contains(line), "{line}");
    }
    let mut seven = vec!["forecast", "compare", base.as_str()];
    seven.extend([one.as_str(); 7]);
    let run = place.run(&seven);
    assert_eq!(run.status, Some(2), "{}", run.notes);
}

#[test]
fn a_lever_is_applied_to_the_role_that_is_named() {
    let place = Place::new();
    let plan = scenario(&place, "plan.toml", A_HUNDRED);
    let listed = place.succeed(&["forecast", "levers"]).data;
    assert!(
        listed.contains("skill_mix") && listed.contains("must be given"),
        "{listed}"
    );
    let lever = ["forecast", "lever", "skill_mix", &plan];
    let set = [
        "--role",
        "SW",
        "--instead",
        "SSW",
        "--set",
        "posts=6",
        "--set",
        "in_place=4",
    ];
    let changed = place.succeed(&[&lever[..], &set].concat()).data;
    let changed = scenario(&place, "changed.toml", &changed);
    let run = place
        .succeed(&["forecast", "run", &changed, "--format", "json"])
        .json();
    assert_eq!(run["courses"]["established"]["p50"][1], 113.0);
    let run = place.refuse(&lever);
    assert!(
        run.notes.contains("has no default") || run.notes.contains("needs two roles"),
        "{}",
        run.notes
    );
}

#[test]
fn leaving_that_answers_to_the_workload_is_told_with_and_without() {
    let place = Place::new();
    let more = "[[workload.cases]]\nname = \"All\"\ncases = 1600\ntrend = 0.1\n[feedback]\nelasticity = 1\nbecause = \"Exit interviews of 2025\"\n";
    let text = format!("{}{more}", A_HUNDRED.replace("rate = 0", "rate = 0.2"));
    let plan = scenario(&place, "plan.toml", &text);
    let table = place.succeed(&["forecast", "run", &plan]).data;
    for words in [
        "In post, FTE, with",
        "In post, FTE, without",
        "Exit interviews of 2025",
    ] {
        assert!(table.contains(words), "{words}: {table}");
    }
    let json = place
        .succeed(&["forecast", "run", &plan, "--format", "json"])
        .json();
    assert!(json["without_feedback"]["courses"]["in_post"].is_object());
}
