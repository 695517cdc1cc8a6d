//! What the generator published, as far as function and desk need it: vocabulary, open offers, and the pages that become answers to
//! visitors.
//!
//! In: the folder of a built site. Out: everything in memory, and a handle that the caller swaps after a rebuild. What a
//! request may not need is only read, and understood when it is first needed: a process that starts for one request
//! answers sooner. What the desk looks for hosts with is read when it is first asked for ([`Published::match_index`]).

mod error;
mod match_index;
mod offer_reader;
mod pages;
mod publication;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use domain::case::retention::Retention;
use domain::case::{CaseState, Reminders, Submission};
use domain::matching::weights::Weights;
use domain::request::fit::{ConditionsOfOffers, OfferConditions};
use domain::text::{LanguageTag, Slug};
use domain::validate::base_url::BaseUrl;
use domain::vocabulary::Vocabulary;
use serde::Deserialize;

pub use error::PublishedError;
pub use match_index::MatchIndex;
pub use pages::Pages;
pub use publication::Publication;

use self::error::read_json;
use store::Deadlines;

/// The artefacts of one build.
pub struct Published {
    pub vocabulary: Vocabulary,
    /// Offers that can be asked for.
    pub open_offers: BTreeSet<Slug>,
    /// The site's languages, the default first; there is at least one.
    pub languages: Vec<LanguageTag>,
    /// How long requests are kept.
    pub retention: Retention,
    /// How long each may take before the desk calls it overdue.
    pub reminders: Reminders,
    /// The site's full address, without a slash at its end, where it was published.
    pub base_url: Option<String>,
    /// The path that the site lives below: empty, or `/mobility`.
    pub base_path: String,
    /// What stands before the address of a page of the site.
    pub site: String,
    /// Who runs the site, where it was published.
    pub secretariat: Option<Secretariat>,
    /// Whether whoever sends a form is asked for a proof of work.
    pub asks_for_proof: bool,
    conditions: Conditions,
    pages: BTreeMap<LanguageTag, Pages>,
    hosts: Hosts,
}

/// What open offers say about visits, read when somebody first asks about one.
struct Conditions {
    file: PathBuf,
    offers: OnceLock<BTreeMap<Slug, OfferConditions>>,
}

/// What the desk looks for hosts with, read once.
struct Hosts {
    offers: PathBuf,
    cache: Option<PathBuf>,
    weights: Weights,
    index: Mutex<Option<Arc<MatchIndex>>>,
}

/// Who runs the site, and answers its visitors.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Secretariat {
    pub organisation: String,
    /// Its public address.
    pub email: String,
}

#[derive(Deserialize)]
struct SiteFile {
    #[serde(default)]
    base_url: Option<String>,
    #[serde(default)]
    secretariat: Option<Secretariat>,
    languages: Vec<LanguageTag>,
    retention: Retention,
    #[serde(default)]
    reminders: Reminders,
    #[serde(default)]
    guard: Guard,
}

#[derive(Deserialize, Default)]
struct Guard {
    proof_of_work: bool,
}

#[derive(Deserialize)]
struct OpenOffersFile {
    version: u64,
    offers: BTreeSet<Slug>,
}

impl Published {
    /// The version of `data/open-offers.json` that this program reads.
    const OFFERS_VERSION: u64 = 1;

    /// Reads what was published to a folder, all of it at once.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be; the error names the file.
    pub fn load(folder: &Path) -> Result<Self, PublishedError> {
        let published = Self::open(folder)?;
        // Nothing is lost where somebody else has been quicker: both have read the same.
        let _ = published.conditions.offers.set(published.conditions.read()?);
        Ok(published)
    }

