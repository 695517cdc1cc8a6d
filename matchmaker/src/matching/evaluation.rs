//! The evaluation set: offers, requests, and what people said of each pair.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::matching::catalogue::{Catalogue, Entry};
use domain::matching::rules::Rule;
use domain::offer::Offer;
use domain::problem::Fault;
use domain::reading::{Fields, Limit};
use domain::request::{Request, Search, Wish};
use domain::text::Slug;
use domain::vocabulary::Vocabulary;
use generator::{LocatedProblem, read_offers, read_yaml};
use jiff::civil::Date;

use super::request;
use crate::failure::Failure;

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
pub struct Case {
    pub name: String,
    pub request: Request,
    pub judgement: Judgement,
}

/// The whole set.
pub struct Set {
    pub offers: BTreeMap<String, Offer>,
    pub catalogue: Catalogue,
    pub cases: Vec<Case>,
}

impl Set {
    /// Reads a folder; what is wrong in its files comes back all at once.
    pub fn read(
        folder: &Path,
        vocabulary: &Vocabulary,
        today: Date,
    ) -> Result<Result<Self, Vec<LocatedProblem>>, Failure> {
        let offers: Vec<(Slug, Offer)> = match read_offers(&folder.join("offers"), vocabulary) {
            Ok(offers) => offers,
            Err(problems) => return Ok(Err(problems)),
        };
        let catalogue = Catalogue::new(offers.iter().map(|(slug, offer)| Entry::of(slug, offer)), vocabulary);
        let offers: BTreeMap<String, Offer> =
            offers.into_iter().map(|(slug, offer)| (slug.to_string(), offer)).collect();
        let (mut cases, mut problems) = (Vec::new(), Vec::new());
        for path in files(&folder.join("judgements"), "yaml")? {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
            let judgement =
                read_yaml(&path.display().to_string(), &text, vocabulary, |fields| Judgement::read(fields, &offers));
            let request = request::read(&folder.join(format!("requests/{name}.json")), vocabulary, &catalogue, today)?;
            match (judgement, request) {
                (Ok(judgement), Ok(request)) => cases.push(Case { name, request, judgement }),
                (judgement, request) => {
                    problems.extend(judgement.err().unwrap_or_default());
                    problems.extend(request.err().unwrap_or_default());
                }
            }
        }
        Ok(if problems.is_empty() { Ok(Self { offers, catalogue, cases }) } else { Err(problems) })
    }
}

impl Judgement {
    fn read(fields: &mut Fields, offers: &BTreeMap<String, Offer>) -> Option<Self> {
        let half = fields.choice("half", &[("tuning", Half::Tuning), ("held-out", Half::HeldOut)]);
        let difficulty = fields.text("difficulty", Limit::LINE);
        let relevant = fields.list_of("relevant", 200, |fields| {
            let offer = known(fields, offers);
            let grade = fields.integer("grade", 1..=3).and_then(|grade| u32::try_from(grade).ok());
            fields.text("why", Limit::PARAGRAPH);
            Some((offer?, grade?))
        });
        let rules = Rule::ALL.map(|rule| (rule.code(), rule));
        let near_misses = fields.list_of("near_misses", 200, |fields| {
            let offer = known(fields, offers);
            let rule = fields.choice("negotiate", &rules);
            fields.text("why", Limit::PARAGRAPH);
            Some((offer?, rule?))
        });
        let tempting = fields.list_of("tempting", 200, |fields| {
            let offer = known(fields, offers);
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

fn known(fields: &mut Fields, offers: &BTreeMap<String, Offer>) -> Option<String> {
    let offer = fields.text("offer", Limit::LINE)?;
    if !offers.contains_key(&offer) {
        let value = offer.clone();
        fields.note("offer", Fault::UnknownReference { kind: "offer", value, suggestion: None });
    }
    Some(offer)
}

/// The files of a folder with an ending, by their names.
pub fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if path.extension().is_some_and(|own| own == ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether an offer keeps the rules for a request. Told a second time, from the documents and not from a prepared
/// catalogue, so that the program does not judge itself.
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
