//! The bytes of an export, in each of its formats.

use spreadsheet::{Workbook, WorkbookError};

use super::labels::Labels;
use super::table::{ExportTable, JsonRow};
use store::Record;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExportFormat {
    /// An Excel workbook, in which a text is a text.
    Workbook,
    /// Cells parted by a sign, with a mark by which spreadsheets know UTF-8.
    Table(u8),
    /// One list of objects.
    Json,
}

impl ExportFormat {
    /// As the form names it; CSV where it names none.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "xlsx" => Self::Workbook,
            "" | "csv" => Self::Table(b','),
            "semicolon" => Self::Table(b';'),
            "json" => Self::Json,
            _ => return None,
        })
    }

    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Table(_) => "csv",
            Self::Json => "json",
        }
    }

    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Table(_) => "text/csv; charset=utf-8; header=present",
            Self::Json => "application/json",
        }
    }
}

/// A file that is being written: bytes come as soon as there are any.
pub(super) enum ExportFile {
    Workbook { table: ExportTable, book: Box<Workbook> },
    Table { table: ExportTable, sign: u8 },
    Json { with_personal: bool, is_first: bool },
}

impl ExportFile {
    pub(super) fn begin(
        format: ExportFormat,
        with_personal: bool,
        labels: Labels,
        bytes: &mut Vec<u8>,
    ) -> Result<Self, WorkbookError> {
        let table = ExportTable::new(with_personal, labels);
        Ok(match format {
            ExportFormat::Workbook => {
                let book = Box::new(Workbook::new(&table.workbook_headings())?);
                Self::Workbook { table, book }
            }
            ExportFormat::Table(sign) => {
                bytes.extend_from_slice("\u{feff}".as_bytes());
                bytes.extend(cells(sign, table.csv_headings()));
                Self::Table { table, sign }
            }
            ExportFormat::Json => {
                bytes.push(b'[');
                Self::Json { with_personal, is_first: true }
            }
        })
    }

    pub(super) fn add(&mut self, record: &Record, bytes: &mut Vec<u8>) -> Result<(), WorkbookError> {
        match self {
            Self::Workbook { table, book } => book.row(table.workbook_line(record))?,
            Self::Table { table, sign } => bytes.extend(cells(*sign, table.csv_line(record))),
            Self::Json { with_personal, is_first } => {
                bytes.extend_from_slice(if *is_first { b"\n" } else { b",\n" });
                let object = JsonRow { record, with_personal: *with_personal };
                let json = serde_json::to_vec(&object).unwrap_or_else(|_| unreachable!("all keys are texts"));
                bytes.extend(json);
                *is_first = false;
            }
        }
        Ok(())
    }

    pub(super) fn end(self, bytes: &mut Vec<u8>) -> Result<(), WorkbookError> {
        match self {
            Self::Workbook { book, .. } => book.finish(bytes)?,
            Self::Table { .. } => {}
            Self::Json { .. } => bytes.extend_from_slice(b"\n]\n"),
        }
        Ok(())
    }
}

/// One line of a table.
fn cells(sign: u8, line: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(sign)
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let written = writer.write_record(line);
    let bytes = writer.into_inner();
    match (written, bytes) {
        (Ok(()), Ok(bytes)) => bytes,
        _ => unreachable!("writing to memory can't fail"),
    }
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn every_cell_is_quoted() {
        assert_eq!(
            cells(b';', ["a", "say \"hi\"", "two\nlines", ""]),
            b"\"a\";\"say \"\"hi\"\"\";\"two\nlines\";\"\"\r\n"
        );
    }
}
