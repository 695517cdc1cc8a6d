//! Whether two generators made the same pages: the same addresses, about the same bytes, the same words where it matters.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::contestant::Contestant;
use super::error::CompareError;
use crate::corpus::case_studies;
use crate::vocabulary::Vocabulary;
use crate::words::Tongues;
use crate::{offer, story};

/// Of how many bytes the pages of one kind may differ, of a hundred.
const TOLERANCE: f64 = 5.0;

/// A kind of page that all make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Offer,
    CaseStudy,
    Offers,
    Facet,
    CaseStudies,
}

/// Pages by their address.
type Pages = BTreeMap<String, (Kind, PathBuf)>;

/// Compares what both made of the same content.
///
/// # Errors
/// If a page of one is missing in the other, if a kind of page differs too much in size, or says something else.
pub fn check(root: &Path, offers: usize, ours: &Contestant, other: &Contestant) -> Result<(), CompareError> {
    let unequal = |difference: String| CompareError::Unequal { peer: other.who.name(), difference };
    let (own, theirs) = (pages(&ours.output)?, pages(&other.output)?);
    if let Some(address) = own.keys().find(|address| !theirs.contains_key(*address)) {
        return Err(unequal(format!("{address} is missing")));
    }
    if let Some(address) = theirs.keys().find(|address| !own.contains_key(*address)) {
        return Err(unequal(format!("{address} is one too many")));
    }
    let (own_sizes, their_sizes) = (sizes(&own)?, sizes(&theirs)?);
    for (kind, (number, size)) in &own_sizes {
        let their_size = their_sizes.get(kind).map_or(0, |(_, size)| *size);
        let difference = (their_size as f64 - *size as f64) * 100.0 / *size as f64;
        if difference.abs() > TOLERANCE {
            return Err(unequal(format!("{number} pages {kind:?} have {their_size} bytes, ours {size}")));
        }
        eprintln!("{}: {number} pages {kind:?}, {difference:+.2} % of our {size} bytes", other.who.name());
    }
    let vocabulary = Vocabulary::read(&root.join("content/vocabulary"))?;
    let languages = ["en".to_owned()];
    let tongues = Tongues::new(&languages);
    let says = |pages: &Pages, address: &str, words: &[&String]| -> Result<(), CompareError> {
        let path = &pages.get(address).ok_or_else(|| unequal(format!("{address} is missing")))?.1;
        let page = unescaped(&fs::read_to_string(path).map_err(CompareError::at(path))?);
        let missing = words.iter().find(|words| !page.contains(words.as_str()));
        missing.map_or(Ok(()), |words| Err(unequal(format!("{address} does not say {words:?}"))))
    };
    for number in 0..offers {
        let offer = offer::make(number, &vocabulary, &tongues);
        let words: Vec<&String> = [&offer.title, &offer.place].into_iter().chain(&offer.learning).collect();
        let address = format!("offers/{}/", offer::slug(number));
        says(&own, &address, &words)?;
        says(&theirs, &address, &words)?;
    }
    for number in 0..case_studies(offers) {
        let story = story::make(number, &vocabulary, &tongues);
        let address = format!("case-studies/{}/", story::slug(number));
        says(&own, &address, &[&story.title])?;
        says(&theirs, &address, &[&story.title])?;
    }
    Ok(())
}

/// The pages of offers and case studies, by their address below `/en/`. Ours has lists of case studies by country and by
/// sector, which the others lack; they are not compared.
fn pages(output: &Path) -> Result<Pages, CompareError> {
    let language = output.join("en");
    let mut pages = Pages::new();
    for list in ["offers", "case-studies"] {
        for entry in WalkDir::new(language.join(list)) {
            let entry = entry.map_err(|error| CompareError::at(&language)(error.into()))?;
            if entry.file_name() != "index.html" {
                continue;
            }
            let own = entry.path().parent().and_then(|folder| folder.strip_prefix(&language).ok());
            let address = format!("{}/", own.unwrap_or(Path::new("")).display()).replace("/page/", "/page-");
            if let Some(kind) = kind(&address) {
                pages.insert(address, (kind, entry.into_path()));
            }
        }
    }
    Ok(pages)
}

fn kind(address: &str) -> Option<Kind> {
    let parts: Vec<&str> = address.trim_end_matches('/').split('/').collect();
    match parts.as_slice() {
        ["offers"] => Some(Kind::Offers),
        ["offers", page] if page.starts_with("page-") => Some(Kind::Offers),
        ["offers", _] => Some(Kind::Offer),
        ["offers", ..] => Some(Kind::Facet),
        ["case-studies"] => Some(Kind::CaseStudies),
        ["case-studies", page] if page.starts_with("page-") => Some(Kind::CaseStudies),
        ["case-studies", _] => Some(Kind::CaseStudy),
        _ => None,
    }
}

/// How many pages of each kind there are, and how many bytes they have.
fn sizes(pages: &Pages) -> Result<BTreeMap<Kind, (usize, u64)>, CompareError> {
    let mut sizes = BTreeMap::new();
    for (kind, path) in pages.values() {
        let entry: &mut (usize, u64) = sizes.entry(*kind).or_default();
        entry.0 += 1;
        entry.1 += fs::metadata(path).map_err(CompareError::at(path))?.len();
    }
    Ok(sizes)
}

/// HTML as its reader sees its letters.
fn unescaped(html: &str) -> String {
    let entities = [("&#x27;", "'"), ("&#39;", "'"), ("&quot;", "\""), ("&amp;", "&")];
    entities.iter().fold(html.to_owned(), |html, (entity, letter)| html.replace(entity, letter))
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind};

    #[test]
    fn addresses_tell_what_a_page_is() {
        assert_eq!(kind("offers/"), Some(Kind::Offers));
        assert_eq!(kind("offers/page-2/"), Some(Kind::Offers));
        assert_eq!(kind("offers/offer-000001/"), Some(Kind::Offer));
        assert_eq!(kind("offers/country/es/page-2/"), Some(Kind::Facet));
        assert_eq!(kind("case-studies/exchange-000001/"), Some(Kind::CaseStudy));
        assert_eq!(kind("case-studies/country/es/"), None);
    }
}
