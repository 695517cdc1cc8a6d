//! Why data can't be written.

use std::io;

use domain::text::messages::MessageError;
use spreadsheet::WorkbookError;

/// A value that can't be written in its file's format.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// As JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// As CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// As an Excel workbook.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// As XML, or at all.
    #[error(transparent)]
    Writing(#[from] io::Error),
    /// In words.
    #[error(transparent)]
    Words(#[from] MessageError),
}
