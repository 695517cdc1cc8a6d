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

use super::reader::{ReadFile, TextFile};
use super::vocabulary::Codes;
use crate::model::notes::Notes;
use crate::model::site::{Entry, Written};
use crate::read_cache::{CachedFiles, CachedFolder};
use imaging::Picture;
use markup::LocatedProblem;

/// What was read before, for a server that reads the same folder again and again. One that is dropped costs nothing but
/// that everything is read again; one that is used for several folders is right, and no help.
#[derive(Default)]
pub struct ReadCache {
    pub(super) codes: CachedFiles<Codes>,
    pub(super) notes: CachedFiles<Arc<Notes>>,
    pub(super) pictures: CachedFolder<Result<Picture, ErrorKind>>,
    pub(super) letters: CachedFolder<Vec<LocatedProblem>>,
    /// Whether `content/schemas/` is up to date.
    pub schemas: CachedFiles<Vec<LocatedProblem>>,
    pub(super) offers: CachedFolder<ReadFile<Arc<Entry<Offer>>>>,
    pub(super) case_studies: CachedFolder<ReadFile<TextFile<CaseStudy>>>,
    pub(super) pages: CachedFolder<ReadFile<TextFile<Page>>>,
    pub(super) events: CachedFolder<ReadFile<Arc<Written<Event>>>>,
    pub(super) promoters: CachedFolder<ReadFile<Arc<Entry<Promoter>>>>,
    pub(super) partners: CachedFolder<ReadFile<Arc<Entry<Partner>>>>,
    pub(super) monitoring: CachedFolder<ReadFile<Arc<Entry<Figures>>>>,
}

/// A part of a memory, if there is one.
pub(super) fn part<'m, P>(
    memory: &'m mut Option<&mut ReadCache>,
    part: impl FnOnce(&'m mut ReadCache) -> &'m mut P,
) -> Option<&'m mut P> {
    memory.as_deref_mut().map(part)
}
