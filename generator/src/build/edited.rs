//! Which pages somebody has just edited: these are rendered before all others.

use std::collections::HashSet;

use crate::build::output_file::OutputFile;
use crate::plan::{Page, Planned};
use crate::theme::Theme;
use content::fingerprint::{Fingerprint, Fingerprinter};
use content::inputs;
use content::model::site::Site;

/// A page of what was edited, before the build is done and its file in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedPage {
    /// Its path below the output folder.
    pub name: String,
    /// Its HTML.
    pub html: Vec<u8>,
}

/// What the last build of a server was made from.
pub struct LastBuild {
    /// The files of offers, case studies, events and pages.
    files: HashSet<Fingerprint>,
    surroundings: Fingerprint,
}

impl LastBuild {
    pub fn new(site: &Site, surroundings: Fingerprint) -> Self {
        let stories = site.case_studies.iter().map(|story| story.entry.fingerprint);
        let events = site.events.iter().map(|event| event.entry.fingerprint);
        let pages = site.pages.values().flat_map(|languages| languages.values());
        let files = site.offers.iter().map(|offer| offer.fingerprint).chain(stories).chain(events);
        Self { files: files.chain(pages.map(|page| page.entry.fingerprint)).collect(), surroundings }
    }

    /// Whether a file shows something that is new or changed since. Where theme, settings or vocabularies changed too, no
    /// page goes before the others: all of them may fail.
    pub fn is_edited(&self, file: &OutputFile, surroundings: Fingerprint) -> bool {
        let OutputFile::Page(Planned { page, .. }) = file else { return false };
        let own = match page {
            Page::Offer(offer) => offer.fingerprint,
            Page::CaseStudy(story) => story.entry.fingerprint,
            Page::Event(event) => event.entry.fingerprint,
            Page::Text(page) => page.entry.fingerprint,
            _ => return false,
        };
        self.surroundings == surroundings && !self.files.contains(&own)
    }
}

/// The fingerprint of what all pages have in common: program, theme, settings, day, vocabularies, names of text pages.
pub fn surroundings(site: &Site, theme: &Theme) -> Fingerprint {
    Fingerprinter::new("surroundings")
        .fingerprint(inputs::program())
        .fingerprint(theme.whole)
        .part(format!("{:?}", site.settings).as_bytes())
        .part(site.today.to_string().as_bytes())
        .fingerprint(site.codes)
        .part(format!("{:?}", site.pages.keys()).as_bytes())
        .done()
}