    /// Reads what was published to a folder that has been checked before, as that of a deployed function has.
    ///
    /// # Errors
    /// If a file is missing or is not what the function needs; the error names the file.
    pub fn open(folder: &Path) -> Result<Self, PublishedError> {
        let vocabulary = read_json(folder.join("data/vocabulary.json"))?;
        let offers_path = folder.join("data/open-offers.json");
        let offers: OpenOffersFile = read_json(offers_path.clone())?;
        if offers.version != Self::OFFERS_VERSION {
            return Err(PublishedError::Version { path: offers_path, found: offers.version });
        }
        let site_path = folder.join("data/site.json");
        let SiteFile { base_url, secretariat, languages, retention, reminders, guard } = read_json(site_path.clone())?;
        if languages.is_empty() {
            return Err(PublishedError::NoLanguage { path: site_path });
        }
        let mut pages = BTreeMap::new();
        for language in &languages {
            pages.insert(language.clone(), Pages::read(&folder.join(language.as_str()))?);
        }
        let base_path = base_url.as_deref().and_then(|url| BaseUrl::parse(url).ok());
        let base_path = base_path.map(|url| url.path().to_owned()).unwrap_or_default();
        Ok(Self {
            vocabulary,
            open_offers: offers.offers,
            conditions: Conditions { file: folder.join("data/offer-conditions.json"), offers: OnceLock::new() },
            languages,
            retention,
            reminders,
            site: base_path.clone(),
            base_path,
            base_url,
            secretariat,
            asks_for_proof: guard.proof_of_work,
            pages,
            hosts: Hosts {
                offers: folder.join("data/offers.json"),
                cache: None,
                weights: Weights::default(),
                index: Mutex::default(),
            },
        })
    }

    /// Where the catalogue is kept once it is prepared for matching, so that the next process has it sooner. Without this, a
    /// large one is prepared by each process.
    #[must_use]
    pub fn keeping_the_catalogue_in(mut self, file: PathBuf) -> Self {
        self.hosts.cache = Some(file);
        self
    }

    /// What counts how much when hosts are suggested, as the site's settings say.
    #[must_use]
    pub fn weighing_by(mut self, weights: Weights) -> Self {
        self.hosts.weights = weights;
        self
    }

    /// Everything that hosts are looked for with: the catalogue, the weights, the vocabulary. The first call reads it, which takes
    /// up to seconds where a large catalogue has changed and nobody prepared it; whoever answers others calls this where it
    /// may block.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be; the error names the file, and the next call tries again.
    pub fn match_index(&self) -> Result<Arc<MatchIndex>, PublishedError> {
        let mut index = self.hosts.index.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = &*index {
            return Ok(Arc::clone(index));
        }
        let read =
            Arc::new(MatchIndex::open(&self.hosts.offers, self.hosts.cache.as_deref(), self.hosts.weights.clone())?);
        *index = Some(Arc::clone(&read));
        Ok(read)
    }

    /// What an open offer says about the visits that it is for.
    pub fn offer_conditions(&self, offer: &Slug) -> Option<&OfferConditions> {
        let offers = self.conditions.offers.get_or_init(|| {
            self.conditions.read().unwrap_or_else(|error| {
                tracing::error!(%error, "requests are not compared with the offers that they ask about");
                BTreeMap::new()
            })
        });
        offers.get(offer)
    }

    /// The language with a code, if the site has it.
    pub fn language(&self, code: &str) -> Option<&LanguageTag> {
        self.languages.iter().find(|language| language.as_str() == code)
    }

    /// The language for readers of whom nothing better is known.
    pub fn default_language(&self) -> &LanguageTag {
        &self.languages[0]
    }

    /// A language if the site has it, else the default one.
    pub fn language_or_default(&self, language: &LanguageTag) -> &LanguageTag {
        self.language(language.as_str()).unwrap_or_else(|| self.default_language())
    }

    /// The same build for a server that does not have the site: links to its pages have the site's full address.
    #[must_use]
    pub fn linking_to_the_site(self) -> Self {
        Self { site: self.base_url.clone().unwrap_or_default(), ..self }
    }

    /// The address of an offer's page, in a language if the site has it.
    pub fn offer_page(&self, language: &LanguageTag, offer: &str) -> String {
        format!("{}/{}/offers/{offer}/", self.site, self.language_or_default(language))
    }

    /// Until when a submission is kept that comes in, and when somebody has to look at it.
    pub fn deadlines(&self, submission: &Submission) -> Deadlines {
        let (status, received) = (submission.first_status(), submission.received);
        let handling = CaseState::default();
        let base = Retention::base(status, received, handling.visit_end(&submission.request));
        Deadlines { until: self.retention.until(status, base), due: self.reminders.due(status, received, &handling) }
    }

    /// The pages of a language if the site has it, else those of the default one.
    pub fn pages(&self, language: &LanguageTag) -> &Pages {
        &self.pages[self.language_or_default(language)]
    }
}

impl Conditions {
    fn read(&self) -> Result<BTreeMap<Slug, OfferConditions>, PublishedError> {
        read_json::<ConditionsOfOffers>(self.file.clone()).map(|file| file.offers)
    }
}
