//! How a catalogue is made of offers, one after the other.

use std::collections::HashMap;

use super::code_numbers::Numbers;
use super::column::Lists;
use super::numbers::{MINORS_UNKNOWN, NO_COUNTRY, NOWHERE, day_number, level_number};
use super::published;
use super::table::Catalogue;
use crate::content::offer::Offer;
use crate::matching::concept::Concept;
use crate::matching::concepts::{Concepts, Meanings};
use crate::matching::reason::Of;
use crate::matching::words::{self, Words};
use crate::text::{LanguageTag, LocalizedText, Slug};
use crate::vocabulary::{Code, Term, Vocabulary};

/// How often a word counts that stands in a title, in a summary, in the programme or in what is learnt; and a subject
/// that the host chose for the offer. A title is written to be found; a programme also tells of lunch.
const TITLE: u8 = 3;
const SUMMARY: u8 = 2;
const BODY: u8 = 1;
const CHOSEN: u8 = 3;

impl Catalogue {
    /// Prepares offers. Their order makes no difference; of two with one slug the first counts.
    pub fn new(offers: &[(Slug, Offer)], vocabulary: &Vocabulary) -> Self {
        Self::with_concepts(offers, vocabulary, &Concepts::new(vocabulary))
    }

    /// The same with the vocabulary's words as they were made before.
    pub fn with_concepts(offers: &[(Slug, Offer)], vocabulary: &Vocabulary, concepts: &Concepts) -> Self {
        let mut builder = CatalogueBuilder::new(vocabulary, concepts);
        for (slug, offer) in offers {
            builder.add(slug, offer, NOWHERE);
        }
        builder.finish()
    }

    /// Prepares the offers of a published `offers.json`.
    ///
    /// # Errors
    /// If the bytes are not such a file.
    pub fn from_published(json: &[u8], vocabulary: &Vocabulary) -> Result<Self, serde_json::Error> {
        let concepts = Concepts::new(vocabulary);
        let mut builder = CatalogueBuilder::new(vocabulary, &concepts);
        published::read_each(json, |slug, offer, begins| {
            builder.add(slug, offer, u32::try_from(begins).unwrap_or(NOWHERE));
        })?;
        Ok(builder.finish())
    }
}

/// A catalogue in the making.
struct CatalogueBuilder<'v> {
    vocabulary: &'v Vocabulary,
    concepts: &'v Concepts,
    /// Stems and subjects.
    words: Numbers<u32>,
    /// For each vocabulary [`Of`].
    codes: [Numbers<u16>; Of::COUNT],
    description_languages: Numbers<u16>,
    offers: Vec<Prepared>,
    /// By language, words that were met before: large catalogues say much in few words.
    known: HashMap<LanguageTag, HashMap<String, Known<'v>>>,
}

/// What there is to know of a word of a language.
struct Known<'v> {
    /// The number of its stem, if it says anything of a subject.
    stem: Option<u32>,
    meanings: Meanings<'v>,
}

/// One offer, with numbers in the order in which codes and words were first met.
struct Prepared {
    slug: String,
    title: String,
    host: String,
    place: String,
    country: Option<u16>,
    lists: [Vec<u16>; Of::LISTS],
    languages: Vec<(u16, u16)>,
    described_in: Vec<u16>,
    spans: [u16; 4],
    windows: Vec<i32>,
    ends: i32,
    confirmed: i32,
    minors: Option<bool>,
    words: Vec<(u32, u8)>,
    begins: u32,
}

impl<'v> CatalogueBuilder<'v> {
    fn new(vocabulary: &'v Vocabulary, concepts: &'v Concepts) -> Self {
        Self {
            vocabulary,
            concepts,
            words: Numbers::default(),
            codes: Default::default(),
            description_languages: Numbers::default(),
            offers: Vec::new(),
            known: HashMap::new(),
        }
    }

    /// Adds an offer, which begins at a byte of the published list or is [`NOWHERE`].
    fn add(&mut self, slug: &Slug, offer: &Offer, begins: u32) {
        let words = self.weigh(offer);
        let country = self.country(offer.host.region.as_str());
        let described = offer.title.iter().chain(offer.summary.iter());
        let mut described_in: Vec<u16> =
            described.map(|(language, _)| self.description_languages.number_of(language.as_str())).collect();
        described_in.sort_unstable();
        described_in.dedup();
        let lists = [
            names(&offer.activities),
            names(&offer.audiences),
            names(&offer.sectors),
            names(&offer.themes),
            names(&offer.support.measures),
            names(&offer.support.barriers),
        ];
        let mut numbers = |of: usize, codes: &[&str]| -> Vec<u16> {
            codes.iter().map(|code| self.codes[of].number_of(code)).collect()
        };
        let lists = std::array::from_fn(|list| numbers(Of::Activities as usize + list, &lists[list]));
        let languages = &mut self.codes[Of::Languages as usize];
        let languages = offer
            .languages
            .iter()
            .map(|needed| (languages.number_of(needed.code.as_str()), level_number(needed.level)))
            .collect();
        let span = |number: i64| u16::try_from(number).unwrap_or(u16::MAX);
        self.offers.push(Prepared {
            slug: slug.as_str().to_owned(),
            title: offer.title.original().to_owned(),
            host: offer.host.name.clone(),
            place: offer.host.place.clone(),
            country: country.map(|country| self.codes[Of::Countries as usize].number_of(&country)),
            lists,
            languages,
            described_in,
            spans: [offer.group.min, offer.group.max, offer.duration.min, offer.duration.max].map(span),
            windows: offer
                .windows
                .iter()
                .flat_map(|window| [day_number(window.from), day_number(window.until)])
                .collect(),
            ends: day_number(offer.ends()),
            confirmed: day_number(offer.confirmed),
            minors: offer.minors,
            words,
            begins,
        });
    }

