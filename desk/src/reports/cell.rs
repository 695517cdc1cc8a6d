//! A value of a table.

use jiff::civil::Date;
use serde::Serialize;

/// A value, as all outputs write it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Cell {
    Nothing,
    Text(String),
    Number(i64),
    Day(Date),
    Flag(bool),
    List(Vec<String>),
}

impl From<Cell> for spreadsheet::Cell {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Nothing => Self::Nothing,
            Cell::Number(number) => Self::Number(number),
            Cell::Day(day) => Self::Day(day),
            Cell::Text(text) => Self::Text(text),
            Cell::Flag(flag) => Self::Text(if flag { "yes" } else { "no" }.to_owned()),
            Cell::List(items) => Self::Text(items.join(" ")),
        }
    }
}
