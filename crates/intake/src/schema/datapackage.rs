//! The machine-readable description: a Frictionless Data Package with a Table
//! Schema for each table.

use serde_json::{Map, Value, json};

use super::{Column, FieldKind, MAX_TEXT, Table};

/// The `datapackage.json` of a package: profile `tabular-data-package`, version 1.
///
/// `title` says whose records they are.
pub fn data_package(title: &str) -> Value {
    let resources: Vec<_> = Table::ALL.into_iter().map(resource).collect();
    json!({
        "profile": "tabular-data-package",
        "name": "workforce",
        "title": title,
        "description": "The dated staffing records of an authority’s social work services.",
        "licenses": [{
            "name": "OGL-UK-3.0",
            "title": "Open Government Licence v3.0 (the format; the records belong to the authority)",
            "path": holdfast_reference::LICENCE_ADDRESS,
        }],
        "resources": resources,
    })
}

fn resource(table: Table) -> Value {
    let schema = table.schema();
    json!({
        "profile": "tabular-data-resource",
        "name": schema.name,
        "path": format!("{}.csv", schema.name),
        "title": schema.title,
        "description": schema.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": table_schema(table),
    })
}

/// The Table Schema of a table.
pub fn table_schema(table: Table) -> Value {
    let schema = table.schema();
    let fields: Vec<_> = schema.columns.iter().map(field).collect();
    let mut described = json!({
        "fields": fields,
        "missingValues": [""],
        "primaryKey": schema.key,
    });
    let keys: Vec<_> = schema
        .columns
        .iter()
        .filter_map(|column| foreign_key(table, column))
        .collect();
    if !keys.is_empty() {
        described["foreignKeys"] = Value::Array(keys);
    }
    described
}

fn foreign_key(table: Table, column: &Column) -> Option<Value> {
    let target = column.reference?;
    // A table that refers to itself names itself by the empty string.
    let resource = if target == table { "" } else { target.name() };
    Some(json!({
        "fields": [column.name],
        "reference": { "resource": resource, "fields": ["id"] },
    }))
}

fn field(column: &Column) -> Value {
    let mut field = Map::new();
    field.insert("name".into(), column.name.into());
    field.insert("type".into(), type_name(column.kind).into());
    field.insert("title".into(), column.title.into());
    field.insert("description".into(), description(column).into());
    if column.kind == FieldKind::YesNo {
        field.insert("trueValues".into(), json!(["yes"]));
        field.insert("falseValues".into(), json!(["no"]));
    }
    let constraints = constraints(column);
    if !constraints.is_empty() {
        field.insert("constraints".into(), Value::Object(constraints));
    }
    Value::Object(field)
}

/// The meaning, and for codes the meaning of each.
fn description(column: &Column) -> String {
    let FieldKind::Code(items) = column.kind else {
        return column.description.to_owned();
    };
    let codes: Vec<_> = items
        .iter()
        .map(|item| format!("{}: {}", item.code, item.label))
        .collect();
    format!("{} Codes: {}.", column.description, codes.join("; "))
}

fn type_name(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text | FieldKind::Code(_) => "string",
        FieldKind::Date => "date",
        FieldKind::Fte
        | FieldKind::Hours
        | FieldKind::Money
        | FieldKind::Days
        | FieldKind::Weeks
        | FieldKind::Level => "number",
        FieldKind::Whole => "integer",
        FieldKind::YesNo => "boolean",
    }
}

fn constraints(column: &Column) -> Map<String, Value> {
    let mut constraints = Map::new();
    let mut set = |name: &str, value: Value| constraints.insert(name.to_owned(), value);
    if column.required {
        set("required", true.into());
    }
    if column.unique {
        set("unique", true.into());
    }
    let minimum = column
        .minimum
        .or((column.kind == FieldKind::Whole).then_some(0));
    if let Some(minimum) = minimum {
        set("minimum", minimum.into());
    }
    if let Some(maximum) = column.maximum {
        set("maximum", maximum.into());
    }
    match column.kind {
        FieldKind::Code(items) => {
            let codes: Vec<_> = items.iter().map(|item| item.code).collect();
            set("enum", json!(codes));
        }
        FieldKind::Text => {
            set("maxLength", MAX_TEXT.into());
        }
        _ => {}
    }
    if let Some(pattern) = column.pattern {
        set("pattern", pattern.expression.into());
    }
    constraints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_carries_types_constraints_and_keys() {
        let assignments = table_schema(Table::Assignments);
        let fte = &assignments["fields"][5];
        assert_eq!(fte["name"], "fte");
        assert_eq!(fte["type"], "number");
        assert_eq!(fte["constraints"], json!({"required": true, "minimum": 0}));
        assert_eq!(assignments["primaryKey"], json!(["id"]));
        let post = &assignments["foreignKeys"][1];
        assert_eq!(post["fields"], json!(["post"]));
        assert_eq!(
            post["reference"],
            json!({"resource": "posts", "fields": ["id"]})
        );
    }

    #[test]
    fn a_table_that_refers_to_itself_says_so_with_an_empty_name() {
        let teams = table_schema(Table::Teams);
        assert_eq!(teams["foreignKeys"][0]["reference"]["resource"], "");
    }

    #[test]
    fn every_table_is_a_resource_of_the_package() {
        let package = data_package("Example");
        let names: Vec<_> = package["resources"]
            .as_array()
            .expect("an array")
            .iter()
            .filter_map(|resource| resource["path"].as_str())
            .collect();
        assert_eq!(names.len(), 18);
        assert_eq!(names[0], "authority.csv");
    }
}
