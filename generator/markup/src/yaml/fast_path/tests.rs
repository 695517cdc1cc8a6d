//! Compares the fast parser with the parser of all YAML.

use domain::validate::Node;
use proptest::prelude::*;

use super::parse;

fn by_all_rules(text: &str) -> Result<Node, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

const FILE: &str = "# An offer.\ntitle: \"Seen from: the quay # 3\"   # from the quay\nhost:\n  name: 'College'\n  region: ES51\n\nminors: true\nnote:\nsectors: [\"104\", 041a, a b]\n";

#[test]
fn what_editors_write_is_read_to_the_same() {
    let offer = "group: {min: 3, max: 17}\nwindows:\n  - {from: 2026-11-24, until: 2026-12-27}\nstops:\n- name: a\n  see: https://a.example.org/#b\n- name: b\nend: []\nmore: {}\n";
    let vocabulary = "- code: en\n  label: English\n\n# also\n- code: ca\n  label: {en: Catalan, ca: català}\n";
    for text in [offer, vocabulary, "a: Màlaga, Spain\nb: 0\nc: don't\n"] {
        assert_eq!(parse(text).map(Ok), Some(by_all_rules(text)), "{text}");
    }
    assert_eq!(parse(FILE), None, "041a begins like a number");
    let fine = FILE.replace("041a", "x41");
    assert_eq!(parse(&fine).map(Ok), Some(by_all_rules(&fine)));
}

#[test]
fn what_is_rarer_is_left_to_the_parser_of_all_yaml() {
    for text in [
        "",
        "\n# only a comment\n",
        "a: |\n  text\n",
        "a: b\n  c\n",
        "a: &x b\nc: *x\n",
        "a: !t b\n",
        "a: \"\\n\"\n",
        "a: 'it''s'\n",
        "a: 1.5\n",
        "a: -1\n",
        "a: 0x1f\n",
        "a: ~\n",
        "a: null\n",
        "a:\tb\n",
        "a: b\r\n",
        "---\na: b\n",
        "a: b\n...\n",
        "a: b: c\n",
        "a: 1\na: 2\n",
        "a: [b,\n  c]\n",
        "? a\n: b\n",
        "a b: c\n",
        "\"a\": b\n",
        " a: b\n",
        "a:\n  b: 1\n c: 2\n",
        "- - a\n",
        "-\n  a: b\n",
        "a: \"b\" c\n",
        "a: [b, c,]\n",
        "a: {b: }\n",
        "a: {b:c}\n",
        "a: @b\n",
        "a: b\u{85}\n",
        "a: b\u{feff}\n",
        "text\n",
        "<<: {a: b}\n",
        "a: 2026-11-24T00:00:00\n",
    ] {
        assert_eq!(parse(text), None, "{text:?}");
    }
}

/// What may stand behind a key or a dash; most of it is right.
fn value() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "a",
        "two words",
        "\"quoted: [x] # no\"",
        "'single'",
        "[a, \"b\", {c: d}]",
        "{min: 1, max: 2}",
        "7",
        "2026-01-31",
        "false",
        "https://example.org/a#b",
        "",
        "# comment",
        "é, è",
        "it's",
        "a [b] {c}",
        "x # y",
        "[]",
        "[[a], [1]]",
        "on",
        "007",
        "inf",
        "e5",
        "a - b",
        "a\u{a0}",
        "\u{a0}a",
        "[a\u{a0}, é]",
        "{a: [], b: {}}  # no",
        "[ a , b ]",
        "\"\"",
        "x ",
    ])
    .prop_map(str::to_owned)
}

/// Lines of a group or a list, as somebody may write them.
fn block() -> impl Strategy<Value = Vec<String>> {
    let leaf = value().prop_map(|value| vec![format!("k: {value}")]);
    leaf.prop_recursive(3, 24, 4, |inner| {
        let entry = (prop::option::weighted(0.7, value()), inner, 0..3_usize);
        (prop::collection::vec(entry, 1..5), any::<bool>()).prop_map(|(entries, is_list)| {
            let mut lines = Vec::new();
            for (place, (value, inner, indent)) in entries.into_iter().enumerate() {
                let key = if is_list { "-".to_owned() } else { format!("k{place}:") };
                match value {
                    Some(value) => lines.push(format!("{key} {value}")),
                    None if is_list => {
                        let first = inner.iter().take(1).map(|line| format!("- {line}"));
                        lines.extend(first.chain(inner.iter().skip(1).map(|line| format!("  {line}"))));
                    }
                    None => {
                        let indent = " ".repeat(indent);
                        lines.push(key);
                        lines.extend(inner.iter().map(|line| format!("{indent}{line}")));
                    }
                }
            }
            lines
        })
    })
}

/// A document, and one that somebody slipped in.
fn document() -> impl Strategy<Value = String> {
    let slip = prop::sample::select(vec![
        "a", ":", ": ", " ", "\n", "\n  ", "\n- ", "- ", "#", " # ", "\"", "'", "[", "]", "{", "}", ", ", "1", "0",
        "-", "\t", "null", ".", "|", ">", "&", "*", "!", "\\", "%", "@", "?", "~", "\n---\n", "\u{2028}", "\u{85}",
        "\u{feff}", "k0: ",
    ]);
    (block(), prop::collection::vec((any::<prop::sample::Index>(), slip), 0..3)).prop_map(|(lines, slips)| {
        let mut characters: Vec<char> = (lines.join("\n") + "\n").chars().collect();
        for (place, slip) in slips {
            let place = place.index(characters.len());
            characters.splice(place..place, slip.chars());
        }
        characters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_read_here_is_read_there_to_the_same(text in document()) {
        if let Some(node) = parse(&text) {
            prop_assert_eq!(Ok(node), by_all_rules(&text), "{:?}", text);
        }
    }
}
