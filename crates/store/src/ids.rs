//! Identifiers for new records: they sort in the order in which they were made.

use holdfast_workforce::id::IdSource;
use uuid::Uuid;

/// Gives identifiers by the clock (UUIDv7), each after the one before it.
#[derive(Debug, Default)]
pub struct TimedIds;

impl IdSource for TimedIds {
    fn next_id(&mut self) -> Uuid {
        Uuid::now_v7()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_sort_in_the_order_in_which_they_were_made() {
        let mut ids = TimedIds;
        let made: Vec<_> = (0..10_000).map(|_| ids.next_id()).collect();
        assert!(made.is_sorted_by(|one, next| one < next));
    }
}
