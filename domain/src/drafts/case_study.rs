//! The beginning of a case study: what is known of an exchange is filled in, what people have to write is marked.
//!
//! It is a draft until somebody takes its line `draft: true` out: until then it is not published, and the check tells what is
//! left to write without holding up the site.

use crate::content::case_study::{Participants, Party};
use crate::content::common::Stop;
use crate::dates::Period;
use crate::drafts::offer::write_stop;
use crate::drafts::yaml::{Yaml, codes, scalar};
use crate::text::{LanguageTag, Slug};
use crate::vocabulary::{Activity, Code, Region, Sector, Theme};

/// How a line of Markdown begins that stands for something still to be written. The check finds it.
pub const TO_WRITE: &str = "> To write:";

/// What is known of an exchange before anybody has told its story; nothing, for a story that somebody begins by hand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExchangeDetails {
    pub activity: Option<Code<Activity>>,
    pub themes: Vec<Code<Theme>>,
    pub sectors: Vec<Code<Sector>>,
    pub host: Option<Place>,
    pub visitor: Option<Place>,
    pub period: Option<Period>,
    /// Days on the spot, where they were fewer than the period's.
    pub days: Option<i64>,
    pub participants: Participants,
    /// The stops that the offer names: whether they were seen is for people to say.
    pub programme: Vec<Stop>,
    pub offer: Option<Slug>,
}

/// An organisation, as far as it is known where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub organisation: String,
    pub region: Option<Code<Region>>,
    /// Its town; empty where it is not known.
    pub place: String,
}

impl From<Party> for Place {
    fn from(Party { organisation, region, place }: Party) -> Self {
        Self { organisation, region: Some(region), place }
    }
}

/// The file of a story that is to be written. `language` is the site's first, in which plain texts are.
pub fn skeleton(known: &ExchangeDetails, language: &LanguageTag) -> String {
    let mut document = Yaml::new("case-study", language);
    let yaml = &mut document;
    yaml.remarked(0, "draft", "true", "take this line out to publish; `matchmaker check` tells what is left to write");
    yaml.remarked(0, "title", "", "to write: what the exchange was about");
    yaml.remarked(0, "summary", "", "to write: one or two sentences");
    let activity = known.activity.as_ref().map(|code| scalar(code.as_str()));
    filled(yaml, "activity", activity, "content/vocabulary/activities.yaml");
    optional(
        yaml,
        "themes",
        list(&known.themes),
        "[dual-training]",
        "content/vocabulary/themes.yaml; the first is the one its lessons stand under",
    );
    optional(yaml, "sectors", list(&known.sectors), "[\"104\"]", "content/vocabulary/sectors.yaml, quoted");
    party(yaml, "hosts", known.host.as_ref());
    party(yaml, "visitors", known.visitor.as_ref());
    let place = known.host.as_ref().filter(|host| !host.place.is_empty()).map(|host| scalar(&host.place));
    filled(yaml, "place", place, "where the exchange took place");
    let dates = known.period.map(|Period { from, until }| format!("{{from: {from}, until: {until}}}"));
    filled(yaml, "dates", dates, "2025-02, or {from: 2025-05-12, until: 2025-05-13}");
    let days = known.days.or(known.period.map(|period| period.days()));
    optional(yaml, "days", days.map(|days| days.to_string()), "3", "days on the spot, without travel");
    optional(
        yaml,
        "participants",
        participants(known.participants),
        "{staff: 6, learners: 0, fewer_opportunities: 0}",
        "name a small group only if it agreed",
    );
    yaml.line(0, "# background: How the exchange came about.");
    programme(yaml, &known.programme);
    yaml.line(0, "lessons:");
    yaml.remarked(2, "hosts", "[]", "to write: what the hosts learned, a sentence each");
    yaml.remarked(2, "participants", "[]", "to write: what the visitors learned, a sentence each");
    yaml.remarked(0, "voices", "[]", "quotations need `consent`, reported speech needs `source` or `consent`");
    yaml.line(0, "# follow_up: What came of it.");
    optional(
        yaml,
        "offer",
        known.offer.as_ref().map(|offer| scalar(offer.as_str())),
        "slug-of-the-offer",
        "the offer it grew from",
    );
    yaml.remarked(
        0,
        "images",
        "[]",
        "[{file: quay.jpg, alt: What it shows, credit: Who took it}], files in content/images/",
    );
    yaml.remarked(0, "published", "", "the day of publication, YYYY-MM-DD");
    let paragraphs = [
        ("The question", "what did the guests want to see, and what for?"),
        ("On the spot", "what did they do, day by day, and whom did they meet?"),
        ("What travelled home", "what did the guests take with them?"),
        ("What stayed", "what did the hosts gain?"),
    ];
    let story: String =
        paragraphs.iter().map(|(heading, question)| format!("\n## {heading}\n\n{TO_WRITE} {question}\n")).collect();
    format!("---\n{}---\n{story}", document.into_text())
}

