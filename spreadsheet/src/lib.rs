//! Tables that spreadsheet programs open as they were meant: texts stay texts, and none of them runs as a formula.
//!
//! In: headings and cells. Out: the bytes of an Excel workbook, which says of each cell what it is ([`Workbook`]), or the text of
//! a cell for CSV, where the program that opens it has to guess ([`Cell::in_csv`]).

mod harmless;
mod labels;
mod workbook;

pub use self::labels::{Labelled, label_heading, labels_beside, labels_last};
pub use self::workbook::{Workbook, WorkbookError};

use jiff::civil::Date;

use self::harmless::harmless;

/// A value in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// It is not known, or there is none.
    Nothing,
    /// A text, a code included, whatever it looks like.
    Text(String),
    /// A number.
    Number(i64),
    /// A day.
    Day(Date),
}

impl Cell {
    /// Its text in a CSV file, where nothing says what it is: none that a spreadsheet takes for a formula.
    pub fn in_csv(self) -> String {
        harmless(match self {
            Cell::Nothing => String::new(),
            Cell::Text(text) => text,
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
        })
    }
}
