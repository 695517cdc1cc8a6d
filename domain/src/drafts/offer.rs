//! A host's proposal becomes an offer, and an offer a file.

use jiff::civil::Date;

use crate::content::common::Stop;
use crate::content::offer::{Host, Offer, Travel};
use crate::drafts::yaml::{Yaml, codes, scalar};
use crate::request::{Proposal, Request, Wish};
use crate::text::{LanguageTag, LocalizedText};
use crate::vocabulary::{Code, Region};

/// What an offer needs and a proposal does not say.
#[derive(Debug, Clone, PartialEq)]
pub struct Additions {
    pub region: Code<Region>,
    /// The stops that the host's words on the programme were made into.
    pub programme: Vec<Stop>,
    /// The day on which the offer is taken up: it was confirmed by being sent, and appears now.
    pub today: Date,
    pub valid_until: Date,
}

/// The last day that a proposal gives by itself: the end of its last window.
pub fn last_day(proposal: &Proposal) -> Option<Date> {
    proposal.windows.iter().map(|window| window.until).max()
}

/// Most entries of a list of texts in a file.
const MOST: usize = 30;

/// What visitors take home, as a list: a line each, without the signs that people put before one.
pub fn lessons(written: &str) -> Vec<&str> {
    let lessons: Vec<&str> = lines(written).collect();
    if (1..=MOST).contains(&lessons.len()) { lessons } else { vec![written] }
}

/// What a host says of the programme: a name and what is seen there for each line, parted where the name seems to end.
pub fn stops(written: &str) -> Vec<(&str, &str)> {
    lines(written).map(|line| parted(line).unwrap_or(("", line))).take(MOST).collect()
}

fn parted(line: &str) -> Option<(&str, &str)> {
    let (name, see) = [": ", " – ", " — ", " - "].iter().find_map(|sign| line.split_once(sign))?;
    (name.chars().count() <= MOST_NAME && !see.trim().is_empty()).then(|| (name.trim(), see.trim()))
}

/// Letters of what is still taken for a name.
const MOST_NAME: usize = 80;

/// The lines in which something stands, without bullets and numbers before them.
fn lines(written: &str) -> impl Iterator<Item = &str> {
    written.lines().map(bare).filter(|line| !line.is_empty())
}

