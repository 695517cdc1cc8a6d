//! The characters that are refused.

use super::{is_hidden, mended};
use crate::validate::ErrorKind;

/// The characters of a text that are refused, each by its place in bytes and with what is wrong with it.
pub fn refused(text: &str) -> Vec<(usize, ErrorKind)> {
    let mut found = Vec::new();
    let mut turns = Turns::default();
    let mut flag = Flag::None;
    for (place, written) in text.char_indices() {
        let Some(character) = mended(written) else { continue };
        let turned = match character {
            '\n' => turns.end_paragraph(),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => turns.take(place, character),
            _ => Ok(()),
        };
        let kind = match character {
            '\n' | '\t' => None,
            '\u{fffd}' => Some(ErrorKind::LostCharacter),
            '\u{e0000}'..='\u{e007f}' if flag == Flag::None => Some(ErrorKind::ControlCharacter { character }),
            hidden if is_hidden(hidden) => Some(ErrorKind::ControlCharacter { character }),
            _ => None,
        };
        found.extend(turned.err());
        match flag.after(character) {
            Ok(next) => flag = next,
            Err(open) => {
                flag = Flag::None;
                if kind.is_none() {
                    found.push((place, open));
                }
            }
        }
        found.extend(kind.map(|kind| (place, kind)));
    }
    found.extend(turns.end_paragraph().err());
    found.extend(flag.after(' ').err().map(|kind| (text.len(), kind)));
    found
}

/// Turns of the direction of writing that are still open, each with its place. They end with their paragraph (Unicode
/// Annex 9), so what is open there was never meant to be closed.
#[derive(Default)]
struct Turns(Vec<(usize, char)>);

impl Turns {
    fn take(&mut self, place: usize, character: char) -> Result<(), (usize, ErrorKind)> {
        let opened_by_its_like = match character {
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => {
                self.0.push((place, character));
                true
            }
            '\u{202c}' => self.0.pop().is_some_and(|(_, open)| open < '\u{202c}'),
            '\u{2069}' => self.0.pop().is_some_and(|(_, open)| open > '\u{202e}'),
            // An override makes letters run against their own direction: `exe.txt` reads as `txt.exe`.
            _ => false,
        };
        if opened_by_its_like { Ok(()) } else { Err((place, ErrorKind::TextDirection { character })) }
    }

    fn end_paragraph(&mut self) -> Result<(), (usize, ErrorKind)> {
        let open = self.0.first().copied();
        self.0.clear();
        open.map_or(Ok(()), |(place, character)| Err((place, ErrorKind::TextDirection { character })))
    }
}

/// A flag of a part of a country, such as Scotland's: a black flag, the region's code in tags, and an end. Anywhere
/// else tags are words that only programs read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flag {
    None,
    /// So many tags stand behind the black flag.
    Open(usize),
}

impl Flag {
    const MOST_TAGS: usize = 6;

    fn after(self, character: char) -> Result<Self, ErrorKind> {
        match (self, character) {
            (Flag::Open(1..), '\u{e007f}') => Ok(Flag::None),
            (Flag::Open(tags), '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}') if tags < Self::MOST_TAGS => {
                Ok(Flag::Open(tags + 1))
            }
            (_, '\u{e0000}'..='\u{e007f}') | (Flag::Open(1..), _) => Err(ErrorKind::ControlCharacter { character }),
            (_, '\u{1f3f4}') => Ok(Flag::Open(0)),
            _ => Ok(Flag::None),
        }
    }
}
