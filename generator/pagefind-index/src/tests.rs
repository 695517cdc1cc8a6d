//! Compares our index with what Pagefind's own library makes of the same texts.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::sync::Mutex;

use flate2::read::GzDecoder;
use pagefind::api::PagefindIndex;
use proptest::prelude::*;
use serde_json::Value;

use crate::{Entry, FragmentFile, IndexError, Page, Segment, SegmentBuilder, WordSplitter, compress, write_index};

/// Distance to a page, places in its text, places in its title.
type Posting = (u32, Vec<i32>, Vec<i32>);
type Word = (String, Vec<Posting>, Vec<(String, Vec<Posting>)>);
type Chunk = (String, String, String);
type SiteIndex = (String, Vec<(String, u32, String)>, Vec<Chunk>, Vec<()>, Vec<()>, Vec<String>);

/// A decoded index, without the names of files.
#[derive(Debug, PartialEq)]
struct Decoded {
    fields: Vec<String>,
    /// Addresses with their numbers of words.
    pages: Vec<(String, u32)>,
    /// First and last words of files.
    files: Vec<(String, String)>,
    /// For each stem and form, the pages that have it.
    words: BTreeMap<(String, String), Vec<Found>>,
}

/// An address, places in its text, places in its title.
type Found = (String, Vec<i32>, Vec<i32>);

fn open(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<u8> {
    let mut content = Vec::new();
    GzDecoder::new(files[name].as_slice()).read_to_end(&mut content).expect("a compressed file");
    content.split_off("pagefind_dcd".len())
}

fn decode(files: &BTreeMap<String, Vec<u8>>, language: &str) -> Decoded {
    let beginning = format!("pagefind/pagefind.{language}_");
    let site_index = files.keys().find(|name| name.starts_with(&beginning)).expect("a list of pages");
    let (_, pages, chunks, _, _, fields): SiteIndex =
        minicbor::decode(&open(files, site_index)).expect("a list of pages");
    let fragment = |name: &str| -> Value {
        serde_json::from_slice(&open(files, &format!("pagefind/fragment/{name}.pf_fragment"))).expect("a fragment")
    };
    let shared: HashMap<&str, Value> = pages
        .iter()
        .map(|(_, _, name)| name.as_str())
        .filter(|name| !name.is_empty())
        .map(|name| (name, fragment(name)))
        .collect();
    let pages: Vec<(String, u32)> = pages
        .iter()
        .map(|(hit, words, file)| {
            let fragment = shared.get(file.as_str()).map_or_else(|| fragment(hit), |file| file[hit].clone());
            (fragment["url"].as_str().expect("an address").to_owned(), *words)
        })
        .collect();
    let named = |list: Vec<Posting>| {
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
    Decoded { fields, pages, files: chunks.into_iter().map(|(from, until, _)| (from, until)).collect(), words }
}

fn pages_of(language: &str, texts: &[String]) -> Vec<Page> {
    let page = |(number, text): (usize, &String)| {
        let content = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = content.split(' ').take(4).collect::<Vec<_>>().join(" ");
        Page { url: format!("/{language}/{number}/"), title, content, meta: Vec::new() }
    };
    texts.iter().enumerate().map(page).collect()
}

/// The indexes of the library, by language.
fn theirs(pages: &[(&str, Vec<Page>)]) -> BTreeMap<String, Vec<u8>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a thread");
    let files = runtime.block_on(async {
        let mut index = PagefindIndex::new(None).expect("an index");
        for (language, pages) in pages {
            for Page { url, title, content, .. } in pages {
                let meta = [("title".to_owned(), title.clone())].into();
                let language = (*language).to_owned();
                index
                    .add_custom_record(url.clone(), content.clone(), language, Some(meta), None, None)
                    .await
                    .expect("a record");
            }
        }
        index.get_files().await.expect("files")
    });
    files.into_iter().map(|file| (format!("pagefind/{}", file.filename.display()), file.contents)).collect()
}

/// Our index, joined from segments of so many pages.
fn ours(language: &str, entry: &Entry, pages: &[Page], segment: usize) -> Decoded {
    let splitter = WordSplitter::new(language, &entry.include_characters);
    let files = Mutex::new(BTreeMap::new());
    let write = |path: &str, content: &[u8]| -> Result<(), IndexError> {
        let bytes = compress(content)?;
        files.lock().expect("files").insert(path.to_owned(), bytes);
        Ok(())
    };
    let segments: Vec<Segment> = pages
        .chunks(segment)
        .map(|pages| {
            let mut builder = SegmentBuilder::new(&splitter);
            for page in pages {
                builder.add(&page.title, &page.content).expect("a page");
            }
            let (file, content) = FragmentFile::new(language, pages).expect("a file");
            write(&file.path(), &content).expect("a place for it");
            builder.finish(vec![file])
        })
        .collect();
    let segments: Vec<&Segment> = segments.iter().collect();
    write_index(language, &entry.version, &segments, write).expect("an index");
    let files = files.into_inner().expect("files");
    decode(&files, language)
}

fn compare(texts: &[(&str, Vec<String>)]) {
    let pages: Vec<(&str, Vec<Page>)> =
        texts.iter().map(|(language, texts)| (*language, pages_of(language, texts))).collect();
    let files = theirs(&pages);
    let entry: Entry = serde_json::from_slice(&files["pagefind/pagefind-entry.json"]).expect("an entry");
    for (language, pages) in &pages {
        let theirs = decode(&files, language);
        for segment in [pages.len(), 7] {
            let ours = ours(language, &entry, pages, segment);
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
