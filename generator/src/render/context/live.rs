//! The living parts of text pages: what is counted at every build and stands below the words.

use tera::Context;

use crate::plan::offer_groups::OfferGroup;
use crate::view::{LocalizedSite, RetentionTerm};

/// Puts what the template of a text page shows beside its words into a context.
pub(super) fn insert(context: &mut Context, localized: &LocalizedSite, offer_groups: &[OfferGroup], slug: &str) {
    match slug {
        "fewer-opportunities" => {
            context.insert("support", &localized.support());
            context.insert("monitoring", &localized.monitoring());
        }
        "partnership" => {
            context.insert("standings", &localized.standings(localized.monitoring().as_ref()));
            context.insert("plans", &localized.plans(offer_groups));
        }
        "privacy" => context.insert("retention", &RetentionTerm::all(localized.site.settings.retention)),
        _ => {}
    }
}
