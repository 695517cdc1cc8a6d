//! The items that can be found, with the words to find them by.

use domain::content::case_study::{CaseStudy, Words};
use domain::content::common::Stop;
use domain::content::offer::Offer;
use domain::text::LocalizedText;
use domain::vocabulary::{Code, Term};
use jiff::civil::Date;
use pagefind_index::Page;
use tera::Context;

use crate::render::Renderer;
use crate::theme::ThemeError;
use crate::view::LocalizedSite;
use content::fingerprint::{Fingerprint, Fingerprinter};
use content::model::filter::{Filter, Months};
use content::model::site::{Entry, Site, Written};

/// An item that can be found.
#[derive(Clone, Copy)]
pub enum SearchItem<'s> {
    Offer(&'s Entry<Offer>),
    Story(&'s Written<CaseStudy>),
}

impl<'s> SearchItem<'s> {
    /// Everything that can be found: open offers, the most recently confirmed first, then case studies, the latest
    /// exchange first.
    pub fn all(site: &'s Site) -> Vec<SearchItem<'s>> {
        site.open_offers()
            .map(SearchItem::Offer)
            .chain(site.case_studies.iter().map(|story| SearchItem::Story(story)))
            .collect()
    }

    /// Returns a key that stays when its file changes.
    pub fn key(&self) -> u64 {
        let path = match self {
            SearchItem::Offer(offer) => &offer.path,
            SearchItem::Story(story) => &story.entry.path,
        };
        let fingerprint = Fingerprint::of(path.as_bytes());
        fingerprint.bytes().iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
    }

    /// Returns the fingerprint of its file and that file's name.
    pub fn fingerprint(&self) -> Fingerprint {
        let (kind, path, fingerprint) = match self {
            SearchItem::Offer(offer) => ("offer", &offer.path, offer.fingerprint),
            SearchItem::Story(story) => ("case-study", &story.entry.path, story.entry.fingerprint),
        };
        Fingerprinter::new(kind).part(path.as_bytes()).fingerprint(fingerprint).done()
    }

    pub fn values(&self, filter: Filter, site: &Site, months: &Months) -> Vec<String> {
        let mut values = Vec::new();
        let add = |value: &str| values.push(value.to_owned());
        match self {
            SearchItem::Offer(offer) => filter.each_of_offer(&offer.value, site, months, add),
            SearchItem::Story(story) => filter.each_of_story(&story.entry.value, site, add),
        }
        values
    }

    pub fn published(&self) -> Date {
        match self {
            SearchItem::Offer(offer) => offer.value.published,
            SearchItem::Story(story) => story.entry.value.published,
        }
    }

    /// The next day on which somebody can come.
    pub fn next_day(&self, today: Date) -> Option<Date> {
        match self {
            SearchItem::Offer(offer) => offer.value.next_day(today),
            SearchItem::Story(_) => None,
        }
    }

    /// Returns its page in the index, with the row that lists show.
    pub fn page(&self, localized: &LocalizedSite, renderer: &Renderer) -> Result<Page, ThemeError> {
        let mut context = Context::new();
        let (url, title, kind, words) = match self {
            SearchItem::Offer(entry) => {
                let card = localized.card(entry);
                context.insert("offer", &card);
                (card.address, card.title.text.to_owned(), "offer", offer_words(&entry.value, localized))
            }
            SearchItem::Story(story) => {
                let card = localized.story_card(story);
                context.insert("story", &card);
                (card.address, card.title.text.to_owned(), "case-study", story_words(story, localized))
            }
        };
        let row = renderer.render(localized.language, "row.html", &context)?.trim().to_owned();
        Ok(Page { url, title, content: spaced(&words), meta: vec![("kind", kind.to_owned()), ("row", row)] })
    }
}

/// Returns the words with one space between them and without spaces of no width, which only say where a word may break.
fn spaced(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        words.extend(word.chars().filter(|letter| *letter != '\u{200b}'));
    }
    words.truncate(words.trim_end().len());
    words
}

fn offer_words(offer: &Offer, localized: &LocalizedSite) -> String {
    let place = localized.place(&offer.host.place, &offer.host.region);
    let mut words = SentenceBuilder::new(localized);
    words.texts([&offer.title, &offer.summary]);
    words.stops(&offer.programme);
    words.texts(&offer.learning);
    words.plain([&offer.host.name, place.place, place.region, place.country]);
    words.labels(&offer.activities);
    words.labels(&offer.sectors);
    words.labels(&offer.themes);
    words.labels(&offer.audiences);
    words.labels(std::slice::from_ref(&offer.host.kind));
    for language in &offer.languages {
        words.labels(std::slice::from_ref(&language.code));
    }
    words.labels(&offer.support.measures);
    words.synonyms(&offer.support.measures);
    words.labels(&offer.support.barriers);
    words.texts(
        offer
            .support
            .barriers
            .iter()
            .filter_map(|code| localized.site.vocabulary.barriers.get(code))
            .map(|term| &term.gloss),
    );
    words.texts(&offer.support.note);
    words.texts(&offer.accommodation);
    words.texts([&offer.costs]);
    words.texts(&offer.travel.note);
    words.texts(&offer.accessibility);
    words.texts(&offer.safeguarding);
    words.text
}

fn story_words(story: &Written<CaseStudy>, localized: &LocalizedSite) -> String {
    let study = &story.entry.value;
    let mut words = SentenceBuilder::new(localized);
    words.texts([&study.title, &study.summary]);
    words.texts(&study.background);
    words.plain([plain_text(&localized.html(&story.text)).as_str()]);
    words.stops(&study.programme);
    words.texts(study.lessons.hosts.iter().chain(&study.lessons.participants));
    for voice in &study.voices {
        let (Words::Quote { text, .. } | Words::Reported { text, .. }) = &voice.words;
        words.texts([text]);
        words.plain([voice.name.as_str(), &voice.organisation]);
    }
    words.texts(&study.follow_up);
    for party in study.hosts.iter().chain(&study.visitors) {
        let place = localized.place(&party.place, &party.region);
        words.plain([&party.organisation, place.place, place.region, place.country]);
    }
    words.labels(std::slice::from_ref(&study.activity));
    words.labels(&study.sectors);
    words.labels(&study.themes);
    words.text
}

/// Joins texts as sentences.
struct SentenceBuilder<'l, 's> {
    localized: &'l LocalizedSite<'s>,
    text: String,
}

impl<'l, 's> SentenceBuilder<'l, 's> {
    fn new(localized: &'l LocalizedSite<'s>) -> Self {
        Self { localized, text: String::new() }
    }

    fn plain<'t>(&mut self, sentences: impl IntoIterator<Item = &'t str>) {
        for sentence in sentences {
            self.add(sentence);
        }
    }

    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t LocalizedText>) {
        for text in texts {
            self.add(text.in_language(self.localized.language).0);
        }
    }

    fn stops(&mut self, stops: &[Stop]) {
        for stop in stops {
            self.texts([&stop.name, &stop.see]);
        }
    }

    fn labels<T: Term>(&mut self, codes: &[Code<T>]) {
        for code in codes {
            let label = self.localized.label(code).label;
            self.add(label);
        }
    }

    /// Adds other words for codes that are in the page's language.
    fn synonyms<T: Term>(&mut self, codes: &[Code<T>]) {
        let terms = codes.iter().filter_map(|code| T::terms(&self.localized.site.vocabulary).get(code));
        for text in terms.flat_map(Term::also) {
            let (words, language) = text.in_language(self.localized.language);
            if language == self.localized.language {
                self.add(words);
            }
        }
    }

    fn add(&mut self, sentence: &str) {
        let sentence = sentence.trim();
        if sentence.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            let ended = self.text.ends_with(['.', '!', '?', ':', ';', '…', '”']);
            self.text.push_str(if ended { " " } else { ". " });
        }
        self.text.push_str(sentence);
    }
}

/// Returns the words of HTML that our own Markdown made.
fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (entity, letter)| text.replace(entity, letter))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::{plain_text, spaced};

    #[test]
    fn words_stand_one_space_apart() {
        assert_eq!(spaced(" Bread\n and\u{200b}  \u{200b} tiles "), "Bread and tiles");
    }

    #[test]
    fn markup_leaves_its_words() {
        let html = "<h2 id=\"the-exchange\">The exchange</h2>\n<p>Bread &amp; <em>tiles</em>, 2 &lt; 3.</p>";
        assert_eq!(plain_text(html), "The exchange Bread & tiles , 2 < 3.");
    }
}
