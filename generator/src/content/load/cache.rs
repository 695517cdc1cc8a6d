//! What loading a site keeps for the next time.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use domain::content::case_study::CaseStudy;
use domain::content::event::Event;
use domain::content::offer::Offer;
use domain::content::page::Page;
use domain::content::people::{Partner, Promoter};
use domain::statistics::Figures;
use domain::validate::ErrorKind;

use super::shelf::{File, TextFile};
use super::vocabulary::Codes;
use crate::fs::read_cache::{Folder, One};
use crate::model::notes::Notes;
use crate::model::site::{Entry, Written};
use imaging::Picture;
use markup::LocatedProblem;

/// What was read before, for a server that reads the same folder again and again. One that is dropped costs nothing but
/// that everything is read again; one that is used for several folders is right, and no help.
#[derive(Default)]
pub struct Memory {
    pub(crate) codes: One<Codes>,
    pub(crate) notes: One<Arc<Notes>>,
    pub(crate) pictures: Folder<Result<Picture, ErrorKind>>,
    pub(crate) letters: Folder<Vec<LocatedProblem>>,
    pub(crate) schemas: One<Vec<LocatedProblem>>,
    pub(super) offers: Folder<File<Arc<Entry<Offer>>>>,
    pub(super) case_studies: Folder<File<TextFile<CaseStudy>>>,
    pub(super) pages: Folder<File<TextFile<Page>>>,
    pub(super) events: Folder<File<Arc<Written<Event>>>>,
    pub(super) promoters: Folder<File<Arc<Entry<Promoter>>>>,
    pub(super) partners: Folder<File<Arc<Entry<Partner>>>>,
    pub(super) monitoring: Folder<File<Arc<Entry<Figures>>>>,
}

/// A part of a memory, if there is one.
pub(super) fn part<'m, P>(
    memory: &'m mut Option<&mut Memory>,
    part: impl FnOnce(&'m mut Memory) -> &'m mut P,
) -> Option<&'m mut P> {
    memory.as_deref_mut().map(part)
}
