//! Which offers are most like an offer, or like the subject of a story.
//!
//! Looking at every pair would take the square of the catalogue. So offers are indexed by theme, sector and broad
//! sector, and only those with a common subject are compared, at most [`MOST_PER_SUBJECT`] of each.

use std::collections::HashMap;

use super::nearness::{BROAD, NARROW, field, mutual, shared};
use crate::content::case_study::CaseStudy;
use crate::content::offer::Offer;
use crate::vocabulary::{Code, Vocabulary};

/// Offers of one subject that are compared. They are those that follow the offer itself, around the end to the
/// beginning: so in a large catalogue different offers are named beside different ones, and not a few beside all.
const MOST_PER_SUBJECT: usize = 64;

/// What counts how much. The subject comes first, since it is why people travel; who may come, and how, only orders
/// offers of a like subject.
const THEMES: f64 = 0.45;
const SECTORS: f64 = 0.30;
const ACTIVITIES: f64 = 0.10;
const LANGUAGES: f64 = 0.10;
const AUDIENCES: f64 = 0.05;

/// An offer that is like another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Similar {
    pub position: usize,
    /// From 0 to 1.
    pub score: f64,
}

/// Offers, indexed by what they are about.
pub struct SimilarOffers<'o> {
    vocabulary: &'o Vocabulary,
    numbers: HashMap<&'o str, u32>,
    profiles: Vec<Profile<'o>>,
    subjects: HashMap<&'o str, Vec<usize>>,
}

/// What is compared, with codes as numbers: there are many comparisons.
struct Profile<'o> {
    host: Option<&'o str>,
    themes: Vec<u32>,
    sectors: Vec<Field>,
    activities: Vec<u32>,
    families: u8,
    audiences: Vec<u32>,
    languages: Vec<u32>,
}

/// A field of ISCED-F, by numbers.
struct Field {
    number: u32,
    /// Those of the broad and the narrow field that it is a part of, or is.
    larger: [u32; 2],
    /// The digits of its code.
    digits: usize,
}

impl<'o> SimilarOffers<'o> {
    pub fn new(offers: impl IntoIterator<Item = &'o Offer>, vocabulary: &'o Vocabulary) -> Self {
        let mut index = Self { vocabulary, numbers: HashMap::new(), profiles: Vec::new(), subjects: HashMap::new() };
        for offer in offers {
            for code in codes(offer) {
                let number = u32::try_from(index.numbers.len()).unwrap_or(u32::MAX);
                index.numbers.entry(code).or_insert(number);
            }
            let position = index.profiles.len();
            for subject in subjects(&offer.themes, &offer.sectors) {
                index.subjects.entry(subject).or_default().push(position);
            }
            let profile = index.profile(offer);
            index.profiles.push(profile);
        }
        index
    }

    /// The offers that are most like an offer, the nearest first, one a host and none of the offer's own. Like is
    /// what has a theme or a field in common, receives some of the same people, in the same family of activities: who
    /// looks for a place for apprentices is not helped by a course for teachers. `own` is the offer's position, if it
    /// is in the index.
    pub fn like_offer(&self, offer: &Offer, own: Option<usize>, most: usize) -> Vec<Similar> {
        let of_another;
        let wanted = match own.and_then(|own| self.profiles.get(own)) {
            Some(profile) => profile,
            None => {
                of_another = self.profile(offer);
                &of_another
            }
        };
        self.nearest(wanted, &subjects(&offer.themes, &offer.sectors), own, most)
    }

    /// The offers on the subject of a case study, the nearest first, one a host. Whoever took part then: all may come
    /// who are received now.
    pub fn like_story(&self, story: &CaseStudy, most: usize) -> Vec<Similar> {
        let wanted = Profile {
            host: None,
            themes: self.numbers(story.themes.iter().map(Code::as_str)),
            sectors: self.fields(&story.sectors),
            activities: Vec::new(),
            families: u8::MAX,
            audiences: Vec::new(),
            languages: Vec::new(),
        };
        self.nearest(&wanted, &subjects(&story.themes, &story.sectors), None, most)
    }

