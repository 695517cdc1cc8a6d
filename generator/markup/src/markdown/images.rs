//! Pictures, and figures: a picture that is a paragraph of its own.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::document::escape;

/// The pictures of a text while it is read.
#[derive(Default)]
pub(super) struct ImageReader<'t> {
    open: Option<OpenImage<'t>>,
    last: Option<Image<'t>>,
}

/// A picture whose alternative text is being read, and how many pictures are within that text.
struct OpenImage<'t> {
    image: Image<'t>,
    within: usize,
}

/// A picture.
#[derive(Clone)]
pub(super) struct Image<'t> {
    pub(super) file: CowStr<'t>,
    pub(super) title: CowStr<'t>,
    pub(super) alt: String,
}

impl<'t> ImageReader<'t> {
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Begins a picture, unless it is within the alternative text of another.
    pub(super) fn begin(&mut self, file: CowStr<'t>, title: CowStr<'t>) {
        match &mut self.open {
            Some(open) => open.within += 1,
            None => self.open = Some(OpenImage { image: Image { file, title, alt: String::new() }, within: 0 }),
        }
    }

    /// Adds words to the alternative text; `false` if no picture is open.
    pub(super) fn add_alt(&mut self, words: &str) -> bool {
        self.open.as_mut().map(|open| open.image.alt.push_str(words)).is_some()
    }

    /// Ends a picture and returns it, unless it is within the alternative text of another.
    pub(super) fn end(&mut self) -> Option<Image<'t>> {
        match self.open.take()? {
            OpenImage { image, within: 0 } => {
                let image = Image { alt: image.alt.trim().to_owned(), ..image };
                self.last = Some(image.clone());
                Some(image)
            }
            OpenImage { image, within } => {
                self.open = Some(OpenImage { image, within: within - 1 });
                None
            }
        }
    }

    /// Returns the picture that ended last in this paragraph.
    pub(super) fn take_last(&mut self) -> Option<Image<'t>> {
        self.last.take()
    }
}

impl<'t> Image<'t> {
    pub(super) fn into_events(self) -> [Event<'t>; 3] {
        let (link_type, id) = (LinkType::Inline, CowStr::from(""));
        let start = Tag::Image { link_type, dest_url: self.file, title: self.title, id };
        [Event::Start(start), Event::Text(CowStr::from(self.alt)), Event::End(TagEnd::Image)]
    }

    /// Returns the events of a figure, whose caption is the title.
    pub(super) fn into_figure(mut self) -> impl Iterator<Item = Event<'t>> {
        let title = std::mem::replace(&mut self.title, CowStr::from(""));
        let caption =
            if title.is_empty() { String::new() } else { format!("<figcaption>{}</figcaption>", escape(&title)) };
        let html = |html: String| std::iter::once(Event::Html(CowStr::from(html)));
        html("<figure>".to_owned()).chain(self.into_events()).chain(html(format!("{caption}</figure>\n")))
    }
}

/// Returns whether a picture is all there is of the last paragraph.
pub(super) fn is_lone_image(events: &[Event]) -> bool {
    matches!(
        events,
        [.., Event::Start(Tag::Paragraph), Event::Start(Tag::Image { .. }), Event::Text(_), Event::End(TagEnd::Image)]
    )
}
