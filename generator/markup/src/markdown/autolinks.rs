//! Addresses without brackets, which are links as on GitHub, and addresses of e-mail.

use domain::request::ascii_address;
use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

/// Addresses with the place in the text at which each begins.
type PlacedAddresses = Vec<(String, usize)>;

/// Returns a text as pieces of text and links, with the addresses of the links; `None` if it has none.
pub(super) fn split_autolinks<'t>(words: &CowStr<'t>) -> Option<(Vec<Event<'t>>, PlacedAddresses)> {
    if !words.contains("://") {
        return None;
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let (mut events, mut links) = (Vec::new(), Vec::new());
    for span in finder.spans(words) {
        let text = Event::Text(CowStr::from(span.as_str().to_owned()));
        let is_web = span.kind().is_some() && ["https://", "http://"].iter().any(|s| span.as_str().starts_with(s));
        if !is_web {
            events.push(text);
            continue;
        }
        links.push((span.as_str().to_owned(), span.start()));
        let dest_url = CowStr::from(span.as_str().to_owned());
        let (title, id) = (CowStr::from(""), CowStr::from(""));
        events.push(Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, title, id }));
        events.push(text);
        events.push(Event::End(TagEnd::Link));
    }
    (!links.is_empty()).then_some((events, links))
}

/// Returns the target of a link to an e-mail address, which may end in `?subject=…`. The domain is written in ASCII, since
/// not every mail program does that.
pub fn mailto(address: &str) -> String {
    let (mailbox, fields) = address.split_at(address.find('?').unwrap_or(address.len()));
    format!("mailto:{}{fields}", ascii_address(mailbox).as_deref().unwrap_or(mailbox))
}
