//! What every page shows around its content.

use domain::text::LanguageTag;
use serde::Serialize;

use super::unreadable;

#[derive(Default, Serialize)]
pub(super) struct Frame<'v> {
    pub(super) name: &'v str,
    pub(super) here: &'v str,
    /// What stands before every address of the desk.
    pub(super) base_path: &'v str,
    /// What stands before every address of the site.
    pub(super) site: &'v str,
    /// What each form sends back, so that no other page can send it.
    pub(super) csrf: &'v str,
    pub(super) section: &'static str,
    pub(super) fresh: u64,
    pub(super) overdue: u64,
    pub(super) is_purge_held: bool,
    pub(super) unreadable: Option<&'v unreadable::Notice>,
    pub(super) languages: &'v [LanguageChoice],
}

#[derive(Clone, Serialize)]
pub(super) struct LanguageChoice {
    pub(super) code: LanguageTag,
    pub(super) name: String,
    pub(super) chosen: bool,
}
