//! What only shows when the parts of a scenario are seen together.

use holdfast_measures::written::Problem;

use super::Scenario;

/// All problems, each with the line and key of the text it stands in.
pub fn problems(_scenario: &Scenario, _text: &str) -> Vec<Problem> {
    Vec::new()
}
