//! Reports: tables, a person's data, what goes when, the figures of a year; and to erase.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use domain::case::retention::Retention;
use domain::case::{Action, HostContact, Introduction, Reference, Reminders};
use domain::text::{LanguageTag, Slug};
use store::{CaseStore, Change, Page, SubmissionSink};

use super::{app_with_a_wish, get, post};
use crate::support::{Answer, TestApp, deadlines, now, submission};

/// A file, as the form on the page of reports orders it.
async fn export(app: &TestApp, fields: &[(&str, &str)]) -> Answer {
    post(app, "/desk/reports/export", fields).await
}

async fn introduce(app: &TestApp, reference: &Reference, version: u64, email: &str) {
    let host = HostContact {
        organisation: "TestApp of Lace".into(),
        name: "Marked Host".into(),
        email: email.into(),
        language: LanguageTag::english(),
    };
    let step = Action::Introduce(Introduction::new(Slug::parse("lace-week").expect("a slug"), host));
    let (retention, reminders) = (Retention::default(), Reminders::default());
    let change = Change { step, by: Some("Marta".into()), at: now(), retention, reminders };
    app.store.change(reference, version, change).await.expect("a change");
}

#[tokio::test]
async fn a_table_has_a_line_a_request_no_person_and_no_formula() {
    let (app, reference) = app_with_a_wish(&[("organisation.name", "=cmd|' /C calc'!A0")]).await;
    let table = export(&app, &[]).await;
    assert_eq!(table.status, StatusCode::OK);
    assert!(table.header("content-disposition").contains("filename=\"requests-2026-11-26.csv\""));
    let lines: Vec<&str> =
        table.body.strip_prefix('\u{feff}').expect("the mark of UTF-8").split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].starts_with(&format!("\"{reference}\",\"find-a-host\",\"new\",\"2026-11-23\"")), "{}", lines[1]);
    assert!(lines[1].contains("\"'=cmd|' /C calc'!A0\""), "{}", lines[1]);
    for private in ["Anna", "example.org", "apprentices"] {
        assert!(!table.body.contains(private), "{private}");
    }
    let whole = export(&app, &[("format", "semicolon"), ("personal", "yes")]).await;
    assert!(whole.body.contains("\"Anna Peeters\";") && whole.header("content-disposition").contains("-personal-"));
    let json = export(&app, &[("format", "json"), ("personal", "yes")]).await.json();
    assert_eq!(json[0]["contact_email"], "anna@example.org");
    assert_eq!((json[0]["days_min"].as_i64(), json[0]["minors"].as_bool()), (Some(3), Some(false)));
    assert_eq!(export(&app, &[("status", "odd")]).await.status, StatusCode::NOT_FOUND);
    let followed = get(&app, "/desk/reports/export?personal=yes").await;
    assert_eq!(followed.status, StatusCode::METHOD_NOT_ALLOWED, "no link or other website downloads it");
    assert!(!followed.body.contains("anna@example.org"));
}

#[tokio::test]
async fn a_spreadsheet_keeps_codes_as_text_beside_their_labels() {
    let wish = [("sectors", "0722"), ("organisation.name", "=1+1"), ("organisation.country", "ES")];
    let (app, reference) = app_with_a_wish(&wish).await;
    let file = export(&app, &[("format", "xlsx")]).await;
    assert_eq!(file.header("content-type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assert!(file.header("content-disposition").contains("filename=\"requests-2026-11-26.xlsx\""));
    assert_eq!(file.header("cache-control"), "no-store");
    let (headings, row) = first_row(file);
    let cell = |heading: &str| {
        let column = headings.iter().position(|written| written == heading);
        &row[column.unwrap_or_else(|| panic!("{heading} in {headings:?}"))]
    };
    for (heading, text) in [
        ("reference", reference.as_str()),
        ("form", "find-a-host"),
        ("form_label", "Find a host"),
        ("sectors", "0722"),
        ("sectors_label", "Materials"),
        ("country_label", "Spain"),
        ("organisation", "=1+1"),
        ("languages", "en:B2"),
        ("languages_label", "English B2"),
        ("minors", "no"),
    ] {
        assert_eq!(cell(heading), &Data::String(text.to_owned()), "{heading}");
    }
    assert_eq!(cell("days_min"), &Data::Float(3.0));
    assert!(matches!(cell("received"), Data::DateTime(day) if day.to_ymd_hms_milli().0 == 2026));
    let beside = headings.iter().position(|heading| heading == "sectors").map(|column| headings[column + 1].as_str());
    assert_eq!(beside, Some("sectors_label"));
    assert!(!headings.contains(&"contact_name".to_owned()));
    let (headings, row) = first_row(export(&app, &[("format", "xlsx"), ("personal", "yes")]).await);
    let column = headings.iter().position(|heading| heading == "contact_name").expect("the column");
    assert_eq!(row[column], Data::String("Anna Peeters".to_owned()));
}

