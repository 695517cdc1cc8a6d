//! What the desk writes is read here as the very same thing, whatever stands in it.

use std::path::Path;

use domain::content::common::{LanguageLevel, Level, Span, Stop, Support};
use domain::content::offer::{Host, Offer, Travel};
use domain::dates::Period;
use domain::drafts;
use domain::drafts::case_study::{ExchangeDetails, skeleton};
use domain::statistics::Figures;
use domain::text::{LanguageTag, LocalizedText};
use domain::validate::Node;
use domain::vocabulary::Code;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof};
use proptest::proptest;

use super::{read_offers, read_vocabulary, read_yaml};
use markup::yaml;

fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn code<T>(code: &str) -> Code<T> {
    serde_json::from_value(code.into()).expect("a code is a text")
}

/// An offer in which everything that somebody types freely is one text.
fn offer(text: &str, language: &str) -> Offer {
    let words = || LocalizedText::new(LanguageTag::parse(language).expect("a tag"), text);
    let day = jiff::civil::date(2027, 2, 1);
    Offer {
        title: words(),
        summary: words(),
        host: Host {
            name: text.into(),
            kind: code("NO"),
            website: Some(text.into()),
            region: code("ES51"),
            place: text.into(),
        },
        activities: vec![code("job-shadowing")],
        audiences: vec![code("teachers")],
        sectors: vec![code("041")],
        themes: Vec::new(),
        languages: vec![LanguageLevel { code: code("no"), level: Level::B1 }],
        group: Span { min: 1, max: 6 },
        duration: Span { min: 2, max: 5 },
        windows: vec![Period { from: day, until: day }],
        programme: vec![Stop {
            name: words(),
            kind: code("school"),
            see: words().with(LanguageTag::parse("sv").expect("a tag"), text),
        }],
        learning: vec![words(), words()],
        support: Support { note: Some(words()), ..Support::default() },
        accommodation: None,
        accessibility: None,
        costs: words(),
        travel: Travel { by_rail: Some(true), note: Some(words()) },
        minors: Some(true),
        safeguarding: Some(words()),
        reciprocity: Some(false),
        confirmed: day,
        published: day,
        valid_until: day,
        demo: false,
    }
}

/// All that people would type to break a file, and everything else.
fn nasty() -> impl Strategy<Value = String> {
    let fragments = [
        ": ",
        " #",
        "- ",
        "\n",
        "\n\n",
        "---\n",
        "...",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&a",
        "*a",
        "!!str",
        "|",
        ">",
        "%YAML",
        "@",
        "`",
        "\"",
        "'",
        "\\",
        "\t",
        "\r\n",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{202e}",
        "\u{0}",
        "\u{1b}",
        "?",
        "~",
        "null",
        "0x1f",
        "1_000",
        "2027-02-01",
        "=1+1",
        "title: stolen\n",
        "  ",
        "<<",
        "é",
        "\u{1f469}\u{200d}\u{1f527}",
        "\u{fffe}",
        "\u{10ffff}",
    ];
    let piece = prop_oneof![
        proptest::sample::select(fragments.to_vec()).prop_map(str::to_owned),
        any::<String>(),
        "[a-z ]{0,12}"
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|fragments| fragments.concat())
}

const MARK: &str = "MARK";

fn with_text(node: Node, text: &str) -> Node {
    match node {
        Node::Text(found) if found == MARK => Node::Text(text.to_owned()),
        Node::List(items) => Node::List(items.into_iter().map(|item| with_text(item, text)).collect()),
        Node::Map(entries) => {
            Node::Map(entries.into_iter().map(|(key, value)| (key, with_text(value, text))).collect())
        }
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_text_changes_what_a_written_offer_says(text in nasty(), language in proptest::sample::select(&["en", "no", "ca"][..])) {
        let english = LanguageTag::english();
        let expected = yaml::parse(&drafts::offer::write(&offer(MARK, language), &english, "")).expect("YAML");
        let written = drafts::offer::write(&offer(&text, language), &english, "");
        let found = yaml::parse(&written).unwrap_or_else(|error| panic!("{}\n{written}", error.detail));
        assert_eq!(found, with_text(expected, &text), "{written}");
    }

    #[test]
    fn no_comment_changes_what_a_written_offer_says(text in nasty()) {
        let bare = Offer { programme: Vec::new(), ..offer(MARK, "en") };
        let english = LanguageTag::english();
        let expected = yaml::parse(&drafts::offer::write(&bare, &english, "")).expect("YAML");
        let written = drafts::offer::write(&bare, &english, &text);
        assert_eq!(yaml::parse(&written).expect("YAML"), expected, "{written}");
    }
}

#[test]
fn every_offer_of_ours_is_the_same_once_it_was_written_anew() {
    let vocabulary = read_vocabulary(repository()).expect("no problems");
    for folder in ["content/offers", "domain/evaluation/offers"] {
        let offers = read_offers(&repository().join(folder), &vocabulary).expect("no problems");
        assert!(offers.len() > 20, "{folder}");
        for (slug, offer) in offers {
            let written = drafts::offer::write(&offer, &LanguageTag::english(), "");
            let read = read_yaml(slug.as_str(), &written, &vocabulary, Offer::read);
            assert_eq!(read.as_ref(), Ok(&offer), "{written}");
        }
    }
}

#[test]
fn the_figures_of_a_year_are_the_same_once_they_were_written_anew() {
    let vocabulary = read_vocabulary(repository()).expect("no problems");
    for year in ["2024", "2025", "2026"] {
        let text =
            std::fs::read_to_string(repository().join(format!("content/monitoring/{year}.yaml"))).expect("a file");
        let figures = read_yaml(year, &text, &vocabulary, Figures::read).expect("no problems");
        let written = drafts::figures::write(&figures, &LanguageTag::english());
        assert_eq!(read_yaml(year, &written, &vocabulary, Figures::read), Ok(figures), "{written}");
    }
}

#[test]
fn a_skeleton_has_only_known_keys_and_says_what_is_missing() {
    use domain::content::case_study::CaseStudy;
    let vocabulary = read_vocabulary(repository()).expect("no problems");
    let skeleton = skeleton(&ExchangeDetails::default(), &LanguageTag::english());
    let front = markup::markdown::split(&skeleton).expect("front matter").front_matter;
    let problems = read_yaml("story", front, &vocabulary, CaseStudy::read).expect_err("nothing is written yet");
    let codes: Vec<&str> = problems.iter().map(|problem| &*problem.code).collect();
    assert!(
        codes.len() >= 9 && codes.iter().all(|code| ["missing", "empty", "no-lesson"].contains(code)),
        "{problems:#?}"
    );
}
