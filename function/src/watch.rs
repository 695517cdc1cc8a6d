//! What the hourly look at unread requests writes: one line, from which CloudWatch takes two figures.
//!
//! In: what is waiting in a table. Out: JSON in CloudWatch's embedded metric format. It knows numbers and the table's
//! name, and nothing about a request.

use jiff::Timestamp;
use serde_json::json;

use store::dynamodb::Waiting;

/// The namespace of the figures, which the alarm looks for.
pub const NAMESPACE: &str = "MobilityMatchmaking";

/// The line that tells what was waiting in a table at a moment. With nothing unread, the oldest has waited for no time:
/// a figure each hour is how the alarm knows that somebody looks.
pub fn line(waiting: Waiting, table: &str, now: Timestamp) -> String {
    let hours = waiting.oldest.map_or(0.0, |oldest| now.duration_since(oldest).as_secs_f64().max(0.0) / 3600.0);
    let line = json!({
        "level": "INFO",
        "message": "unread requests",
        "Table": table,
        "OldestUnreadHours": (hours * 100.0).round() / 100.0,
        "Unread": waiting.unread,
        "_aws": {
            "Timestamp": now.as_millisecond(),
            "CloudWatchMetrics": [{
                "Namespace": NAMESPACE,
                "Dimensions": [["Table"]],
                "Metrics": [
                    { "Name": "OldestUnreadHours", "Unit": "None" },
                    { "Name": "Unread", "Unit": "Count" },
                ],
            }],
        },
    });
    line.to_string()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::{Value, json};

    use super::line;
    use store::dynamodb::Waiting;

    fn metrics(waiting: Waiting) -> Value {
        let now: Timestamp = "2026-11-23T08:30:00Z".parse().expect("a moment");
        serde_json::from_str(&line(waiting, "requests", now)).expect("JSON")
    }

    #[test]
    fn the_figures_are_named_where_they_are_declared() {
        let metrics = metrics(Waiting { unread: 3, oldest: "2026-11-20T08:15:00Z".parse().ok() });
        assert_eq!((&metrics["OldestUnreadHours"], &metrics["Unread"]), (&json!(72.25), &json!(3)));
        let directive = &metrics["_aws"]["CloudWatchMetrics"][0];
        for name in directive["Metrics"].as_array().expect("metrics").iter().map(|metric| &metric["Name"]) {
            assert!(metrics[name.as_str().expect("a name")].is_number(), "{name}");
        }
        assert_eq!(metrics[directive["Dimensions"][0][0].as_str().expect("a name")], "requests");
        assert_eq!(metrics["_aws"]["Timestamp"], 1_795_422_600_000_i64);
    }

    #[test]
    fn with_nothing_unread_there_is_a_figure_too() {
        let metrics = metrics(Waiting::default());
        assert_eq!((&metrics["OldestUnreadHours"], &metrics["Unread"]), (&json!(0.0), &json!(0)));
    }

    #[test]
    fn a_clock_that_lags_behind_makes_no_negative_wait() {
        let metrics = metrics(Waiting { unread: 1, oldest: "2026-11-23T08:31:00Z".parse().ok() });
        assert_eq!(metrics["OldestUnreadHours"], json!(0.0));
    }
}
