//! The living parts of text pages: what is counted at every build and stands below the words.

use tera::Context;

use crate::plan::offer_groups::Shelf;
use crate::view::{Lens, RetentionTerm};

/// Puts what the template of a text page shows beside its words into a context.
pub(super) fn insert(context: &mut Context, lens: &Lens, shelves: &[Shelf], slug: &str) {
    match slug {
        "fewer-opportunities" => {
            context.insert("support", &lens.support());
            context.insert("monitoring", &lens.monitoring());
        }
        "partnership" => {
            context.insert("standings", &lens.standings(lens.monitoring().as_ref()));
            context.insert("plans", &lens.plans(shelves));
        }
        "privacy" => context.insert("retention", &RetentionTerm::all(lens.site.settings.retention)),
        _ => {}
    }
}
