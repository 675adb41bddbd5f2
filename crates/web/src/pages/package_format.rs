//! The package format: its tables, columns, codes and rules, from the same
//! definitions that the reader uses.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse as _;
use holdfast_intake::schema::{Column, FieldKind, Table, data_package};
use holdfast_workforce::check::RULES;
use holdfast_workforce::{CodeItem, Severity};

use crate::App;
use crate::frame::Frame;
use crate::pages::{Page, page};

#[derive(Template)]
#[template(path = "pages/format.html")]
struct PackageFormat {
    frame: Frame,
    tables: Vec<Described>,
}

/// A table as the page describes it.
struct Described {
    table: Table,
    key: String,
}

/// Shows the page.
pub(crate) async fn format(State(app): State<App>) -> Page {
    let described = |table: Table| Described {
        table,
        key: table.schema().key.join(", "),
    };
    page(&PackageFormat {
        frame: Frame::new(&app, None),
        tables: Table::ALL.into_iter().map(described).collect(),
    })
}

/// The description for programs, as a Frictionless Data Package.
pub(crate) async fn description() -> Page {
    let json = format!("{:#}\n", data_package("Workforce package"));
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"datapackage.json\"",
        ),
    ];
    Ok((headers, json).into_response())
}

/// What may stand in a column, in words.
fn value(column: &Column) -> String {
    if let Some(table) = column.reference {
        return format!("the id of a row in {}", table.name());
    }
    column.value_in_words()
}

/// The codes of a column; none where it holds no code.
fn codes(column: &Column) -> &'static [CodeItem] {
    match column.kind {
        FieldKind::Code(items) => items,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn the_page_names_every_column_every_code_and_every_rule() {
        let server = TestServer::empty().await;
        let answer = server.get("/format").await;
        let html = answer.text();
        for table in Table::ALL {
            for column in table.schema().columns {
                assert!(
                    html.contains(&format!(">{}</code>", column.name)),
                    "{}",
                    column.name
                );
                for code in codes(column) {
                    assert!(
                        html.contains(&format!(">{}</code>", code.code)),
                        "{}",
                        code.code
                    );
                }
            }
        }
        assert!(RULES.iter().all(|rule| html.contains(rule.code)));
    }

    #[tokio::test]
    async fn the_description_for_programs_is_a_data_package() {
        let server = TestServer::empty().await;
        let answer = server.get("/format/datapackage.json").await;
        assert_eq!(answer.content_type, "application/json");
        let json: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert_eq!(json["profile"], "tabular-data-package");
        assert_eq!(json["resources"].as_array().unwrap().len(), 18);
    }
}
