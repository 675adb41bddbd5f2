//! Checks that the crates stand on each other as the architecture says: each uses only crates on
//! floors below its own, and the core uses nothing that reaches outside of it.

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::process::{cargo, output};

/// A crate of the product and what it may use of the others.
struct Room {
    name: &'static str,
    /// It may use every crate on a floor with a lower number.
    floor: u8,
    /// The crates on its own floor that it may use besides.
    beside: &'static [&'static str],
}

/// The house, from the top down.
const ROOMS: &[Room] = &[
    Room {
        name: "holdfast",
        floor: 4,
        beside: &["holdfast-web", "holdfast-import", "holdfast-paper"],
    },
    Room {
        name: "holdfast-web",
        floor: 4,
        beside: &["holdfast-import", "holdfast-paper"],
    },
    Room {
        name: "holdfast-paper",
        floor: 4,
        beside: &[],
    },
    Room {
        name: "holdfast-import",
        floor: 4,
        beside: &[],
    },
    Room {
        name: "holdfast-example",
        floor: 3,
        beside: &["holdfast-intake"],
    },
    Room {
        name: "holdfast-intake",
        floor: 3,
        beside: &[],
    },
    Room {
        name: "holdfast-report",
        floor: 3,
        beside: &[],
    },
    Room {
        name: "holdfast-store",
        floor: 3,
        beside: &[],
    },
    Room {
        name: "holdfast-forecast",
        floor: 2,
        beside: &["holdfast-measures"],
    },
    Room {
        name: "holdfast-checker",
        floor: 2,
        beside: &[],
    },
    Room {
        name: "holdfast-census",
        floor: 2,
        beside: &["holdfast-measures"],
    },
    Room {
        name: "holdfast-measures",
        floor: 2,
        beside: &[],
    },
    Room {
        name: "holdfast-reference",
        floor: 1,
        beside: &["holdfast-workforce"],
    },
    Room {
        name: "holdfast-workforce",
        floor: 1,
        beside: &[],
    },
    Room {
        name: "holdfast-document",
        floor: 1,
        beside: &[],
    },
];

/// The project's chores: no part of the house.
const CHORES: &str = "xtask";

/// The core: it has no clock, no random source, no files, no database and no web.
const CORE: &str = "holdfast-workforce";

/// All that the core may use from outside of the project: types and their forms in files.
const CORE_MAY_USE: &[&str] = &["jiff", "serde", "serde_json", "thiserror", "uuid"];

/// Checks the workspace.
pub(crate) fn check() -> Result<()> {
    let metadata = output(&mut cargo(&[
        "metadata",
        "--format-version=1",
        "--no-deps",
        "--locked",
    ]))?;
    let workspace: Workspace =
        serde_json::from_str(&metadata).context("`cargo metadata` changed its form")?;
    let breaches = breaches(&workspace.packages);
    if !breaches.is_empty() {
        bail!("{}", breaches.join("\n"));
    }
    println!("{} crates keep to their floors", ROOMS.len());
    Ok(())
}

#[derive(Deserialize)]
struct Workspace {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Nothing for what the crate itself uses, else `dev` or `build`.
    kind: Option<String>,
}

/// A sentence for each use that the house does not allow. Tests may use anything.
fn breaches(packages: &[Package]) -> Vec<String> {
    let ours: Vec<&str> = packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    packages
        .iter()
        .filter(|package| package.name != CHORES)
        .flat_map(|package| match room(&package.name) {
            Some(room) => breaches_of(room, package, &ours),
            None => vec![format!(
                "{} has no floor: give it one in xtask/src/floors.rs",
                package.name
            )],
        })
        .collect()
}

fn breaches_of(room: &Room, package: &Package, ours: &[&str]) -> Vec<String> {
    package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind.as_deref() != Some("dev"))
        .filter_map(|dependency| breach(room, &dependency.name, ours))
        .collect()
}

fn breach(user: &Room, used: &str, ours: &[&str]) -> Option<String> {
    if ours.contains(&used) {
        let allowed =
            room(used).is_some_and(|room| room.floor < user.floor) || user.beside.contains(&used);
        return (!allowed).then(|| {
            format!(
                "{} (floor {}) uses {used}, which does not lie below it",
                user.name, user.floor
            )
        });
    }
    (user.name == CORE && !CORE_MAY_USE.contains(&used)).then(|| {
        format!(
            "{CORE} uses {used}. The core reaches nothing outside of it: no clock, no random \
             source, no files, no database, no web. If {used} keeps to that, name it in \
             xtask/src/floors.rs."
        )
    })
}

fn room(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependencies: &[(&str, Option<&str>)]) -> Package {
        let dependencies = dependencies
            .iter()
            .map(|(name, kind)| Dependency {
                name: (*name).to_owned(),
                kind: kind.map(str::to_owned),
            })
            .collect();
        Package {
            name: name.to_owned(),
            dependencies,
        }
    }

    #[test]
    fn using_a_lower_floor_is_allowed_and_a_higher_one_is_not() {
        let web = package("holdfast-web", &[("holdfast-store", None)]);
        let store = package("holdfast-store", &[("holdfast-web", None)]);
        let found = breaches(&[web, store]);
        assert_eq!(
            found,
            ["holdfast-store (floor 3) uses holdfast-web, which does not lie below it"]
        );
    }

    #[test]
    fn using_the_same_floor_is_allowed_only_where_it_is_named() {
        let example = package("holdfast-example", &[("holdfast-intake", None)]);
        let intake = package("holdfast-intake", &[("holdfast-example", None)]);
        assert_eq!(breaches(&[example, intake]).len(), 1);
    }

    #[test]
    fn tests_may_use_anything() {
        let core = package(
            CORE,
            &[("rand", Some("dev")), ("holdfast-web", Some("dev"))],
        );
        assert!(breaches(&[core, package("holdfast-web", &[])]).is_empty());
    }

    #[test]
    fn the_core_may_not_use_a_random_source() {
        let found = breaches(&[package(CORE, &[("rand", None), ("jiff", None)])]);
        assert!(matches!(found.as_slice(), [only] if only.contains("uses rand")));
    }

    #[test]
    fn a_crate_without_a_floor_is_reported() {
        let found = breaches(&[package("holdfast-attic", &[])]);
        assert!(matches!(found.as_slice(), [only] if only.contains("has no floor")));
    }
}
