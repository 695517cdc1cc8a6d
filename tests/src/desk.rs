//! Somebody at the secretariat, with a browser without script: reads the desk's pages and sends its forms.

use scraper::{Html, Selector};

use crate::served::{Answer, Served};

/// Somebody at the secretariat.
pub struct TestDesk<'s> {
    served: &'s Served,
}

impl<'s> TestDesk<'s> {
    pub(crate) fn new(served: &'s Served) -> Self {
        Self { served }
    }

    /// The address of a page of the desk.
    pub fn address(&self, page: &str) -> String {
        format!("{}/desk/{page}", self.served.base_path())
    }

    /// References in the inbox, the first page of it, in its order.
    pub fn references(&self) -> Vec<String> {
        texts(&self.served.get(&self.address("")).body, "table.rows tbody .ref")
    }

    /// References in the inbox, all pages of it, in its order.
    pub fn all_references(&self) -> Vec<String> {
        let (mut references, mut next) = (Vec::new(), Some(self.address("")));
        while let Some(address) = next {
            let page = self.served.get(&address).body;
            references.extend(texts(&page, "table.rows tbody .ref"));
            let link = selector("a[rel=next]");
            let document = Html::parse_document(&page);
            next = document.select(&link).next().and_then(|link| link.attr("href")).map(str::to_owned);
        }
        references
    }

    /// The page of a request.
    pub fn request(&self, reference: &str) -> Answer {
        self.served.get(&self.address(&format!("requests/{reference}")))
    }

    /// The status that a request's page shows.
    pub fn status(&self, reference: &str) -> String {
        texts(&self.request(reference).body, ".desk-head .status").into_iter().next().expect("a status")
    }

    /// Lines of a request's timeline, as read.
    pub fn timeline(&self, reference: &str) -> Vec<String> {
        texts(&self.request(reference).body, "aside ol.line > li")
    }

    /// The version that a request's page would send back.
    pub fn version(&self, reference: &str) -> String {
        let page = Html::parse_document(&self.request(reference).body);
        let field = page.select(&selector("input[name=version]")).next().expect("a version");
        field.attr("value").expect("a value").to_owned()
    }

    /// Takes a step that needs no more than a click, as the page is now.
    pub fn take_step(&self, reference: &str, step: &str, by: &str) -> Answer {
        self.send(reference, "steps", &[("version", &self.version(reference)), ("step", step), ("by", by)])
    }

    /// Writes a note, as the request's page is now.
    pub fn note(&self, reference: &str, note: &str, by: &str) -> Answer {
        self.send(reference, "note", &[("version", &self.version(reference)), ("note", note), ("by", by)])
    }

    /// Sends one of the forms of a request's page.
    pub fn send(&self, reference: &str, form: &str, fields: &[(&str, &str)]) -> Answer {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.served.post_form(&self.address(&format!("requests/{reference}/{form}")), &fields)
    }
}

fn texts(page: &str, wanted: &str) -> Vec<String> {
    let words = |element: scraper::ElementRef| {
        let text: String = element.text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    Html::parse_document(page).select(&selector(wanted)).map(words).collect()
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}
