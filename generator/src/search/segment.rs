//! A part of the index: what is known of some hundred things that follow one another in the list. Parts are made side by
//! side, and one that is known from an earlier build is not made again; [`super::inverted`] joins them.

use std::collections::HashMap;

use minicbor::Encoder;

use super::bundle::Bundle;
use super::inverted::CborError;
use super::words::{Form, Splitter};

/// The weight of a word in a text, as Pagefind counts. Parts of a word share it.
const WEIGHT: u8 = 24;

/// Part of an index.
pub struct Segment {
    /// Where each form occurs, by form.
    pub lists: Vec<List>,
    /// How many words each page has, in their order.
    pub words: Vec<u32>,
    /// The files with the pages' lines, in the same order.
    pub bundles: Vec<Bundle>,
}

/// Where a form of a word occurs.
pub struct List {
    /// The form.
    pub form: Form,
    /// The first page that has it, counted from the segment's first.
    pub first: u32,
    /// The last page that has it.
    pub last: u32,
    /// How many pages have it.
    pub pages: u32,
    /// How much room its places take, in Pagefind's measure.
    pub room: usize,
    /// The pages in Pagefind's format, as distances from one to the next; the very first distance is left out, since
    /// it depends on where the segment comes to stand.
    pub encoded: Vec<u8>,
}

/// A segment while it is being made.
pub struct Builder<'s> {
    splitter: &'s Splitter,
    known: HashMap<Box<str>, Known>,
    numbers: HashMap<Form, u32>,
    lists: Vec<List>,
    words: Vec<u32>,
    /// Room for the places of one page, used again for the next.
    places: Vec<Place>,
    titles: Vec<(u32, u32)>,
}

/// The forms of a word, by their numbers.
struct Known {
    forms: Box<[(u32, u8)]>,
    /// How many of them a title is searched by.
    in_titles: usize,
}

/// An occurrence in a text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    form: u32,
    weight: u8,
    position: u32,
}

impl<'s> Builder<'s> {
    /// Nothing yet.
    pub fn new(splitter: &'s Splitter) -> Self {
        Self {
            splitter,
            known: HashMap::new(),
            numbers: HashMap::new(),
            lists: Vec::new(),
            words: Vec::new(),
            places: Vec::new(),
            titles: Vec::new(),
        }
    }

    /// Adds a page: its title, and its text with one space between words.
    pub fn add(&mut self, title: &str, text: &str) -> Result<(), CborError> {
        self.places.clear();
        self.titles.clear();
        let mut count = 0;
        for (word, position) in text.split(' ').zip(0..) {
            count = position + 1;
            let known = known(&mut self.known, word, |word| learn(self.splitter, &mut self.numbers, word));
            self.places.extend(known.forms.iter().map(|(form, weight)| Place {
                form: *form,
                weight: *weight,
                position,
            }));
        }
        for (word, position) in title.split_whitespace().zip(0..) {
            let known = known(&mut self.known, word, |word| learn(self.splitter, &mut self.numbers, word));
            self.titles.extend(known.forms[..known.in_titles].iter().map(|(form, _)| (*form, position)));
        }
        self.places.sort_unstable();
        self.titles.sort_unstable();
        self.note()?;
        self.words.push(count);
        Ok(())
    }

    /// Writes the page's places down, form by form.
    fn note(&mut self) -> Result<(), CborError> {
        let page = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let (mut places, mut titles) = (self.places.as_slice(), self.titles.as_slice());
        let (mut in_text, mut in_title) = (Vec::new(), Vec::new());
        loop {
            let next = [places.first().map(|place| place.form), titles.first().map(|(form, _)| *form)];
            let Some(form) = next.into_iter().flatten().min() else { break };
            let of_text = places.partition_point(|place| place.form == form);
            let of_title = titles.partition_point(|(other, _)| *other == form);
            in_text.clear();
            in_title.clear();
            encode_places(&places[..of_text], &mut in_text);
            encode_titles(&titles[..of_title], &mut in_title);
            (places, titles) = (&places[of_text..], &titles[of_title..]);
            let list = list(&mut self.lists, form);
            let mut encoder = Encoder::new(&mut list.encoded);
            if list.pages == 0 {
                list.first = page;
            } else {
                encoder.array(3)?.u32(page - list.last)?;
            }
            encoder.encode(&in_text)?.encode(&in_title)?;
            list.last = page;
            list.pages += 1;
            list.room += in_text.len() + in_title.len() + 1;
        }
        Ok(())
    }

    /// The segment.
    pub fn done(self, bundles: Vec<Bundle>) -> Segment {
        let Self { mut lists, numbers, words, .. } = self;
        for (form, number) in numbers {
            list(&mut lists, number).form = form;
        }
        lists.retain(|list| list.pages > 0);
        lists.sort_unstable_by(|one, other| one.form.cmp(&other.form));
        for list in &mut lists {
            list.encoded.shrink_to_fit();
        }
        Segment { lists, words, bundles }
    }
}

fn known<'k>(all: &'k mut HashMap<Box<str>, Known>, word: &str, learn: impl FnOnce(&str) -> Known) -> &'k Known {
    // Looked up twice when it is new, so that a word that is known costs no copy of itself.
    if !all.contains_key(word) {
        all.insert(word.into(), learn(word));
    }
    &all[word]
}

fn learn(splitter: &Splitter, numbers: &mut HashMap<Form, u32>, word: &str) -> Known {
    let forms = splitter.forms(word);
    let parts = forms.parts.len() + forms.tails.len();
    let share = u8::try_from(parts).ok().and_then(|parts| WEIGHT.checked_div(parts)).unwrap_or(0).max(1);
    let in_titles = usize::from(forms.whole.is_some()) + forms.parts.len() + forms.folded.len();
    let weighed = forms.whole.into_iter().map(|form| (form, WEIGHT));
    let parts = forms.parts.into_iter().chain(forms.folded).chain(forms.tails);
    let weighed = weighed.chain(parts.map(|form| (form, share)));
    let forms = weighed
        .map(|(form, weight)| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            (*numbers.entry(form).or_insert(next), weight)
        })
        .collect();
    Known { forms, in_titles }
}

fn list(lists: &mut Vec<List>, number: u32) -> &mut List {
    let number = number as usize;
    if lists.len() <= number {
        lists.resize_with(number + 1, || List {
            form: Form { stem: Box::default(), written: None },
            first: 0,
            last: 0,
            pages: 0,
            room: 0,
            encoded: Vec::new(),
        });
    }
    &mut lists[number]
}

/// Places in a text: a weight, as a negative number, then the places of this weight, as distances.
fn encode_places(places: &[Place], numbers: &mut Vec<i64>) {
    let mut before: Option<&Place> = None;
    for place in places {
        match before.filter(|before| before.weight == place.weight) {
            Some(before) => numbers.push(i64::from(place.position - before.position)),
            None => numbers.extend([-i64::from(place.weight) - 1, i64::from(place.position)]),
        }
        before = Some(place);
    }
}

/// Places in a title: the number of the field, as a negative number, then the places, as distances.
fn encode_titles(places: &[(u32, u32)], numbers: &mut Vec<i64>) {
    let mut before = 0;
    for (_, position) in places {
        if numbers.is_empty() {
            numbers.push(-1);
        }
        numbers.push(i64::from(position - before));
        before = *position;
    }
}
