//! How much of what a goal says is found in an offer's texts: BM25 (Robertson and Zaragoza, The Probabilistic Relevance
//! Framework, 2009), as a share of the most that this goal could reach.

use super::catalogue::Catalogue;
use super::resolved_query::ResolvedQuery;

/// How soon a word that is repeated stops to count more.
const SATURATION: f64 = 1.2;
/// How much long texts are held against an offer.
const LENGTH: f64 = 0.3;
/// Words of an offer of usual length, each counted as often as it weighs. A constant, so that a score does not change with
/// what others write.
const USUAL: f64 = 150.0;
/// The share at which half of the part is reached, nearly: nobody writes all the words of somebody else's goal.
const HALF: f64 = 0.25;

/// How much an offer in another language tells of how common a word is: little, since most words are in none but their own.
/// Without this, a word that every third offer in Catalan has would seem rare, because few offers are in Catalan.
const ELSEWHERE: f64 = 0.1;

/// What each word of a goal is worth.
pub(super) struct TermWeights<'a> {
    catalogue: &'a Catalogue,
    /// By the number of a word in the catalogue, its place in the goal and one; 0 for all others.
    places: Vec<u16>,
    worth: Vec<f64>,
    most: f64,
}

impl<'a> TermWeights<'a> {
    /// Weighs the words of a goal by how rare they are. They are counted among the offers that do *not* fit: so a word's
    /// worth says how much it tells of the subject, and one more fitting offer changes nobody's score.
    pub(super) fn new(query: &ResolvedQuery<'a>, fitting: &[usize]) -> Self {
        let catalogue = query.catalogue;
        let mut places = vec![0_u16; catalogue.words.len()];
        for (place, word) in query.words.iter().enumerate() {
            if let (Some(number), Ok(place)) = (word.number, u16::try_from(place + 1)) {
                places[number as usize] = place;
            }
        }
        let mut within = vec![0_u32; query.words.len()];
        for offer in fitting {
            for word in catalogue.texts.get(*offer) {
                let place = places[(word >> 8) as usize];
                if place > 0 {
                    within[usize::from(place) - 1] += 1;
                }
            }
        }
        let (written, everywhere) = background(query, fitting);
        let nearby = written + ELSEWHERE * (everywhere - written);
        let worth: Vec<f64> = query
            .words
            .iter()
            .zip(&within)
            .map(|(word, within)| {
                let all = word.number.map_or(0, |number| catalogue.frequencies[number as usize]);
                let among = f64::from(all - within);
                let others = if word.everywhere { everywhere } else { nearby };
                word.weight * (1.0 + (others.max(among) - among + 0.5) / (among + 0.5)).ln()
            })
            .collect();
        let most = worth.iter().sum::<f64>() * (SATURATION + 1.0);
        Self { catalogue, places, worth, most }
    }

    /// Whether the goal has any word that could be looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.most <= 0.0
    }

    /// How much of the goal an offer's texts have, from 0 to 1.
    pub(super) fn score(&self, offer: usize) -> f64 {
        if self.is_empty() {
            return 0.0;
        }
        let damping = self.damping(offer);
        let found: f64 = self.found(offer).map(|(place, times)| self.gain(place, times, damping)).sum();
        let share = found / self.most;
        share * (1.0 + HALF) / (share + HALF)
    }

    /// The places in the goal of the words that an offer has, those first that gain most.
    pub(super) fn best(&self, offer: usize) -> Vec<usize> {
        let damping = self.damping(offer);
        let mut found: Vec<(usize, f64)> =
            self.found(offer).map(|(place, times)| (place, self.gain(place, times, damping))).collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        found.into_iter().map(|(place, _)| place).collect()
    }

    fn found(&self, offer: usize) -> impl Iterator<Item = (usize, f64)> {
        self.catalogue.texts.get(offer).iter().filter_map(|word| {
            let place = self.places[(word >> 8) as usize];
            (place > 0).then(|| (usize::from(place) - 1, f64::from(word & 0xff)))
        })
    }

    fn gain(&self, place: usize, times: f64, damping: f64) -> f64 {
        self.worth[place] * times * (SATURATION + 1.0) / (times + damping)
    }

    fn damping(&self, offer: usize) -> f64 {
        SATURATION * (1.0 - LENGTH + LENGTH * f64::from(self.catalogue.lengths[offer]) / USUAL)
    }
}

/// Of the offers that do not fit, those in the language of the goal, and all.
fn background(query: &ResolvedQuery, fitting: &[usize]) -> (f64, f64) {
    let catalogue = query.catalogue;
    let Some(language) = query.description_language else { return (0.0, (catalogue.len() - fitting.len()) as f64) };
    let within = fitting.iter().filter(|offer| catalogue.described_in.get(**offer).contains(&language)).count();
    let written = f64::from(catalogue.descriptions[usize::from(language)]) - within as f64;
    (written, (catalogue.len() - fitting.len()) as f64)
}
