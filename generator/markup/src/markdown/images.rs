use pulldown_cmark::CowStr;

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
