//! The evaluation set: offers, requests, and what people said of each pair.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use domain::content::offer::Offer;
use domain::matching::catalogue::Catalogue;
use domain::matching::rules::Rule;
use domain::request::{Form, ReadContext, Request, Search, Wish};
use domain::text::Slug;
use domain::validate::{ErrorKind, Limit, ObjectReader};
use domain::vocabulary::Vocabulary;
use generator::{read_json, read_offers, read_yaml};
use jiff::civil::Date;

use super::error::EvaluateError;

/// A half of the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Half {
    /// The one that weights are chosen by.
    Tuning,
    /// The one that nobody looks at meanwhile.
    HeldOut,
}

/// What people said of the offers for a request.
pub struct Judgement {
    pub half: Half,
    pub difficulty: String,
    /// Offers that suit, with their grades from 1 to 3.
    pub grades: BTreeMap<String, u32>,
    /// Offers that would suit if people agreed on the thing named.
    pub near_misses: Vec<(String, Rule)>,
    /// Offers that look as if they would suit.
    pub tempting: Vec<String>,
}

/// A request with its judgement.
pub struct JudgedRequest {
    pub name: String,
    pub request: Request,
    pub judgement: Judgement,
}

/// The whole set.
pub struct JudgedSet {
    pub offers: BTreeMap<String, Offer>,
    pub catalogue: Catalogue,
    pub requests: Vec<JudgedRequest>,
}

impl JudgedSet {
    /// Reads a folder. All problems in its judgements and requests come back at once.
    pub fn read(folder: &Path, vocabulary: &Vocabulary, today: Date) -> Result<Self, EvaluateError> {
        let offers: Vec<(Slug, Offer)> = read_offers(&folder.join("offers"), vocabulary)?;
        let catalogue = Catalogue::new(&offers, vocabulary);
        let offers: BTreeMap<String, Offer> =
            offers.into_iter().map(|(slug, offer)| (slug.to_string(), offer)).collect();
        let open_offers: BTreeSet<Slug> = offers.keys().filter_map(|slug| Slug::parse(slug)).collect();
        let circumstances = ReadContext { today, open_offers: &open_offers };
        let (mut requests, mut problems) = (Vec::new(), Vec::new());
        for path in judgements(&folder.join("judgements"))? {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let text = fs::read_to_string(&path).map_err(EvaluateError::file(&path))?;
            let judgement =
                read_yaml(&path.display().to_string(), &text, vocabulary, |fields| Judgement::read(fields, &offers));
            let path = folder.join(format!("requests/{name}.json"));
            let text = fs::read_to_string(&path).map_err(EvaluateError::file(&path))?;
            let request = read_json(&path.display().to_string(), &text, vocabulary, |fields| {
                let form = fields.choice("form", &[(Form::FindAHost.code(), Form::FindAHost)])?;
                Request::read(fields, form, circumstances).map(|(request, _)| request)
            });
            match (judgement, request) {
                (Ok(judgement), Ok(request)) => requests.push(JudgedRequest { name, request, judgement }),
                (judgement, request) => {
                    problems.extend(judgement.err().unwrap_or_default());
                    problems.extend(request.err().unwrap_or_default());
                }
            }
        }
        if problems.is_empty() { Ok(Self { offers, catalogue, requests }) } else { Err(problems.into()) }
    }
}

impl Judgement {
    fn read(fields: &mut ObjectReader, offers: &BTreeMap<String, Offer>) -> Option<Self> {
        let half = fields.choice("half", &[("tuning", Half::Tuning), ("held-out", Half::HeldOut)]);
        let difficulty = fields.text("difficulty", Limit::LINE);
        let relevant = fields.list_of("relevant", 200, |fields| {
            let offer = read_offer_slug(fields, offers);
            let grade = fields.integer("grade", 1..=3).and_then(|grade| u32::try_from(grade).ok());
            fields.text("why", Limit::PARAGRAPH);
            Some((offer?, grade?))
        });
        let rules = Rule::ALL.map(|rule| (rule.code(), rule));
        let near_misses = fields.list_of("near_misses", 200, |fields| {
            let offer = read_offer_slug(fields, offers);
            let rule = fields.choice("negotiate", &rules);
            fields.text("why", Limit::PARAGRAPH);
            Some((offer?, rule?))
        });
        let tempting = fields.list_of("tempting", 200, |fields| {
            let offer = read_offer_slug(fields, offers);
            fields.text("why", Limit::PARAGRAPH);
            offer
        });
        Some(Self {
            half: half?,
            difficulty: difficulty?,
            grades: relevant.into_iter().collect(),
            near_misses,
            tempting,
        })
    }
}

fn read_offer_slug(fields: &mut ObjectReader, offers: &BTreeMap<String, Offer>) -> Option<String> {
    let offer = fields.text("offer", Limit::LINE)?;
    if !offers.contains_key(&offer) {
        let value = offer.clone();
        fields.note("offer", ErrorKind::UnknownReference { kind: "offer", value, suggestion: None });
    }
    Some(offer)
}

/// The judgements of a folder, by name.
fn judgements(folder: &Path) -> Result<Vec<PathBuf>, EvaluateError> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let files = entries.map_err(EvaluateError::file(folder))?.into_iter().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|own| own == "yaml")).collect();
    files.sort();
    Ok(files)
}

/// Whether an offer keeps the rules for a request. Computed a second time, from the documents and not from a prepared
/// catalogue, so that the matcher does not check itself.
pub fn keeps_rules(offer: &Offer, request: &Request, vocabulary: &Vocabulary, today: Date) -> bool {
    let Wish::FindAHost(search) = &request.wish else { return false };
    let abroad = || {
        let region = vocabulary.regions.get(&offer.host.region);
        region.is_none_or(|region| region.country != request.organisation.country)
    };
    offer.is_open(today)
        && offer.activities.contains(&search.activity)
        && search.audiences.iter().all(|code| offer.audiences.contains(code))
        && offer.group.contains(search.participants)
        && offer.duration.contains(search.days)
        && can_stay(offer, search, today)
        && offer
            .languages
            .iter()
            .any(|needed| search.languages.iter().any(|own| own.code == needed.code && own.level >= needed.level))
        && (offer.minors == Some(true) || !search.minors)
        && (search.own_country_welcome || abroad())
}

fn can_stay(offer: &Offer, search: &Search, today: Date) -> bool {
    offer.windows.iter().any(|window| {
        let from = window.from.max(search.period.from).max(today);
        let until = window.until.min(search.period.until).min(offer.valid_until);
        i64::from((until - from).get_days()) + 1 >= search.days
    })
}
