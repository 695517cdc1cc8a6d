//! The figures that CloudWatch takes from a line: its embedded metric format.
//!
//! In: the fields of an event of [`super::TARGET`]. Out: the member `_aws` and the members it points to. Each name times
//! each value of a dimension is paid for, so there are few: counts by form, times without a dimension.

use serde_json::{Map, Value, json};

/// The namespace of all figures.
pub const NAMESPACE: &str = "MobilityMatchmaking";

/// The dimension of counts.
const FORM: &str = "Form";

/// The figure that counts an outcome.
fn count_of(outcome: &str) -> &'static str {
    match outcome {
        "stored" => "Stored",
        "again" => "Again",
        "invalid" => "Invalid",
        "unavailable" => "Unavailable",
        "failed" => "Failed",
        _ => "Refused",
    }
}

/// Adds the figures of a line, if it tells of a submission.
pub(super) fn add(line: &mut Map<String, Value>, now_milliseconds: i64) {
    let Some(outcome) = line.get("outcome").and_then(Value::as_str) else { return };
    let count = count_of(outcome);
    let metric = |name: &str, unit: &str| json!({ "Name": name, "Unit": unit });

    let mut dimensions = vec![json!([])];
    if let Some(form) = line.get("form").cloned() {
        dimensions.push(json!([FORM]));
        line.insert(FORM.to_owned(), form);
    }
    line.insert(count.to_owned(), json!(1));
    let mut directives =
        vec![json!({ "Namespace": NAMESPACE, "Dimensions": dimensions, "Metrics": [metric(count, "Count")] })];

    let times: Vec<Value> =
        [("store_milliseconds", "StoreMilliseconds"), ("handler_milliseconds", "HandlerMilliseconds")]
            .into_iter()
            .filter_map(|(field, name)| {
                let time = line.get(field)?.clone();
                line.insert(name.to_owned(), time);
                Some(metric(name, "Milliseconds"))
            })
            .collect();
    if !times.is_empty() {
        directives.push(json!({ "Namespace": NAMESPACE, "Dimensions": [[]], "Metrics": times }));
    }
    line.insert("_aws".to_owned(), json!({ "Timestamp": now_milliseconds, "CloudWatchMetrics": directives }));
}
