//! The part of JSON Schema that our schema uses, stricter in one point: a
//! field that the schema does not name is an error, so that none appears
//! unpublished.

use serde_json::Value;

/// Everything in which `value` departs from the schema.
pub fn departures(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (word, rule) in schema.as_object().into_iter().flatten() {
        let fails = match word.as_str() {
            "$ref" => {
                let path = rule.as_str().unwrap().trim_start_matches('#');
                check(root, root.pointer(path).unwrap(), value, at, found);
                false
            }
            "type" => !types(rule).iter().any(|t| is(value, t)),
            "const" => rule != value,
            "enum" => !rule.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_some_and(|n| n < rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_some_and(|n| n > rule.as_f64().unwrap()),
            "maxItems" => value.as_array().is_some_and(|a| a.len() as u64 > rule.as_u64().unwrap()),
            "oneOf" | "anyOf" => {
                let fits = |s: &&Value| departures_in(root, s, value, at).is_empty();
                rule.as_array().unwrap().iter().filter(fits).count() != 1
            }
            "required" => types(rule).iter().any(|name| value.get(name).is_none()),
            "items" => {
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{at}[{i}]"), found);
                }
                false
            }
            "properties" => {
                for (name, item) in value.as_object().into_iter().flatten() {
                    match rule.get(name) {
                        Some(rule) => check(root, rule, item, &format!("{at}.{name}"), found),
                        None => found.push(format!("{at}.{name} is not published")),
                    }
                }
                false
            }
            "$schema" | "$defs" | "title" | "description" => false,
            other => panic!("this test does not know '{other}'"),
        };
        if fails {
            found.push(format!("{at} = {value} fails {word} {rule}"));
        }
    }
}

fn departures_in(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    check(root, schema, value, at, &mut found);
    found
}

/// One word or a list of them.
fn types(rule: &Value) -> Vec<&str> {
    match rule {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