#[tokio::test]
async fn labels_stand_behind_all_columns_that_were_there_in_a_csv_file() {
    let (app, _) = app_with_a_wish(&[("sectors", "0722")]).await;
    let table = export(&app, &[("personal", "yes")]).await;
    let lines: Vec<&str> = table.body.split_terminator("\r\n").collect();
    assert!(
        lines[0].contains("\"support_note\",\"share_support_note\",\"form_label\",\"status_label\","),
        "{}",
        lines[0]
    );
    assert!(lines[1].contains("\"0722\"") && lines[1].contains("\"Materials\""), "{}", lines[1]);
}

/// The headings of a spreadsheet, and the first row below them.
fn first_row(file: Answer) -> (Vec<String>, Vec<Data>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("a range");
    let mut rows = sheet.rows();
    let headings = rows.next().expect("headings").iter().map(ToString::to_string).collect();
    (headings, rows.next().expect("a row").to_vec())
}

#[tokio::test]
async fn a_note_about_support_is_personal_whether_a_host_may_read_it_or_not() {
    for (shared, cell) in [("on", "yes"), ("", "no")] {
        let (app, reference) =
            app_with_a_wish(&[("support.note", "A marked wheelchair."), ("share_support_note", shared)]).await;
        introduce(&app, &reference, 1, "host@example.org").await;
        for format in ["csv", "semicolon", "json"] {
            let table = export(&app, &[("format", format)]).await;
            assert_eq!(table.status, StatusCode::OK);
            assert!(!table.body.contains("marked") && !table.body.contains("support_note"), "{}", table.body);
        }
        let whole = export(&app, &[("personal", "yes")]).await.body;
        assert!(whole.contains(&format!("\"A marked wheelchair.\",\"{cell}\"")), "{whole}");
        let year = get(&app, "/desk/reports/years/2026").await.body;
        assert!(!year.contains("marked") && !year.contains("note about support"), "{year}");
        assert!(!format!("{:?}", app.store.tallies(2026).await.expect("an answer")).contains("marked"));
        let found = async || app.store.search("wheelchair", None, now()).await.expect("an answer").rows.len();
        assert_eq!(found().await, 1);
        let erase = format!("/desk/requests/{reference}/erase");
        assert_eq!(post(&app, &erase, &[("version", "2"), ("by", "Marta")]).await.status, StatusCode::OK);
        assert_eq!((found().await, app.store.get(&reference, now()).await.expect("an answer")), (0, None));
    }
}

#[tokio::test]
async fn a_table_has_all_pages_of_a_year_and_nothing_of_another() {
    let app = TestApp::new();
    for (number, year) in (0..Page::SIZE + 20).map(|number| (number, if number % 2 == 0 { 2026 } else { 2025 })) {
        let goal = format!("A goal that is long enough, number {number}.");
        let submission =
            submission(&[("goal", &goal)], &format!("{year}-11-2{}T08:00:{:02}Z", number % 3, number % 60));
        app.store.put(&submission, deadlines(&submission)).await.expect("an answer");
    }
    let count = async |name: &str, value: &str| {
        let json = export(&app, &[("format", "json"), (name, value)]).await.json();
        json.as_array().expect("a list").len()
    };
    assert_eq!(count("year", "").await, Page::SIZE + 20);
    assert_eq!((count("year", "2026").await, count("year", "2025").await, count("year", "2024").await), (35, 35, 0));
    assert_eq!((count("status", "completed").await, count("form", "join").await), (0, 0));
}

