use domain::validate::ErrorKind;
use pulldown_cmark::{CowStr, Event, Tag, html};

use crate::position::Position;

/// The target of a link or picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The address as written.
    pub address: String,
    /// Where, counted from the text's own first line.
    pub position: Position,
}

/// A heading, for a table of contents.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its anchor.
    pub anchor: String,
}

/// A parsed text, with what is checked once the whole site is known.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Links, in order.
    pub links: Vec<Target>,
    /// Pictures by file name, in order.
    pub images: Vec<Target>,
    /// Mistakes that show in the text alone.
    pub problems: Vec<(ErrorKind, Position)>,
    /// What is rendered. A picture is the start of an image, its alternative text, and the end of an image.
    pub(super) events: Vec<Event<'static>>,
}

impl Document {
    /// Returns whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        // A blank may stand before a comment.
        self.events.iter().all(|event| matches!(event, Event::Text(text) if text.trim().is_empty()))
    }

    /// Renders safe HTML: no markup of the text comes through. `link` returns the address to print for a link, `picture` the
    /// HTML of a picture from its file, alternative text and title.
    pub fn to_html(
        &self,
        link: impl Fn(&str) -> String,
        picture: impl Fn(&str, &str, Option<&str>) -> String,
    ) -> String {
        let mut events = self.events.iter().cloned();
        let rendered = std::iter::from_fn(|| {
            Some(match events.next()? {
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let dest_url = CowStr::from(link(&dest_url));
                    Event::Start(Tag::Link { link_type, dest_url, title, id })
                }
                Event::Start(Tag::Image { dest_url: file, title, .. }) => {
                    let (alt, _end) = (events.next(), events.next());
                    let Some(Event::Text(alt)) = alt else { return None };
                    let title = (!title.is_empty()).then_some(&*title);
                    Event::InlineHtml(CowStr::from(picture(&file, &alt, title)))
                }
                other => other,
            })
        });
        let mut html = String::new();
        html::push_html(&mut html, rendered);
        html
    }
}

/// Escapes a text for HTML, between tags or in quotes.
pub fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
