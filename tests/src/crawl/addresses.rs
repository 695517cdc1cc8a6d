//! The addresses that a text names, by its media type.

use scraper::{Html, Selector};

/// An address, as it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    pub address: String,
    pub role: Role,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It is asked for.
    Link,
    /// A form sends to it.
    Form,
    /// A script asks for it, or for what it makes of it.
    Script,
}

/// All addresses in a text. Those that are written in full begin with `host`; they are found wherever they stand.
pub fn named_in(kind: &str, text: &str, host: &str) -> Vec<Named> {
    let mut named: Vec<Named> = in_full(&unfolded(kind, text), host).map(link).collect();
    match kind {
        "text/html" => named.extend(in_page(text)),
        "text/css" => named.extend(in_style(text)),
        "text/javascript" => named.extend(in_script(text)),
        // Paths of an OpenAPI document are those below its server, which is named in full.
        "application/json" | "application/ld+json" | "application/manifest+json" if !text.contains("\"openapi\"") => {
            named.extend(literals(text).filter(|text| text.starts_with('/')).map(link));
        }
        "application/xml" | "text/xml" | "application/atom+xml" => named.extend(in_xml(text)),
        _ => {}
    }
    named
}

fn link(address: impl Into<String>) -> Named {
    Named { address: address.into(), role: Role::Link }
}

/// Lines of a calendar are folded; its addresses are not.
fn unfolded(kind: &str, text: &str) -> String {
    if kind == "text/calendar" { text.replace("\r\n ", "") } else { text.to_owned() }
}

fn in_full<'t>(text: &'t str, host: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(host).map(|(start, _)| {
        let rest = &text[start..];
        let ends = |letter: char| letter.is_whitespace() || "\"'<>()\\,;`".contains(letter) || letter == '&';
        rest[..rest.find(ends).unwrap_or(rest.len())].trim_end_matches(['.', ':'])
    })
}

/// Attributes that hold an address, and those of any name that hold a path.
fn in_page(text: &str) -> Vec<Named> {
    let document = Html::parse_document(text);
    let all = Selector::parse("*").expect("a selector");
    let mut named = Vec::new();
    for element in document.select(&all) {
        for (name, value) in element.value().attrs() {
            match name {
                "srcset" | "imagesrcset" => {
                    named.extend(value.split(',').filter_map(|one| one.split_whitespace().next()).map(link));
                }
                "action" | "formaction" => named.push(Named { address: value.to_owned(), role: Role::Form }),
                "href" | "src" | "poster" | "data" | "xlink:href" => named.push(link(value)),
                "style" => named.extend(in_style(value)),
                "content" if element.attr("http-equiv") == Some("refresh") => {
                    named.extend(value.split_once("url=").map(|(_, address)| link(address)));
                }
                // What a field holds is for the server, which knows where it is.
                "value" => {}
                _ if value.starts_with('/') && value.len() > 1 => {
                    named.push(Named { address: value.to_owned(), role: Role::Script });
                }
                _ => {}
            }
        }
        if element.value().name() == "style" {
            named.extend(in_style(&element.text().collect::<String>()));
        }
        if element.value().name() == "script" && element.attr("src").is_none() {
            let text = element.text().collect::<String>();
            let paths: Vec<_> = literals(&text).filter(|text| text.starts_with('/')).map(link).collect();
            named.extend(paths);
        }
    }
    named
}

fn in_style(text: &str) -> Vec<Named> {
    let address = |rest: &str| rest.split(')').next().unwrap_or_default().trim_matches(['"', '\'', ' ']).to_owned();
    let addresses = text.split("url(").skip(1).map(address);
    let imported = text.split("@import ").skip(1).filter_map(|rest| literals(rest).next());
    addresses.chain(imported.map(str::to_owned)).filter(|address| !address.starts_with("data:")).map(link).collect()
}

/// What a script imports, and every path that is written in it.
fn in_script(text: &str) -> Vec<Named> {
    let is_import = |before: &str| {
        let before = before.trim_end_matches(['(', ' ']);
        before.ends_with("import") || before.ends_with("from")
    };
    let mut named = Vec::new();
    for quote in ['"', '\''] {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(quote) {
            let (literal, behind) = after.split_once(quote).unwrap_or((after, ""));
            let is_path = |text: &str| {
                text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.%?=".contains(&byte))
            };
            if is_import(before) || literal.starts_with('/') && is_path(literal) {
                named.push(link(literal));
            }
            rest = behind;
        }
    }
    named
}

fn in_xml(text: &str) -> Vec<Named> {
    let attributes = ["href", "src"].into_iter().flat_map(|name| {
        text.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>()
    });
    attributes.map(|address| link(address.replace("&amp;", "&"))).collect()
}

/// Texts between quotation marks.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::named_in;

    fn found(kind: &str, text: &str) -> Vec<String> {
        let named = named_in(kind, text, "https://www.example.org");
        named.into_iter().map(|named| named.address).collect()
    }

    #[test]
    fn addresses_are_found_wherever_they_stand() {
        for (kind, text, expected) in [
            ("text/html", r#"<a href="../x/?a=1&amp;b=2#c">"#, "../x/?a=1&b=2#c"),
            ("text/html", r#"<img src=a.png srcset="b.png 1x, /c.png 2x">"#, "a.png b.png /c.png"),
            ("text/html", r#"<form action="/api/x"><button formaction=y>"#, "/api/x y"),
            ("text/html", r#"<div data-index="/search/" title="1/2">"#, "/search/"),
            ("text/html", r#"<meta http-equiv="refresh" content="0; url=/en/">"#, "/en/"),
            ("text/html", r#"<p style="background: url('a.svg')">"#, "a.svg"),
            ("text/html", r#"<script type="application/ld+json">{"@id": "/x"}</script>"#, "/x"),
            (
                "text/html",
                "<p>See https://www.example.org/a/, or https://other.example/b.",
                "https://www.example.org/a/",
            ),
            (
                "text/css",
                "@import \"a.css\"; p { background: url(/b.svg) } i { background: url(data:x) }",
                "/b.svg a.css",
            ),
            (
                "text/javascript",
                "import { a } from \"./a.js\"; fetch('/data/b.json'); x = '/ or '",
                "./a.js /data/b.json",
            ),
            ("application/json", r#"{"page": "/en/", "text": "a/b"}"#, "/en/"),
            (
                "application/atom+xml",
                r#"<link href="/a?b&amp;c"/><id>https://www.example.org/d</id>"#,
                "https://www.example.org/d /a?b&c",
            ),
            ("text/calendar", "URL:https://www.exam\r\n ple.org/en/\r\nX:y", "https://www.example.org/en/"),
        ] {
            assert_eq!(found(kind, text).join(" "), expected, "{kind}: {text}");
        }
    }
}
