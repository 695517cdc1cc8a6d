//! The figures of the years: what an editor writes, and what anybody can read of it on the page and in the data.

use scraper::{Html, Selector};
use serde_json::Value;
use tests::TestSite;

const YEAR: &str = "\
activities:
  - {activity: job-shadowing, mobilities: 9, staff: 31, learners: 0, fewer_opportunities: 2}
  - {activity: study-visit, mobilities: 2, staff: 3, learners: 0, fewer_opportunities: 1}
  - {activity: vet-short-term, mobilities: 38, staff: 0, learners: 38, fewer_opportunities: 0}
hosts:
  - {country: ES, mobilities: 31, participants: 41}
  - {country: SE, mobilities: 18, participants: 31}
vet: {learners: 12000, mobile: 900, source: The regions}
requests: {received: 31, matched: 14, median_days_to_match: 34}
source: The partners
";

fn build(site: &TestSite) -> (String, Value, String) {
    let built = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let data = serde_json::from_str(&site.read("public/data/monitoring.json")).expect("JSON");
    (site.read("public/en/monitoring/index.html"), data, site.read("public/data/monitoring.csv"))
}

fn texts(page: &str, selector: &str) -> Vec<String> {
    let wanted = Selector::parse(selector).expect("a selector");
    let words =
        |element: scraper::ElementRef| element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    Html::parse_document(page).select(&wanted).map(words).collect()
}

#[test]
fn a_year_that_can_not_be_is_told_with_its_line() {
    let site = TestSite::small()
        .with("content/monitoring/2025.yaml", &YEAR.replace("staff: 3,", "staff: 1,").replace("900", "19000"))
        .with("content/monitoring/2024.yaml", &YEAR.replace("study-visit", "job-shadowing").replace("41}", "42}"))
        .with("content/monitoring/2023.yaml", YEAR)
        .with("content/monitoring/2023.yml", YEAR)
        .with("content/monitoring/2027.yaml", &format!("until: 2026-12-31\n{YEAR}"))
        .with("content/monitoring/2022.yaml", &format!("{YEAR}demo: true\n"))
        .with("content/monitoring/last-year.yaml", YEAR);
    insta::assert_snapshot!(site.run(&["check", "--today", "2026-11-23"]).stderr);
}

#[test]
fn small_numbers_are_told_neither_on_the_page_nor_in_the_data() {
    let (page, data, table) = build(&TestSite::small().with("content/monitoring/2025.yaml", YEAR));
    let year = &data["years"][0];
    // Three with fewer opportunities, and three on study visits: neither number is anywhere, nor what it follows from.
    assert_eq!(year["fewer_opportunities"], serde_json::json!({"fewer_than": 5}));
    assert_eq!(year["fewer_opportunities_percent"], Value::Null);
    assert!(table.contains("2025,,false,fewer_opportunities,,,fewer than 5,\r\n"), "{table}");
    assert!(!table.contains("fewer_opportunities_percent"), "{table}");
    assert_eq!(
        texts(&page, "#table-fewer tbody tr"),
        ["2025 72 fewer than 5 not shown"],
        "the share would give the number away"
    );

    let rows: Vec<(String, &Value)> = year["activities"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["codes"].to_string(), &row["participants"]))
        .collect();
    let told: Vec<(&str, i64)> =
        rows.iter().map(|(codes, number)| (codes.as_str(), number.as_i64().expect("a number"))).collect();
    assert_eq!(told, [("[\"vet-short-term\"]", 38), ("[\"job-shadowing\",\"study-visit\"]", 34)]);
    assert!(
        table.contains("activity_participants,job-shadowing study-visit,34,exact,Job shadowing; Study visit\r\n"),
        "{table}"
    );
    assert!(!table.contains("activity_participants,study-visit"), "{table}");
    assert!(texts(&page, ".key").concat().starts_with("Learners Staff"), "both are large enough to be told apart");
    let lines = texts(&page, ".tally tbody tr");
    assert!(lines[1].starts_with("Job shadowing, Study visit Shown together"), "{lines:?}");
    assert!(lines[1].ends_with(" 11 34"), "{lines:?}");
}

#[test]
fn the_tables_beside_the_charts_say_what_the_data_say() {
    let site = TestSite::ours();
    let (page, data, _) = build(&site);
    let years = data["years"].as_array().expect("years");
    let number = |value: &Value| value["count"].as_i64().map(grouped).unwrap_or_default();
    let mark = |year: &Value| if year["demo"] == true { " Demonstration" } else { "" };
    let head = |year: &Value| match year["until"].as_str() {
        Some("2026-09-30") => format!("{} until 30 September 2026{}", year["year"], mark(year)),
        _ => format!("{}{}", year["year"], mark(year)),
    };
    let table = |line: &dyn Fn(&Value) -> String| -> Vec<String> {
        years.iter().rev().map(|year| format!("{} {}", head(year), line(year))).collect()
    };
    assert_eq!(
        texts(&page, "#table-participants tbody tr"),
        table(&|year| ["mobilities", "participants", "learners", "staff"].map(|key| number(&year[key])).join(" "))
    );
    assert_eq!(
        texts(&page, "#table-fewer tbody tr"),
        table(&|year| {
            let (of, part) = (number(&year["participants"]), number(&year["fewer_opportunities"]));
            format!("{of} {part} {} %", year["fewer_opportunities_percent"])
        })
    );
    assert_eq!(
        texts(&page, "#table-vet tbody tr"),
        table(&|year| {
            let vet = &year["vet"];
            format!("{} {} {} %", number(&vet["learners"]), number(&vet["mobile"]), vet["percent"])
        })
    );
    assert_eq!(
        texts(&page, "#table-days tbody tr"),
        table(&|year| {
            let told = &year["requests"];
            format!("{} {} {} {}", told["received"], told["matched"], told["declined"], told["median_days_to_match"])
        })
    );
    // And the charts draw the same numbers, the earliest first.
    let shares: Vec<String> = years.iter().map(|year| format!("{} %", year["fewer_opportunities_percent"])).collect();
    assert_eq!(texts(&page, "svg[aria-labelledby^=chart-fewer] .column-value"), shares);
}

#[test]
fn invented_figures_are_called_so_and_none_are_shown_as_long_as_there_are_none() {
    let (page, data, _) = build(&TestSite::ours());
    assert!(data["years"].as_array().expect("years").iter().all(|year| year["demo"] == true));
    assert!(page.contains("These yearly figures are invented."), "{page}");

    let (page, data, table) = build(&TestSite::small());
    assert_eq!((&data["years"], table.lines().count()), (&Value::Array(Vec::new()), 1));
    assert!(
        page.contains("Partners have not reported a year yet.") && !page.contains("figures are invented"),
        "{page}"
    );
    assert_eq!(texts(&page, ".aims li").len(), 4, "pledges and targets stand without figures too");
}

/// As the page sets large numbers.
fn grouped(number: i64) -> String {
    if number < 10_000 { number.to_string() } else { format!("{} {:03}", number / 1_000, number % 1_000) }
}
