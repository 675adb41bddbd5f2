//! Bytes that no sound program wrote: every reader ends, and none panics.

use std::sync::LazyLock;

use holdfast_intake::profile::{Extract, Profile, apply, preview};
use holdfast_intake::{Package, assess, package_workbook};
use holdfast_workforce::Workforce;
use holdfast_workforce::id::{AuthorityId, CountingIds, IdSource as _};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::profiles::{EXTRACT, PROFILE};
use crate::support::{TABLES, archive, read, with_sheet};

static WORKBOOK: LazyLock<Vec<u8>> =
    LazyLock::new(|| package_workbook(&read(&[]).0).expect("a workbook"));

static ARCHIVE: LazyLock<Vec<u8>> =
    LazyLock::new(|| archive(&TABLES.map(|(name, text)| (format!("{name}.csv"), text))));

/// What becomes of a sound file on its way.
#[derive(Clone, Debug)]
enum Damage {
    /// A byte is another.
    Byte(Index, u8),
    /// Some bytes are left out.
    Gap(Index, usize),
    /// Some bytes stand twice.
    Echo(Index, usize),
    /// Something is put in between.
    Intruder(Index, &'static str),
    /// The end is missing.
    Cut(Index),
}

/// What files that mean harm or were badly written contain.
const INTRUDERS: [&str; 18] = [
    "\u{0}",
    "\"",
    "\r",
    "\n\n",
    ";",
    "\t",
    "\u{feff}",
    "é",
    "99999999999999999999",
    "-1",
    "1e308",
    "9999-12-31",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<f>A1</f>",
    "&#x0;",
    "t=\"s\"",
    "[[table]]",
    "<f t=\"shared\" si=\"99999999999\" ref=\"A1:XFD1048576\">A1</f>",
];

fn damage() -> impl Strategy<Value = Vec<Damage>> {
    let one = prop_oneof![
        6 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        2 => (any::<Index>(), 1..64_usize).prop_map(|(at, count)| Damage::Gap(at, count)),
        2 => (any::<Index>(), 1..64_usize).prop_map(|(at, count)| Damage::Echo(at, count)),
        4 => (any::<Index>(), select(&INTRUDERS[..])).prop_map(|(at, it)| Damage::Intruder(at, it)),
        1 => any::<Index>().prop_map(Damage::Cut),
    ];
    vec(one, 1..6)
}

fn damaged(sound: &[u8], damage: &[Damage]) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for it in damage {
        let length = bytes.len();
        let place = |at: &Index| at.index(length.max(1)).min(length);
        let stretch = |at: &Index, count: &usize| place(at)..(place(at) + count).min(length);
        match it {
            Damage::Byte(at, byte) => {
                bytes.splice(stretch(at, &1), [*byte]);
            }
            Damage::Gap(at, count) => {
                bytes.drain(stretch(at, count));
            }
            Damage::Echo(at, count) => {
                let again = bytes[stretch(at, count)].to_vec();
                bytes.splice(place(at)..place(at), again);
            }
            Damage::Intruder(at, text) => {
                bytes.splice(place(at)..place(at), text.bytes());
            }
            Damage::Cut(at) => bytes.truncate(place(at)),
        }
    }
    bytes
}

/// Reads, plans and checks whatever the bytes hold.
fn swallow(name: &str, bytes: Vec<u8>) {
    let Ok(mut package) = Package::from_bytes(name, bytes) else {
        return;
    };
    let mut ids = CountingIds::default();
    for authority in package.authorities() {
        let empty = Workforce::empty(AuthorityId(ids.next_id()));
        let assessed = assess(&authority, &empty, &mut ids);
        for problem in &assessed.problems {
            assert!(!problem.to_string().is_empty());
        }
    }
}

/// Fills the tables from an extract, as whatever stands in the profile says.
fn fill(profile: &[u8], extract: Vec<u8>) {
    let text = String::from_utf8_lossy(profile);
    let Ok(profile) = Profile::parse("p.toml", &text) else {
        return;
    };
    let extract = Extract::new("HR-2025.csv", extract);
    preview(&profile, &extract, 3);
    let package = apply(&profile, &[extract], "Testshire");
    let mut ids = CountingIds::default();
    let empty = Workforce::empty(AuthorityId(ids.next_id()));
    assess(&package, &empty, &mut ids);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_at_all_are_read_or_refused(
        bytes in vec(any::<u8>(), 0..600),
        name in select(&["people.csv", "posts.txt", "a.zip", "a.xlsx", "a.xlsm"][..]),
    ) {
        swallow(name, bytes);
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(
        text in "(?s).{0,200}",
        table in select(&TABLES[..]),
    ) {
        let headings = table.1.lines().next().unwrap_or_default();
        swallow(&format!("{}.csv", table.0), format!("{headings}\n{text}").into_bytes());
        fill(text.as_bytes(), EXTRACT.into());
        fill(PROFILE.as_bytes(), text.into_bytes());
    }

    #[test]
    fn damaged_tables_are_read_or_refused(table in select(&TABLES[..]), damage in damage()) {
        swallow(&format!("{}.csv", table.0), damaged(table.1.as_bytes(), &damage));
    }

    #[test]
    fn damaged_archives_are_read_or_refused(damage in damage()) {
        swallow("a.zip", damaged(&ARCHIVE, &damage));
    }

    #[test]
    fn damaged_profiles_and_extracts_are_read_or_refused(
        of_profile in damage(),
        of_extract in damage(),
    ) {
        fill(&damaged(PROFILE.as_bytes(), &of_profile), EXTRACT.into());
        fill(PROFILE.as_bytes(), damaged(EXTRACT.as_bytes(), &of_extract));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn archives_of_damaged_tables_are_read_or_refused(
        damage in vec(damage(), TABLES.len()),
    ) {
        let files: Vec<_> = TABLES
            .iter()
            .zip(&damage)
            .map(|((name, text), damage)| (format!("{name}.csv"), damaged(text.as_bytes(), damage)))
            .collect();
        swallow("a.zip", archive(&files));
    }

    #[test]
    fn damaged_workbooks_are_read_or_refused(damage in damage()) {
        swallow("a.xlsx", damaged(&WORKBOOK, &damage));
    }

    #[test]
    fn workbooks_with_a_damaged_sheet_are_read_or_refused(damage in damage()) {
        let book = with_sheet(&WORKBOOK, |sheet| {
            String::from_utf8_lossy(&damaged(sheet.as_bytes(), &damage)).into_owned()
        });
        swallow("a.xlsx", book);
    }
}
