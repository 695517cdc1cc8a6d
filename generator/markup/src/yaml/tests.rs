//! Mistakes as editors make them, each at the place where it begins.

use std::time::{Duration, Instant};

use super::read;

/// Codes of faults with their line and column.
fn mistakes_in(text: &str) -> Vec<(&'static str, usize, usize)> {
    let (_, mistakes) = read(text);
    mistakes.iter().map(|(kind, position)| (kind.code(), position.line, position.column)).collect()
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
        assert_eq!(mistakes_in(text), [("syntax", line, column)], "{text}");
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
        assert_eq!(mistakes_in(text), [("early-quote", line, column)], "{text}");
    }
    for fine in ["a: 'it''s'\n", "a: \"x\"  # y\n", "'a': \"b\"\n", "a: ['x' , \"y\"]\n", "a: It's \"so\"\n"] {
        assert_eq!(mistakes_in(fine), [], "{fine}");
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
        assert_eq!(mistakes_in(text), [("syntax", line, column)], "{text}");
    }
    assert_eq!(read("a: https://example.org/\nb: x:y\n").1, []);
}

/// What is said of a text with one mistake, and where.
fn said(text: &str) -> (String, usize, usize) {
    let (_, found) = read(text);
    let [(kind, position)] = &found[..] else { panic!("{text:?}: {found:?}") };
    (kind.to_string(), position.line, position.column)
}

#[test]
fn a_list_that_is_no_list_is_told_at_its_line() {
    let glued = "a blank is missing behind the dash";
    let bullet = "begin with a dash and a blank (`- `)";
    let far = "indented too far";
    for (text, sentence, line, column) in [
        ("a:\n  -one\n  -two\nb: 1\n", glued, 2, 3),
        ("a:\n  - one\n  -two\nb: 1\n", glued, 3, 3),
        ("a:\n  -{b: 1, c: 2}\nc: 1\n", glued, 2, 3),
        ("a:\n  - b: 1\n  -b: 2\nc: 1\n", glued, 3, 3),
        ("a:\n  - one\n  * two\n", bullet, 3, 3),
        ("a:\n  * one\n  * two\n", bullet, 2, 3),
        ("a:\n  - one\n  • two\n", bullet, 3, 3),
        ("a:\n  - one\n  – two\nb: 1\n", bullet, 3, 3),
        ("a:\n  - one\n    - two\n  - three\nb: 1\n", far, 3, 5),
        ("a: one\n  - two\nb: 1\n", far, 2, 3),
    ] {
        let (said, at_line, at_column) = said(text);
        assert!(said.contains(sentence), "{text:?}: {said}");
        assert_eq!((at_line, at_column), (line, column), "{text:?}");
    }
    for fine in [
        "a:\n  - one -two\n  - \"-three\"\nb: -5\n",
        "a:\n- one\n- two\n",
        "a:\n  - b: 1\n    c:\n      - x\n",
        "a: one\n  two - three\n",
    ] {
        assert_eq!(mistakes_in(fine), [], "{fine}");
    }
}

#[test]
fn a_line_at_the_wrong_depth_is_told_at_its_first_word() {
    for (text, sentence, line, column) in [
        ("a: 1\n b: 2\n", "indented further", 2, 2),
        ("a: x\n b: y\n", "indented further", 2, 2),
        ("h:\n  a: x\n   b: y\n", "indented further", 3, 4),
        ("h:\n  a: x\n b: y\n", "like no group", 3, 2),
        ("h:\n  - x\n - y\nb: 1\n", "like no group", 3, 2),
    ] {
        let (said, at_line, at_column) = said(text);
        assert!(said.contains(sentence), "{text:?}: {said}");
        assert_eq!((at_line, at_column), (line, column), "{text:?}");
    }
}

#[test]
fn signs_that_yaml_needs_for_itself_are_told_with_what_to_do() {
    for (text, sentence, line, column) in [
        ("a: 1\ntitle: Quay: the old one\n", "`: `", 2, 12),
        ("a: @quay\n", "begins with @", 1, 4),
        ("a: `quay`\n", "begins with `", 1, 4),
        ("a: %quay\n", "begins with %", 1, 4),
        ("a: 1\nb: [x, y]]\nc: 1\n", "no bracket is open that this ]", 2, 10),
        ("a: {b: 1}}\nc: 1\n", "no bracket is open that this }", 1, 10),
        ("a: {b: 1 c: 2}\nd: 1\n", "a comma is missing", 1, 4),
        ("a: \"C:\\Users\\new\"\nb: 1\n", "a backslash", 1, 7),
        ("a: \"C:\\temp\"\nb: 1\n", "a backslash", 1, 7),
        ("a: \"one\\done\"\nb: 1\n", "a backslash", 1, 8),
        ("a: 1\n---\nb: 2\n", "a second document", 2, 1),
        ("# x\n---\na: 1\n--- \nb: 2\n", "a second document", 4, 1),
        ("a: 1\n...\n---\nb: 2\n", "a second document", 2, 1),
        ("a: 1\n[b, c]: 2\n", "a key is a word", 2, 1),
        ("a:\u{a0}1\nb: 2\n", "special one", 1, 1),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n", "two versions", 2, 1),
    ] {
        let (said, at_line, at_column) = said(text);
        assert!(said.contains(sentence), "{text:?}: {said}");
        assert_eq!((at_line, at_column), (line, column), "{text:?}");
    }
    for fine in
        ["---\na: 1\n", "a: 1\n...\n", "a: C:\\temp\n", "a: \"C:\\\\temp\"\n", "a: 'C:\\temp'\n", "a: \"x\\ny\"\n"]
    {
        assert_eq!(mistakes_in(fine), [], "{fine}");
    }
}

