//! Numbers for the codes and words of a catalogue in the making.

use std::collections::HashMap;

use super::column::Texts;

/// Texts with their numbers, in the order in which they were first met.
#[derive(Default)]
pub(super) struct Numbers<N>(HashMap<String, N>);

impl<N: Copy + TryFrom<usize> + TryInto<usize> + Default> Numbers<N> {
    pub(super) fn number_of(&mut self, text: &str) -> N {
        if let Some(number) = self.0.get(text) {
            return *number;
        }
        let number = N::try_from(self.0.len()).unwrap_or_default();
        self.0.insert(text.to_owned(), number);
        number
    }

    /// Writes the texts in their order, and returns the new number of each old one.
    pub(super) fn sort_into(&mut self, texts: &mut Texts) -> Vec<N> {
        let mut sorted: Vec<(String, N)> = std::mem::take(&mut self.0).into_iter().collect();
        sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut new = vec![N::default(); sorted.len()];
        for (position, (text, old)) in sorted.iter().enumerate() {
            texts.push(text);
            let old: usize = (*old).try_into().unwrap_or_default();
            new[old] = N::try_from(position).unwrap_or_default();
        }
        new
    }
}