fn bare(line: &str) -> &str {
    let line = line.trim().trim_start_matches(['-', '*', '•', '–', '·', '\u{f0b7}']).trim_start();
    let behind_number = line.trim_start_matches(|character: char| character.is_ascii_digit());
    let digits = line.len() - behind_number.len();
    match behind_number.strip_prefix(['.', ')']) {
        Some(rest) if (1..=2).contains(&digits) && rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

/// Whether a text seems to say how somebody can be reached, which belongs in no file of content.
pub fn names_a_contact(text: &str) -> bool {
    !crate::text::contact::find(text).is_empty()
}

/// The offer that a request to host becomes; `None` for a request of another kind.
pub fn from_request(request: &Request, additions: Additions) -> Option<Offer> {
    let Wish::OfferToHost(proposal) = &request.wish else { return None };
    let text = |words: &str| LocalizedText::new(request.language.clone(), words);
    let Additions { region, programme, today, valid_until } = additions;
    let organisation = &request.organisation;
    Some(Offer {
        title: text(&proposal.title),
        summary: text(&proposal.summary),
        host: Host {
            name: organisation.name.clone(),
            kind: organisation.kind.clone(),
            website: proposal.website.clone(),
            region,
            place: organisation.place.clone(),
        },
        activities: proposal.activities.clone(),
        audiences: proposal.audiences.clone(),
        sectors: proposal.sectors.clone(),
        themes: proposal.themes.clone(),
        languages: proposal.languages.clone(),
        group: proposal.group,
        duration: proposal.duration,
        windows: proposal.windows.clone(),
        programme,
        learning: lessons(&proposal.learning).into_iter().map(text).collect(),
        support: proposal.support.clone(),
        accommodation: None,
        accessibility: None,
        costs: text(&proposal.costs),
        travel: Travel { by_rail: Some(proposal.by_rail), note: None },
        minors: Some(proposal.minors),
        safeguarding: proposal.safeguarding.as_deref().map(text),
        reciprocity: Some(proposal.reciprocity),
        confirmed: today,
        published: today,
        valid_until,
        demo: false,
    })
}

/// The file of an offer. `language` is the site's first, in which plain texts are; `programme` is what the host wrote of
/// the programme, kept as a comment where no stops were made of it.
pub fn write(offer: &Offer, language: &LanguageTag, programme: &str) -> String {
    let mut document = Yaml::new("offer", language);
    let yaml = &mut document;
    if offer.title.iter().all(|(known, _)| known != language) {
        yaml.remark(
            0,
            &format!(
                "In {}, as the host wrote it. Add the other languages beside it: `{language}: …`.",
                offer.title.iter().next().map_or("", |(known, _)| known.as_str())
            ),
        );
    }
    yaml.text(0, "title", &offer.title);
    yaml.text(0, "summary", &offer.summary);
    yaml.line(0, "host:");
    yaml.value(2, "name", &scalar(&offer.host.name));
    yaml.value(2, "kind", &scalar(offer.host.kind.as_str()));
    if let Some(website) = &offer.host.website {
        yaml.value(2, "website", &scalar(website));
    }
    yaml.value(2, "region", &scalar(offer.host.region.as_str()));
    yaml.value(2, "place", &scalar(&offer.host.place));
    yaml.value(0, "activities", &codes(&offer.activities));
    yaml.value(0, "audiences", &codes(&offer.audiences));
    yaml.value(0, "sectors", &codes(&offer.sectors));
    yaml.codes(0, "themes", &offer.themes);
    yaml.line(0, "languages:");
    for language in &offer.languages {
        yaml.line(2, &format!("- {{code: {}, level: {}}}", scalar(language.code.as_str()), language.level));
    }
    yaml.value(0, "group", &format!("{{min: {}, max: {}}}", offer.group.min, offer.group.max));
    yaml.value(0, "duration", &format!("{{min: {}, max: {}}}", offer.duration.min, offer.duration.max));
    yaml.line(0, "windows:");
    for window in &offer.windows {
        yaml.line(2, &format!("- {{from: {}, until: {}}}", window.from, window.until));
    }
    write_programme(yaml, &offer.programme, programme);
    yaml.line(0, "learning:");
    for lesson in &offer.learning {
        yaml.item(2, lesson);
    }
    if offer.support.is_some() {
        yaml.line(0, "support:");
        yaml.codes(2, "measures", &offer.support.measures);
        yaml.codes(2, "barriers", &offer.support.barriers);
        yaml.optional(2, "note", offer.support.note.as_ref());
    }
    match &offer.accommodation {
        Some(text) => yaml.text(0, "accommodation", text),
        None => {
            yaml.line(0, "# accommodation:       # the form does not ask: where visitors sleep and who arranges it")
        }
    }
    match &offer.accessibility {
        Some(text) => yaml.text(0, "accessibility", text),
        None => {
            yaml.line(0, "# accessibility:       # the form does not ask: how the buildings can be reached and used")
        }
    }
    yaml.text(0, "costs", &offer.costs);
    if offer.travel != Travel::default() {
        yaml.line(0, "travel:");
    }
    yaml.flag(2, "by_rail", offer.travel.by_rail);
    yaml.optional(2, "note", offer.travel.note.as_ref());
    yaml.flag(0, "minors", offer.minors);
    yaml.optional(0, "safeguarding", offer.safeguarding.as_ref());
    yaml.flag(0, "reciprocity", offer.reciprocity);
    yaml.value(0, "confirmed", &offer.confirmed.to_string());
    yaml.value(0, "published", &offer.published.to_string());
    yaml.value(0, "valid_until", &offer.valid_until.to_string());
    yaml.flag(0, "demo", offer.demo.then_some(true));
    document.into_text()
}

fn write_programme(yaml: &mut Yaml, stops: &[Stop], written: &str) {
    if !stops.is_empty() {
        yaml.line(0, "programme:");
    }
    for stop in stops {
        write_stop(yaml, stop);
    }
    if !written.trim().is_empty() {
        yaml.remark(0, "programme: this the host wrote too. Make stops of it: {name: …, kind: …, see: …}");
        for line in written.lines() {
            yaml.remark(2, line);
        }
    }
}

/// A stop of a programme, in an offer or in a case study.
pub(super) fn write_stop(yaml: &mut Yaml, stop: &Stop) {
    yaml.first(2, "name", &stop.name);
    yaml.value(4, "kind", &scalar(stop.kind.as_str()));
    yaml.text(4, "see", &stop.see);
}

#[cfg(test)]
mod tests {
    use super::{lessons, names_a_contact, stops};

    #[test]
    fn lines_become_lessons_and_stops_without_their_bullets() {
        assert_eq!(
            lessons("- How it works\n\n2) What it costs\n• 3D printing"),
            ["How it works", "What it costs", "3D printing"]
        );
        assert_eq!(lessons("-"), ["-"], "better what was written than nothing");
        assert_eq!(
            stops("1. Workshop: how joints are cut\nLunch\nA company – its apprentices"),
            [("Workshop", "how joints are cut"), ("", "Lunch"), ("A company", "its apprentices")]
        );
    }

    #[test]
    fn a_contact_among_the_words_is_noticed() {
        for text in ["Write to anna@example.org.", "Call +32 9 123 45 67 99"] {
            assert!(names_a_contact(text), "{text}");
        }
        for fine in ["15 to 20 persons, from 2027-03-01", "Meals @ school", "2027 2028"] {
            assert!(!names_a_contact(fine), "{fine}");
        }
    }
}
