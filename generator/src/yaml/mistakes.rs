//! Mistakes as editors make them, each at the place where it begins.

use std::time::{Duration, Instant};

use super::read;

/// Codes of faults with their line and column.
fn told(text: &str) -> Vec<(&'static str, usize, usize)> {
    let (_, found) = read(text);
    found.iter().map(|(fault, position)| (fault.code(), position.line, position.column)).collect()
}

#[test]
fn what_is_never_closed_is_told_where_it_opens() {
    for (text, line, column) in [
        ("a: 1\ntitle: \"Quay\nsummary: x\nplace: y\n", 2, 8),
        ("a: 1\ntitle: 'Quay\nsummary: x\n", 2, 8),
        ("a: 1\ntitle: \"Quay\nsummary: \"A day\"\nplace: y\n", 2, 8),
        ("a: 1\ntitle: 'Quay\nplace: z\nsummary: 'A day'\n", 2, 8),
        ("a: 1\nb: 2\nactivities: [job-shadowing\naudiences: x\n", 3, 13),
        ("a: 1\nactivities: [x\n", 2, 13),
        ("a: 1\ngroup: {min: 1, max: 2\nb: 3\n", 2, 8),
        ("hosts:\n  - {organisation: \"A, region: B}\nplace: y\n", 2, 20),
    ] {
        assert_eq!(told(text), [("syntax", line, column)], "{text}");
    }
}

#[test]
fn a_mark_within_a_text_is_told_where_it_ends_the_text() {
    for (text, line, column) in [
        ("a: 1\ntitle: 'Visit to l'Escola'\nsummary: x\n", 2, 19),
        ("title: 'Visit to l'Escola'\n", 1, 19),
        ("title: 'L'Escola i l'altra'\nb: 1\n", 1, 10),
        ("title: 'Don't do'\nb: 'x'\n", 1, 12),
        ("title: 'Amics de l' Escola'\nb: 1\n", 1, 19),
        ("title: 'Visit to l'Escola\nb: 1\n", 1, 19),
        ("title: \"The \"old\" quay\"\nb: 1\n", 1, 13),
        ("title: \"Quay\", the old one\nb: 1\n", 1, 13),
        ("a:\n  - 'one'\n  - 'l'Escola'\n  - 'two'\n", 3, 7),
        ("a:\n- name: 'l'Escola'\n  place: x\n", 2, 11),
        ("host:\n  place: x\n  name: 'Amics de l'Escola'\nb: 1\n", 3, 20),
        ("a: ['one', 'l'Escola', 'two']\nb: 1\n", 1, 14),
        ("a: [\n  'one',\n  'l'Escola',\n  'two'\n]\nb: 1\n", 3, 5),
        ("a: [\n  \"one\",\n  \"the \"old\" one\",\n]\nb: 1\n", 3, 8),
        ("a: {name: 'l'Escola', place: x}\n", 1, 13),
        ("a: {es: 'Mar', ca: 'l'Escola'}\nb: 1\n", 1, 22),
        ("summary: 'A long text\n  with l'Escola in it'\nb: 1\n", 2, 9),
        ("summary: |\n  It's \"fine\" here.\ntitle: 'l'Escola'\n", 3, 10),
        ("summary: It's fine\ntitle: 'l'Escola'\n", 2, 10),
        ("b: 'it''s'\ntitle: \"Sant \\\"Jordi\\\"\"\nc: 'l'Escola'\n", 3, 6),
    ] {
        assert_eq!(told(text), [("early-quote", line, column)], "{text}");
        let windows = text.replace('\n', "\r\n");
        assert_eq!(told(&windows), [("early-quote", line, column)], "{windows:?}");
    }
    for fine in ["a: 'it''s'\n", "a: \"x\"  # y\n", "'a': \"b\"\n", "a: ['x' , \"y\"]\n", "a: It's \"so\"\n"] {
        assert_eq!(told(fine), [], "{fine}");
    }
    assert!(read("a: 'l'Escola'\n").1[0].0.help().contains("''"));
    assert!(read("a: \"l\"Escola\"\n").1[0].0.help().contains("\\\""));
}

#[test]
fn a_colon_without_a_blank_is_told_on_its_line() {
    for (text, line, column) in [
        ("title:Text\nsummary: x\n", 1, 1),
        ("a: 1\ntitle:Text\nsummary: x\n", 2, 1),
        ("a: 1\nsummary: x\ntitle:Text\n", 3, 1),
        ("host:\n  name:College\n  kind: x\n", 2, 3),
        ("host:\n  kind: x\n  name:College\nb: 1\n", 3, 3),
    ] {
        assert_eq!(told(text), [("syntax", line, column)], "{text}");
    }
    assert_eq!(read("a: https://example.org/\nb: x:y\n").1, []);
}

