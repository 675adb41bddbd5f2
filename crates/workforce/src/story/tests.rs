//! Tests of the stories.
