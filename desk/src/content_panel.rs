//! What can be made of a request, as its own page shows it.

use domain::case::Status;
use domain::request::Form;
use serde::Serialize;

use super::words::Words;
use store::Record;

#[derive(Serialize)]
pub(super) struct ContentPanel {
    links: Vec<PanelLink>,
    erase: String,
}

#[derive(Serialize)]
struct PanelLink {
    href: String,
    label: String,
}

impl ContentPanel {
    pub(super) fn new(words: &Words, record: &Record) -> Self {
        let address = |page: &str| format!("/desk/requests/{}/{page}", record.submission.reference);
        let label = match (record.submission.request.wish.form(), record.status) {
            (Form::OfferToHost, Status::SuspectedSpam | Status::Spam | Status::Declined) => None,
            (Form::OfferToHost, _) => match &record.handling.offer {
                Some(slug) => Some(("offer", words.format("papers-offer-done", [("slug", slug.to_string().into())]))),
                None => Some(("offer", words.text("papers-offer"))),
            },
            (Form::FindAHost, Status::Completed) => Some(("story", words.text("papers-story"))),
            _ => None,
        };
        let links = label.into_iter().map(|(page, label)| PanelLink { href: address(page), label });
        Self { links: links.collect(), erase: address("erase") }
    }
}
