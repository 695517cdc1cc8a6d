//! What can be found, and what the index knows of it: words to find it by, and its line of the list.

use domain::content::case_study::{CaseStudy, Words};
use domain::content::common::Stop;
use domain::content::offer::Offer;
use domain::text::LocalizedText;
use domain::vocabulary::{Code, Term};
use jiff::civil::Date;
use tera::Context;

use crate::fingerprint::{Stamp, Stamping};
use crate::model::filter::{Filter, Months};
use crate::model::site::{Entry, Site, Written};
use crate::render::Renderer;
use crate::theme::ThemeError;
use crate::view::Lens;

/// Something that can be found.
#[derive(Clone, Copy)]
pub enum Thing<'s> {
    /// An open offer.
    Offer(&'s Entry<Offer>),
    /// A case study.
    Story(&'s Written<CaseStudy>),
}

/// What the index knows of a thing, in one language.
pub struct Record {
    /// Its page.
    pub address: String,
    /// Its title.
    pub title: String,
    /// `offer` or `case-study`.
    pub kind: &'static str,
    /// Its words, the most telling first, one space apart: snippets are cut from them.
    pub words: String,
    /// Its line in a list: the very HTML that the server-side list shows.
    pub row: String,
}

impl<'s> Thing<'s> {
    /// Everything that can be found: open offers, the most recently confirmed first, then case studies, the latest
    /// exchange first.
    pub fn all(site: &'s Site) -> Vec<Thing<'s>> {
        site.open_offers().map(Thing::Offer).chain(site.case_studies.iter().map(|story| Thing::Story(story))).collect()
    }

    /// What tells it from all others, and stays when its file changes.
    pub fn key(&self) -> u64 {
        let path = match self {
            Thing::Offer(offer) => &offer.path,
            Thing::Story(story) => &story.entry.path,
        };
        let stamp = Stamp::of(path.as_bytes());
        stamp.bytes().iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
    }

    /// Of what its own file and that file's name make of its record.
    pub fn stamp(&self) -> Stamp {
        let (kind, path, stamp) = match self {
            Thing::Offer(offer) => ("offer", &offer.path, offer.stamp),
            Thing::Story(story) => ("case-study", &story.entry.path, story.entry.stamp),
        };
        Stamping::new(kind).part(path.as_bytes()).stamp(stamp).done()
    }

    /// The values of a filter.
    pub fn values(&self, filter: Filter, site: &Site, months: &Months) -> Vec<String> {
        let mut values = Vec::new();
        let tell = |value: &str| values.push(value.to_owned());
        match self {
            Thing::Offer(offer) => filter.each_of_offer(&offer.value, site, months, tell),
            Thing::Story(story) => filter.each_of_story(&story.entry.value, site, tell),
        }
        values
    }

    /// When it was published.
    pub fn published(&self) -> Date {
        match self {
            Thing::Offer(offer) => offer.value.published,
            Thing::Story(story) => story.entry.value.published,
        }
    }

    /// The next day on which somebody can come.
    pub fn next_day(&self, today: Date) -> Option<Date> {
        match self {
            Thing::Offer(offer) => offer.value.next_day(today),
            Thing::Story(_) => None,
        }
    }

    /// What the index knows of it.
    ///
    /// # Errors
    /// If the theme can't show its line.
    pub fn record(&self, lens: &Lens, renderer: &Renderer) -> Result<Record, ThemeError> {
        let mut context = Context::new();
        let (address, title, kind, words) = match self {
            Thing::Offer(entry) => {
                let card = lens.card(entry);
                context.insert("offer", &card);
                (card.address, card.title.text.to_owned(), "offer", offer_words(&entry.value, lens))
            }
            Thing::Story(story) => {
                let card = lens.story_card(story);
                context.insert("story", &card);
                (card.address, card.title.text.to_owned(), "case-study", story_words(story, lens))
            }
        };
        let row = renderer.render(lens.language, "row.html", &context)?.trim().to_owned();
        Ok(Record { address, title, kind, words: spaced(&words), row })
    }
}

/// Words one space apart. Spaces without width are none: they say where a word may be broken.
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

fn offer_words(offer: &Offer, lens: &Lens) -> String {
    let place = lens.place(&offer.host.place, &offer.host.region);
    let mut words = Sentences::new(lens);
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
    words.others(&offer.support.measures);
    words.labels(&offer.support.barriers);
    words.texts(
        offer
            .support
            .barriers
            .iter()
            .filter_map(|code| lens.site.vocabulary.barriers.get(code))
            .map(|term| &term.gloss),
    );
    words.texts(&offer.support.note);
    words.texts(&offer.accommodation);
    words.texts([&offer.costs]);
    words.texts(&offer.travel.note);
    words.texts(&offer.accessibility);
    words.texts(&offer.safeguarding);
    words.done()
}

fn story_words(story: &Written<CaseStudy>, lens: &Lens) -> String {
    let study = &story.entry.value;
    let mut words = Sentences::new(lens);
    words.texts([&study.title, &study.summary]);
    words.texts(&study.background);
    words.plain([plain_text(&story.text.html).as_str()]);
    words.stops(&study.programme);
    words.texts(study.lessons.hosts.iter().chain(&study.lessons.participants));
    for voice in &study.voices {
        let (Words::Quote { text, .. } | Words::Reported { text, .. }) = &voice.words;
        words.texts([text]);
        words.plain([voice.name.as_str(), &voice.organisation]);
    }
    words.texts(&study.follow_up);
    for party in study.hosts.iter().chain(&study.visitors) {
        let place = lens.place(&party.place, &party.region);
        words.plain([&party.organisation, place.place, place.region, place.country]);
    }
    words.labels(std::slice::from_ref(&study.activity));
    words.labels(&study.sectors);
    words.labels(&study.themes);
    words.done()
}

/// Texts one after another, each a sentence.
struct Sentences<'l, 's> {
    lens: &'l Lens<'s>,
    text: String,
}

impl<'l, 's> Sentences<'l, 's> {
    fn new(lens: &'l Lens<'s>) -> Self {
        Self { lens, text: String::new() }
    }

    fn plain<'t>(&mut self, sentences: impl IntoIterator<Item = &'t str>) {
        for sentence in sentences {
            self.add(sentence);
        }
    }

    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t LocalizedText>) {
        for text in texts {
            self.add(text.in_language(self.lens.language).0);
        }
    }

    fn stops(&mut self, stops: &[Stop]) {
        for stop in stops {
            self.texts([&stop.name, &stop.see]);
        }
    }

    fn labels<T: Term>(&mut self, codes: &[Code<T>]) {
        for code in codes {
            let label = self.lens.label(code).label;
            self.add(label);
        }
    }

    /// Other words for codes, as far as they are of the page's language.
    fn others<T: Term>(&mut self, codes: &[Code<T>]) {
        let terms = codes.iter().filter_map(|code| T::terms(&self.lens.site.vocabulary).get(code));
        for text in terms.flat_map(Term::also) {
            let (words, language) = text.in_language(self.lens.language);
            if language == self.lens.language {
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

    fn done(self) -> String {
        self.text
    }
}

/// The words of HTML that our own Markdown made.
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
