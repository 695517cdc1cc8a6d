//! SVG drawings, for logos. A drawing can carry script, load things from elsewhere and hold a whole page: we publish one
//! only if it can do nothing but be looked at. It is refused rather than cleaned, so that what was checked is what is
//! published, byte for byte.

use domain::validate::ErrorKind;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::picture::Facts;

/// Elements that act, embed or lead away; without the prefix of their namespace.
const FORBIDDEN: [&str; 18] = [
    "a",
    "animate",
    "animatemotion",
    "animatetransform",
    "audio",
    "canvas",
    "discard",
    "embed",
    "feimage",
    "foreignobject",
    "handler",
    "iframe",
    "image",
    "listener",
    "object",
    "script",
    "set",
    "video",
];
/// Sides of a drawing that does not say how large it is, in a unit of its own.
const MAX_UNITS: f64 = 100_000.0;

/// Checks a drawing and reads its size.
///
/// # Errors
/// Why it can't be published.
pub(crate) fn inspect(name: &str, bytes: &[u8]) -> Result<Facts, ErrorKind> {
    let refuse = |what: String| ErrorKind::UnsafeDrawing { file: name.to_owned(), what };
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("is not UTF-8 text".to_owned()))?;
    let mut reader = Reader::from_str(text);
    let mut size = None;
    let (mut in_style, mut open) = (false, 0_usize);
    loop {
        let event = reader.read_event().map_err(|error| refuse(format!("is not valid XML: {error}")))?;
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let attributes = attributes(element).map_err(refuse)?;
                let local = local(element);
                if size.is_none() {
                    size = Some(dimensions(&local, &attributes).map_err(refuse)?);
                }
                check(&local, &attributes).map_err(refuse)?;
                let begins = matches!(event, Event::Start(_));
                open += usize::from(begins);
                in_style = local == "style" && begins;
            }
            Event::End(_) => {
                open = open.saturating_sub(1);
                in_style = false;
            }
            Event::Text(words) if in_style => check_style(words).map_err(refuse)?,
            Event::CData(words) if in_style => check_style(words).map_err(refuse)?,
            // `&lt;` in a text is the five characters of XML; an entity of the file's own would need a DOCTYPE.
            Event::GeneralRef(_) if in_style => return Err(refuse("has references within its style".to_owned())),
            // A plain DOCTYPE, as older editors write it, is harmless; one with a subset can define anything.
            Event::DocType(words) if words.contains('[') => {
                return Err(refuse("declares entities of its own".to_owned()));
            }
            Event::PI(_) => return Err(refuse("has a processing instruction".to_owned())),
            Event::Eof if open > 0 => return Err(refuse("breaks off".to_owned())),
            Event::Eof => break,
            _ => {}
        }
    }
    let (width, height) = size.ok_or_else(|| refuse("is empty".to_owned()))?;
    Ok(Facts { width, height, transparent: true, drawing: true })
}

fn local(element: &BytesStart) -> String {
    element.local_name().as_ref().to_lowercase()
}

fn attributes(element: &BytesStart) -> Result<Vec<(String, String)>, String> {
    element
        .attributes()
        .map(|attribute| {
            let attribute = attribute.map_err(|error| format!("is not valid XML: {error}"))?;
            let name = attribute.key.as_ref().to_lowercase();
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| format!("is not valid XML: {error}"))?;
            Ok((name, value.into_owned()))
        })
        .collect()
}

fn check(element: &str, attributes: &[(String, String)]) -> Result<(), String> {
    if FORBIDDEN.contains(&element) {
        return Err(format!("has an element <{element}>, which can do more than be looked at"));
    }
    for (name, value) in attributes {
        let own = name.rsplit(':').next().unwrap_or(name);
        if own.starts_with("on") {
            return Err(format!("has an attribute {name:?}, which runs script"));
        }
        if matches!(own, "href" | "src" | "base") && !value.trim_start().starts_with('#') {
            return Err(format!("leads elsewhere with {name:?}"));
        }
        if name.starts_with("xmlns") && value.to_lowercase().contains("xhtml") {
            return Err("holds a piece of a web page".to_owned());
        }
        check_style(value)?;
    }
    Ok(())
}