#[tokio::test]
async fn a_person_sees_everything_about_them_and_nothing_about_others() {
    let (app, reference) = app_with_a_wish(&[]).await;
    introduce(&app, &reference, 1, "marked-host@example.org").await;
    let ask = async |email: &str, act: &str| post(&app, "/desk/reports/person", &[("email", email), ("do", act)]).await;

    let own = ask("Anna@Example.org", "show").await;
    assert!(own.body.contains("several companies") && own.body.contains(reference.as_str()), "{}", own.body);
    assert!(!own.body.contains('⟦'));
    let file = ask("anna@example.org", "download").await;
    assert!(file.header("content-disposition").contains("person-2026-11-26.json"));
    assert_eq!(file.json()["sent"][0]["submission"]["request"]["contact"]["name"], "Anna Peeters");
    assert!(!file.body.contains("Marked Host"), "the host's person is another person: {}", file.body);

    let host = ask("marked-host@example.org", "show").await;
    assert!(
        host.body.contains("Marked Host") && !host.body.contains("Anna") && !host.body.contains("several companies")
    );
    let file = ask("marked-host@example.org", "download").await;
    assert_eq!(file.json()["named_as_host_contact"][0]["host_contact"]["name"], "Marked Host");
    assert!(!file.body.contains("Anna") && file.json()["sent"].as_array().is_some_and(Vec::is_empty));

    assert!(ask("nobody@example.org", "show").await.body.contains("Nothing is stored for this address."));
}

#[tokio::test]
async fn erasing_takes_two_steps_and_leaves_numbers_alone() {
    let (app, reference) = app_with_a_wish(&[]).await;
    introduce(&app, &reference, 1, "host@example.org").await;
    let address = format!("/desk/requests/{reference}/erase");
    let page = get(&app, &address).await;
    assert!(!page.body.contains("one request matched"), "no host has answered");
    let (retention, reminders) = (Retention::default(), Reminders::default());
    let answered = Change { step: Action::RecordAnswer, by: None, at: now(), retention, reminders };
    app.store.change(&reference, 2, answered).await.expect("a change");
    let page = get(&app, &address).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("one request received in 2026") && page.body.contains("one request matched in 2026"));
    let there = async || app.store.get(&reference, now()).await.expect("an answer").is_some();
    assert!(there().await, "to look changes nothing");
    for (fields, status) in [
        ([("version", "1"), ("by", "Marta")], StatusCode::CONFLICT),
        ([("version", "3"), ("by", "")], StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(post(&app, &address, &fields).await.status, status);
        assert!(there().await);
    }
    let done = post(&app, &address, &[("version", "3"), ("by", "Marta")]).await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(done.body.contains(&format!("{reference} is erased")) && !there().await);
    assert!(app.store.timeline(&reference, now()).await.expect("an answer").is_empty());
    assert!(app.store.sent_by("host@example.org", now()).await.expect("an answer").is_empty());
    assert!(app.store.search("crafts", None, now()).await.expect("an answer").rows.is_empty());
    assert_eq!(app.store.tallies(2026).await.expect("an answer").len(), 1, "the count stays");
    assert_eq!(post(&app, &address, &[("version", "3"), ("by", "Marta")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_goes_soon_is_told_before() {
    let app = TestApp::new();
    let old = submission(&[], "2025-07-01T08:00:00Z");
    app.store.put(&old, deadlines(&old)).await.expect("an answer");
    let page = get(&app, "/desk/reports").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(old.reference.as_str()) && page.body.contains("still open"), "{}", page.body);
    assert!(page.body.contains("<b>1</b> within 30 days") && !page.body.contains('⟦'));
    let (app, reference) = app_with_a_wish(&[]).await;
    let page = get(&app, "/desk/reports").await;
    assert!(
        page.body.contains("No request will be erased in the next 90 days.") && !page.body.contains(reference.as_str())
    );
}

#[tokio::test]
async fn the_figures_of_a_year_are_counted() {
    let (app, _) = app_with_a_wish(&[]).await;
    let page = get(&app, "/desk/reports/years/2026").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Figures of 2026") && page.body.contains("No visit of 2026 is recorded as completed."));
    for counts in [
        "Each request once.",
        "A request counts once, however many hosts were asked.",
        "Declined because no host was suitable.",
    ] {
        assert!(page.body.contains(counts), "{counts}");
    }
    assert!(!page.body.contains('⟦') && !page.body.contains("<pre"));
    assert_eq!(get(&app, "/desk/reports/years/1999").await.status, StatusCode::NOT_FOUND);
}