    fn nearest(&self, wanted: &Profile, subjects: &[&str], own: Option<usize>, most: usize) -> Vec<Similar> {
        let start = own.map_or(0, |own| own + 1);
        let mut candidates: Vec<usize> = Vec::with_capacity(subjects.len() * MOST_PER_SUBJECT);
        for subject in subjects {
            let Some(positions) = self.subjects.get(subject) else { continue };
            let (before, after) = positions.split_at(positions.partition_point(|position| *position < start));
            candidates.extend(after.iter().chain(before).take(MOST_PER_SUBJECT));
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut near: Vec<Similar> = candidates
            .into_iter()
            .filter(|position| Some(*position) != own)
            .map(|position| Similar { position, score: wanted.nearness(&self.profiles[position]) })
            .filter(|similar| similar.score > 0.0)
            .collect();
        near.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.position.cmp(&b.position)));
        let mut hosts: Vec<Option<&str>> = vec![wanted.host];
        let mut chosen = Vec::with_capacity(most);
        for similar in near {
            if chosen.len() == most {
                break;
            }
            let host = self.profiles[similar.position].host;
            if !hosts.contains(&host) {
                hosts.push(host);
                chosen.push(similar);
            }
        }
        chosen
    }

    fn profile<'a>(&self, offer: &'a Offer) -> Profile<'a> {
        let family = |code: &Code<_>| self.vocabulary.activities.get(code).map(|activity| 1 << activity.family as u8);
        Profile {
            host: Some(&offer.host.name),
            themes: self.numbers(offer.themes.iter().map(Code::as_str)),
            sectors: self.fields(&offer.sectors),
            activities: self.numbers(offer.activities.iter().map(Code::as_str)),
            families: offer.activities.iter().filter_map(family).fold(0, |all, family: u8| all | family),
            audiences: self.numbers(offer.audiences.iter().map(Code::as_str)),
            languages: self.numbers(offer.languages.iter().map(|language| language.code.as_str())),
        }
    }

    fn fields<S>(&self, codes: &[Code<S>]) -> Vec<Field> {
        let number = |code: &str| self.numbers.get(code).copied().unwrap_or(u32::MAX);
        let field = |code: &Code<S>| {
            let code = code.as_str();
            Field {
                number: number(code),
                larger: [BROAD, NARROW].map(|digits| code.get(..digits).map_or(u32::MAX, number)),
                digits: code.len(),
            }
        };
        codes.iter().map(field).collect()
    }

    /// The numbers of codes. A code that no indexed offer has is like nothing, and yet counts as asked for.
    fn numbers<'c>(&self, codes: impl Iterator<Item = &'c str>) -> Vec<u32> {
        codes.map(|code| self.numbers.get(code).copied().unwrap_or(u32::MAX)).collect()
    }
}

impl Profile<'_> {
    /// From 0 to 1; 0 for an offer that is for others, or on another subject.
    fn nearness(&self, offer: &Profile) -> f64 {
        let received = self.audiences.is_empty() || self.audiences.iter().any(|code| offer.audiences.contains(code));
        if !received || self.families & offer.families == 0 {
            return 0.0;
        }
        let subject = THEMES * shared(&self.themes, &offer.themes)
            + SECTORS * mutual(&self.sectors, &offer.sectors, Field::nearness);
        if subject == 0.0 {
            return 0.0;
        }
        subject
            + ACTIVITIES * shared(&self.activities, &offer.activities)
            + LANGUAGES * shared(&self.languages, &offer.languages)
            + AUDIENCES * shared(&self.audiences, &offer.audiences)
    }
}

impl Field {
    fn nearness(&self, other: &Field) -> f64 {
        let within = self.has_within(other) || other.has_within(self);
        field(self.number == other.number, within, self.larger[0] == other.larger[0])
    }

    fn has_within(&self, other: &Field) -> bool {
        let larger = self.digits.checked_sub(BROAD).and_then(|level| other.larger.get(level));
        other.digits > self.digits && larger == Some(&self.number)
    }
}

/// The codes that are compared as numbers.
fn codes(offer: &Offer) -> impl Iterator<Item = &str> {
    let themes = offer.themes.iter().map(Code::as_str);
    let activities = offer.activities.iter().map(Code::as_str);
    let audiences = offer.audiences.iter().map(Code::as_str);
    let languages = offer.languages.iter().map(|language| language.code.as_str());
    let fields = offer.sectors.iter().map(Code::as_str);
    let larger = [BROAD, NARROW].map(|digits| fields.clone().filter_map(move |code| code.get(..digits)));
    themes.chain(activities).chain(audiences).chain(languages).chain(fields).chain(larger.into_iter().flatten())
}

/// The subjects under which something is indexed: by theme, by field, by broad field. Codes of fields are numbers, those
/// of themes are words: they can't be mistaken for each other.
fn subjects<'c, T, S>(themes: &'c [Code<T>], sectors: &'c [Code<S>]) -> Vec<&'c str> {
    let fields = sectors.iter().map(Code::as_str);
    let broad = fields.clone().filter_map(|code| code.get(..BROAD));
    let mut subjects: Vec<&str> = themes.iter().map(Code::as_str).chain(fields).chain(broad).collect();
    subjects.sort_unstable();
    subjects.dedup();
    subjects
}
