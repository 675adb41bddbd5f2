//! The description of the API for programs: OpenAPI 3.1, made from the same
//! list as the routes and from the columns of the open tables.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use holdfast_intake::open::{Field, FieldKind, OpenTable};
use holdfast_reference::LICENCE_ADDRESS;
use serde_json::{Map, Value, json};

use super::endpoints::EVERY_LIST;
use super::{DOCUMENT, ENDPOINTS, Endpoint, Parameter, ParameterKind};

/// Gives the document.
pub(crate) async fn answer() -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json")];
    (headers, format!("{:#}\n", document())).into_response()
}

/// The document.
pub(crate) fn document() -> Value {
    let mut paths: Map<String, Value> = ENDPOINTS
        .iter()
        .map(|endpoint| (endpoint.address(), json!({ "get": operation(endpoint) })))
        .collect();
    paths.insert(DOCUMENT.to_owned(), json!({ "get": own_operation() }));
    let mut schemas = Map::new();
    for endpoint in ENDPOINTS {
        let table = endpoint.table;
        schemas.insert(row_name(table), row_schema(table));
        schemas.insert(list_name(table), list_schema(table));
    }
    schemas.insert("problem".to_owned(), problem_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Holdfast: the social work workforce",
            "version": "1",
            "description": "Figures of an authority’s social work workforce, to be read only. No row is about a person and nobody is named. Small counts that describe people are hidden: `symbol` says so, and why.",
            "license": { "name": "Open Government Licence v3.0", "url": LICENCE_ADDRESS },
        },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn own_operation() -> Value {
    json!({
        "operationId": "describeApi",
        "summary": "This document",
        "responses": { "200": {
            "description": "The document.",
            "content": { "application/json": { "schema": { "type": "object" } } },
        } },
    })
}

fn operation(endpoint: &Endpoint) -> Value {
    let table = endpoint.table;
    let names = ["authority", "plan"].iter();
    let in_path = names.filter(|name| endpoint.path.contains(&format!("{{{name}}}")));
    let in_path = in_path.map(|name| {
        json!({
            "name": name,
            "in": "path",
            "required": true,
            "description": match *name {
                "authority" => "The number of the authority.",
                _ => "The name of the plan.",
            },
            "schema": { "type": "string" },
        })
    });
    let in_query = endpoint.takes.iter().chain(EVERY_LIST).map(parameter);
    json!({
        "operationId": endpoint.name,
        "summary": table.title(),
        "description": table.description(),
        "parameters": in_path.chain(in_query).collect::<Value>(),
        "responses": {
            "200": {
                "description": "The rows.",
                "headers": { "ETag": {
                    "description": "Changes with the records; send it as If-None-Match.",
                    "schema": { "type": "string" },
                } },
                "content": {
                    "application/json": { "schema": reference(&list_name(table)) },
                    "text/csv": { "schema": { "type": "string" } },
                },
            },
            "304": { "description": "Nothing has changed since." },
            "default": {
                "description": "What is wrong, where and why, and what to do.",
                "content": { "application/problem+json": { "schema": reference("problem") } },
            },
        },
    })
}

fn parameter(parameter: &Parameter) -> Value {
    let schema = match parameter.kind {
        ParameterKind::Text => json!({ "type": "string" }),
        ParameterKind::OneOf(words) => json!({ "type": "string", "enum": words }),
        ParameterKind::Date => json!({ "type": "string", "format": "date" }),
        ParameterKind::Whole(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
    };
    json!({
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "schema": schema,
    })
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn row_name(table: OpenTable) -> String {
    format!("{}_row", table.name())
}

fn list_name(table: OpenTable) -> String {
    format!("{}_list", table.name())
}

fn row_schema(table: OpenTable) -> Value {
    let fields = table.fields().iter();
    let properties = fields.clone().map(|it| (it.name.to_owned(), field(it)));
    object(properties.collect(), fields.map(|it| it.name).collect())
}

fn field(field: &Field) -> Value {
    let bare = match field.kind {
        FieldKind::Date => "string",
        kind => kind.type_name(),
    };
    let mut schema = match field.required {
        true => json!({ "type": bare }),
        false => json!({ "type": [bare, "null"] }),
    };
    match field.kind {
        FieldKind::Date => schema["format"] = "date".into(),
        FieldKind::OneOf(words) => {
            let nothing = (!field.required).then_some(Value::Null);
            let words = words.iter().map(|it| json!(it));
            schema["enum"] = words.chain(nothing).collect();
        }
        _ => {}
    }
    schema["description"] = field.description.into();
    schema
}

fn list_schema(table: OpenTable) -> Value {
    let whole = |description: &str| json!({ "type": "integer", "description": description });
    let properties = json!({
        "title": { "type": "string" },
        "description": { "type": "string" },
        "rows": whole("The rows of all pages."),
        "page": whole("The page, from 1."),
        "pages": whole("How many pages there are."),
        "next": { "type": ["string", "null"], "description": "The address of the next page." },
        "symbols": {
            "type": "object",
            "description": "The meaning of each symbol that stands in the rows.",
            "additionalProperties": { "type": "string" },
        },
        "data": { "type": "array", "items": reference(&row_name(table)) },
    });
    let properties = properties.as_object().cloned().unwrap_or_default();
    let names = [
        "title",
        "description",
        "rows",
        "page",
        "pages",
        "next",
        "symbols",
        "data",
    ];
    object(properties, names.to_vec())
}

fn problem_schema() -> Value {
    let properties = json!({
        "type": { "type": "string" },
        "title": { "type": "string", "description": "What is wrong." },
        "status": { "type": "integer" },
        "detail": { "type": "string", "description": "Where and why." },
        "instance": { "type": "string", "description": "The path that was asked for." },
        "advice": { "type": "string", "description": "What to do." },
        "parameter": { "type": ["string", "null"], "description": "The parameter that is wrong." },
    });
    let properties = properties.as_object().cloned().unwrap_or_default();
    let names = [
        "type",
        "title",
        "status",
        "detail",
        "instance",
        "advice",
        "parameter",
    ];
    object(properties, names.to_vec())
}

fn object(properties: Map<String, Value>, required: Vec<&str>) -> Value {
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}
