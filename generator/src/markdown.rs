//! Markdown: front matter apart, no raw HTML, headings with anchors, and every link with its place.

use domain::problem::Fault;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::located::Position;

/// A Markdown file in two parts.
#[derive(Debug, Clone, Copy)]
pub struct Split<'t> {
    /// The YAML between the two lines of `---`; it begins on line 2.
    pub front_matter: &'t str,
    /// The text below.
    pub body: &'t str,
    /// Lines of the file above the body.
    pub lines_above: usize,
}

/// Separates front matter and text.
///
/// # Errors
/// The fault, and the line it stands on.
pub fn split(text: &str) -> Result<Split<'_>, (Fault, Position)> {
    let start = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut offset = text.len() - start.len();
    let mut lines = start.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    if opening.trim_end() != "---" {
        return Err((Fault::FrontMatter { state: "missing" }, Position::START));
    }
    offset += opening.len();
    let from = offset;
    for (number, line) in lines.enumerate() {
        if line.trim_end() == "---" {
            let body = &text[offset + line.len()..];
            return Ok(Split { front_matter: &text[from..offset], body, lines_above: number + 2 });
        }
        offset += line.len();
    }
    Err((Fault::FrontMatter { state: "not closed" }, Position::START))
}

/// A link or picture of a text, and where it stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The address as written.
    pub address: String,
    /// Where, counted from the text's own first line.
    pub position: Position,
}

/// A heading, for a table of contents.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its anchor.
    pub anchor: String,
}

/// A text as HTML, with what must be checked once the whole site is known.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// Safe HTML: whatever the text held, no markup of it came through.
    pub html: String,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Links, in order.
    pub links: Vec<Target>,
    /// Pictures by file name, in order.
    pub images: Vec<Target>,
    /// Faults that need no more than the text to be seen.
    pub faults: Vec<(Fault, Position)>,
}

/// Renders Markdown. `link` gives the address to print for a link within the site, `picture` the HTML of a picture from
/// its file and the text for those who can't see it. A picture that is a paragraph of its own is a figure, and its title
/// the caption.
pub fn render(text: &str, link: &dyn Fn(&str) -> String, picture: &dyn Fn(&str, &str) -> String) -> Rendered {
    let mut rendered = Rendered::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut events: Vec<Event> = Vec::new();
    let mut open_heading: Option<(usize, String)> = None;
    let mut open_picture: Option<OpenPicture> = None;
    let mut caption: Option<CowStr> = None;
    let mut last_level = 1;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let position = || Position::of_byte(text, range.start);
        let event = match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                // A comment is no markup: it stays with the editors.
                if !text[range.clone()].trim_start().starts_with("<!--") {
                    rendered.faults.push((Fault::Html, position()));
                }
                continue;
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => continue,
            Event::Start(Tag::Heading { level, .. }) => {
                if level as u8 == 1 || level as u8 > last_level + 1 {
                    rendered.faults.push((Fault::HeadingOrder { level: level as u8 }, position()));
                }
                last_level = level as u8;
                open_heading = Some((events.len(), String::new()));
                Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() })
            }
            Event::End(TagEnd::Heading(level)) => {
                if let Some((start, heading)) = open_heading.take() {
                    let anchor = unused(anchor(&heading), &rendered.headings);
                    events[start] = heading_tag(level, &anchor);
                    rendered.headings.push(Heading { level: level as u8, text: heading, anchor });
                }
                Event::End(TagEnd::Heading(level))
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                rendered.links.push(Target { address: dest_url.to_string(), position: position() });
                let dest_url = CowStr::from(link(&dest_url));
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                rendered.images.push(Target { address: dest_url.to_string(), position: position() });
                open_picture = Some(OpenPicture { file: dest_url, title, alt: String::new() });
                continue;
            }
            Event::End(TagEnd::Image) => {
                let Some(OpenPicture { file, title, alt }) = open_picture.take() else { continue };
                let alt = alt.trim();
                if alt.is_empty() {
                    rendered.faults.push((Fault::ImageWithoutText { file: file.to_string() }, position()));
                }
                events.push(Event::InlineHtml(CowStr::from(picture(&file, alt))));
                caption = (!title.is_empty()).then_some(title);
                continue;
            }
            Event::Text(words) | Event::Code(words) if open_picture.is_some() => {
                if let Some(picture) = &mut open_picture {
                    picture.alt.push_str(&words);
                }
                continue;
            }
            Event::SoftBreak | Event::HardBreak if open_picture.is_some() => {
                if let Some(picture) = &mut open_picture {
                    picture.alt.push(' ');
                }
                continue;
            }
            // Emphasis and the like: of the text for those who can't see a picture only the words count.
            _ if open_picture.is_some() => continue,
            Event::End(TagEnd::Paragraph) => {
                if let [.., Event::Start(Tag::Paragraph), Event::InlineHtml(_)] = &events[..]
                    && let Some(Event::InlineHtml(html)) = events.pop()
                {
                    events.pop();
                    let caption = caption.take().map(|words| format!("<figcaption>{}</figcaption>", escape(&words)));
                    let figure = format!("<figure>{html}{}</figure>\n", caption.unwrap_or_default());
                    events.push(Event::Html(CowStr::from(figure)));
                    continue;
                }
                Event::End(TagEnd::Paragraph)
            }
            Event::Text(words) | Event::Code(words) if open_heading.is_some() => {
                if let Some((_, heading)) = &mut open_heading {
                    heading.push_str(&words);
                }
                Event::Text(words)
            }
            other => other,
        };
        events.push(event);
    }
    html::push_html(&mut rendered.html, events.into_iter());
    rendered
}

