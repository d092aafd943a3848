//! Does a value fit a schema? So much of JSON Schema as the description of the API uses.

use serde_json::Value;

/// What does not fit, with the path to it; empty if all does.
pub fn misfits(description: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = description.pointer(reference.trim_start_matches('#')).expect("a reference leads somewhere");
        return misfits(description, target, value, at);
    }
    for word in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[word].as_array() {
            let fits = choices.iter().any(|choice| misfits(description, choice, value, at).is_empty());
            return if fits { Vec::new() } else { vec![format!("{at}: no choice fits {value}")] };
        }
    }
    let mut wrong = Vec::new();
    if !is_of_type(&schema["type"], value) {
        wrong.push(format!("{at}: {value} is not {}", schema["type"]));
    }
    if schema["enum"].as_array().is_some_and(|allowed| !allowed.contains(value)) {
        wrong.push(format!("{at}: {value} is not one of {}", schema["enum"]));
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        wrong.extend(misfits(description, &schema["items"], item, &format!("{at}[{index}]")));
    }
    wrong.extend(members(description, schema, value, at));
    wrong
}

fn members(description: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let (Some(properties), Some(members)) = (schema["properties"].as_object(), value.as_object()) else {
        return Vec::new();
    };
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let missing = required.filter(|name| !members.contains_key(*name)).map(|name| format!("{at}.{name} is missing"));
    let mut wrong: Vec<String> = missing.collect();
    for (name, member) in members {
        match properties.get(name) {
            Some(schema) => wrong.extend(misfits(description, schema, member, &format!("{at}.{name}"))),
            None => wrong.push(format!("{at}.{name} is not described")),
        }
    }
    wrong
}

fn is_of_type(word: &Value, value: &Value) -> bool {
    let is = |word: &str| match word {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other} is no type"),
    };
    match word {
        Value::String(word) => is(word),
        Value::Array(words) => words.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}
