//! A part of an index: the words of some hundred neighbouring pages. Segments are built in parallel and can be used again;
//! [`crate::write_index`] joins them.

use std::collections::HashMap;

use minicbor::Encoder;

use crate::error::{CborError, IndexError};
use crate::fragments::FragmentFile;
use crate::word_forms::{Form, WordSplitter};

/// The weight of a word in a text, as in Pagefind. The parts of a compound share it.
const WEIGHT: u8 = 24;

/// Part of an index.
pub struct Segment {
    /// The files of its pages, in order.
    pub files: Vec<FragmentFile>,
    /// Where each form occurs, by form.
    pub(crate) postings: Vec<Postings>,
    /// How many words each page has, in order.
    pub(crate) word_counts: Vec<u32>,
}

/// Where a form of a word occurs.
#[derive(Default)]
pub(crate) struct Postings {
    pub form: Form,
    /// The first page that has it, counted from the segment's first.
    pub first: u32,
    /// The last page that has it.
    pub last: u32,
    /// How many pages have it.
    pub pages: u32,
    /// The size of its places, as Pagefind counts.
    pub places: usize,
    /// The pages in Pagefind's format, without the very first distance: that depends on the segments before.
    pub encoded: Vec<u8>,
}

/// Builds a segment, page by page.
pub struct SegmentBuilder<'s> {
    splitter: &'s WordSplitter,
    words: HashMap<Box<str>, WeightedForms>,
    form_numbers: HashMap<Form, u32>,
    /// By the numbers of their forms.
    postings: Vec<Postings>,
    word_counts: Vec<u32>,
    /// The places of one page; allocated once.
    text: Vec<TextPlace>,
    title: Vec<TitlePlace>,
}

/// The numbers of a word's forms, with their weights.
struct WeightedForms {
    forms: Box<[(u32, u8)]>,
    /// How many of them are indexed in titles.
    in_titles: usize,
}

/// An occurrence in a text; the order is that of the encoding.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct TextPlace {
    form: u32,
    weight: u8,
    position: u32,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct TitlePlace {
    form: u32,
    position: u32,
}

impl<'s> SegmentBuilder<'s> {
    /// Returns an empty builder.
    pub fn new(splitter: &'s WordSplitter) -> Self {
        Self {
            splitter,
            words: HashMap::new(),
            form_numbers: HashMap::new(),
            postings: Vec::new(),
            word_counts: Vec::new(),
            text: Vec::new(),
            title: Vec::new(),
        }
    }

    /// Adds a page: its title, and its text with one space between words.
    pub fn add(&mut self, title: &str, text: &str) -> Result<(), IndexError> {
        let Self { splitter, words, form_numbers, .. } = self;
        self.text.clear();
        self.title.clear();
        let mut count = 0;
        for (word, position) in text.split(' ').zip(0..) {
            count = position + 1;
            let forms = forms_of(words, form_numbers, splitter, word).forms.iter();
            self.text.extend(forms.map(|(form, weight)| TextPlace { form: *form, weight: *weight, position }));
        }
        for (word, position) in title.split_whitespace().zip(0..) {
            let WeightedForms { forms, in_titles } = forms_of(words, form_numbers, splitter, word);
            self.title.extend(forms[..*in_titles].iter().map(|(form, _)| TitlePlace { form: *form, position }));
        }
        self.text.sort_unstable();
        self.title.sort_unstable();
        self.encode_page()?;
        self.word_counts.push(count);
        Ok(())
    }

