//! Offers, case studies and figures as tables: as CSV (RFC 4180) for programs, as Excel workbooks for people. A spreadsheet that opens a
//! CSV file makes 71 of the sector "071"; a workbook says that it is a text.

mod columns;

use std::io::Write;

use spreadsheet::{Cell, Labelled, Workbook, label_heading, labels_beside, labels_last};

use self::columns::{CASE_STUDY, Column, OFFER, Row, has_labels, labels};
use super::error::DataError;
use super::figures;
use content::model::address::Addresses;
use content::model::site::Site;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Case studies, one a line.
    CaseStudies,
    /// The figures of all years, one number a line.
    Figures,
    /// Offers, one a line, texts in their original language. Several codes in one cell are separated by a space, several names,
    /// labels or sentences by a semicolon.
    Offers,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma-separated values; labels come behind all other columns, which programs may count.
    Csv,
    /// An Excel workbook, with labels beside their codes.
    Workbook,
}

impl Table {
    pub const FILES: [(Table, TableFormat); 6] = [
        (Table::CaseStudies, TableFormat::Csv),
        (Table::CaseStudies, TableFormat::Workbook),
        (Table::Figures, TableFormat::Csv),
        (Table::Figures, TableFormat::Workbook),
        (Table::Offers, TableFormat::Csv),
        (Table::Offers, TableFormat::Workbook),
    ];

    /// Its file below the output folder.
    pub fn file(self, format: TableFormat) -> String {
        let name = match self {
            Table::CaseStudies => "case-studies",
            Table::Figures => "monitoring",
            Table::Offers => "offers",
        };
        let extension = match format {
            TableFormat::Csv => "csv",
            TableFormat::Workbook => "xlsx",
        };
        format!("data/{name}.{extension}")
    }

    pub fn write(self, format: TableFormat, site: &Site, out: impl Write + Send) -> Result<(), DataError> {
        let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
        match self {
            Table::CaseStudies => {
                let rows = site.case_studies.iter().map(|story| {
                    let slug = story.entry.slug.as_str();
                    Row { site, slug, address: addresses.case_study(slug), value: &story.entry.value }
                });
                write(site, format, &headings(&CASE_STUDY), rows.map(|row| cells(&CASE_STUDY, &row)), out)
            }
            Table::Figures => write(site, format, &figures::HEADINGS, figures::rows(site), out),
            Table::Offers => {
                let rows = site.offers.iter().map(|entry| {
                    let slug = entry.slug.as_str();
                    Row { site, slug, address: addresses.offer(slug), value: &entry.value }
                });
                write(site, format, &headings(&OFFER), rows.map(|row| cells(&OFFER, &row)), out)
            }
        }
    }
}

fn headings<T>(columns: &[Column<T>]) -> Vec<&'static str> {
    columns.iter().map(|(name, _)| *name).collect()
}

fn cells<T>(columns: &[Column<T>], row: &Row<T>) -> Vec<Cell> {
    columns.iter().map(|(_, cell)| cell(row)).collect()
}

/// Excel reads a table without it in the encoding of its country, and shows "BorÃ¥s" for "Borås".
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

fn write(
    site: &Site,
    format: TableFormat,
    headings: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
    mut out: impl Write + Send,
) -> Result<(), DataError> {
    let label = |heading: &str| has_labels(heading).then(|| label_heading(heading));
    let columns: Labelled<String> = headings.iter().map(|name| ((*name).to_owned(), label(name))).collect();
    let labelled = |row: Vec<Cell>| -> Labelled<Cell> {
        let pair = |(name, cell): (&&str, Cell)| {
            let label = labels(site, name, &cell);
            (cell, label)
        };
        headings.iter().zip(row).map(pair).collect()
    };
    match format {
        TableFormat::Csv => {
            out.write_all(BYTE_ORDER_MARK)?;
            let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
            writer.write_record(labels_last(columns))?;
            for row in rows {
                writer.write_record(labels_last(labelled(row)).map(Cell::in_csv))?;
            }
            writer.flush()?;
        }
        TableFormat::Workbook => {
            let mut book = Workbook::new(&labels_beside(columns).collect::<Vec<_>>())?;
            for row in rows {
                book.row(labels_beside(labelled(row)))?;
            }
            book.finish(out)?;
        }
    }
    Ok(())
}
