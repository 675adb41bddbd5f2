//! What the tests of several modules share.

use std::sync::LazyLock;

use holdfast_workforce::Workforce;

/// The records of the example authority, as at 30 September 2026.
pub(crate) fn example() -> &'static Workforce {
    static EXAMPLE: LazyLock<Workforce> =
        LazyLock::new(|| holdfast_example::generate(&holdfast_example::Plan::default()));
    &EXAMPLE
}
