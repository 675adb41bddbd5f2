//! One suite of facts, held against both databases.

mod append_only;
mod backing_up;
mod door;
mod history;
mod opening;
mod releases;
mod sharing;
mod speed;
mod statements;
mod support;
mod undoing;
mod uploads;

/// Makes each function two tests: `sqlite::…` and `postgres::…`.
macro_rules! on_both {
    ($(async fn $name:ident($database:ident: TestDatabase) $body:block)+) => {
        $(async fn $name($database: $crate::tests::support::TestDatabase) $body)+
        mod sqlite {
            $(#[test] fn $name() { $crate::tests::support::with_sqlite(super::$name); })+
        }
        mod postgres {
            $(#[test] fn $name() { $crate::tests::support::with_postgres(super::$name); })+
        }
    };
}
use on_both;