    /// Encodes the places of the page, form by form.
    fn encode_page(&mut self) -> Result<(), CborError> {
        let page = u32::try_from(self.word_counts.len()).unwrap_or(u32::MAX);
        let (mut text, mut title) = (self.text.as_slice(), self.title.as_slice());
        let (mut in_text, mut in_title) = (Vec::new(), Vec::new());
        loop {
            let next = [text.first().map(|place| place.form), title.first().map(|place| place.form)];
            let Some(form) = next.into_iter().flatten().min() else { break };
            let of_text = text.partition_point(|place| place.form == form);
            let of_title = title.partition_point(|place| place.form == form);
            in_text.clear();
            in_title.clear();
            encode_text_places(&text[..of_text], &mut in_text);
            encode_title_places(&title[..of_title], &mut in_title);
            (text, title) = (&text[of_text..], &title[of_title..]);
            let postings = postings_of(&mut self.postings, form);
            let mut encoder = Encoder::new(&mut postings.encoded);
            if postings.pages == 0 {
                postings.first = page;
            } else {
                encoder.array(3)?.u32(page - postings.last)?;
            }
            encoder.encode(&in_text)?.encode(&in_title)?;
            postings.last = page;
            postings.pages += 1;
            postings.places += in_text.len() + in_title.len() + 1;
        }
        Ok(())
    }

    /// Returns the segment of the added pages, which are in these files.
    pub fn finish(self, files: Vec<FragmentFile>) -> Segment {
        let Self { mut postings, form_numbers, word_counts, .. } = self;
        for (form, number) in form_numbers {
            postings_of(&mut postings, number).form = form;
        }
        postings.retain(|postings| postings.pages > 0);
        postings.sort_unstable_by(|one, other| one.form.cmp(&other.form));
        for postings in &mut postings {
            postings.encoded.shrink_to_fit();
        }
        Segment { files, postings, word_counts }
    }
}

fn forms_of<'w>(
    words: &'w mut HashMap<Box<str>, WeightedForms>,
    numbers: &mut HashMap<Form, u32>,
    splitter: &WordSplitter,
    word: &str,
) -> &'w WeightedForms {
    // Looked up twice when it is new, so that a word seen before is not copied.
    if !words.contains_key(word) {
        words.insert(word.into(), weighted_forms(splitter, numbers, word));
    }
    &words[word]
}

fn weighted_forms(splitter: &WordSplitter, numbers: &mut HashMap<Form, u32>, word: &str) -> WeightedForms {
    let forms = splitter.forms(word);
    let parts = forms.parts.len() + forms.tails.len();
    let share = u8::try_from(parts).ok().and_then(|parts| WEIGHT.checked_div(parts)).unwrap_or(0).max(1);
    let in_titles = usize::from(forms.whole.is_some()) + forms.parts.len() + forms.folded.len();
    let parts = forms.parts.into_iter().chain(forms.folded).chain(forms.tails);
    let weighted = forms.whole.into_iter().map(|form| (form, WEIGHT)).chain(parts.map(|form| (form, share)));
    let forms = weighted
        .map(|(form, weight)| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            (*numbers.entry(form).or_insert(next), weight)
        })
        .collect();
    WeightedForms { forms, in_titles }
}

fn postings_of(postings: &mut Vec<Postings>, form: u32) -> &mut Postings {
    let form = form as usize;
    if postings.len() <= form {
        postings.resize_with(form + 1, Postings::default);
    }
    &mut postings[form]
}

/// Encodes a weight, as a negative number, then the places of this weight, as distances.
fn encode_text_places(places: &[TextPlace], numbers: &mut Vec<i64>) {
    let mut before: Option<&TextPlace> = None;
    for place in places {
        match before.filter(|before| before.weight == place.weight) {
            Some(before) => numbers.push(i64::from(place.position - before.position)),
            None => numbers.extend([-i64::from(place.weight) - 1, i64::from(place.position)]),
        }
        before = Some(place);
    }
}

/// Encodes the number of the field, as a negative number, then the places, as distances.
fn encode_title_places(places: &[TitlePlace], numbers: &mut Vec<i64>) {
    let mut before = 0;
    for TitlePlace { position, .. } in places {
        if numbers.is_empty() {
            numbers.push(-1);
        }
        numbers.push(i64::from(position - before));
        before = *position;
    }
}
