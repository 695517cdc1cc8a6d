//! The index of words in Pagefind's format: for each word the pages that have it and where, in files of neighbouring
//! words, and the list of those files. It is joined from segments whose pages follow one another, so joining copies bytes
//! and looks into none.

use std::convert::Infallible;

use minicbor::Encoder;
use rayon::prelude::*;

use super::bundle::{named, pack};
use super::segment::{List, Segment};
use super::{SearchError, Sink};

/// How many places a file has, as Pagefind has it by default.
const ROOM: usize = 20_000;

/// What can go wrong while writing CBOR into memory: in practice, nothing.
pub type CborError = minicbor::encode::Error<Infallible>;

/// A segment's list, with the page at which the segment begins.
struct Piece<'s> {
    list: &'s List,
    base: u32,
}

/// A file of words.
struct Chunk {
    from: String,
    until: String,
    name: String,
}

/// Writes the index of a language; the list of its files has the name that is returned.
///
/// # Errors
/// If a file can't be compressed or written.
pub fn write(language: &str, version: &str, segments: &[&Segment], sink: &dyn Sink) -> Result<String, SearchError> {
    let mut pieces = Vec::with_capacity(segments.iter().map(|segment| segment.lists.len()).sum());
    let mut base = 0;
    for segment in segments {
        pieces.extend(segment.lists.iter().map(|list| Piece { list, base }));
        base += u32::try_from(segment.words.len()).unwrap_or(u32::MAX);
    }
    pieces.par_sort_unstable_by(|one, other| one.list.form.cmp(&other.list.form).then(one.base.cmp(&other.base)));
    let mut chunks = cut(&pieces)
        .into_par_iter()
        .map(|pieces| {
            let content = encode(pieces)?;
            let name = named(language, &content);
            put(sink, &format!("pagefind/index/{name}.pf_index"), &content)?;
            let stem = |piece: Option<&Piece>| piece.map_or("", |piece| &piece.list.form.stem).to_owned();
            Ok(Chunk { from: stem(pieces.first()), until: stem(pieces.last()), name })
        })
        .collect::<Result<Vec<_>, SearchError>>()?;
    shorten(&mut chunks);
    let content = overview(version, segments, &chunks)?;
    let name = named(language, &content);
    put(sink, &format!("pagefind/pagefind.{name}.pf_meta"), &content)?;
    Ok(name)
}

/// Writes a file that is named by its content, unless it is there.
fn put(sink: &dyn Sink, path: &str, content: &[u8]) -> Result<(), SearchError> {
    if sink.keeps(path) {
        return Ok(());
    }
    let bytes = pack(content).map_err(|source| SearchError::Pack { name: path.to_owned(), source })?;
    Ok(sink.write(path, &bytes)?)
}

/// Pieces of the same word stay together; words fill a file until it has enough.
fn cut<'p, 's>(pieces: &'p [Piece<'s>]) -> Vec<&'p [Piece<'s>]> {
    let mut chunks = Vec::new();
    let (mut start, mut end, mut room) = (0, 0, 0);
    for word in pieces.chunk_by(|one, other| one.list.form.stem == other.list.form.stem) {
        let marked =
            word.chunk_by(|one, other| one.list.form == other.list.form).filter(|form| is_marked(form)).count();
        room += word.iter().map(|piece| piece.list.room).sum::<usize>() + marked;
        end += word.len();
        if room >= ROOM {
            chunks.push(&pieces[start..end]);
            (start, room) = (end, 0);
        }
    }
    if start < end {
        chunks.push(&pieces[start..end]);
    }
    chunks
}

/// Whether pieces are about a form that is written with marks.
fn is_marked(form: &[Piece]) -> bool {
    form.first().is_some_and(|piece| piece.list.form.written.is_some())
}

fn encode(pieces: &[Piece]) -> Result<Vec<u8>, CborError> {
    let words = || pieces.chunk_by(|one, other| one.list.form.stem == other.list.form.stem);
    let length = pieces.iter().map(|piece| piece.list.encoded.len() + 16).sum();
    let mut encoder = Encoder::new(Vec::with_capacity(length));
    encoder.array(1)?.array(words().count() as u64)?;
    for word in words() {
        // Forms without marks sort before those with.
        let (plain, marked) = word.split_at(word.partition_point(|piece| piece.list.form.written.is_none()));
        let forms = || marked.chunk_by(|one, other| one.list.form == other.list.form);
        encoder.array(3)?.str(word.first().map_or("", |piece| &piece.list.form.stem))?;
        pages(&mut encoder, plain)?;
        encoder.array(forms().count() as u64)?;
        for form in forms() {
            let written = form.first().and_then(|piece| piece.list.form.written.as_deref());
            encoder.array(2)?.str(written.unwrap_or_default())?;
            pages(&mut encoder, form)?;
        }
    }
    Ok(encoder.into_writer())
}

/// The pages of a form, one segment's after another's.
fn pages(encoder: &mut Encoder<Vec<u8>>, pieces: &[Piece]) -> Result<(), CborError> {
    encoder.array(pieces.iter().map(|piece| u64::from(piece.list.pages)).sum())?;
    let mut last = 0;
    for Piece { list, base } in pieces {
        encoder.array(3)?.u32(base + list.first - last)?;
        encoder.writer_mut().extend(&list.encoded);
        last = base + list.last;
    }
    Ok(())
}

/// The list of pages and of files of words, which a browser fetches first.
fn overview(version: &str, segments: &[&Segment], chunks: &[Chunk]) -> Result<Vec<u8>, CborError> {
    let mut encoder = Encoder::new(Vec::new());
    encoder.array(6)?.str(version)?;
    encoder.array(segments.iter().map(|segment| segment.words.len() as u64).sum())?;
    for segment in segments {
        let hits = segment.bundles.iter().flat_map(|bundle| (0..bundle.size).map(move |place| (bundle, place)));
        for ((bundle, place), words) in hits.zip(&segment.words) {
            encoder.array(3)?.str(&bundle.hit(place))?.u32(*words)?.str(&bundle.name)?;
        }
    }
    encoder.array(chunks.len() as u64)?;
    for chunk in chunks {
        encoder.array(3)?.str(&chunk.from)?.str(&chunk.until)?.str(&chunk.name)?;
    }
    // No filters, no orders: those are in the table. The fields of a title's kind: the title.
    encoder.array(0)?.array(0)?.array(1)?.str("title")?;
    Ok(encoder.into_writer())
}

/// A file's first and last words need only be long enough to be told from its neighbours'. Pagefind's program looks for
/// the beginning of a word between them, so it must be these lengths.
fn shorten(chunks: &mut [Chunk]) {
    for place in 1..chunks.len() {
        let (one, other) = (chunks[place - 1].until.clone(), chunks[place].from.clone());
        let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        let until: String = one.chars().take(common + 1).collect();
        // A file of one word must not end before it begins.
        if until >= chunks[place - 1].from {
            chunks[place - 1].until = until;
        }
        chunks[place].from = other.chars().take(common + 1).collect();
    }
}