#[test]
fn a_second_key_is_told_with_the_line_of_the_first() {
    let (node, found) = read("title: Quay\nhost:\n  name: A\n  place: B\n  name: C\n");
    assert!(node.is_none());
    assert_eq!(found[0].0.to_string(), "the key `name` is given twice; the first is on line 3");
    assert_eq!(mistakes_in("title: Quay\nhost:\n  name: A\n  place: B\n  name: C\n"), [("duplicate-key", 5, 3)]);
    assert_eq!(mistakes_in("a: {b: 1, c: 2, b: 3}\na: 2\n"), [("duplicate-key", 1, 17), ("duplicate-key", 2, 1)]);
}

#[test]
fn characters_nobody_sees_have_a_line_a_column_and_a_name() {
    let (node, found) = read("title: Quay\nsummary: A\u{b}day\u{1}\n");
    assert!(node.is_some(), "the rest is read");
    assert_eq!(
        mistakes_in("title: Quay\nsummary: A\u{b}day\u{1}\n"),
        [("control-character", 2, 11), ("control-character", 2, 15)]
    );
    assert!(found[1].0.to_string().contains("U+0001 (START OF HEADING)"), "{}", found[1].0);
}

#[test]
fn characters_in_keys_and_those_that_end_lines_keep_the_places_right() {
    assert_eq!(mistakes_in("a: 1\n\u{200b}b: 2\nc: 3\n"), [("control-character", 2, 1)]);
    assert_eq!(mistakes_in("a: 1\nmin\u{200b}ors: 2\n"), [("control-character", 2, 4)]);
    assert_eq!(mistakes_in("a: 1\n\u{feff}b: 2\n"), [("control-character", 2, 1)]);
    for ends_a_line in ['\u{85}', '\u{2028}', '\u{2029}'] {
        assert_eq!(
            mistakes_in(&format!("a: x{ends_a_line}y\nb: 0x1\n")),
            [("control-character", 1, 5), ("number-notation", 2, 4)]
        );
    }
    assert_eq!(mistakes_in("a: \u{1f469}\u{200d}\u{1f393} x\n"), []);
}

#[test]
fn indentation_is_made_of_spaces() {
    assert_eq!(mistakes_in("host:\n\u{a0}\u{a0}name: A\n"), [("indentation", 2, 1)]);
    assert_eq!(mistakes_in("host:\n  name: A\n \u{a0}place: B\n"), [("indentation", 3, 2)]);
    assert_eq!(mistakes_in("host:\n\tname: A\n"), [("indentation", 2, 1)]);
    assert_eq!(mistakes_in("host:\n  \tname: A\n"), [("indentation", 2, 3)]);
}

#[test]
fn what_yaml_has_and_content_has_not_is_told() {
    assert_eq!(mistakes_in("a: !!python/object:x.y {}\n"), [("yaml-feature", 1, 4)]);
    assert_eq!(mistakes_in("a: !own x\n"), [("yaml-feature", 1, 4)]);
    assert_eq!(mistakes_in("a: &b x\nc: *b\n"), [("yaml-feature", 1, 4), ("yaml-feature", 2, 4)]);
    assert_eq!(mistakes_in("a: &b {c: d}\ne:\n  <<: *b\n").len(), 3);
}

#[test]
fn numbers_are_in_plain_digits() {
    for number in ["0x10", "+3", "1e3", "0o7", "1_000", ".inf", "-.INF", ".nan", "0b11", "1.5E3"] {
        assert_eq!(mistakes_in(&format!("a: {number}\n")), [("number-notation", 1, 4)], "{number}");
        assert_eq!(mistakes_in(&format!("a: \"{number}\"\n")), [], "{number}");
    }
    assert_eq!(
        mistakes_in("a: {min: 0x2, max: 3}\nb: [1, +2]\n"),
        [("number-notation", 1, 10), ("number-notation", 2, 8)]
    );
    for fine in ["3", "-3", "3.5", "2027-03-01", "job-shadowing", "12:30", "1e", "e3", "041"] {
        assert_eq!(mistakes_in(&format!("a: {fine}\nb: \"\\t\"\n")), [], "{fine}");
    }
}

#[test]
fn a_text_that_a_sign_cuts_off_is_told() {
    assert_eq!(mistakes_in("a: 1\ntitle: My #1 visit\n"), [("cut-by-comment", 2, 11)]);
    assert_eq!(mistakes_in("title: My # 1 visit\n"), [("cut-by-comment", 1, 11)]);
    assert_eq!(mistakes_in("a:\n  - Our #vet week\n"), [("cut-by-comment", 2, 9)]);
    for fine in ["a: x   # a comment\n", "a: \"My #1\"\n", "a: C#\n", "a: [x] # 1\n", "a: x ## two\n", "#1\na: x\n"] {
        assert_eq!(mistakes_in(fine), [], "{fine}");
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
        assert_eq!(mistakes_in(&text).iter().map(|(code, ..)| *code).collect::<Vec<_>>(), ["too-deep"]);
    }
    assert_eq!(mistakes_in(&format!("a: {}\nb: \"\\t\"\n", "word ".repeat(400_000))), []);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}
