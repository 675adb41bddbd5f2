//! The printed description of the format is the one that the reader follows.

use std::path::Path;

use holdfast_intake::schema::document;

#[test]
fn the_description_is_in_step_with_the_definitions() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/package-format.md");
    let expected = document();
    if std::env::var_os("HOLDFAST_WRITE").is_some() {
        std::fs::write(&path, &expected).expect("the description can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/package-format.md is out of step with the definitions in crates/intake/src/schema; \
         run `HOLDFAST_WRITE=1 cargo test -p holdfast-intake --test packages` and commit the file"
    );
}
