//! JSON Schemas of file formats, made from the declarations that the files are checked with.

use serde_json::{Map, Value, json};

use super::Shape;

/// The pattern of dates as [`crate::date::Date::parse`] reads them.
const DATE: &str = "^\\s*[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2}([T ].*)?)?)?\\s*$";

/// The JSON Schema of a file that `shape` describes.
pub fn schema(title: &str, shape: &Shape) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(title));
    if let Value::Object(rest) = key_schema(shape) {
        schema.extend(rest);
    }
    Value::Object(schema)
}

/// The schema of one place in a file. Nothing (`key:` alone) may stand anywhere, thus null.
pub fn key_schema(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({"type": ["string", "number", "boolean", "null"]}),
        Shape::Number => json!({
            "type": ["number", "string", "null"],
            "pattern": "^\\s*[-+]?[0-9]+([.][0-9]+)?\\s*$",
        }),
        Shape::Date => json!({"type": ["string", "integer", "null"], "pattern": DATE}),
        Shape::Bool => json!({"type": ["boolean", "null"]}),
        Shape::Texts => json!({"type": ["array", "null"], "items": key_schema(&Shape::Text)}),
        Shape::OneOf(words) => {
            let mut all: Vec<Value> = words.iter().map(|word| json!(word)).collect();
            // An older YAML reads an unquoted `off` as a truth value, and so do its plugins.
            all.extend(words.contains(&"off").then_some(Value::Bool(false)));
            all.push(Value::Null);
            json!({"enum": all})
        }
        Shape::Keys(keys) => {
            let properties: Map<String, Value> =
                keys.iter().map(|(key, shape)| ((*key).to_owned(), key_schema(shape))).collect();
            json!({
                "type": ["object", "null"],
                "properties": properties,
                "additionalProperties": false,
            })
        }
        Shape::Each(each) => {
            json!({"type": ["object", "null"], "additionalProperties": key_schema(each)})
        }
        Shape::List(each) => json!({"type": ["array", "null"], "items": key_schema(each)}),
        Shape::Either(shapes) => {
            json!({"anyOf": shapes.iter().map(key_schema).collect::<Vec<_>>()})
        }
        Shape::About(text, shape) => {
            let mut schema = Map::new();
            schema.insert("description".to_owned(), json!(text));
            if let Value::Object(rest) = key_schema(shape) {
                schema.extend(rest);
            }
            Value::Object(schema)
        }
        Shape::Any => json!({}),
    }
}
