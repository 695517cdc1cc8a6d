//! A cached index gives the same files as one made from nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use domain::text::{LanguageTag, LocalizedText};
use jiff::civil::date;

use super::{IndexCache, Sink, fingerprint, write};
use crate::output_folder::OutputError;
use crate::render::Renderer;
use crate::theme::Theme;
use content::cache::Cache;
use content::fingerprint::Fingerprint;
use content::inputs::SourceFiles;
use content::load;
use content::model::site::Site;

/// A folder that an earlier index wrote to.
#[derive(Default)]
struct Folder {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    kept: Mutex<BTreeSet<String>>,
    written: Mutex<BTreeSet<String>>,
}

impl Folder {
    /// Writes an index, and deletes what does not belong to it; how many files had to be made.
    fn build(&self, site: &Site, renderer: &Renderer, surroundings: &str, memory: &mut IndexCache) -> usize {
        self.kept.lock().expect("a list").clear();
        self.written.lock().expect("a list").clear();
        write(site, renderer, Fingerprint::of(surroundings.as_bytes()), memory, self).expect("an index");
        let (kept, written) = (self.kept.lock().expect("a list"), self.written.lock().expect("a list"));
        self.files.lock().expect("files").retain(|path, _| kept.contains(path) || written.contains(path));
        written.len()
    }
}

impl Sink for Folder {
    fn keeps(&self, path: &str) -> bool {
        let keeps = self.files.lock().expect("files").contains_key(path);
        if keeps {
            self.kept.lock().expect("a list").insert(path.to_owned());
        }
        keeps
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.files.lock().expect("files").insert(path.to_owned(), bytes.to_vec());
        self.written.lock().expect("a list").insert(path.to_owned());
        Ok(())
    }
}

/// Our own site, with so many offers that they make several segments.
fn large() -> (Site, Renderer) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = SourceFiles::find(&root);
    let loaded = load::load(&root, &files, None, date(2026, 11, 23), &Cache::read_only(&root), None);
    let mut site = loaded.site.expect("a site");
    let english = LanguageTag::english();
    site.settings.languages.retain(|language| *language == english);
    let offers = site.offers.clone();
    site.offers = (0..300)
        .zip(offers.iter().cycle())
        .map(|(number, offer)| {
            let mut offer = (**offer).clone();
            offer.path = format!("content/offers/{number}.yaml");
            offer.value.title = LocalizedText::new(english.clone(), format!("Visit number{number}"));
            Arc::new(offer)
        })
        .collect();
    let theme = Theme::load(&root, &files.themes, &site.settings.theme, &site.settings.languages).expect("our theme");
    let renderer = Renderer::new(&site, &theme).expect("our templates");
    (site, renderer)
}

fn build_new(site: &Site, renderer: &Renderer) -> BTreeMap<String, Vec<u8>> {
    let folder = Folder::default();
    folder.build(site, renderer, "", &mut IndexCache::default());
    folder.files.into_inner().expect("files")
}

#[test]
fn after_any_edit_the_index_is_that_of_a_build_from_nothing() {
    let (mut site, renderer) = large();
    let (mut memory, folder) = (IndexCache::default(), Folder::default());
    let all = folder.build(&site, &renderer, "monday", &mut memory);
    assert!(memory.segments.len() > 1, "too few offers to tell one segment from another");
    let lines = |site: &Site, most: usize, memory: &mut IndexCache, what: &str| {
        folder.build(site, &renderer, "monday", memory);
        let written = folder.written.lock().expect("a list");
        let lines = written.iter().filter(|path| path.contains("/fragment/")).count();
        assert!(lines <= most, "{what}: {lines} of {all}");
        assert_eq!(*folder.files.lock().expect("files"), build_new(site, &renderer), "{what}");
    };
    lines(&site, 0, &mut memory, "nothing changed");

    let edited = Arc::make_mut(&mut site.offers[100]);
    edited.value.title = LocalizedText::new(LanguageTag::english(), "Pickled herring");
    edited.fingerprint = Fingerprint::of(b"edited");
    lines(&site, 1, &mut memory, "one offer was edited");

    let moved = site.offers.remove(250);
    site.offers.insert(0, moved);
    lines(&site, 5, &mut memory, "one offer was confirmed");

    site.offers.remove(200);
    lines(&site, 2, &mut memory, "one offer was deleted");

    site.case_studies.pop();
    lines(&site, 2, &mut memory, "one story was deleted");

    // Lines may say what day it is: with other surroundings, nothing that is remembered counts.
    site.today = date(2027, 1, 23);
    folder.build(&site, &renderer, "another day", &mut memory);
    assert_eq!(*folder.files.lock().expect("files"), build_new(&site, &renderer));

    // Files that somebody deleted are made again, whatever is remembered.
    folder.files.lock().expect("files").clear();
    folder.build(&site, &renderer, "another day", &mut memory);
    assert_eq!(*folder.files.lock().expect("files"), build_new(&site, &renderer));
}

#[test]
fn the_index_is_the_same_on_one_thread_and_on_many() {
    let (site, renderer) = large();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| build_new(&site, &renderer))
    };
    assert!(on(1) == on(5), "files differ");
}

#[test]
fn a_stamp_tells_whether_anything_that_is_searched_changed() {
    let (mut site, _) = large();
    let (before, other) =
        (fingerprint(&site, Fingerprint::of(b"monday")), fingerprint(&site, Fingerprint::of(b"tuesday")));
    assert_ne!(before, other);
    site.events.clear();
    assert_eq!(before, fingerprint(&site, Fingerprint::of(b"monday")), "events are not searched");
    site.offers.swap(3, 4);
    assert_ne!(before, fingerprint(&site, Fingerprint::of(b"monday")), "the list has another order");
}
