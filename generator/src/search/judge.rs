//! What the index says, compared with what Pagefind's own library makes of the same texts.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::sync::{Mutex, PoisonError};

use domain::text::LanguageTag;
use flate2::read::GzDecoder;
use pagefind::api::PagefindIndex;
use proptest::prelude::*;
use serde_json::Value;

use super::browser::Entry;
use super::bundle::{Bundle, pack};
use super::record::Record;
use super::segment::{Builder, Segment};
use super::words::Splitter;
use super::{Sink, inverted};
use crate::fs::output::OutputError;

/// The files of an index, kept in memory.
#[derive(Default)]
pub(super) struct Gathered(Mutex<BTreeMap<String, Vec<u8>>>);

impl Gathered {
    /// The files by their path below the output folder.
    pub(super) fn files(self) -> BTreeMap<String, Vec<u8>> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Gathered {
    fn keeps(&self, _: &str) -> bool {
        false
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

/// Distance to a page, places in its text, places in its title.
type Page = (u32, Vec<i32>, Vec<i32>);
type Word = (String, Vec<Page>, Vec<(String, Vec<Page>)>);
type Chunk = (String, String, String);
type Overview = (String, Vec<(String, u32, String)>, Vec<Chunk>, Vec<()>, Vec<()>, Vec<String>);

/// An index, told so that two can be compared whatever their files are called.
#[derive(Debug, PartialEq)]
struct Told {
    fields: Vec<String>,
    /// Addresses with their numbers of words.
    pages: Vec<(String, u32)>,
    /// First and last words of files.
    files: Vec<(String, String)>,
    /// For each word, without marks and with each way of marks, the pages that have it: address and places.
    words: BTreeMap<(String, String), Vec<Found>>,
}

/// An address, places in its text, places in its title.
type Found = (String, Vec<i32>, Vec<i32>);

fn open(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<u8> {
    let mut content = Vec::new();
    GzDecoder::new(files[name].as_slice()).read_to_end(&mut content).expect("a compressed file");
    content.split_off("pagefind_dcd".len())
}

fn told(files: &BTreeMap<String, Vec<u8>>, language: &str) -> Told {
    let beginning = format!("pagefind/pagefind.{language}_");
    let overview = files.keys().find(|name| name.starts_with(&beginning)).expect("a list of pages");
    let (_, pages, chunks, _, _, fields): Overview = minicbor::decode(&open(files, overview)).expect("a list of pages");
    let fragment = |name: &str| -> Value {
        serde_json::from_slice(&open(files, &format!("pagefind/fragment/{name}.pf_fragment"))).expect("a fragment")
    };
    let bundles: HashMap<&str, Value> = pages
        .iter()
        .map(|(_, _, name)| name.as_str())
        .filter(|name| !name.is_empty())
        .map(|name| (name, fragment(name)))
        .collect();
    let pages: Vec<(String, u32)> = pages
        .iter()
        .map(|(hit, words, bundle)| {
            let fragment = bundles.get(bundle.as_str()).map_or_else(|| fragment(hit), |bundle| bundle[hit].clone());
            (fragment["url"].as_str().expect("an address").to_owned(), *words)
        })
        .collect();
    let named = |list: Vec<Page>| {
        let mut number = 0;
        let page = |(distance, places, titles)| {
            number += distance;
            (pages[number as usize].0.clone(), places, titles)
        };
        list.into_iter().map(page).collect::<Vec<_>>()
    };
    let mut words = BTreeMap::new();
    for (_, _, name) in &chunks {
        let content = open(files, &format!("pagefind/index/{name}.pf_index"));
        let (all,): (Vec<Word>,) = minicbor::decode(&content).expect("words");
        for (word, pages, marked) in all {
            words.insert((word.clone(), String::new()), named(pages));
            words.extend(marked.into_iter().map(|(form, pages)| ((word.clone(), form), named(pages))));
        }
    }
    Told { fields, pages, files: chunks.into_iter().map(|(from, until, _)| (from, until)).collect(), words }
}

fn records(language: &str, texts: &[String]) -> Vec<Record> {
    let record = |(number, text): (usize, &String)| {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = words.split(' ').take(4).collect::<Vec<_>>().join(" ");
        let address = format!("/{language}/{number}/");
        Record { address, title, kind: "offer", words, row: format!("<article>{number}</article>") }
    };
    texts.iter().enumerate().map(record).collect()
}

/// The indexes of the library, by language.
fn theirs(records: &[(&str, Vec<Record>)]) -> BTreeMap<String, Vec<u8>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a thread");
    let files = runtime.block_on(async {
        let mut index = PagefindIndex::new(None).expect("an index");
        for (language, records) in records {
            for Record { address, title, words, .. } in records {
                let meta = [("title".to_owned(), title.clone())].into();
                let language = (*language).to_owned();
                index
                    .add_custom_record(address.clone(), words.clone(), language, Some(meta), None, None)
                    .await
                    .expect("a record");
            }
        }
        index.get_files().await.expect("files")
    });
    files.into_iter().map(|file| (format!("pagefind/{}", file.filename.display()), file.contents)).collect()
}

/// Our index, joined from segments of so many pages.
fn ours(language: &str, entry: &Entry, records: &[Record], segment: usize) -> Told {
    let tag = LanguageTag::parse(language).expect("a language");
    let splitter = Splitter::new(&tag, &entry.include_characters);
    let gathered = Gathered::default();
    let segments: Vec<Segment> = records
        .chunks(segment)
        .map(|records| {
            let mut builder = Builder::new(&splitter);
            for record in records {
                builder.add(&record.title, &record.words).expect("a page");
            }
            let (bundle, content) = Bundle::make(language, records).expect("a bundle");
            gathered.write(&bundle.path(), &pack(&content).expect("a file")).expect("a place for it");
            builder.done(vec![bundle])
        })
        .collect();
    let segments: Vec<&Segment> = segments.iter().collect();
    inverted::write(language, &entry.version, &segments, &gathered).expect("an index");
    told(&gathered.files(), language)
}

fn compare(texts: &[(&str, Vec<String>)]) {
    let records: Vec<(&str, Vec<Record>)> =
        texts.iter().map(|(language, texts)| (*language, records(language, texts))).collect();
    let files = theirs(&records);
    let entry: Entry = serde_json::from_slice(&files["pagefind/pagefind-entry.json"]).expect("an entry");
    for (language, records) in &records {
        let theirs = told(&files, language);
        for segment in [records.len(), 7] {
            let ours = ours(language, &entry, records, segment);
            for (word, pages) in &theirs.words {
                assert_eq!(ours.words.get(word), Some(pages), "{language}: {word:?}");
            }
            assert_eq!(ours, theirs, "{language}");
        }
    }
}

/// Texts of many words, drawn from a few hundred of a language's.
fn many(words: &str, count: usize) -> Vec<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut state = 7_u64;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[usize::try_from(state >> 33).expect("a place") % words.len()]
    };
    (0..count)
        .map(|number| (0..100).map(|_| draw()).chain([&*format!("visit{number}")]).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn the_same_words_lead_to_the_same_places_as_with_pagefinds_own_index() {
    let texts = [
        (
            "en",
            "Apprentices’ pre-school visits, visiting a state-of-the-art workshop; e.g. www.example.org/host-site (2026-11-23) NaïveCafé café CAFÉ cafe B1/B2 ISCED-F 3.5 under_score don't A1. – … co-op",
        ),
        (
            "fr",
            "Élèves d’une école hôtelière, l'été à Besançon: où ça? Œuvre cœur aujourd'hui Noël NOËL noel pré-apprentissage",
        ),
        ("de", "Auszubildende üben Straßenbau in Groß-Gerau; ÜBUNG übung Übungen ubung Schüler*innen KMU-Partner Öl"),
        ("el", "Μαθητές και μαθήτριες επισκέπτονται το εργαστήριο. Αθήνα ΑΘΗΝΑ αθηνα"),
        ("ca", "L’institut col·laboració d'empreses; formació, FORMACIÓ formacio Barcelona pràctiques"),
        ("bg", "Ученици посещават работилницата. Йога ЙОГА йога София"),
        ("hu", "Tanulók őszi látogatása a műhelyben; Őrség árvíztűrő tükörfúrógép"),
        ("lv", "Mācekļi apmeklē darbnīcu Rīgā; mācekļu RĪGA riga"),
    ];
    // The first is large enough for many files of words.
    let count = |place| if place == 0 { 300 } else { 20 };
    let texts = texts.iter().enumerate().map(|(place, (language, words))| (*language, many(words, count(place))));
    compare(&texts.collect::<Vec<_>>());
}

#[test]
fn every_language_and_every_odd_letter_is_treated_as_by_the_program_in_the_browser() {
    let languages =
        "bg ca cs da de el en es et eu fi fr ga hr hu hy it lt lv mt nb nl nn no pl pt ro ru sk sl sr sv tr uk";
    let text = "nationalities learning studierenden étudiantes aprendices opiskelijat студенты ученици μαθητές öğrenciler учні ստուդենտներ uczniowie studenți ikasleak mokiniai \
                ŉ ǅ ΐ ΰ ΑΣ ΆΣ- ΑΣ.ΑΣ ΑΣ/β aΣ/ß.ẞ İ ı ĸ ſ ŀ Ĳ ª a__b _a. İx/İ.İ";
    compare(&languages.split(' ').map(|language| (language, vec![text.to_owned()])).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    // Each text has one word at least: the library leaves a page of mere signs out, and no page of a site is one.
    #[test]
    fn any_text_is_cut_as_pagefind_cuts(texts in prop::collection::vec("visit ([a-zA-Z0-9À-ÿĀ-ſά-ώА-я.,:;!'’()/_-]{1,12} ){1,20}", 1..12)) {
        compare(&["en", "fr", "de", "pl", "sv", "sk"].map(|language| (language, texts.clone())));
    }
}