/// A picture whose text is being read.
struct OpenPicture<'t> {
    file: CowStr<'t>,
    title: CowStr<'t>,
    alt: String,
}

/// Text as it may stand in HTML, between tags or in quotes.
pub fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

fn heading_tag(level: HeadingLevel, anchor: &str) -> Event<'static> {
    let id = Some(CowStr::from(anchor.to_owned()));
    Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() })
}

/// A heading's words as an anchor: letters and digits of any script in lower case, with hyphens between.
fn anchor(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "section".to_owned() } else { words.join("-") }
}

fn unused(anchor: String, headings: &[Heading]) -> String {
    let taken = |candidate: &str| headings.iter().any(|heading| heading.anchor == candidate);
    if !taken(&anchor) {
        return anchor;
    }
    (2..).map(|number| format!("{anchor}-{number}")).find(|candidate| !taken(candidate)).unwrap_or(anchor)
}

#[cfg(test)]
mod tests {
    use domain::problem::Fault;

    use super::{Rendered, escape, render, split};
    use crate::located::Position;

    fn render_plain(text: &str) -> Rendered {
        render(text, &str::to_owned, &|file, alt| format!("<img src=\"/media/{file}\" alt=\"{}\">", escape(alt)))
    }

    #[test]
    fn front_matter_is_between_two_lines_of_hyphens() {
        let parts = split("---\ntitle: x\n---\n\nStory\n").expect("two lines of hyphens");
        assert_eq!((parts.front_matter, parts.body, parts.lines_above), ("title: x\n", "\nStory\n", 3));
        assert!(matches!(split("title: x\n"), Err((Fault::FrontMatter { state: "missing" }, _))));
        assert!(matches!(split("---\ntitle: x\n"), Err((Fault::FrontMatter { state: "not closed" }, _))));
    }

    #[test]
    fn markup_of_a_text_never_comes_through() {
        let rendered = render_plain("a <b>bold</b>\n\n<script>alert(1)</script>\n");
        assert!(!rendered.html.contains("<b>") && !rendered.html.contains("<script"), "{}", rendered.html);
        assert_eq!(rendered.faults[0], (Fault::Html, Position { line: 1, column: 3 }));
    }

    #[test]
    fn headings_have_anchors_and_an_order() {
        let rendered = render_plain("## Què vam veure\n\n## Què vam veure\n\n#### Too deep\n");
        let anchors: Vec<_> = rendered.headings.iter().map(|heading| heading.anchor.as_str()).collect();
        assert_eq!(anchors, ["què-vam-veure", "què-vam-veure-2", "too-deep"]);
        assert_eq!(rendered.faults, [(Fault::HeadingOrder { level: 4 }, Position { line: 5, column: 1 })]);
        assert!(rendered.html.contains(r#"<h2 id="què-vam-veure">"#), "{}", rendered.html);
    }

    #[test]
    fn links_and_pictures_keep_their_place() {
        let rendered = render_plain("See [offers](/en/offers/)\nand ![quay](quay.jpg)\n");
        assert_eq!(rendered.links[0].address, "/en/offers/");
        assert_eq!(rendered.images[0].position, Position { line: 2, column: 5 });
        assert!(rendered.html.contains(r#"src="/media/quay.jpg""#));
    }

    #[test]
    fn a_picture_of_its_own_is_a_figure_with_its_title_below() {
        let rendered = render_plain("![The *old* \"quay\"](quay.jpg 'By <us>')\n\nText ![b](b.jpg) text\n");
        let figure = "<figure><img src=\"/media/quay.jpg\" alt=\"The old &quot;quay&quot;\"><figcaption>By &lt;us&gt;</figcaption></figure>\n";
        assert_eq!(rendered.html, format!("{figure}<p>Text <img src=\"/media/b.jpg\" alt=\"b\"> text</p>\n"));
    }

    #[test]
    fn a_picture_says_something_to_those_who_cannot_see_it() {
        let rendered = render_plain("One\n\n![ ](quay.jpg)\n");
        let fault = Fault::ImageWithoutText { file: "quay.jpg".to_owned() };
        assert_eq!(rendered.faults, [(fault, Position { line: 3, column: 1 })]);
    }
}