/// Whatever can stand in a style, stands there without loading anything: only references within the drawing.
fn check_style(text: &str) -> Result<(), String> {
    let plain: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    if plain.contains('\\') || plain.contains("/*") && plain.contains("url") {
        return Err("hides something in its style".to_owned());
    }
    for forbidden in ["@import", "javascript:", "expression(", "image-set(", "-moz-binding"] {
        if plain.contains(forbidden) {
            return Err(format!("has {forbidden:?} in its style"));
        }
    }
    let mut rest = plain.as_str();
    while let Some(start) = rest.find("url(") {
        rest = &rest[start + "url(".len()..];
        if !rest.trim_start_matches(['"', '\'']).starts_with('#') {
            return Err("loads something from elsewhere in its style".to_owned());
        }
    }
    Ok(())
}

/// The size of the drawing: that of its view box, or else its width and height.
fn dimensions(element: &str, attributes: &[(String, String)]) -> Result<(u32, u32), String> {
    if element != "svg" {
        return Err("does not begin with <svg>".to_owned());
    }
    let find = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let number = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok();
    let sides = match find("viewbox") {
        Some(view) => {
            let numbers: Vec<f64> =
                view.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty()).filter_map(number).collect();
            <[f64; 4]>::try_from(numbers).ok().map(|[_, _, width, height]| (width, height))
        }
        None => find("width").and_then(number).zip(find("height").and_then(number)),
    };
    let fits = |side: f64| side > 0.0 && side <= MAX_UNITS;
    let (width, height) = sides
        .filter(|(width, height)| fits(*width) && fits(*height))
        .ok_or("does not say how large it is: it needs a viewBox")?;
    // Only the proportion matters; a drawing of one unit by two has whole numbers too.
    let scale = if width.min(height) < 100.0 { 100.0 / width.min(height) } else { 1.0 };
    Ok(((width * scale).round() as u32, (height * scale).round() as u32))
}

#[cfg(test)]
mod tests {
    use domain::validate::ErrorKind;

    use super::inspect;

    fn refused(inside: &str) -> String {
        let drawing = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 300 100\">{inside}</svg>"
        );
        match inspect("logo.svg", drawing.as_bytes()) {
            Err(ErrorKind::UnsafeDrawing { what, .. }) => what,
            other => panic!("{inside}: {other:?}"),
        }
    }

    #[test]
    fn shapes_colours_and_text_are_harmless() {
        let drawing = r##"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Generator: an editor -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300.4 100">
  <title>A &amp; B</title>
  <defs><linearGradient id="g"><stop offset="0" stop-color="#14264a"/></linearGradient><style>.a { fill: url(#g) }</style></defs>
  <path class="a" d="M0 0h300v100z"/><use xlink:href="#g"/><text font-family="serif">Quay</text>
</svg>"##;
        let seen = inspect("logo.svg", drawing.as_bytes()).expect("a harmless drawing");
        assert_eq!((seen.width, seen.height, seen.drawing), (300, 100, true));
    }

    #[test]
    fn what_acts_embeds_or_loads_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            "<svg:script xmlns:svg=\"http://www.w3.org/2000/svg\"/>",
            "<SCRIPT/>",
            "<g onload=\"alert(1)\"/>",
            "<a href=\"#x\"/>",
            "<foreignObject><p/></foreignObject>",
            "<image href=\"https://example.org/x.png\"/>",
            "<use xlink:href=\"https://example.org/x.svg#a\"/>",
            "<use href=\"data:image/svg+xml,x\"/>",
            "<use href=\"&#106;avascript:alert(1)\"/>",
            "<rect fill=\"url(https://example.org/x.svg#a)\"/>",
            "<rect style=\"fill: u\\72l(x)\"/>",
            "<style>@import 'https://example.org/x.css';</style>",
            "<style><![CDATA[.a { background: url( 'x.png' ) }]]></style>",
            "<style>.a { fill: url(//example.org/&quot;) }</style>",
            "<animate attributeName=\"href\" to=\"x\"/>",
            "<g xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:p/></g>",
            "<?xml-stylesheet href=\"x.css\"?>",
            "<g></svg>",
        ] {
            assert!(!refused(inside).is_empty());
        }
    }

    #[test]
    fn a_drawing_needs_a_size_and_no_entities() {
        for drawing in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "<svg viewBox=\"0 0 0 10\"/>",
            "<html viewBox=\"0 0 10 10\"/>",
            "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg viewBox=\"0 0 10 10\"/>",
            "",
        ] {
            assert!(inspect("logo.svg", drawing.as_bytes()).is_err(), "{drawing}");
        }
    }
}
