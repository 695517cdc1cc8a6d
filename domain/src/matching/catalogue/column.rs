//! Columns: values of all offers side by side, and how they are written as bytes and read again on the same machine.

use std::ops::Range;

use bytemuck::Pod;

/// Bytes that are not what was expected where they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not those of a prepared catalogue of this version")]
pub struct Malformed;

/// What can be written as bytes and read again.
pub trait Column: Sized {
    fn write(&self, bytes: &mut Vec<u8>);

    /// Reads from the beginning of the bytes, and leaves those that follow.
    fn read(bytes: &mut &[u8]) -> Result<Self, Malformed>;
}

impl<N: Pod> Column for Vec<N> {
    fn write(&self, bytes: &mut Vec<u8>) {
        write_length(self.len(), bytes);
        bytes.extend_from_slice(bytemuck::cast_slice(self));
    }

    fn read(bytes: &mut &[u8]) -> Result<Self, Malformed> {
        let length = read_length(bytes)?.checked_mul(size_of::<N>()).ok_or(Malformed)?;
        Ok(take(bytes, length)?.chunks_exact(size_of::<N>()).map(bytemuck::pod_read_unaligned).collect())
    }
}

impl<C: Column + Default, const N: usize> Column for [C; N] {
    fn write(&self, bytes: &mut Vec<u8>) {
        self.iter().for_each(|column| column.write(bytes));
    }

    fn read(bytes: &mut &[u8]) -> Result<Self, Malformed> {
        let mut columns: Self = std::array::from_fn(|_| C::default());
        for column in &mut columns {
            *column = C::read(bytes)?;
        }
        Ok(columns)
    }
}

fn write_length(length: usize, bytes: &mut Vec<u8>) {
    bytes.extend(u32::try_from(length).unwrap_or(u32::MAX).to_ne_bytes());
}

fn read_length(bytes: &mut &[u8]) -> Result<usize, Malformed> {
    Ok(bytemuck::pod_read_unaligned::<u32>(take(bytes, size_of::<u32>())?) as usize)
}

fn take<'b>(bytes: &mut &'b [u8], length: usize) -> Result<&'b [u8], Malformed> {
    let (own, following) = bytes.split_at_checked(length).ok_or(Malformed)?;
    *bytes = following;
    Ok(own)
}

/// A list for each offer, all in one piece of memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Lists<N> {
    /// Where each list ends.
    ends: Vec<u32>,
    items: Vec<N>,
}

impl<N> Default for Lists<N> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<N: Pod> Lists<N> {
    pub fn push(&mut self, list: impl IntoIterator<Item = N>) {
        self.items.extend(list);
        self.ends.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    pub fn get(&self, position: usize) -> &[N] {
        &self.items[range(&self.ends, position)]
    }
}

impl<N: Pod> Column for Lists<N> {
    fn write(&self, bytes: &mut Vec<u8>) {
        self.ends.write(bytes);
        self.items.write(bytes);
    }

    fn read(bytes: &mut &[u8]) -> Result<Self, Malformed> {
        let lists = Self { ends: Vec::read(bytes)?, items: Vec::read(bytes)? };
        if are_ends(&lists.ends, lists.items.len()) { Ok(lists) } else { Err(Malformed) }
    }
}

/// A text for each offer, all in one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Texts {
    ends: Vec<u32>,
    text: String,
}

impl Texts {
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    pub fn get(&self, position: usize) -> &str {
        &self.text[range(&self.ends, position)]
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|position| self.get(position))
    }

    /// The place of a text, where they were pushed in their order.
    pub fn find(&self, wanted: &str) -> Option<usize> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = (from + to) / 2;
            match self.get(middle).cmp(wanted) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }
}

impl Column for Texts {
    fn write(&self, bytes: &mut Vec<u8>) {
        self.ends.write(bytes);
        write_length(self.text.len(), bytes);
        bytes.extend_from_slice(self.text.as_bytes());
    }

    fn read(bytes: &mut &[u8]) -> Result<Self, Malformed> {
        let ends: Vec<u32> = Vec::read(bytes)?;
        let length = read_length(bytes)?;
        let text = std::str::from_utf8(take(bytes, length)?).map_err(|_| Malformed)?.to_owned();
        let whole = are_ends(&ends, text.len()) && ends.iter().all(|end| text.is_char_boundary(*end as usize));
        if whole { Ok(Self { ends, text }) } else { Err(Malformed) }
    }
}

fn range(ends: &[u32], position: usize) -> Range<usize> {
    let from = if position == 0 { 0 } else { ends[position - 1] };
    from as usize..ends[position] as usize
}

fn are_ends(ends: &[u32], length: usize) -> bool {
    ends.is_sorted() && ends.last().copied().unwrap_or(0) as usize == length
}

#[cfg(test)]
mod tests {
    use super::{Column, Lists, Malformed, Texts};

    #[test]
    fn columns_come_back_as_they_were_written() {
        let mut lists = Lists::default();
        lists.push([3_u16, 1]);
        lists.push([]);
        let mut texts = Texts::default();
        for text in ["anchor", "", "żaba"] {
            texts.push(text);
        }
        let mut bytes = Vec::new();
        lists.write(&mut bytes);
        texts.write(&mut bytes);
        let rest = &mut bytes.as_slice();
        assert_eq!(Lists::<u16>::read(rest), Ok(lists));
        assert_eq!(Texts::read(rest).expect("texts").get(2), "żaba");
        assert!(rest.is_empty());
    }

    #[test]
    fn bytes_that_end_too_soon_are_refused() {
        let mut bytes = Vec::new();
        vec![1_u32, 2].write(&mut bytes);
        for length in 0..bytes.len() {
            assert_eq!(Vec::<u32>::read(&mut &bytes[..length]), Err(Malformed));
        }
    }
}
