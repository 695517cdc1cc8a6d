//! How a catalogue is made of offers, one after the other.

use std::collections::HashMap;

use super::code_numbers::Numbers;
use super::column::Lists;
use super::entry::{CatalogueEntry, Texts as InLanguages};
use super::numbers::{MINORS_UNKNOWN, NO_COUNTRY, day_number, level_number};
use super::published;
use super::table::Catalogue;
use crate::matching::concept::Concept;
use crate::matching::concepts::{Concepts, Meanings};
use crate::matching::reason::Of;
use crate::matching::words;
use crate::matching::words::Words;
use crate::vocabulary::{Term, Vocabulary};

/// How often a word counts that stands in a title, in a summary, in the programme or in what is learnt; and a subject
/// that the host chose for the offer. A title is written to be found; a programme also tells of lunch.
const TITLE: u8 = 3;
const SUMMARY: u8 = 2;
const BODY: u8 = 1;
const CHOSEN: u8 = 3;

impl Catalogue {
    /// Prepares offers. Their order makes no difference; of two with one slug the first counts.
    pub fn new<'e>(offers: impl IntoIterator<Item = CatalogueEntry<'e>>, vocabulary: &Vocabulary) -> Self {
        Self::with_concepts(offers, vocabulary, &Concepts::new(vocabulary))
    }

    /// The same with the vocabulary's words as they were made before.
    pub fn with_concepts<'e>(
        offers: impl IntoIterator<Item = CatalogueEntry<'e>>,
        vocabulary: &Vocabulary,
        concepts: &Concepts,
    ) -> Self {
        let mut making = CatalogueBuilder::new(vocabulary, concepts);
        for offer in offers {
            making.add(&offer);
        }
        making.finish()
    }

    /// Prepares the offers of a published `offers.json`.
    ///
    /// # Errors
    /// If the bytes are not such a file.
    pub fn from_published(json: &[u8], vocabulary: &Vocabulary) -> Result<Self, serde_json::Error> {
        let concepts = Concepts::new(vocabulary);
        let mut making = CatalogueBuilder::new(vocabulary, &concepts);
        published::each(json, |offer| making.add(&offer.standing_in(json)))?;
        Ok(making.finish())
    }
}

/// A catalogue in the making.
pub(super) struct CatalogueBuilder<'v> {
    vocabulary: &'v Vocabulary,
    concepts: &'v Concepts,
    /// Stems and subjects.
    words: Numbers<u32>,
    /// For each vocabulary [`Of`].
    codes: [Numbers<u16>; Of::COUNT],
    description_languages: Numbers<u16>,
    offers: Vec<Prepared>,
    /// By language, words that were met before: large catalogues say much in few words.
    known: HashMap<String, HashMap<String, Known<'v>>>,
    // Used for one offer after the other.
    text: Words,
    stem: String,
    named: Vec<&'v Concept>,
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
    pub(super) fn new(vocabulary: &'v Vocabulary, concepts: &'v Concepts) -> Self {
        Self {
            vocabulary,
            concepts,
            words: Numbers::default(),
            codes: Default::default(),
            description_languages: Numbers::default(),
            offers: Vec::new(),
            known: HashMap::new(),
            text: Words::default(),
            stem: String::new(),
            named: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, offer: &CatalogueEntry) {
        let words = self.weigh(offer);
        let country = self.country(offer.host.region.as_str());
        let described = offer.title.0.iter().chain(&offer.summary.0);
        let mut described_in: Vec<u16> =
            described.map(|(language, _)| self.description_languages.number_of(language.as_str())).collect();
        described_in.sort_unstable();
        described_in.dedup();
        let CatalogueEntry { activities, audiences, sectors, themes, support, .. } = offer;
        let lists = [activities, audiences, sectors, themes, &support.measures, &support.barriers];
        let languages = &mut self.codes[Of::Languages as usize];
        let languages = offer
            .languages
            .iter()
            .map(|needed| (languages.number_of(needed.code.as_str()), level_number(needed.level)))
            .collect();
        let span = |number: i64| u16::try_from(number).unwrap_or(u16::MAX);
        let prepared = Prepared {
            slug: offer.slug.as_str().to_owned(),
            title: offer.title.0.first().map_or("", |(_, text)| text.as_str()).to_owned(),
            host: offer.host.name.as_str().to_owned(),
            place: offer.host.place.as_str().to_owned(),
            country: country.map(|country| self.codes[Of::Countries as usize].number_of(&country)),
            lists: std::array::from_fn(|list| self.codes[Of::Activities as usize + list].numbers_of(lists[list])),
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
            begins: offer.begins,
        };
        self.offers.push(prepared);
    }

    /// The catalogue, with offers by slug and codes and words in their order: so it is the same in whatever order the
    /// offers came.
    pub(super) fn finish(mut self) -> Catalogue {
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
    fn weigh(&mut self, offer: &CatalogueEntry) -> Vec<(u32, u8)> {
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
        for theme in &offer.themes {
            self.count(&Concept::Theme(theme.as_str().to_owned()).token(), CHOSEN, &mut weights);
        }
        for sector in &offer.sectors {
            self.count(&Concept::Sector(sector.as_str().to_owned()).token(), CHOSEN, &mut weights);
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

    fn read(&mut self, texts: &InLanguages, weight: u8, weights: &mut Vec<(u32, u8)>) {
        for (language, text) in &texts.0 {
            let mut words = std::mem::take(&mut self.text);
            words.read(text.as_str());
            let mut known = self.known.remove(language.as_str()).unwrap_or_default();
            for (place, word) in words.iter().enumerate() {
                if !known.contains_key(word) {
                    let stem = (!words::is_common(word)).then(|| {
                        words::stem(word, &mut self.stem);
                        let stem = std::mem::take(&mut self.stem);
                        let number = self.words.number_of(&stem);
                        self.stem = stem;
                        number
                    });
                    let meanings = self.concepts.meanings(word, language.as_str());
                    known.insert(word.to_owned(), Known { stem, meanings });
                }
                let Some(Known { stem, meanings }) = known.get(word) else { continue };
                weights.extend(stem.map(|stem| (stem, weight)));
                self.concepts.named(meanings, &words, place, |concept, _| self.named.push(concept));
                let mut named = std::mem::take(&mut self.named);
                for concept in named.drain(..) {
                    self.count(&concept.token(), weight, weights);
                }
                self.named = named;
            }
            self.known.insert(language.as_str().to_owned(), known);
            self.text = words;
        }
    }

    fn count(&mut self, word: &str, weight: u8, weights: &mut Vec<(u32, u8)>) {
        weights.push((self.words.number_of(word), weight));
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

fn renumber(column: &mut Lists<u16>, list: Vec<u16>, numbers: &[u16]) {
    column.push(list.into_iter().map(|number| numbers[usize::from(number)]));
}