/// A key with its value, or empty with what belongs there.
fn filled(yaml: &mut Yaml, key: &str, value: Option<String>, remark: &str) {
    match value {
        Some(value) => yaml.value(0, key, &value),
        None => yaml.remarked(0, key, "", remark),
    }
}

/// A key that may be left out: filled in, or as an example in a comment.
fn optional(yaml: &mut Yaml, key: &str, value: Option<String>, example: &str, remark: &str) {
    match value {
        Some(value) => yaml.remarked(0, key, &value, remark),
        None => yaml.line(0, &format!("# {key}: {example}")),
    }
}

fn list<T>(known: &[Code<T>]) -> Option<String> {
    (!known.is_empty()).then(|| codes(known))
}

fn party(yaml: &mut Yaml, key: &str, known: Option<&Place>) {
    let Some(Place { organisation, region, place }) = known else {
        return yaml.remarked(0, key, "[]", "[{organisation: …, region: ES51, place: Barcelona}]");
    };
    yaml.line(0, &format!("{key}:"));
    yaml.value(2, "- organisation", &scalar(organisation));
    match region {
        Some(region) => yaml.value(4, "region", &scalar(region.as_str())),
        None => yaml.remarked(4, "region", "", "to look up: content/vocabulary/regions/"),
    }
    match place.as_str() {
        "" => yaml.remarked(4, "place", "", "the town"),
        place => yaml.value(4, "place", &scalar(place)),
    }
}

fn participants(known: Participants) -> Option<String> {
    let numbers =
        [("staff", known.staff), ("learners", known.learners), ("fewer_opportunities", known.fewer_opportunities)];
    let written: Vec<String> =
        numbers.iter().filter_map(|(key, number)| Some(format!("{key}: {}", (*number)?))).collect();
    (!written.is_empty()).then(|| format!("{{{}}}", written.join(", ")))
}

fn programme(yaml: &mut Yaml, stops: &[Stop]) {
    if stops.is_empty() {
        return yaml.remarked(0, "programme", "[]", "stops: [{name: …, kind: school, see: …}]");
    }
    yaml.remark(0, "to look at: these are the stops that the offer promises; keep what was seen, and say what");
    yaml.line(0, "programme:");
    for stop in stops {
        write_stop(yaml, stop);
    }
}

#[cfg(test)]
mod tests {
    use super::{ExchangeDetails, TO_WRITE, skeleton};
    use crate::text::LanguageTag;

    #[test]
    fn a_story_of_which_nothing_is_known_asks_for_everything() {
        let text = skeleton(&ExchangeDetails::default(), &LanguageTag::english());
        assert!(
            text.starts_with("---\n# yaml-language-server: $schema=../schemas/case-study.schema.json\ndraft: true ")
        );
        assert_eq!(text.matches(TO_WRITE).count(), 4);
        for key in ["title", "summary", "activity", "place", "dates", "published"] {
            assert!(text.contains(&format!("\n{key}:  ")), "{key} is there, and empty: {text}");
        }
    }
}
