//! A request in a file, as the form posts it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use domain::matching::catalogue::Catalogue;
use domain::reading::Fields;
use domain::request::{Circumstances, Form, Request};
use domain::text::Slug;
use domain::vocabulary::Vocabulary;
use generator::{ReadDocument, read_json};
use jiff::civil::Date;

use crate::failure::Failure;

/// Reads a wish for a host, and judges it as if it were sent today.
pub fn read(
    path: &Path,
    vocabulary: &Vocabulary,
    catalogue: &Catalogue,
    today: Date,
) -> Result<ReadDocument<Request>, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::file(path))?;
    let open_offers: BTreeSet<Slug> =
        (0..catalogue.len()).filter_map(|offer| Slug::parse(catalogue.slug(offer))).collect();
    let circumstances = Circumstances { today, open_offers: &open_offers };
    Ok(read_json(&path.display().to_string(), &text, vocabulary, |fields: &mut Fields| {
        let form = fields.choice("form", &[(Form::FindAHost.name(), Form::FindAHost)])?;
        Request::read(fields, form, circumstances).map(|(request, _)| request)
    }))
}