#[test]
fn a_second_key_is_told_with_the_line_of_the_first() {
    let (node, found) = read("title: Quay\nhost:\n  name: A\n  place: B\n  name: C\n");
    assert!(node.is_none());
    assert_eq!(found[0].0.to_string(), "the key `name` is given twice; the first is on line 3");
    assert_eq!(told("title: Quay\nhost:\n  name: A\n  place: B\n  name: C\n"), [("duplicate-key", 5, 3)]);
    assert_eq!(told("a: {b: 1, c: 2, b: 3}\na: 2\n"), [("duplicate-key", 1, 17), ("duplicate-key", 2, 1)]);
}

#[test]
fn characters_nobody_sees_have_a_line_a_column_and_a_name() {
    let (node, found) = read("title: Quay\nsummary: A\u{b}day\u{1}\n");
    assert!(node.is_some(), "the rest is read");
    assert_eq!(
        told("title: Quay\nsummary: A\u{b}day\u{1}\n"),
        [("control-character", 2, 11), ("control-character", 2, 15)]
    );
    assert!(found[1].0.to_string().contains("U+0001 (START OF HEADING)"), "{}", found[1].0);
}

#[test]
fn indentation_is_made_of_spaces() {
    assert_eq!(told("host:\n\u{a0}\u{a0}name: A\n"), [("indentation", 2, 1)]);
    assert_eq!(told("host:\n  name: A\n \u{a0}place: B\n"), [("indentation", 3, 2)]);
    assert_eq!(told("host:\n\tname: A\n"), [("indentation", 2, 1)]);
    assert_eq!(told("host:\n  \tname: A\n"), [("indentation", 2, 3)]);
}

#[test]
fn what_yaml_has_and_content_has_not_is_told() {
    assert_eq!(told("a: !!python/object:x.y {}\n"), [("yaml-feature", 1, 4)]);
    assert_eq!(told("a: !own x\n"), [("yaml-feature", 1, 4)]);
    assert_eq!(told("a: &b x\nc: *b\n"), [("yaml-feature", 1, 4), ("yaml-feature", 2, 4)]);
    assert_eq!(told("a: &b {c: d}\ne:\n  <<: *b\n").len(), 3);
}

#[test]
fn numbers_are_in_plain_digits() {
    for number in ["0x10", "+3", "1e3", "0o7", "1_000", ".inf", "-.INF", ".nan", "0b11", "1.5E3"] {
        assert_eq!(told(&format!("a: {number}\n")), [("number-notation", 1, 4)], "{number}");
        assert_eq!(told(&format!("a: \"{number}\"\n")), [], "{number}");
    }
    assert_eq!(told("a: {min: 0x2, max: 3}\nb: [1, +2]\n"), [("number-notation", 1, 10), ("number-notation", 2, 8)]);
    for fine in ["3", "-3", "3.5", "2027-03-01", "job-shadowing", "12:30", "1e", "e3", "041"] {
        assert_eq!(told(&format!("a: {fine}\nb: \"\\t\"\n")), [], "{fine}");
    }
}

#[test]
fn a_text_that_a_sign_cuts_off_is_told() {
    assert_eq!(told("a: 1\ntitle: My #1 visit\n"), [("cut-by-comment", 2, 11)]);
    assert_eq!(told("title: My # 1 visit\n"), [("cut-by-comment", 1, 11)]);
    assert_eq!(told("a:\n  - Our #vet week\n"), [("cut-by-comment", 2, 9)]);
    for fine in ["a: x   # a comment\n", "a: \"My #1\"\n", "a: C#\n", "a: [x] # 1\n", "a: x ## two\n", "#1\na: x\n"] {
        assert_eq!(told(fine), [], "{fine}");
    }
}

#[test]
fn a_text_that_takes_long_to_read_is_answered_at_once() {
    let started = Instant::now();
    for text in [
        format!("a: {}\n", "[".repeat(100_000)),
        format!("a: {}\n", "{a: ".repeat(100_000)),
        format!("a:\n  {}x\n", "- ".repeat(100_000)),
    ] {
        assert_eq!(told(&text).iter().map(|(code, ..)| *code).collect::<Vec<_>>(), ["too-deep"]);
    }
    assert_eq!(told(&format!("a: {}\nb: \"\\t\"\n", "word ".repeat(400_000))), []);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}
