//! Wherever a number stands before what it counts, the sentence follows it: "1 character", "2 characters".

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// The values of messages that are numbers of things. Others are years, dates, pages or texts.
const NUMBERS: [&str; 24] = [
    "count",
    "days",
    "length",
    "persons",
    "times",
    "offers",
    "regions",
    "countries",
    "lessons",
    "stories",
    "years",
    "exchanges",
    "needed",
    "whole",
    "part",
    "least",
    "most",
    "min",
    "total",
    "possible",
    "participants",
    "people",
    "left",
    "over",
];
/// Words that end like a plural and are none.
const NO_PLURALS: [&str; 10] = ["is", "was", "has", "this", "us", "its", "as", "less", "always", "towards"];
/// How many words behind a number may belong to it: "28 open offers".
const NEAR: usize = 3;

fn name<'s>(expression: &'s InlineExpression<&'s str>) -> Option<&'s str> {
    match expression {
        InlineExpression::VariableReference { id } => Some(id.name),
        _ => None,
    }
}

/// Whether words behind a number name things in the plural.
fn counts_things(text: &str) -> bool {
    let clause = text.split(['.', ',', ';', ':', '(', '\n']).next().unwrap_or_default();
    clause.split_whitespace().take(NEAR).any(|word| {
        let plural = word.ends_with('s') && word.len() > 2 || word == "people";
        plural && word.chars().all(|letter| letter.is_alphabetic() || letter == '’') && !NO_PLURALS.contains(&word)
    })
}

/// Numbers of a pattern that stand before a plural without choosing it; `chosen` are those that did.
fn unchosen(pattern: &Pattern<&str>, chosen: &[&str], found: &mut Vec<String>) {
    for (position, element) in pattern.elements.iter().enumerate() {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => {
                let Some(number) = name(inline).filter(|name| NUMBERS.contains(name) && !chosen.contains(name)) else {
                    continue;
                };
                if let Some(PatternElement::TextElement { value }) = pattern.elements.get(position + 1)
                    && value.starts_with(' ')
                    && counts_things(value)
                {
                    found.push(format!("{{ ${number} }}{value}"));
                }
            }
            Expression::Select { selector, variants } => {
                let chosen: Vec<&str> = chosen.iter().copied().chain(name(selector)).collect();
                variants.iter().for_each(|variant| unchosen(&variant.value, &chosen, found));
            }
        }
    }
}

fn mistakes(source: &str) -> Vec<String> {
    let resource = fluent_syntax::parser::parse(source).expect("valid Fluent");
    let mut mistakes = Vec::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry
            && let Some(pattern) = &message.value
        {
            let mut found = Vec::new();
            unchosen(pattern, &[], &mut found);
            mistakes.extend(found.into_iter().map(|text| format!("{}: {text}", message.id.name)));
        }
    }
    mistakes
}

#[test]
fn a_number_chooses_the_form_of_what_it_counts() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    let desk = std::fs::read_dir(root.join("desk/i18n/en")).expect("the desk's words");
    let desk = desk.map(|entry| entry.expect("an entry").path());
    let files: Vec<_> = desk.chain([root.join("themes/default/i18n/en.ftl")]).collect();
    assert!(files.len() > 5, "{files:?}");
    for file in files {
        let source = std::fs::read_to_string(&file).expect("a catalogue");
        assert_eq!(mistakes(&source), [""; 0], "{}", file.display());
    }
}

#[test]
fn a_number_that_chooses_nothing_is_found() {
    assert_eq!(mistakes("long = This has { $length } characters\n").len(), 1);
    assert_eq!(mistakes("many = { $count } open offers\n").len(), 1);
    assert_eq!(mistakes("few = { $count ->\n    [one] one offer\n   *[other] { $count } offers\n}\n").len(), 0);
    assert_eq!(mistakes("other = { $count ->\n   *[other] { $total } offers\n}\n").len(), 1);
    assert_eq!(mistakes("page = Page { $number } of { $of }\n").len(), 0);
}