    /// The catalogue, with offers by slug and codes and words in their order: so it is the same in whatever order the
    /// offers came.
    fn finish(mut self) -> Catalogue {
        self.offers.sort_by(|one, other| one.slug.cmp(&other.slug));
        self.offers.dedup_by(|later, first| later.slug == first.slug);
        let mut catalogue = Catalogue::default();
        let numbers: Vec<Vec<u16>> =
            self.codes.iter_mut().zip(&mut catalogue.codes).map(|(codes, texts)| codes.sort_into(texts)).collect();
        let (countries, languages) = (&numbers[Of::Countries as usize], &numbers[Of::Languages as usize]);
        let described_in = self.description_languages.sort_into(&mut catalogue.description_languages);
        catalogue.descriptions = vec![0; described_in.len()];
        let words = self.words.sort_into(&mut catalogue.words);
        catalogue.frequencies = vec![0; catalogue.words.len()];
        for offer in self.offers {
            catalogue.slugs.push(&offer.slug);
            catalogue.titles.push(&offer.title);
            catalogue.hosts.push(&offer.host);
            catalogue.places.push(&offer.place);
            catalogue.countries.push(offer.country.map_or(NO_COUNTRY, |country| countries[usize::from(country)]));
            let lists = catalogue.lists.iter_mut().zip(offer.lists).zip(&numbers[Of::Activities as usize..]);
            for ((column, list), numbers) in lists {
                renumber(column, list, numbers);
            }
            let spoken = offer.languages.iter().map(|(code, level)| languages[usize::from(*code)] << 3 | level);
            catalogue.languages.push(spoken);
            for language in &offer.described_in {
                catalogue.descriptions[usize::from(described_in[usize::from(*language)])] += 1;
            }
            renumber(&mut catalogue.described_in, offer.described_in, &described_in);
            catalogue.spans.push(offer.spans);
            catalogue.windows.push(offer.windows);
            catalogue.ends.push(offer.ends);
            catalogue.confirmed.push(offer.confirmed);
            catalogue.minors.push(offer.minors.map_or(MINORS_UNKNOWN, u8::from));
            catalogue.begins.push(offer.begins);
            let mut own: Vec<(u32, u8)> =
                offer.words.iter().map(|(word, weight)| (words[*word as usize], *weight)).collect();
            own.sort_unstable();
            for (word, _) in &own {
                catalogue.frequencies[*word as usize] += 1;
            }
            catalogue.lengths.push(own.iter().map(|(_, weight)| u32::from(*weight)).sum());
            catalogue.texts.push(own.into_iter().map(|(word, weight)| word << 8 | u32::from(weight)));
        }
        catalogue
    }

    /// The words of an offer, each with how much of it there is.
    fn weigh(&mut self, offer: &Offer) -> Vec<(u32, u8)> {
        let mut weights = Vec::new();
        self.read(&offer.title, TITLE, &mut weights);
        self.read(&offer.summary, SUMMARY, &mut weights);
        for stop in &offer.programme {
            self.read(&stop.name, BODY, &mut weights);
            self.read(&stop.see, BODY, &mut weights);
        }
        for text in &offer.learning {
            self.read(text, BODY, &mut weights);
        }
        let themes = offer.themes.iter().map(|theme| Concept::Theme(theme.as_str().to_owned()));
        let sectors = offer.sectors.iter().map(|sector| Concept::sector(sector.as_str()));
        for subject in themes.chain(sectors) {
            weights.push((self.words.number_of(&subject.token()), CHOSEN));
        }
        weights.sort_unstable();
        weights.dedup_by(|(word, weight), (first, sum)| {
            let same = word == first;
            if same {
                *sum = sum.saturating_add(*weight);
            }
            same
        });
        weights
    }

    fn read(&mut self, texts: &LocalizedText, weight: u8, weights: &mut Vec<(u32, u8)>) {
        let concepts = self.concepts;
        for (language, text) in texts.iter() {
            let known = self.known.entry(language.clone()).or_default();
            let text = Words::of(text);
            for (place, word) in text.iter().enumerate() {
                if !known.contains_key(word) {
                    let stem = (!words::is_common(word)).then(|| self.words.number_of(&words::stem(word)));
                    let meanings = concepts.meanings(word, language.as_str());
                    known.insert(word.to_owned(), Known { stem, meanings });
                }
                let Known { stem, meanings } = &known[word];
                weights.extend(stem.map(|stem| (stem, weight)));
                concepts.named(meanings, &text, place, |concept, _| {
                    weights.push((self.words.number_of(&concept.token()), weight));
                });
            }
        }
    }

    /// The country of a region: by the vocabulary, or else by the letters with which its code begins.
    fn country(&self, region: &str) -> Option<String> {
        if let Some(region) = self.vocabulary.regions.find(region) {
            return Some(region.country.as_str().to_owned());
        }
        let own = self.vocabulary.countries.iter().find(|country| region.starts_with(&country.nuts));
        own.map(|country| country.code().to_owned())
    }
}

fn names<T>(codes: &[Code<T>]) -> Vec<&str> {
    codes.iter().map(Code::as_str).collect()
}

fn renumber(column: &mut Lists<u16>, list: Vec<u16>, numbers: &[u16]) {
    column.push(list.into_iter().map(|number| numbers[usize::from(number)]));
}
