//! Where each word occurs, in files of neighbouring words, and the list of these files. Segments of pages that follow one
//! another are joined, which copies bytes and decodes none.

use minicbor::Encoder;
use rayon::prelude::*;

use crate::error::{CborError, IndexError};
use crate::fragments::hashed_name;
use crate::segment::{Postings, Segment};

/// How many places an index file holds, as in Pagefind by default.
const PLACES_PER_FILE: usize = 20_000;

/// A segment's postings of a form, with the number of the segment's first page.
struct Part<'s> {
    postings: &'s Postings,
    first_page: u32,
}

impl Part<'_> {
    fn stem(&self) -> &str {
        &self.postings.form.stem
    }
}

/// An index file.
struct WordFile {
    first: String,
    last: String,
    name: String,
}

/// Writes the index of a language and returns the name of its list of files. `write` is given each file's path below the
/// output folder and its uncompressed content.
pub fn write_index<E: From<IndexError> + Send>(
    language: &str,
    version: &str,
    segments: &[&Segment],
    write: impl Fn(&str, &[u8]) -> Result<(), E> + Sync,
) -> Result<String, E> {
    let mut parts = Vec::with_capacity(segments.iter().map(|segment| segment.postings.len()).sum());
    let mut first_page = 0;
    for segment in segments {
        parts.extend(segment.postings.iter().map(|postings| Part { postings, first_page }));
        first_page += u32::try_from(segment.word_counts.len()).unwrap_or(u32::MAX);
    }
    parts.par_sort_unstable_by(|one, other| {
        one.postings.form.cmp(&other.postings.form).then(one.first_page.cmp(&other.first_page))
    });
    let mut files = split(&parts)
        .into_par_iter()
        .map(|parts| {
            let content = encode_words(parts).map_err(IndexError::from)?;
            let name = hashed_name(language, &content);
            write(&format!("pagefind/index/{name}.pf_index"), &content)?;
            let stem = |part: Option<&Part>| part.map_or("", Part::stem).to_owned();
            Ok(WordFile { first: stem(parts.first()), last: stem(parts.last()), name })
        })
        .collect::<Result<Vec<_>, E>>()?;
    shorten(&mut files);
    let content = encode_overview(version, segments, &files).map_err(IndexError::from)?;
    let name = hashed_name(language, &content);
    write(&format!("pagefind/pagefind.{name}.pf_meta"), &content)?;
    Ok(name)
}

/// Splits parts into files; those of one word stay together.
fn split<'p, 's>(parts: &'p [Part<'s>]) -> Vec<&'p [Part<'s>]> {
    let mut files = Vec::new();
    let (mut start, mut end, mut places) = (0, 0, 0);
    for word in parts.chunk_by(|one, other| one.stem() == other.stem()) {
        let variants = word
            .chunk_by(|one, other| one.postings.form == other.postings.form)
            .filter(|form| form.first().is_some_and(|part| part.postings.form.written.is_some()))
            .count();
        places += word.iter().map(|part| part.postings.places).sum::<usize>() + variants;
        end += word.len();
        if places >= PLACES_PER_FILE {
            files.push(&parts[start..end]);
            (start, places) = (end, 0);
        }
    }
    if start < end {
        files.push(&parts[start..end]);
    }
    files
}

fn encode_words(parts: &[Part]) -> Result<Vec<u8>, CborError> {
    let words = || parts.chunk_by(|one, other| one.stem() == other.stem());
    let length = parts.iter().map(|part| part.postings.encoded.len() + 16).sum();
    let mut encoder = Encoder::new(Vec::with_capacity(length));
    encoder.array(1)?.array(words().count() as u64)?;
    for word in words() {
        // Forms without diacritics sort before those with.
        let (plain, variants) = word.split_at(word.partition_point(|part| part.postings.form.written.is_none()));
        let forms = || variants.chunk_by(|one, other| one.postings.form == other.postings.form);
        encoder.array(3)?.str(word.first().map_or("", Part::stem))?;
        encode_pages(&mut encoder, plain)?;
        encoder.array(forms().count() as u64)?;
        for form in forms() {
            let written = form.first().and_then(|part| part.postings.form.written.as_deref());
            encoder.array(2)?.str(written.unwrap_or_default())?;
            encode_pages(&mut encoder, form)?;
        }
    }
    Ok(encoder.into_writer())
}

/// Encodes the pages of a form, segment by segment.
fn encode_pages(encoder: &mut Encoder<Vec<u8>>, parts: &[Part]) -> Result<(), CborError> {
    encoder.array(parts.iter().map(|part| u64::from(part.postings.pages)).sum())?;
    let mut last = 0;
    for Part { postings, first_page } in parts {
        encoder.array(3)?.u32(first_page + postings.first - last)?;
        encoder.writer_mut().extend(&postings.encoded);
        last = first_page + postings.last;
    }
    Ok(())
}

/// Encodes the list of pages and index files, which a browser loads first.
fn encode_overview(version: &str, segments: &[&Segment], files: &[WordFile]) -> Result<Vec<u8>, CborError> {
    let mut encoder = Encoder::new(Vec::new());
    encoder.array(6)?.str(version)?;
    encoder.array(segments.iter().map(|segment| segment.word_counts.len() as u64).sum())?;
    for segment in segments {
        let hits = segment.files.iter().flat_map(|file| (0..file.size).map(move |place| (file, place)));
        for ((file, place), words) in hits.zip(&segment.word_counts) {
            encoder.array(3)?.str(&file.hit(place))?.u32(*words)?.str(&file.name)?;
        }
    }
    encoder.array(files.len() as u64)?;
    for file in files {
        encoder.array(3)?.str(&file.first)?.str(&file.last)?.str(&file.name)?;
    }
    // No filters and no sorts; the only field is the title.
    encoder.array(0)?.array(0)?.array(1)?.str("title")?;
    Ok(encoder.into_writer())
}

/// Cuts the first and last words of files to the letters that tell them from their neighbours'. Pagefind's program looks
/// for the beginning of a word between them, so it must be these lengths.
fn shorten(files: &mut [WordFile]) {
    for place in 1..files.len() {
        let (one, other) = (files[place - 1].last.clone(), files[place].first.clone());
        let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        let last: String = one.chars().take(common + 1).collect();
        // A file of one word must not end before it begins.
        if last >= files[place - 1].first {
            files[place - 1].last = last;
        }
        files[place].first = other.chars().take(common + 1).collect();
    }
}
