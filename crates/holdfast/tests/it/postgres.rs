//! The PostgreSQL server that the tests are given.

use std::process::Command;

/// A database of its own on the server, or nothing where there is no server.
/// Where the checks run as a whole there is one.
pub(crate) fn fresh_database(name: &str) -> Option<String> {
    let Ok(server) = std::env::var("HOLDFAST_TEST_POSTGRES") else {
        assert!(
            std::env::var_os("CI").is_none(),
            "HOLDFAST_TEST_POSTGRES is not set"
        );
        eprintln!("not run on PostgreSQL: HOLDFAST_TEST_POSTGRES is not set");
        return None;
    };
    let name = format!("{name}_{}", std::process::id());
    let statement = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
    let done = Command::new("psql")
        .args([&server, "--quiet", "--no-psqlrc", "--command", &statement])
        .status()
        .unwrap();
    assert!(done.success(), "psql could not make a database");
    let (before_query, query) = server
        .split_once('?')
        .map_or((server.as_str(), None), |(a, b)| (a, Some(b)));
    let (address, _) = before_query.rsplit_once('/').unwrap();
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{address}/{name}{query}"))
}
