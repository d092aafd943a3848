//! The description of the API, tried: every example in it is asked, every answer is checked against it.

use serde_json::Value;

use crate::sample::get;
use crate::schema::misfits;

/// The path and query of every example of an operation: with what is required, then with each other parameter too, then
/// with all.
fn examples(path: &str, operation: &Value) -> Vec<String> {
    let parameters: Vec<&Value> = operation["parameters"].as_array().into_iter().flatten().collect();
    let mut path = path.to_owned();
    let (mut required, mut optional) = (Vec::new(), Vec::new());
    for parameter in parameters {
        let name = parameter["name"].as_str().unwrap();
        let values: Vec<String> = match &parameter["example"] {
            Value::Array(values) => values.iter().map(text).collect(),
            Value::Null => Vec::new(),
            value => vec![text(value)],
        };
        assert!(!values.is_empty() || name == "cursor", "{path}: {name} has no example");
        let pairs = values.into_iter().map(|value| (name, value));
        match (parameter["in"].as_str().unwrap(), parameter["required"].as_bool()) {
            ("path", _) => pairs.for_each(|(name, value)| path = path.replace(&format!("{{{name}}}"), &value)),
            (_, Some(true)) => required.extend(pairs),
            _ => optional.push(pairs.collect::<Vec<_>>()),
        }
    }
    let each = optional.iter().map(|more| [required.clone(), more.clone()].concat());
    let all = [required.clone(), optional.concat()].concat();
    let queries = std::iter::once(required.clone()).chain(each).chain(std::iter::once(all));
    let with = |pairs: Vec<(&str, String)>| {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        if query.is_empty() { path.clone() } else { format!("{path}?{query}") }
    };
    queries.map(with).collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn every_example_is_answered_as_described() {
    let description = get("/openapi.json").json();
    assert_eq!(description["openapi"], "3.1.0");
    let mut asked = 0;
    for (path, item) in description["paths"].as_object().unwrap() {
        // What changes the collection is tried in `desk`.
        let operation = &item["get"];
        if operation.is_null() || !operation["security"].is_null() {
            continue;
        }
        let described = operation["responses"]["200"]["content"].as_object().unwrap();
        let (media_type, content) = described.iter().next().unwrap();
        for example in examples(path, operation) {
            let answer = get(&example);
            assert_eq!(answer.status, 200, "{example}: {}", answer.body);
            assert!(answer.header("content-type").starts_with(media_type.as_str()), "{example}");
            if media_type == "application/json" {
                let wrong = misfits(&description, &content["schema"], &answer.json(), "");
                assert!(wrong.is_empty(), "{example}: {wrong:?}");
            }
            asked += 1;
        }
    }
    assert!(asked > 15, "only {asked} examples");
}

#[test]
fn a_problem_is_as_described() {
    let description = get("/openapi.json").json();
    let schema = &description["components"]["schemas"]["Problem"];
    for path in ["/api/v1/search?q=%22open", "/api/v1/search?q=a&limit=0", "/api/v1/passages/none"] {
        let wrong = misfits(&description, schema, &get(path).json(), "");
        assert!(wrong.is_empty(), "{path}: {wrong:?}");
    }
}

#[test]
fn every_address_of_the_api_is_described() {
    let description = get("/openapi.json").json();
    for path in ["/api/v1/search", "/api/v1/documents", "/health/live", "/health/ready", "/metrics", "/openapi.json"] {
        assert!(!description["paths"][path]["get"].is_null(), "{path}");
    }
    let items = description["paths"].as_object().unwrap().values();
    for operation in items.flat_map(|item| item.as_object().unwrap().values()) {
        assert!(operation["summary"].is_string() && operation["operationId"].is_string(), "{operation}");
    }
}
