//! The same content for other generators: Markdown whose front matter has all fields of an offer, and the labels of codes
//! as data. In: our files. Out: two folders below `peers/`, each with the templates of `bench/peers/`.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::files::{CorpusError, copy, put, repository};
use crate::offer::Offer;
use crate::story::Story;
use crate::vocabulary::{Term, Vocabulary};

/// A kind of peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    Hugo,
    Eleventy,
}

impl Peer {
    /// All of them.
    pub const ALL: [Peer; 2] = [Peer::Hugo, Peer::Eleventy];

    /// Its folder, here and in a corpus.
    pub fn folder(self) -> &'static str {
        match self {
            Peer::Hugo => "hugo",
            Peer::Eleventy => "eleventy",
        }
    }

    /// Where it looks for labels.
    fn labels(self) -> &'static str {
        match self {
            Peer::Hugo => "data/labels.json",
            Peer::Eleventy => "_data/labels.json",
        }
    }

    /// Where it looks for files that it copies.
    fn assets(self) -> &'static str {
        match self {
            Peer::Hugo => "static/assets",
            Peer::Eleventy => "assets",
        }
    }
}

/// The peers' folders of a corpus.
pub struct Peers {
    folders: Vec<PathBuf>,
}

impl Peers {
    /// Writes everything but the content.
    pub fn write(folder: &Path, vocabulary: &Vocabulary) -> Result<Self, CorpusError> {
        let labels = labels(vocabulary);
        let mut folders = Vec::new();
        for peer in Peer::ALL {
            let own = folder.join("peers").join(peer.folder());
            copy(&repository().join("bench/peers").join(peer.folder()), &own)?;
            copy(&repository().join("bench/peers/theme/css"), &own.join(peer.assets()))?;
            let path = own.join(peer.labels());
            let text =
                serde_json::to_string(&labels).map_err(|source| CorpusError::Labels { path: path.clone(), source })?;
            put(&path, &text)?;
            folders.push(own);
        }
        Ok(Self { folders })
    }

    /// Writes an offer. Its lists are told, since both make lists of what front matter names.
    pub fn offer(&self, slug: &str, offer: &Offer) -> Result<(), CorpusError> {
        let text = front(offer);
        self.folders.iter().try_for_each(|folder| put(&folder.join(format!("content/offers/{slug}.md")), &text))
    }

    /// Writes a case study.
    pub fn story(&self, slug: &str, story: &Story) -> Result<(), CorpusError> {
        let file = |folder: &Path| folder.join(format!("content/case-studies/{slug}.md"));
        self.folders.iter().try_for_each(|folder| put(&file(folder), &story.text))
    }
}

/// An offer as front matter.
pub fn front(offer: &Offer) -> String {
    let sectors = offer.sectors.iter().map(|code| format!("\"{code}\"")).collect::<Vec<_>>().join(", ");
    format!("---\n{}list_country: [\"{}\"]\nlist_sector: [{sectors}]\n---\n", offer.text, offer.country)
}

fn labels(vocabulary: &Vocabulary) -> Value {
    let plain = |terms: &[Term]| -> Value {
        terms.iter().map(|term| (term.code.clone(), term.label.clone().into())).collect::<Map<_, _>>().into()
    };
    let regions = vocabulary.regions.iter();
    let regions: Map<String, Value> = regions
        .map(|region| (region.code.clone(), json!({ "label": region.label, "country": region.country })))
        .collect();
    let families = vocabulary.activities.iter();
    let families: Map<String, Value> =
        families.map(|activity| (activity.code.clone(), activity.family.clone().into())).collect();
    json!({
        "activities": plain(&vocabulary.activities),
        "audiences": plain(&vocabulary.audiences),
        "barriers": plain(&vocabulary.barriers),
        "countries": plain(&vocabulary.countries),
        "families": families,
        "languages": plain(&vocabulary.languages),
        "organisation_kinds": plain(&vocabulary.organisation_kinds),
        "regions": regions,
        "sectors": plain(&vocabulary.sectors),
        "stop_kinds": plain(&vocabulary.stop_kinds),
        "support_measures": plain(&vocabulary.support_measures),
        "themes": plain(&vocabulary.themes),
    })
}
