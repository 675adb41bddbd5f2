//! The printed descriptions of the format and of the measures are those that
//! the program follows.

use std::path::Path;

use holdfast_intake::export::definitions_document;
use holdfast_intake::schema::document;

#[track_caller]
fn is_in_step(name: &str, definitions: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(name);
    if std::env::var_os("HOLDFAST_WRITE").is_some() {
        std::fs::write(&path, expected).expect("the description can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/{name} is out of step with the definitions in {definitions}; \
         run `HOLDFAST_WRITE=1 cargo test -p holdfast-intake --test packages` and commit the file"
    );
}

#[test]
fn the_description_is_in_step_with_the_definitions() {
    is_in_step("package-format.md", "crates/intake/src/schema", &document());
}

#[test]
fn the_list_of_measures_is_in_step_with_the_definitions() {
    is_in_step(
        "measures.md",
        "crates/measures/src/definition.rs",
        &definitions_document(),
    );
}
