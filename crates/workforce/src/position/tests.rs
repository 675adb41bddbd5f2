//! Tests of the position.
