//! Excel workbooks (Office Open XML), which LibreOffice and other programs open, too.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, XlsxError};

use crate::Cell;

/// Characters that a column is wide at least and at most; people can widen it.
const WIDTHS: std::ops::RangeInclusive<usize> = 12..=40;

/// How hard a file is compressed, of 1 to 9. The default of 6 takes twice the time for a tenth less.
const COMPRESSION: u8 = 2;

/// A workbook with one sheet: a line of headings that stays in sight, and rows that can be filtered. Rows are kept in a file
/// without a name until the end, so a long table takes little memory. The same cells give the same bytes.
pub struct Workbook {
    book: rust_xlsxwriter::Workbook,
    /// Columns.
    width: u16,
    /// Rows that are written, that of the headings included.
    height: u32,
    /// Which columns hold a text: their format is that of texts, which spares finding it for each cell.
    with_texts: Vec<bool>,
    text: Format,
    number: Format,
    day: Format,
}

/// A table that can't be written as a workbook: a text is longer than a cell may be, or there are more rows than a sheet has.
#[derive(Debug, thiserror::Error)]
#[error("the table can't be written as an Excel workbook: {0}")]
pub struct WorkbookError(#[from] XlsxError);

impl Workbook {
    /// A workbook with a line of headings.
    ///
    /// # Errors
    /// If the headings can't be written.
    pub fn new(headings: &[impl AsRef<str>]) -> Result<Self, WorkbookError> {
        let mut book = rust_xlsxwriter::Workbook::new();
        // A fixed moment, instead of that at which it is written.
        let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
        book.set_zip_compression_level(COMPRESSION);
        let sheet = book.add_worksheet_with_constant_memory()?;
        let bold = Format::new().set_bold().set_num_format(TEXT);
        let mut width = 0;
        for heading in headings.iter().map(AsRef::as_ref) {
            sheet.write_string_with_format(0, width, heading, &bold)?;
            let letters = (heading.chars().count() + 4).clamp(*WIDTHS.start(), *WIDTHS.end());
            sheet.set_column_width(width, u32::try_from(letters).unwrap_or(u32::MAX))?;
            width += 1;
        }
        sheet.set_freeze_panes(1, 0)?;
        let text = Format::new().set_num_format(TEXT);
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let number = Format::new().set_num_format("0");
        Ok(Self { book, width, height: 1, with_texts: vec![false; usize::from(width)], text, number, day })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If a text is too long for a cell, or the sheet is full.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<(), WorkbookError> {
        let row = self.height;
        let sheet = self.book.worksheet_from_index(0)?;
        for ((column, with_texts), cell) in (0..self.width).zip(&mut self.with_texts).zip(cells) {
            let cell = match cell {
                // Spreadsheets have no days before 1900.
                Cell::Day(day) if day.year() < 1900 => Cell::Text(day.to_string()),
                cell => cell,
            };
            match cell {
                Cell::Nothing => continue,
                Cell::Text(text) => {
                    if !*with_texts {
                        sheet.set_column_format(column, &self.text)?;
                        *with_texts = true;
                    }
                    sheet.write_string(row, column, text)?
                }
                #[expect(clippy::cast_precision_loss, reason = "a spreadsheet's numbers are of this kind")]
                Cell::Number(number) => sheet.write_number_with_format(row, column, number as f64, &self.number)?,
                Cell::Day(day) => sheet.write_datetime_with_format(row, column, day, &self.day)?,
            };
        }
        self.height += 1;
        Ok(())
    }

    /// Writes the file.
    ///
    /// # Errors
    /// If the rows that were kept aside can't be read again, or nothing can be written.
    pub fn finish(mut self, out: impl Write + Send) -> Result<(), WorkbookError> {
        if let Some(last) = self.width.checked_sub(1) {
            self.book.worksheet_from_index(0)?.autofilter(0, 0, self.height - 1, last)?;
        }
        Ok(self.book.save_to_writer(out)?)
    }
}

/// The number format of texts. With it a cell is a text still after somebody typed in it.
const TEXT: &str = "@";

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};
    use jiff::civil::date;

    use super::{Cell, Workbook};

    fn written(cells: &[Cell]) -> Vec<u8> {
        let headings: Vec<String> = (0..cells.len()).map(|number| format!("column {number}")).collect();
        let mut book = Workbook::new(&headings).expect("headings");
        book.row(cells.iter().cloned()).expect("a row");
        let mut file = Vec::new();
        book.finish(&mut file).expect("a file");
        file
    }

    /// The cells of the first row behind the headings, and the formulas of the sheet.
    fn read(bytes: Vec<u8>) -> (Vec<Data>, usize) {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let formulas = book.worksheet_formula("Sheet1").expect("a sheet").used_cells().count();
        let sheet = book.worksheet_range("Sheet1").expect("a sheet");
        (sheet.rows().nth(1).expect("a row").to_vec(), formulas)
    }

    #[test]
    fn what_is_text_stays_text() {
        let texts =
            ["071", "0722", "1E5", "2026-11-23", "3/4", "+32 9 123", "=1+1", "@SUM(A1)", "-2", "TRUE", "Borås", "a\nb"];
        let (cells, formulas) = read(written(&texts.map(|text| Cell::Text(text.to_owned()))));
        assert_eq!(cells, texts.map(|text| Data::String(text.to_owned())));
        assert_eq!(formulas, 0);
    }

    #[test]
    fn numbers_can_be_added_and_days_sorted() {
        let cells = [Cell::Number(12), Cell::Nothing, Cell::Day(date(2026, 11, 23)), Cell::Day(date(1750, 1, 1))];
        let (cells, _) = read(written(&cells));
        assert_eq!((&cells[0], &cells[1]), (&Data::Float(12.0), &Data::Empty));
        let Data::DateTime(day) = cells[2] else { panic!("{:?} is no day", cells[2]) };
        assert_eq!(day.to_ymd_hms_milli(), (2026, 11, 23, 0, 0, 0, 0));
        assert_eq!(cells[3], Data::String("1750-01-01".to_owned()));
    }

    #[test]
    fn a_number_below_a_text_is_a_number() {
        let mut book = Workbook::new(&["answer"]).expect("headings");
        for cell in [Cell::Number(3), Cell::Text("12".to_owned()), Cell::Number(12)] {
            book.row([cell]).expect("a row");
        }
        let mut file = Vec::new();
        book.finish(&mut file).expect("a file");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).expect("a workbook");
        let sheet = book.worksheet_range("Sheet1").expect("a sheet");
        let cells: Vec<&Data> = sheet.rows().skip(1).map(|row| &row[0]).collect();
        assert_eq!(cells, [&Data::Float(3.0), &Data::String("12".to_owned()), &Data::Float(12.0)]);
    }

    #[test]
    fn the_same_cells_give_the_same_bytes() {
        let cells = [Cell::Text("071".to_owned())];
        assert_eq!(written(&cells), written(&cells));
    }

    #[test]
    fn a_text_that_no_cell_can_hold_is_no_silent_loss() {
        let mut book = Workbook::new(&["text"]).expect("headings");
        assert!(book.row([Cell::Text("x".repeat(32_768))]).is_err());
    }
}
