//! By what submissions are found again: texts made comparable.

use domain::case::Introduction;
use domain::matching::words::Words;
use domain::request::Organisation;

use super::Record;

/// A name, whatever its case and marks.
pub(super) fn folded(name: &str) -> String {
    let words = Words::of(name);
    words.iter().collect::<Vec<_>>().join(" ")
}

/// An e-mail address; nobody tells apart two that differ in case only.
pub(super) fn sender_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// An organisation: its name within its country.
pub(super) fn organisation_key(organisation: &Organisation) -> String {
    format!("{}/{}", organisation.country.as_str(), folded(&organisation.name))
}

/// All words by which a submission is found: its own, and those of the hosts and offers that it was introduced to.
pub(super) fn searchable(record: &Record) -> String {
    let submission = &record.submission;
    let request = &submission.request;
    let written = request.written();
    let reference = submission.reference.as_str();
    let texts = [reference, request.contact.email.as_str(), written.organisation];
    let texts = texts.into_iter().chain(written.names).chain(written.prose);
    let mut all: Vec<String> = texts.map(folded).filter(|words| !words.is_empty()).collect();
    // As it is spelt without its hyphens.
    all.push(folded(&reference.replace('-', "")));
    let earlier = record.handling.earlier.iter().map(|earlier| &earlier.introduced);
    for introduced in record.handling.introduced.iter().chain(earlier) {
        let Introduction { offer, host, title, .. } = &introduced.introduction;
        let titles = title.iter().flat_map(|title| title.iter()).map(|(_, text)| text);
        let texts = [offer.as_str(), &host.organisation, &host.name, &host.email].into_iter().chain(titles);
        all.extend(texts.map(folded).filter(|words| !words.is_empty()));
    }
    all.join(" ")
}

/// The words that are sought: each once, at most so many.
pub(super) fn sought(words: &str) -> Vec<String> {
    const MOST: usize = 12;
    let mut sought: Vec<String> = Vec::new();
    for word in Words::of(words).iter() {
        if sought.len() < MOST && !sought.iter().any(|known| known == word) {
            sought.push(word.to_owned());
        }
    }
    sought
}

#[cfg(test)]
mod tests {
    use super::{folded, sender_key, sought};

    #[test]
    fn case_and_marks_make_no_difference() {
        assert_eq!(folded("  Ærø  Håndværker-Skole "), "aero handvaerker skole");
        assert_eq!(sender_key(" Anna.Peeters@Example.org "), "anna.peeters@example.org");
        assert_eq!(sought("Ghent  ghent, Gãnt*\""), ["ghent", "gant"]);
        assert_eq!(sought("— !"), [] as [&str; 0]);
    }
}
