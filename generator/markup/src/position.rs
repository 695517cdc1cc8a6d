/// A place in a text; lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Position {
    /// The beginning of a file.
    pub const START: Position = Position { line: 1, column: 1 };

    /// Returns the byte of a text at this place, or its end if the text is shorter.
    pub fn byte_in(self, text: &str) -> usize {
        let line: usize = text.split_inclusive('\n').take(self.line - 1).map(str::len).sum();
        let rest = &text[line..];
        line + rest.char_indices().nth(self.column - 1).map_or(rest.len(), |(place, _)| place)
    }

    /// Returns the place of a byte of a text.
    pub fn of_byte(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

/// A text that can't be parsed.
#[derive(Debug)]
pub struct SyntaxError {
    /// Where the parser stopped.
    pub position: Position,
    /// Its message, without the position.
    pub detail: String,
}
